"""What early and late halts have in common."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from latentviz.records.answered import AnsweredArrays, AnsweredProblem
from latentviz.stats import Proportion, proportion

N_EXAMPLES = 5
SHARE = 0.25


@dataclass(frozen=True)
class HaltGroup:
    """Problems whose thoughts have about one length.

    Attributes
    ----------
    name : {"early", "middle", "late"}
    fewest_steps, most_steps : int
        Latent steps of the group's thoughts.
    n : int
    right : Proportion
        Right answers, among the problems whose answer is known.
    mean_n_operations, mean_n_words, mean_n_numbers, mean_p_answer : float
        Operations; words and numbers of the question; probability of the answer.
    examples : tuple of AnsweredProblem
    """

    name: str
    fewest_steps: int
    most_steps: int
    n: int
    right: Proportion
    mean_n_operations: float
    mean_n_words: float
    mean_n_numbers: float
    mean_p_answer: float
    examples: tuple[AnsweredProblem, ...]


def halt_groups(rows: Sequence[AnsweredProblem]) -> tuple[HaltGroup, ...]:
    """The earliest and the latest halts, and what lies between; problems of one number of steps stay together.

    "early" are the problems up to the `SHARE` quantile of steps, "late" those from the same quantile counted from the
    longest; where both are one length, those that are shorter and longer.

    Returns
    -------
    groups : tuple of HaltGroup
        Those that hold a problem; a single one, "middle", where all thoughts have one length.
    """
    if not rows:
        return ()
    steps = np.array([row.n_latent_steps for row in rows])
    low = np.quantile(steps, SHARE, method="inverted_cdf")
    high = -np.quantile(-steps, SHARE, method="inverted_cdf")
    early, late = (steps <= low, steps >= high) if low < high else (steps < low, steps > high)
    members = {"early": early, "middle": ~early & ~late, "late": late}
    return tuple(
        _group(name, [rows[i] for i in np.flatnonzero(mask).tolist()]) for name, mask in members.items() if mask.any()
    )


def _group(name: str, rows: list[AnsweredProblem]) -> HaltGroup:
    steps = [row.n_latent_steps for row in rows]
    return HaltGroup(
        name=name,
        fewest_steps=min(steps),
        most_steps=max(steps),
        n=len(rows),
        right=proportion(AnsweredArrays.of(rows).right),
        mean_n_operations=float(np.mean([row.n_operations for row in rows if row.n_operations] or [0])),
        mean_n_words=float(np.mean([len(row.question.split()) for row in rows])),
        mean_n_numbers=float(np.mean([len(re.findall(r"\d+", row.question)) for row in rows])),
        mean_p_answer=float(np.mean([row.p_answer for row in rows])),
        examples=tuple(rows[:N_EXAMPLES]),
    )
