"""What happens on the Training tab: plain functions from inputs to values of the views."""

from pathlib import Path
from typing import Any

import gradio as gr
import numpy as np

from latentviz.records.links import RunLink, problem_of
from latentviz.runs.folders import FlightRecord, find_runs, preferred_run, read_flight, signature_of
from latentviz.runs.reward_group import draw_rollouts
from latentviz.serving.engine import Engine
from latentviz.ui.shared import components
from latentviz.ui.shared.tabs import TRAINING
from latentviz.ui.training.render import ProbeView, everything_of, group_of, right_at

FIRST_TEMPERATURES = (1.0, 2.0, 3.0)
PROBE = "the tracked problem above"


def open_tab(
    root: Path, own: Path | None, name: str | None, flight: FlightRecord | None, probe: ProbeView
) -> dict[str, Any]:
    """List the run folders and show the chosen one, that of `preferred_run` where none is chosen.

    What is shown for the first time begins at the last point in training time.
    """
    runs = find_runs(root)
    probe = ProbeView() if flight is None else probe
    name = name if name in runs else preferred_run(runs, own)
    choice = gr.update(choices=list(runs), value=name)
    return {"run_choice": choice, **_opened(runs, name, probe)}


def choose_run(root: Path, name: str | None) -> dict[str, Any]:
    """Show another run folder."""
    return _opened(find_runs(root), name, ProbeView())


def follow(root: Path, flight: FlightRecord | None, probe: ProbeView) -> dict[str, Any]:
    """Show what a run has written since; nothing changes where it wrote nothing.

    The slider stays at the last point in training time where it stood there.
    """
    if flight is None:
        return {}
    runs = find_runs(root)
    if flight.name in runs and signature_of(runs[flight.name]) == flight.signature:
        return {}
    history = flight.history
    at_end = history is None or probe.within(history)[1] == len(history.steps) - 1
    return _opened(runs, flight.name, ProbeView(probe.problem) if at_end else probe)


def leave(selected: str) -> dict:
    """The timer rests while another tab is selected."""
    return gr.skip() if selected == TRAINING else gr.update(active=False)


def link_of_probe(flight: FlightRecord | None, probe: ProbeView) -> RunLink | None:
    """What Explore is asked to show of the tracked problem: the page's own checkpoint thinks about it."""
    if flight is None or flight.history is None:
        return None
    history, place = flight.history, probe.within(flight.history)[0]
    question = history.questions[place]
    return RunLink(question, history.threshold, problem=problem_of(question, (), history.gold_answers[place]))


def sandbox(
    engine: Engine,
    flight: FlightRecord | None,
    probe: ProbeView,
    source: str,
    seed: int,
    temperature: float,
    penalty: float,
    reward: float,
    accuracy_requirement: float,
) -> dict[str, Any]:
    """Rewards and advantages of rollouts of one thought, under other settings."""
    thought = thought_of(engine, flight, probe, source)
    if thought is None:
        return group_of(None)
    # Here and not above: the formulas are torch's, which takes seconds to import.
    from latentviz.runs.rewards import reward_group

    right, n_steps = draw_rollouts(*thought, temperature=temperature, seed=seed)
    group = reward_group(right, n_steps, penalty=penalty, reward=reward, accuracy_requirement=accuracy_requirement)
    return group_of(group)


def thought_of(
    engine: Engine, flight: FlightRecord | None, probe: ProbeView, source: str
) -> tuple[np.ndarray, np.ndarray] | None:
    """P(stop) of a recorded thought and whether its answers are right, both (m + 1,); None where it is not there."""
    if source in engine.examples:
        trace = engine.examples[source].trace
        return trace.p_stop, np.array(trace.right_at, dtype=bool)
    if flight is None or flight.history is None:
        return None
    problem, point = probe.within(flight.history)
    return flight.history.p_stop[point, problem], right_at(flight.history, problem, point)


def mixed_example(engine: Engine) -> tuple[str, float]:
    """The first example whose rollouts are partly right, and the lowest temperature at which they are.

    Such a group teaches something; a trained head is so sure at temperature 1 that few do.
    """
    for temperature in FIRST_TEMPERATURES:
        for name, run in engine.examples.items():
            right_at = np.array(run.trace.right_at, dtype=bool)
            right, _ = draw_rollouts(run.trace.p_stop, right_at, temperature=temperature)
            if 0 < right.sum() < len(right):
                return name, temperature
    return next(iter(engine.examples), PROBE), 1.0


def draw_again(seed: int) -> int:
    """Other rollouts of the same thought."""
    return seed + 1


def _opened(runs: dict[str, Path], name: str | None, probe: ProbeView) -> dict:
    """The views of a run folder; where it cannot be read, why, and the timer rests."""
    if name is None:
        return {"run_message": "", "timer": gr.update(active=False), **everything_of(None, probe)}
    try:
        if name not in runs:
            raise FileNotFoundError(f"there is no run folder {name} any more")
        flight = read_flight(name, runs[name])
    except (OSError, ValueError) as error:
        message = components.error_card(f"The run cannot be shown: {error}.")
        return {"run_message": message, "timer": gr.update(active=False)}
    timer = gr.update(active=not flight.finished)
    return {"run_message": "", "timer": timer, **everything_of(flight, probe)}
