"""The same edit on other problems: whether it changes answers, and whether noise of the same size does so as well."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from transformers import PreTrainedTokenizerBase

from latentviz.decoding import StopRule
from latentviz.edits import DONOR_KINDS, Edit, Outcomes, Trial, run_trials
from latentviz.model import AdaptiveLatentModel
from latentviz.stats import McNemar, Proportion, mcnemar, proportion


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
        raise ValueError("transplant takes the step of a twin, which a random problem does not have")
    n = len(questions)
    if n < 2:
        raise ValueError(f"{n} control questions; 2 or more are needed")
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
