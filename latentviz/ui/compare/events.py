"""Events of the Compare tab: which component calls which handler."""

from functools import partial
from typing import Any

import gradio as gr

from latentviz.serving.catalog import CheckpointCatalog
from latentviz.ui.compare import handlers
from latentviz.ui.compare.handlers import COMPARE_VIEWS, Side
from latentviz.ui.explore.events import open_in_explore
from latentviz.ui.shared.events import (
    AT_ONCE,
    INDEX,
    LATEST,
    ONE_THOUGHT_AT_A_TIME,
    QUIET,
    Gathered,
    listener,
    named,
    run_set,
)


def sides_of(checkpoint_0: str, threshold_0: float, checkpoint_1: str, threshold_1: float) -> tuple[Side, Side]:
    """The two that are compared."""
    return Side(checkpoint_0, threshold_0), Side(checkpoint_1, threshold_1)


def wire_compare(opened: gr.Tab, tab: dict[str, Any], catalog: CheckpointCatalog, explore: dict[str, Any]) -> None:
    """Connect the components; `opened` is the page's tab that holds them."""
    engine, on = catalog.engine, partial(listener, named(tab, COMPARE_VIEWS))
    sides = Gathered(sides_of, named(tab, ("checkpoint_0", "threshold_0", "checkpoint_1", "threshold_1")))
    now, pair, shown, map_view = ONE_THOUGHT_AT_A_TIME | QUIET, tab["pair_runs"], tab["shown"], tab["map_view"]

    compare = on(partial(handlers.compare, catalog), sides, tab["question"], tab["problem"], map_view)
    gr.on([tab["compare"].click, tab["question"].submit], **compare, **now)
    map_view.input(**on(partial(handlers.redraw_map, engine), pair, map_view), **LATEST)
    for place in (0, 1):
        checkpoint, threshold = tab[f"checkpoint_{place}"], tab[f"threshold_{place}"]
        checkpoint.input(**listener(threshold, partial(handlers.own_threshold, catalog), checkpoint), **QUIET)
    opened.select(**on(partial(handlers.refresh, catalog), pair, shown, map_view, sides), **AT_ONCE)
    tab["from_explore"].click(**on(handlers.take_from_explore, explore["run_state"]), **AT_ONCE)
    tab["new_problem"].click(**on(partial(handlers.take_new_problem, engine)), **QUIET)
    over_set = on(partial(handlers.compare_over_set, catalog), sides, tab["n_problems"])
    run_set(tab["run"].click, on(handlers.waiting), over_set, tab["cancel"], on(handlers.cancel, tab["rows"]))
    flip = listener(explore["request"], partial(handlers.flip_request, catalog), shown, INDEX, tab["opened_as"])
    open_in_explore(tab["flips_table"].select(**flip, **now), explore, engine)
