"""How many threads of the processor a pass through a model takes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from timeit import repeat

import torch

# Torch's own number, taken before any is set: a thread that begins while another one has set fewer begins with those.
ALL = torch.get_num_threads()
N_TRIES = 5
# The threads of an operation wait for each other, so that whatever else runs makes all of them wait: one more must pay.
MARGIN = 1.5


@contextmanager
def threads(n: int | None) -> Iterator[None]:
    """Let torch's operations here take n threads; `ALL` where None."""
    before = torch.get_num_threads()
    torch.set_num_threads(ALL if n is None else n)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def calibrate_num_threads(work: Callable[[], object]) -> int:
    """Fewest threads with which some work takes at most `MARGIN` times as long as with the best number.

    From `ALL` down, halved each time until that takes longer.
    """
    n = fewest = ALL
    best_s = shortest_s(work, n)
    while n > 1:
        n //= 2
        taken_s = shortest_s(work, n)
        if taken_s > MARGIN * best_s:
            break
        fewest, best_s = n, min(best_s, taken_s)
    return fewest


def shortest_s(work: Callable[[], object], n: int | None = None) -> float:
    """Seconds of the work with n threads, `ALL` where None; the shortest of some tries, the first one not counted."""
    with threads(n):
        return min(repeat(work, number=1, repeat=1 + N_TRIES)[1:])
