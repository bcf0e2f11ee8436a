"""Events of the Explore tab: which component calls which handler."""

from dataclasses import fields
from functools import partial
from typing import Any

import gradio as gr
from gradio.events import Dependency

from latentviz.data.examples import EXAMPLES
from latentviz.data.problems import Problem
from latentviz.records.links import RunLink
from latentviz.records.run_file import Run
from latentviz.serving.engine import Engine
from latentviz.ui.explore import handlers
from latentviz.ui.explore.render import CLOSER_VIEWS, MAP_SETTINGS, RULE_CONTROLS, VIEW_NAMES, Display
from latentviz.ui.shared import scripts
from latentviz.ui.shared.controls import forced_steps
from latentviz.ui.shared.events import (
    AT_ONCE,
    INDEX,
    LATEST,
    ONE_THOUGHT_AT_A_TIME,
    QUIET,
    SHOWS_ITS_PLACE,
    EventValue,
    Gathered,
    cancellable,
    listener,
    named,
    save_file,
)

BOX = ("question", "problem")


def display_of(overlays: list[int] | None, history: list[Run], replay: float, **settings: Any) -> Display:
    """How the visitor wants the figures."""
    chosen = tuple((place, history[place]) for place in overlays or () if place < len(history))
    return Display(overlays=chosen, replay=int(replay), **settings)


def display_in(tab: dict[str, Any]) -> Gathered:
    """The components that say how the visitor wants the figures."""
    return Gathered(display_of, named(tab, (*(field.name for field in fields(Display)), "history")))


def link_of(question: str, problem: Problem | None, threshold: float, temperature: float, fixed_k: int) -> RunLink:
    """What the visitor asks."""
    return RunLink(question, threshold, temperature, forced_steps(fixed_k), problem=problem)


def open_in_explore(found: Dependency, tab: dict[str, Any], engine: Engine) -> None:
    """After an event of any tab, switch to Explore and show what the event put into `tab["request"]`.

    The one way from every tab to Explore: a handler, wired by the tab as usual, returns a `RunLink`, whose question
    Explore then thinks about under the link's rule; or a `Run`, which it shows without the model, such as a thought of
    another checkpoint; or None, and nothing happens. The run joins the visitor's history, and the Cancel of Explore
    ends it:

        chosen = listener(explore["request"], choose_row, rows, INDEX)
        open_in_explore(table.select(**chosen, **AT_ONCE), explore, engine)
    """
    # The tab comes first: what is drawn while it is hidden has no width.
    box = named(tab, ("tabs", *BOX))
    taken = found.success(**listener(box, handlers.take_request, tab["request"]), **AT_ONCE)
    show = listener(
        named(tab, VIEW_NAMES), partial(handlers.open_request, engine), tab["request"], tab["history"], display_in(tab)
    )
    opened = taken.success(**show, trigger_mode="always_last", **ONE_THOUGHT_AT_A_TIME, **QUIET)
    compare_chain(opened, tab, engine)
    cancellable_thought(opened, tab, engine)


def follower(tab: dict[str, Any], engine: Engine) -> dict[str, Any]:
    """The `listener` of whatever may show another thought, or unfolds "Look closer"."""
    outputs = named(tab, (*CLOSER_VIEWS, "region", "listed"))
    asked = (tab[name] for name in ("run_state", "selected", "listed"))
    return listener(outputs, partial(handlers.follow_thought, engine), *asked, display_in(tab))


def compare_chain(shown: Dependency, tab: dict[str, Any], engine: Engine) -> None:
    """After an event that may show a thought without its chain, or unfolds "Look closer", write the chain."""
    thought, chained = tab["run_state"], tab["chained"]
    written = listener(
        named(tab, ("meter", "chained")), partial(handlers.compare_chain, engine), thought, display_in(tab)
    )
    joined = listener(named(tab, ("meter", "run_state")), handlers.join_chain, thought, chained)
    shown.then(**written, **ONE_THOUGHT_AT_A_TIME, **QUIET).then(**joined, **AT_ONCE)


