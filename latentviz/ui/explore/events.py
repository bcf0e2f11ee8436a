"""Events of the Explore tab: which component calls which handler."""

import logging
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import gradio as gr
from gradio.events import Dependency

from latentviz.serving.engine import Engine
from latentviz.ui.explore import handlers
from latentviz.ui.explore.layout import ExploreTab
from latentviz.ui.explore.render import CLOSER_VIEWS, VIEW_NAMES, Display
from latentviz.ui.shared import scripts

ONE_THOUGHT_AT_A_TIME: dict[str, Any] = {"concurrency_id": "model", "concurrency_limit": 1}
ONE_SET_AT_A_TIME: dict[str, Any] = {"concurrency_id": "set", "concurrency_limit": 1}
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
AT_ONCE: dict[str, Any] = QUIET | {"queue": False}
# Gradio writes there where the visitor stands in the queue, and then for how long it has been running.
SHOWS_ITS_PLACE: dict[str, Any] = QUIET | {"show_progress": "minimal"}
LATEST: dict[str, Any] = AT_ONCE | {"trigger_mode": "always_last"}
LOG = logging.getLogger(__name__)
MAP_SETTINGS = ("projection", "dimensions", "color_by", "whole", "ghosts", "replay", "regions", "overlays")


def display_from(tab: ExploreTab, values: tuple) -> Display:
    """How the visitor wants the figures, from the values of `tab.display`."""
    settings = dict(zip(tab.display, values, strict=True))
    overlays, replay = tuple(settings["overlays"] or ()), int(settings["replay"])
    return Display(**settings | {"overlays": overlays, "replay": replay})


def guarded(values: Iterator[tuple], broken: Callable[[], tuple]) -> Iterator[tuple]:
    """The values of a handler; where it breaks off for a reason that nobody foresaw, the views that say so.

    Gradio's `failure` does not serve for this: it reports a cancelled run as well. The reason goes to the log.
    """
    try:
        yield from values
    except Exception:
        LOG.exception("a handler broke off")
        yield broken()


def cancellable(button: gr.Button, run: Dependency, show: Callable, inputs: Any, outputs: list) -> None:
    """Let a button end a run, and show what is left of it once it has come to rest.

    Gradio calls a cancelled run failed, and no other fails, since the handlers are `guarded`.
    """
    button.click(None, cancels=[run], api_visibility="private")
    run.failure(show, inputs, outputs, **AT_ONCE)


def run_set(triggers: Sequence[Callable], work: Callable, inputs: list, outputs: list, waiting: tuple) -> Dependency:
    """Wire the run of a set, one at a time on this server; `waiting` are the views until it is its turn."""
    begun = gr.on(triggers, lambda: waiting, None, outputs, **AT_ONCE)
    return begun.success(work, inputs, outputs, **ONE_SET_AT_A_TIME, **QUIET)


