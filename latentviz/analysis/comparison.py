"""Two checkpoints, or two thresholds of one, on the same problems: who wins where, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass

from latentviz.records.answered import AnsweredArrays, AnsweredProblem
from latentviz.stats import McNemar, Proportion, mcnemar, paired_bootstrap, proportion
from latentviz.utils.refusal import Refusal


@dataclass(frozen=True)
class Flip:
    """A problem that only one of the two solves.

    Attributes
    ----------
    first, second : AnsweredProblem
    """

    first: AnsweredProblem
    second: AnsweredProblem

    @property
    def won(self) -> bool:
        """Whether the first one solves it."""
        return bool(self.first.right)

    def table_row(self) -> dict:
        """What the list of flips shows, by column."""
        return {
            "number": self.first.number,
            "question": self.first.question,
            "right answer": self.first.gold_answer,
            "solved by": "first" if self.won else "second",
            "first answers": self.first.answer_text,
            "second answers": self.second.answer_text,
            "first's steps": self.first.n_latent_steps,
            "second's steps": self.second.n_latent_steps,
        }


@dataclass(frozen=True)
class SetComparison:
    """Two ways of answering n problems whose right answer is known.

    Attributes
    ----------
    n : int
    first, second : Proportion
        Accuracies.
    n_both, n_neither : int
        Problems that both solve, and that none solves.
    difference : float
        Accuracy of the first minus that of the second, in [-1, 1].
    interval : tuple of float
        Its paired bootstrap 95 % interval.
    test : McNemar
        `n_first_only` are the first one's wins, `n_second_only` its losses.
    mean_steps_first, mean_steps_second : float
        Mean latent steps.
    steps_interval : tuple of float
        Paired bootstrap 95 % interval of the first mean minus the second.
    flips : tuple of Flip
        Wins and losses, in the order of the problems.
    """

    n: int
    first: Proportion
    second: Proportion
    n_both: int
    n_neither: int
    difference: float
    interval: tuple[float, float]
    test: McNemar
    mean_steps_first: float
    mean_steps_second: float
    steps_interval: tuple[float, float]
    flips: tuple[Flip, ...]


def compare_sets(first: Sequence[AnsweredProblem], second: Sequence[AnsweredProblem]) -> SetComparison:
    """Compare problem by problem.

    Raises
    ------
    ValueError
        If the two are not the same problems in the same order, or no right answer is known.
    """
    if len(first) != len(second):
        raise Refusal(f"the first ran {len(first)} problems, the second {len(second)}")
    for one, other in zip(first, second, strict=True):
        if (one.question, one.gold_answer) != (other.question, other.gold_answer):
            raise Refusal(f"problem {one.number} of the first is not problem {other.number} of the second")
    known, known_second = AnsweredArrays.of(first), AnsweredArrays.of(second)
    right, right_second = known.right, known_second.right
    steps, steps_second = known.n_latent_steps, known_second.n_latent_steps
    if not len(right):
        raise Refusal("no problem with a known answer to compare")
    return SetComparison(
        n=len(right),
        first=proportion(right),
        second=proportion(right_second),
        n_both=int((right & right_second).sum()),
        n_neither=int((~right & ~right_second).sum()),
        difference=float(right.mean() - right_second.mean()),
        interval=paired_bootstrap(right, right_second),
        test=mcnemar(right, right_second),
        mean_steps_first=float(steps.mean()),
        mean_steps_second=float(steps_second.mean()),
        steps_interval=paired_bootstrap(steps, steps_second),
        flips=tuple(Flip(a, b) for a, b in zip(first, second, strict=True) if a.right != b.right),
    )
