"""Problems of a file that somebody uploads: every row is asked, or reported by its number."""

from dataclasses import dataclass
from pathlib import Path

from latentviz.data.problems import BadRow, Problem, Row, read_rows
from latentviz.data.questions import GOLD_ANSWERS, check_question
from latentviz.utils.records import QuestionLimits
from latentviz.utils.refusal import Refusal


@dataclass(frozen=True)
class Upload:
    """What a file holds.

    Attributes
    ----------
    problems : tuple of Row
    bad_rows : tuple of BadRow
        Lines that cannot be run, by their number from 1, each with the reason.
    """

    problems: tuple[Row, ...]
    bad_rows: tuple[BadRow, ...]


def numbered(problems: list[Problem]) -> tuple[Row, ...]:
    """Number the problems of a split from 1."""
    return tuple(Row(number, problem) for number, problem in enumerate(problems, 1))


def read_upload(path: str | Path, limits: QuestionLimits, max_rows: int | None = None) -> Upload:
    """Read the rows of a file, as `read_rows` does, that the checkpoint can be asked.

    Parameters
    ----------
    limits : QuestionLimits
        What the checkpoint can be asked; a question past them is a bad row.
    max_rows : int, optional
        Most lines that are read.

    Raises
    ------
    OSError
        If the file cannot be read.
    ValueError
        If it has more than `max_rows` lines, or is compressed or in UTF-16.
    """
    rows, bad_rows = read_rows(path)
    n_rows = len(rows) + len(bad_rows)
    if max_rows is not None and n_rows > max_rows:
        raise Refusal(f"the file has {n_rows:,} lines; at most {max_rows:,} are read")
    low, high = GOLD_ANSWERS  # no link could carry others
    problems = []
    for row in rows:
        try:
            check_question(row.problem.question, limits)
            if row.is_known and not low <= row.problem.answer <= high:
                raise ValueError(f"the answer lies outside {low:g} to {high:g}")
            problems.append(row)
        except ValueError as error:
            bad_rows.append(BadRow(row.number, str(error)))
    return Upload(tuple(problems), tuple(sorted(bad_rows, key=lambda row: row.line_number)))
