"""What happens on the Explore tab: plain functions from inputs to values of the views."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr
import numpy as np

from latentviz.data.examples import OPENING
from latentviz.data.problems import Problem
from latentviz.figures.thought_picture import PICTURES
from latentviz.records.links import RunLink
from latentviz.records.map import ReferenceLabels
from latentviz.records.run_file import MAX_BYTES, SUFFIX, Run, RunFileError, load_runs, run_table, runs_to_bytes
from latentviz.records.trace import ThoughtTrace
from latentviz.serving.engine import Engine, ModelUnavailable
from latentviz.ui.explore import cost_table, region, step_strip
from latentviz.ui.explore.render import (
    MAP_SETTINGS,
    Display,
    closer_figures,
    empty_texts,
    everything_of,
    figures_of,
    map_of,
    remembered,
    rule_controls,
    rule_held,
    shown_cloud,
    shown_step,
    texts_of,
)
from latentviz.ui.shared import components
from latentviz.ui.shared.controls import forced_steps
from latentviz.ui.shared.events import payload_of
from latentviz.ui.shared.questions import known_problem
from latentviz.ui.shared.refusals import reason_of, refuses, refuses_in
from latentviz.ui.shared.tabs import EXPLORE

TEXTS_EVERY_S, FIGURES_EVERY_S = 0.1, 0.3
NOTHING_TO_SAVE = "There is no run yet, so there is nothing to save. Run a question first."
CANCELLED = "Nothing is running now. What you see is your last finished run."


def refused(
    error: Exception, engine: Engine, asked: RunLink | Run | str | None, history: list[Run], display: Display
) -> dict[str, Any]:
    """Why there is no thought; the last one goes, but not from the figures where it is the model that is not there."""
    shown = {"message": components.error_card(reason_of(error)), **empty_texts(engine), **rule_held(False)}
    shown |= {"link": components.run_link(None), "run_state": None, "selected": None}
    return shown if isinstance(error, ModelUnavailable) else shown | figures_of(engine, None, None, display)


@refuses(refused)
def run(engine: Engine, link: RunLink, history: list[Run], display: Display) -> Iterator[dict]:
    """Think about a question and show each step as it comes; gold is known while the text is still the problem's."""
    waiting = components.thinking_card(None) if engine.ready else components.loading_card()
    strip = step_strip.strip(None, engine.latent_cap)
    # A rule that is moved now would decide about the thought before, and draw it over this one.
    yield {"message": components.hint(engine.limits), "card": waiting, "strip": strip, **rule_held(True)}
    known = known_problem(link.question, link.problem)
    rule = {"threshold": link.threshold, "temperature": link.temperature, "fixed_k": link.fixed_k}
    display = replace(display, replay=None, overlays=())
    told_at = drawn_at = time.monotonic()
    for trace in engine.stream(link.question, known, explain=True, compares_chain=display.closer, **rule):
        now = time.monotonic()
        # Each event keeps a browser busy, which would lag behind a fast model.
        if not trace.finished and now - told_at < TEXTS_EVERY_S:
            continue
        told_at, draws = now, trace.lens is None and now - drawn_at >= FIGURES_EVERY_S
        thought = engine.run_of(trace) if draws or trace.finished else Run(trace)
        row = shown_step(trace, link.selected) if trace.finished else None
        if trace.chain is not None:
            yield {"meter": cost_table.cost_meter(trace), "run_state": thought}
        else:
            state = {"run_state": thought, "selected": row} if trace.finished else {}
            yield texts_of(engine, thought, row) | state
        if draws:
            # The texts are read while the figures are made.
            yield figures_of(engine, thought, row, display)
            drawn_at = time.monotonic()
    # Only the last values of an event are sure to arrive: gradio sends them once more, whole, where the others are
    # changes that a busy browser may apply before it has shown the values that they change.
    last = figures_of(engine, thought, row, display) | {"drawn": display}
    yield last | rule_controls(trace) | remembered(history, thought)


@refuses(refused)
def run_link(engine: Engine, query: str, history: list[Run], display: Display) -> Iterator[dict]:
    """Rebuild the run of a link; the recorded example is shown where the query names no question."""
    link = RunLink.read(query, engine.stop_threshold)
    if link is None:
        recorded = engine.examples.get(OPENING)
        yield {} if recorded is None else shown_again(engine, recorded, display)
    else:
        yield box_of(link)
        yield from run(engine, link, history, display)


