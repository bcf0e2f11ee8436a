"""The same problem with each number of a range in it, for number stress; the right answer where it can be computed."""

import math
import re
from collections.abc import Iterable
from dataclasses import replace

from latentviz.data.counterfactuals import IN_TEXT, question_with, with_number
from latentviz.data.problems import Problem, Row

MAX_DIGITS = 9


def numbers_in_text(question: str) -> tuple[int, ...]:
    """Numbers that stand in a text exactly once, in digits, in its order: those that `varied_problems` can vary."""
    found = dict.fromkeys(int(text) for text in re.findall(r"\d+", question) if len(text) <= MAX_DIGITS)
    return tuple(number for number in found if len(re.findall(IN_TEXT.format(number), question)) == 1)


def varied_problems(problem: Problem, number: int, values: Iterable[int]) -> tuple[Row, ...]:
    """The problem with each value in place of a number; run them with `latentviz.analysis.batch_run.run_problems`.

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


def _with_value(place: int, problem: Problem, number: int, value: int) -> Row:
    question = question_with(problem.question, number, value)
    try:
        return Row(place, with_number(problem, number, value))
    except ValueError:
        unknown = replace(problem, question=question, steps=(), answer=math.nan, n_operations=0)
        return Row(place, unknown, is_known=False)
