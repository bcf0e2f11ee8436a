"""Rewards and advantages of groups of rollouts, one group a problem, as free functions on tensors.

All tensors are (n_problems, n_rollouts): `right` and `well_formed` bool, `n_steps`, the latent steps, int, and the
rewards float32. A malformed rollout earns -1, a wrong answer 0, and a right one 1 plus what the reward says about its
length. A rollout is right only if it is well-formed too. The trainers and the page's reward sandbox both compute with
these; there is no other definition.
"""

from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
import torch
from torch import Tensor

from latentviz.runs.reward_group import ACCURACY_REQUIREMENT, PENALTY, REWARD, RewardGroup


def answer_reward(right: Tensor, well_formed: Tensor) -> Tensor:
    """1 where the answer is right, 0 where it is wrong, -1 where the rollout is malformed."""
    return torch.where(well_formed, right.float(), -1.0)


def relative_length(
    right: Tensor,
    well_formed: Tensor,
    n_steps: Tensor,
    *,
    penalty: float = PENALTY,
    accuracy_requirement: float | None = ACCURACY_REQUIREMENT,
    reward: float | Literal["same"] | None = REWARD,
) -> Tensor:
    """Reward with a length term relative to the right rollouts of the same problem (arXiv 2511.21581, section 3.2).

    A right rollout gets `c * (length - mean) / (max - min)` on top of its 1, over the lengths of the right rollouts;
    nothing where these are equal. The length is counted in tokens, k + 2, which here is the same as counting steps.

    Parameters
    ----------
    penalty : float
        c is `-penalty` (shorter is better) where the share of right rollouts is `accuracy_requirement` or more.
    accuracy_requirement : float, optional
        Between 0 and 1. None: shorter is always better.
    reward : float, "same" or None
        c where the requirement is not met (longer is better); "same" is the number of `penalty`, None is 0.
    """
    is_right = right & well_formed
    n_right = is_right.sum(1, keepdim=True)
    length = n_steps.float()
    mean = torch.where(is_right, length, 0.0).sum(1, keepdim=True) / n_right.clamp(min=1)
    longest = torch.where(is_right, length, -torch.inf).amax(1, keepdim=True)
    shortest = torch.where(is_right, length, torch.inf).amin(1, keepdim=True)
    # Where nothing is right, or all lengths are equal, every numerator that counts is 0.
    relative = (length - mean) / (longest - shortest).clamp(min=1)
    shorter_is_better = n_right / right.shape[1] >= (accuracy_requirement or 0.0)
    longer_pays = penalty if reward == "same" else reward or 0.0
    term = torch.where(shorter_is_better, -penalty, longer_pays) * relative
    return answer_reward(right, well_formed) + torch.where(is_right, term, 0.0)


def length_penalty(right: Tensor, well_formed: Tensor, n_steps: Tensor, *, step_cost: float = 0.01) -> Tensor:
    """Reward where a right answer pays a constant per latent step, whatever the other rollouts did.

    Parameters
    ----------
    step_cost : float
        Below 1 / (largest number of steps), or a long right answer earns less than a wrong one.
    """
    return answer_reward(right, well_formed) - torch.where(right & well_formed, step_cost * n_steps, 0.0)


def step_limit(right: Tensor, well_formed: Tensor, n_steps: Tensor, *, limit: int) -> Tensor:
    """Reward where an answer after more than `limit` latent steps earns nothing (ThinkPrune, arXiv 2504.01296).

    Parameters
    ----------
    limit : int
        Most latent steps of an answer that counts; `limit_of_stage` tightens it.
    """
    return answer_reward(right & (n_steps <= limit), well_formed)


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


