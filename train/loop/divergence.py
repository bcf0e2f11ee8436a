"""Tell a run that has gone wrong: values that are not finite, a loss that rises, latent steps that grow or collapse."""

import math
from collections import deque
from statistics import fmean

LOSS_WINDOW = 10
LOSS_FACTOR = 4.0
COLLAPSE_COSINE = 0.9995
COLLAPSE_WINDOW = 50
NORM_FACTOR = 50.0


class Diverged(ValueError):
    """A run that has left the path; the message names the step, the quantity and its limit."""


class DivergenceDetector:
    """Watches the values of every optimiser step.

    Attributes
    ----------
    limits : dict of str to float
        Largest value of named quantities, such as the KL divergence.
    """

    def __init__(self):
        self.limits: dict[str, float] = {}
        self.kind = None
        self.reset()

    def reset(self) -> None:
        """Forget what was seen: after a return to an earlier state, and where the kind of batch changes."""
        self.losses: deque[float] = deque(maxlen=LOSS_WINDOW)
        self.cosines: deque[float] = deque(maxlen=COLLAPSE_WINDOW)
        self.lowest_loss = math.inf
        self.first_norm = None

    def check(self, step: int, kind: str, values: dict[str, float]) -> None:
        """Look at the values of a step, whose gradient has not been applied yet.

        Parameters
        ----------
        kind : str
            Kind of batch; losses of different kinds are not compared.
        values : dict of str to float
            "loss", "gradient_norm"; where the model thinks also "latent_norm" (mean L2 norm of the latent inputs) and
            "latent_cosine" (mean cosine of consecutive latent steps).

        Raises
        ------
        Diverged
            If a value is not finite; if the mean loss of the last `LOSS_WINDOW` steps is more than `LOSS_FACTOR` times
            the lowest such mean and 1 nat above it; if a quantity passes its limit; if the latent inputs have grown
            `NORM_FACTOR` times; or if the latent steps were alike for `COLLAPSE_WINDOW` steps.
        """
        if kind != self.kind:
            self.kind = kind
            self.reset()
        for name, value in values.items():
            if not math.isfinite(value):
                raise Diverged(f"step {step}: {name} is {value}")
            if value > self.limits.get(name, math.inf):
                raise Diverged(f"step {step}: {name} is {value:.4g}, its limit is {self.limits[name]:g}")
        self._check_loss(step, values["loss"])
        if "latent_norm" in values:
            self._check_norm(step, values["latent_norm"])
        if "latent_cosine" in values:
            self._check_collapse(step, values["latent_cosine"])

    def _check_loss(self, step: int, loss: float) -> None:
        self.losses.append(loss)
        if len(self.losses) < LOSS_WINDOW:
            return
        mean = fmean(self.losses)
        self.lowest_loss = min(self.lowest_loss, mean)
        if mean > self.lowest_loss + max(1.0, (LOSS_FACTOR - 1) * abs(self.lowest_loss)):
            raise Diverged(
                f"step {step}: the mean loss of {LOSS_WINDOW} steps is {mean:.4g}, it was {self.lowest_loss:.4g} before"
            )

    def _check_norm(self, step: int, norm: float) -> None:
        self.first_norm = self.first_norm or norm
        if norm > NORM_FACTOR * self.first_norm:
            raise Diverged(
                f"step {step}: the latent inputs have norm {norm:.4g}, it was {self.first_norm:.4g} at first"
            )

    def _check_collapse(self, step: int, cosine: float) -> None:
        self.cosines.append(cosine)
        if len(self.cosines) == COLLAPSE_WINDOW and min(self.cosines) > COLLAPSE_COSINE:
            raise Diverged(
                f"step {step}: latent collapse, consecutive latent steps had a cosine above {COLLAPSE_COSINE} for "
                f"{COLLAPSE_WINDOW} optimiser steps"
            )
