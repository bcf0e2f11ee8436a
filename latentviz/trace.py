"""`ThoughtTrace`: one thought of the model as plain arrays, between the model and every figure."""

from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class ThoughtTrace:
    """One problem, one thought.

    Rows of the step arrays are read at START (row 0) and at each latent step z_1 .. z_m (row j). While the model is
    still thinking, m grows and `n_latent_steps` is None. In a finished trace m is the cap: the steps past the halt are
    what would have followed, had the model not stopped.

    Attributes
    ----------
    question : str
        The text that the model read.
    checkpoint : str
        Name of the checkpoint.
    threshold : float
        P(stop) at which the thought halts, in (0, 1].
    cap : int
        Largest number of latent steps.
    fixed_k : int or None
        Number of latent steps that was forced, None where the stop head decided.
    p_stop : (m + 1,) float32
        Probability of STOP, in [0, 1].
    hidden : (m + 1, hidden_size) float32
        Last hidden state after the final norm.
    nearest_tokens : (m + 1, n_nearest) tuple of tuples of str
        Tokens that the logit lens reads from `hidden`, most probable first.
    p_nearest : (m + 1, n_nearest) float32
        Their probabilities.
    n_latent_steps : int or None
        k, the step at which the thought halted.
    stopped : bool
        Whether the stop head halted the thought (False: forced by `fixed_k` or by the cap).
    answers : tuple of str, length m + 1 (empty while thinking)
        What the model would have answered after k = 0 .. m latent steps.
    p_answers : (m + 1,) float32 (empty while thinking)
        Probability of that answer: product of the probabilities of its greedy tokens.
    n_forward_passes : int
        Passes through the decoder that this answer needed: question, START, each latent step up to the halt, and
        each token of the answer.
    elapsed_s : float
        Wall time of those passes, in seconds.
    gold_answer : float or None
        The right answer where it is known.
    gold_steps : tuple of str
        Gold steps, such as "48/2=24", where they are known.
    notices : tuple of str
        What the reader must know about this input, such as words that never occurred in training.
    """

    question: str
    checkpoint: str
    threshold: float
    cap: int
    fixed_k: int | None
    p_stop: np.ndarray
    hidden: np.ndarray
    nearest_tokens: tuple[tuple[str, ...], ...]
    p_nearest: np.ndarray
    n_latent_steps: int | None = None
    stopped: bool = False
    answers: tuple[str, ...] = ()
    p_answers: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=np.float32))
    n_forward_passes: int = 0
    elapsed_s: float = 0.0
    gold_answer: float | None = None
    gold_steps: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()

    def __post_init__(self):
        n_rows = len(self.p_stop)
        for name in ("hidden", "nearest_tokens", "p_nearest"):
            if len(getattr(self, name)) != n_rows:
                raise ValueError(f"ThoughtTrace.{name} has {len(getattr(self, name))} rows, p_stop has {n_rows}")
        if self.n_latent_steps is not None and not 0 <= self.n_latent_steps < n_rows:
            raise ValueError(f"n_latent_steps = {self.n_latent_steps} lies outside the {n_rows - 1} recorded steps")

    @property
    def n_recorded(self) -> int:
        """Number of latent steps recorded so far, m; -1 before START has been read."""
        return len(self.p_stop) - 1

    @property
    def finished(self) -> bool:
        """Whether the model has answered."""
        return bool(self.answers)

    @property
    def answer_text(self) -> str | None:
        """What the model wrote where it halted; None while it is thinking."""
        return self.answers[self.n_latent_steps] if self.finished else None

    @property
    def answer(self) -> float | None:
        """`answer_text` as a number; None where it is not one."""
        return number_of(self.answer_text)

    @property
    def p_answer(self) -> float | None:
        """Probability of the answer; None while thinking."""
        return float(self.p_answers[self.n_latent_steps]) if self.finished else None

    @property
    def right(self) -> bool | None:
        """Whether the answer is the gold answer; None where either is unknown."""
        if self.gold_answer is None or not self.finished:
            return None
        return self.answer == self.gold_answer

    @property
    def n_counted_tokens(self) -> int | None:
        """Counted reasoning tokens, k + 2: START and STOP count too (arXiv 2511.21581)."""
        return None if self.n_latent_steps is None else self.n_latent_steps + 2

    def halt_under(self, threshold: float) -> int:
        """First recorded step whose P(stop) reaches `threshold`, else the last one."""
        reached = np.flatnonzero(self.p_stop >= threshold)
        return int(reached[0]) if len(reached) else self.n_recorded


def number_of(text: str | None) -> float | None:
    """The number that `text` is (thousands separators and a leading $ allowed), or None."""
    if text is None:
        return None
    cleaned = text.strip().replace(",", "").removeprefix("$").removesuffix(".")
    try:
        value = float(cleaned)
    except ValueError:
        return None
    return value if np.isfinite(value) else None
