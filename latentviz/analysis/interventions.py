"""What a latent step is worth: change it inside a thought, and see what the model then says.

An edit changes the latent input of one step, the filtered hidden state that is fed in place of a token; later steps
go on from there by themselves. "transplant" exchanges a step as a whole, or START: all that later steps can see of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor
from transformers import PreTrainedTokenizerBase

from latentviz.data.problems.problem import number_of
from latentviz.model.generation import (
    StopRule,
    encode_questions,
    fork_at_stops,
    run_latent_steps,
    strip_prefix,
    write_answer,
)
from latentviz.model.modeling import AdaptiveLatentModel, ThoughtState, copy_cache
from latentviz.records.halting import first_true
from latentviz.utils.records import JsonRecord
from latentviz.utils.refusal import Refusal

DONOR_KINDS = ("copy", "interpolate", "transplant")
KINDS = ("zero", "mean", "noise", "swap", "repeat", "remove", *DONOR_KINDS)
_SHIFT = {"repeat": 1, "remove": -1}


@dataclass(frozen=True)
class Edit(JsonRecord):
    """A change of one latent step.

    Attributes
    ----------
    kind : str
        What is fed at the step: "zero": nothing but zeros. "mean": the mean input of this step over the other questions
        of the call. "noise": its input plus a random direction, `size` times as long as the input. "swap": the input of
        the step after it, and its own one there. "repeat": its input, and the same once more after it. "remove": the
        input of the step after it; the thought is one step shorter. "copy": the input of the same step of a donor.
        "interpolate": that with weight `size`, its own with 1 - `size`. "transplant": its own input, but afterwards its
        keys, values and hidden state are the donor's.
    step : int
        Latent step, from 1; "transplant" takes 0 too, START.
    size : float
        For "noise", 0 or more, in lengths of the input; for "interpolate", in [0, 1].
    seed : int
        Of the random direction.

    Raises
    ------
    ValueError
        If a value is out of range.
    """

    kind: str
    step: int
    size: float = 1.0
    seed: int = 0

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"kind is {self.kind!r}; it must be one of {KINDS}")
        first = int(self.kind != "transplant")
        if self.step < first:
            raise Refusal(f"step is {self.step}; the steps of {self.kind} are counted from {first}")
        if self.size < 0 or (self.kind == "interpolate" and self.size > 1):
            raise Refusal(f"size is {self.size}; it must be 0 or more, and at most 1 to interpolate")


@dataclass(frozen=True)
class Trial:
    """One thought to run.

    Attributes
    ----------
    question : int
        Index of the question.
    edit : Edit or None
        None for the thought as it is.
    donor : int or None
        Index of the question whose step is copied.
    placebo : bool
        Whether what the edit would set is replaced by noise of the same size: the input, or for "transplant" each
        layer's keys and values and the hidden state, plus a random direction as long as the edit's change of it. The
        control of an edit.
    """

    question: int
    edit: Edit | None = None
    donor: int | None = None
    placebo: bool = False

    def __post_init__(self):
        if self.edit is not None and self.edit.kind in DONOR_KINDS and self.donor is None:
            raise Refusal(f"{self.edit.kind} needs a donor: another problem whose step is copied")


@dataclass(frozen=True)
class Outcomes:
    """What came of trials; row i belongs to trial i.

    Attributes
    ----------
    p_stop : (n, m + 1) float32
        P(stop) at START and after each step, past the halt as well.
    hidden : (n, m + 1, hidden_size) float32
        Hidden states after the final norm.
    n_latent_steps : (n,) int64
        k, where each thought halted.
    answers : tuple of str
    p_answers : (n,) float32
        Probability of that answer: product of the probabilities of its greedy tokens.
    """

    p_stop: np.ndarray
    hidden: np.ndarray
    n_latent_steps: np.ndarray
    answers: tuple[str, ...]
    p_answers: np.ndarray

    @property
    def numbers(self) -> np.ndarray:
        """Answers as numbers, (n,) float64; NaN where an answer is none."""
        found = (number_of(answer) for answer in self.answers)
        return np.array([np.nan if number is None else number for number in found], dtype=np.float64)


@dataclass(frozen=True)
class PlainThoughts:
    """Questions thought through as they are, all to the same depth.

    Attributes
    ----------
    start, end : ThoughtState
        After START, and after m latent steps.
    hidden : (batch, m + 1, hidden_size)
        Hidden states at START and after each step.
    inputs : (batch, m + 1, hidden_size)
        Latent inputs of the steps 1 .. m + 1.
    """

    start: ThoughtState
    end: ThoughtState
    hidden: Tensor
    inputs: Tensor


@torch.inference_mode()
def plain_thoughts(
    model: AdaptiveLatentModel, tokenizer: PreTrainedTokenizerBase, questions: Sequence[str], n_steps: int
) -> PlainThoughts:
    """Think exactly `n_steps` latent steps about each question, as one batch."""
    start = model.begin(*encode_questions(model, tokenizer, list(questions)))
    end, hidden = run_latent_steps(model, start, n_steps)
    return PlainThoughts(start, end, hidden, model.latent_embedding(hidden))


@torch.inference_mode()
def run_trials(
    model: AdaptiveLatentModel,
    tokenizer: PreTrainedTokenizerBase,
    questions: Sequence[str],
    trials: Sequence[Trial],
    rule: StopRule,
) -> Outcomes:
    """Run thoughts with and without edits, as one batch on the caches of their questions.

    Each question is read once. Where the head decides, a thought halts by `rule`, at the cap at the latest; with
    `rule.fixed_k` it takes that many steps, one more after "repeat" and one fewer after "remove".

    Raises
    ------
    ValueError
        If an edit lies past the last step, "mean" has no other question, or a transplant's donor has another number of
        question tokens, so that its keys belong to other positions.
    """
    limit = model.config.latent_cap if rule.fixed_k is None else rule.fixed_k
    check_trials(trials, limit, len(questions))
    plain = plain_thoughts(model, tokenizer, questions, limit)
    fed, is_fed = fed_inputs(plain, trials)
    rows = torch.tensor([trial.question for trial in trials], device=model.device)
    state = with_transplants(plain.start.select(rows), plain, trials, 0)
    hidden = [state.hidden]
    shifts = np.array([0 if rule.fixed_k is None else shift_of(trial) for trial in trials])
    for step in range(1, limit + shifts.max(initial=0) + 1):
        inputs = torch.where(is_fed[:, step - 1, None], fed[:, step - 1], model.latent_embedding(state.hidden))
        state, _, _ = model.extend(state, inputs.unsqueeze(1))
        state = with_transplants(state, plain, trials, step)
        hidden.append(state.hidden)
    thoughts = torch.stack(hidden, 1)
    p_stop = rule.p_stop(model.stop_logits(thoughts)).cpu().numpy()
    n_steps = first_true(p_stop >= rule.threshold, limit) if rule.fixed_k is None else limit + shifts
    every = torch.arange(len(trials), device=model.device)
    stops = torch.as_tensor(n_steps, device=model.device)
    written = write_answer(model, tokenizer, fork_at_stops(state, thoughts, every, stops))
    return Outcomes(
        p_stop=p_stop,
        hidden=thoughts.float().cpu().numpy(),
        n_latent_steps=n_steps,
        answers=tuple(strip_prefix(model, text) for text in written.texts),
        p_answers=written.p.cpu().numpy(),
    )


def edit_question(
    model: AdaptiveLatentModel,
    tokenizer: PreTrainedTokenizerBase,
    question: str,
    edits: Sequence[Edit],
    rule: StopRule,
    donor: str | None = None,
    references: Sequence[str] = (),
) -> Outcomes:
    """One question as it is (row 0) and after each edit (rows 1, 2, ..), on one cache.

    Parameters
    ----------
    donor : str, optional
        The question whose step "copy", "interpolate" and "transplant" take.
    references : sequence of str
        Questions over whose steps "mean" is taken, the donor's included.

    Raises
    ------
    ValueError
        If a donor or a reference is missing, or as `run_trials` says.
    """
    questions = [question, *([] if donor is None else [donor]), *references]
    source = None if donor is None else 1
    return run_trials(model, tokenizer, questions, [Trial(0), *(Trial(0, edit, source) for edit in edits)], rule)


def check_trials(trials: Sequence[Trial], limit: int, n_questions: int) -> None:
    """Refuse edits that lie past the last step, and a mean over nothing."""
    for edit in (trial.edit for trial in trials if trial.edit is not None):
        last = edit.step + (edit.kind == "swap")
        if last > limit:
            raise Refusal(f"{edit.kind} at step {edit.step} needs {last} latent steps; the thought has {limit}")
        if edit.kind == "mean" and n_questions < 2:
            raise Refusal("mean needs other questions, over whose steps the mean is taken")


def shift_of(trial: Trial) -> int:
    """How many steps more a thought takes where its number of steps is forced."""
    return 0 if trial.edit is None or trial.placebo else _SHIFT.get(trial.edit.kind, 0)


def fed_inputs(plain: PlainThoughts, trials: Sequence[Trial]) -> tuple[Tensor, Tensor]:
    """The inputs that the edits set, (n, m + 1, hidden_size), and where they do, (n, m + 1) bool."""
    fed = plain.inputs[[trial.question for trial in trials]].clone()
    is_fed = torch.zeros(fed.shape[:2], dtype=torch.bool, device=fed.device)
    for row, trial in enumerate(trials):
        for step, value in changed_inputs(plain, trial).items():
            if trial.placebo:
                value = with_noise(fed[row, step - 1], (value - fed[row, step - 1]).norm(), noise_source(trial))
            fed[row, step - 1] = value
            is_fed[row, step - 1] = True
    return fed, is_fed


def changed_inputs(plain: PlainThoughts, trial: Trial) -> dict[int, Tensor]:
    """The inputs, (hidden_size,), that an edit sets, by step; "transplant" sets none."""
    if trial.edit is None or trial.edit.kind == "transplant":
        return {}
    edit, step = trial.edit, trial.edit.step
    own = plain.inputs[trial.question]
    here, after = own[step - 1], own[step]
    match edit.kind:
        case "zero":
            return {step: torch.zeros_like(here)}
        case "mean":
            others = [row for row in range(len(plain.inputs)) if row != trial.question]
            return {step: plain.inputs[others, step - 1].mean(0)}
        case "noise":
            return {step: with_noise(here, edit.size * here.norm(), noise_source(trial))}
        case "swap":
            return {step: after, step + 1: here}
        case "repeat":
            return {step: here, step + 1: here}
        case "remove":
            return {step: after}
        case "copy":
            return {step: plain.inputs[trial.donor, step - 1]}
        case "interpolate":
            return {step: torch.lerp(here, plain.inputs[trial.donor, step - 1], edit.size)}
    raise ValueError(f"no input changes by {edit.kind!r}")


def with_noise(values: Tensor, length: Tensor, source: torch.Generator) -> Tensor:
    """A tensor plus a random direction, over all its values, of a given length."""
    direction = torch.randn(values.shape, generator=source).to(values)
    return values + length * (direction / direction.norm())


def noise_source(trial: Trial) -> torch.Generator:
    """Where the random directions of a trial come from: the same for the same edit, question and role."""
    assert trial.edit is not None
    return torch.Generator().manual_seed(1_000_003 * trial.edit.seed + 2 * trial.question + trial.placebo)


def with_transplants(state: ThoughtState, plain: PlainThoughts, trials: Sequence[Trial], step: int) -> ThoughtState:
    """Exchange the step just taken, 0 for START, for the donor's, in the rows whose trial says so."""
    rows = [
        row
        for row, trial in enumerate(trials)
        if trial.edit is not None and (trial.edit.kind, trial.edit.step) == ("transplant", step)
    ]
    if not rows:
        return state
    sources = {row: noise_source(trials[row]) for row in rows if trials[row].placebo}
    donors = [trials[row].donor for row in rows]
    slot = plain.start.n_slots + step - 1
    if not torch.equal(
        plain.start.next_position[donors], plain.start.next_position[[trials[row].question for row in rows]]
    ):
        raise Refusal("transplant needs a donor whose question has as many tokens")
    cache = copy_cache(state.cache)
    for layer, source in zip(cache.layers, plain.end.cache.layers, strict=True):
        layer.keys = exchanged(layer.keys, source.keys[donors, :, slot], rows, sources, slot)
        layer.values = exchanged(layer.values, source.values[donors, :, slot], rows, sources, slot)
    hidden = exchanged(state.hidden, plain.hidden[donors, step], rows, sources)
    return replace(state, cache=cache, hidden=hidden)


def exchanged(
    own: Tensor, donated: Tensor, rows: list[int], sources: dict[int, torch.Generator], slot: int | None = None
) -> Tensor:
    """A copy of `own` in which `rows` hold what was donated; or, where a row has a source of noise, as much noise.

    Parameters
    ----------
    own : (n, hidden_size) or (n, n_heads, n_slots, head_size)
    donated : (len(rows), ...)
        Without the dimension of the slots.
    slot : int, optional
        Which slot is exchanged.
    """
    changed = own.clone()
    place = changed if slot is None else changed[:, :, slot]
    for row, value in zip(rows, donated, strict=True):
        if row in sources:
            value = with_noise(place[row], (value - place[row]).norm(), sources[row])
        place[row] = value
    return changed
