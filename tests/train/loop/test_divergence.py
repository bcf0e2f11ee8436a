"""The detector of divergence: what counts as a run that goes wrong, and what does not."""

import math

import pytest

from train.loop.divergence import COLLAPSE_WINDOW, LOSS_WINDOW, NORM_FACTOR, Diverged, DivergenceDetector


def feed(detector: DivergenceDetector, n: int, start: int = 1, kind: str = "problems", **values: float) -> None:
    for step in range(start, start + n):
        detector.check(step, kind, {"loss": 2.0, "gradient_norm": 1.0} | values)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("name", ["loss", "gradient_norm", "kl"])
def test_a_value_that_is_not_finite_is_named(name, value):
    with pytest.raises(Diverged, match=f"step 7: {name} is {value}"):
        DivergenceDetector().check(7, "problems", {"loss": 1.0, "gradient_norm": 1.0} | {name: value})


def test_a_limit_is_named_with_the_value_that_passed_it():
    detector = DivergenceDetector()
    detector.limits["kl"] = 5.0
    feed(detector, 3, kl=5.0)
    with pytest.raises(Diverged, match=r"step 4: kl is 5\.5, its limit is 5"):
        feed(detector, 1, start=4, kl=5.5)


def test_a_loss_that_explodes_is_noticed_and_one_outlier_is_not():
    detector = DivergenceDetector()
    feed(detector, LOSS_WINDOW)
    feed(detector, 1, loss=40.0)
    feed(detector, LOSS_WINDOW)
    with pytest.raises(Diverged, match="it was 2 before"):
        feed(detector, LOSS_WINDOW, loss=9.0)


def test_a_loss_near_zero_may_move():
    detector = DivergenceDetector()
    feed(detector, LOSS_WINDOW, loss=0.001)
    feed(detector, LOSS_WINDOW, loss=0.5)


def test_a_new_kind_of_batch_starts_a_new_count():
    detector = DivergenceDetector()
    feed(detector, LOSS_WINDOW, kind="drill", loss=0.03)
    feed(detector, LOSS_WINDOW, kind="problems", loss=12.0)


def test_growing_latents_are_noticed():
    detector = DivergenceDetector()
    feed(detector, 1, latent_norm=2.0)
    feed(detector, 1, latent_norm=2.0 * NORM_FACTOR)
    with pytest.raises(Diverged, match="latent inputs have norm"):
        feed(detector, 1, latent_norm=2.1 * NORM_FACTOR)


def test_latent_steps_that_stay_alike_are_noticed():
    detector = DivergenceDetector()
    feed(detector, COLLAPSE_WINDOW - 1, latent_cosine=1.0)
    feed(detector, 1, latent_cosine=0.9)
    feed(detector, COLLAPSE_WINDOW - 1, latent_cosine=1.0)
    with pytest.raises(Diverged, match="latent collapse"):
        feed(detector, 1, latent_cosine=1.0)


def test_reset_forgets():
    detector = DivergenceDetector()
    feed(detector, COLLAPSE_WINDOW - 1, latent_cosine=1.0, loss=0.01)
    detector.reset()
    feed(detector, COLLAPSE_WINDOW - 1, latent_cosine=1.0, loss=50.0)