def cancellable_thought(run: Dependency, tab: dict[str, Any], engine: Engine) -> None:
    """Let the Cancel of Explore end a run, and show the one before it again."""
    views, state = named(tab, VIEW_NAMES), [tab["run_state"], tab["selected"]]
    run.then(**follower(tab, engine), **AT_ONCE)
    moved = listener(views, partial(handlers.redraw_if_moved, engine), *state, tab["drawn"], display_in(tab))
    run.then(**moved, **AT_ONCE)
    left = listener(views, partial(handlers.cancel, engine), *state, display_in(tab))
    cancellable(tab["cancel"], run, left)


def wire_explore(page: gr.Blocks, tab: dict[str, Any], engine: Engine) -> None:
    """Connect the tab's components."""
    views, display = named(tab, VIEW_NAMES), display_in(tab)
    on = partial(listener, views)
    thought, selected, history = tab["run_state"], tab["selected"], tab["history"]
    rule = named(tab, RULE_CONTROLS)

    # A question that is asked while the last one is still being explained waits; else it would be dropped.
    waits = {"trigger_mode": "always_last", "show_progress_on": tab["message"]}
    run = on(partial(handlers.run, engine), Gathered(link_of, named(tab, BOX) | rule), history, display)
    run |= waits | ONE_THOUGHT_AT_A_TIME | SHOWS_ITS_PLACE
    follow_link = listener(
        views | named(tab, BOX), partial(handlers.run_link, engine), tab["payload"], history, display
    )
    following = page.load(**follow_link, js=scripts.READ_QUERY, **ONE_THOUGHT_AT_A_TIME, **QUIET)
    put = partial(listener, named(tab, (*BOX, "message")))
    new_problem = put(partial(handlers.take_new_problem, engine), tab["difficulty"])
    taken = [tab["new_problem"].click(**new_problem, **QUIET)]
    taken += [
        button.click(**put(partial(handlers.taken, engine, EXAMPLES[name])), **QUIET)
        for name, button in tab["examples"].items()
    ]
    runs = [gr.on([tab["run"].click, tab["question"].submit], **run), *(event.success(**run) for event in taken)]
    for event in (following, *runs):
        cancellable_thought(event, tab, engine)
    tab["strip"].select(**on(partial(handlers.select_step, engine), thought, INDEX), **LATEST)
    decide = on(partial(handlers.decide, engine), thought, *rule.values(), display)
    decided = gr.on([component.input for component in rule.values()], **decide, **LATEST)
    redraw_map = on(partial(handlers.redraw_map, engine), thought, selected, display)
    gr.on([tab[name].input for name in MAP_SETTINGS], **redraw_map, **LATEST)
    list_region = on(partial(handlers.list_region, engine), thought, EventValue("corners"), display)
    tab["region"].input(**list_region, **LATEST)
    tab["reading"].submit(**on(partial(handlers.list_reading, engine), thought, tab["reading"]), **LATEST)
    open_known = listener(tab["request"], partial(handlers.open_known, engine), tab["listed"], INDEX)
    open_in_explore(tab["region"].select(**open_known, **AT_ONCE), tab, engine)
    tab["play"].click(None, js=scripts.PLAY, api_visibility="private")
    unfolded = tab["fold"].expand(lambda: True, None, tab["closer"], **AT_ONCE)
    tab["fold"].collapse(lambda: False, None, tab["closer"], **AT_ONCE)
    gr.on([tab["statistic"].input, tab["control"].input], **follower(tab, engine), **LATEST)
    open_past = on(partial(handlers.open_past, engine), tab["past_runs"], history, display)
    opened = [tab["past_runs"].input(**open_past, **AT_ONCE)]
    if engine.policy.uploads:
        open_file = on(partial(handlers.open_file, engine), tab["opened"], history, display)
        opened.append(tab["opened"].upload(**open_file, **AT_ONCE))
    for event in (decided, unfolded, *opened):
        event.then(**follower(tab, engine), **AT_ONCE)
    for event in (unfolded, *opened):
        compare_chain(event, tab, engine)
    for kind, button in tab["save"].items():
        save_file(button, tab["payload"], listener(tab["payload"], partial(handlers.saved_file, kind), thought))
    tab["copy_link"].click(None, js=scripts.COPY_LINK, api_visibility="private")
    tab["copy_embed"].click(None, js=scripts.COPY_EMBED, api_visibility="private")
