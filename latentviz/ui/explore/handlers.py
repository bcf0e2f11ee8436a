"""What happens on the Explore tab: plain functions from inputs to values of the views."""

import base64
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import gradio as gr
import numpy as np

from latentviz.data.examples import EXAMPLES, OPENING
from latentviz.data.problems import Problem
from latentviz.figures import control_figure, lens_grid_figure
from latentviz.figures.thought_picture import PICTURES
from latentviz.records.links import LinkError, RunLink
from latentviz.records.map import Cloud
from latentviz.records.run_file import MAX_BYTES, SUFFIX, Run, RunFileError, load_runs, run_table, runs_to_bytes
from latentviz.serving.blocks import FAILURE
from latentviz.serving.engine import Engine, ModelUnavailable
from latentviz.ui.explore import cost_table, region, step_strip
from latentviz.ui.explore.render import (
    CLOSER_VIEWS,
    NO_FORCE,
    Display,
    closer_figures,
    everything_of,
    figures_of,
    in_order,
    map_of,
    refusal,
    remembered,
    rule_controls,
    shown_step,
    texts_of,
    views,
)
from latentviz.ui.shared import components
from latentviz.ui.shared.tabs import EXPLORE

FIGURES_EVERY_S = 0.3
NOTHING_TO_SAVE = "There is no run yet, so there is nothing to save. Run a question first."
CANCELLED = "Nothing is running now. What you see is your last finished run."


def run(
    engine: Engine,
    question: str,
    problem: Problem | None,
    history: list[Run],
    display: Display,
    selected: int | None = None,
    **rule,
) -> Iterator[tuple]:
    """Think about a question and show each step as it comes; gold is known while the text is still the problem's.

    Parameters
    ----------
    selected : int, optional
        Row that is shown in detail; the halting one where None.
    rule
        Stop rule, as in `Tracer.stream`.
    """
    waiting = components.thinking_card(None) if engine.ready else components.loading_card()
    strip = step_strip.strip(None, engine.latent_cap)
    yield views(message=components.hint(engine.limits), card=waiting, strip=strip)
    known = problem if problem is not None and problem.question == question else None
    display = replace(display, replay=None, overlays=())
    drawn_at = time.monotonic()
    try:
        for trace in engine.stream(question, known, explain=True, **rule):
            draws = trace.lens is None and time.monotonic() - drawn_at >= FIGURES_EVERY_S
            thought = engine.run_of(trace) if draws or trace.finished else Run(trace)
            row = shown_step(trace, selected) if trace.finished else None
            if trace.chain is not None:
                yield views(meter=cost_table.cost_meter(trace), run_state=thought)
            else:
                state = {"run_state": thought, "selected": row} if trace.finished else {}
                yield views(**texts_of(engine, thought, row), **state)
            if draws:
                # The texts are read while the figures are made.
                yield views(**figures_of(engine, thought, row, display, history))
                drawn_at = time.monotonic()
        # Only the last values of an event are sure to arrive: gradio sends them once more, whole, where the others are
        # changes that a busy browser may apply before it has shown the values that they change.
        last = figures_of(engine, thought, row, display, history) | rule_controls(trace)
        yield views(**remembered(history, thought), **last)
    except ValueError as error:
        yield views(**refusal(engine, str(error)), **figures_of(engine, None, None, display, history))
    except ModelUnavailable as error:
        yield views(**refusal(engine, str(error)))


def run_link(engine: Engine, query: str, history: list[Run], display: Display) -> Iterator[tuple]:
    """Rebuild the run of a link; the recorded example is shown where the query names no question."""
    try:
        link = RunLink.read(query, engine.stop_threshold)
    except LinkError as error:
        yield (*views(**refusal(engine, str(error))), *kept_inputs(None))
        return
    if link is None:
        recorded = engine.examples.get(OPENING)
        shown = {} if recorded is None else shown_again(engine, recorded, history, display)
        yield (*views(**shown), *kept_inputs(None))
        return
    rule = {"threshold": link.threshold, "temperature": link.temperature, "fixed_k": link.fixed_k}
    inputs = kept_inputs(link)
    for values in run(engine, link.question, link.problem, history, display, link.selected, **rule):
        yield (*values, *inputs)
        inputs = kept_inputs(None)


