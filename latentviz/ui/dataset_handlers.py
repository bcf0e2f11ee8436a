"""What happens on the Dataset tab: plain functions from inputs to values of the views."""

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from latentviz.answered import AnsweredSet
from latentviz.links import problem_of
from latentviz.problems import Problem
from latentviz.results import results_table
from latentviz.ui import components
from latentviz.ui.dataset_views import (
    UPLOADED,
    SetDisplay,
    bad_rows_card,
    calibration_of,
    everything_of,
    front_of,
    halting_of,
    progress_bar,
    set_views,
    step_figures,
    summary,
    table_of,
    waiting_bar,
)
from latentviz.ui.engine import Engine, ModelUnavailable
from latentviz.ui.handlers import FAILURE, payload_of
from latentviz.ui.problem_table import BY_NUMBER, chosen_rows
from latentviz.uploads import NumberedProblem, Upload, read_upload

if TYPE_CHECKING:
    from latentviz.dataset_run import RunProgress

FIGURES_EVERY_S = 2.0
MAX_PROBLEMS = 2000
MAX_UPLOAD_BYTES = 8 * 2**20
READY = "Nothing is running."
WAITING = "waiting for its turn and for the model"
STOPPING = "stopping after this batch"
NO_UPLOAD = "There is no file yet: upload one, and it runs at once."
NOTHING_TO_SAVE = "There are no results yet, so there is nothing to save. Run a set of problems first."
NOTHING_DONE = "The run was cancelled before its first batch ended. What you see is what was there before."


@dataclass
class StopSign:
    """One for each visitor, whose run looks at it after every batch.

    Gradio's own cancelling would lose the batch that is in work, and the run could not say what it has kept.
    """

    raised: bool = False


def begin(sign: StopSign, running: int | None) -> tuple:
    """Before a run, which may have to wait for its turn: the stop sign goes down. A run that goes on is left alone."""
    if running is not None:
        return set_views()
    sign.raised = False
    return set_views(set_message="", set_progress=waiting_bar(WAITING), running=0)


def cancel(sign: StopSign, running: int | None) -> tuple:
    """Raise the stop sign; the run itself says what it keeps."""
    if running is None:
        return set_views(set_progress=waiting_bar(READY))
    sign.raised = True
    return set_views(set_progress=waiting_bar(STOPPING))


def shown_set(engine: Engine, answered: AnsweredSet | None) -> AnsweredSet | None:
    """What this visitor ran last; before that, what the checkpoint's folder keeps."""
    return engine.results if answered is None else answered


def run_split(
    engine: Engine, split: str, n: int, threshold: float, display: SetDisplay, sign: StopSign
) -> Iterator[tuple]:
    """Run the first n problems of a split."""
    try:
        if not 1 <= n <= MAX_PROBLEMS:
            raise ValueError(f"The number of problems is {n}; it must be between 1 and {MAX_PROBLEMS:,}.")
        problems = engine.split_problems(split, n)
    except (ValueError, ModelUnavailable) as error:
        yield refused(str(error))
        return
    kind = AnsweredSet(f"the {split} split", (), threshold, is_dial=True)
    yield from run_problems(engine, problems, kind, display, sign)


def run_upload(
    engine: Engine, upload: Upload | None, name: str, threshold: float, display: SetDisplay, sign: StopSign
) -> Iterator[tuple]:
    """Run the problems of a file; its broken lines are reported by number."""
    if upload is None:
        yield refused(NO_UPLOAD)
        return
    message = bad_rows_card(name, upload.bad_rows, len(upload.problems)) if upload.bad_rows else ""
    if not upload.problems:
        message = message or components.error_card(f"{name}: the file holds no problem.")
        yield set_views(set_message=message, set_progress=waiting_bar(READY), running=None)
        return
    yield set_views(set_message=message)
    yield from run_problems(engine, upload.problems, AnsweredSet(name, (), threshold, is_dial=False), display, sign)


def run_file(engine: Engine, path: str, threshold: float, display: SetDisplay, sign: StopSign) -> Iterator[tuple]:
    """Read an uploaded file and run it; after the views come the file, kept for another run, and the source."""
    try:
        kept = (take_file(engine, path), UPLOADED)
    except ValueError as error:
        yield (*refused(str(error)), gr.skip(), gr.skip())
        return
    for values in run_upload(engine, *kept[0], threshold, display, sign):
        yield (*values, *kept)
        kept = (gr.skip(), gr.skip())


def run_problems(
    engine: Engine, problems: Sequence[NumberedProblem], kind: AnsweredSet, display: SetDisplay, sign: StopSign
) -> Iterator[tuple]:
    """Run problems in batches; the bar follows each, the figures every few seconds, everything else the last.

    Parameters
    ----------
    kind : AnsweredSet
        What is run, without its rows.
    sign : StopSign
        Looked at after each batch; what was done until then is kept and shown.
    """
    display, drawn_at = replace(display, order=BY_NUMBER), time.monotonic()
    try:
        with closing(engine.answer(tuple(problems), kind.threshold)) as batches:
            for progress in batches:
                ends = progress.finished or sign.raised
                draw = not ends and time.monotonic() - drawn_at >= FIGURES_EVERY_S
                yield set_views(**progress_of(engine, progress, kind, display, ends, draw))
                if ends:
                    return
                drawn_at = time.monotonic() if draw else drawn_at
    except (ValueError, ModelUnavailable) as error:
        yield refused(str(error))


