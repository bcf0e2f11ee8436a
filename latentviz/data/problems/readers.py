"""Read rows of word problems: one tolerant reader for training, evaluation, the command line, the page and hub sets."""

import math
import re
import reprlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import orjson

from latentviz.data.problems.problem import MAX_EXPRESSION, Problem, check_steps, count_operations, parse_number
from latentviz.utils.refusal import Refusal

MAX_LINE = 20_000
_NOTE = re.compile(r"<<([^<>]*)>>")
_OF_ONE_ROW = re.compile(r"""'[^']*'|"[^"]*"|-?\d+(?:[.,]\d+)*""")
_UTF_16 = "it is text in UTF-16; save it as UTF-8"
_FOREIGN = {
    b"\x1f\x8b": "it is compressed; unpack it first",
    b"PK\x03\x04": "it is an archive or a spreadsheet; save its rows as lines of JSON",
    b"\xff\xfe": _UTF_16,
    b"\xfe\xff": _UTF_16,
}
_PERCENT = re.compile(r"((?>\d+(?:\.\d+)?|\.\d+))\s*%")


def steps_of_chain(text: str) -> tuple[str, ...]:
    """List the gold steps of a text such as "<<48/2=24>> and <<24+48=72>>"."""
    return tuple(_NOTE.findall(text))


@dataclass(frozen=True)
class BadRow:
    """A row that is no problem: its line number, from 1, and why."""

    line_number: int
    reason: str


@dataclass(frozen=True)
class Row:
    """A row that can be asked.

    Attributes
    ----------
    number : int
        Line of the file, or place in the array or set, from 1.
    problem : Problem
        Without steps, and with 0 operations, where the row gives none that can be used; its answer is NaN where the
        row gives none.
    is_known : bool
        Whether the row gives an answer.
    missing_steps : str
        Why the steps cannot be used, "" where they can.
    """

    number: int
    problem: Problem
    is_known: bool = True
    missing_steps: str = ""


def read_rows(source: str | Path | Iterable[dict]) -> tuple[list[Row], list[BadRow]]:
    """Read every row of a file, or of a set as `datasets` gives it, or say why it cannot be read.

    Each row decides its form: JSON of GSM8K (`question`, and `answer` with <<a*b=c>> notes that ends in "#### answer";
    https://github.com/openai/grade-school-math), JSON of GSM8K-Aug on the hub (`question`, `steps`, `answer`), its text
    "question||<<a*b=c>> #### answer" (https://github.com/da03/Internalize_CoT_Step_by_Step), or JSON with a question
    and an answer, or with a question alone. JSON may give the `story` that its question is about apart, which several
    rows then share. A file holds one row a line, or one JSON array or object, and may begin with a byte order mark.
    Lines end at a line feed, with or without a carriage return; blank ones are skipped and counted.

    Raises
    ------
    OSError
        If the file cannot be read.
    ValueError
        If it is no text in UTF-8 at all, but compressed or in UTF-16.
    """
    raw = _raw_rows(Path(source)) if isinstance(source, str | Path) else source
    rows, bad_rows = [], []
    for number, value in enumerate(raw, 1):
        if isinstance(value, bytes) and not value.decode("utf-8-sig", "replace").strip():
            continue
        try:
            rows.append(_row(number, _parsed(value) if isinstance(value, bytes) else value))
        except ValueError as error:
            bad_rows.append(BadRow(number, str(error)))
    return rows, bad_rows


def read_problems(source: str | Path | Iterable[dict], needs_steps: bool = True) -> tuple[list[Problem], list[BadRow]]:
    """Read the problems of `read_rows` whose answer is given, and whose steps can be used where they are needed.

    No steps, as of an answer "#### 7" without notes, are steps that can be used: such a row passes in either case.

    Returns
    -------
    problems : list of Problem
    left_out : list of BadRow
        The other rows, in order.
    """
    rows, left_out = read_rows(source)
    problems = []
    for row in rows:
        reason = "missing answer" if not row.is_known else row.missing_steps if needs_steps else ""
        if reason:
            left_out.append(BadRow(row.number, reason))
        else:
            problems.append(row.problem)
    return problems, sorted(left_out, key=lambda row: row.line_number)


