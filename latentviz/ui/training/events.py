"""Events of the Training tab: which component calls which handler."""

from functools import partial
from typing import Any

import gradio as gr

from latentviz.serving.engine import Engine
from latentviz.ui.explore.events import open_in_explore
from latentviz.ui.shared.events import AT_ONCE, LATEST, QUIET, EventValue, Gathered, listener, named
from latentviz.ui.training import handlers
from latentviz.ui.training.layout import SANDBOX
from latentviz.ui.training.render import TRAINING_VIEWS, ProbeView, probe_of
from latentviz.utils.shipped import SHIPPED

CHECKOUT = SHIPPED.parent


def probe_view(problem: int | None, point: float) -> ProbeView:
    """Which probe problem the visitor looks at, and where in the training."""
    return ProbeView(int(problem or 0), int(point))


def wire_training(opened: gr.Tab, tab: dict[str, Any], engine: Engine, explore: dict[str, Any]) -> None:
    """Connect the tab's components.

    Parameters
    ----------
    opened : Tab
        The page's tab that holds them: the run folder is looked at only while it is the selected one.
    """
    on = partial(listener, named(tab, TRAINING_VIEWS))
    flight, choice, timer = tab["flight"], tab["run_choice"], tab["timer"]
    probe = Gathered(probe_view, {"problem": tab["probe_choice"], "point": tab["probe_point"]})

    open_tab = partial(handlers.open_tab, CHECKOUT, engine.folder)
    selected = opened.select(**on(open_tab, choice, flight, probe), **AT_ONCE)
    explore["tabs"].select(**listener(timer, handlers.leave, EventValue("value")), **AT_ONCE)
    choice.input(**on(partial(handlers.choose_run, CHECKOUT), choice), **LATEST)
    timer.tick(**on(partial(handlers.follow, CHECKOUT), flight, probe), **AT_ONCE)
    sliding = [component.input for component in probe.components.values()]
    probed = gr.on(sliding, **on(probe_of, flight, probe), **LATEST)
    chosen = tab["in_explore"].click(**listener(explore["request"], handlers.link_of_probe, flight, probe), **AT_ONCE)
    open_in_explore(chosen, explore, engine)
    drawn = tab["draw"].click(**listener(tab["seed"], handlers.draw_again, tab["seed"]), **AT_ONCE)
    settings = named(tab, SANDBOX)
    shown = named(tab, ("sandbox_plot", "sandbox_words"))
    sandbox = listener(shown, partial(handlers.sandbox, engine), flight, probe, *settings.values())
    for event in (selected, probed, drawn):
        event.then(**sandbox, **QUIET)
    gr.on([component.input for name, component in settings.items() if name != "seed"], **sandbox, **LATEST)
