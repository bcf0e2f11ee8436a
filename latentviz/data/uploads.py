"""Problems of a file that somebody uploads: every line is read, or reported by its number."""

import math
import reprlib
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson

from latentviz.data.problems import BadRow, Problem, read_gsm8k, read_gsm8k_aug
from latentviz.data.problems.problem import parse_number
from latentviz.data.questions import GOLD_ANSWERS, check_question
from latentviz.utils.records import QuestionLimits

MAX_LINE = 20_000


@dataclass(frozen=True)
class NumberedProblem:
    """A problem with its place.

    Attributes
    ----------
    number : int
        Line of the file, or place in the split, from 1.
    problem : Problem
    is_known : bool
        Whether its right answer is known; the answer of the problem is NaN where it is not.
    """

    number: int
    problem: Problem
    is_known: bool = True


@dataclass(frozen=True)
class Upload:
    """What a file holds.

    Attributes
    ----------
    problems : tuple of NumberedProblem
    bad_rows : tuple of BadRow
        Lines that cannot be run, by their number from 1, each with the reason.
    """

    problems: tuple[NumberedProblem, ...]
    bad_rows: tuple[BadRow, ...]


def numbered(problems: list[Problem]) -> tuple[NumberedProblem, ...]:
    """Number the problems of a split from 1."""
    return tuple(NumberedProblem(number, problem) for number, problem in enumerate(problems, 1))


def read_upload(path: str | Path, limits: QuestionLimits, max_lines: int | None = None) -> Upload:
    """Read JSON lines with a key "question", and "answer" and "steps" where they are known.

    A line may have the form of GSM8K (an answer with "####"), of GSM8K-Aug (JSON, or text with "||"), an answer without
    steps, or a question alone. Blank lines are skipped.

    Parameters
    ----------
    limits : QuestionLimits
        What the checkpoint can be asked; a question past them is a bad row.
    max_lines : int, optional
        Most lines that are read.

    Raises
    ------
    OSError
        If the file cannot be read.
    ValueError
        If it has more than `max_lines` lines.
    """
    lines, bad_rows, raw_lines = {}, [], Path(path).read_bytes().splitlines()
    if max_lines is not None and len(raw_lines) > max_lines:
        raise ValueError(f"the file has {len(raw_lines):,} lines; at most {max_lines:,} are read")
    for number, raw in enumerate(raw_lines, 1):
        try:
            if line := checked_line(raw):
                lines[number] = line
        except ValueError as error:
            bad_rows.append(BadRow(number, str(error)))
    full_forms, reasons = read_full_forms(lines)
    problems = []
    for number, line in lines.items():
        try:
            found = full_forms.get(number) or read_short_form(number, line, reasons[number])
            check_question(found.problem.question, limits)
            check_answer(found)
            problems.append(found)
        except ValueError as error:
            bad_rows.append(BadRow(number, str(error)))
    return Upload(tuple(problems), tuple(sorted(bad_rows, key=lambda row: row.line_number)))


def check_answer(found: NumberedProblem) -> None:
    """Refuse a right answer that no link could carry."""
    low, high = GOLD_ANSWERS
    if found.is_known and not low <= found.problem.answer <= high:
        raise ValueError(f"the answer lies outside {low:g} to {high:g}")


def checked_line(raw: bytes) -> str:
    """A line that a reader may see, "" where it is blank.

    Raises
    ------
    ValueError
        If it is no UTF-8 text, longer than `MAX_LINE`, or neither JSON of the right shape nor a text with "||".
    """
    try:
        line = raw.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise ValueError("the line is no UTF-8 text") from error
    if len(line) > MAX_LINE:
        raise ValueError(f"the line has {len(line):,} characters; at most {MAX_LINE:,} are read")
    if not line or ("||" in line and not line.startswith("{")):
        return line
    try:
        row = orjson.loads(line)
    except ValueError as error:
        raise ValueError(f"the line is no JSON: {error}") from error
    if not isinstance(row, dict) or not isinstance(row.get("question"), str):
        raise ValueError("the line is no JSON object with a text under the key question")
    steps = row.get("steps", [])
    if not isinstance(steps, list) or not all(isinstance(step, str) for step in steps):
        raise ValueError("steps is no list of texts")
    if not isinstance(row.get("answer"), str | int | float | None):
        raise ValueError("the answer is neither a number nor a text")
    return line


def read_full_forms(lines: dict[int, str]) -> tuple[dict[int, NumberedProblem], dict[int, str]]:
    """Problems of the lines that give question, steps and answer, and why the others do not, by line number."""
    problems, reasons = {}, {}
    noted = {number: line for number, line in lines.items() if answer_has_notes(line)}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "lines"
        for reader, part in ((read_gsm8k_aug, lines), (read_gsm8k, noted)):
            path.write_text("\n".join(part.values()), encoding="utf-8")
            read, bad_rows = reader(path)
            numbers = list(part)
            bad = {numbers[row.line_number - 1]: row.reason for row in bad_rows}
            good = (number for number in numbers if number not in bad)
            problems |= {number: NumberedProblem(number, problem) for number, problem in zip(good, read, strict=True)}
            reasons |= bad
    return problems, reasons


def answer_has_notes(line: str) -> bool:
    """Whether a line is a JSON row of GSM8K: its answer is a text that ends in "#### answer"."""
    return line.startswith("{") and "####" in str(orjson.loads(line).get("answer"))


def read_short_form(number: int, line: str, reason: str) -> NumberedProblem:
    """A question with an answer, or alone; `reason` is why a line that gives steps as well could not be read."""
    row = orjson.loads(line) if line.startswith("{") else {"steps": line}
    if "steps" in row or "####" in str(row.get("answer")):
        raise ValueError(reason)
    question = " ".join(row["question"].split())
    if row.get("answer") is None:
        return NumberedProblem(number, Problem(question, (), math.nan, 0), is_known=False)
    try:
        return NumberedProblem(number, Problem(question, (), parse_number(str(row["answer"])), 0))
    except ValueError as error:
        raise ValueError(f"the answer {reprlib.repr(row['answer'])} is not a number") from error
