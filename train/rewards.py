"""Rewards of a run: the formulas of `latentviz.rewards`, and the step limit that tightens while a run goes on."""

from collections.abc import Sequence

from latentviz.rewards import (
    REWARDS,
    advantages,
    confidence_aware,
    length_penalty,
    relative_length,
    reward_of,
    step_limit,
)

__all__ = [
    "REWARDS",
    "advantages",
    "confidence_aware",
    "length_penalty",
    "limit_of_stage",
    "relative_length",
    "reward_of",
    "step_limit",
]


def limit_of_stage(progress: float, limits: Sequence[int]) -> int:
    """The step limit in force, in stages of equal length (iterative pruning, arXiv 2504.01296).

    Parameters
    ----------
    progress : float
        Share of the training that is done, 0 to 1.
    limits : sequence of int
        Limit of each stage in latent steps; no limit may be larger than the one before.

    Raises
    ------
    ValueError
        If `progress` is not between 0 and 1, or `limits` is empty or widens.
    """
    if not 0 <= progress <= 1:
        raise ValueError(f"progress is {progress}; it must be between 0 and 1")
    if not limits or list(limits) != sorted(limits, reverse=True):
        raise ValueError(f"limits is {list(limits)}; it must hold one limit a stage, none larger than the one before")
    return limits[min(int(progress * len(limits)), len(limits) - 1)]
