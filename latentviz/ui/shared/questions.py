"""The questions of the tabs: what is known of the one in the box, how hard a new one is, and those of a table."""

from collections.abc import Sequence

from latentviz.data.problems import Problem
from latentviz.records.answered import AnsweredProblem
from latentviz.records.links import RunLink
from latentviz.utils.records import QuestionLimits

NO_THOUGHT = "There is no thought in Explore yet. Type a question here, or take a new problem."


def known_problem(question: str, problem: Problem | None) -> Problem | None:
    """The problem that was taken last, while the text in the box is still its own."""
    return problem if problem is not None and problem.question == question else None


def middle_of(limits: QuestionLimits) -> int:
    """A number of operations in the middle of what a checkpoint was trained on."""
    return (1 + limits.trained_max_operations) // 2 or 1


def link_of_number(
    rows: Sequence[AnsweredProblem], number: int, threshold: float, fixed_k: int | None = None
) -> RunLink | None:
    """The link of the problem that has a number, under the rule that halted it; None where none of the rows has it."""
    row = next((row for row in rows if row.number == number), None)
    return None if row is None else RunLink.of_answered(row, threshold, fixed_k)
