"""The Lab tab: change a step of a thought, and see what it was worth."""

from dataclasses import dataclass
from typing import Any

import gradio as gr
import numpy as np

from latentviz.figures import captions, map_figure
from latentviz.figures.intervention import edit_figure
from latentviz.figures.map_paths import NUMBER_SPACE
from latentviz.figures.number_sweep import stress_figure
from latentviz.figures.wording import step_label
from latentviz.serving.engine import Engine
from latentviz.ui.explore.layout import figure_slot, forced_length, threshold_slider
from latentviz.ui.lab import render as lab_texts
from latentviz.ui.lab.number_sweep import MAX_VALUES
from latentviz.ui.shared import components
from latentviz.ui.shared.row_table import ON_LOAD

MAP_VIEWS = [
    ("map", "umap2d"),
    ("number space", NUMBER_SPACE),
    ("PCA", "pca2d"),
    ("map in 3D", "umap3d"),
    ("PCA in 3D", "pca3d"),
]
NOISE_SIZES = (0.0, 4.0)


@dataclass(frozen=True)
class LabTab:
    """The components that take part in events.

    `question`, `problem` and `rule` say what is thought about, and when the thought halts; `problem` holds what the
    visitor last took. `act` holds step, kind, noise, weight and donor of an edit. `views` are outputs by name.
    """

    question: gr.Textbox
    problem: gr.State
    rule: tuple[gr.Slider, gr.Radio]
    from_explore: gr.Button
    new_problem: gr.Button
    in_explore: gr.Button
    act: dict[str, Any]
    new_donor: gr.Button
    edit: gr.Button
    map_view: gr.Radio
    try_controls: gr.Button
    patch: dict[str, Any]
    stress: dict[str, Any]
    views: dict[str, Any]


def build_lab(engine: Engine) -> LabTab:
    """Lay out the tab."""
    views: dict[str, Any] = {}
    gr.HTML(components.heading("Test a thought", "change a step, and see what it was worth"), elem_classes="heading")
    gr.HTML(lab_texts.what_patching_shows(engine.recorded_patches), elem_id="lab-finding")
    ask = _ask(engine, views)
    patch = _patch(engine, views)
    with gr.Accordion("Change the step yourself: zero, noise, swap, copy …", open=False, elem_classes="fold"):
        edit = _edit(engine, views)
    with gr.Accordion("Number stress: the same question with another number", open=False, elem_classes="fold"):
        stress = _stress(engine, views)
    views |= {"edited": gr.State(None), "stress_rows": gr.State(())}
    views |= {"question": ask["question"], "problem": ask["problem"], "donor": edit["act"]["donor"]}
    views |= {"patch_number": patch["number"], "patch_value": patch["value"], "stress_number": stress["number"]}
    views |= {"threshold": ask["rule"][0], "fixed_k": ask["rule"][1]}
    views |= {"noise": edit["act"]["noise"], "weight": edit["act"]["weight"]}
    return LabTab(patch=patch, stress=stress, views=views, **ask, **edit)


def _ask(engine: Engine, views: dict) -> dict:
    question = gr.Textbox(label="The question whose thought is tested", lines=1, max_lines=8, elem_id="lab-question")
    views["message"] = gr.HTML(components.hint(engine.limits), elem_id="lab-message")
    with gr.Row(elem_classes="controls"):
        from_explore = gr.Button("Take the thought from Explore", min_width=240, elem_id="lab-from-explore")
        new_problem = gr.Button("New problem", min_width=120, elem_id="lab-new-problem")
        in_explore = gr.Button("Open in Explore", min_width=120, elem_id="lab-in-explore")
    with gr.Row(elem_classes="rule"):
        rule = (threshold_slider(engine, "lab-threshold"), forced_length(engine, "lab-force-k"))
    return {
        "question": question,
        "problem": gr.State(None),
        "rule": rule,
        "from_explore": from_explore,
        "new_problem": new_problem,
        "in_explore": in_explore,
    }


