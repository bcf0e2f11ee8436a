"""Statistics against values worked out by hand."""

import numpy as np
import pytest

from latentviz.stats import (
    McNemar,
    NeighborhoodQuality,
    RankCorrelation,
    ReliabilityBin,
    calibration,
    cluster_radius,
    cosine_to_previous,
    lowest_reliable_p,
    mcnemar,
    neighborhood_quality,
    paired_bootstrap,
    rank_correlation,
    step_histogram,
    wilson_interval,
)


def test_wilson_at_95_percent():
    # p = 0.9, n = 10, z = 1.959964: z^2 = 3.841459, centre 1.0920729 / 1.3841459, root of (0.009 + 0.0096036)
    assert wilson_interval(9, 10) == pytest.approx((0.5958, 0.9821), abs=1e-4)


def test_wilson_keeps_a_width_at_the_ends():
    # p = 0: high = z^2 / (n + z^2) = 3.841459 / 12.841459
    assert wilson_interval(0, 9) == pytest.approx((0.0, 0.299145), abs=1e-6)
    assert wilson_interval(9, 9) == pytest.approx((0.700855, 1.0), abs=1e-6)


def test_wilson_knows_nothing_without_trials():
    assert wilson_interval(0, 0) == (0.0, 1.0)


def test_cosine_to_previous_by_hand():
    states = np.array([[3, 4], [4, 3], [-8, -6], [0, 0], [1, 0]], dtype=np.float32)
    np.testing.assert_allclose(cosine_to_previous(states), [np.nan, 24 / 25, -1, np.nan, np.nan])
    assert cosine_to_previous(np.ones((1, 3))).shape == (1,)


def test_a_faithful_map_scores_one():
    points = np.random.default_rng(0).normal(size=(20, 2))
    assert neighborhood_quality(points, 3 * points, 4) == NeighborhoodQuality(1.0, 1.0, 1.0)


def test_a_map_that_moves_one_point():
    # On a line, nearest neighbours with k = 1: a-b, b-a, c-b, d-c, e-d. The map moves e beside a, at -0.5.
    high = np.array([[0.0], [1.0], [3.0], [6.0], [10.0]])
    low = np.array([[0.0], [1.0], [3.0], [6.0], [-0.5]])
    # On the map: a-e (rank 4 of a in `high`: penalty 3), e-a (rank 4 of e: penalty 3), the other three are kept.
    # trustworthiness = 1 - 2 / (n k (2n - 3k - 1)) * 6 = 1 - (2 / 30) * 6
    quality = neighborhood_quality(high, low, 1)
    assert quality.trustworthiness == pytest.approx(0.6)
    assert quality.preservation == pytest.approx(3 / 5)
    # The other way round: b is second nearest to a on the map (penalty 1), d fourth nearest to e (penalty 3).
    assert quality.continuity == pytest.approx(1 - 2 / 30 * 4)


def test_a_map_needs_the_same_points_and_a_small_neighbourhood():
    points = np.zeros((6, 2))
    with pytest.raises(ValueError, match="low has 5"):
        neighborhood_quality(points, points[:5], 2)
    with pytest.raises(ValueError, match="n_neighbors = 3"):
        neighborhood_quality(points, points, 3)


def test_the_radius_of_a_cluster_by_hand():
    # Around their medians (0, 0), (5, 0) and (9, 9): distances 0, 1, 1, 1, 1 and 0, 2, 2, 2, 2; a third is too small.
    cross = np.array([[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1]])
    points = np.concatenate([cross, 2 * cross + [5, 0], [[9, 9], [90, 9]]])
    labels = np.array([3] * 5 + [7] * 5 + [8] * 2)
    assert cluster_radius(points, labels) == pytest.approx(1.5)
    assert np.isnan(cluster_radius(points[-4:], np.arange(4)))


def test_mcnemar_counts_the_problems_that_only_one_solves():
    first = np.array([1, 1, 1, 1, 1, 1, 0, 0, 1], dtype=bool)
    second = np.array([0, 0, 0, 0, 0, 1, 1, 0, 1], dtype=bool)
    # 5 against 1: both tails of a fair coin thrown 6 times, 2 * (1 + 6) / 64
    assert mcnemar(first, second) == McNemar(5, 1, pytest.approx(14 / 64))
    assert mcnemar(second, first) == McNemar(1, 5, pytest.approx(14 / 64))


