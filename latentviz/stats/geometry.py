"""Directions and neighbourhoods of hidden states."""

from dataclasses import dataclass

import numpy as np

MIN_CLUSTER = 5


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


@dataclass(frozen=True)
class NeighborhoodQuality:
    """How far a map's neighbourhoods can be believed.

    Attributes
    ----------
    trustworthiness : float
        In [0, 1], 1 where every neighbour on the map is a neighbour in the mapped space; a false neighbour costs its
        rank there beyond k. About 0.5 for a random map.
    continuity : float
        The same the other way round: 1 where every true neighbour is a neighbour on the map.
    preservation : float
        Mean share of a point's k nearest neighbours in the mapped space that are among its k nearest on the map, in
        [0, 1]. About k / (n - 1) for a random map.
    """

    trustworthiness: float
    continuity: float
    preservation: float


def neighborhood_quality(high: np.ndarray, low: np.ndarray, n_neighbors: int) -> NeighborhoodQuality:
    """Compare neighbourhoods in a space with those on a map of it.

    Parameters
    ----------
    high : (n, d) array
        Points in the space that was mapped.
    low : (n, 2 or 3) array
        The same points on the map.
    n_neighbors : int
        Size k of a neighbourhood, 1 <= k < n / 2.

    Raises
    ------
    ValueError
        If the arrays differ in length or k lies outside its range.

    References
    ----------
    J. Venna and S. Kaski, "Neighborhood preservation in nonlinear projection methods", ICANN 2001 (trustworthiness
    and continuity).
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
    return NeighborhoodQuality(
        trustworthiness=float(trustworthiness(high, low, n_neighbors=n_neighbors)),
        continuity=float(trustworthiness(low, high, n_neighbors=n_neighbors)),
        preservation=float(kept.mean()),
    )


def cluster_radius(points: np.ndarray, labels: np.ndarray) -> float:
    """Radius of a typical cluster of points with the same label.

    The radius of one cluster is the median distance of its points from their coordinate-wise median; the typical one is
    the median over all clusters of at least 5 points, NaN where there is none.

    Parameters
    ----------
    points : (n, d) array
    labels : (n,) array
    """
    clusters = (points[labels == label] for label in np.unique(labels))
    radii = [
        np.median(np.linalg.norm(members - np.median(members, axis=0), axis=1))
        for members in clusters
        if len(members) >= MIN_CLUSTER
    ]
    return float(np.median(radii)) if radii else float("nan")