def count_reasons(left_out: Iterable[BadRow]) -> Counter[str]:
    """Count rows by why they are left out, with what differs from row to row as ".."."""
    return Counter(_OF_ONE_ROW.sub("..", row.reason) for row in left_out)


def no_row(source: object, left_out: Sequence[BadRow]) -> Refusal:
    """Make the error of a source without one row that can be used."""
    reason = f"line {left_out[0].line_number}: {left_out[0].reason}" if left_out else "it is empty"
    return Refusal(f'{source}: no row could be read ({reason}); a row is a line {{"question": "..", "answer": 7}}')


def _raw_rows(path: Path) -> list:
    raw = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    for start, reason in _FOREIGN.items():
        if raw.startswith(start):
            raise Refusal(f"{path.name}: {reason}")
    if raw.lstrip().startswith((b"[", b"{")):
        try:
            whole = orjson.loads(raw)
            if isinstance(whole, list):
                return whole
            if b"\n" in raw.strip():
                return [whole]
        except ValueError:
            pass  # one row a line, or its lines say where it breaks off
    return raw.split(b"\n")


def _parsed(raw: bytes) -> object:
    try:
        line = raw.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise ValueError("the line is no UTF-8 text") from error
    if len(line) > MAX_LINE:
        raise ValueError(f"the line has {len(line):,} characters; at most {MAX_LINE:,} are read")
    question, bars, solution = line.partition("||")
    if bars and not line.startswith("{"):
        return {"question": question, "answer": solution}
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError as error:
        where = f"{error.msg} at character {error.colno}"
        raise ValueError(f"the line is no JSON, and has no '||' between question and steps: {where}") from error


def _row(number: int, value: object) -> Row:
    if not isinstance(value, dict) or not isinstance(value.get("question"), str):
        raise ValueError("the line is no JSON object with a text under the key question")
    question, story = value["question"].strip(), value.get("story") or ""
    if not question:
        raise ValueError("the question is empty")
    if not isinstance(story, str):
        raise ValueError("the story is no text")
    row = _asked(number, " ".join(f"{story} {question}".split()), value)
    return replace(row, problem=replace(row.problem, template=story)) if story else row


def _asked(number: int, question: str, row: dict) -> Row:
    answer, steps = row.get("answer"), row.get("steps")
    if isinstance(answer, bool) or not isinstance(answer, str | int | float | None):
        raise ValueError("the answer is neither a number nor a text")
    if steps is not None and (not isinstance(steps, list) or not all(isinstance(step, str) for step in steps)):
        raise ValueError("steps is no list of texts")
    if answer is None:
        return Row(number, Problem(question, (), math.nan, 0), is_known=False, missing_steps="missing answer")
    solution, hashes, last = str(answer).rpartition("####")
    if steps is None and hashes:
        steps = steps_of_chain(solution)
    elif steps is None and _NOTE.search(last):
        raise ValueError("no '#### answer' after the notes")
    try:
        value = parse_number(last.strip())
    except ValueError as error:
        raise ValueError(f"the answer {reprlib.repr(last.strip())} is not a number") from error
    if steps is None:
        return Row(number, Problem(question, (), value, 0), missing_steps="missing steps")
    try:
        return Row(number, _with_steps(question, steps, value))
    except ValueError as error:
        return Row(number, Problem(question, (), value, 0), missing_steps=str(error))


def _with_steps(question: str, steps: Sequence[str], answer: int | float) -> Problem:
    cleaned = tuple(_clean(step.strip().removeprefix("<<").removesuffix(">>")) for step in steps)
    n_operations = sum(count_operations(step.rpartition("=")[0]) for step in cleaned)
    problem = Problem(question, cleaned, answer, n_operations)
    check_steps(problem)
    return problem


def _clean(step: str) -> str:
    if len(step) > 2 * MAX_EXPRESSION:
        raise ValueError(f"step {reprlib.repr(step)} has more than {2 * MAX_EXPRESSION} characters")
    expression, equals, result = step.rpartition("=")
    if not equals:
        return step  # `check_steps` says so
    percent = _PERCENT.sub(r"(\1/100)", expression)
    expression = re.sub(r"[$,\s]", "", percent).replace("x", "*").replace("\u00d7", "*").replace("\u00f7", "/")
    return f"{expression}={parse_number(result)}"
