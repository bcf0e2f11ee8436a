"""`NumberUse`: which numbers of the question each step of a thought looks at."""

from dataclasses import dataclass

import numpy as np

from latentviz.utils.array_records import Integers

# Smaller changes are not drawn: the number hardly matters to the step.
LEAST_CHANGE = 0.1


@dataclass(frozen=True)
class NumberUse:
    """How much of a step's reading changes when one number of the question is hidden from it.

    Attributes
    ----------
    text : str
        The question as the model read it.
    starts, ends : (n_numbers,) int64
        Characters of `text` where each number begins, and where it has ended.
    change : (m + 1, n_numbers) float32
        Total variation distance, in [0, 1], between the logit lens of each step and that of the same step without
        attention to the number.
    control : (m + 1,) float32
        The largest such change where one of `n_control_words` other words is hidden in its place.
    n_control_words : int
    """

    text: str
    starts: Integers
    ends: Integers
    change: np.ndarray
    control: np.ndarray
    n_control_words: int

    def __post_init__(self):
        n_numbers = len(self.starts)
        if self.ends.shape != (n_numbers,) or self.change.shape != (len(self.control), n_numbers):
            raise ValueError(
                f"{n_numbers} numbers of a question have ends {self.ends.shape}, change {self.change.shape} and "
                f"control {self.control.shape}"
            )
        edges = np.stack([self.starts, self.ends], 1).ravel()
        if len(edges) and (edges[0] < 0 or (np.diff(edges) < 0).any() or edges[-1] > len(self.text)):
            raise ValueError("the numbers of a question overlap, or lie outside its text")

    @property
    def words(self) -> tuple[str, ...]:
        """The numbers as they are written."""
        return tuple(self.text[start:end] for start, end in zip(self.starts, self.ends, strict=True))

    def used(self, row: int) -> tuple[str, ...]:
        """Numbers whose loss changes more than half of what a step reads like, and more than any control word's."""
        limit = max(0.5, float(self.control[row]))
        return tuple(word for word, change in zip(self.words, self.change[row], strict=True) if change > limit)
