"""The Explore tab: one question, one thought, linked views."""

from dataclasses import dataclass
from typing import Any

import gradio as gr
import plotly.graph_objects as go

from latentviz.data.examples import EXAMPLES
from latentviz.figures import (
    captions,
    control_figure,
    lens_grid_figure,
    map_figure,
    tokens_figure,
    what_if_figure,
)
from latentviz.figures.captions import Explanation
from latentviz.figures.map_paths import NUMBER_SPACE
from latentviz.figures.thought_picture import PICTURES
from latentviz.records.links import TEMPERATURES, THRESHOLDS
from latentviz.records.run_file import SUFFIX
from latentviz.serving.engine import Engine
from latentviz.ui.explore import region, step_strip
from latentviz.ui.explore.render import NO_FORCE, force_choices, opening_texts
from latentviz.ui.shared import components

PROJECTION_CHOICES = [("map", "umap"), ("number space", NUMBER_SPACE), ("PCA", "pca")]
COLOR_CHOICES = [("number read", "number"), ("latent step", "step"), ("right or wrong", "right")]
STATISTIC_CHOICES = [("probability", "p_max"), ("entropy", "entropy"), ("KL to the last layer", "kl")]
CONTROL_CHOICES = [("latents of other problems", "shuffled"), ("untrained twin", "untrained")]


@dataclass(frozen=True)
class ExploreTab:
    """The components that take part in events.

    `tabs` are the page's tabs. `problem` holds what this visitor last took, generated or example. `request` holds what
    another tab wants to be shown here, see `latentviz.ui.explore.events.open_in_explore`. `views` and `display` hold
    components of many kinds by name; gradio gives each kind its own events.
    """

    tabs: gr.Tabs
    closer: gr.Accordion
    question: gr.Textbox
    problem: gr.State
    request: gr.State
    run: gr.Button
    cancel: gr.Button
    new_problem: gr.Button
    difficulty: gr.Slider
    examples: dict[str, gr.Button]
    views: dict[str, Any]
    display: dict[str, Any]
    play: gr.Button
    reading: gr.Textbox
    opened: gr.UploadButton
    save_run: gr.Button
    save_table: gr.Button
    pictures: dict[str, gr.Button]
    copy_link: gr.Button
    copy_embed: gr.Button
    payload: gr.Textbox


def build_explore(engine: Engine, tabs: gr.Tabs) -> ExploreTab:
    """Lay out the tab, which is one of `tabs`."""
    views: dict[str, Any] = {}
    display: dict[str, Any] = {}
    shown = opening_texts(engine)
    with gr.Column(elem_classes="first"):
        with gr.Row(elem_classes="ask"):
            with gr.Column(scale=3, min_width=320):
                ask = _ask(engine, views)
            with gr.Column(scale=2, min_width=320, elem_classes=["pane", "answer-slot"]):
                views["card"] = gr.HTML(shown["card"], elem_id="card")
        with gr.Column(elem_classes="figure"):
            gr.HTML(components.heading("The thought", "step by step"), elem_classes="heading")
            views["strip"] = gr.HTML(shown["strip"], js_on_load=step_strip.ON_LOAD, elem_id="strip", label="thought")
            gr.HTML(components.explanation(captions.THOUGHT), elem_classes="explanation")
    _rule(engine, views)
    with gr.Row(elem_classes="views"):
        with gr.Column(min_width=320, elem_classes="pane"):
            first_map = map_figure(engine.cloud, None, None).update_layout(height=None)
            views["map_plot"] = figure_slot("map", "Where it went", "a map of hidden states", captions.MAP, first_map)
            map_controls = _map_controls(engine, views, display)
        with gr.Column(min_width=320):
            views["what_if_plot"] = figure_slot(
                "what-if", "If it had stopped there", "each answer", captions.WHAT_IF, what_if_figure(None)
            )
            with gr.Column(elem_classes="figure"):
                gr.HTML(components.heading("The selected step", "in words"), elem_classes="heading")
                views["detail"] = gr.HTML(shown["detail"], elem_id="detail")
                gr.HTML(components.explanation(captions.SELECTED_STEP), elem_classes="explanation")
    fold = gr.Accordion("Look closer: how do we know?", open=False, elem_classes="fold")
    with fold as closer, gr.Row(elem_classes="views"):
        with gr.Column(min_width=320):
            _readings(views, display)
        with gr.Column(min_width=320):
            _layers(views, display)
            with gr.Column(elem_classes="figure"):
                gr.HTML(components.heading("What it cost", "against writing the thought out"), elem_classes="heading")
                views["meter"] = gr.HTML(shown["meter"], elem_id="meter")
                gr.HTML(components.explanation(captions.COST), elem_classes="explanation")
    take_home = _take_home(engine, views, display)
    views |= {"run_state": gr.State(None), "selected": gr.State(None), "history": gr.State([])}
    display["closer"] = gr.State(False)
    own = {"tabs": tabs, "closer": closer, "problem": gr.State(None), "request": gr.State(None)}
    return ExploreTab(views=views, display=display, **own, **ask, **map_controls, **take_home)


