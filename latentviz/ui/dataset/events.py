"""Events of the Dataset tab: which component calls which handler."""

import gradio as gr

from latentviz.serving.engine import Engine
from latentviz.ui.dataset import handlers as dataset_handlers
from latentviz.ui.dataset.layout import DatasetTab
from latentviz.ui.dataset.problem_table import Filters
from latentviz.ui.dataset.render import SET_VIEWS, UPLOADED, SetDisplay
from latentviz.ui.explore.events import AT_ONCE, LATEST, cancellable, guarded, open_in_explore, run_set
from latentviz.ui.explore.layout import ExploreTab
from latentviz.ui.shared import scripts


def wire_dataset(tab: DatasetTab, engine: Engine, explore: ExploreTab) -> None:
    """Connect the tab's components."""
    view, outputs = tab.views, [tab.views[name] for name in SET_VIEWS]
    display = [tab.probability, tab.published, view["order"], *tab.filters.values()]

    def display_of(values: tuple) -> SetDisplay:
        probability, published, order, *filters = values
        return SetDisplay(probability, published, Filters(**dict(zip(tab.filters, filters, strict=True))), order)

    def run(source, uploaded, n, threshold, *values):
        if source == UPLOADED:
            running = dataset_handlers.run_upload(engine, uploaded, threshold, display_of(values))
        else:
            running = dataset_handlers.run_split(engine, source, int(n), threshold, display_of(values))
        yield from guarded(running, dataset_handlers.report_failure)

    def run_file(path, threshold, *values):
        running = dataset_handlers.run_file(engine, path, threshold, display_of(values))
        yield from guarded(running, dataset_handlers.report_failure)

    def cancel(running, *values):
        return dataset_handlers.cancel(engine, running, display_of(values))

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

    def ask_explore(event: gr.SelectData, answered):
        return dataset_handlers.link_of_row(engine, answered, int(event.index))

    asked, waiting = [view["source"], view["uploaded"], tab.n, tab.threshold, *display], dataset_handlers.waiting()
    runs = [run_set([tab.run.click], run, asked, outputs, waiting)]
    if engine.policy.uploads:
        read = [tab.upload, tab.threshold, *display]
        runs.append(run_set([tab.upload.upload], run_file, read, outputs, waiting))
    for event in runs:
        cancellable(tab.cancel, event, cancel, [view["running"], *display], outputs)
    shown = [view["answered"], *display]
    tab.threshold.input(decide, [view["answered"], tab.threshold, *display], outputs, **LATEST)
    tab.probability.input(redraw_calibration, shown, outputs, **LATEST)
    tab.published.input(redraw_front, shown, outputs, **LATEST)
    gr.on([component.change for component in tab.filters.values()], filter_table, shown, outputs, **LATEST)
    view["problem_table"].input(arrange_table, shown, outputs, **AT_ONCE)
    made = tab.export.click(table_file, shown, tab.payload, **AT_ONCE)
    made.then(None, tab.payload, js=scripts.SAVE, api_visibility="private")
    chosen = view["problem_table"].select(ask_explore, view["answered"], explore.request, **AT_ONCE)
    open_in_explore(chosen, explore, engine)
