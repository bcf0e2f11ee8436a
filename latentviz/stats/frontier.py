"""Which ways of answering are not beaten at their price."""

import numpy as np


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
    return ~(no_worse & better).any(axis=0)