def figure_slot(
    name: str, title: str, subtitle: str, explanation: Explanation, figure: go.Figure | None = None
) -> gr.Plot:
    """Heading, figure, and what to make of it; the style sheet reserves the height of `#{name}-plot`."""
    with gr.Column(elem_classes="figure", elem_id=name):
        gr.HTML(components.heading(title, subtitle), elem_classes="heading")
        plot = gr.Plot(figure, show_label=False, container=False, label=title, elem_id=f"{name}-plot")
        gr.HTML(components.explanation(explanation, name), elem_classes="explanation")
    return plot


def _ask(engine: Engine, views: dict) -> dict:
    question = gr.Textbox(
        label="Your word problem",
        placeholder="Mia has 48 eggs. She sells half of them …",
        lines=1,
        max_lines=8,
        elem_id="question",
    )
    views["message"] = gr.HTML(components.hint(engine.limits), elem_id="message")
    with gr.Row(elem_classes="controls"):
        run = gr.Button("Run", variant="primary", scale=1, min_width=80, elem_id="run")
        cancel = gr.Button("Cancel", scale=1, min_width=80, elem_id="cancel")
        new_problem = gr.Button("New problem", scale=1, min_width=124, elem_id="new-problem")
        difficulty = gr.Slider(
            minimum=1,
            maximum=engine.limits.trained_max_operations,
            value=min(2, engine.limits.trained_max_operations),
            step=1,
            label="Operations in it",
            buttons=[],
            scale=2,
            min_width=200,
            elem_id="difficulty",
        )
    with gr.Row(elem_classes="examples"):
        gr.HTML('<span class="quiet">or an example:</span>')
        examples = {
            name: gr.Button(f"{name} ({problem.n_operations})", size="sm", scale=0, min_width=60)
            for name, problem in EXAMPLES.items()
        }
    return {
        "question": question,
        "run": run,
        "cancel": cancel,
        "new_problem": new_problem,
        "difficulty": difficulty,
        "examples": examples,
    }


def _rule(engine: Engine, views: dict) -> None:
    """Sliders that decide again at once, and the forced length."""
    with gr.Row(elem_classes="rule"):
        views["threshold"] = threshold_slider(engine, "threshold")
        views["temperature"] = gr.Slider(
            *TEMPERATURES,
            value=1.0,
            step=0.1,
            label="Temperature of the stop head",
            buttons=[],
            min_width=220,
            elem_id="temperature",
        )
        views["fixed_k"] = forced_length(engine, "force-k")


def threshold_slider(engine: Engine, elem_id: str, label: str = "Threshold: stop when P(stop) reaches it") -> gr.Slider:
    """P(stop) at which a thought halts, at first the checkpoint's own."""
    return gr.Slider(
        *THRESHOLDS,
        value=engine.stop_threshold,
        step=0.01,
        label=label,
        buttons=[],
        min_width=220,
        elem_id=elem_id,
    )


def forced_length(engine: Engine, elem_id: str) -> gr.Radio:
    """Whether the stop head decides, or how many steps are forced."""
    return gr.Radio(
        force_choices(engine.latent_cap),
        value=NO_FORCE,
        label="Who decides: the stop head, or a forced number of steps",
        scale=2,
        min_width=320,
        elem_id=elem_id,
    )


