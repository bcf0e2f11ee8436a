"""Events of the Compare tab."""

from functools import partial

import gradio as gr

from latentviz.serving.catalog import CheckpointCatalog
from latentviz.ui.compare import handlers as compare_handlers
from latentviz.ui.compare.handlers import COMPARE_VIEWS, Side
from latentviz.ui.compare.layout import CompareTab
from latentviz.ui.explore.events import (
    AT_ONCE,
    LATEST,
    ONE_THOUGHT_AT_A_TIME,
    QUIET,
    cancellable,
    guarded,
    open_in_explore,
    run_set,
)
from latentviz.ui.explore.layout import ExploreTab


def wire_compare(opened: gr.Tab, tab: CompareTab, catalog: CheckpointCatalog, explore: ExploreTab) -> None:
    """Connect the components; `opened` is the page's tab that holds them."""
    engine, outputs = catalog.engine, [tab.views[name] for name in COMPARE_VIEWS]
    sides = [component for side in tab.sides for component in side]

    def sides_of(values: tuple) -> tuple[Side, Side]:
        return Side(*values[:2]), Side(*values[2:])

    def compare(question, problem, map_view, *values):
        comparing = compare_handlers.compare(catalog, sides_of(values), question, problem, map_view)
        yield from guarded(comparing, partial(compare_handlers.report_failure, "message"))

    def compare_over_set(n, *values):
        run = compare_handlers.compare_over_set(catalog, sides_of(values), n)
        yield from guarded(run, partial(compare_handlers.report_failure, "progress"))

    def refresh(pair, shown, map_view, *values):
        return compare_handlers.refresh(catalog, pair, shown, map_view, sides_of(values))

    def ask_explore(event: gr.SelectData, rows, place):
        return compare_handlers.flip_request(catalog, rows, int(event.index), place)

    asked = [tab.question, tab.problem, tab.map_view, *sides]
    now, rows = ONE_THOUGHT_AT_A_TIME | QUIET, tab.views["rows"]
    gr.on([tab.compare.click, tab.question.submit], compare, asked, outputs, **now)
    redrawn = [tab.views["pair_runs"], tab.map_view]
    tab.map_view.input(partial(compare_handlers.redraw_map, engine), redrawn, outputs, **LATEST)
    for checkpoint, threshold in tab.sides:
        checkpoint.input(partial(compare_handlers.own_threshold, catalog), checkpoint, threshold, **QUIET)
    kept = [tab.views["pair_runs"], tab.views["shown"], tab.map_view]
    opened.select(refresh, [*kept, *sides], outputs, **AT_ONCE)
    tab.from_explore.click(compare_handlers.take_from_explore, explore.views["run_state"], outputs, **AT_ONCE)
    tab.new_problem.click(partial(compare_handlers.take_new_problem, engine), None, outputs, **QUIET)
    over_set, waiting = [tab.n_problems, *sides], compare_handlers.waiting()
    running = run_set([tab.run.click], compare_over_set, over_set, outputs, waiting)
    cancellable(tab.cancel, running, compare_handlers.cancel, rows, outputs)
    chosen = tab.views["flips_table"].select(ask_explore, [tab.views["shown"], tab.opened_as], explore.request, **now)
    open_in_explore(chosen, explore, engine)
