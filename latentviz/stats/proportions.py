"""How sure a share of successes is."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import binomtest


@dataclass(frozen=True)
class Proportion:
    """A share of successes.

    Attributes
    ----------
    n_hits, n : int
        Successes and trials.
    share : float or None
        n_hits / n, in [0, 1]; None without a trial.
    interval : tuple of float
        Wilson 95 % interval, in [0, 1].
    """

    n_hits: int
    n: int
    share: float | None
    interval: tuple[float, float]


def proportion(hits: np.ndarray) -> Proportion:
    """Count successes.

    Parameters
    ----------
    hits : (n,) bool array
        Whether each trial was one; n may be 0.
    """
    n_hits, n = int(np.count_nonzero(hits)), len(hits)
    return Proportion(n_hits, n, n_hits / n if n else None, wilson_interval(n_hits, n))


def wilson_interval(n_right: int, n: int) -> tuple[float, float]:
    """Wilson score 95 % interval of a proportion.

    Unlike the interval p +- z * standard error, it stays inside [0, 1] and keeps a width at 0 % and 100 %.

    Parameters
    ----------
    n_right, n : int
        Successes and trials, 0 <= n_right <= n.

    Returns
    -------
    (low, high) : tuple of float
        Proportions in [0, 1]; (0, 1) where n = 0, because nothing was observed.

    References
    ----------
    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927), 209-212.
    """
    if n == 0:
        return 0.0, 1.0
    low, high = binomtest(n_right, n).proportion_ci(0.95, "wilson")
    return float(low), float(high)
