"""The Explore tab: one question, one thought, linked views."""

from typing import Any

import gradio as gr

from latentviz.data.examples import EXAMPLES
from latentviz.figures import captions, control_figure, lens_grid_figure, map_figure, tokens_figure, what_if_figure
from latentviz.figures.map_paths import NUMBER_SPACE
from latentviz.figures.thought_picture import PICTURES
from latentviz.records.run_file import SUFFIX
from latentviz.serving.engine import Engine
from latentviz.ui.explore import region, step_strip
from latentviz.ui.explore.render import opening_texts
from latentviz.ui.shared import components
from latentviz.ui.shared.controls import (
    TEMPERATURE_RANGE,
    figure_slot,
    forced_length,
    headline,
    slider,
    text_slot,
    threshold_slider,
)

PROJECTION_CHOICES = [("map", "umap"), ("number space", NUMBER_SPACE), ("PCA", "pca")]
COLOR_CHOICES = [("number read", "number"), ("latent step", "step"), ("right or wrong", "right")]
STATISTIC_CHOICES = [("probability", "p_max"), ("entropy", "entropy"), ("KL to the last layer", "kl")]
CONTROL_CHOICES = [("latents of other problems", "shuffled"), ("untrained copy of the model", "untrained")]


def build_explore(engine: Engine, tabs: gr.Tabs) -> dict[str, Any]:
    """Lay out the tab, which is one of `tabs`, and return its components by name.

    Beside those, `problem` holds what this visitor last took, generated or example, and `request` what another tab
    wants to be shown here, see `latentviz.ui.explore.events.open_in_explore`.
    """
    tab: dict[str, Any] = {"tabs": tabs}
    shown = opening_texts(engine)
    with gr.Column(elem_classes="first"):
        with gr.Row(elem_classes="ask"):
            with gr.Column(scale=3, min_width=320):
                _ask(engine, tab)
            with gr.Column(scale=2, min_width=320, elem_classes=["pane", "answer-slot"]):
                tab["card"] = gr.HTML(shown["card"], elem_id="card")
        thought = {"js_on_load": step_strip.ON_LOAD, "label": "thought"}
        tab["strip"] = text_slot("strip", "The thought", "step by step", shown["strip"], captions.THOUGHT, **thought)
    _rule(engine, tab)
    with gr.Row(elem_classes="views"):
        with gr.Column(min_width=320, elem_classes="pane"):
            first_map = map_figure(engine.cloud, None, None).update_layout(height=None)
            tab["map_plot"] = figure_slot("map", "Where it went", "a map of hidden states", captions.MAP, first_map)
            _map_controls(engine, tab)
        with gr.Column(min_width=320):
            tab["what_if_plot"] = figure_slot(
                "what-if", "If it had stopped there", "each answer", captions.WHAT_IF, what_if_figure(None)
            )
            tab["detail"] = text_slot(
                "detail", "The selected step", "in words", shown["detail"], captions.SELECTED_STEP
            )
    tab["fold"] = gr.Accordion("Look closer: how do we know?", open=False, elem_classes="fold")
    with tab["fold"], gr.Row(elem_classes="views"):
        with gr.Column(min_width=320):
            _readings(tab)
        with gr.Column(min_width=320):
            _layers(tab)
            tab["meter"] = text_slot(
                "meter", "What it cost", "against writing the thought out", shown["meter"], captions.COST
            )
    _take_home(engine, tab)
    tab |= {
        name: gr.State(None) for name in ("problem", "request", "run_state", "chained", "selected", "listed", "drawn")
    }
    return tab | {"history": gr.State([]), "closer": gr.State(False)}


def _ask(engine: Engine, tab: dict) -> None:
    most = engine.limits.trained_max_operations
    tab["question"] = gr.Textbox(
        label="Your word problem",
        placeholder="Mia has 48 eggs. She sells half of them …",
        lines=1,
        max_lines=8,
        elem_id="question",
    )
    tab["message"] = gr.HTML(components.hint(engine.limits), elem_id="message")
    with gr.Row(elem_classes="controls"):
        tab["run"] = gr.Button("Run", variant="primary", scale=1, min_width=80, elem_id="run")
        tab["cancel"] = gr.Button("Cancel", scale=1, min_width=80, elem_id="cancel")
        tab["new_problem"] = gr.Button("New problem", scale=1, min_width=124, elem_id="new-problem")
        tab["difficulty"] = slider(
            1, most, value=min(2, most), step=1, label="Operations in it", scale=2, min_width=200, elem_id="difficulty"
        )
    with gr.Row(elem_classes="examples"):
        gr.HTML('<span class="quiet">or an example:</span>')
        tab["examples"] = {
            name: gr.Button(f"{name} ({problem.n_operations})", size="sm", scale=0, min_width=60)
            for name, problem in EXAMPLES.items()
        }


