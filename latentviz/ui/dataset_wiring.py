"""Events of the Dataset tab: which component calls which handler."""

from collections.abc import Callable
from typing import Any

import gradio as gr

from latentviz.ui import dataset_handlers, scripts
from latentviz.ui.dataset import DatasetTab
from latentviz.ui.dataset_views import UPLOADED, VIEW_NAMES, SetDisplay
from latentviz.ui.engine import Engine
from latentviz.ui.explore import ExploreTab
from latentviz.ui.problem_table import Filters
from latentviz.ui.wiring import AT_ONCE, LATEST, QUIET

# Not the queue of Explore: between two batches a typed question is answered.
ONE_SET_AT_A_TIME = {"concurrency_id": "dataset", "concurrency_limit": 1}


def wire_dataset(page: gr.Blocks, tab: DatasetTab, engine: Engine, explore_tab: ExploreTab) -> None:
    """Connect the tab's components; `page` is the one that both tabs stand on."""
    view, outputs = tab.views, [tab.views[name] for name in VIEW_NAMES]
    display = [tab.probability, tab.published, view["order"], *tab.filters.values()]

    def display_of(values: tuple) -> SetDisplay:
        probability, published, order, *filters = values
        return SetDisplay(probability, published, Filters(**dict(zip(tab.filters, filters, strict=True))), order)

    def run(source, uploaded, n, threshold, sign, *values):
        if source == UPLOADED:
            yield from dataset_handlers.run_upload(engine, *uploaded, threshold, display_of(values), sign)
        else:
            yield from dataset_handlers.run_split(engine, source, int(n), threshold, display_of(values), sign)

    def run_file(path, threshold, sign, *values):
        yield from dataset_handlers.run_file(engine, path, threshold, display_of(values), sign)

    def decide(answered, threshold, *values):
        return dataset_handlers.decide(engine, answered, threshold, display_of(values))

    def redraw_calibration(answered, *values):
        return dataset_handlers.redraw_calibration(engine, answered, display_of(values))

    def redraw_front(answered, *values):
        return dataset_handlers.redraw_front(engine, answered, display_of(values))

    def filter_table(answered, *values):
        return dataset_handlers.filter_table(engine, answered, display_of(values))

    def arrange_table(event: gr.EventData, answered, *values):
        return dataset_handlers.arrange_table(engine, answered, event.sort, event.page, display_of(values))

    def table_file(answered, *values):
        return dataset_handlers.table_file(engine, answered, display_of(values))

    def pick(event: gr.SelectData, answered):
        return dataset_handlers.pick(engine, answered, int(event.index))

    signs = [tab.sign, view["running"]]
    asked = [tab.source, tab.uploaded, tab.n, tab.threshold, tab.sign, *display]
    begun = tab.run.click(dataset_handlers.begin, signs, outputs, **AT_ONCE)
    running = begun.success(run, asked, outputs, **ONE_SET_AT_A_TIME, **QUIET)
    begun = tab.upload.upload(dataset_handlers.begin, signs, outputs, **AT_ONCE)
    uploaded = begun.success(
        run_file,
        [tab.upload, tab.threshold, tab.sign, *display],
        [*outputs, tab.uploaded, tab.source],
        **ONE_SET_AT_A_TIME,
        **QUIET,
    )
    for event in (running, uploaded):
        event.failure(dataset_handlers.report_failure, None, outputs, **QUIET)
    tab.cancel.click(dataset_handlers.cancel, signs, outputs, **AT_ONCE)
    shown = [view["answered"], *display]
    tab.threshold.input(decide, [view["answered"], tab.threshold, *display], outputs, **LATEST)
    tab.probability.input(redraw_calibration, shown, outputs, **LATEST)
    tab.published.input(redraw_front, shown, outputs, **LATEST)
    gr.on([component.input for component in tab.filters.values()], filter_table, shown, outputs, **LATEST)
    view["problem_table"].input(arrange_table, shown, outputs, **AT_ONCE)
    made = tab.export.click(table_file, shown, tab.payload, **AT_ONCE)
    made.then(None, tab.payload, js=scripts.SAVE, api_visibility="private")
    open_in_explore(view["problem_table"].select, pick, view["answered"], explore_tab)


def open_in_explore(trigger: Callable, pick: Callable, inputs: Any, explore: ExploreTab) -> None:
    """On an event, put the question and problem that `pick` returns into Explore, show that tab, and run."""
    chosen = trigger(pick, inputs, [explore.question, explore.problem], **AT_ONCE)
    chosen.success(None, js=scripts.RUN_IN_EXPLORE, api_visibility="private")
