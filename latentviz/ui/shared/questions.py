"""The questions of the tabs: what is known of the one in the box, and how hard a new one is."""

from latentviz.data.problems import Problem
from latentviz.utils.records import QuestionLimits

NO_THOUGHT = "There is no thought in Explore yet. Type a question here, or take a new problem."


def known_problem(question: str, problem: Problem | None) -> Problem | None:
    """The problem that was taken last, while the text in the box is still its own."""
    return problem if problem is not None and problem.question == question else None


def middle_of(limits: QuestionLimits) -> int:
    """A number of operations in the middle of what a checkpoint was trained on."""
    return (1 + limits.trained_max_operations) // 2 or 1
