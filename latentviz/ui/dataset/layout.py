"""The Dataset tab: many problems in one go, where their thoughts halt, and what comes of it."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from latentviz.data.problems.generator import SPLITS
from latentviz.figures import captions
from latentviz.records.links import THRESHOLDS
from latentviz.serving.engine import Engine
from latentviz.ui.dataset import problem_table
from latentviz.ui.dataset.handlers import READY
from latentviz.ui.dataset.render import PROBABILITIES, UPLOADED, SetDisplay, everything_of
from latentviz.ui.explore.layout import figure_slot
from latentviz.ui.shared import components
from latentviz.ui.shared.row_table import ON_LOAD

SOURCES = [*((f"{split} split", split) for split in reversed(SPLITS)), (UPLOADED, UPLOADED)]
FILE_TYPES = [".jsonl", ".json", ".txt"]
N_STEP = 50
N_FIRST = 200
HINT = (
    "A file holds one problem a line, as JSON: a text under “question”, and where they are known “answer” and “steps”. "
    "Lines of GSM8K and GSM8K-Aug are read as well."
)


@dataclass(frozen=True)
class DatasetTab:
    """The components that take part in events.

    Attributes
    ----------
    filters : dict
        By the fields of `Filters`.
    """

    n: gr.Slider
    threshold: gr.Slider
    run: gr.Button
    upload: gr.UploadButton
    cancel: gr.Button
    probability: gr.Radio
    published: gr.Checkbox
    filters: dict[str, Any]
    export: gr.Button
    payload: gr.Textbox
    views: dict[str, Any]


def build_dataset(engine: Engine) -> DatasetTab:
    """Lay out the tab, with the results that the checkpoint's folder keeps."""
    first = everything_of(engine, engine.results, SetDisplay())
    views: dict[str, Any] = {}
    ask = _ask(engine, views)
    views["set_summary"] = gr.HTML(first["set_summary"], elem_id="set-summary")
    with gr.Row(elem_classes="views"):
        with gr.Column(min_width=320):
            views["histogram_plot"] = figure_slot(
                "histogram",
                "Where the thoughts halt",
                "problems",
                captions.STEP_HISTOGRAM,
                first["histogram_plot"],
            )
        with gr.Column(min_width=320):
            views["operations_plot"] = figure_slot(
                "operations",
                "Do harder problems get more?",
                "steps against operations",
                captions.STEPS_AGAINST_OPERATIONS,
                first["operations_plot"],
            )
    with gr.Row(elem_classes="views"):
        with gr.Column(min_width=320):
            views["accuracy_plot"] = figure_slot(
                "accuracy",
                "Right at each length",
                "with 95 % intervals",
                captions.ACCURACY_BY_STEPS,
                first["accuracy_plot"],
            )
        with gr.Column(min_width=320):
            views["calibration_plot"] = figure_slot(
                "calibration",
                "Can it be believed?",
                "calibration",
                captions.CALIBRATION,
                first["calibration_plot"],
            )
            probability = gr.Radio(
                [(words, name) for name, words in PROBABILITIES.items()],
                value=SetDisplay().probability,
                label="Probability",
                elem_id="calibration-choice",
            )
    views["front_plot"] = figure_slot(
        "front", "What accuracy costs", "against counted tokens", captions.FRONT, first["front_plot"]
    )
    published = gr.Checkbox(SetDisplay().published, label="published points", elem_id="published")
    gr.HTML(components.heading("Early and late halts", "what they have in common"), elem_classes="heading")
    views["halt_groups"] = gr.HTML(first["halt_groups"], elem_id="halt-groups")
    gr.HTML(components.explanation(captions.HALT_GROUPS), elem_classes="explanation")
    table = _table(engine, views, first["problem_table"])
    views |= {name: gr.State(None) for name in ("answered", "running", "uploaded")}
    views["order"] = gr.State(first["order"])
    return DatasetTab(probability=probability, published=published, views=views, **ask, **table)


def _ask(engine: Engine, views: dict) -> dict:
    """What is run, and how far it is."""
    kept = engine.results
    gr.HTML(components.heading("A set of problems", "in one go"), elem_classes="heading")
    with gr.Row(elem_classes="rule"):
        sources = SOURCES if engine.policy.uploads else [source for source in SOURCES if source[1] != UPLOADED]
        views["source"] = gr.Radio(
            sources, value=SOURCES[0][1], label="Problems", scale=2, min_width=320, elem_id="set-source"
        )
        n = gr.Slider(
            N_STEP,
            engine.policy.max_problems,
            value=min(N_FIRST, engine.policy.max_problems),
            step=N_STEP,
            label="How many of a split",
            buttons=[],
            elem_id="set-n",
        )
        threshold = gr.Slider(
            *THRESHOLDS,
            value=engine.stop_threshold if kept is None else kept.threshold,
            step=0.01,
            label="Threshold: stop when P(stop) reaches it",
            buttons=[],
            min_width=220,
            elem_id="set-threshold",
        )
    with gr.Row(elem_classes="controls"):
        run = gr.Button("Run the set", variant="primary", min_width=120, elem_id="run-set")
        upload = gr.UploadButton(
            "Upload a file and run it",
            file_types=FILE_TYPES,
            min_width=180,
            visible=engine.policy.uploads,
            elem_id="upload-set",
        )
        cancel = gr.Button("Cancel", min_width=80, elem_id="cancel-set")
    gr.HTML(f'<p class="hint">{HINT}</p>')
    views["set_progress"] = gr.HTML(components.progress(READY), elem_id="set-progress")
    views["set_message"] = gr.HTML("", elem_id="set-message")
    return {"n": n, "threshold": threshold, "run": run, "upload": upload, "cancel": cancel}


def _table(engine: Engine, views: dict, first: str) -> dict:
    """Every problem, and what of it is shown."""
    gr.HTML(components.heading("Every problem", "choose one to see its thought"), elem_classes="heading")
    steps = [("any", problem_table.ANY_STEPS), *((str(k), k) for k in range(engine.latent_cap + 1))]
    with gr.Row(elem_classes="rule"):
        filters = {
            "verdict": gr.Radio(
                list(problem_table.VERDICTS), value="all", label="Answer", min_width=380, elem_id="filter-verdict"
            ),
            "contains": gr.Textbox(label="Question holds", max_lines=1, min_width=160, elem_id="filter-contains"),
            "n_latent_steps": gr.Dropdown(
                steps, value=problem_table.ANY_STEPS, label="Latent steps", min_width=120, elem_id="filter-steps"
            ),
        }
        export = gr.Button("Save the shown problems (CSV)", min_width=200, elem_id="save-set")
    views["problem_table"] = gr.HTML(first, js_on_load=ON_LOAD, elem_id="problems", label="problems")
    return {"filters": filters, "export": export, "payload": gr.Textbox(visible="hidden", label="file")}
