"""One thought with one of its steps changed, beside the same thought as it is: what the Lab shows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from transformers import PreTrainedTokenizerBase

from latentviz.analysis.activation_patching import batches_of_one_length, solved_pairs, trials_of
from latentviz.analysis.interventions import DONOR_KINDS, Edit, Outcomes, Trial, run_trials
from latentviz.analysis.logit_lens import logit_lens
from latentviz.data.counterfactuals import Twin
from latentviz.data.problems.problem import is_same_number
from latentviz.data.questions import check_question
from latentviz.model.checkpoint import LoadedCheckpoint
from latentviz.model.generation import StopRule
from latentviz.model.modeling import AdaptiveLatentModel
from latentviz.records.trace import ThoughtTrace
from latentviz.stats import McNemar, Proportion, mcnemar, proportion
from latentviz.utils.records import QuestionLimits
from latentviz.utils.refusal import Refusal

N_NEAREST = 5


@dataclass(frozen=True)
class EditedThought:
    """A thought as it is, after an edit, and with noise of the same size in the edit's place.

    Attributes
    ----------
    edit : Edit
    donor : str or None
        The question whose step was copied.
    outcomes : Outcomes
        Rows: before, after, and with the noise.
    traces : tuple of ThoughtTrace
        The same rows without answers, to be placed on the map.
    gold_answer : float or None
        Of the question, where it is known.
    """

    edit: Edit
    donor: str | None
    outcomes: Outcomes
    traces: tuple[ThoughtTrace, ...]
    gold_answer: float | None

    @property
    def is_reached(self) -> bool:
        """Whether the thought takes the step at all; where it halts before, the edit cannot change it."""
        return bool(self.outcomes.n_latent_steps[0] >= self.edit.step)

    @property
    def changes_answer(self) -> bool:
        """Whether the edit changes the answer."""
        return self.outcomes.answers[1] != self.outcomes.answers[0]

    @property
    def noise_changes_answer(self) -> bool:
        """Whether noise of the same size does."""
        return self.outcomes.answers[2] != self.outcomes.answers[0]


@dataclass(frozen=True)
class PatchedThought:
    """A thought that gets the intermediate result of its twin.

    Attributes
    ----------
    twin : Twin
    step : int
        Latent step, 0 for START, that holds the intermediate result.
    outcomes : Outcomes
        Row 0: the problem as it is, row 1: the twin as it is, then one row for each of `ways`.
    ways : tuple of (str, str)
        What is patched and where it comes from, as in `latentviz.analysis.activation_patching.PatchResult`.
    """

    twin: Twin
    step: int
    outcomes: Outcomes
    ways: tuple[tuple[str, str], ...]

    @property
    def solves_both(self) -> bool:
        """Whether the model solves the problem and its twin unpatched."""
        (solved,) = solved_pairs(self.outcomes, [self.twin])
        return solved

    def follows(self, row: int) -> bool:
        """Whether the answer of a row is what arithmetic gives with the twin's intermediate result."""
        return is_same_number(self.outcomes.numbers[row], self.twin.predicted_answer)


def edit_thought(
    checkpoint: LoadedCheckpoint,
    question: str,
    edit: Edit,
    rule: StopRule,
    donor: str | None = None,
    references: Sequence[str] = (),
    gold_answer: float | None = None,
) -> EditedThought:
    """Think about a question as it is, with an edit, and with the edit's placebo.

    Parameters
    ----------
    donor : str, optional
        The question whose step the kinds of `DONOR_KINDS` take.
    references : sequence of str
        Questions over whose steps "mean" is taken; none for the other kinds, which would think about them in vain.

    Raises
    ------
    QuestionError
        If the question or the donor cannot be asked.
    ValueError
        As `latentviz.analysis.interventions.run_trials` says.
    """
    typed = [question] if donor is None else [question, donor]
    for text in typed:
        check_question(text, QuestionLimits.from_dict(checkpoint.model.config.limits))
    source = None if donor is None else 1
    trials = [Trial(0), Trial(0, edit, source), Trial(0, edit, source, placebo=True)]
    outcomes = run_trials(checkpoint.model, checkpoint.tokenizer, [*typed, *references], trials, rule)
    traces = tuple(halted_trace(checkpoint, question, outcomes, row, rule) for row in range(len(trials)))
    return EditedThought(edit, donor, outcomes, traces, gold_answer)


