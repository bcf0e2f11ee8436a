"""`TrainingLog`: what `metrics.jsonl` of a run folder says, while the run goes on or after it."""

import json
import operator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from latentviz.utils.checkpoint_files import METRICS

_NO_SERIES = ("step", "halting_collapsed")


@dataclass(frozen=True)
class TrainingLog:
    """The log of one run; rows are the JSON objects as they were written.

    Attributes
    ----------
    rows : tuple of dict
        Rows of the path that the run kept, by rising step.
    abandoned : tuple of dict
        Rows that a return to an earlier state undid.
    events : tuple of dict
        Returns to an earlier state: "step" returned to, "reason", "n_recoveries".
    """

    rows: tuple[dict, ...]
    abandoned: tuple[dict, ...]
    events: tuple[dict, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the numbers in the log, in the order of their first row."""
        found = (name for row in self.rows for name, value in row.items() if isinstance(value, int | float))
        return tuple(name for name in dict.fromkeys(found) if name not in _NO_SERIES)

    @property
    def last_step(self) -> int:
        """The last step in the log, 0 where it is empty."""
        return int(self.rows[-1]["step"]) if self.rows else 0

    @property
    def alarms(self) -> tuple[dict, ...]:
        """Rows of validations in which nearly all problems halted after the same number of steps."""
        return tuple(row for row in self.rows if row.get("halting_collapsed"))

    def holds(self, name: str) -> bool:
        """Whether any kept row has a value of this name."""
        return any(name in row for row in self.rows)

    def table(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        """Steps, (n,), and values, (n, n_columns), of a list in the log, such as "latent_steps_by_n_operations"."""
        rows = [row for row in self.rows if isinstance(row.get(name), list)]
        values = np.array([row[name] for row in rows] or np.zeros((0, 0)), dtype=np.float64)
        return np.array([row["step"] for row in rows], dtype=np.int64), values


def read_training_log(folder: Path) -> TrainingLog:
    """Read `metrics.jsonl` of a run folder; a last line that is still being written is left out.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If a whole line is no log line; its number and the reason.
    """
    path = folder / METRICS
    rows: list[dict] = []
    abandoned, events = [], []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(keepends=True), 1):
        if not line.endswith("\n"):
            break
        try:
            row = json.loads(line)
            step = operator.index(row["step"])
        except (ValueError, TypeError, KeyError) as error:
            raise ValueError(f"{path}: line {number} is no line of a training log: {error!r}") from error
        if "event" in row:
            events.append(row)
            abandoned += [kept for kept in rows if kept["step"] > step]
            rows = [kept for kept in rows if kept["step"] <= step]
        else:
            rows.append(row)
    return TrainingLog(tuple(rows), tuple(abandoned), tuple(events))


def series(rows: tuple[dict, ...], name: str) -> tuple[np.ndarray, np.ndarray]:
    """Steps and values, both (n,), of one number in rows of a log; empty where it is in none."""
    found = [(row["step"], row[name]) for row in rows if isinstance(row.get(name), int | float)]
    steps, values = zip(*found, strict=True) if found else ((), ())
    return np.array(steps, dtype=np.int64), np.array(values, dtype=np.float64)
