"""Events of the Lab tab: which component calls which handler."""

from dataclasses import fields
from functools import partial
from typing import Any

import gradio as gr

from latentviz.serving.engine import Engine
from latentviz.ui.explore.events import open_in_explore
from latentviz.ui.lab import handlers, number_sweep
from latentviz.ui.lab.handlers import LAB_VIEWS, Asked
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


def wire_lab(opened: gr.Tab, tab: dict[str, Any], engine: Engine, explore: dict[str, Any]) -> None:
    """Connect the components; `opened` is the page's tab that holds them."""
    on = partial(listener, named(tab, LAB_VIEWS))
    asked = Gathered(Asked, named(tab, (field.name for field in fields(Asked))))
    now, thought, kept = ONE_THOUGHT_AT_A_TIME | QUIET, explore["run_state"], tab["stress_rows"]
    question, problem, map_view = tab["question"], tab["problem"], tab["map_view"]
    number, value = tab["patch_number"], tab["patch_value"]

    gr.on([tab["edit"].click, question.submit], **on(partial(handlers.edit, engine), asked, map_view), **now)
    map_view.input(**on(partial(handlers.redraw_map, engine), tab["edited"], map_view), **LATEST)
    tab["try_controls"].click(**on(partial(handlers.try_controls, engine), asked), **now)
    tab["patch_run"].click(**on(partial(handlers.patch, engine), asked, number, value), **now)
    tab["patch_draw"].click(**on(partial(handlers.draw, engine), asked, number), **now)
    number.input(lambda: None, None, value, **AT_ONCE)
    ranged = (tab["stress_number"], tab["low"], tab["high"])
    stress = on(partial(number_sweep.stress, engine), asked, *ranged)
    left = on(number_sweep.cancel, kept)
    run_set(tab["stress_run"].click, on(number_sweep.waiting), stress, tab["stress_cancel"], left)
    question.change(**on(partial(handlers.follow_question, engine), question, problem), **LATEST)
    tab["kind"].input(**on(handlers.follow_act, tab["kind"]), **LATEST)
    tab["from_explore"].click(**on(partial(handlers.take_from_explore, engine), thought), **AT_ONCE)
    taken = opened.select(**on(partial(handlers.take_if_empty, engine), question, thought), **AT_ONCE)
    taken.success(**on(partial(handlers.patch_once, engine), asked, number, value), **now)
    tab["new_problem"].click(**on(partial(handlers.take_new_problem, engine)), **QUIET)
    tab["new_donor"].click(**on(partial(handlers.take_donor, engine), question, problem), **QUIET)
    requested = {"request": explore["request"], "message": tab["message"]}
    found = tab["in_explore"].click(**listener(requested, handlers.link_of, asked), **AT_ONCE)
    open_in_explore(found, explore, engine)
    link_of_value = listener(explore["request"], number_sweep.link_of_value, kept, INDEX)
    open_in_explore(tab["stress_table"].select(**link_of_value, **AT_ONCE), explore, engine)
