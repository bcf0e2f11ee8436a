"""Run folders of training, found and read while their runs go on or after them."""

import json
import time
from dataclasses import dataclass
from pathlib import Path

from latentviz.runs.log import TrainingLog, read_training_log
from latentviz.runs.snapshots import ProbeHistory
from latentviz.utils.checkpoint_files import METRICS, PROBES, RUN

HOMES = ("checkpoints", "runs")
# A run that wrote nothing for longer has been broken off.
SILENCE_S = 1800


@dataclass(frozen=True)
class FlightRecord:
    """What a run folder holds about its training.

    Attributes
    ----------
    name : str
    log : TrainingLog
    history : ProbeHistory or None
        None where the run looks at no probe problems.
    record : dict
        `run.json`; empty where there is none.
    written_s : float
        When the log was last written, in seconds since 1970.
    signature : tuple
        Changes when a file does.
    """

    name: str
    log: TrainingLog
    history: ProbeHistory | None
    record: dict
    written_s: float
    signature: tuple

    @property
    def finished(self) -> bool:
        """Whether the run reached its end, or nothing says that it has not: no record of a start without an end."""
        return not self.record or "wall_time_s" in self.record

    @property
    def n_steps(self) -> int | None:
        """Optimiser steps that the run is to take; None where that is unknown."""
        return self.record.get("options", {}).get("n_steps")


def find_runs(root: Path) -> dict[str, Path]:
    """Folders with a log below `checkpoints/` and `runs/`, by their path from `root`, the latest written first."""
    found = ((log, _time_and_size(log)) for home in HOMES for log in (root / home).rglob(METRICS))
    logs = [(written, log) for log, written in found if written is not None]
    logs.sort(key=lambda entry: entry[0][0], reverse=True)
    return {log.parent.relative_to(root).as_posix(): log.parent for _, log in logs}


def preferred_run(runs: dict[str, Path], own: Path | None = None) -> str | None:
    """The run shown first: the latest that still writes, else the page's own, else one of GRPO, else the latest."""
    records = {name: _record_or_nothing(folder) for name, folder in runs.items()}
    going = [name for name, record in records.items() if record and "wall_time_s" not in record]
    written = {name: _time_and_size(runs[name] / METRICS) for name in going}
    writing = [name for name, found in written.items() if found and time.time() - found[0] / 1e9 < SILENCE_S]
    of_page = [name for name, folder in runs.items() if own is not None and folder.resolve() == own.resolve()]
    policies = [name for name, record in records.items() if record.get("stage") == "grpo"]
    return next(iter([*writing, *of_page, *policies, *runs]), None)


def signature_of(folder: Path) -> tuple:
    """Time and size of each file that a flight record is read from; None for one that is not there."""
    return tuple(_time_and_size(folder / name) for name in (METRICS, PROBES, RUN))


def read_flight(name: str, folder: Path) -> FlightRecord:
    """Read a run folder.

    Raises
    ------
    OSError
        If its log cannot be read.
    ValueError
        If a file is broken; the message names it.
    """
    signature = signature_of(folder)
    return FlightRecord(
        name=name,
        log=read_training_log(folder),
        history=ProbeHistory.load(folder / PROBES) if (folder / PROBES).exists() else None,
        record=read_record(folder),
        written_s=(folder / METRICS).stat().st_mtime,
        signature=signature,
    )


def _time_and_size(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _record_or_nothing(folder: Path) -> dict:
    """A record for a choice among runs; a broken one, which its own run tells of when it is chosen, is empty."""
    try:
        return read_record(folder)
    except (OSError, ValueError):
        return {}


def read_record(folder: Path) -> dict:
    """`run.json` of a folder; empty where it has none, as a checkpoint that was trained elsewhere.

    Raises
    ------
    ValueError
        If it is broken; the message names it.
    """
    path = folder / RUN
    if not path.is_file():
        return {}
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error
    if not isinstance(record, dict):
        raise ValueError(f"{path}: it is no JSON object")
    return record
