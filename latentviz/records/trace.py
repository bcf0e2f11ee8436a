"""`ThoughtTrace`: one thought of the model as plain arrays, between the model and every figure."""

from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np

from latentviz.data.problems.problem import matches_gold, number_of
from latentviz.records.flops import ChainOfThought, DecoderShape
from latentviz.records.halting import TEMPERATURES, RuleChanges, halt_of
from latentviz.records.lens import Controls, LensGrid, Reading
from latentviz.records.number_use import NumberUse
from latentviz.utils.array_records import Integers
from latentviz.utils.refusal import Refusal


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
    temperature : float
        What the stop head's logits were divided by, above 0.
    stop_logits : (m + 1, 2) float32
        Logits of CONTINUE and STOP at temperature 1.
    n_answer_tokens : (m + 1,) int64 (empty while thinking)
        Tokens of each of `answers`, end-of-sequence included.
    thinking_s : (m + 1,) float64 (empty while thinking)
        Wall time from the question to each row, in seconds.
    answer_s : float
        Wall time of the answer after `measured_k` steps, in seconds.
    measured_k : int or None
        The halting step whose answer was timed; at any other, `elapsed_s` scales `answer_s` by the answer's tokens.
    n_question_tokens, n_prefix_tokens : int
        Tokens of the question in its template, and of the answer prefix.
    decoder : DecoderShape or None
        The sizes of the model.
    fed : (m + 1, hidden_size) float32 (empty until explained)
        What the recurrent filter makes of each hidden state: the input of the next step.
    cosine_reading, fed_reading : Reading or None
        Input embeddings of largest cosine to each hidden state (before the filter), and to `fed` (after it).
    lens : LensGrid or None
        The logit lens at every layer.
    rules : RuleChanges or None
        What the training-free stop rules see.
    controls : Controls or None
        The same lens where nothing of this problem can be read.
    number_use : NumberUse or None
        Which numbers of the question each step looks at.
    chain : ChainOfThought or None
        The same model's chain of thought, where it was run beside this thought.
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
    temperature: float = 1.0
    stop_logits: np.ndarray = field(default_factory=lambda: np.zeros((0, 2), dtype=np.float32))
    n_answer_tokens: Integers = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    thinking_s: np.ndarray = field(default_factory=lambda: np.zeros(0))
    answer_s: float = 0.0
    measured_k: int | None = None
    n_question_tokens: int = 0
    n_prefix_tokens: int = 0
    decoder: DecoderShape | None = None
    fed: np.ndarray = field(default_factory=lambda: np.zeros((0, 0), dtype=np.float32))
    cosine_reading: Reading | None = None
    fed_reading: Reading | None = None
    lens: LensGrid | None = None
    rules: RuleChanges | None = None
    controls: Controls | None = None
    number_use: NumberUse | None = None
    chain: ChainOfThought | None = None

    def __post_init__(self):
        n_rows = len(self.p_stop)
        for name in ("hidden", "nearest_tokens", "p_nearest"):
            if len(getattr(self, name)) != n_rows:
                raise ValueError(f"ThoughtTrace.{name} has {len(getattr(self, name))} rows, p_stop has {n_rows}")
        for name in ("answers", "p_answers", "stop_logits", "n_answer_tokens", "thinking_s", "fed"):
            if len(getattr(self, name)) not in (0, n_rows):
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
    def halt(self) -> int:
        """`n_latent_steps` of a thought that has halted; a ValueError before."""
        if self.n_latent_steps is None:
            raise ValueError("this thought has not halted yet")
        return self.n_latent_steps

    @property
    def current_step(self) -> int:
        """Row that the thought has reached: where it halted, or the last one that is recorded."""
        return self.n_recorded if self.n_latent_steps is None else self.n_latent_steps

    @property
    def answer_text(self) -> str | None:
        """What the model wrote where it halted; None while it is thinking."""
        return self.answers[self.halt] if self.finished else None

    @property
    def answer(self) -> float | None:
        """`answer_text` as a number; None where it is not one."""
        return number_of(self.answer_text)

    @property
    def p_answer(self) -> float | None:
        """Probability of the answer; None while thinking."""
        return float(self.p_answers[self.halt]) if self.finished else None

    @property
    def right(self) -> bool | None:
        """Whether the answer is the gold answer; None where either is unknown."""
        return None if self.right_at is None else self.right_at[self.halt]

    @property
    def n_counted_tokens(self) -> int | None:
        """Counted reasoning tokens, k + 2: START and STOP count too (arXiv 2511.21581)."""
        return None if self.n_latent_steps is None else self.n_latent_steps + 2

    @property
    def nearest(self) -> Reading:
        """The logit lens on the last hidden state of every row."""
        return Reading(self.nearest_tokens, self.p_nearest)

    @property
    def right_at(self) -> tuple[bool, ...] | None:
        """Whether the answer after k = 0 .. m latent steps is the gold answer; None where that is not known."""
        if self.gold_answer is None or not self.finished:
            return None
        return tuple(matches_gold(answer, self.gold_answer) for answer in self.answers)

    @property
    def flops(self) -> int | None:
        """Floating-point operations of the answer, by formula; None where the model's sizes are not recorded."""
        if self.decoder is None or not self.finished:
            return None
        k = self.halt
        return self.decoder.latent_flops(self.n_question_tokens, k, self.n_prefix_tokens, int(self.n_answer_tokens[k]))

    def decided(self, threshold: float, temperature: float = 1.0, fixed_k: int | None = None) -> Self:
        """The same thought under another stop rule, without the model: its states go on to the cap.

        Raises
        ------
        ValueError
            If the thought is not finished, or an argument lies outside its range.
        """
        if not self.finished:
            raise ValueError("a thought that is not finished cannot be decided again")
        low, high = TEMPERATURES
        if not 0 < threshold <= 1 or not low <= temperature <= high:
            raise Refusal(f"threshold {threshold} must lie in (0, 1], temperature {temperature} in [{low:g}, {high:g}]")
        if fixed_k is not None and not 0 <= fixed_k <= self.n_recorded:
            raise Refusal(f"k is {fixed_k}; this thought was recorded up to {self.n_recorded} latent steps")
        p_stop = stop_probability(self.stop_logits, temperature)
        k, stopped = halt_of(p_stop, threshold, fixed_k)
        n_tokens = self.n_answer_tokens
        answer_s = self.answer_s * float(n_tokens[k] / n_tokens[self.measured_k])
        return replace(
            self,
            threshold=threshold,
            temperature=temperature,
            fixed_k=fixed_k,
            p_stop=p_stop,
            n_latent_steps=k,
            stopped=stopped,
            n_forward_passes=2 + k + int(n_tokens[k]),
            elapsed_s=float(self.thinking_s[k]) + answer_s,
        )


def stop_probability(stop_logits: np.ndarray, temperature: float) -> np.ndarray:
    """P(stop), (n,) float32 in [0, 1], from logits of CONTINUE and STOP, (n, 2), and a temperature above 0."""
    go_on, stop = stop_logits.astype(np.float64).T / temperature
    return np.exp(stop - np.logaddexp(go_on, stop)).astype(np.float32)
