"""Statistics against values worked out by hand."""

import numpy as np
import pytest

from latentviz.stats import cosine_to_previous, trustworthiness_and_preservation, wilson_interval

Z_ONE = 0.6826894921370859  # the confidence at which z = 1


def test_wilson_with_z_one_is_a_fraction():
    # p = 1/2, n = 8, z = 1: centre 1/2, half width sqrt(1/32 + 1/256) / (1 + 1/8) = (3/16) * (8/9) = 1/6
    assert wilson_interval(4, 8, Z_ONE) == pytest.approx((1 / 3, 2 / 3))


def test_wilson_at_95_percent():
    # p = 0.9, n = 10, z = 1.959964: z^2 = 3.841459, centre 1.0920729 / 1.3841459, root of (0.009 + 0.0096036)
    assert wilson_interval(9, 10) == pytest.approx((0.5958, 0.9821), abs=1e-4)


def test_wilson_keeps_a_width_at_the_ends():
    # p = 0, z = 1: high = 1 / (n + 1)
    assert wilson_interval(0, 9, Z_ONE) == pytest.approx((0.0, 0.1))
    assert wilson_interval(9, 9, Z_ONE) == pytest.approx((0.9, 1.0))
    for n_right in (0, 7):
        low, high = wilson_interval(n_right, 7)
        assert 0.0 <= low < high <= 1.0


def test_wilson_knows_nothing_without_trials():
    assert wilson_interval(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("n_right", "n", "confidence"), [(3, 2, 0.95), (-1, 2, 0.95), (1, 2, 1.0), (1, 2, 0.0)])
def test_wilson_refuses_what_is_no_proportion(n_right, n, confidence):
    with pytest.raises(ValueError, match="outside"):
        wilson_interval(n_right, n, confidence)


def test_cosine_to_previous_by_hand():
    states = np.array([[3, 4], [4, 3], [-8, -6], [0, 0], [1, 0]], dtype=np.float32)
    np.testing.assert_allclose(cosine_to_previous(states), [np.nan, 24 / 25, -1, np.nan, np.nan])
    assert cosine_to_previous(np.ones((1, 3))).shape == (1,)


def test_a_faithful_map_scores_one():
    points = np.random.default_rng(0).normal(size=(20, 2))
    assert trustworthiness_and_preservation(points, 3 * points, 4) == (1.0, 1.0)


def test_a_map_that_moves_one_point():
    # On a line, nearest neighbours with k = 1: a-b, b-a, c-b, d-c, e-d. The map moves e beside a, at -0.5.
    high = np.array([[0.0], [1.0], [3.0], [6.0], [10.0]])
    low = np.array([[0.0], [1.0], [3.0], [6.0], [-0.5]])
    # On the map: a-e (rank 4 of a in `high`: penalty 3), e-a (rank 4 of e: penalty 3), the other three are kept.
    # trustworthiness = 1 - 2 / (n k (2n - 3k - 1)) * 6 = 1 - (2 / 30) * 6
    trustworthiness, preservation = trustworthiness_and_preservation(high, low, 1)
    assert trustworthiness == pytest.approx(0.6)
    assert preservation == pytest.approx(3 / 5)


def test_a_map_needs_the_same_points_and_a_small_neighbourhood():
    points = np.zeros((6, 2))
    with pytest.raises(ValueError, match="low has 5"):
        trustworthiness_and_preservation(points, points[:5], 2)
    with pytest.raises(ValueError, match="n_neighbors = 3"):
        trustworthiness_and_preservation(points, points, 3)
