"""Statistics, each with one definition, its range and its source."""

import numpy as np
from scipy.stats import norm


def wilson_interval(n_right: int, n: int, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson score interval of a proportion.

    Unlike the interval p +- z * standard error, it stays inside [0, 1] and keeps a width at 0 % and 100 %.

    Parameters
    ----------
    n_right, n : int
        Successes and trials, 0 <= n_right <= n.
    confidence : float
        Share of such intervals that hold the true proportion, in (0, 1).

    Returns
    -------
    (low, high) : tuple of float
        Proportions in [0, 1]; (0, 1) where n = 0, because nothing was observed.

    Raises
    ------
    ValueError
        If the counts or the confidence lie outside those ranges.

    References
    ----------
    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927), 209-212.
    """
    if not 0 <= n_right <= n:
        raise ValueError(f"n_right = {n_right} lies outside 0..n = {n}")
    if not 0 < confidence < 1:
        raise ValueError(f"confidence = {confidence} lies outside (0, 1)")
    if n == 0:
        return 0.0, 1.0
    z = norm.ppf((1 + confidence) / 2)
    p = n_right / n
    centre = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    half_width = z / (1 + z**2 / n) * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return max(0.0, float(centre - half_width)), min(1.0, float(centre + half_width))


def cosine_to_previous(states: np.ndarray) -> np.ndarray:
    """Cosine of each state with the one before it.

    Parameters
    ----------
    states : (m, d) array
        Hidden states in order.

    Returns
    -------
    (m,) float64 array
        In [-1, 1], no unit; NaN for the first state, and where a state is zero.

    References
    ----------
    Cosine of the angle between two vectors: their dot product over the product of their Euclidean lengths.
    """
    states = states.astype(np.float64)
    length = np.linalg.norm(states, axis=1)
    dot, lengths = (states[1:] * states[:-1]).sum(axis=1), length[1:] * length[:-1]
    cosine = np.full(len(states), np.nan)
    np.divide(dot, lengths, out=cosine[1:], where=lengths > 0)
    return cosine


def trustworthiness_and_preservation(high: np.ndarray, low: np.ndarray, n_neighbors: int) -> tuple[float, float]:
    """How far a map's neighbourhoods can be believed.

    Parameters
    ----------
    high : (n, d) array
        Points in the space that was mapped.
    low : (n, 2 or 3) array
        The same points on the map.
    n_neighbors : int
        Size k of a neighbourhood, 1 <= k < n / 2.

    Returns
    -------
    trustworthiness : float
        In [0, 1], 1 where every neighbour on the map is a neighbour in `high`; a false neighbour costs its rank in
        `high` beyond k. About 0.5 for a random map.
    preservation : float
        Mean share of a point's k nearest neighbours in `high` that are among its k nearest on the map, in [0, 1].
        About k / (n - 1) for a random map.

    Raises
    ------
    ValueError
        If the arrays differ in length or k lies outside its range.

    References
    ----------
    J. Venna and S. Kaski, "Neighborhood preservation in nonlinear projection methods", ICANN 2001 (trustworthiness).
    """
    from sklearn.manifold import trustworthiness
    from sklearn.neighbors import NearestNeighbors

    n = len(high)
    if len(low) != n:
        raise ValueError(f"high has {n} points, low has {len(low)}")
    if not 1 <= n_neighbors < n / 2:
        raise ValueError(f"n_neighbors = {n_neighbors} lies outside 1..n/2 for n = {n} points")
    neighbors_high, neighbors_low = (
        NearestNeighbors(n_neighbors=n_neighbors).fit(points).kneighbors(return_distance=False)
        for points in (high, low)
    )
    kept = (neighbors_high[:, :, None] == neighbors_low[:, None, :]).any(axis=2)
    return float(trustworthiness(high, low, n_neighbors=n_neighbors)), float(kept.mean())
