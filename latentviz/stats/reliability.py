"""Whether a probability means what it says."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

N_BINS = 10
# Fewer statements say nothing about a share.
N_LEAST = 20


@dataclass(frozen=True)
class ReliabilityBin:
    """The predictions of one interval (low, high]; the first interval holds 0 too.

    Attributes
    ----------
    low, high : float
        Bounds of the probability.
    n : int
        Predictions that fall into it.
    mean_p : float or None
        Their mean probability; None where there are none.
    share_true : float or None
        Share of them whose event happened; None where there are none.
    """

    low: float
    high: float
    n: int
    mean_p: float | None
    share_true: float | None


@dataclass(frozen=True)
class Calibration:
    """How far predicted probabilities agree with what happened.

    Attributes
    ----------
    n : int
        Predictions.
    mean_p, share_true : float
        Mean probability, and share of events that happened; their difference is the overall bias.
    expected_calibration_error : float
        Mean over the predictions of |mean_p - share_true| of their bin, in [0, 1]; 0 is perfect.
    brier_score : float
        Mean of (p - event)^2, in [0, 1]; 0 is perfect, 0.25 is what p = 1/2 earns always.
    bins : tuple of ReliabilityBin
        Of equal width, from 0 to 1: the reliability diagram.
    """

    n: int
    mean_p: float
    share_true: float
    expected_calibration_error: float
    brier_score: float
    bins: tuple[ReliabilityBin, ...]


def calibration(p: np.ndarray, events: np.ndarray) -> Calibration:
    """Compare predicted probabilities with what happened.

    Parameters
    ----------
    p : (n,) array
        Predicted probabilities, in [0, 1].
    events : (n,) bool array
        Whether the predicted event happened.

    Raises
    ------
    ValueError
        If the arrays differ in length or are empty, or `p` is no probability.

    References
    ----------
    C. Guo et al., "On calibration of modern neural networks", ICML 2017 (expected calibration error).
    G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78 (1950), 1-3.
    """
    p, events = np.asarray(p, dtype=np.float64), np.asarray(events, dtype=bool)
    if len(p) != len(events) or not len(p):
        raise ValueError(f"p has {len(p)} predictions, events has {len(events)}; both need the same, 1 or more")
    if not ((p >= 0) & (p <= 1)).all():
        raise ValueError("p holds values outside [0, 1]")
    edges = np.linspace(0, 1, N_BINS + 1)
    index = np.digitize(p, edges[1:-1], right=True)
    bins = tuple(
        _reliability(low, high, p[index == i], events[index == i])
        for i, (low, high) in enumerate(zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True))
    )
    gaps = [b.n * abs(b.mean_p - b.share_true) for b in bins if b.mean_p is not None and b.share_true is not None]
    return Calibration(
        n=len(p),
        mean_p=float(p.mean()),
        share_true=float(events.mean()),
        expected_calibration_error=sum(gaps) / len(p),
        brier_score=float(np.mean((p - events) ** 2)),
        bins=bins,
    )


def _reliability(low: float, high: float, p: np.ndarray, events: np.ndarray) -> ReliabilityBin:
    if not len(p):
        return ReliabilityBin(low, high, 0, None, None)
    return ReliabilityBin(low, high, len(p), float(p.mean()), float(events.mean()))


def lowest_reliable_p(p: Sequence[float], is_true: Sequence[bool], share: float) -> float | None:
    """Find the lowest probability from which on at least a share of the statements are true.

    Parameters
    ----------
    p : sequence of float
        Probabilities of the statements, in [0, 1].
    is_true : sequence of bool
    share : float
        In [0, 1].

    Returns
    -------
    threshold : float or None
        One of `p`; None where no threshold leaves 20 statements or more of which enough are true.
    """
    order = np.argsort(-np.asarray(p, dtype=float), kind="stable")
    sorted_p, n = np.asarray(p, dtype=float)[order], np.arange(1, len(order) + 1)
    shares = np.cumsum(np.asarray(is_true, dtype=bool)[order]) / n
    is_last_of_its_value = np.append(sorted_p[1:] != sorted_p[:-1], True)
    serves = (shares >= share) & (n >= N_LEAST) & is_last_of_its_value
    return float(sorted_p[np.nonzero(serves)[0][-1]]) if serves.any() else None
