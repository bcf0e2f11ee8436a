"""The Compare tab: two checkpoints, or two thresholds of one, on a question and over many problems."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from latentviz.data.examples import EXAMPLES, OPENING
from latentviz.figures import captions, map_figure
from latentviz.figures.disagreements import flip_steps_figure, flips_figure
from latentviz.serving.catalog import CheckpointCatalog
from latentviz.serving.engine import Engine
from latentviz.ui.compare import render as compare_texts
from latentviz.ui.explore.layout import figure_slot, threshold_slider
from latentviz.ui.lab.layout import MAP_VIEWS
from latentviz.ui.shared import components
from latentviz.ui.shared.row_table import ON_LOAD

NAMES = ("first", "second")
# Checkpoint and threshold of one side.
SideControls = tuple[gr.Dropdown, gr.Slider]
SET_SIZES: dict[str, Any] = {"minimum": 50, "maximum": 1000, "step": 50, "value": 200}


@dataclass(frozen=True)
class CompareTab:
    """The components that take part in events.

    `sides` holds checkpoint and threshold of the first and of the second; `problem` what the visitor last took.
    """

    sides: tuple[SideControls, SideControls]
    question: gr.Textbox
    problem: gr.State
    from_explore: gr.Button
    new_problem: gr.Button
    compare: gr.Button
    map_view: gr.Radio
    n_problems: gr.Slider
    run: gr.Button
    cancel: gr.Button
    opened_as: gr.Radio
    views: dict[str, Any]


def build_compare(engine: Engine, catalog: CheckpointCatalog) -> CompareTab:
    """Lay out the tab."""
    views: dict[str, Any] = {}
    gr.HTML(components.heading("Compare", "two checkpoints, or two thresholds of one"), elem_classes="heading")
    sides = _sides(engine, catalog)
    over_set = _over_set(catalog.engine, views)
    one_question = _one_question(engine, views)
    views |= {"question": one_question["question"], "problem": one_question["problem"], "pair_runs": gr.State(None)}
    views |= {"rows": gr.State(None), "shown": gr.State(None)}
    for place, (checkpoint, threshold) in enumerate(sides):
        views |= {f"checkpoint_{place}": checkpoint, f"threshold_{place}": threshold}
    return CompareTab(sides=sides, views=views, **over_set, **one_question)


def _sides(engine: Engine, catalog: CheckpointCatalog) -> tuple[SideControls, SideControls]:
    """Checkpoint and threshold of each; the second is another checkpoint, or a threshold half-way to 1."""
    names, sides = catalog.names, []
    with gr.Row(elem_classes="rule"):
        for place, side in enumerate(NAMES):
            with gr.Column(min_width=300, elem_classes="side"):
                chosen = names[min(place, len(names) - 1)] if names else None
                checkpoint = gr.Dropdown(
                    names, value=chosen, label=f"{side.capitalize()}: checkpoint", elem_id=f"compare-checkpoint-{place}"
                )
                label = f"{side.capitalize()}: stop when P(stop) reaches"
                threshold = threshold_slider(engine, f"compare-threshold-{place}", label)
                if place and len(names) < 2:
                    threshold.value = round((1 + engine.stop_threshold) / 2, 2)
                elif place:
                    # A checkpoint that cannot be read is told of when it is to run.
                    threshold.value = catalog.threshold_of(chosen) or threshold.value
                sides.append((checkpoint, threshold))
    return sides[0], sides[1]


def _over_set(engine: Engine, views: dict) -> dict:
    gr.HTML(components.heading("Over many problems", "who wins where, and how sure that is"), elem_classes="heading")
    with gr.Row(elem_classes="controls"):
        n_problems = gr.Slider(
            **SET_SIZES | {"maximum": min(SET_SIZES["maximum"], engine.policy.max_problems)},
            label="Problems of the test split",
            buttons=[],
            scale=2,
            min_width=220,
            elem_id="compare-n",
        )
        run = gr.Button("Run both", min_width=110, elem_id="compare-set-run")
        cancel = gr.Button("Cancel", min_width=80, elem_id="compare-set-cancel")
    views["progress"] = gr.HTML("", elem_id="compare-progress", elem_classes="progress-slot")
    views["comparison"] = gr.HTML(compare_texts.comparison(None, NAMES), elem_id="compare-comparison")
    with gr.Row(elem_classes="views"):
        with gr.Column(min_width=320):
            views["flips_plot"] = figure_slot(
                "compare-flips",
                "Wins and losses",
                "problem by problem",
                captions.FLIPS,
                flips_figure(None, *NAMES),
            )
        with gr.Column(min_width=320):
            views["steps_plot"] = figure_slot(
                "compare-flip-steps",
                "Flips by their steps",
                "each problem that only one solves",
                captions.FLIPS,
                flip_steps_figure(None, *NAMES),
            )
    opened_as = gr.Radio(
        [("the first", 0), ("the second", 1)], value=0, label="Open a flip as thought by", elem_id="compare-opened-as"
    )
    views["flips_table"] = gr.HTML(
        compare_texts.flips(None), js_on_load=ON_LOAD, elem_id="compare-flips-table", label="flips"
    )
    return {"n_problems": n_problems, "run": run, "cancel": cancel, "opened_as": opened_as}


def _one_question(engine: Engine, views: dict) -> dict:
    gr.HTML(components.heading("One question", "as both think about it"), elem_classes="heading level")
    example = EXAMPLES[OPENING]
    question = gr.Textbox(
        example.question, label="One question for both", lines=1, max_lines=8, elem_id="compare-question"
    )
    views["message"] = gr.HTML("", elem_id="compare-message")
    with gr.Row(elem_classes="controls"):
        compare = gr.Button("Compare on this question", variant="primary", min_width=180, elem_id="compare-run")
        from_explore = gr.Button("Take the question from Explore", min_width=180, elem_id="compare-from-explore")
        new_problem = gr.Button("New problem", min_width=120, elem_id="compare-new-problem")
    with gr.Row(elem_classes="views"):
        with gr.Column(min_width=320):
            empty_map = map_figure(engine.cloud, None, None).update_layout(height=None)
            views["map_plot"] = figure_slot("compare-map", "Two paths", "on one map", captions.TWO_PATHS, empty_map)
            map_view = gr.Radio(MAP_VIEWS, value="umap2d", label="View of the map", elem_id="compare-map-view")
        with gr.Column(min_width=320):
            gr.HTML(components.heading("Both answers", "and what they cost"), elem_classes="heading")
            views["pair"] = gr.HTML(compare_texts.pair(None, None, NAMES), elem_id="compare-pair")
            gr.HTML(components.heading("What the shorter one dropped", "step by step"), elem_classes="heading")
            views["dropped"] = gr.HTML(compare_texts.dropped(None, None, NAMES), elem_id="compare-dropped")
            gr.HTML(components.explanation(captions.DROPPED), elem_classes="explanation")
    return {
        "question": question,
        "problem": gr.State(example),
        "from_explore": from_explore,
        "new_problem": new_problem,
        "compare": compare,
        "map_view": map_view,
    }