def progress_of(
    engine: Engine, progress: "RunProgress", kind: AnsweredSet, display: SetDisplay, ends: bool, draw: bool
) -> dict[str, Any]:
    """The views after a batch; with everything where the run ends, with some figures where `draw` says so."""
    n_done, n_total = progress.n_done, progress.n_total
    state = "done" if progress.finished else "cancelled, and kept" if ends else "running"
    bar = progress_bar(n_done, n_total, progress.elapsed_s, state)
    values: dict[str, Any] = {"set_progress": bar, "running": None if ends else n_done}
    if not n_done:
        return values | ({"set_progress": waiting_bar(NOTHING_DONE)} if ends else {})
    answered = replace(kind, rows=progress.rows)
    values["answered"] = answered
    if ends:
        return values | everything_of(engine, answered, display)
    return values | ({"set_summary": summary(answered), **step_figures(answered)} if draw else {})


def take_file(engine: Engine, path: str) -> tuple[Upload, str]:
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
            raise ValueError(f"{copy.name} has {size:,} bytes; a file may have at most {MAX_UPLOAD_BYTES:,}.")
        upload = read_upload(copy, engine.limits)
    except OSError as error:
        raise ValueError(f"{copy.name} cannot be read: {error}") from error
    finally:
        copy.unlink(missing_ok=True)
    if len(upload.problems) > MAX_PROBLEMS:
        raise ValueError(
            f"{copy.name} holds {len(upload.problems):,} problems; the page runs at most {MAX_PROBLEMS:,} in one go, "
            "the command `python -m latentviz dataset` any number."
        )
    return upload, copy.name


def decide(engine: Engine, answered: AnsweredSet | None, threshold: float, display: SetDisplay) -> tuple:
    """Halt the same thoughts by another threshold, without the model."""
    shown = shown_set(engine, answered)
    if shown is None:
        return set_views()
    decided = shown.halted(threshold)
    return set_views(answered=decided, **halting_of(decided, display))


def redraw_calibration(engine: Engine, answered: AnsweredSet | None, display: SetDisplay) -> tuple:
    """The reliability diagram of another probability."""
    return set_views(calibration_plot=calibration_of(shown_set(engine, answered), display.probability))


def redraw_front(engine: Engine, answered: AnsweredSet | None, display: SetDisplay) -> tuple:
    """The front with or without published points."""
    return set_views(front_plot=front_of(engine, shown_set(engine, answered), display.published))


def filter_table(engine: Engine, answered: AnsweredSet | None, display: SetDisplay) -> tuple:
    """The table under other filters, from its first page on."""
    display = replace(display, order=display.order.turned_to(0))
    return set_views(**table_of(shown_set(engine, answered), display))


def arrange_table(
    engine: Engine, answered: AnsweredSet | None, sort: str | None, page: int | None, display: SetDisplay
) -> tuple:
    """The table sorted by a column, or at another page."""
    shown = shown_set(engine, answered)
    if shown is None:
        return set_views()
    order = display.order
    if sort in shown.rows[0].table_row():
        order = order.sorted_by(sort)
    elif page is not None:
        order = order.turned_to(int(page))
    return set_views(**table_of(shown, replace(display, order=order)))


def table_file(engine: Engine, answered: AnsweredSet | None, display: SetDisplay) -> str:
    """The problems that the table shows, on all its pages, as a CSV file for the browser to save."""
    shown = shown_set(engine, answered)
    if shown is None:
        return json.dumps({"error": NOTHING_TO_SAVE})
    rows = chosen_rows(shown.rows, display.filters, display.order)
    return payload_of("latentviz-problems.csv", "text/csv", results_table(rows).encode())


def pick(engine: Engine, answered: AnsweredSet | None, number: int) -> tuple[str, Problem | None]:
    """Question and problem of a row; no problem where its right answer is unknown.

    Raises
    ------
    ValueError
        If the set has no such number.
    """
    shown = shown_set(engine, answered)
    row = next((row for row in (() if shown is None else shown.rows) if row.number == number), None)
    if row is None:
        raise ValueError(f"there is no problem with the number {number} in this set")
    if row.gold_answer is None:
        return row.question, None
    if row.gold_steps:
        return row.question, problem_of(row.question, row.gold_steps, row.gold_answer)
    return row.question, Problem(row.question, (), row.gold_answer, row.n_operations)


def refused(message: str) -> tuple:
    """Why nothing runs; everything else stays."""
    return set_views(set_message=components.error_card(message), set_progress=waiting_bar(READY), running=None)


def report_failure() -> tuple:
    """Say so where a run broke off."""
    return refused(FAILURE)