def test_mcnemar_without_a_difference_is_sure_of_nothing():
    assert mcnemar(np.array([True, False]), np.array([True, False])) == McNemar(0, 0, 1.0)
    assert mcnemar(np.array([True, False]), np.array([False, True])) == McNemar(1, 1, 1.0)


def test_the_paired_bootstrap_of_two_problems():
    # Differences 1 and 0; two draws average 0, 1/2, 1/2 or 1: the quantiles 0.025 and 0.975 are 0 and 1.
    first, second = np.array([1, 1]), np.array([0, 1])
    assert paired_bootstrap(first, second) == (0.0, 1.0)
    assert paired_bootstrap(second, first) == (-1.0, 0.0)


def test_the_paired_bootstrap_keeps_pairs_together():
    values = np.random.default_rng(0).normal(size=50)
    assert paired_bootstrap(values + 0.25, values) == pytest.approx((0.25, 0.25))
    assert paired_bootstrap(values, values) == (0.0, 0.0)


def test_the_paired_bootstrap_is_near_the_normal_interval_and_seeded():
    # 100 differences +1, 100 differences -1, 800 zeros: mean 0, standard error sqrt(0.2 / 1000) = 0.01414
    first = np.repeat([1, 0, 1], [100, 100, 800])
    second = np.repeat([0, 1, 1], [100, 100, 800])
    assert paired_bootstrap(first, second) == pytest.approx((-0.0277, 0.0277), abs=0.0015)
    assert paired_bootstrap(first, second) == paired_bootstrap(first, second)


@pytest.mark.parametrize("test", [mcnemar, paired_bootstrap])
def test_a_paired_test_needs_pairs(test):
    with pytest.raises(ValueError, match="first has 2 problems, second has 1"):
        test(np.array([1, 0]), np.array([1]))
    with pytest.raises(ValueError, match="no problem"):
        test(np.array([]), np.array([]))


def test_calibration_by_hand():
    # p = 0.1 and 0.1 with one event, in the first bin of ten; 0.5 without one, in the fifth; 0.9 with one, in the ninth
    result = calibration(np.array([0.1, 0.9, 0.1, 0.5]), np.array([0, 1, 1, 0]))
    assert result.bins[0] == ReliabilityBin(0.0, 0.1, 2, pytest.approx(0.1), 0.5)
    assert result.bins[4] == ReliabilityBin(0.4, 0.5, 1, 0.5, 0.0)
    assert [b.n for b in result.bins] == [2, 0, 0, 0, 1, 0, 0, 0, 1, 0]
    # 2/4 * (0.5 - 0.1) + 1/4 * (0.5 - 0) + 1/4 * (1 - 0.9)
    assert result.expected_calibration_error == pytest.approx(0.35)
    # (0.01 + 0.01 + 0.81 + 0.25) / 4
    assert result.brier_score == pytest.approx(0.27)
    assert (result.n, result.mean_p, result.share_true) == (4, pytest.approx(0.4), 0.5)


def test_calibration_at_the_ends_and_in_empty_bins():
    result = calibration(np.array([0.0, 1.0, 1.0]), np.array([False, True, True]))
    assert (result.expected_calibration_error, result.brier_score) == (0.0, 0.0)
    assert [b.n for b in result.bins] == [1, 0, 0, 0, 0, 0, 0, 0, 0, 2]
    assert result.bins[1] == ReliabilityBin(pytest.approx(0.1), pytest.approx(0.2), 0, None, None)


@pytest.mark.parametrize(
    ("p", "events", "reason"), [([0.5], [1, 0], "1 predictions"), ([], [], "0 predictions"), ([1.2], [1], "outside")]
)
def test_calibration_refuses_what_is_no_probability(p, events, reason):
    with pytest.raises(ValueError, match=reason):
        calibration(np.array(p), np.array(events))


