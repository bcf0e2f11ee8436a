"""Events of the Dataset tab: which component calls which handler."""

from dataclasses import fields
from functools import partial
from typing import Any

import gradio as gr

from latentviz.serving.engine import Engine
from latentviz.ui.dataset import handlers
from latentviz.ui.dataset.problem_table import Filters, Order
from latentviz.ui.dataset.render import SET_VIEWS, SetDisplay
from latentviz.ui.explore.events import open_in_explore
from latentviz.ui.shared.events import (
    AT_ONCE,
    INDEX,
    LATEST,
    EventValue,
    Gathered,
    cancellable,
    listener,
    named,
    run_set,
    save_file,
)

FILTERS = tuple(field.name for field in fields(Filters))


def display_of(probability: str, published: bool, order: Order, **filters: Any) -> SetDisplay:
    """How the visitor wants the set."""
    return SetDisplay(probability, published, Filters(**filters), order)


def wire_dataset(tab: dict[str, Any], engine: Engine, explore: dict[str, Any]) -> None:
    """Connect the tab's components."""
    display = Gathered(display_of, named(tab, ("probability", "published", "order", *FILTERS)))
    answered, threshold, table = tab["answered"], tab["threshold"], tab["problem_table"]

    def on(handler, *inputs):
        return listener(named(tab, SET_VIEWS), partial(handler, engine), *inputs, display)

    waiting = listener(named(tab, SET_VIEWS), handlers.waiting)
    asked = on(handlers.run, tab["source"], tab["uploaded"], tab["n"], threshold)
    runs = [run_set([tab["run"].click], waiting, asked)]
    if engine.policy.uploads:
        runs.append(run_set([tab["upload"].upload], waiting, on(handlers.run_file, tab["upload"], threshold)))
    for event in runs:
        cancellable(tab["cancel"], event, on(handlers.cancel, tab["running"]))
    threshold.input(**on(handlers.decide, answered, threshold), **LATEST)
    tab["probability"].input(**on(handlers.redraw_calibration, answered), **LATEST)
    tab["published"].input(**on(handlers.redraw_front, answered), **LATEST)
    gr.on([tab[name].change for name in FILTERS], **on(handlers.filter_table, answered), **LATEST)
    table.input(**on(handlers.arrange_table, answered, EventValue("sort"), EventValue("page")), **AT_ONCE)
    save_file(
        tab["export"],
        tab["payload"],
        listener(tab["payload"], partial(handlers.table_file, engine), answered, display),
    )
    chosen = listener(explore["request"], partial(handlers.link_of_row, engine), answered, INDEX)
    open_in_explore(table.select(**chosen, **AT_ONCE), explore, engine)
