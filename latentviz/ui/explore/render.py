"""What the views of the Explore tab show of a run, as values by name."""

from dataclasses import dataclass
from typing import Any, Literal, cast

import gradio as gr
import numpy as np
import plotly.graph_objects as go

from latentviz.data.examples import OPENING
from latentviz.figures import (
    Overlay,
    control_figure,
    lens_grid_figure,
    map_figure,
    tokens_figure,
    what_if_figure,
)
from latentviz.figures.lens_grid import Statistic
from latentviz.figures.map import View
from latentviz.figures.map_background import ColorBy
from latentviz.figures.map_paths import NUMBER_SPACE
from latentviz.figures.palette import OVERLAYS
from latentviz.figures.wording import sure_text
from latentviz.records.links import RunLink
from latentviz.records.map import Cloud, similar_problems
from latentviz.records.run_file import Run
from latentviz.records.trace import ThoughtTrace
from latentviz.serving.engine import Engine
from latentviz.ui.explore import cost_table, step_detail, step_strip
from latentviz.ui.shared import components
from latentviz.ui.shared.controls import NO_FORCE, TEMPERATURE_RANGE, THRESHOLD_RANGE, force_choices

VIEW_NAMES = (
    *("message", "card", "strip", "map_plot", "what_if_plot", "detail", "meter", "link"),
    *("run_state", "selected", "threshold", "temperature", "fixed_k", "replay", "region", "listed", "drawn"),
    *("history", "past_runs", "overlays"),
)
RULE_CONTROLS = ("threshold", "temperature", "fixed_k")
CLOSER_VIEWS = ("control_plot", "tokens_plot", "grid_plot")
MAP_SETTINGS = ("projection", "dimensions", "color_by", "whole", "ghosts", "replay", "regions", "overlays")
MAX_HISTORY = 12
MAX_OVERLAYS = len(OVERLAYS)
N_GHOSTS = 5


@dataclass(frozen=True)
class Display:
    """How the visitor wants the figures; the fields are the controls, by name.

    Attributes
    ----------
    projection : str
        "umap", "number" or "pca".
    dimensions : str
        "2d" or "3d"; number space has two.
    color_by : str
        As in `map_figure`.
    whole : bool
        Whether the whole map is shown, not the surroundings of the path alone.
    ghosts : bool
        Whether paths of similar problems are drawn.
    replay : int
        Last row that is drawn.
    regions : bool
        Whether dragging on a flat map chooses a region, in place of moving the map.
    overlays : tuple of (int, Run)
        Runs that are laid over the map, with their places in the history.
    statistic, control : str
        As in `lens_grid_figure` and `control_figure`.
    closer : bool
        Whether "Look closer" is open: its figures are not made before.
    """

    projection: str = "umap"
    dimensions: str = "2d"
    color_by: ColorBy = "number"
    whole: bool = False
    ghosts: bool = False
    replay: int | None = None
    regions: bool = False
    overlays: tuple[tuple[int, Run], ...] = ()
    statistic: Statistic = "p_max"
    control: Literal["shuffled", "untrained"] = "shuffled"
    closer: bool = False

    @property
    def view(self) -> View:
        """The name of the view in `map_figure`."""
        return cast(View, NUMBER_SPACE if self.projection == NUMBER_SPACE else self.projection + self.dimensions)

    @property
    def is_flat(self) -> bool:
        """Whether the view has two dimensions."""
        return not self.view.endswith("3d")


def opening_texts(engine: Engine) -> dict[str, Any]:
    """The words with which the page opens: those of the recorded example, or empty places where there is none."""
    run, empty = engine.examples.get(OPENING), empty_texts(engine)
    return empty if run is None else empty | texts_of(engine, run, shown_step(run.trace, None))


def empty_texts(engine: Engine) -> dict[str, Any]:
    """The places of the words while there is no thought."""
    return {
        "card": components.empty_card(),
        "strip": step_strip.strip(None, engine.latent_cap),
        "detail": step_detail.panel(components.quiet(step_detail.NOTHING_YET)),
        "meter": components.quiet(cost_table.NOTHING_YET),
    }


def shown_step(trace: ThoughtTrace, selected: int | None) -> int:
    """The row of a finished thought that is shown in detail: the selected one where it has it, else the halting one."""
    return selected if selected is not None and 0 <= selected <= trace.n_recorded else trace.halt


def texts_of(engine: Engine, run: Run, selected: int | None) -> dict[str, Any]:
    """Everything about a run that is written in words; no row is selected while the model thinks."""
    trace = run.trace
    # Of a thought of another checkpoint, how often it is right at which probability was not measured.
    sure_threshold = engine.sure_threshold if trace.checkpoint == engine.name else None
    sentences = (*trace.notices, *doubts(trace, sure_threshold))
    texts = {
        "message": components.notices(sentences) if sentences else components.hint(engine.limits),
        "card": components.answer_card(trace) if trace.finished else components.thinking_card(trace),
        "strip": step_strip.strip(trace, engine.latent_cap, selected),
    }
    if selected is None:
        return texts
    link = components.run_link(RunLink.of(trace, selected).query)
    return texts | {"detail": step_detail.detail(run, selected), "meter": cost_table.cost_meter(trace), "link": link}


