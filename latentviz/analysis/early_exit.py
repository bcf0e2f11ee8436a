"""Training-free stop rules: halt at the first latent step that hardly changes what the model would say.

Every rule reads quantities of one thought that went on to the cap, so that all rules, all thresholds and all fixed
numbers of steps are evaluated from one decode. `decode_by_change` halts while it thinks and must agree.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.distributions import Categorical, kl_divergence
from transformers import PreTrainedTokenizerBase

from latentviz.model.generation import (
    Decoded,
    StopRule,
    answers_at_every_stop,
    encode_questions,
    run_latent_steps,
    strip_prefix,
    write_answer,
)
from latentviz.model.modeling import AdaptiveLatentModel
from latentviz.records.halting import halt_of, halting_steps

QUANTITIES = ("entropy", "kl", "cosine", "answer")
MARGIN = 0.005
_N_CANDIDATES = 201


@dataclass(frozen=True)
class FullThought:
    """One thought that went on to the cap, m latent steps; column 0 is START.

    Attributes
    ----------
    p_stop : (m + 1,) float32
        P(stop) of the stop head at temperature 1, in [0, 1].
    changes : dict of (m,) float32
        By name of `QUANTITIES`, entry k - 1: how much latent step k changed, as `ChangeRule` defines it.
    answers : tuple of str, length m + 1
        What the model would answer after k = 0 .. m latent steps.
    p_answers : (m + 1,) float32
        Probability of that answer: product of the probabilities of its greedy tokens.
    n_answer_tokens : (m + 1,) int64
        Tokens of that answer, the end-of-sequence token included: the forward passes that writing it takes.
    was_cut : (m + 1,) bool
        Whether the largest number of tokens ended it.
    """

    p_stop: np.ndarray
    changes: dict[str, np.ndarray]
    answers: tuple[str, ...]
    p_answers: np.ndarray
    n_answer_tokens: np.ndarray
    was_cut: np.ndarray

    @property
    def cap(self) -> int:
        """Latent steps of the whole thought, m."""
        return len(self.p_stop) - 1

    def decoded(self, threshold: float, fixed_k: int | None = None) -> Decoded:
        """What decoding gives where the stop head decides, or after exactly `fixed_k` steps, at most the cap."""
        return self.halted(*halt_of(self.p_stop, threshold, fixed_k))

    def halted(self, k: int, stopped: bool = False, n_side_passes: int = 0) -> Decoded:
        """What decoding would have given, had this thought halted after k latent steps.

        Parameters
        ----------
        stopped : bool
            Whether the stop head halted it.
        n_side_passes : int
            Forward passes that the stop rule itself took.
        """
        return Decoded(
            answer_text=self.answers[k],
            n_latent_steps=k,
            n_counted_tokens=k + 2,
            n_forward_passes=2 + k + int(self.n_answer_tokens[k]) + n_side_passes,
            stopped=stopped,
            p_stop=self.p_stop[: k + 1].tolist(),
            was_cut=bool(self.was_cut[k]),
        )


@dataclass(frozen=True)
class ChangeRule:
    """Halt after the first latent step k >= 1 whose change is at most a threshold, else at the cap.

    p_k is the next-token distribution that the output embedding reads from the hidden state h_k (logit lens).

    Attributes
    ----------
    quantity : {"entropy", "kl", "cosine", "answer"}
        "entropy": |H(p_k) - H(p_(k-1))|, in nats.
        "kl": KL(p_k || p_(k-1)), in nats (the zero-shot exit of arXiv 2502.05171).
        "cosine": 1 - cos(h_k, h_(k-1)), in [0, 2] (the hidden-state saturation of arXiv 2207.07061).
        "answer": 0 where the answer written after k steps is the one written after k - 1, else 1 (the answer
        consistency of arXiv 2506.02536, for two answers). This rule writes an answer at every stop it looks at.
    threshold : float
        Largest change at which the thought halts, 0 or more.
    """

    quantity: str
    threshold: float

    def __post_init__(self):
        if self.quantity not in QUANTITIES:
            raise ValueError(f"quantity is {self.quantity!r}; it must be one of {QUANTITIES}")
        if not self.threshold >= 0:
            raise ValueError(f"threshold is {self.threshold}; it must be 0 or more")

    def halt(self, thought: FullThought) -> int:
        """The k at which the rule halts a thought."""
        return int(halting_steps(thought.changes[self.quantity], self.threshold))

    def decoded(self, thought: FullThought) -> Decoded:
        """What decoding under this rule gives, with the passes of the answers that it wrote on the way."""
        k = self.halt(thought)
        n_side_passes = int(thought.n_answer_tokens[:k].sum()) if self.quantity == "answer" else 0
        return thought.halted(k, n_side_passes=n_side_passes)


@dataclass(frozen=True)
class FittedRule:
    """A rule whose threshold was chosen on validation problems.

    Attributes
    ----------
    rule : ChangeRule
    accuracy, mean_latent_steps : float
        On the problems of the choice.
    within_margin : bool
        Whether the accuracy is at most `MARGIN` below that of the fixed number of steps; False where no threshold is
        so good, and the rule is then the most accurate one.
    """

    rule: ChangeRule
    accuracy: float
    mean_latent_steps: float
    within_margin: bool


def latent_changes(model: AdaptiveLatentModel, hidden: Tensor) -> dict[str, Tensor]:
    """The changes that hidden states alone show, as `ChangeRule` defines them.

    Parameters
    ----------
    hidden : (batch, m + 1, hidden_size)
        Hidden states after the final norm, at START and after each latent step.

    Returns
    -------
    dict of (batch, m) float32
        "entropy", "kl" and "cosine".
    """
    logits, hidden = model.token_logits(hidden).float(), hidden.float()
    before, after = Categorical(logits=logits[:, :-1]), Categorical(logits=logits[:, 1:])
    return {
        "entropy": (after.entropy() - before.entropy()).abs(),
        "kl": kl_divergence(after, before).clamp(min=0),
        "cosine": (1 - torch.cosine_similarity(hidden[:, 1:], hidden[:, :-1], dim=-1)).clamp(min=0),
    }


def changes_of(model: AdaptiveLatentModel, hidden: Tensor, answers: np.ndarray) -> dict[str, np.ndarray]:
    """All changes of `QUANTITIES`, each (batch, m) float32, of hidden states as in `latent_changes`.

    Parameters
    ----------
    answers : (batch, m + 1) array of str objects
        What is written after k = 0 .. m steps.
    """
    changes = {name: values.cpu().numpy() for name, values in latent_changes(model, hidden).items()}
    return changes | {"answer": (answers[:, 1:] != answers[:, :-1]).astype(np.float32)}


@torch.inference_mode()
def record_thoughts(
    model: AdaptiveLatentModel, tokenizer: PreTrainedTokenizerBase, questions: list[str]
) -> list[FullThought]:
    """Think to the cap and answer at every stop, as one batch; batch * (cap + 1) answers are written at once."""
    begun = model.begin(*encode_questions(model, tokenizer, questions))
    state, hidden = run_latent_steps(model, begun, model.config.latent_cap)
    written = answers_at_every_stop(model, tokenizer, state, hidden)
    shape = hidden.shape[:2]
    texts = np.array(written.texts, dtype=object).reshape(shape)
    changes = changes_of(model, hidden, texts)
    p_stop = StopRule().p_stop(model.stop_logits(hidden)).cpu().numpy()
    p_answers = written.p.reshape(shape).cpu().numpy()
    n_answer_tokens = written.mask.sum(1).reshape(shape).cpu().numpy()
    was_cut = written.was_cut.reshape(shape).cpu().numpy()
    return [
        FullThought(
            p_stop=p_stop[row],
            changes={name: values[row] for name, values in changes.items()},
            answers=tuple(strip_prefix(model, text) for text in texts[row]),
            p_answers=p_answers[row],
            n_answer_tokens=n_answer_tokens[row],
            was_cut=was_cut[row],
        )
        for row in range(len(questions))
    ]


def fit_rule(quantity: str, thoughts: Sequence[FullThought], right: np.ndarray, fixed_k: int) -> FittedRule:
    """Choose a rule's threshold on validation problems.

    Of the quantiles 0, 1/200, 2/200, .. 1 of the observed changes, it is the one with the smallest mean number of
    steps among those whose accuracy is at most `MARGIN` below that of `fixed_k` steps. "answer" has nothing to choose.

    Parameters
    ----------
    right : (n, m + 1) bool array
        Whether the answer after k steps of each thought is right.
    fixed_k : int
        Steps of the accuracy to be kept, at most m.
    """
    changes = np.stack([thought.changes[quantity] for thought in thoughts])
    n, rows = len(changes), np.arange(len(changes))
    shares = np.linspace(0, 1, _N_CANDIDATES)
    quantiles = np.unique(np.quantile(changes, shares, method="inverted_cdf")).tolist()
    scored = []
    for threshold in [0.0] if quantity == "answer" else quantiles:
        halts = halting_steps(changes, threshold)
        scored.append((int(right[rows, halts].sum()), float(halts.mean()), threshold))
    enough = right[:, fixed_k].sum() - MARGIN * n
    good = [entry for entry in scored if entry[0] >= enough]
    if good:
        n_right, mean_steps, threshold = min(good, key=lambda entry: (entry[1], -entry[0]))
    else:
        n_right, mean_steps, threshold = max(scored, key=lambda entry: (entry[0], -entry[1]))
    return FittedRule(ChangeRule(quantity, threshold), n_right / n, mean_steps, bool(good))


@torch.inference_mode()
def decode_by_change(
    model: AdaptiveLatentModel, tokenizer: PreTrainedTokenizerBase, questions: list[str], rule: ChangeRule
) -> list[Decoded]:
    """Answer the questions after latent thoughts that halt by the rule, as one batch."""
    state = model.begin(*encode_questions(model, tokenizer, questions))
    active = torch.ones(len(questions), dtype=torch.bool, device=model.device)
    n_steps = torch.zeros(len(questions), dtype=torch.long, device=model.device)
    n_passes = torch.full_like(n_steps, 2)
    written = write_answer(model, tokenizer, state) if rule.quantity == "answer" else None
    for _ in range(model.config.latent_cap):
        before, state = state, model.think_step(state, None if active.all() else active)
        n_steps += active
        if written is not None:
            n_passes += written.mask.sum(1) * active
            texts, written = written.texts, write_answer(model, tokenizer, state)
            pairs = zip(written.texts, texts, strict=True)
            change = torch.tensor([float(new != old) for new, old in pairs], device=model.device)
        else:
            change = latent_changes(model, torch.stack([before.hidden, state.hidden], 1))[rule.quantity][:, 0]
        active = active & (change > rule.threshold)
        if not active.any():
            break
    if written is None:
        written = write_answer(model, tokenizer, state)
    n_passes += n_steps + written.mask.sum(1)
    rows = zip(written.texts, n_steps.tolist(), n_passes.tolist(), written.was_cut.tolist(), strict=True)
    return [Decoded(strip_prefix(model, text), k, k + 2, n, was_cut=cut) for text, k, n, cut in rows]
