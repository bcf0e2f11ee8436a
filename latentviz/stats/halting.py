"""Where thoughts halt, and whether harder problems get more steps."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import norm, spearmanr

COLLAPSE_SHARE = 0.95


@dataclass(frozen=True)
class RankCorrelation:
    """Spearman's rank correlation.

    Attributes
    ----------
    n : int
        Pairs.
    rho : float or None
        In [-1, 1]; None of fewer than 3 pairs, or where one of the two never varies, so that nothing can be ranked.
    interval : tuple of float
        95 % interval, in [-1, 1]; (-1, 1) where there is none: without `rho`, of 3 pairs, and where `rho` is -1 or 1.
    p_value : float or None
        Two-sided, of the hypothesis that the two are unrelated; None without `rho`, and where it is -1 or 1.
    """

    n: int
    rho: float | None
    interval: tuple[float, float]
    p_value: float | None


@dataclass(frozen=True)
class StepHistogram:
    """How many thoughts halt at each number of latent steps.

    Attributes
    ----------
    counts : tuple of int
        Problems that halt after k = 0, 1, .. latent steps.
    by_n_operations : dict
        The same for each number of operations, keyed by its decimal text.
    most_common_k : int
        The k at which most problems halt, the smallest of equals.
    largest_share : float
        Share of the problems that halt there, in (0, 1].
    collapsed : bool
        Whether that share is above 0.95: the halting no longer depends on the problem.
    """

    counts: tuple[int, ...]
    by_n_operations: dict[str, tuple[int, ...]]
    most_common_k: int
    largest_share: float
    collapsed: bool


def rank_correlation(x: np.ndarray, y: np.ndarray) -> RankCorrelation:
    """Spearman's rank correlation; ties share their mean rank.

    Parameters
    ----------
    x, y : (n,) arrays
        Two values of each problem, such as latent steps and number of operations.

    Raises
    ------
    ValueError
        If the arrays differ in length.

    References
    ----------
    C. Spearman, "The proof and measurement of association between two things", Am. J. Psychology 15 (1904), 72-101.
    D. G. Bonett and T. A. Wright, "Sample size requirements for estimating Pearson, Kendall and Spearman
    correlations", Psychometrika 65 (2000), 23-28 (standard error of atanh(rho): sqrt((1 + rho^2 / 2) / (n - 3))).
    """
    n = len(x)
    if len(y) != n:
        raise ValueError(f"x has {n} values, y has {len(y)}")
    if n < 3 or np.ptp(x) == 0 or np.ptp(y) == 0:
        return RankCorrelation(n, None, (-1.0, 1.0), None)
    rho, p_value = (float(value) for value in spearmanr(x, y))
    # The approximations of both end here: an interval of no width, and a p of 0.
    if np.isclose(abs(rho), 1, rtol=0, atol=1e-12):
        return RankCorrelation(n, rho, (-1.0, 1.0), None)
    if n == 3:
        return RankCorrelation(n, rho, (-1.0, 1.0), p_value)
    half_width = norm.ppf(0.975) * np.sqrt((1 + rho**2 / 2) / (n - 3))
    low, high = np.tanh(np.arctanh(rho) + np.array([-half_width, half_width])).tolist()
    return RankCorrelation(n, rho, (low, high), p_value)


def step_histogram(n_latent_steps: np.ndarray, n_operations: np.ndarray, cap: int) -> StepHistogram:
    """Count the thoughts that halt at each number of latent steps.

    Parameters
    ----------
    n_latent_steps : (n,) int array
        Steps at which each problem's thought halted, 0 to `cap`.
    n_operations : (n,) int array
        Operations of each problem.
    cap : int
        Largest number of latent steps; the counts have cap + 1 entries.

    Raises
    ------
    ValueError
        If the arrays differ in length or are empty, or a thought went past the cap.
    """
    steps, operations = np.asarray(n_latent_steps), np.asarray(n_operations)
    if len(steps) != len(operations) or not len(steps):
        raise ValueError(
            f"{len(steps)} numbers of steps, {len(operations)} of operations; both need the same, 1 or more"
        )
    if steps.min() < 0 or steps.max() > cap:
        raise ValueError(f"the steps lie in {steps.min()}..{steps.max()}, outside 0..{cap}")
    counts = np.bincount(steps, minlength=cap + 1)
    share = float(counts.max() / len(steps))
    return StepHistogram(
        counts=tuple(counts.tolist()),
        by_n_operations={
            str(count): tuple(np.bincount(steps[operations == count], minlength=cap + 1).tolist())
            for count in np.unique(operations)
        },
        most_common_k=int(counts.argmax()),
        largest_share=share,
        collapsed=share > COLLAPSE_SHARE,
    )
