"""What comes of the thoughts of a set of problems, in numbers."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from latentviz.records.answered import AnsweredArrays, AnsweredProblem, steps_and_operations
from latentviz.stats import (
    Proportion,
    RankCorrelation,
    StepAccuracy,
    StepHistogram,
    accuracy_by_steps,
    proportion,
    rank_correlation,
    step_histogram,
)


@dataclass(frozen=True)
class SetStatistics:
    """Accuracy, halting and its relation to difficulty.

    Attributes
    ----------
    n : int
    right : Proportion
        Right answers, among the problems whose answer is known.
    mean_latent_steps, mean_counted_tokens : float
    n_cut : int
        Answers that the largest number of tokens ended.
    histogram : StepHistogram
    spearman : RankCorrelation
        Of steps and operations, of the problems whose operations are known.
    accuracy_by_steps : tuple of StepAccuracy
    """

    n: int
    right: Proportion
    mean_latent_steps: float
    mean_counted_tokens: float
    n_cut: int
    histogram: StepHistogram
    spearman: RankCorrelation
    accuracy_by_steps: tuple[StepAccuracy, ...]

    @classmethod
    def of(cls, rows: Sequence[AnsweredProblem]) -> "SetStatistics":
        """Those of answered problems, one or more."""
        known, (steps, operations) = AnsweredArrays.of(rows), steps_and_operations(rows)
        cap, counted = max(row.cap for row in rows), operations > 0
        return cls(
            n=len(rows),
            right=proportion(known.right),
            mean_latent_steps=sum(row.n_latent_steps for row in rows) / len(rows),
            mean_counted_tokens=sum(row.n_counted_tokens for row in rows) / len(rows),
            n_cut=sum(row.was_cut for row in rows),
            histogram=step_histogram(steps, operations, cap),
            spearman=rank_correlation(steps[counted], operations[counted]),
            accuracy_by_steps=accuracy_by_steps(known.n_latent_steps, known.right, known.n_operations, cap),
        )

    def to_dict(self) -> dict[str, Any]:
        """JSON values; what is about halting stands together."""
        values = asdict(self)
        halting = values.pop("histogram") | {name: values.pop(name) for name in ("spearman", "accuracy_by_steps")}
        return values | {"halting": halting}
