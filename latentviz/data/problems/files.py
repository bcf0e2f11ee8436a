"""Problems of a file, whatever its form."""

from pathlib import Path

from latentviz.data.problems.problem import Problem
from latentviz.data.problems.readers import BadRow, read_gsm8k, read_gsm8k_aug


def read_problems(path: str | Path) -> tuple[list[Problem], list[BadRow]]:
    """Read a file of GSM8K rows (`####` in a JSON answer) or GSM8K-Aug rows (`||`, or JSON with steps).

    Raises
    ------
    ValueError
        If no row of the file can be read.
    """
    first = next((line for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()), "")
    reader = read_gsm8k if first.startswith("{") and "####" in first else read_gsm8k_aug
    problems, bad_rows = reader(path)
    if not problems:
        reason = f"line {bad_rows[0].line_number}: {bad_rows[0].reason}" if bad_rows else "the file is empty"
        raise ValueError(f"{path}: no row could be read ({reason})")
    return problems, bad_rows