def _edit(engine: Engine, views: dict) -> dict:
    act: dict[str, Any] = {}
    with gr.Row(elem_classes="rule"):
        act["step"] = gr.Radio(
            [(step_label(step), step) for step in range(1, engine.latent_cap + 1)],
            value=1,
            label="Step to change",
            min_width=280,
            elem_id="lab-step",
        )
        kinds = [(words, kind) for kind, words in lab_texts.ACTS.items()]
        act["kind"] = gr.Radio(
            kinds, value="zero", label="What to do with it", scale=2, min_width=320, elem_id="lab-act"
        )
    with gr.Row(elem_classes="rule"):
        act["noise"] = gr.Slider(
            *NOISE_SIZES,
            value=1.0,
            step=0.1,
            label="Noise: how long, in lengths of the input",
            buttons=[],
            interactive=False,
            min_width=220,
            elem_id="lab-noise",
        )
        act["weight"] = gr.Slider(
            0.0,
            1.0,
            value=0.5,
            step=0.05,
            label="Interpolate: weight of the other problem",
            buttons=[],
            interactive=False,
            min_width=220,
            elem_id="lab-weight",
        )
    with gr.Row(elem_classes="controls"):
        act["donor"] = gr.Textbox(
            label="The other problem, whose same step is copied",
            lines=1,
            max_lines=4,
            interactive=False,
            scale=3,
            min_width=280,
            elem_id="lab-donor",
        )
        new_donor = gr.Button("Another problem", min_width=120, elem_id="lab-new-donor")
        edit = gr.Button("Edit the thought", variant="primary", min_width=140, elem_id="lab-edit-run")
    with gr.Row(elem_classes="views"):
        with gr.Column(min_width=320):
            gr.HTML(components.heading("The answer", "before and after"), elem_classes="heading")
            views["outcome"] = gr.HTML(lab_texts.outcome(None), elem_id="lab-outcome")
            gr.HTML(components.heading("Is it the edit?", "the same on other problems"), elem_classes="heading")
            try_controls = gr.Button("The same edit on other problems", elem_id="lab-try-controls")
            views["controls"] = gr.HTML(lab_texts.controls(None), elem_id="lab-controls")
            gr.HTML(components.explanation(captions.EDIT_CONTROLS), elem_classes="explanation")
        with gr.Column(min_width=320):
            views["edit_plot"] = figure_slot(
                "lab-edit",
                "When it wanted to stop",
                "before and after",
                captions.EDIT,
                edit_figure(np.zeros((0, 0)), np.zeros(0), (), 0),
            )
    with gr.Row(elem_classes="views"):
        with gr.Column(min_width=320):
            empty_map = map_figure(engine.cloud, None, None).update_layout(height=None)
            views["map_plot"] = figure_slot(
                "lab-map", "Where it went", "before and after", captions.EDITED_PATH, empty_map
            )
            map_view = gr.Radio(MAP_VIEWS, value="umap2d", label="View of the map", elem_id="lab-map-view")
        with gr.Column(min_width=320):
            gr.HTML(components.heading("What it reads like", "before and after"), elem_classes="heading")
            views["tokens"] = gr.HTML(lab_texts.tokens(None), elem_id="lab-tokens")
            gr.HTML(components.explanation(captions.EDITED_TOKENS), elem_classes="explanation")
    return {
        "act": act,
        "new_donor": new_donor,
        "edit": edit,
        "map_view": map_view,
        "try_controls": try_controls,
    }


def _patch(engine: Engine, views: dict) -> dict:
    gr.HTML(
        components.heading("Patch the number", "does the answer follow as arithmetic says?"), elem_classes="heading"
    )
    with gr.Row(elem_classes="controls"):
        number = gr.Dropdown([], label="Number that the twin changes", min_width=160, elem_id="lab-patch-number")
        value = gr.Number(
            label="The twin's number (empty: drawn)",
            precision=0,
            minimum=0,
            maximum=engine.limits.max_number,
            min_width=160,
            elem_id="lab-patch-value",
        )
        draw = gr.Button("Draw another twin", min_width=180, elem_id="lab-patch-draw")
        run = gr.Button("Patch", min_width=100, elem_id="lab-patch-run")
    with gr.Row(elem_classes="views"):
        with gr.Column(min_width=320):
            views["patch"] = gr.HTML(lab_texts.patch(None), elem_id="lab-patch")
        with gr.Column(min_width=320):
            views["recorded"] = gr.HTML(lab_texts.recorded_patches(engine.recorded_patches), elem_id="lab-recorded")
            gr.HTML(components.explanation(captions.PATCH), elem_classes="explanation")
    return {"number": number, "value": value, "draw": draw, "run": run}


def _stress(engine: Engine, views: dict) -> dict:
    limits = engine.limits
    whole: dict[str, Any] = {"precision": 0, "minimum": 0, "maximum": limits.max_number, "min_width": 100}
    with gr.Row(elem_classes="controls"):
        number = gr.Dropdown([], label="Number to vary", min_width=140, elem_id="lab-stress-number")
        low = gr.Number(1, label="from", elem_id="lab-stress-low", **whole)
        most = min(limits.trained_max_number, MAX_VALUES, engine.policy.max_problems)
        high = gr.Number(most, label="to", elem_id="lab-stress-high", **whole)
        run = gr.Button("Vary the number", min_width=130, elem_id="lab-stress-run")
        cancel = gr.Button("Cancel", min_width=80, elem_id="lab-stress-cancel")
    views["stress_progress"] = gr.HTML("", elem_id="lab-stress-progress", elem_classes="progress-slot")
    views["stress_plot"] = figure_slot(
        "lab-stress", "Answers and steps", "by the value", captions.STRESS, stress_figure([], [])
    )
    views["stress_table"] = gr.HTML(
        lab_texts.answers_by_value([]), js_on_load=ON_LOAD, elem_id="lab-stress-table", label="values"
    )
    return {"number": number, "low": low, "high": high, "run": run, "cancel": cancel}
