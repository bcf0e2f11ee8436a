"""Are latent steps causes, or only readable? Two experiments on generated problems, each with its controls.

Patching: where the step that holds an intermediate result is copied from a twin that differs in one number, does the
answer become what arithmetic then gives? Reading: does the logit lens name the gold intermediate result at its step?
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tqdm.auto import tqdm
from transformers import PreTrainedTokenizerBase

from latentviz.analysis.interventions import Edit, Outcomes, Trial, run_trials
from latentviz.analysis.lens_controls import untrained_twin
from latentviz.data.counterfactuals import NEXT_INPUT, NOISE, RANDOM, TWIN, WHOLE_STEP, Twin
from latentviz.data.problems import Problem
from latentviz.data.problems.problem import is_same_number
from latentviz.model.generation import StopRule, encode_questions, question_token_ids, run_latent_steps
from latentviz.model.modeling import AdaptiveLatentConfig, AdaptiveLatentModel
from latentviz.stats import McNemar, Proportion, mcnemar, proportion
from latentviz.utils.records import JsonRecord
from latentviz.utils.refusal import Refusal

LENS_RANKS = (1, 5)


@dataclass(frozen=True)
class PatchResult:
    """What one way of patching does over all pairs.

    Attributes
    ----------
    patch : str
        What is copied: `WHOLE_STEP`, the keys, values and hidden state of the step that holds the result, which may be
        START, or `NEXT_INPUT`, only the vector that it hands to the next step.
    donor : str
        Where it is copied from: `TWIN`, `RANDOM` (the same step of another problem with as long a question), or `NOISE`
        (a random change of the same vectors, each as large as the twin's).
    changed : Proportion
        Answers that differ from the unpatched one.
    predicted : Proportion
        Answers that are what arithmetic gives with the twin's intermediate result.
    predicted_where_solved : Proportion
        The same among the pairs of which the model solves both problems unpatched.
    """

    patch: str
    donor: str
    changed: Proportion
    predicted: Proportion
    predicted_where_solved: Proportion


@dataclass(frozen=True)
class PatchTest:
    """The twin's patch against a random problem's, on the pairs that have both: first the twin.

    Attributes
    ----------
    patch : str
    predicted : McNemar
        Exact test of the pairs whose answer only one of the two makes what arithmetic predicts.
    """

    patch: str
    predicted: McNemar


@dataclass(frozen=True)
class PatchExperiment(JsonRecord):
    """The patch experiment over n pairs of twins.

    Attributes
    ----------
    n : int
    fixed_k : int or None
        Number of latent steps that was forced, None where the stop head decided.
    n_reached : int
        Pairs whose unpatched thought takes the step after the one that holds the result.
    solved : Proportion
        Pairs of which the model solves both problems unpatched.
    results : tuple of PatchResult
    tests : tuple of PatchTest
    """

    n: int
    fixed_k: int | None
    n_reached: int
    solved: Proportion
    results: tuple[PatchResult, ...]
    tests: tuple[PatchTest, ...]


@dataclass(frozen=True)
class LensShares(JsonRecord):
    """How often the logit lens names an intermediate result at its step among its `rank` most probable tokens.

    Attributes
    ----------
    rank : int
    gold : Proportion
        The problem's own intermediate results, each at the latent step of its number.
    shuffled : Proportion
        Control: the results of another problem with as many operations, at the same steps.
    untrained : Proportion
        Control: the problem's own results, read from the same architecture with random weights.
    by_step : tuple of Proportion
        `gold` for the first result, the second, ..
    """

    rank: int
    gold: Proportion
    shuffled: Proportion
    untrained: Proportion
    by_step: tuple[Proportion, ...]


def patch_experiment(
    model: AdaptiveLatentModel,
    tokenizer: PreTrainedTokenizerBase,
    twins: Sequence[Twin],
    rule: StopRule,
    batch_size: int = 32,
    show_progress: bool = False,
) -> PatchExperiment:
    """Copy the step that holds an intermediate result from a twin, from a random problem, and as noise.

    Twins whose two questions differ in their number of tokens are left out: a step's keys belong to their positions.

    Parameters
    ----------
    twins : sequence of Twin
    rule : StopRule
        When the thoughts halt.
    batch_size : int
        Pairs.

    Raises
    ------
    ValueError
        If no pair is left, or the thoughts are too short for the steps.
    """
    batches = batches_of_one_length(model, tokenizer, twins, batch_size)
    found: dict[tuple[str, str], list[tuple[bool, bool, bool]]] = defaultdict(list)
    solved, reached, contests = [], [], defaultdict(list)
    for batch in tqdm(batches, unit="batch", desc="patches", disable=not show_progress):
        trials = trials_of(batch, model.config)
        questions = [twin.problem.question for twin in batch] + [twin.twin.question for twin in batch]
        outcomes = run_trials(model, tokenizer, questions, [trial for _, _, trial in trials], rule)
        numbers = outcomes.numbers
        both = solved_pairs(outcomes, batch)
        solved += both
        reached += [outcomes.n_latent_steps[i] > model.config.step_of_result(twin.step) for i, twin in enumerate(batch)]
        hits = {}
        for row, (patch, donor, trial) in enumerate(trials):
            if trial.edit is not None:
                i = trial.question
                is_predicted = is_same_number(numbers[row], batch[i].predicted_answer)
                found[patch, donor].append((outcomes.answers[row] != outcomes.answers[i], is_predicted, both[i]))
                hits[patch, donor, i] = is_predicted
        for patch, donor, i in hits:
            if donor == RANDOM:
                contests[patch].append((hits[patch, TWIN, i], hits[patch, RANDOM, i]))
    return PatchExperiment(
        n=len(solved),
        fixed_k=rule.fixed_k,
        n_reached=int(np.sum(reached)),
        solved=proportion(np.array(solved)),
        results=tuple(patch_result(*key, np.array(rows)) for key, rows in found.items()),
        tests=tuple(PatchTest(patch, mcnemar(*np.array(pairs).T)) for patch, pairs in contests.items()),
    )


def patch_result(patch: str, donor: str, rows: np.ndarray) -> PatchResult:
    """Count the rows (changed, predicted, solved), (n, 3) bool, of one way of patching."""
    changed, predicted, solved = rows.T
    return PatchResult(patch, donor, proportion(changed), proportion(predicted), proportion(predicted[solved]))


def solved_pairs(outcomes: Outcomes, batch: Sequence[Twin]) -> list[bool]:
    """Whether the model solves both problems of each pair; the first trials are the problems, then the twins."""
    n, numbers = len(batch), outcomes.numbers
    gold = [(twin.problem.answer, twin.twin.answer) for twin in batch]
    pairs = zip(gold, numbers[:n], numbers[n : 2 * n], strict=True)
    return [is_same_number(first, own) and is_same_number(second, other) for (own, other), first, second in pairs]


def trials_of(batch: Sequence[Twin], config: AdaptiveLatentConfig) -> list[tuple[str, str, Trial]]:
    """What is run of a batch, as (patch, donor, trial): all problems and twins unpatched first, then the patches."""
    n = len(batch)
    trials = [("", "", Trial(i)) for i in range(2 * n)]
    for i, twin in enumerate(batch):
        step = config.step_of_result(twin.step)
        edits = {WHOLE_STEP: Edit("transplant", step), NEXT_INPUT: Edit("copy", step + 1)}
        for patch, edit in edits.items():
            trials.append((patch, TWIN, Trial(i, edit, n + i)))
            if n > 1:
                trials.append((patch, RANDOM, Trial(i, edit, (i + 1) % n)))
            trials.append((patch, NOISE, Trial(i, edit, n + i, placebo=True)))
    return trials


def batches_of_one_length(
    model: AdaptiveLatentModel, tokenizer: PreTrainedTokenizerBase, twins: Sequence[Twin], batch_size: int
) -> list[list[Twin]]:
    """Batches of pairs whose questions, twins included, all have the same number of tokens."""
    by_length = defaultdict(list)
    for twin in twins:
        questions = [twin.problem.question, twin.twin.question]
        first, second = (len(ids) for ids in question_token_ids(model.config, tokenizer, questions))
        if first == second:
            by_length[first].append(twin)
    if not by_length:
        raise Refusal("no pair of twins whose questions have as many tokens as each other")
    return [
        group[start : start + batch_size]
        for _, group in sorted(by_length.items())
        for start in range(0, len(group), batch_size)
    ]


def lens_shares(
    model: AdaptiveLatentModel,
    tokenizer: PreTrainedTokenizerBase,
    problems: Sequence[Problem],
    seed: int = 0,
) -> tuple[LensShares, ...]:
    """How often the lens reads gold intermediate results, for each rank of `LENS_RANKS`.

    A result counts where it is one token and the step that was supervised with it is no later than the cap; the last
    result of a problem is its answer and no intermediate one.

    Parameters
    ----------
    problems : sequence of Problem
        With 2 operations or more.
    seed : int
        Of the shuffle and of the random weights.
    """
    others = shuffled_results(problems, seed)
    own = [problem.results[:-1] for problem in problems]
    gold, steps = intermediate_ranks(model, tokenizer, problems, own)
    shuffled, _ = intermediate_ranks(model, tokenizer, problems, others)
    untrained, _ = intermediate_ranks(untrained_twin(model, seed), tokenizer, problems, own)
    return tuple(
        LensShares(
            rank=rank,
            gold=proportion(gold < rank),
            shuffled=proportion(shuffled < rank),
            untrained=proportion(untrained < rank),
            by_step=tuple(proportion(gold[steps == step] < rank) for step in range(1, int(steps.max(initial=0)) + 1)),
        )
        for rank in LENS_RANKS
    )


@torch.inference_mode()
def intermediate_ranks(
    model: AdaptiveLatentModel,
    tokenizer: PreTrainedTokenizerBase,
    problems: Sequence[Problem],
    results: Sequence[tuple[int | float, ...]],
    batch_size: int = 128,
) -> tuple[np.ndarray, np.ndarray]:
    """Where numbers stand among the tokens that the lens reads.

    Parameters
    ----------
    results : sequence of tuple
        Of each problem the numbers that are looked for, each where the result of its gold step was supervised.

    Returns
    -------
    ranks, steps : (n,) int64
        Of each number: how many tokens are more probable, and its gold step.
    """
    ranks, steps = [], []
    for start in range(0, len(problems), batch_size):
        batch, wanted = problems[start : start + batch_size], results[start : start + batch_size]
        first, cap = model.config.first_result_at, model.config.latent_cap
        depth = min(model.config.step_of_result(max(map(len, wanted))), cap)
        questions = [problem.question for problem in batch]
        _, hidden = run_latent_steps(model, model.begin(*encode_questions(model, tokenizer, questions)), depth)
        logits = model.token_logits(hidden).float()
        for row, numbers in enumerate(wanted):
            for step, number in enumerate(numbers[: depth + 1 - first], 1):
                ids = tokenizer(str(number), add_special_tokens=False)["input_ids"]
                if len(ids) == 1:
                    scores = logits[row, model.config.step_of_result(step)]
                    ranks.append(int((scores > scores[ids[0]]).sum()))
                    steps.append(step)
    return np.array(ranks, dtype=np.int64), np.array(steps, dtype=np.int64)


def shuffled_results(problems: Sequence[Problem], seed: int) -> list[tuple[int | float, ...]]:
    """For each problem the intermediate results of another one with as many steps, where there is another one."""
    rng = random.Random(seed)
    groups = defaultdict(list)
    for i, problem in enumerate(problems):
        groups[len(problem.steps)].append(i)
    others: list[tuple[int | float, ...]] = [()] * len(problems)
    for group in groups.values():
        rng.shuffle(group)
        for i, other in zip(group, group[1:] + group[:1], strict=True):
            others[i] = problems[other].results[:-1]
    return others
