"""Two ways of answering, compared on the same problems."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import binomtest, bootstrap

_N_RESAMPLES = 10_000
_N_RESAMPLES_AT_ONCE = 500


@dataclass(frozen=True)
class McNemar:
    """McNemar's exact test on paired right and wrong answers.

    Attributes
    ----------
    n_first_only, n_second_only : int
        Problems that the first one solves and the second one does not, and the other way round.
    p_value : float
        Two-sided, in (0, 1]: how probable so uneven a split of these problems is if each falls to either side like a
        fair coin. 1 where both solve the same problems.
    """

    n_first_only: int
    n_second_only: int
    p_value: float


def mcnemar(first: np.ndarray, second: np.ndarray) -> McNemar:
    """Test whether two ways of answering solve equally many problems.

    Parameters
    ----------
    first, second : (n,) bool arrays
        Whether each problem was solved; entry i of both is the same problem.

    Raises
    ------
    ValueError
        If the arrays differ in length or are empty.

    References
    ----------
    Q. McNemar, "Note on the sampling error of the difference between correlated proportions or percentages",
    Psychometrika 12 (1947), 153-157; the exact form is a binomial test of the discordant pairs.
    """
    first, second = _paired(first, second, bool)
    n_first_only, n_second_only = int((first & ~second).sum()), int((second & ~first).sum())
    n_discordant = n_first_only + n_second_only
    p_value = binomtest(n_first_only, n_discordant, 0.5).pvalue if n_discordant else 1.0
    return McNemar(n_first_only, n_second_only, float(p_value))


def paired_bootstrap(first: np.ndarray, second: np.ndarray) -> tuple[float, float]:
    """Percentile bootstrap 95 % interval of mean(first) - mean(second).

    Problems are drawn with replacement, 10,000 times, each with both of its values. Equal arguments give an equal
    interval.

    Parameters
    ----------
    first, second : (n,) arrays
        A value of each problem, such as right = 1 and wrong = 0; entry i of both is the same problem.

    Returns
    -------
    (low, high) : tuple of float
        In the unit of the values; the difference itself, twice, where it is the same for every problem.

    Raises
    ------
    ValueError
        If the arrays differ in length or are empty.

    References
    ----------
    B. Efron and R. J. Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13.
    """
    first, second = _paired(first, second, np.float64)
    difference = first - second
    if np.ptp(difference) == 0:
        return float(difference[0]), float(difference[0])
    interval = bootstrap(
        (difference,),
        np.mean,
        n_resamples=_N_RESAMPLES,
        batch=_N_RESAMPLES_AT_ONCE,
        confidence_level=0.95,
        method="percentile",
        rng=np.random.default_rng(0),
    ).confidence_interval
    return float(interval.low), float(interval.high)


def _paired(first: np.ndarray, second: np.ndarray, dtype: type) -> tuple[np.ndarray, np.ndarray]:
    if len(first) != len(second):
        raise ValueError(f"first has {len(first)} problems, second has {len(second)}")
    if not len(first):
        raise ValueError("no problem to compare")
    return np.asarray(first, dtype=dtype), np.asarray(second, dtype=dtype)
