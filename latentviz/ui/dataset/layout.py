"""The Dataset tab: many problems in one go, where their thoughts halt, and what comes of it."""

from typing import Any

import gradio as gr

from latentviz.analysis.pareto import points_by_source
from latentviz.data.problems.generator import SPLITS
from latentviz.figures import captions
from latentviz.figures.captions import Explanation
from latentviz.figures.sources import accuracy_by_source_figure
from latentviz.serving.engine import Engine
from latentviz.ui.dataset import problem_table
from latentviz.ui.dataset.handlers import READY
from latentviz.ui.dataset.render import PROBABILITIES, UPLOADED, SetDisplay, everything_of
from latentviz.ui.shared import components
from latentviz.ui.shared.controls import figure_slot, headline, slider, text_slot, threshold_slider
from latentviz.ui.shared.row_table import ON_LOAD

SOURCES = [*((f"{split} split", split) for split in reversed(SPLITS)), (UPLOADED, UPLOADED)]
FILE_TYPES = [".jsonl", ".json", ".txt"]
N_STEP = 50
N_FIRST = 200
HINT = (
    "A file holds one problem a line, as JSON: a text under “question”, and where they are known “answer” and “steps”. "
    "Lines of GSM8K and GSM8K-Aug are read as well."
)


def build_dataset(engine: Engine) -> dict[str, Any]:
    """Lay out the tab, with the results that the checkpoint's folder keeps, and return its components by name."""
    first = everything_of(engine, engine.results, SetDisplay())
    tab: dict[str, Any] = {name: gr.State(None) for name in ("answered", "running", "uploaded")}
    tab["order"] = gr.State(first["order"])
    _ask(engine, tab)
    tab["set_summary"] = gr.HTML(first["set_summary"], elem_id="set-summary")
    _figures(engine, tab, first)
    tab["halt_groups"] = text_slot(
        "halt-groups", "Early and late halts", "what they have in common", first["halt_groups"], captions.HALT_GROUPS
    )
    _table(engine, tab, first["problem_table"])
    return tab


def _ask(engine: Engine, tab: dict) -> None:
    """What is run, and how far it is."""
    policy, kept = engine.policy, engine.results
    sources = SOURCES if policy.uploads else [source for source in SOURCES if source[1] != UPLOADED]
    headline("A set of problems", "in one go")
    with gr.Row(elem_classes="rule"):
        tab["source"] = gr.Radio(
            sources, value=SOURCES[0][1], label="Problems", scale=2, min_width=320, elem_id="set-source"
        )
        tab["n"] = slider(
            N_STEP,
            policy.max_problems,
            value=min(N_FIRST, policy.max_problems),
            step=N_STEP,
            label="How many of a split",
            elem_id="set-n",
        )
        tab["threshold"] = threshold_slider(engine.stop_threshold if kept is None else kept.threshold, "set-threshold")
    with gr.Row(elem_classes="controls"):
        tab["run"] = gr.Button("Run the set", variant="primary", min_width=120, elem_id="run-set")
        tab["upload"] = gr.UploadButton(
            "Upload a file and run it",
            file_types=FILE_TYPES,
            min_width=180,
            visible=policy.uploads,
            elem_id="upload-set",
        )
        tab["cancel"] = gr.Button("Cancel", min_width=80, elem_id="cancel-set")
    if policy.uploads:
        gr.HTML(f'<p class="hint">{HINT}</p>')
    tab["set_progress"] = gr.HTML(components.progress(READY), elem_id="set-progress")
    tab["set_message"] = gr.HTML("", elem_id="set-message")


def _figures(engine: Engine, tab: dict, first: dict) -> None:
    """Where the thoughts halt, and what comes of it."""

    def slot(view: str, name: str, title: str, subtitle: str, explanation: Explanation) -> None:
        tab[view] = figure_slot(name, title, subtitle, explanation, first[view])

    with gr.Row(elem_classes="views"):
        with gr.Column(min_width=320):
            slot("histogram_plot", "histogram", "Where the thoughts halt", "problems", captions.STEP_HISTOGRAM)
        with gr.Column(min_width=320):
            slot(
                "operations_plot",
                "operations",
                "Do harder problems get more?",
                "steps against operations",
                captions.STEPS_AGAINST_OPERATIONS,
            )
    with gr.Row(elem_classes="views"):
        with gr.Column(min_width=320):
            slot("accuracy_plot", "accuracy", "Right at each length", "with 95 % intervals", captions.ACCURACY_BY_STEPS)
        with gr.Column(min_width=320):
            slot("calibration_plot", "calibration", "Can it be believed?", "calibration", captions.CALIBRATION)
            tab["probability"] = gr.Radio(
                [(words, name) for name, words in PROBABILITIES.items()],
                value=SetDisplay().probability,
                label="Probability",
                elem_id="calibration-choice",
            )
    with gr.Row(elem_classes="views"):
        with gr.Column(min_width=320):
            slot("front_plot", "front", "What accuracy costs", "against counted tokens", captions.FRONT)
            tab["published"] = gr.Checkbox(SetDisplay().published, label="show published results", elem_id="published")
        with gr.Column(min_width=320):
            measured = accuracy_by_source_figure(points_by_source(engine.evaluation))
            figure_slot("sources", "Does it read what people write?", "held-out texts", captions.SOURCES, measured)


def _table(engine: Engine, tab: dict, first: str) -> None:
    """Every problem, and what of it is shown."""
    headline("Every problem", "choose one to see its thought")
    steps = [("any", problem_table.ANY_STEPS), *((str(k), k) for k in range(engine.latent_cap + 1))]
    with gr.Row(elem_classes="rule"):
        tab["verdict"] = gr.Radio(
            list(problem_table.VERDICTS), value="all", label="Answer", min_width=380, elem_id="filter-verdict"
        )
        tab["contains"] = gr.Textbox(label="Question contains", max_lines=1, min_width=160, elem_id="filter-contains")
        tab["n_latent_steps"] = gr.Dropdown(
            steps, value=problem_table.ANY_STEPS, label="Latent steps", min_width=120, elem_id="filter-steps"
        )
        tab["export"] = gr.Button("Save the shown problems (CSV)", min_width=200, elem_id="save-set")
    tab["problem_table"] = gr.HTML(first, js_on_load=ON_LOAD, elem_id="problems", label="problems")
    tab["payload"] = gr.Textbox(visible="hidden", label="file")