def _rule(engine: Engine, tab: dict) -> None:
    """Sliders that decide again at once, and the forced length."""
    with gr.Row(elem_classes="rule"):
        tab["threshold"] = threshold_slider(engine.stop_threshold, "threshold")
        tab["temperature"] = slider(
            *TEMPERATURE_RANGE,
            value=1.0,
            step=0.1,
            label="Temperature of the stop head",
            min_width=220,
            elem_id="temperature",
        )
        tab["fixed_k"] = forced_length(engine.latent_cap, "force-k")


def _map_controls(engine: Engine, tab: dict) -> None:
    cap = engine.latent_cap
    with gr.Row(elem_classes="map-controls"):
        tab["projection"] = gr.Radio(PROJECTION_CHOICES, value="umap", label="View", scale=2, min_width=340)
        tab["dimensions"] = gr.Radio([("2D", "2d"), ("3D", "3d")], value="2d", label="Axes", min_width=170)
    with gr.Row(elem_classes="map-controls"):
        tab["color_by"] = gr.Radio(COLOR_CHOICES, value="number", label="Colour of other states", min_width=450)
    with gr.Row(elem_classes="map-controls"):
        tab["play"] = gr.Button("Play", size="sm", scale=0, min_width=64, elem_id="play")
        tab["replay"] = slider(
            0, max(cap, 1), value=cap, step=1, label="Replay up to step", min_width=220, elem_id="replay"
        )
        tab["reading"] = gr.Textbox(
            label="List states that read like",
            placeholder="a number, then Enter",
            max_length=9,
            min_width=180,
            elem_id="reading",
        )
    with gr.Row(elem_classes="map-controls"):
        tab["whole"] = gr.Checkbox(False, label="whole map", min_width=100, elem_id="whole-map")
        tab["ghosts"] = gr.Checkbox(False, label="similar problems", min_width=140, elem_id="ghosts")
        tab["regions"] = gr.Checkbox(False, label="list states in a box", min_width=150, elem_id="regions")
    tab["region"] = gr.HTML("", js_on_load=region.ON_LOAD, elem_id="region", label="states of a region")


def _readings(tab: dict) -> None:
    """Nearest tokens, and their control."""
    tab["tokens_plot"] = figure_slot(
        "tokens", "What it reads like", "nearest tokens at each step", captions.TOKENS, tokens_figure(None)
    )
    tab["control_plot"] = figure_slot(
        "control", "Control", "the same lens where nothing can be read", captions.CONTROL, control_figure(None)
    )
    tab["control"] = gr.Radio(CONTROL_CHOICES, value="shuffled", label="Control", elem_id="control-choice")


def _layers(tab: dict) -> None:
    """The lens at every layer."""
    tab["grid_plot"] = figure_slot(
        "grid", "Layer by layer", "what each layer would say", captions.LENS, lens_grid_figure(None)
    )
    tab["statistic"] = gr.Radio(STATISTIC_CHOICES, value="p_max", label="Colour of the cells", elem_id="statistic")


def _take_home(engine: Engine, tab: dict) -> None:
    """Save, open, link, and the history of this visitor."""
    headline("Take it with you", "and your runs so far")
    with gr.Row(elem_classes="take-home"):
        kinds = {"run": "run", "table": "CSV", **{kind: kind.upper() for kind in PICTURES}}
        tab["save"] = {
            kind: gr.Button(f"Save {words}", min_width=90, elem_id=f"save-{kind}") for kind, words in kinds.items()
        }
        tab["opened"] = gr.UploadButton(
            "Open a run file", file_types=[SUFFIX], min_width=140, visible=engine.policy.uploads, elem_id="open-run"
        )
        tab["copy_link"] = gr.Button("Copy link", min_width=100, elem_id="copy-link")
        tab["copy_embed"] = gr.Button("Copy embed code", min_width=140, elem_id="copy-embed")
        tab["link"] = gr.HTML(components.run_link(None), elem_id="link")
    with gr.Row(elem_classes="history"):
        tab["past_runs"] = gr.Radio([], label="Your runs: show again", min_width=320, elem_id="past-runs")
        tab["overlays"] = gr.CheckboxGroup([], label="Lay over the map (up to 6)", min_width=320, elem_id="overlays")
    tab["payload"] = gr.Textbox(visible="hidden", label="file", elem_id="payload")
