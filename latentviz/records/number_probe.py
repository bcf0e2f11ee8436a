"""A linear probe that reads how large a number a hidden state carries, with the figures that say how well it does."""

from dataclasses import dataclass

import numpy as np


def magnitude_of(number: np.ndarray | int) -> np.ndarray:
    """Magnitude log10(1 + number) of numbers of 0 or more, no unit: 0 for 0, 1 for 9, 2 for 99."""
    return np.log10(1 + np.asarray(number, dtype=np.float64))


@dataclass(frozen=True)
class NumberProbe:
    """Ridge regression from a hidden state to the magnitude of the number that the logit lens reads there.

    Attributes
    ----------
    weight : (d,) float32 array
    bias : float
    r2 : float
        Share of the variance of held-out magnitudes that it explains; 1 is perfect, the mean alone gets 0.
    r2_shuffled : float
        The same for a probe that was fitted to shuffled magnitudes: the control.
    n_held_out : int
        States behind both figures, of problems that neither probe was fitted to; 0 where too few states read as a
        whole number for a probe, which then reads 0 from every state.
    """

    weight: np.ndarray
    bias: float
    r2: float
    r2_shuffled: float
    n_held_out: int

    def __post_init__(self):
        if self.weight.ndim != 1 or not np.isfinite(self.weight).all():
            raise ValueError(f"probe weight has shape {self.weight.shape}, or holds a value that is not finite")
        if self.n_held_out < 0:
            raise ValueError(f"n_held_out is {self.n_held_out}")

    def read(self, states: np.ndarray) -> np.ndarray:
        """Magnitudes, (m,) float32, of hidden states, (m, d)."""
        return (states.astype(np.float64) @ self.weight.astype(np.float64) + self.bias).astype(np.float32)

    @classmethod
    def of_nothing(cls, size: int) -> "NumberProbe":
        """Return a probe for states of a model whose readings are no numbers."""
        return cls(np.zeros(size, dtype=np.float32), 0.0, 0.0, 0.0, 0)