def take_request(request: RunLink | Run | None) -> tuple:
    """Explore as the tab, with the question and problem that another tab asks for; None changes nothing."""
    if request is None:
        return (gr.skip(), *kept_inputs(None))
    link = RunLink.of(request.trace) if isinstance(request, Run) else request
    return gr.update(selected=EXPLORE), *kept_inputs(link)


def open_request(
    engine: Engine, request: RunLink | Run | None, history: list[Run], display: Display
) -> Iterator[tuple]:
    """Show what another tab asks for: a link is thought now, a run is shown as it is; None changes nothing."""
    if request is None:
        yield views()
    elif isinstance(request, Run):
        shown = shown_again(engine, request, history, replace(display, overlays=()))
        yield views(**shown | remembered(history, request))
    else:
        rule = {"threshold": request.threshold, "temperature": request.temperature, "fixed_k": request.fixed_k}
        yield from run(engine, request.question, request.problem, history, display, request.selected, **rule)


def kept_inputs(link: RunLink | None) -> tuple:
    """Question box and problem of a link; left alone for None."""
    return (gr.skip(), gr.skip()) if link is None else (link.question, link.problem)


def report_failure(engine: Engine, display: Display) -> tuple:
    """Say so where a run broke off."""
    return views(**refusal(engine, FAILURE), **figures_of(engine, None, None, display, []))


def cancel(engine: Engine, thought: Run | None, selected: int | None, history: list[Run], display: Display) -> tuple:
    """Give up the run; the question stays, and the run before it is shown again."""
    if thought is None:
        empty = {"card": components.cancelled_card(), "strip": step_strip.strip(None, engine.latent_cap)}
        return views(**empty, **figures_of(engine, None, None, display, history))
    values = everything_of(engine, thought, selected, display, history)
    return views(**values | {"message": components.notices((CANCELLED,))})


def select_step(engine: Engine, thought: Run | None, step: int) -> tuple:
    """Put a step of the thought into words; the figures' outlines are moved by the page's script."""
    if thought is None:
        return views()
    selected = shown_step(thought.trace, step)
    texts = texts_of(engine, thought, selected)
    return views(selected=selected, **{name: texts[name] for name in ("strip", "detail", "link")})


def decide(
    engine: Engine,
    thought: Run | None,
    threshold: float,
    temperature: float,
    fixed_k: int,
    history: list[Run],
    display: Display,
) -> tuple:
    """Halt the same thought under another rule, without the model; the new halting step is selected."""
    if thought is None:
        return views()
    forced = forced_steps(fixed_k)
    trace = thought.trace.decided(threshold, temperature, forced)
    decided = Run(trace, thought.cloud, thought.placement)
    return views(**everything_of(engine, decided, None, display, history))


def forced_steps(choice: int) -> int | None:
    """The forced number of steps of a choice; None where the stop head decides."""
    return None if choice == NO_FORCE else int(choice)


def redraw_map(
    engine: Engine, thought: Run | None, selected: int | None, history: list[Run], display: Display
) -> tuple:
    """The map under other settings."""
    return views(map_plot=map_of(engine, thought, selected, display, history))


def list_region(engine: Engine, thought: Run | None, corners: list[float], display: Display) -> tuple:
    """List the states between two corners of the map; nothing where the map is not flat, or not there."""
    cloud = shown_cloud(engine, thought)
    if cloud is None or not display.is_flat:
        return views()
    return views(region=region.region_table(cloud, region.rows_in_box(cloud, display.view, corners)))


def list_reading(engine: Engine, thought: Run | None, text: str) -> tuple:
    """List the states that read like a number; an empty list where none is given."""
    cloud, text = shown_cloud(engine, thought), text.strip()
    if cloud is None or not text:
        return views(region="")
    if not (text.isascii() and text.isdigit()):
        return views(region=components.error_card(f"“{text}” is no whole number, such as 48."))
    rows = np.flatnonzero(cloud.labels.reading == int(text))
    return views(region=region.region_table(cloud, rows, f"the first {region.MAX_ROWS}"))