def take_request(request: RunLink | Run | None) -> dict[str, Any]:
    """Explore as the tab, with the question and problem that another tab asks for; None changes nothing."""
    if request is None:
        return {}
    link = RunLink.of(request.trace) if isinstance(request, Run) else request
    return {"tabs": gr.update(selected=EXPLORE), **box_of(link)}


@refuses(refused)
def open_request(engine: Engine, request: RunLink | Run | None, history: list[Run], display: Display) -> Iterator[dict]:
    """Show what another tab asks for: a link is thought now, a run is shown as it is; None changes nothing."""
    if request is None:
        yield {}
    elif isinstance(request, Run):
        yield shown_as_new(engine, request, history, display)
    else:
        yield from run(engine, request, history, display)


def box_of(link: RunLink) -> dict[str, Any]:
    """The question box, and the problem that it was taken from."""
    return {"question": link.question, "problem": link.problem}


def cancel(engine: Engine, thought: Run | None, selected: int | None, display: Display) -> dict[str, Any]:
    """Give up the run; the question stays, and the run before it is shown again."""
    if thought is None:
        empty = {"card": components.cancelled_card(), "strip": step_strip.strip(None, engine.latent_cap)}
        return empty | rule_held(False) | figures_of(engine, None, None, display)
    values = everything_of(engine, thought, selected, display)
    return values | rule_held(False) | {"message": components.notices((CANCELLED,))}


def select_step(engine: Engine, thought: Run | None, step: int) -> dict[str, Any]:
    """Put a step of the thought into words; the figures' outlines are moved by the page's script."""
    if thought is None:
        return {}
    selected = shown_step(thought.trace, step)
    texts = texts_of(engine, thought, selected)
    return {"selected": selected, **{name: texts[name] for name in ("strip", "detail", "link")}}


def decide(
    engine: Engine, thought: Run | None, threshold: float, temperature: float, fixed_k: int, display: Display
) -> dict[str, Any]:
    """Halt the same thought under another rule, without the model; the new halting step is selected."""
    if thought is None:
        return {}
    trace = thought.trace.decided(threshold, temperature, forced_steps(fixed_k))
    return everything_of(engine, replace(thought, trace=trace), None, display)


def redraw_map(engine: Engine, thought: Run | None, selected: int | None, display: Display) -> dict[str, Any]:
    """The map under other settings."""
    return {"map_plot": map_of(engine, thought, selected, display)}


def redraw_if_moved(
    engine: Engine, thought: Run | None, selected: int | None, drawn: Display | None, display: Display
) -> dict[str, Any]:
    """The map again, where its settings were moved while the question ran: `drawn` are those that it began with."""
    settings = set(MAP_SETTINGS) - {"replay", "overlays"}
    if thought is None or all(getattr(drawn, name, None) == getattr(display, name) for name in settings):
        return {}
    return redraw_map(engine, thought, selected, display)


def list_region(engine: Engine, thought: Run | None, corners: list[float], display: Display) -> dict[str, Any]:
    """List the states between two corners of the map; nothing where the map is not flat, or not there."""
    cloud = shown_cloud(engine, thought)
    if cloud is None or not display.is_flat:
        return {}
    rows = region.rows_in_box(cloud, display.view, corners)
    return {"region": region.region_table(cloud.labels, rows), "listed": cloud.labels}


def list_reading(engine: Engine, thought: Run | None, text: str) -> dict[str, Any]:
    """List the states that read like a number; an empty list where none is given."""
    cloud, text = shown_cloud(engine, thought), text.strip()
    if cloud is None or not text:
        return {"region": ""}
    if not (text.isascii() and text.isdigit()):
        return {"region": components.error_card(f"“{text}” is not a whole number. Type one such as 48.")}
    rows = np.flatnonzero(cloud.labels.reading == int(text))
    table = region.region_table(cloud.labels, rows, f"the first {region.MAX_ROWS}")
    return {"region": table, "listed": cloud.labels}


def open_known(engine: Engine, listed: ReferenceLabels | None, problem: int) -> RunLink | None:
    """What Explore is asked for where a row of the region is chosen."""
    return None if listed is None else region.problem_link(listed, problem, engine.stop_threshold)