def open_in_explore(found: Dependency, tab: ExploreTab, engine: Engine) -> None:
    """After an event of any tab, switch to Explore and show what the event put into `tab.request`.

    The one way from every tab to Explore: a handler, wired by the tab as usual, returns a `RunLink`, whose question
    Explore then thinks about under the link's rule; or a `Run`, which it shows without the model, such as a thought of
    another checkpoint; or None, and nothing happens. The run joins the visitor's history, and the Cancel of Explore
    ends it:

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
        display = display_from(tab, values)
        opening = handlers.open_request(engine, request, history, display)
        yield from guarded(opening, partial(handlers.report_failure, engine, display))

    # The tab comes first: what is drawn while it is hidden has no width.
    taken = found.success(handlers.take_request, tab.request, [tab.tabs, tab.question, tab.problem], **AT_ONCE)
    asked = [tab.request, tab.views["history"], *tab.display.values()]
    outputs = [tab.views[name] for name in VIEW_NAMES]
    opened = taken.success(show, asked, outputs, trigger_mode="always_last", **ONE_THOUGHT_AT_A_TIME, **QUIET)
    cancellable_thought(opened, tab, engine)


def closer_follows(shown: Dependency, tab: ExploreTab) -> None:
    """After an event that showed another thought, or unfolded "Look closer", draw what stands there."""

    def look_closer(thought, selected, *values):
        return handlers.look_closer(thought, selected, display_from(tab, values))

    asked = [tab.views["run_state"], tab.views["selected"], *tab.display.values()]
    shown.then(look_closer, asked, [tab.views[name] for name in CLOSER_VIEWS], **AT_ONCE)


def cancellable_thought(run: Dependency, tab: ExploreTab, engine: Engine) -> None:
    """Let the Cancel of Explore end a run, and show the one before it again."""

    def cancel(thought, selected, history, *values):
        return handlers.cancel(engine, thought, selected, history, display_from(tab, values))

    state = [tab.views[name] for name in ("run_state", "selected", "history")]
    closer_follows(run, tab)
    cancellable(tab.cancel, run, cancel, [*state, *tab.display.values()], [tab.views[name] for name in VIEW_NAMES])


def wire_explore(page: gr.Blocks, tab: ExploreTab, engine: Engine) -> None:
    """Connect the tab's components."""
    view, outputs = tab.views, [tab.views[name] for name in VIEW_NAMES]
    display = list(tab.display.values())
    state = [view["run_state"], view["selected"], view["history"]]

    def display_of(values: tuple) -> Display:
        return display_from(tab, values)

    def run(question, problem, threshold, temperature, fixed_k, history, *values):
        rule = {"threshold": threshold, "temperature": temperature, "fixed_k": handlers.forced_steps(fixed_k)}
        display = display_of(values)
        thinking = handlers.run(engine, question, problem, history, display, **rule)
        yield from guarded(thinking, partial(handlers.report_failure, engine, display))

    def follow_link(query, history, *values):
        display = display_of(values)
        broken = partial(handlers.report_failure, engine, display)
        following = handlers.run_link(engine, query, history, display)
        yield from guarded(following, lambda: (*broken(), *handlers.kept_inputs(None)))

    def select_step(event: gr.SelectData, thought):
        return handlers.select_step(engine, thought, int(event.index))

    def decide(thought, threshold, temperature, fixed_k, history, *values):
        return handlers.decide(engine, thought, threshold, temperature, fixed_k, history, display_of(values))

    def redraw_map(thought, selected, history, *values):
        return handlers.redraw_map(engine, thought, selected, history, display_of(values))

    def list_region(event: gr.EventData, thought, *values):
        return handlers.list_region(engine, thought, event.corners, display_of(values))

    def open_known(event: gr.SelectData, thought):
        return handlers.open_known(engine, thought, int(event.index))

    def redraw_readings(thought, selected, *values):
        return handlers.redraw_readings(thought, selected, display_of(values))

    def open_past(place, history, *values):
        return handlers.open_past(engine, place, history, display_of(values))

    def open_file(path, history, *values):
        return handlers.open_file(engine, path, history, display_of(values))

    rule = [view["threshold"], view["temperature"], view["fixed_k"]]
    asked = [tab.question, tab.problem, *rule, view["history"], *display]
    asking = [tab.run.click, tab.question.submit]
    # A question that is asked while the last one is still being explained waits; else it would be dropped.
    waits = {"trigger_mode": "always_last", "show_progress_on": view["message"]}
    waits |= ONE_THOUGHT_AT_A_TIME | SHOWS_ITS_PLACE
    running = gr.on(asking, run, asked, outputs, **waits)
    linked = [tab.payload, view["history"], *display]
    following = page.load(
        follow_link,
        linked,
        [*outputs, tab.question, tab.problem],
        js=scripts.READ_QUERY,
        **ONE_THOUGHT_AT_A_TIME,
        **QUIET,
    )
    chosen = [tab.question, tab.problem, view["message"]]
    taken = [tab.new_problem.click(partial(handlers.take_new_problem, engine), tab.difficulty, chosen, **QUIET)]
    taken += [
        button.click(partial(handlers.take_example, engine, name), outputs=chosen, **QUIET)
        for name, button in tab.examples.items()
    ]
    at_once = [event.success(run, asked, outputs, **waits) for event in taken]
    for event in (running, following, *at_once):
        cancellable_thought(event, tab, engine)
    view["strip"].select(select_step, view["run_state"], outputs, **LATEST)
    decided = gr.on(
        [component.input for component in rule],
        decide,
        [view["run_state"], *rule, view["history"], *display],
        outputs,
        **LATEST,
    )
    gr.on([tab.display[name].input for name in MAP_SETTINGS], redraw_map, [*state, *display], outputs, **LATEST)
    view["region"].input(list_region, [view["run_state"], *display], outputs, **LATEST)
    tab.reading.submit(partial(handlers.list_reading, engine), [view["run_state"], tab.reading], outputs, **LATEST)
    known = view["region"].select(open_known, view["run_state"], tab.request, **AT_ONCE)
    open_in_explore(known, tab, engine)
    tab.play.click(None, js=scripts.PLAY, api_visibility="private")
    unfolded = tab.closer.expand(lambda: True, None, tab.display["closer"], **AT_ONCE)
    tab.closer.collapse(lambda: False, None, tab.display["closer"], **AT_ONCE)
    readings = [tab.display["statistic"].input, tab.display["control"].input]
    gr.on(readings, redraw_readings, [view["run_state"], view["selected"], *display], outputs, **LATEST)
    opened = [view["past_runs"].input(open_past, [view["past_runs"], view["history"], *display], outputs, **AT_ONCE)]
    if engine.policy.uploads:
        opened.append(tab.opened.upload(open_file, [tab.opened, view["history"], *display], outputs, **AT_ONCE))
    for event in (decided, unfolded, *opened):
        closer_follows(event, tab)
    pictures = [(button, partial(handlers.picture_file, kind)) for kind, button in tab.pictures.items()]
    for button, make in ((tab.save_run, handlers.run_file), (tab.save_table, handlers.table_file), *pictures):
        made = button.click(make, view["run_state"], tab.payload, **AT_ONCE)
        made.then(None, tab.payload, js=scripts.SAVE, api_visibility="private")
    tab.copy_link.click(None, js=scripts.COPY_LINK, api_visibility="private")
    tab.copy_embed.click(None, js=scripts.COPY_EMBED, api_visibility="private")
