"""Readers of files in the forms of GSM8K and GSM8K-Aug: every row is parsed or reported."""

import re
import reprlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import orjson

from latentviz.data.problems.problem import MAX_EXPRESSION, Problem, check_steps, count_operations, parse_number

_NOTE = re.compile(r"<<([^<>]*)>>")
_PERCENT = re.compile(r"((?>\d+(?:\.\d+)?|\.\d+))\s*%")


@dataclass(frozen=True)
class BadRow:
    """A row that is no problem: its line number, from 1, and why."""

    line_number: int
    reason: str


def read_gsm8k(path: str | Path) -> tuple[list[Problem], list[BadRow]]:
    """Read JSON lines with `question` and `answer`, whose answer holds <<a*b=c>> notes and ends in "#### answer".

    Source: https://github.com/openai/grade-school-math. Blank lines are skipped.
    """
    with open(path, encoding="utf-8") as lines:
        return _read(lines, lambda line: _from_answer_text(*_fields(orjson.loads(line), "question", "answer")))


def read_gsm8k_aug(path: str | Path) -> tuple[list[Problem], list[BadRow]]:
    """Read lines "question||<<a*b=c>> <<...>> #### answer", or JSON lines with `question`, `steps`, `answer`.

    Source: https://github.com/da03/Internalize_CoT_Step_by_Step, and the form on the hub, whose `steps` is a list of
    "<<a*b=c>>" texts. Blank lines are skipped.
    """
    with open(path, encoding="utf-8") as lines:
        return _read(lines, _from_aug_line)


def read_rows(rows: Iterable[dict]) -> tuple[list[Problem], list[BadRow]]:
    """Read rows as `datasets` gives them: with `steps` in the form of GSM8K-Aug, without it in that of GSM8K."""
    return _read(rows, _from_row)


def _read(rows: Iterable, parse: Callable[..., Problem]) -> tuple[list[Problem], list[BadRow]]:
    problems, bad_rows = [], []
    for line_number, row in enumerate(rows, start=1):
        row = row.strip() if isinstance(row, str) else row
        if not row:
            continue
        try:
            problems.append(parse(row))
        except ValueError as error:
            bad_rows.append(BadRow(line_number, str(error)))
    return problems, bad_rows


def _from_row(row: dict) -> Problem:
    if "steps" not in row:
        return _from_answer_text(*_fields(row, "question", "answer"))
    return _from_steps(row)


def _from_steps(row: object) -> Problem:
    question, steps, answer = _fields(row, "question", "steps", "answer")
    return _problem(question, [str(step).strip().removeprefix("<<").removesuffix(">>") for step in steps], answer)


def _from_aug_line(line: str) -> Problem:
    if line.startswith("{"):
        return _from_steps(orjson.loads(line))
    question, bars, solution = line.partition("||")
    if not bars:
        raise ValueError("no '||' between question and steps")
    return _from_answer_text(question, solution)


def _fields(row: object, *names: str) -> list:
    if not isinstance(row, dict):
        raise ValueError(f"the row is a {type(row).__name__}, not an object")
    missing = [name for name in names if name not in row]
    if missing:
        raise ValueError(f"missing {', '.join(missing)}")
    return [row[name] for name in names]


def _from_answer_text(question: str, text: str) -> Problem:
    solution, hashes, answer = text.rpartition("####")
    if not hashes:
        raise ValueError("no '#### answer'")
    return _problem(question, _NOTE.findall(solution), answer)


def _problem(question: str, steps: Iterable[str], answer: object) -> Problem:
    question = " ".join(str(question).split())
    if not question:
        raise ValueError("the question is empty")
    steps = tuple(_clean(step) for step in steps)
    try:
        answer = parse_number(str(answer).strip())
    except ValueError as error:
        raise ValueError(f"the answer {reprlib.repr(str(answer).strip())} is not a number") from error
    n_operations = sum(count_operations(step.rpartition("=")[0]) for step in steps)
    problem = Problem(question, steps, answer, n_operations)
    check_steps(problem)
    return problem


def _clean(step: str) -> str:
    if len(step) > 2 * MAX_EXPRESSION:
        raise ValueError(f"step {reprlib.repr(step)} has more than {2 * MAX_EXPRESSION} characters")
    percent = _PERCENT.sub(r"(\1/100)", step.rpartition("=")[0])
    expression = re.sub(r"[$,\s]", "", percent).replace("x", "*").replace("\u00d7", "*").replace("\u00f7", "/")
    return f"{expression}={parse_number(step.rpartition('=')[2])}"