def test_spearman_by_hand():
    # squared rank differences 0, 1, 1, 1, 1: rho = 1 - 6 * 4 / (5 * 24) = 0.8
    result = rank_correlation(np.array([1, 2, 3, 4, 5]), np.array([10, 30, 20, 50, 40]))
    assert (result.n, result.rho) == (5, pytest.approx(0.8))
    # t = 0.8 * sqrt(3 / 0.36) = 2.3094 with 3 degrees of freedom
    assert result.p_value == pytest.approx(0.1041, abs=1e-4)
    # atanh(0.8) = 1.09861, standard error sqrt(1.32 / 2) = 0.81240, 1.95996 of it = 1.59228
    assert result.interval == pytest.approx((np.tanh(1.09861 - 1.59228), np.tanh(1.09861 + 1.59228)), abs=1e-4)


def test_spearman_shares_the_rank_of_ties():
    # ranks 1.5, 1.5, 3.5, 3.5 and 1, 2.5, 2.5, 4: covariance 3, variances 4 and 4.5
    result = rank_correlation(np.array([1, 1, 2, 2]), np.array([1, 2, 2, 3]))
    assert result.rho == pytest.approx(3 / np.sqrt(18))


def test_spearman_of_a_perfect_order_and_of_too_little():
    n = np.arange(6)
    assert rank_correlation(n, n**3) == RankCorrelation(6, pytest.approx(1.0), (-1.0, 1.0), None)
    assert rank_correlation(n, -n) == RankCorrelation(6, pytest.approx(-1.0), (-1.0, 1.0), None)
    almost = np.arange(1000)
    almost[:2] = 1, 0
    assert rank_correlation(np.arange(1000), almost).interval == pytest.approx((1.0, 1.0), abs=1e-6)
    assert rank_correlation(n, np.full(6, 3)) == RankCorrelation(6, None, (-1.0, 1.0), None)
    assert rank_correlation(n[:2], n[:2]) == RankCorrelation(2, None, (-1.0, 1.0), None)
    assert rank_correlation(n[:3], n[:3]).interval == (-1.0, 1.0)
    with pytest.raises(ValueError, match="x has 6 values, y has 2"):
        rank_correlation(n, n[:2])


def test_the_step_histogram_by_hand():
    result = step_histogram(np.array([0, 2, 2, 3, 2]), np.array([1, 1, 2, 2, 2]), cap=4)
    assert result.counts == (1, 0, 3, 1, 0)
    assert result.by_n_operations == {"1": (1, 0, 1, 0, 0), "2": (0, 0, 2, 1, 0)}
    assert (result.most_common_k, result.largest_share, result.collapsed) == (2, 0.6, False)


@pytest.mark.parametrize(("n_elsewhere", "collapsed"), [(5, False), (4, True)])
def test_halting_has_collapsed_where_more_than_95_percent_halt_at_one_k(n_elsewhere, collapsed):
    steps = np.repeat([3, 1], [100 - n_elsewhere, n_elsewhere])
    result = step_histogram(steps, np.ones(100, dtype=int), cap=3)
    assert (result.most_common_k, result.collapsed) == (3, collapsed)


def test_the_step_histogram_refuses_what_cannot_be():
    with pytest.raises(ValueError, match=r"5\.\.5, outside 0\.\.4"):
        step_histogram(np.array([5]), np.array([1]), cap=4)
    with pytest.raises(ValueError, match="2 numbers of steps, 1 of operations"):
        step_histogram(np.array([1, 2]), np.array([1]), cap=4)


def test_the_lowest_reliable_probability_by_hand():
    p = np.repeat([0.9, 0.8, 0.7, 0.6, 0.5, 0.4], 10)
    right = np.repeat([True, True, False, True, True, False], 10)
    assert lowest_reliable_p(p, right, 0.75) == 0.5
    assert lowest_reliable_p(p, right, 0.9) == 0.8
    assert lowest_reliable_p(p[:19], right[:19], 0.9) is None, "19 say nothing"
    assert lowest_reliable_p(p, np.zeros(60), 0.1) is None
    assert lowest_reliable_p([0.5] * 60, [True] * 20 + [False] * 40, 0.9) is None, "ties stand together"
    assert lowest_reliable_p([], [], 0.5) is None
