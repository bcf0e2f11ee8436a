"""Events of the Dataset tab: which component calls which handler."""

from dataclasses import fields
from functools import partial
from typing import Any

import gradio as gr

from latentviz.records.answered import AnsweredSet
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
    listener,
    named,
    run_set,
    save_file,
)

FILTERS = tuple(field.name for field in fields(Filters))


def shown_set(engine: Engine, answered: AnsweredSet | None) -> AnsweredSet | None:
    """What this visitor ran last; before that, what the checkpoint's folder keeps."""
    return engine.results if answered is None else answered


def display_of(probability: str, published: bool, order: Order, **filters: Any) -> SetDisplay:
    """How the visitor wants the set."""
    return SetDisplay(probability, published, Filters(**filters), order)


def wire_dataset(tab: dict[str, Any], engine: Engine, explore: dict[str, Any]) -> None:
    """Connect the tab's components."""
    on = partial(listener, named(tab, SET_VIEWS))
    display = Gathered(display_of, named(tab, ("probability", "published", "order", *FILTERS)))
    shown = Gathered(partial(shown_set, engine), named(tab, ("answered",)))
    threshold, table = tab["threshold"], tab["problem_table"]

    asked = on(partial(handlers.run, engine), tab["source"], tab["uploaded"], tab["n"], threshold, display)
    runs = [(tab["run"].click, asked)]
    if engine.policy.uploads:
        run_file = on(partial(handlers.run_file, engine), tab["upload"], threshold, display)
        runs.append((tab["upload"].upload, run_file))
    left = on(partial(handlers.cancel, engine), tab["running"], display)
    for trigger, work in runs:
        run_set(trigger, on(handlers.waiting), work, tab["cancel"], left)
    threshold.input(**on(handlers.decide, shown, threshold, display), **LATEST)
    tab["probability"].input(**on(handlers.redraw_calibration, shown, display), **LATEST)
    tab["published"].input(**on(partial(handlers.redraw_front, engine), shown, display), **LATEST)
    gr.on([tab[name].change for name in FILTERS], **on(handlers.filter_table, shown, display), **LATEST)
    arranged = on(handlers.arrange_table, shown, EventValue("sort"), EventValue("page"), display)
    table.input(**arranged, **AT_ONCE)
    save_file(tab["export"], tab["payload"], listener(tab["payload"], handlers.table_file, shown, display))
    chosen = listener(explore["request"], handlers.link_of_row, shown, INDEX)
    open_in_explore(table.select(**chosen, **AT_ONCE), explore, engine)
