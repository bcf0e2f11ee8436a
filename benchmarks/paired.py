"""Two ways of doing the same work, timed in turns: how many times faster the first one is."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from latentviz.utils.records import JsonRecord


@dataclass(frozen=True)
class Line(JsonRecord):
    """One line of the table.

    Attributes
    ----------
    name : str
        What is measured, and against what.
    unit : str
        Of `ours` and `twin`.
    ours, twin : float
        Medians over the repeats.
    ratio : float
        Median of the repeats' ratios, twin / ours: how many times less the first one needs.
    quartiles : list of float
        First and third quartile of those ratios.
    n : int
        Repeats; in each, both are measured one after the other.
    goal : float or None
        Ratio that is to be reached.
    reached : bool or None
        Whether it is; None where there is none.
    facts : dict
        What else was found on the way, such as mean latent steps.
    """

    name: str
    unit: str
    ours: float
    twin: float
    ratio: float
    quartiles: list[float]
    n: int
    goal: float | None = None
    reached: bool | None = None
    facts: dict = field(default_factory=dict)


def line_of(
    name: str, unit: str, ours: Sequence[float], twin: Sequence[float], goal: float | None = None, **facts: object
) -> Line:
    """The line of paired measurements, n >= 1, each above 0."""
    ratios = [other / own for own, other in zip(ours, twin, strict=True)]
    quartiles = statistics.quantiles(ratios, n=4, method="inclusive") if len(ratios) > 1 else ratios * 3
    return Line(
        name=name,
        unit=unit,
        ours=rounded(statistics.median(ours)),
        twin=rounded(statistics.median(twin)),
        ratio=rounded(quartiles[1]),
        quartiles=[rounded(quartiles[0]), rounded(quartiles[2])],
        n=len(ratios),
        goal=goal,
        reached=None if goal is None else quartiles[1] >= goal,
        facts=facts,
    )


def rounded(value: float) -> float:
    """Three digits, and all digits before the point."""
    return float(f"{value:.0f}") if abs(value) >= 100 else float(f"{value:.3g}")


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def in_turns(works: Sequence[Callable[[int], object]], n_repeats: int, n_items: int = 1) -> list[list[float]]:
    """Milliseconds an item, of each of the works in each repeat.

    Every work runs once before, unmeasured, on repeat 0. The order is turned round from one repeat to the next, so that
    a machine that slows down does not favour the first.

    Parameters
    ----------
    works : sequence of callable
        Each takes the number of the repeat.
    n_repeats : int
        At least 1.
    n_items : int
        Of each repeat: problems, passes.
    """
    for work in works:
        work(0)
    times: list[list[float]] = [[] for _ in works]
    for repeat in range(n_repeats):
        order = range(len(works)) if repeat % 2 == 0 else reversed(range(len(works)))
        for index in order:
            elapsed_s = seconds(lambda work=works[index], repeat=repeat: work(repeat))
            times[index].append(1000 * elapsed_s / n_items)
    return times
