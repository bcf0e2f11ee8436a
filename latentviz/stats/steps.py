"""What is gained by thinking longer: accuracy among the problems that halt at each number of steps."""

from dataclasses import dataclass

import numpy as np

from latentviz.stats.proportions import Proportion, proportion


@dataclass(frozen=True)
class StepAccuracy:
    """Accuracy of the problems whose thoughts have one length.

    Attributes
    ----------
    n_latent_steps : int
        k.
    right : Proportion
        Right answers among the problems that halt after k steps.
    mean_n_operations : float or None
        Their mean number of operations, so that a low accuracy can be told from hard problems; those with an unknown
        number are left out. None where no problem is left.
    """

    n_latent_steps: int
    right: Proportion
    mean_n_operations: float | None


def accuracy_by_steps(
    n_latent_steps: np.ndarray, right: np.ndarray, n_operations: np.ndarray, cap: int
) -> tuple[StepAccuracy, ...]:
    """Accuracy at each number of latent steps, 0 to `cap`.

    This says who halts where, not what another step would have given: harder problems may think longer.

    Parameters
    ----------
    n_latent_steps : (n,) int array
        Steps at which each problem's thought halted, 0 to `cap`.
    right : (n,) bool array
    n_operations : (n,) int array
    cap : int
        Largest number of latent steps.

    Raises
    ------
    ValueError
        If the arrays differ in length, or a thought lies outside 0..cap.
    """
    steps, right, n_operations = np.asarray(n_latent_steps), np.asarray(right, dtype=bool), np.asarray(n_operations)
    if not len(steps) == len(right) == len(n_operations):
        raise ValueError(f"{len(steps)} numbers of steps, {len(right)} answers, {len(n_operations)} of operations")
    if len(steps) and (steps.min() < 0 or steps.max() > cap):
        raise ValueError(f"the steps lie in {steps.min()}..{steps.max()}, outside 0..{cap}")
    return tuple(
        StepAccuracy(k, proportion(right[steps == k]), _mean(n_operations[(steps == k) & (n_operations > 0)]))
        for k in range(cap + 1)
    )


def _mean(values: np.ndarray) -> float | None:
    return float(values.mean()) if len(values) else None


def pareto_front(cost: np.ndarray, value: np.ndarray) -> np.ndarray:
    """Mark the points that no other point beats.

    A point beats another if it costs no more and is worth no less, and differs in one of the two. Equal points do not
    beat each other.

    Parameters
    ----------
    cost : (n,) array
        Less is better, such as counted tokens.
    value : (n,) array
        More is better, such as accuracy.

    Returns
    -------
    (n,) bool array
        True on the front.

    Raises
    ------
    ValueError
        If the arrays differ in length, or a value is not finite.

    References
    ----------
    V. Pareto, "Manuale di economia politica" (1906); here for two quantities, by comparing all pairs.
    """
    cost, value = np.asarray(cost, dtype=np.float64), np.asarray(value, dtype=np.float64)
    if len(cost) != len(value):
        raise ValueError(f"cost has {len(cost)} points, value has {len(value)}")
    if not (np.isfinite(cost).all() and np.isfinite(value).all()):
        raise ValueError("a cost or a value is not finite")
    no_worse = (cost[:, None] <= cost) & (value[:, None] >= value)
    better = (cost[:, None] < cost) | (value[:, None] > value)
    return ~np.any(no_worse & better, axis=0)
