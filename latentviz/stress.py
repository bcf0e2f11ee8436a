"""Number stress: the same question with one of its numbers varied over a range."""

import math
import re
from collections.abc import Iterable
from dataclasses import replace

from latentviz.problems import Problem
from latentviz.twins import question_with, with_number
from latentviz.uploads import NumberedProblem

MAX_DIGITS = 9


def numbers_in_text(question: str) -> tuple[int, ...]:
    """Numbers that stand in a text exactly once, in digits, in its order: those that `varied_problems` can vary."""
    found = []
    for number in dict.fromkeys(int(text) for text in re.findall(r"\d+", question) if len(text) <= MAX_DIGITS):
        try:
            question_with(question, number, number)
        except ValueError:
            continue
        found.append(number)
    return tuple(found)


def varied_problems(problem: Problem, number: int, values: Iterable[int]) -> tuple[NumberedProblem, ...]:
    """The problem with each value in place of a number; run them with `latentviz.dataset_run.run_problems`.

    The right answer is computed from the gold steps. It is unknown where the problem has none, where it is not clear
    which operand the number is, or where a step has no whole result.

    Parameters
    ----------
    number : int
        Stands in the question exactly once, in digits.
    values : iterable of int

    Raises
    ------
    ValueError
        If the number does not stand in the question exactly once.
    """
    return tuple(_with_value(i, problem, number, value) for i, value in enumerate(values, 1))


def _with_value(place: int, problem: Problem, number: int, value: int) -> NumberedProblem:
    question = question_with(problem.question, number, value)
    try:
        return NumberedProblem(place, with_number(problem, number, value))
    except ValueError:
        return NumberedProblem(place, replace(problem, question=question, steps=(), answer=math.nan), is_known=False)
