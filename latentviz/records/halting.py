"""Where the stop head and training-free stop rules halt, on plain arrays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

# What the stop head's logits may be divided by; outside, P(stop) is 0, 1 or undefined at every step.
TEMPERATURES = (1e-3, 1e3)


def first_true(hits: np.ndarray, otherwise: int) -> np.ndarray:
    """Index of the first True along the last axis, `otherwise` where there is none."""
    return np.where(hits.any(-1), hits.argmax(-1), otherwise)


def halt_of(p_stop: Sequence[float] | np.ndarray, threshold: float, fixed_k: int | None) -> tuple[int, bool]:
    """The k at which a thought with (m + 1,) P(stop) halts, at most m, and whether the stop head halts it."""
    if fixed_k is not None:
        return min(fixed_k, len(p_stop) - 1), False
    reached = np.asarray(p_stop) >= threshold
    return int(first_true(reached, len(p_stop) - 1)), bool(reached.any())


def halting_steps(changes: np.ndarray, threshold: float) -> np.ndarray:
    """Steps k in 1..m at which thoughts halt.

    Parameters
    ----------
    changes : (..., m) array
        Entry k - 1: the change of latent step k.

    Returns
    -------
    (...) int array
    """
    n_steps = changes.shape[-1]
    return np.minimum(first_true(changes <= threshold, n_steps) + 1, n_steps)


@dataclass(frozen=True)
class RuleChanges:
    """What the training-free rules see of one thought, as `latentviz.analysis.early_exit.ChangeRule` defines them.

    Attributes
    ----------
    names : tuple of str
        Quantities, such as "kl".
    thresholds : tuple of float
        Largest change at which each rule halts, chosen on validation problems.
    changes : (n_rules, m) float32
        Entry k - 1 of a row: how much latent step k changed.
    chosen_on : str
        Checkpoint whose validation problems chose the thresholds, "" where nothing was chosen.
    """

    names: tuple[str, ...]
    thresholds: tuple[float, ...]
    changes: np.ndarray
    chosen_on: str = ""

    def __post_init__(self):
        n_rules = len(self.names)
        if len(self.thresholds) != n_rules or self.changes.ndim != 2 or len(self.changes) != n_rules:
            raise ValueError(f"{n_rules} rules, {len(self.thresholds)} thresholds, changes {self.changes.shape}")

    def halts(self) -> dict[str, int]:
        """The k at which each rule halts; 0 in a thought without a latent step."""
        pairs = zip(self.names, self.thresholds, self.changes, strict=True)
        return {name: int(halting_steps(row, threshold)) if len(row) else 0 for name, threshold, row in pairs}