def follow_thought(
    engine: Engine, thought: Run | None, selected: int | None, listed: ReferenceLabels | None, display: Display
) -> dict[str, Any]:
    """The figures of "Look closer" where it is open; a list of states that are no longer on the map goes."""
    figures = closer_figures(thought, selected, display) if display.closer else {}
    cloud = shown_cloud(engine, thought)
    is_stale = listed is not None and (cloud is None or cloud.labels is not listed)
    return figures | ({"region": "", "listed": None} if is_stale else {})


@refuses_in("meter")
def compare_chain(engine: Engine, thought: Run | None, display: Display) -> Iterator[dict]:
    """The model's chain of thought for a thought that has none yet, where "Look closer" is open.

    It takes seconds, in which another thought may be shown: `join_chain` puts it where it belongs.
    """
    if thought is None or not display.closer or not lacks_chain(thought.trace, engine):
        yield {}
        return
    yield {"meter": components.busy("the thought is written out as words")}
    yield {"chained": engine.with_chain(thought.trace)}


def join_chain(thought: Run | None, chained: ThoughtTrace | None) -> dict[str, Any]:
    """Put the chain of thought beside the thought that is shown now, where it is of its question and its model."""
    if thought is None or chained is None or thought.trace.chain is not None:
        return {}
    trace = thought.trace
    if (trace.question, trace.checkpoint) != (chained.question, chained.checkpoint):
        return {}
    trace = replace(trace, chain=chained.chain)
    return {"meter": cost_table.cost_meter(trace), "run_state": replace(thought, trace=trace)}


def lacks_chain(trace: ThoughtTrace, engine: Engine) -> bool:
    """Whether a record has no chain of thought that its own model could write."""
    return trace.finished and trace.chain is None and trace.checkpoint == engine.name


def open_past(engine: Engine, place: int | None, history: list[Run], display: Display) -> dict[str, Any]:
    """Show a run of the history again."""
    if place is None or not 0 <= place < len(history):
        return {}
    return shown_again(engine, history[place], display)


def open_file(engine: Engine, path: str | None, history: list[Run], display: Display) -> dict[str, Any]:
    """Open a run file, with or without a model; the uploaded copy is deleted."""
    if path is None:
        return {}
    upload = Path(path)
    try:
        if upload.stat().st_size > MAX_BYTES:
            raise RunFileError(f"the file is larger than {MAX_BYTES:,} bytes, which no run file is")
        thought = next(iter(load_runs(upload).values()), None)
        if thought is None:
            raise RunFileError("there is no run in the file")
        if not thought.trace.finished:
            raise RunFileError("the run in the file is not finished")
    except (OSError, RunFileError) as error:
        return {"message": components.error_card(f"The file cannot be opened: {error}.")}
    finally:
        upload.unlink(missing_ok=True)
    return shown_as_new(engine, thought, history, display)


def shown_again(engine: Engine, thought: Run, display: Display) -> dict[str, Any]:
    """A finished run with everything, its sliders included."""
    display = replace(display, replay=None)
    return everything_of(engine, thought, None, display) | rule_controls(thought.trace)


def shown_as_new(engine: Engine, thought: Run, history: list[Run], display: Display) -> dict[str, Any]:
    """A finished run that joins the history."""
    return shown_again(engine, thought, replace(display, overlays=())) | remembered(history, thought)


def saved_file(kind: str, thought: Run | None) -> str:
    """The run for the browser to save: as a run file, its data as "table", or as a picture, a key of `PICTURES`."""
    if thought is None:
        return json.dumps({"error": NOTHING_TO_SAVE})
    if kind == "run":
        return payload_of(f"latentviz-run{SUFFIX}", "application/octet-stream", runs_to_bytes({"run": thought}))
    if kind == "table":
        return payload_of("latentviz-run.csv", "text/csv", run_table(thought).encode())
    media_type, draw = PICTURES[kind]
    return payload_of(f"latentviz-thought.{kind}", media_type, draw(thought.trace))


def take_new_problem(engine: Engine, n_operations: int) -> dict[str, Any]:
    """Put a generated problem into the box."""
    return taken(engine, engine.new_problem(int(n_operations)))


def taken(engine: Engine, problem: Problem) -> dict[str, Any]:
    """A problem in the box."""
    return {"question": problem.question, "problem": problem, "message": components.hint(engine.limits)}
