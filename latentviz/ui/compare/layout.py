"""The Compare tab: two checkpoints, or two thresholds of one, on a question and over many problems."""

from typing import Any

import gradio as gr

from latentviz.data.examples import EXAMPLES, OPENING
from latentviz.figures import captions, map_figure
from latentviz.figures.disagreements import flip_steps_figure, flips_figure
from latentviz.serving.catalog import CheckpointCatalog
from latentviz.serving.engine import Engine
from latentviz.ui.compare import render as compare_texts
from latentviz.ui.shared.components import quiet
from latentviz.ui.shared.controls import figure_slot, headline, map_view_choice, slider, text_slot, threshold_slider
from latentviz.ui.shared.row_table import ON_LOAD, nothing

NAMES = ("first", "second")
SET_SIZES: dict[str, Any] = {"minimum": 50, "step": 50, "value": 200}
MOST_PROBLEMS = 1000


def build_compare(catalog: CheckpointCatalog) -> dict[str, Any]:
    """Lay out the tab, and return its components by name; `problem` holds what the visitor last took."""
    tab: dict[str, Any] = {name: gr.State(None) for name in ("pair_runs", "rows", "shown")}
    headline("Compare", "two checkpoints, or two thresholds of one")
    with gr.Row(elem_classes="rule"):
        for place in range(len(NAMES)):
            _side(catalog, tab, place)
    _over_set(catalog.engine, tab)
    _one_question(catalog.engine, tab)
    return tab


def _side(catalog: CheckpointCatalog, tab: dict, place: int) -> None:
    """Checkpoint and threshold; the second is another checkpoint, or a threshold half-way to 1."""
    names, side, threshold = catalog.names, NAMES[place].capitalize(), catalog.engine.stop_threshold
    chosen = names[min(place, len(names) - 1)] if names else None
    if place and len(names) < 2:
        threshold = round((1 + threshold) / 2, 2)
    elif place:
        # A checkpoint that cannot be read is told of when it is to run.
        threshold = catalog.threshold_of(chosen) or threshold
    with gr.Column(min_width=300, elem_classes="side"):
        tab[f"checkpoint_{place}"] = gr.Dropdown(
            names, value=chosen, label=f"{side}: checkpoint", elem_id=f"compare-checkpoint-{place}"
        )
        tab[f"threshold_{place}"] = threshold_slider(
            threshold, f"compare-threshold-{place}", f"{side}: stop when P(stop) reaches"
        )


def _over_set(engine: Engine, tab: dict) -> None:
    headline("Over many problems", "who wins where, and how sure that is")
    with gr.Row(elem_classes="controls"):
        tab["n_problems"] = slider(
            **SET_SIZES,
            maximum=min(MOST_PROBLEMS, engine.policy.max_problems),
            label="Problems of the test split",
            scale=2,
            min_width=220,
            elem_id="compare-n",
        )
        tab["run"] = gr.Button("Run both", min_width=110, elem_id="compare-set-run")
        tab["cancel"] = gr.Button("Cancel", min_width=80, elem_id="compare-set-cancel")
    tab["progress"] = gr.HTML("", elem_id="compare-progress", elem_classes="progress-slot")
    tab["comparison"] = gr.HTML(quiet(compare_texts.NO_SET), elem_id="compare-comparison")
    with gr.Row(elem_classes="views"):
        with gr.Column(min_width=320):
            tab["flips_plot"] = figure_slot(
                "compare-flips", "Wins and losses", "problem by problem", captions.FLIPS, flips_figure(None, *NAMES)
            )
        with gr.Column(min_width=320):
            tab["steps_plot"] = figure_slot(
                "compare-flip-steps",
                "Flips by their steps",
                "each problem that only one solves",
                captions.FLIP_STEPS,
                flip_steps_figure(None, *NAMES),
            )
    tab["opened_as"] = gr.Radio(
        [("the first", 0), ("the second", 1)], value=0, label="Open a flip as thought by", elem_id="compare-opened-as"
    )
    tab["flips_table"] = gr.HTML(
        nothing(compare_texts.NO_FLIPS), js_on_load=ON_LOAD, elem_id="compare-flips-table", label="flips"
    )


def _one_question(engine: Engine, tab: dict) -> None:
    headline("One question", "as both think about it", "level")
    example = EXAMPLES[OPENING]
    tab["problem"] = gr.State(example)
    tab["question"] = gr.Textbox(
        example.question, label="One question for both", lines=1, max_lines=8, elem_id="compare-question"
    )
    tab["message"] = gr.HTML("", elem_id="compare-message")
    with gr.Row(elem_classes="controls"):
        tab["compare"] = gr.Button("Compare on this question", variant="primary", min_width=180, elem_id="compare-run")
        tab["from_explore"] = gr.Button("Take the question from Explore", min_width=180, elem_id="compare-from-explore")
        tab["new_problem"] = gr.Button("New problem", min_width=120, elem_id="compare-new-problem")
    with gr.Row(elem_classes="views"):
        with gr.Column(min_width=320):
            empty_map = map_figure(engine.cloud, None, None)
            tab["map_plot"] = figure_slot("compare-map", "Two paths", "on one map", captions.TWO_PATHS, empty_map)
            tab["map_view"] = map_view_choice("compare-map-view")
        with gr.Column(min_width=320):
            no_pair, no_dropped = quiet(compare_texts.NO_PAIR), quiet(compare_texts.NO_DROPPED)
            tab["pair"] = text_slot("compare-pair", "Both answers", "and what they cost", no_pair)
            tab["dropped"] = text_slot(
                "compare-dropped", "What the shorter one dropped", "step by step", no_dropped, captions.DROPPED
            )
