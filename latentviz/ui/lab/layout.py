"""The Lab tab: change a step of a thought, and see what it was worth."""

from typing import Any

import gradio as gr
import numpy as np

from latentviz.figures import captions, map_figure
from latentviz.figures.intervention import edit_figure
from latentviz.figures.number_sweep import stress_figure
from latentviz.figures.wording import step_label
from latentviz.serving.engine import Engine
from latentviz.ui.lab import render as lab_texts
from latentviz.ui.lab.number_sweep import MAX_VALUES
from latentviz.ui.shared import components
from latentviz.ui.shared.controls import (
    about_this,
    figure_slot,
    forced_length,
    headline,
    map_view_choice,
    slider,
    text_slot,
    threshold_slider,
)
from latentviz.ui.shared.row_table import ON_LOAD

NOISE_SIZES = (0.0, 4.0)


def build_lab(engine: Engine) -> dict[str, Any]:
    """Lay out the tab, and return its components by name; `problem` holds what the visitor last took."""
    tab: dict[str, Any] = {name: gr.State(None) for name in ("problem", "edited", "stress_rows")}
    headline("Test a thought", "change a step, and see what it was worth")
    gr.HTML(lab_texts.what_patching_shows(engine.recorded_patches), elem_id="lab-finding")
    _ask(engine, tab)
    _patch(engine, tab)
    with gr.Accordion("Change the step yourself: zero, noise, swap, copy …", open=False, elem_classes="fold"):
        _act(engine, tab)
        _edited(engine, tab)
    with gr.Accordion("Number sweep: the same question with another number", open=False, elem_classes="fold"):
        _stress(engine, tab)
    return tab


def _ask(engine: Engine, tab: dict) -> None:
    tab["question"] = gr.Textbox(
        label="The question whose thought is tested", lines=1, max_lines=8, elem_id="lab-question"
    )
    tab["message"] = gr.HTML(components.hint(engine.limits), elem_id="lab-message")
    with gr.Row(elem_classes="controls"):
        tab["from_explore"] = gr.Button("Take the thought from Explore", min_width=240, elem_id="lab-from-explore")
        tab["new_problem"] = gr.Button("New problem", min_width=120, elem_id="lab-new-problem")
        tab["in_explore"] = gr.Button("Open in Explore", min_width=120, elem_id="lab-in-explore")
    with gr.Row(elem_classes="rule"):
        tab["threshold"] = threshold_slider(engine.stop_threshold, "lab-threshold")
        tab["forced"] = forced_length(engine.latent_cap, "lab-force-k")


def _act(engine: Engine, tab: dict) -> None:
    """What is done to which step."""
    steps = [(step_label(step), step) for step in range(1, engine.latent_cap + 1)]
    kinds = [(words, kind) for kind, words in lab_texts.ACTS.items()]
    with gr.Row(elem_classes="rule"):
        tab["step"] = gr.Radio(steps, value=1, label="Step to change", min_width=280, elem_id="lab-step")
        tab["kind"] = gr.Radio(
            kinds, value="zero", label="What to do with it", scale=2, min_width=320, elem_id="lab-act"
        )
    with gr.Row(elem_classes="rule"):
        tab["noise"] = slider(
            *NOISE_SIZES,
            value=1.0,
            step=0.1,
            label="Noise: how long, in lengths of the input",
            elem_id="lab-noise",
            interactive=False,
            min_width=220,
        )
        tab["weight"] = slider(
            0.0,
            1.0,
            value=0.5,
            step=0.05,
            label="Interpolate: weight of the other problem",
            elem_id="lab-weight",
            interactive=False,
            min_width=220,
        )
    with gr.Row(elem_classes="controls"):
        tab["donor"] = gr.Textbox(
            label="The other problem, whose same step is copied",
            lines=1,
            max_lines=4,
            interactive=False,
            scale=3,
            min_width=280,
            elem_id="lab-donor",
        )
        tab["new_donor"] = gr.Button("Another problem", min_width=120, elem_id="lab-new-donor")
        tab["edit"] = gr.Button("Edit the thought", variant="primary", min_width=140, elem_id="lab-edit-run")


