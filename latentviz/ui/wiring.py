"""Events of the Explore tab: which component calls which handler."""

from functools import partial

import gradio as gr
from gradio.events import Dependency

from latentviz.ui import handlers, scripts
from latentviz.ui.engine import Engine
from latentviz.ui.explore import ExploreTab
from latentviz.ui.views import VIEW_NAMES, Display

ONE_THOUGHT_AT_A_TIME = {"concurrency_id": "model", "concurrency_limit": 1}
ONE_SET_AT_A_TIME = {"concurrency_id": "set", "concurrency_limit": 1}
QUIET = {"show_progress": "hidden", "api_visibility": "private"}
AT_ONCE = QUIET | {"queue": False}
LATEST = AT_ONCE | {"trigger_mode": "always_last"}
MAP_SETTINGS = ("projection", "dimensions", "color_by", "ghosts", "replay", "overlays")


def display_from(tab: ExploreTab, values: tuple) -> Display:
    """How the visitor wants the figures, from the values of `tab.display`."""
    settings = dict(zip(tab.display, values, strict=True))
    overlays, replay = tuple(settings["overlays"] or ()), int(settings["replay"])
    return Display(**settings | {"overlays": overlays, "replay": replay})


def open_in_explore(found: Dependency, tab: ExploreTab, engine: Engine) -> None:
    """After an event of any tab, switch to Explore and show what the event put into `tab.request`.

    The one way from every tab to Explore: a handler, wired by the tab as usual, returns a `latentviz.links.RunLink`,
    whose question Explore then thinks about under the link's rule; or a `latentviz.runfile.Run`, which it shows without
    the model, such as a thought of another checkpoint; or None, and nothing happens. The run joins the visitor's
    history, and the Cancel of Explore ends it:

        chosen = table.select(choose_row, rows, explore_tab.request, **AT_ONCE)
        open_in_explore(chosen, explore_tab, engine)

    Parameters
    ----------
    found : gr.events.Dependency
        What wiring the event returned; `tab.request` is among its outputs.
    tab : ExploreTab
    engine : Engine
    """

    def show(request, history, *values):
        yield from handlers.open_request(engine, request, history, display_from(tab, values))

    def fail(*values):
        return handlers.report_failure(engine, display_from(tab, values))

    display, views = list(tab.display.values()), [tab.views[name] for name in VIEW_NAMES]
    asked, outputs = [tab.request, tab.views["history"], *display], [tab.tabs, *views, tab.question, tab.problem]
    shown = found.success(show, asked, outputs, **ONE_THOUGHT_AT_A_TIME, **QUIET)
    shown.failure(fail, display, views, **QUIET)
    tab.cancel.click(None, cancels=[shown], api_visibility="private")


def wire_explore(page: gr.Blocks, tab: ExploreTab, engine: Engine) -> None:
    """Connect the tab's components."""
    view, outputs = tab.views, [tab.views[name] for name in VIEW_NAMES]
    display = list(tab.display.values())
    state = [view["run_state"], view["selected"], view["history"]]

    def display_of(values: tuple) -> Display:
        return display_from(tab, values)

    def run(question, problem, threshold, temperature, fixed_k, history, *values):
        rule = {"threshold": threshold, "temperature": temperature, "fixed_k": handlers.forced_steps(fixed_k)}
        yield from handlers.run(engine, question, problem, history, display_of(values), **rule)

    def follow_link(query, history, *values):
        yield from handlers.run_link(engine, query, history, display_of(values))

    def fail(*values):
        return handlers.report_failure(engine, display_of(values))

    def cancel(thought, selected, history, *values):
        return handlers.cancel(engine, thought, selected, history, display_of(values))

    def select_step(event: gr.SelectData, thought, *values):
        return handlers.select_step(engine, thought, int(event.index), display_of(values))

    def decide(thought, threshold, temperature, fixed_k, history, *values):
        return handlers.decide(engine, thought, threshold, temperature, fixed_k, history, display_of(values))

    def redraw_map(thought, selected, history, *values):
        return handlers.redraw_map(engine, thought, selected, history, display_of(values))

    def redraw_readings(thought, selected, *values):
        return handlers.redraw_readings(thought, selected, display_of(values))

    def open_past(place, history, *values):
        return handlers.open_past(engine, place, history, display_of(values))

    def open_file(path, history, *values):
        return handlers.open_file(engine, path, history, display_of(values))

    rule = [view["threshold"], view["temperature"], view["fixed_k"]]
    asked = [tab.question, tab.problem, *rule, view["history"], *display]
    asking = [tab.run.click, tab.question.submit]
    # A question that is asked while the last one is still being explained waits; without this it would be dropped.
    running = gr.on(asking, run, asked, outputs, trigger_mode="always_last", **ONE_THOUGHT_AT_A_TIME, **QUIET)
    running.failure(fail, display, outputs, **QUIET)
    linked = [tab.payload, view["history"], *display]
    following = page.load(
        follow_link,
        linked,
        [*outputs, tab.question, tab.problem],
        js=scripts.READ_QUERY,
        **ONE_THOUGHT_AT_A_TIME,
        **QUIET,
    )
    tab.cancel.click(cancel, [*state, *display], outputs, cancels=[running, following], **AT_ONCE)
    chosen = [tab.question, tab.problem, view["message"]]
    tab.new_problem.click(partial(handlers.take_new_problem, engine), tab.difficulty, chosen, **QUIET)
    for name, button in tab.examples.items():
        button.click(partial(handlers.take_example, engine, name), outputs=chosen, **QUIET)
    view["strip"].select(select_step, [view["run_state"], *display], outputs, **LATEST)
    gr.on(
        [component.input for component in rule],
        decide,
        [view["run_state"], *rule, view["history"], *display],
        outputs,
        **LATEST,
    )
    gr.on([tab.display[name].input for name in MAP_SETTINGS], redraw_map, [*state, *display], outputs, **LATEST)
    readings = [tab.display["statistic"].input, tab.display["control"].input]
    gr.on(readings, redraw_readings, [view["run_state"], view["selected"], *display], outputs, **LATEST)
    view["past_runs"].input(open_past, [view["past_runs"], view["history"], *display], outputs, **AT_ONCE)
    tab.opened.upload(open_file, [tab.opened, view["history"], *display], outputs, **AT_ONCE)
    for button, make in ((tab.save_run, handlers.run_file), (tab.save_table, handlers.table_file)):
        made = button.click(make, view["run_state"], tab.payload, **AT_ONCE)
        made.then(None, tab.payload, js=scripts.SAVE, api_visibility="private")
    tab.copy_link.click(None, js=scripts.COPY_LINK, api_visibility="private")