def halted_trace(
    checkpoint: LoadedCheckpoint, question: str, outcomes: Outcomes, row: int, rule: StopRule
) -> ThoughtTrace:
    """A row of outcomes as the record that maps and strips read; it holds no answers, as only one was written."""
    p_stop, hidden = outcomes.p_stop[row], outcomes.hidden[row]
    k = int(outcomes.n_latent_steps[row])
    states = torch.from_numpy(hidden).to(checkpoint.model.device, checkpoint.model.dtype)
    nearest = logit_lens(checkpoint.model, checkpoint.tokenizer, states, N_NEAREST)
    return ThoughtTrace(
        question=question,
        checkpoint=checkpoint.name,
        threshold=rule.threshold,
        temperature=rule.temperature,
        cap=len(p_stop) - 1,
        fixed_k=None if rule.fixed_k is None else k,
        p_stop=p_stop,
        hidden=hidden,
        nearest_tokens=nearest.tokens,
        p_nearest=nearest.values,
        n_latent_steps=k,
        stopped=rule.fixed_k is None and bool(p_stop[k] >= rule.threshold),
    )


def patch_number(
    checkpoint: LoadedCheckpoint, twin: Twin, rule: StopRule, others: Sequence[Twin] = ()
) -> PatchedThought:
    """Put the step that holds an intermediate result of the twin into the problem's thought, with the controls.

    Parameters
    ----------
    others : sequence of Twin
        The first one with as long a question is the random problem of the control; without one there is none.

    Raises
    ------
    ValueError
        If the questions of problem and twin differ in their number of tokens, or the thought is too short.
    """
    model, tokenizer = checkpoint.model, checkpoint.tokenizer
    (own,) = batches_of_one_length(model, tokenizer, [twin], 1)
    alike = batches_of_one_length(model, tokenizer, [twin, *others], 1 + len(others))
    batch = next((group[:2] for group in alike if group[0] is twin), own)
    questions = [pair.problem.question for pair in batch] + [pair.twin.question for pair in batch]
    trials = [
        (patch, donor, trial)
        for patch, donor, trial in trials_of(batch, model.config)
        if trial.question in (0, len(batch))
    ]
    outcomes = run_trials(model, tokenizer, questions, [trial for *_, trial in trials], rule)
    step = model.config.step_of_result(twin.step)
    return PatchedThought(twin, step, outcomes, tuple((patch, donor) for patch, donor, _ in trials[2:]))


@dataclass(frozen=True)
class EditControls:
    """One edit on n control problems.

    Attributes
    ----------
    edit : Edit
    n_reached : int
        Problems whose thought takes as many steps as the edit needs; the others halt before and cannot be changed.
    changed : Proportion
        Problems whose answer the edit changes.
    changed_by_noise : Proportion
        Problems whose answer changes where the same step gets noise of the same size instead.
    test : McNemar
        Exact binomial test of the problems that only one of the two changes: first the edit, second the noise. A small
        p-value says that the edit does more, or less, than its size alone explains.
    """

    edit: Edit
    n_reached: int
    changed: Proportion
    changed_by_noise: Proportion
    test: McNemar


def edit_controls(
    model: AdaptiveLatentModel,
    tokenizer: PreTrainedTokenizerBase,
    questions: Sequence[str],
    edit: Edit,
    rule: StopRule,
) -> EditControls:
    """Apply one edit to each control question, as one batch; what is copied comes from the question after it.

    Raises
    ------
    ValueError
        If there are fewer than 2 questions, or the edit is a transplant, whose donor must be a twin.
    """
    if edit.kind == "transplant":
        raise Refusal("transplant takes the step of a twin, which a random problem does not have")
    n = len(questions)
    if n < 2:
        raise Refusal(f"{n} control questions; 2 or more are needed")
    donors = [(i + 1) % n if edit.kind in DONOR_KINDS else None for i in range(n)]
    plain = [Trial(i) for i in range(n)]
    edited = [Trial(i, edit, donor) for i, donor in enumerate(donors)]
    noisy = [Trial(i, edit, donor, placebo=True) for i, donor in enumerate(donors)]
    outcomes = run_trials(model, tokenizer, questions, [*plain, *edited, *noisy], rule)
    changed, changed_by_noise = changed_answers(outcomes, n)
    return EditControls(
        edit=edit,
        n_reached=int((outcomes.n_latent_steps[:n] >= edit.step).sum()),
        changed=proportion(changed),
        changed_by_noise=proportion(changed_by_noise),
        test=mcnemar(changed, changed_by_noise),
    )


def changed_answers(outcomes: Outcomes, n: int) -> np.ndarray:
    """Whether the answer differs from the unedited one, (n_edits, n) bool; the first n trials are the unedited ones."""
    answers = np.array(outcomes.answers, dtype=object).reshape(-1, n)
    return (answers[1:] != answers[0]).astype(bool)
