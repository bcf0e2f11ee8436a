"""What happens on the Dataset tab: plain functions from inputs to values of the views."""

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from latentviz.data.problems import Row
from latentviz.data.uploads import Upload, read_upload
from latentviz.records.answered import AnsweredSet
from latentviz.records.links import RunLink
from latentviz.records.results_file import results_table
from latentviz.serving.engine import Engine
from latentviz.ui.dataset.problem_table import BY_NUMBER, chosen_rows
from latentviz.ui.dataset.render import (
    UPLOADED,
    SetDisplay,
    bad_rows_card,
    calibration_of,
    everything_of,
    front_of,
    halting_of,
    statistics_of,
    table_of,
)
from latentviz.ui.shared import components
from latentviz.ui.shared.components import CANCELLED, DONE, RUNNING, WAITING
from latentviz.ui.shared.events import payload_of
from latentviz.ui.shared.questions import link_of_number
from latentviz.ui.shared.refusals import reason_of, refuses
from latentviz.utils.refusal import Refusal

if TYPE_CHECKING:
    from latentviz.analysis.batch_run import RunProgress

# An upload and the name of its file.
UploadedFile = tuple[Upload, str]
FIGURES_EVERY_S = 2.0
MAX_LINES = 20_000
MAX_UPLOAD_BYTES = 8 * 2**20
READY = "Nothing is running."
NO_UPLOAD = "There is no file yet: upload one, and it runs at once."
NOTHING_TO_SAVE = "There are no results yet, so there is nothing to save. Run a set of problems first."
SHORT_FIRST = "Short questions run first: what was done before the end is easier than the whole set."
NOTHING_DONE = "The run was cancelled before its first batch ended. What you see is what was there before."


def waiting() -> dict[str, Any]:
    """The views until it is the run's turn."""
    return {"set_message": "", "set_progress": components.progress(WAITING), "running": None}


def refused(error: Exception, *_: Any) -> dict[str, Any]:
    """Why nothing runs; everything else stays."""
    message, idle = components.error_card(reason_of(error)), components.progress(READY)
    return {"set_message": message, "set_progress": idle, "running": None}


def cancel(engine: Engine, running: "tuple[RunProgress, AnsweredSet] | None", display: SetDisplay) -> dict[str, Any]:
    """Show everything of what was done of a run that was given up."""
    if running is None:
        return {"set_progress": components.progress(NOTHING_DONE)}
    progress, answered = running
    shown = everything_of(engine, answered, replace(display, order=BY_NUMBER)) | bar(progress, CANCELLED)
    return shown | {"set_message": components.notices((SHORT_FIRST,)), "answered": answered, "running": None}


@refuses(refused)
def run(
    engine: Engine, source: str, uploaded: UploadedFile | None, n: int, threshold: float, display: SetDisplay
) -> Iterator[dict]:
    """Run the first n problems of a split, or the file that was uploaded last."""
    if source == UPLOADED:
        yield from run_upload(engine, uploaded, threshold, display)
        return
    engine.policy.check_problems(int(n))
    kind = AnsweredSet(f"the {source} split", (), threshold, is_dial=True)
    yield from run_problems(engine, engine.split_problems(source, int(n)), kind, display)


def run_upload(engine: Engine, uploaded: UploadedFile | None, threshold: float, display: SetDisplay) -> Iterator[dict]:
    """Run the problems of a file; its broken lines are reported by number."""
    if uploaded is None:
        raise Refusal(NO_UPLOAD)
    upload, name = uploaded
    message = bad_rows_card(name, upload.bad_rows, len(upload.problems)) if upload.bad_rows else ""
    if not upload.problems:
        message = message or components.error_card(f"{name}: the file holds no problem.")
        yield {"set_message": message, "set_progress": components.progress(READY)}
        return
    yield {"set_message": message}
    yield from run_problems(engine, upload.problems, AnsweredSet(name, (), threshold, is_dial=False), display)


@refuses(refused)
def run_file(engine: Engine, path: str, threshold: float, display: SetDisplay) -> Iterator[dict]:
    """Read an uploaded file, which is kept for another run, and run it."""
    uploaded = take_file(engine, path)
    yield {"uploaded": uploaded, "source": UPLOADED}
    yield from run_upload(engine, uploaded, threshold, display)


