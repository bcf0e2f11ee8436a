"""`ProbeHistory`: the thoughts on a fixed set of problems, recorded again and again while a run goes on."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from safetensors import SafetensorError

from latentviz.utils.array_records import Integers, flattened, from_bytes, restored, to_bytes
from latentviz.utils.atomic import write_bytes

HEADER = "probes"
_ARRAYS = ("steps", "hidden", "p_stop", "n_latent_steps")


@dataclass(frozen=True)
class ProbeHistory:
    """n problems at t points of a run, each thought to the cap of m latent steps.

    Attributes
    ----------
    questions : tuple of str, length n
    gold_answers : tuple of float, length n
    threshold : float
        P(stop) at which the thoughts halt.
    steps : (t,) int64
        Optimiser steps, rising; 0 is the start.
    hidden : (t, n, m + 1, hidden_size) float16
        Hidden states after the final norm, at START and after each latent step.
    p_stop : (t, n, m + 1) float32
        In [0, 1].
    n_latent_steps : (t, n) int64
        k, where each thought halted.
    answers : tuple of tuples of tuples of str, (t, n, m + 1)
        What the model would have answered after k = 0 .. m latent steps.
    """

    questions: tuple[str, ...]
    gold_answers: tuple[float, ...]
    threshold: float
    steps: Integers
    hidden: np.ndarray
    p_stop: np.ndarray
    n_latent_steps: Integers
    answers: tuple[tuple[tuple[str, ...], ...], ...]

    def __post_init__(self):
        shape = (len(self.steps), len(self.questions))
        for name, found in (
            ("hidden", self.hidden.shape[:2]),
            ("p_stop", self.p_stop.shape[:2]),
            ("n_latent_steps", self.n_latent_steps.shape),
            ("answers", (len(self.answers), *{len(row) for row in self.answers})),
        ):
            if found != shape and shape[0]:
                raise ValueError(f"{name} has shape {found}, not {shape}: points of the run, problems")

    def followed_by(self, later: Self) -> Self:
        """This history up to where `later` begins, then `later`: a run that went back leaves no trace of what it undid.

        Raises
        ------
        ValueError
            If the two are of other problems.
        """
        if self.questions != later.questions:
            raise ValueError("the two histories are of other problems")
        kept = self.steps < later.steps[0]
        joined = {name: np.concatenate([getattr(self, name)[kept], getattr(later, name)]) for name in _ARRAYS}
        answers = tuple(row for row, is_kept in zip(self.answers, kept, strict=True) if is_kept) + later.answers
        return type(self)(self.questions, self.gold_answers, self.threshold, **joined, answers=answers)

    def save(self, path: str | Path) -> None:
        """Write one safetensors file; a reader sees the old one or the new one."""
        tensors: dict[str, np.ndarray] = {}
        write_bytes(path, to_bytes(HEADER, flattened(self, tensors), tensors))

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read what `save` wrote.

        Raises
        ------
        FileNotFoundError
            If there is no such file.
        ValueError
            If it is no such file; the message names it.
        """
        try:
            return restored(cls, *from_bytes(HEADER, Path(path).read_bytes()))
        except (SafetensorError, KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path}: no history of probe problems ({error})") from error