def doubts(trace: ThoughtTrace, sure_threshold: float | None) -> tuple[str, ...]:
    """Say where the model is not sure of its answer: of answers as improbable, fewer than four in five were right."""
    p_answer = trace.p_answer
    if p_answer is None or sure_threshold is None or p_answer >= sure_threshold:
        return ()
    own, sure = map(sure_text, (p_answer, sure_threshold))
    return (
        f"The model is not sure: it gives its answer {own}. Where it gave {sure} or more, at least four of five "
        "answers to problems that it had never seen were right.",
    )


def figures_of(engine: Engine, run: Run | None, selected: int | None, display: Display) -> dict[str, go.Figure]:
    """The figures of a run that are never folded, empty ones for None."""
    return {
        "map_plot": map_of(engine, run, selected, display),
        "what_if_plot": what_if_figure(None if run is None else run.trace, selected),
    }


def closer_figures(run: Run | None, selected: int | None, display: Display) -> dict[str, go.Figure]:
    """The figures of "Look closer", empty ones for None."""
    trace = None if run is None else run.trace
    return {
        "control_plot": control_figure(trace, display.control),
        "tokens_plot": tokens_figure(trace, selected=selected),
        "grid_plot": lens_grid_figure(trace, display.statistic, selected),
    }


def shown_cloud(engine: Engine, run: Run | None) -> Cloud | None:
    """The states on the map: those of a run file, or the checkpoint's."""
    return engine.cloud if run is None else run.cloud


def map_of(engine: Engine, run: Run | None, selected: int | None, display: Display) -> go.Figure:
    """The map with the path of a run; its height is left to the style sheet, which knows the screen."""
    cloud = shown_cloud(engine, run)
    layout = {"height": None} | ({"dragmode": "select"} if display.regions and display.is_flat else {})
    if run is None or cloud is None or run.placement is None:
        return map_figure(cloud, None, None, view=display.view, color_by=display.color_by).update_layout(layout)
    trace, placement = run.trace, run.placement
    row = trace.current_step
    return map_figure(
        cloud,
        placement,
        trace,
        view=display.view,
        color_by=display.color_by,
        zoom="all" if display.whole else "path",
        upto=display.replay,
        selected=selected if trace.finished else None,
        ghosts=similar_problems(cloud, placement, row, N_GHOSTS) if display.ghosts and row >= 0 else (),
        overlays=overlays_of(run, display),
    ).update_layout(layout)


def overlays_of(run: Run, display: Display) -> tuple[Overlay, ...]:
    """The chosen runs of the history that lie on the same map."""
    return tuple(
        Overlay(run_label(place, other), other.trace, other.placement)
        for place, other in display.overlays[:MAX_OVERLAYS]
        if other.placement is not None and other.trace.checkpoint == run.trace.checkpoint
    )


def everything_of(engine: Engine, run: Run, selected: int | None, display: Display) -> dict[str, Any]:
    """Texts, state, and the figures that are never folded, of a finished run."""
    selected = shown_step(run.trace, selected)
    return {
        **texts_of(engine, run, selected),
        **figures_of(engine, run, selected, display),
        "run_state": run,
        "selected": selected,
    }


def rule_controls(trace: ThoughtTrace) -> dict[str, Any]:
    """Sliders and choice as they stand after a run, and can be moved."""
    forced = NO_FORCE if trace.fixed_k is None else trace.fixed_k
    return {
        "threshold": gr.update(value=float(np.clip(trace.threshold, *THRESHOLD_RANGE)), interactive=True),
        "temperature": gr.update(value=float(np.clip(trace.temperature, *TEMPERATURE_RANGE)), interactive=True),
        "fixed_k": gr.update(value=forced, choices=force_choices(trace.n_recorded), interactive=True),
        "replay": gr.update(value=trace.n_recorded, maximum=max(trace.n_recorded, 1)),
    }


def rule_held(is_held: bool) -> dict[str, Any]:
    """Sliders and choice as they are while a question runs, which nobody can move, and after it."""
    return dict.fromkeys(RULE_CONTROLS, gr.update(interactive=not is_held))


def remembered(history: list[Run], run: Run) -> dict[str, Any]:
    """The history with one more run, and the choices that show it.

    The list itself grows: a run that began before a file was opened ends after it, and both must stand there.
    """
    history.append(run)
    del history[:-MAX_HISTORY]
    choices = [(run_label(place, past), place) for place, past in enumerate(history)]
    return {
        "history": history,
        "past_runs": gr.update(choices=choices, value=len(history) - 1),
        "overlays": gr.update(choices=choices, value=[]),
    }


def run_label(place: int, run: Run) -> str:
    """A run in one line."""
    question = " ".join(run.trace.question.split())
    short = question if len(question) <= 40 else f"{question[:39]}…"
    return f"{place + 1}. {short} → {run.trace.answer_text} (k = {run.trace.n_latent_steps})"