def open_known(engine: Engine, thought: Run | None, problem: int) -> RunLink | None:
    """What Explore is asked for where a row of the region is chosen."""
    cloud = shown_cloud(engine, thought)
    return None if cloud is None else region.problem_link(cloud, problem, engine.stop_threshold)


def shown_cloud(engine: Engine, thought: Run | None) -> Cloud | None:
    """The states on the map: those of a run file, or the checkpoint's."""
    return engine.cloud if thought is None else thought.cloud


def look_closer(thought: Run | None, selected: int | None, display: Display) -> tuple:
    """The figures of "Look closer" in the order of `CLOSER_VIEWS`, where it is open."""
    return in_order(CLOSER_VIEWS, closer_figures(thought, selected, display) if display.closer else {})


def redraw_readings(thought: Run | None, selected: int | None, display: Display) -> tuple:
    """Lens grid and control under other settings."""
    trace = None if thought is None else thought.trace
    return views(
        grid_plot=lens_grid_figure(trace, display.statistic, selected),
        control_plot=control_figure(trace, display.control),
    )


def open_past(engine: Engine, place: int | None, history: list[Run], display: Display) -> tuple:
    """Show a run of the history again."""
    if place is None or not 0 <= place < len(history):
        return views()
    return views(**shown_again(engine, history[place], history, display))


def open_file(engine: Engine, path: str | None, history: list[Run], display: Display) -> tuple:
    """Open a run file, with or without a model; the uploaded copy is deleted."""
    if path is None:
        return views()
    upload = Path(path)
    try:
        if upload.stat().st_size > MAX_BYTES:
            raise RunFileError(f"the file is larger than {MAX_BYTES:,} bytes, which no run file is")
        (thought, *_) = load_runs(upload).values()
        if not thought.trace.finished:
            raise RunFileError("the run in the file is not finished")
    except (OSError, ValueError) as error:
        return views(message=components.error_card(f"The file cannot be opened: {error}."))
    finally:
        upload.unlink(missing_ok=True)
    shown = shown_again(engine, thought, history, replace(display, overlays=()))
    return views(**shown, **remembered(history, thought))


def shown_again(engine: Engine, thought: Run, history: list[Run], display: Display) -> dict:
    """A finished run with everything, its sliders included."""
    display = replace(display, replay=None)
    return everything_of(engine, thought, None, display, history) | rule_controls(thought.trace)


def run_file(thought: Run | None) -> str:
    """The run as a file for the browser to save."""
    if thought is None:
        return json.dumps({"error": NOTHING_TO_SAVE})
    return payload_of(f"latentviz-run{SUFFIX}", "application/octet-stream", runs_to_bytes({"run": thought}))


def table_file(thought: Run | None) -> str:
    """The run's data as a CSV file for the browser to save."""
    if thought is None:
        return json.dumps({"error": NOTHING_TO_SAVE})
    return payload_of("latentviz-run.csv", "text/csv", run_table(thought).encode())


def picture_file(kind: str, thought: Run | None) -> str:
    """The thought in one picture, a key of `PICTURES`, for the browser to save."""
    if thought is None:
        return json.dumps({"error": NOTHING_TO_SAVE})
    media_type, draw = PICTURES[kind]
    return payload_of(f"latentviz-thought.{kind}", media_type, draw(thought.trace))


def payload_of(name: str, kind: str, content: bytes) -> str:
    """A file as the JSON that the page's script saves; nothing is written on the server."""
    return json.dumps({"name": name, "type": kind, "base64": base64.b64encode(content).decode("ascii")})


def take_new_problem(engine: Engine, n_operations: int) -> tuple[str, Problem, str]:
    """Put a generated problem into the box."""
    problem = engine.new_problem(int(n_operations))
    return problem.question, problem, components.hint(engine.limits)


def take_example(engine: Engine, name: str) -> tuple[str, Problem, str]:
    """Put an example into the box."""
    return EXAMPLES[name].question, EXAMPLES[name], components.hint(engine.limits)
