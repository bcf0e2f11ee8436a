"""Tell a machine that has become busy by the seconds that steps take."""

import math
from collections import deque
from statistics import fmean

PACE_WINDOW = 20
SLOW_FACTOR = 2.5


class Pace:
    """How long steps take, so that a machine that has become busy is noticed."""

    def __init__(self):
        self.steps_s: deque[float] = deque(maxlen=PACE_WINDOW)
        self.shortest_s = math.inf

    def add(self, step_s: float) -> None:
        """Note the seconds of a step."""
        self.steps_s.append(step_s)
        if len(self.steps_s) == PACE_WINDOW:
            self.shortest_s = min(self.shortest_s, fmean(self.steps_s))

    def is_slow(self) -> bool:
        """Whether the last `PACE_WINDOW` steps took `SLOW_FACTOR` times as long as so many once did."""
        return len(self.steps_s) == PACE_WINDOW and fmean(self.steps_s) > SLOW_FACTOR * self.shortest_s
