"""`RewardGroup`: the judged rollouts of one problem as plain arrays, between the reward formulas and their figure."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class RewardGroup:
    """Rollouts of one problem; all arrays are (n_rollouts,).

    Attributes
    ----------
    right, well_formed : bool
        A rollout is right only if it is well-formed too.
    n_steps : int
        Latent steps.
    rewards : float32
        No unit; 1 for a right answer, 0 for a wrong one, -1 for a malformed one, and what its length adds.
    advantages : float32
        Rewards standardised within the group: above 0 means that the rollout's decisions are made more probable.
    """

    right: np.ndarray
    well_formed: np.ndarray
    n_steps: np.ndarray
    rewards: np.ndarray
    advantages: np.ndarray

    @property
    def all_right(self) -> bool:
        """Whether every rollout is right, so that only their lengths tell them apart."""
        return bool(self.right.all())

    @property
    def mean_advantage_by_steps(self) -> dict[int, float]:
        """Mean advantage of the rollouts of each number of latent steps: which lengths this update makes likelier."""
        return {int(k): float(self.advantages[self.n_steps == k].mean()) for k in np.unique(self.n_steps)}