def _map_controls(engine: Engine, views: dict, display: dict) -> dict:
    with gr.Row(elem_classes="map-controls"):
        display["projection"] = gr.Radio(PROJECTION_CHOICES, value="umap", label="View", scale=2, min_width=340)
        display["dimensions"] = gr.Radio([("2D", "2d"), ("3D", "3d")], value="2d", label="Axes", min_width=170)
    with gr.Row(elem_classes="map-controls"):
        display["color_by"] = gr.Radio(COLOR_CHOICES, value="number", label="Colour of other states", min_width=450)
    with gr.Row(elem_classes="map-controls"):
        play = gr.Button("Play", size="sm", scale=0, min_width=64, elem_id="play")
        views["replay"] = gr.Slider(
            0,
            max(engine.latent_cap, 1),
            value=engine.latent_cap,
            step=1,
            label="Replay up to step",
            buttons=[],
            min_width=220,
            elem_id="replay",
        )
        reading = gr.Textbox(
            label="List states that read like",
            placeholder="a number, then Enter",
            max_length=9,
            min_width=180,
            elem_id="reading",
        )
    display["replay"] = views["replay"]
    with gr.Row(elem_classes="map-controls"):
        display["whole"] = gr.Checkbox(False, label="whole map", min_width=100, elem_id="whole-map")
        display["ghosts"] = gr.Checkbox(False, label="similar problems", min_width=140, elem_id="ghosts")
        display["regions"] = gr.Checkbox(False, label="list states in a box", min_width=150, elem_id="regions")
    views["region"] = gr.HTML("", js_on_load=region.ON_LOAD, elem_id="region", label="states of a region")
    return {"play": play, "reading": reading}


def _readings(views: dict, display: dict) -> None:
    """Nearest tokens, and their control."""
    views["tokens_plot"] = figure_slot(
        "tokens", "What it reads like", "nearest tokens at each step", captions.TOKENS, tokens_figure(None)
    )
    views["control_plot"] = figure_slot(
        "control", "Control", "the same lens where nothing can be read", captions.CONTROL, control_figure(None)
    )
    display["control"] = gr.Radio(CONTROL_CHOICES, value="shuffled", label="Control", elem_id="control-choice")


def _layers(views: dict, display: dict) -> None:
    """The lens at every layer."""
    views["grid_plot"] = figure_slot(
        "grid", "Layer by layer", "what each layer would say", captions.LENS, lens_grid_figure(None)
    )
    display["statistic"] = gr.Radio(STATISTIC_CHOICES, value="p_max", label="Colour of the cells", elem_id="statistic")


def _take_home(engine: Engine, views: dict, display: dict) -> dict:
    """Save, open, link, and the history of this visitor."""
    gr.HTML(components.heading("Take it with you", "and your runs so far"), elem_classes="heading")
    with gr.Row(elem_classes="take-home"):
        save_run = gr.Button("Save run", min_width=90, elem_id="save-run")
        save_table = gr.Button("Save CSV", min_width=90, elem_id="save-table")
        pictures = {kind: gr.Button(f"Save {kind.upper()}", min_width=90, elem_id=f"save-{kind}") for kind in PICTURES}
        opened = gr.UploadButton(
            "Open a run file", file_types=[SUFFIX], min_width=140, visible=engine.policy.uploads, elem_id="open-run"
        )
        copy_link = gr.Button("Copy link", min_width=100, elem_id="copy-link")
        copy_embed = gr.Button("Copy embed code", min_width=140, elem_id="copy-embed")
        views["link"] = gr.HTML(components.run_link(None), elem_id="link")
    with gr.Row(elem_classes="history"):
        views["past_runs"] = gr.Radio([], label="Your runs: show again", min_width=320, elem_id="past-runs")
        views["overlays"] = gr.CheckboxGroup([], label="Lay over the map (up to 6)", min_width=320, elem_id="overlays")
    display["overlays"] = views["overlays"]
    payload = gr.Textbox(visible="hidden", label="file", elem_id="payload")
    return {
        "save_run": save_run,
        "save_table": save_table,
        "pictures": pictures,
        "opened": opened,
        "copy_link": copy_link,
        "copy_embed": copy_embed,
        "payload": payload,
    }
