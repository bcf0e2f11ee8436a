"""A guided tour of about 90 seconds on recorded thoughts: it needs no model."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from typing import Any

import gradio as gr

from latentviz.data.examples import EXAMPLES
from latentviz.data.problems import Problem
from latentviz.records.run_file import Run
from latentviz.serving.engine import Engine
from latentviz.ui.explore.events import BOX, display_in, follower
from latentviz.ui.explore.handlers import decide
from latentviz.ui.explore.render import MAP_SETTINGS, VIEW_NAMES, Display, everything_of, rule_controls
from latentviz.ui.shared import components
from latentviz.ui.shared.controls import NO_FORCE
from latentviz.ui.shared.events import AT_ONCE, QUIET, Gathered, listener, named
from latentviz.ui.shared.refusals import reason_of
from latentviz.ui.shared.tabs import EXPLORE

PLAIN = Display()


@dataclass(frozen=True)
class Visit:
    """Where a visitor is on the tour.

    Attributes
    ----------
    place : int
        Index of the stop.
    before : tuple or None
        Question and problem that stood in the box when the tour began; None where it has not begun.
    question, problem
        Those that stand there now.
    run_state : Run or None
        The thought that is shown.
    """

    place: int
    before: tuple[str, Problem | None] | None
    question: str
    problem: Problem | None
    run_state: Run | None


@dataclass(frozen=True)
class Stop:
    """One stop of the tour.

    Attributes
    ----------
    title, text : str
        What the visitor reads, in about 15 seconds.
    example : str
        The recorded thought that is shown, by its name in `EXAMPLES`.
    at_last : bool
        Whether the last latent step before the halt is selected, in place of the halting one.
    fixed_k : int or None
        Forced number of latent steps.
    display : Display
    """

    title: str
    text: str
    example: str
    at_last: bool = False
    fixed_k: int | None = None
    display: Display = PLAIN


STOPS = (
    Stop(
        "A thought without words",
        "The model has read the question and answered it. In between it wrote nothing: it passed its own state, a list "
        "of numbers, back into itself. Each box of the strip is one such latent step.",
        "shells",
    ),
    Stop(
        "It decides when to stop",
        "After each step the stop head says how sure it is that it has thought enough: the bars. The thought halts "
        "where a bar reaches the dashed line. Move the threshold and watch it halt elsewhere, at once.",
        "stickers",
    ),
    Stop(
        "If it had stopped there",
        "Here it is made to answer without any latent step. The chart on the right shows what it would have said after "
        "every number of steps, and how sure it would have been.",
        "pencils",
        fixed_k=0,
    ),
    Stop(
        "Where it went",
        "The ground is states of other problems, coloured by the number that each reads like, and the numbered path "
        "is this thought. The map was fitted once, so nothing on it moves. Hover to see how far a place can be "
        "trusted.",
        "pencils",
        display=Display(ghosts=True),
    ),
    Stop(
        "What it reads like, and the control",
        "The selected state resembles some numbers. Are they results of the problem? A badge says so, and whether the "
        "same number also shows up where it cannot belong. A resemblance is no proof: that takes an intervention.",
        "marbles",
        at_last=True,
    ),
    Stop(
        "Your turn",
        "Type your own problem, or take a new one. Everything that you see can be saved as one file, opened on another "
        "machine without the model, or sent as a link.",
        "marbles",
    ),
)


def build_tour(start: gr.Button) -> dict[str, Any]:
    """Lay out the panel, hidden until it is started, and return its components by name."""
    with gr.Column(visible=False, elem_id="tour") as panel:
        text = gr.HTML(stop_text(0))
        with gr.Row(elem_classes="tour-buttons"):
            back = gr.Button("Back", size="sm", scale=0, min_width=80)
            onward = gr.Button("Next", size="sm", variant="primary", scale=0, min_width=80, elem_id="tour-next")
            close = gr.Button("End the tour", size="sm", scale=0, min_width=110)
    shown = {"panel": panel, "text": text, "place": gr.State(0), "before": gr.State(None)}
    return shown | {"start": start, "back": back, "next": onward, "close": close}


def wire_tour(tour: dict[str, Any], tab: dict[str, Any], engine: Engine) -> None:
    """Connect the buttons: each goes to a stop and shows its thought, or ends the tour."""
    outputs = named(tab, (*VIEW_NAMES, *BOX, *MAP_SETTINGS)) | named(tour, ("panel", "text", "place", "before"))
    visit = Gathered(Visit, named(tour, ("place", "before")) | named(tab, (*BOX, "run_state")))
    display = display_in(tab)
    switches = [tour[name].click for name in ("start", "next", "back")]
    gr.on(switches, lambda: gr.update(selected=EXPLORE), None, tab["tabs"], **AT_ONCE)
    moves = {
        "start": listener(outputs, partial(begin, engine), visit),
        "next": listener(outputs, partial(turn, engine, 1), visit, display),
        "back": listener(outputs, partial(turn, engine, -1), visit, display),
        "close": listener(outputs, partial(end, engine), visit, display),
    }
    for name, move in moves.items():
        shown = tour[name].click(**move, **QUIET, trigger_mode="always_last")
        shown.then(**follower(tab, engine), **AT_ONCE)


def begin(engine: Engine, visit: Visit) -> Iterator[dict]:
    """Go to the first stop, and keep what stood in the box before."""
    before = visit.before or (visit.question, visit.problem)
    yield from ({**shown, "before": before} for shown in go_to(engine, 0))


def turn(engine: Engine, n: int, visit: Visit, display: Display) -> Iterator[dict]:
    """Go on by n stops; past the last one the tour ends."""
    if visit.place + n < len(STOPS):
        yield from go_to(engine, max(visit.place + n, 0))
    else:
        yield end(engine, visit, display)


def end(engine: Engine, visit: Visit, display: Display) -> dict[str, Any]:
    """Close the panel; where the box holds the stop's question, put back the one of before and the stop head's rule."""
    closed: dict[str, Any] = {"panel": gr.update(visible=False), "before": None}
    if visit.before is None or visit.question != EXAMPLES[STOPS[visit.place].example].question:
        return closed
    question, problem = visit.before
    closed |= {"question": question, "problem": problem}
    run = visit.run_state
    if run is not None and run.trace.fixed_k is not None:
        rule = (run.trace.threshold, run.trace.temperature, NO_FORCE)
        closed |= decide(engine, run, *rule, display) | {"fixed_k": NO_FORCE}
    return closed


def go_to(engine: Engine, place: int) -> Iterator[dict]:
    """Show a stop: its words at once, then its thought."""
    stop = STOPS[place]
    problem = EXAMPLES[stop.example]
    settings = {name: getattr(stop.display, name) for name in MAP_SETTINGS if name != "replay"}
    words = {"panel": gr.update(visible=True), "text": stop_text(place), "place": place}
    words |= {"question": problem.question, "problem": problem, **settings, "overlays": []}
    yield words
    try:
        yield words | shown_values(engine, stop)
    except Exception as error:
        yield words | {"message": components.error_card(reason_of(error))}


def shown_values(engine: Engine, stop: Stop) -> dict[str, Any]:
    """The views of a stop; recorded where the checkpoint brings examples, else thought now."""
    run = engine.examples.get(stop.example)
    if run is None:
        problem = EXAMPLES[stop.example]
        run = engine.run_of(engine.trace(problem.question, problem, explain=True))
    trace = run.trace
    if stop.fixed_k is not None:
        trace = trace.decided(trace.threshold, trace.temperature, stop.fixed_k)
    selected = max(trace.halt - 1, 0) if stop.at_last else None
    return everything_of(engine, replace(run, trace=trace), selected, stop.display) | rule_controls(trace)


def stop_text(place: int) -> str:
    """The words of a stop."""
    stop = STOPS[place]
    return (
        f'<div class="tour-stop" role="status"><p class="quiet">Tour, {place + 1} of {len(STOPS)}</p>'
        f"<h2>{escape(stop.title)}</h2><p>{escape(stop.text)}</p></div>"
    )
