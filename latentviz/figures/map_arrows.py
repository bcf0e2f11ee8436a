"""Geometry of a path on the page: marks that do not cover one another, and arrows that bend apart."""

from itertools import pairwise

import numpy as np

BEND = 0.16
N_CURVE_POINTS = 12
N_ROUNDS = 60
GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))


def spread_apart(places: np.ndarray, gap: float) -> np.ndarray:
    """Move places apart, as little as it takes, until any two of them are `gap` from each other.

    Parameters
    ----------
    places : (n, 2) array
    gap : float
        In the unit of the places.
    """
    moved = places.astype(np.float64)
    turns = GOLDEN_ANGLE * np.arange(len(moved))
    # Places that coincide need a direction to part in.
    nudge = 1e-3 * gap * np.column_stack([np.cos(turns), np.sin(turns)])
    for _ in range(N_ROUNDS):
        nudged = moved + nudge
        offset = nudged[:, None] - nudged
        distance = np.linalg.norm(offset, axis=2)
        np.fill_diagonal(distance, np.inf)
        missing = np.clip(gap - distance, 0, None)
        if missing.max(initial=0) < 0.01 * gap:
            break
        moved += (offset / distance[:, :, None] * missing[:, :, None] / 2).sum(axis=1)
    return moved


def bent(path: np.ndarray) -> list[np.ndarray]:
    """Curves from each place of a path to the next, (N_CURVE_POINTS, 2) each, all bent to the left of their direction.

    A way there and the way back therefore never lie on each other.
    """
    t = np.linspace(0, 1, N_CURVE_POINTS)[:, None]
    curves = []
    for start, end in pairwise(path):
        along = end - start
        control = (start + end) / 2 + BEND * np.array([-along[1], along[0]])
        curves.append((1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end)
    return curves


def joined(curves: list[np.ndarray]) -> np.ndarray:
    """Curves as one line for plotly, with a gap (NaN) after each."""
    gap = np.full((1, 2), np.nan)
    return np.concatenate([part for curve in curves for part in (curve, gap)]) if curves else np.empty((0, 2))
