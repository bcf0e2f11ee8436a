"""Accuracy of a checkpoint on problems: after a latent thought, a written chain, or no thinking."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import torch
from tqdm.auto import tqdm
from transformers import PreTrainedTokenizerBase

from latentviz.config import JsonRecord
from latentviz.decoding import Decoded, StopRule, decode_chain, decode_latent
from latentviz.model import AdaptiveLatentModel
from latentviz.problems import Problem
from latentviz.stats import wilson_interval
from latentviz.trace import number_of

MODES = ("latent", "cot", "none")


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


def decoder_of(model: AdaptiveLatentModel, mode: str, fixed_k: int | None, threshold: float | None) -> Callable:
    """The function (model, tokenizer, questions) -> list of `Decoded` of a mode.

    Raises
    ------
    ValueError
        If the mode is unknown, or `fixed_k` is given for a mode without latent steps.
    """
    if mode not in MODES:
        raise ValueError(f"mode is {mode!r}; it must be one of {MODES}")
    if mode != "latent" and fixed_k is not None:
        raise ValueError(f"k goes with mode 'latent', not with {mode!r}")
    if mode == "cot":
        return decode_chain
    threshold = model.config.stop_threshold if threshold is None else threshold
    rule = StopRule(threshold, fixed_k=0 if mode == "none" else fixed_k)
    return lambda model, tokenizer, questions: decode_latent(model, tokenizer, questions, rule, model.config.latent_cap)


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
    decoded: list[Decoded | None] = [None] * len(problems)
    with torch.inference_mode(), tqdm(total=len(order), unit="problem", disable=not show_progress) as bar:
        for start in range(0, len(order), batch_size):
            rows = order[start : start + batch_size]
            for i, result in zip(rows, decode(model, tokenizer, [problems[i].question for i in rows]), strict=True):
                decoded[i] = result
            bar.update(len(rows))
    return decoded


def is_right(problem: Problem, decoded: Decoded) -> bool:
    """Whether the written answer is the gold answer, as a number."""
    return number_of(decoded.answer_text) == problem.answer


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
    pairs = list(zip(problems, decoded, strict=True))
    by_n_operations = {
        str(count): summary([pair for pair in pairs if pair[0].n_operations == count])
        for count in sorted({problem.n_operations for problem in problems})
    }
    wrong = [
        {"question": problem.question, "gold_answer": problem.answer, "answer_text": row.answer_text}
        for problem, row in pairs
        if list_wrong and not is_right(problem, row)
    ]
    return Evaluation(mode=mode, fixed_k=fixed_k, **summary(pairs), by_n_operations=by_n_operations, wrong=wrong)


def summary(pairs: list[tuple[Problem, Decoded]]) -> dict:
    """Accuracy with its interval, and mean costs, of decoded problems."""
    n_right = sum(is_right(problem, decoded) for problem, decoded in pairs)
    costs = [(d.n_latent_steps, d.n_counted_tokens, d.n_forward_passes) for _, d in pairs]
    steps, counted, passes = np.mean(costs, axis=0).tolist()
    return {
        "n": len(pairs),
        "accuracy": n_right / len(pairs),
        "interval": list(wilson_interval(n_right, len(pairs))),
        "mean_latent_steps": steps,
        "mean_counted_tokens": counted,
        "mean_forward_passes": passes,
    }
