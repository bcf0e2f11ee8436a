"""Events of the Training tab: which component calls which handler."""

from pathlib import Path

import gradio as gr

from latentviz.serving.engine import Engine
from latentviz.ui.explore.events import AT_ONCE, LATEST, QUIET, open_in_explore
from latentviz.ui.explore.layout import ExploreTab
from latentviz.ui.training import handlers as training_handlers
from latentviz.ui.training.layout import TrainingTab
from latentviz.ui.training.render import TRAINING_VIEWS, ProbeView

CHECKOUT = Path(__file__).resolve().parents[3]


def wire_training(opened: gr.Tab, tab: TrainingTab, engine: Engine, explore: ExploreTab) -> None:
    """Connect the tab's components.

    Parameters
    ----------
    opened : Tab
        The page's tab that holds them: the run folder is looked at only while it is the selected one.
    """
    view, outputs = tab.views, [tab.views[name] for name in TRAINING_VIEWS]
    probe = [view["probe_choice"], view["probe_point"]]

    def probe_of(problem, point) -> ProbeView:
        return ProbeView(int(problem or 0), int(point))

    def open_tab(name, flight, problem, point):
        chosen = ProbeView() if flight is None else probe_of(problem, point)
        return training_handlers.open_tab(CHECKOUT, name, chosen)

    def leave_tab(event: gr.SelectData):
        return training_handlers.leave(event.value)

    def choose_run(name):
        return training_handlers.choose_run(CHECKOUT, name, ProbeView())

    def follow(flight, problem, point):
        return training_handlers.follow(CHECKOUT, flight, probe_of(problem, point))

    def show_probe(flight, problem, point):
        return training_handlers.show_probe(flight, probe_of(problem, point))

    def ask_explore(flight, problem, point):
        return training_handlers.link_of_probe(flight, probe_of(problem, point))

    def sandbox(flight, problem, point, *values):
        settings = dict(zip(tab.sandbox, values, strict=True))
        return training_handlers.sandbox(engine, flight, probe_of(problem, point), **settings)

    selected = opened.select(open_tab, [view["run_choice"], view["flight"], *probe], outputs, **AT_ONCE)
    explore.tabs.select(leave_tab, None, view["timer"], **AT_ONCE)
    view["run_choice"].input(choose_run, view["run_choice"], outputs, **LATEST)
    view["timer"].tick(follow, [view["flight"], *probe], outputs, **AT_ONCE)
    probed = gr.on([component.input for component in probe], show_probe, [view["flight"], *probe], outputs, **LATEST)
    chosen = tab.in_explore.click(ask_explore, [view["flight"], *probe], explore.request, **AT_ONCE)
    open_in_explore(chosen, explore, engine)
    drawn = tab.draw.click(training_handlers.draw_again, tab.sandbox["seed"], tab.sandbox["seed"], **AT_ONCE)
    asked, given = [view["flight"], *probe, *tab.sandbox.values()], [tab.sandbox_plot, tab.sandbox_words]
    for event in (selected, probed, drawn):
        event.then(sandbox, asked, given, **QUIET)
    controls = [component for name, component in tab.sandbox.items() if name != "seed"]
    gr.on([component.input for component in controls], sandbox, asked, given, **LATEST)
