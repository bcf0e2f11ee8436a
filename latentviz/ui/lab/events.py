"""Events of the Lab tab."""

from functools import partial

import gradio as gr

from latentviz.serving.engine import Engine
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
from latentviz.ui.lab import handlers as lab_handlers
from latentviz.ui.lab import number_sweep
from latentviz.ui.lab.handlers import LAB_VIEWS, Asked
from latentviz.ui.lab.layout import LabTab


def wire_lab(opened: gr.Tab, tab: LabTab, engine: Engine, explore: ExploreTab) -> None:
    """Connect the components; `opened` is the page's tab that holds them."""
    outputs = [tab.views[name] for name in LAB_VIEWS]
    thought = explore.views["run_state"]
    asked = [tab.question, tab.problem, *tab.rule, *tab.act.values()]
    fields = ("question", "problem", "threshold", "forced", *tab.act)

    def asked_of(values: tuple) -> Asked:
        return Asked(**dict(zip(fields, values, strict=True)))

    def broken(view: str):
        return partial(lab_handlers.report_failure, view)

    def edit(map_view, *values):
        yield from guarded(lab_handlers.edit(engine, asked_of(values), map_view), broken("message"))

    def try_controls(*values):
        yield from guarded(lab_handlers.try_controls(engine, asked_of(values)), broken("controls"))

    def patch(number, value, *values):
        yield from guarded(lab_handlers.patch(engine, asked_of(values), number, value), broken("patch"))

    def patch_once(value, number, *values):
        # An empty number that nobody has touched arrives as 0.
        if not value and engine.ready and asked_of(values).known:
            yield from patch(number, None, *values)
        else:
            yield lab_handlers.lab_views()

    def draw(number, *values):
        yield from patch(number, None, *values)

    def stress(number, low, high, *values):
        run = number_sweep.stress(engine, asked_of(values), number, low, high)
        yield from guarded(run, broken("stress_progress"))

    def ask_explore(*values):
        return lab_handlers.link_of(asked_of(values))

    def ask_explore_for_value(event: gr.SelectData, kept, *values):
        return number_sweep.link_of_value(kept, int(event.index), asked_of(values))

    now = ONE_THOUGHT_AT_A_TIME | QUIET
    asked_for = [tab.question, tab.problem]
    gr.on([tab.edit.click, tab.question.submit], edit, [tab.map_view, *asked], outputs, **now)
    tab.map_view.input(partial(lab_handlers.redraw_map, engine), [tab.views["edited"], tab.map_view], outputs, **LATEST)
    tab.try_controls.click(try_controls, asked, outputs, **now)
    tab.patch["run"].click(patch, [tab.patch["number"], tab.patch["value"], *asked], outputs, **now)
    tab.patch["draw"].click(draw, [tab.patch["number"], *asked], outputs, **now)
    tab.patch["number"].input(lambda: None, None, tab.patch["value"], **AT_ONCE)
    ranged = [tab.stress[name] for name in ("number", "low", "high")]
    waiting, kept = number_sweep.waiting(), tab.views["stress_rows"]
    running = run_set([tab.stress["run"].click], stress, [*ranged, *asked], outputs, waiting)
    cancellable(tab.stress["cancel"], running, number_sweep.cancel, kept, outputs)
    tab.question.change(partial(lab_handlers.follow_question, engine), asked_for, outputs, **LATEST)
    tab.act["kind"].input(lab_handlers.follow_act, tab.act["kind"], outputs, **LATEST)
    tab.from_explore.click(partial(lab_handlers.take_from_explore, engine), thought, outputs, **AT_ONCE)
    taken = opened.select(partial(lab_handlers.take_if_empty, engine), [tab.question, thought], outputs, **AT_ONCE)
    taken.success(patch_once, [tab.patch["value"], tab.patch["number"], *asked], outputs, **now)
    tab.new_problem.click(partial(lab_handlers.take_new_problem, engine), None, outputs, **QUIET)
    tab.new_donor.click(partial(lab_handlers.take_donor, engine), asked_for, outputs, **QUIET)
    found = tab.in_explore.click(ask_explore, asked, [explore.request, tab.views["message"]], **AT_ONCE)
    open_in_explore(found, explore, engine)
    chosen = tab.views["stress_table"].select(ask_explore_for_value, [kept, *asked], explore.request, **AT_ONCE)
    open_in_explore(chosen, explore, engine)
