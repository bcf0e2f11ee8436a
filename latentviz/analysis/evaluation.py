"""Accuracy of a checkpoint on problems: after a latent thought, a written chain, or no thinking."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import partial

import numpy as np
import torch
from tqdm.auto import tqdm
from transformers import PreTrainedTokenizerBase

from latentviz.data.problems import GeneratorOptions, Problem, ProblemGenerator
from latentviz.data.problems.problem import matches_gold
from latentviz.model.generation import Decoded, StopRule, decode_chain, decode_latent
from latentviz.model.modeling import AdaptiveLatentModel
from latentviz.stats import mcnemar, paired_bootstrap, proportion
from latentviz.utils.records import JsonRecord

MODES = ("latent", "cot", "none")
TEST_SEED = 12345


@dataclass(frozen=True)
class Evaluation(JsonRecord):
    """Accuracy over problems and what the answers cost, in means per problem.

    Attributes
    ----------
    mode : {"latent", "cot", "none"}
    fixed_k : int or None
        Forced number of latent steps.
    n : int
        Problems.
    accuracy : float
        Share of right answers, in [0, 1].
    interval : list of float
        Wilson 95 % interval of the accuracy.
    mean_latent_steps, mean_counted_tokens, mean_forward_passes : float
    by_n_operations : dict
        The same for each number of operations, keyed by its decimal text.
    wrong : list of dict
        Question, gold answer and written answer of each problem that was not solved; empty unless asked for.
    n_cut : int
        Chains or answers that a largest number of tokens ended.
    ms_per_problem : float or None
        Measured wall time, in milliseconds; None where it was not measured.
    """

    mode: str
    fixed_k: int | None
    n: int
    accuracy: float
    interval: list[float]
    mean_latent_steps: float
    mean_counted_tokens: float
    mean_forward_passes: float
    by_n_operations: dict[str, dict]
    wrong: list[dict] = field(default_factory=list)
    n_cut: int = 0
    ms_per_problem: float | None = None


def dial_problems(limits: dict, split: str, n: int, seed: int) -> list[Problem]:
    """Generated problems over the dial of a checkpoint: 1, 2, .. operations in turn, no question twice.

    Parameters
    ----------
    limits : dict
        Fields of `QuestionLimits`, as a checkpoint's configuration holds them.
    split : {"train", "validation", "test"}
    n, seed : int
    """
    dial = limits["trained_max_operations"]
    options = GeneratorOptions(max_number=limits["trained_max_number"], max_operations=dial)
    generator = ProblemGenerator(seed, split, options)
    problems: dict[str, Problem] = {}
    while len(problems) < n:
        problem = generator.sample(1 + len(problems) % dial)
        problems.setdefault(problem.question, problem)
    return list(problems.values())


def decoder_of(model: AdaptiveLatentModel, mode: str, fixed_k: int | None, threshold: float | None) -> Callable:
    """The function (model, tokenizer, questions) -> list of `Decoded` of a mode.

    Raises
    ------
    ValueError
        If the mode is unknown, `fixed_k` is past the cap, or it or `threshold` is given though no thought halts.
    """
    if mode not in MODES:
        raise ValueError(f"mode is {mode!r}; it must be one of {MODES}")
    for name, value in (("k", fixed_k), ("threshold", threshold)):
        if mode != "latent" and value is not None:
            raise ValueError(f"{name} goes with mode 'latent', not with {mode!r}")
    if mode == "cot":
        return decode_chain
    return partial(decode_latent, rule=StopRule.of(model.config, threshold, fixed_k=0 if mode == "none" else fixed_k))


def decode_problems(
    model: AdaptiveLatentModel,
    tokenizer: PreTrainedTokenizerBase,
    problems: list[Problem],
    decode: Callable,
    batch_size: int = 128,
    show_progress: bool = False,
) -> list[Decoded]:
    """Decode problems in batches of similar length; results in the order of `problems`."""
    order = sorted(range(len(problems)), key=lambda i: len(problems[i].question))
    decoded: dict[int, Decoded] = {}
    with torch.inference_mode(), tqdm(total=len(order), unit="problem", disable=not show_progress) as bar:
        for start in range(0, len(order), batch_size):
            rows = order[start : start + batch_size]
            decoded |= zip(rows, decode(model, tokenizer, [problems[i].question for i in rows]), strict=True)
            bar.update(len(rows))
    return [decoded[i] for i in range(len(problems))]


def solved(problems: list[Problem], decoded: list[Decoded]) -> np.ndarray:
    """Whether each written answer is the gold answer, as a number, (n,) bool."""
    pairs = zip(problems, decoded, strict=True)
    return np.array([matches_gold(row.answer_text, problem.answer) for problem, row in pairs], dtype=bool)


def evaluate(
    model: AdaptiveLatentModel,
    tokenizer: PreTrainedTokenizerBase,
    problems: list[Problem],
    mode: str = "latent",
    fixed_k: int | None = None,
    threshold: float | None = None,
    batch_size: int = 128,
    show_progress: bool = False,
    list_wrong: bool = False,
) -> Evaluation:
    """Decode problems and score them; parameters as in `decoder_of` and `decode_problems`.

    Parameters
    ----------
    list_wrong : bool
        Whether `Evaluation.wrong` is filled.

    Raises
    ------
    ValueError
        If there is no problem, or the mode is unknown.
    """
    if not problems:
        raise ValueError("no problem to evaluate")
    decode = decoder_of(model, mode, fixed_k, threshold)
    decoded = decode_problems(model, tokenizer, problems, decode, batch_size, show_progress)
    return score(problems, decoded, mode, fixed_k, list_wrong)


def score(
    problems: list[Problem],
    decoded: list[Decoded],
    mode: str = "latent",
    fixed_k: int | None = None,
    list_wrong: bool = False,
    ms_per_problem: float | None = None,
) -> Evaluation:
    """Score decoded problems, one or more; parameters as in `Evaluation` and `evaluate`."""
    right = solved(problems, decoded)
    costs = np.array([(row.n_latent_steps, row.n_counted_tokens, row.n_forward_passes) for row in decoded])
    operations = np.array([problem.n_operations for problem in problems])
    groups = {str(count): operations == count for count in np.unique(operations)}
    wrong = [
        {"question": problem.question, "gold_answer": problem.answer, "answer_text": row.answer_text}
        for problem, row, is_right in zip(problems, decoded, right, strict=True)
        if list_wrong and not is_right
    ]
    return Evaluation(
        mode=mode,
        fixed_k=fixed_k,
        **summary(right, costs),
        by_n_operations={count: summary(right[members], costs[members]) for count, members in groups.items()},
        wrong=wrong,
        n_cut=sum(row.was_cut for row in decoded),
        ms_per_problem=ms_per_problem,
    )


def summary(right: np.ndarray, costs: np.ndarray) -> dict:
    """Accuracy with its interval, and mean costs; costs, (n, 3), are latent steps, counted tokens and passes."""
    accuracy = proportion(right)
    steps, counted, passes = costs.mean(axis=0).tolist()
    return {
        "n": accuracy.n,
        "accuracy": accuracy.share,
        "interval": list(accuracy.interval),
        "mean_latent_steps": steps,
        "mean_counted_tokens": counted,
        "mean_forward_passes": passes,
    }


def compare(problems: list[Problem], first: list[Decoded], second: list[Decoded]) -> dict:
    """Accuracy and cost of one way of answering against another's, problem by problem, as JSON values.

    Returns
    -------
    dict
        `accuracy_difference`, first minus second, in [-1, 1]; `interval`, its paired bootstrap 95 % interval;
        `mcnemar`, fields of `latentviz.stats.McNemar`; `counted_tokens_cut`, `latent_steps_cut` and
        `forward_passes_cut`, how much less the first one needs, in percent of the second's mean: below 0 where it needs
        more, None where the second needs none.

    Raises
    ------
    ValueError
        If the lists differ in length or are empty.
    """
    right, right_second = solved(problems, first), solved(problems, second)
    return {
        "accuracy_difference": float(right.mean() - right_second.mean()),
        "interval": list(paired_bootstrap(right, right_second)),
        "mcnemar": asdict(mcnemar(right, right_second)),
        "counted_tokens_cut": cut(first, second, "n_counted_tokens"),
        "latent_steps_cut": cut(first, second, "n_latent_steps"),
        "forward_passes_cut": cut(first, second, "n_forward_passes"),
    }


def cut(first: list[Decoded], second: list[Decoded], cost: str) -> float | None:
    """How much smaller the mean of a field is in the first, in percent of the second's; None where that is 0."""
    mean, reference = (float(np.mean([getattr(row, cost) for row in rows])) for rows in (first, second))
    return 100 * (1 - mean / reference) if reference else None