def run_problems(engine: Engine, problems: Sequence[Row], kind: AnsweredSet, display: SetDisplay) -> Iterator[dict]:
    """Run problems in batches; the bar follows each, the figures every few seconds, everything else the last.

    Parameters
    ----------
    kind : AnsweredSet
        What is run, without its rows.
    """
    display, drawn_at = replace(display, order=BY_NUMBER), time.monotonic()
    for progress in engine.answer(problems, kind.threshold):
        answered = replace(kind, rows=progress.rows)
        if progress.finished:
            done = bar(progress, DONE) | {"answered": answered, "running": None}
            yield done | everything_of(engine, answered, display)
        elif not progress.n_done:
            yield bar(progress, RUNNING) | {"running": None}
        else:
            draw = time.monotonic() - drawn_at >= FIGURES_EVERY_S
            shown = statistics_of(answered) if draw else {}
            # Until the end the table, and what is opened from it, are those of the set before.
            yield bar(progress, RUNNING) | {"running": (progress, answered)} | shown
            drawn_at = time.monotonic() if draw else drawn_at


def bar(progress: "RunProgress", state: str) -> dict[str, str]:
    """How far a run is."""
    words = components.progress(state, progress.n_done, progress.n_total, elapsed_s=progress.elapsed_s)
    return {"set_progress": words}


def take_file(engine: Engine, path: str) -> UploadedFile:
    """Read an uploaded file and delete the copy; the file's name goes with it.

    Raises
    ------
    ValueError
        If the file is too large or cannot be read.
    """
    copy = Path(path)
    try:
        size = copy.stat().st_size
        if size > MAX_UPLOAD_BYTES:
            raise Refusal(f"it has {size:,} bytes; a file may have at most {MAX_UPLOAD_BYTES:,}")
        upload = read_upload(copy, engine.limits, MAX_LINES)
    except (OSError, Refusal) as error:
        reason = str(error).removeprefix(f"{copy.name}: ")
        raise Refusal(f"{copy.name} cannot be read: {reason}") from error
    finally:
        copy.unlink(missing_ok=True)
    if len(upload.problems) > engine.policy.max_problems:
        raise Refusal(
            f"{copy.name} holds {len(upload.problems):,} problems; the page runs at most "
            f"{engine.policy.max_problems:,} in one go, "
            "the command `python -m latentviz dataset` any number."
        )
    return upload, copy.name


def decide(shown: AnsweredSet | None, threshold: float, display: SetDisplay) -> dict[str, Any]:
    """Halt the same thoughts by another threshold, without the model."""
    if shown is None:
        return {}
    decided = shown.halted(threshold)
    return {"answered": decided, **halting_of(decided, display)}


def redraw_calibration(shown: AnsweredSet | None, display: SetDisplay) -> dict[str, Any]:
    """The reliability diagram of another probability."""
    return {"calibration_plot": calibration_of(shown, display.probability)}


def redraw_front(engine: Engine, shown: AnsweredSet | None, display: SetDisplay) -> dict[str, Any]:
    """The front with or without published points."""
    return {"front_plot": front_of(engine, shown, display.published)}


def filter_table(shown: AnsweredSet | None, display: SetDisplay) -> dict[str, Any]:
    """The table under other filters, from its first page on."""
    return table_of(shown, replace(display, order=display.order.turned_to(0)))


def arrange_table(shown: AnsweredSet | None, sort: str | None, page: int | None, display: SetDisplay) -> dict[str, Any]:
    """The table sorted by a column, or at another page."""
    if shown is None:
        return {}
    order = display.order
    if sort in shown.rows[0].table_row():
        order = order.sorted_by(sort)
    elif page is not None:
        order = order.turned_to(int(page))
    return table_of(shown, replace(display, order=order))


def table_file(shown: AnsweredSet | None, display: SetDisplay) -> str:
    """The problems that the table shows, on all its pages, as a CSV file for the browser to save."""
    if shown is None:
        return json.dumps({"error": NOTHING_TO_SAVE})
    rows = chosen_rows(shown.rows, display.filters, display.order)
    return payload_of("latentviz-problems.csv", "text/csv", results_table(rows).encode())


def link_of_row(shown: AnsweredSet | None, number: int) -> RunLink | None:
    """What Explore is asked to show where a problem is chosen; None where the set has no such number."""
    return None if shown is None else link_of_number(shown.rows, number, shown.threshold)
