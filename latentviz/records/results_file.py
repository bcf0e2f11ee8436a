"""Answered problems as files: results kept in a checkpoint's folder, and tables for a spreadsheet."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from latentviz.records.answered import AnsweredProblem
from latentviz.records.run_file import csv_text
from latentviz.utils.array_records import restored
from latentviz.utils.atomic import write_text
from latentviz.utils.checkpoint_files import RESULTS, WEIGHTS, digest


@dataclass(frozen=True)
class ResultSettings:
    """What cached results belong to.

    Attributes
    ----------
    name : str
        Of the problems: a split, or a file.
    n, seed : int
        Number of problems, and seed of a split.
    threshold : float
        P(stop) at which the thoughts halted.
    weights_sha256 : str
        Of the checkpoint's weights; results of other weights are not shown.
    """

    name: str
    n: int
    seed: int
    threshold: float
    weights_sha256: str


def save_results(folder: str | Path, settings: ResultSettings, rows: Sequence[AnsweredProblem]) -> Path:
    """Keep the results of a run in the checkpoint's folder: a line of settings, then a line a problem."""
    path = Path(folder) / RESULTS
    lines = [asdict(settings), *map(asdict, rows)]
    write_text(path, "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    return path


def load_results(folder: str | Path) -> tuple[ResultSettings, tuple[AnsweredProblem, ...]] | None:
    """Read what `save_results` kept; None where there is nothing, or it belongs to other weights.

    Raises
    ------
    ValueError
        If the file is broken.
    """
    path = Path(folder) / RESULTS
    if not path.is_file():
        return None
    try:
        settings, *rows = (json.loads(line) for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n"))
        settings = restored(ResultSettings, settings, {})
        # A file of an earlier version does not tell which answers were cut.
        answered_rows = tuple(restored(AnsweredProblem, {"cut": []} | row, {}) for row in rows)
    except KeyError as error:
        raise ValueError(f"{path}: it lacks {error}") from error
    except (ValueError, TypeError) as error:
        raise ValueError(f"{path}: {error}") from error
    if settings.weights_sha256 != digest(Path(folder) / WEIGHTS):
        return None
    return settings, answered_rows


def results_table(rows: Sequence[AnsweredProblem]) -> str:
    """The rows as `csv_text`; nothing where there are none."""
    cells = [row.table_row() for row in rows]
    return csv_text(list(cells[0]), (row.values() for row in cells)) if rows else ""
