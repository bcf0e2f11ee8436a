"""Accuracy against counted tokens: the points of a checkpoint, of a run, and those that others published."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from latentviz.records.answered import AnsweredProblem
from latentviz.records.measurements import Measured, Result
from latentviz.stats import pareto_front, proportion, wilson_interval

HEAD, FIXED, RULE, CHAIN, PUBLISHED = "stop head", "fixed k", "training-free rule", "chain of thought", "published"
PUBLISHED_LABEL = "authors' own counts, another model and data"
THRESHOLDS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)
_N_GSM8K_TEST = 1319


@dataclass(frozen=True)
class FrontPoint:
    """One way of answering.

    Attributes
    ----------
    name : str
    group : str
        `HEAD`, `FIXED`, `RULE`, `CHAIN` or `PUBLISHED`.
    accuracy : float
        In [0, 1].
    interval : tuple of float, or None
        Its Wilson 95 % interval; None where the number of problems was not stated.
    mean_counted_tokens : float
        Counted reasoning tokens of a problem: k + 2, or the tokens of a chain.
    note : str
        What a reader must know of this point.
    """

    name: str
    group: str
    accuracy: float
    interval: tuple[float, float] | None
    mean_counted_tokens: float
    note: str = ""

    @property
    def with_interval(self) -> tuple[float, float, float]:
        """Accuracy, and the ends of its interval; the accuracy thrice where that is unknown."""
        return (self.accuracy, *(self.interval or (self.accuracy, self.accuracy)))


def _published(name: str, accuracy: float, tokens: float, source: str, is_counted: bool = False) -> FrontPoint:
    interval = wilson_interval(round(accuracy * _N_GSM8K_TEST), _N_GSM8K_TEST) if is_counted else None
    return FrontPoint(name, PUBLISHED, accuracy, interval, tokens, f"{PUBLISHED_LABEL}; {source}")


PUBLISHED_POINTS = (
    _published("Latent-6 (SFT)", 0.4973, 8.0, "Llama-3.2-1B on GSM8K-Aug, arXiv 2511.21581", is_counted=True),
    _published("Latent-6 + RL", 0.5011, 3.765, "Llama-3.2-1B on GSM8K-Aug, arXiv 2511.21581", is_counted=True),
    _published("chain of thought", 0.584, 25.3, "Llama-1B"),
    _published("no chain of thought", 0.288, 0.0, "Llama-1B"),
    _published("SIM-CoT", 0.561, 13.2, "Llama-1B, arXiv 2509.20317"),
    _published("PonderNet, adaptive", 0.406, 2.93, "GPT-2; steps, not tokens"),
    _published("PonderNet, 6 steps", 0.408, 6.0, "GPT-2; steps, not tokens"),
)


def points_of_evaluation(evaluation: Measured) -> tuple[FrontPoint, ...]:
    """The points that `eval.json` holds: every setting of the checkpoint, and its training-free rules."""
    points = [point_of_result(name, result) for name, result in evaluation["results"].items()]
    rules = evaluation.get("stop_rules", {})
    for name, rule in rules.get("rules", {}).items():
        note = f"on {rules['checkpoint']}; threshold chosen on validation problems"
        points.append(point_of_result(f"{name} rule", rule["result"], RULE, note))
    return tuple(points)


def points_by_source(evaluation: Measured) -> dict[str, tuple[FrontPoint, ...]]:
    """Points of the same ways on problems of the generator, and on the held-out texts of each source of `eval.json`."""
    texts = {source: found["results"] for source, found in evaluation.get("real", {}).items() if "results" in found}
    if not texts:
        return {}
    ways = {name for results in texts.values() for name in results}
    generated = {name: result for name, result in evaluation.get("results", {}).items() if name in ways}
    return {
        source: tuple(point_of_result(name, found, note=f"{found['n']:,} problems") for name, found in results.items())
        for source, results in ({"generated": generated} | texts).items()
    }


def point_of_result(name: str, result: Result, group: str | None = None, note: str = "") -> FrontPoint:
    """The point of one result of `eval.json`, the fields of `latentviz.analysis.evaluation.Evaluation`."""
    forced = result["mode"] == "none" or result["fixed_k"] is not None
    group = group or (CHAIN if result["mode"] == "cot" else FIXED if forced else HEAD)
    return FrontPoint(name, group, result["accuracy"], result["interval"], result["mean_counted_tokens"], note)


def points_of_rows(rows: Sequence[AnsweredProblem]) -> tuple[FrontPoint, ...]:
    """The points of a run: its stop head at each threshold, and each fixed number of steps.

    Raises
    ------
    ValueError
        If no right answer is known.
    """
    known = [row for row in rows if row.right is not None]
    if not known:
        raise ValueError("no problem with a known answer, so that no accuracy is known")
    cap = min(row.cap for row in known)
    ways: list[tuple[str, str, float, int | None]]
    ways = [(f"threshold {threshold:g}", HEAD, threshold, None) for threshold in THRESHOLDS]
    ways += [(f"k = {k}", FIXED, 1.0, k) for k in range(cap + 1)]
    points = []
    for name, group, threshold, fixed_k in ways:
        halted = [row.halted(threshold, fixed_k) for row in known]
        right = proportion(np.array([row.right for row in halted]))
        tokens = float(np.mean([row.n_counted_tokens for row in halted]))
        points.append(FrontPoint(name, group, right.n_hits / right.n, right.interval, tokens))
    return tuple(points)


def on_front(points: Sequence[FrontPoint]) -> np.ndarray:
    """Which of our own points no other one beats, (n,) bool; published ones are of other problems and take no part."""
    own = np.array([point.group != PUBLISHED for point in points], dtype=bool)
    cost = np.array([point.mean_counted_tokens for point in points])
    value = np.array([point.accuracy for point in points])
    front = np.zeros(len(points), dtype=bool)
    front[own] = pareto_front(cost[own], value[own])
    return front