def confidence_aware(
    right: Tensor,
    well_formed: Tensor,
    n_steps: Tensor,
    *,
    p_answer: Tensor,
    brier_weight: float = 0.1,
    penalty: float = 1e-3,
    accuracy_requirement: float | None = 1.0,
    reward: float | Literal["same"] | None = 0.1,
) -> Tensor:
    """Relative length, less a Brier score of the model's own probability of its answer.

    A well-formed rollout loses `brier_weight * (p_answer - right)^2`. The Brier score is a proper scoring rule: over
    many rollouts the loss is least where `p_answer` is the share of right answers, and a thought that ends sure of a
    wrong answer pays most. Correctness with such a score rewards accuracy and calibration both (RLCR, arXiv
    2507.16806); there the model states its confidence in words, here it is the probability of the answer's tokens. No
    gradient flows through `p_answer`.

    In a group that is right throughout, the defaults weigh 0.01 of Brier score like the whole spread of lengths: to go
    from p = 0.8 to 0.9 gains 0.03 and is worth the longest thought; from 0.95 to 0.99 it gains 0.0024, a quarter of the
    spread. With the defaults a right answer earns more than a wrong one whatever its probability.

    Parameters
    ----------
    p_answer : (n_problems, n_rollouts) float
        Probability, 0 to 1, of the whole answer given the thought: the product over its tokens. What stands at
        malformed rollouts is not read.
    brier_weight : float
    penalty, accuracy_requirement, reward
        As in `relative_length`.

    Raises
    ------
    ValueError
        If a probability of a well-formed rollout is not between 0 and 1.
    """
    p = torch.where(well_formed, p_answer.detach().float(), 0.0)
    if not ((p >= 0) & (p <= 1)).all():
        raise ValueError(f"p_answer is {p.min():.3g} to {p.max():.3g}; it must be a probability, between 0 and 1")
    lengths = relative_length(
        right, well_formed, n_steps, penalty=penalty, accuracy_requirement=accuracy_requirement, reward=reward
    )
    return lengths - torch.where(well_formed, brier_weight * (p - right.float()).square(), 0.0)


# By name; "step_limit" needs `limit`, "confidence_aware" needs `p_answer`.
REWARDS: dict[str, Callable[..., Tensor]] = {
    "relative_length": relative_length,
    "length_penalty": length_penalty,
    "step_limit": step_limit,
    "confidence_aware": confidence_aware,
}


# Added to the sample standard deviation of a group. In a group that is right throughout, the relative length reward
# spreads over 1e-4 only, with a deviation of 2.5e-5 (1 of 16 rollouts differs) to 5.2e-5 (8 of 16). The usual 1e-4
# would shrink those advantages to a fifth to a third of the advantages of a mixed group; 1e-6 takes 4 % at most (29 %
# where the spread is 1e-5), and still keeps rewards that differ by float32 rounding near 1, 6e-8, under 0.1.
EPSILON = 1e-6


def advantages(rewards: Tensor) -> Tensor:
    """Rewards standardised within each problem's group (GRPO, arXiv 2402.03300): 0 where all are equal.

    Parameters
    ----------
    rewards : (n_problems, n_rollouts) float

    Returns
    -------
    advantages : (n_problems, n_rollouts) float32

    Raises
    ------
    ValueError
        If a group has fewer than 2 rollouts.
    """
    if rewards.shape[1] < 2:
        raise ValueError(f"a group has {rewards.shape[1]} rollouts; an advantage needs 2 or more")
    # The mean of equal rewards may be off by a rounding; the difference of two near ones is exact.
    differences = (rewards - rewards[:, :1]).float()
    centred = differences - differences.mean(1, keepdim=True)
    return centred / (centred.std(1, keepdim=True) + EPSILON)


def reward_group(right: np.ndarray, n_steps: np.ndarray, **settings) -> RewardGroup:
    """Rewards by relative length and advantages of well-formed rollouts of one problem: what the reward sandbox shows.

    Parameters
    ----------
    right : (n_rollouts,) bool array
    n_steps : (n_rollouts,) int array
        Latent steps.
    settings
        Of `relative_length`.

    Raises
    ------
    ValueError
        If the arrays differ in length, or there are fewer than 2 rollouts.
    """
    right, n_steps = np.asarray(right, dtype=bool), np.asarray(n_steps)
    if len(right) != len(n_steps):
        raise ValueError(f"right and n_steps hold {len(right)} and {len(n_steps)} rollouts")
    are_right, steps = torch.as_tensor(right).unsqueeze(0), torch.as_tensor(n_steps).unsqueeze(0)
    rewards = relative_length(are_right, torch.ones_like(are_right), steps, **settings)
    return RewardGroup(right, n_steps, rewards[0].numpy(), advantages(rewards)[0].numpy())
