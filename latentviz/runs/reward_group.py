"""`RewardGroup`: the judged rollouts of one problem as plain arrays, between the reward formulas and their figure."""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit

PENALTY, ACCURACY_REQUIREMENT, REWARD = 1e-4, 1.0, 0.1
N_ROLLOUTS = 16


@dataclass(frozen=True)
class RewardGroup:
    """Rollouts of one problem; all arrays are (n_rollouts,).

    Attributes
    ----------
    right : bool
    n_steps : int
        Latent steps.
    rewards : float32
        No unit; 1 for a right answer, 0 for a wrong one, and what its length adds.
    advantages : float32
        Rewards standardised within the group: above 0 means that the rollout's decisions are made more probable.
    """

    right: np.ndarray
    n_steps: np.ndarray
    rewards: np.ndarray
    advantages: np.ndarray


def draw_rollouts(
    p_stop: np.ndarray, right_at: np.ndarray, n: int = N_ROLLOUTS, temperature: float = 1.0, seed: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    """Let one recorded thought stop at random, again and again, as the rollouts of training do.

    After START and after each latent step it stops with P(stop), at the cap in any case. In training the tokens of the
    answer are drawn too; here the answer is the recorded one.

    Parameters
    ----------
    p_stop : (m + 1,) float array
        P(stop) at START and after each latent step, in [0, 1].
    right_at : (m + 1,) bool array
        Whether the answer after k = 0 .. m latent steps is right.
    n : int
        Rollouts.
    temperature : float
        Divides the logits of the stop head, above 0.
    seed : int

    Returns
    -------
    right : (n,) bool array
    n_steps : (n,) int array

    Raises
    ------
    ValueError
        If the arrays differ in length, or the temperature is not above 0.
    """
    p_stop, right_at = np.asarray(p_stop, dtype=np.float64), np.asarray(right_at, dtype=bool)
    if len(p_stop) != len(right_at):
        raise ValueError(f"p_stop has {len(p_stop)} values, right_at has {len(right_at)}")
    if not temperature > 0:
        raise ValueError(f"temperature is {temperature}; it must be above 0")
    p = expit(logit(p_stop) / temperature)
    p[-1] = 1.0
    stops = np.random.default_rng(seed).random((n, len(p))) < p
    n_steps = stops.argmax(axis=1)
    return right_at[n_steps], n_steps