def _edited(engine: Engine, tab: dict) -> None:
    """The thought before and after."""
    with gr.Row(elem_classes="views"):
        with gr.Column(min_width=320):
            no_edit = components.quiet(lab_texts.NO_EDIT)
            tab["outcome"] = text_slot("lab-outcome", "The answer", "before and after", no_edit)
            with gr.Column(elem_classes="figure"):
                headline("Is it the edit?", "the same on other problems")
                tab["try_controls"] = gr.Button("The same edit on other problems", elem_id="lab-try-controls")
                tab["controls"] = gr.HTML(components.quiet(lab_texts.NO_CONTROLS), elem_id="lab-controls")
                about_this(captions.EDIT_CONTROLS)
        with gr.Column(min_width=320):
            empty = edit_figure(np.zeros((0, 0)), np.zeros(0), (), 0)
            tab["edit_plot"] = figure_slot(
                "lab-edit", "When it wanted to stop", "before and after", captions.EDIT, empty
            )
    with gr.Row(elem_classes="views"):
        with gr.Column(min_width=320):
            empty_map = map_figure(engine.cloud, None, None)
            tab["map_plot"] = figure_slot(
                "lab-map", "Where it went", "before and after", captions.EDITED_PATH, empty_map
            )
            tab["map_view"] = map_view_choice("lab-map-view")
        with gr.Column(min_width=320):
            no_tokens = components.quiet(lab_texts.NO_TOKENS)
            tab["tokens"] = text_slot(
                "lab-tokens", "What it reads like", "before and after", no_tokens, captions.EDITED_TOKENS
            )


def _patch(engine: Engine, tab: dict) -> None:
    headline("Patch the number", "does the answer follow as arithmetic says?")
    with gr.Row(elem_classes="controls"):
        tab["patch_number"] = gr.Dropdown(
            [], label="Number that the twin changes", min_width=160, elem_id="lab-patch-number"
        )
        tab["patch_value"] = gr.Number(
            label="The twin's number (empty: drawn)",
            precision=0,
            minimum=0,
            maximum=engine.limits.max_number,
            min_width=160,
            elem_id="lab-patch-value",
        )
        tab["patch_draw"] = gr.Button("Draw another twin", min_width=180, elem_id="lab-patch-draw")
        tab["patch_run"] = gr.Button("Patch", min_width=100, elem_id="lab-patch-run")
    with gr.Row(elem_classes="views"):
        with gr.Column(min_width=320):
            no_patch = components.quiet(lab_texts.NO_PATCH)
            tab["patch"] = text_slot("lab-patch", "Of this problem", "with its twin's step", no_patch)
        with gr.Column(min_width=320):
            recorded = lab_texts.recorded_patches(engine.recorded_patches)
            text_slot("lab-recorded", "Of many problems", "and what else could be put in", recorded, captions.PATCH)


def _stress(engine: Engine, tab: dict) -> None:
    limits = engine.limits
    whole: dict[str, Any] = {"precision": 0, "minimum": 0, "maximum": limits.max_number, "min_width": 100}
    with gr.Row(elem_classes="controls"):
        tab["stress_number"] = gr.Dropdown([], label="Number to vary", min_width=140, elem_id="lab-stress-number")
        tab["low"] = gr.Number(1, label="from", elem_id="lab-stress-low", **whole)
        most = min(limits.trained_max_number, MAX_VALUES, engine.policy.max_problems)
        tab["high"] = gr.Number(most, label="to", elem_id="lab-stress-high", **whole)
        tab["stress_run"] = gr.Button("Vary the number", min_width=130, elem_id="lab-stress-run")
        tab["stress_cancel"] = gr.Button("Cancel", min_width=80, elem_id="lab-stress-cancel")
    tab["stress_progress"] = gr.HTML("", elem_id="lab-stress-progress", elem_classes="progress-slot")
    tab["stress_plot"] = figure_slot(
        "lab-stress", "Answers and steps", "by the value", captions.STRESS, stress_figure([], [])
    )
    tab["stress_table"] = gr.HTML(
        lab_texts.answers_by_value([]), js_on_load=ON_LOAD, elem_id="lab-stress-table", label="values"
    )
