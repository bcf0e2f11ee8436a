"""What the Training tab shows of a run folder and of a group of rollouts, as values by name."""

import time
from dataclasses import dataclass
from html import escape
from typing import Any

import gradio as gr
import numpy as np

from latentviz.data.problems.problem import matches_gold
from latentviz.figures.rewards import advantages_figure, lesson
from latentviz.figures.snapshots import probe_figure, probe_path_figure
from latentviz.figures.training import (
    accuracy_figure,
    halts_figure,
    kl_figure,
    losses_figure,
    mean_reward_figure,
    mean_steps_figure,
    steps_by_operations_figure,
)
from latentviz.figures.wording import counted, steps_text
from latentviz.runs.folders import FlightRecord
from latentviz.runs.reward_group import RewardGroup
from latentviz.runs.snapshots import ProbeHistory
from latentviz.ui.shared.components import duration, number, quiet

# The flight recorder: what draws each of its figures from a log, or an empty one from None.
CURVES = {
    "losses_plot": losses_figure,
    "training_accuracy_plot": accuracy_figure,
    "mean_steps_plot": mean_steps_figure,
    "by_operations_plot": steps_by_operations_figure,
    "halts_plot": halts_figure,
    "kl_plot": kl_figure,
    "reward_plot": mean_reward_figure,
}
OPTIONAL_CURVES = {
    "by_operations_slot": "latent_steps_by_n_operations",
    "halts_slot": "halts",
    "kl_slot": "kl",
    "reward_slot": "reward",
}
TRAINING_VIEWS = (
    *("run_choice", "run_message", "run_summary", *CURVES),
    *("probe_choice", "probe_point", "probe_words", "probe_plot", "probe_path_plot", "flight", "timer"),
    *(*OPTIONAL_CURVES, "probes_slot"),
)
NO_RUNS = (
    "There is no run folder yet. A training run writes metrics.jsonl into its folder; runs below checkpoints/ and "
    "runs/ of the checkout are listed here."
)
NO_PROBES = "This run recorded no thoughts on tracked problems."
NO_GROUP = "Choose a thought: what its rollouts earn will be said here."
MAX_EVENTS = 8


@dataclass(frozen=True)
class ProbeView:
    """Which probe problem is shown, and at which of its points in training time; the last one for None."""

    problem: int = 0
    point: int | None = None

    def within(self, history: ProbeHistory) -> tuple[int, int]:
        """Problem and point as indices that the history has."""
        last = len(history.steps) - 1
        point = last if self.point is None else min(max(self.point, 0), last)
        return min(max(self.problem, 0), len(history.questions) - 1), point


def everything_of(flight: FlightRecord | None, probe: ProbeView) -> dict[str, Any]:
    """All that is shown of a run, empty places for None."""
    log = None if flight is None else flight.log
    return {
        "run_summary": run_summary(flight),
        **{view: draw(log) for view, draw in CURVES.items()},
        **slots_of(flight),
        **probe_controls(flight, probe),
        **probe_of(flight, probe),
        "flight": flight,
    }


def slots_of(flight: FlightRecord | None) -> dict[str, Any]:
    """Which parts of the tab are shown: a run of fine-tuning has no policy, and may have recorded no thoughts."""
    held = {slot: flight is None or flight.log.holds(name) for slot, name in OPTIONAL_CURVES.items()}
    held["probes_slot"] = flight is None or flight.history is not None
    return {slot: gr.update(visible=is_held) for slot, is_held in held.items()}


def probe_controls(flight: FlightRecord | None, probe: ProbeView) -> dict[str, Any]:
    """Choice of the probe problem, and the slider over the points of the training."""
    history = None if flight is None else flight.history
    if history is None:
        return {
            "probe_choice": gr.update(choices=[], value=None, interactive=False),
            "probe_point": gr.update(minimum=0, maximum=1, value=0, interactive=False),
        }
    problem, point = probe.within(history)
    choices = [(question, place) for place, question in enumerate(history.questions)]
    return {
        "probe_choice": gr.update(choices=choices, value=problem, interactive=True),
        "probe_point": gr.update(maximum=max(len(history.steps) - 1, 1), value=point, interactive=True),
    }


def probe_of(flight: FlightRecord | None, probe: ProbeView) -> dict[str, Any]:
    """The thought on one probe problem, over the training and at one point of it."""
    history = None if flight is None else flight.history
    if history is None:
        return {
            "probe_words": quiet(NO_PROBES),
            "probe_plot": probe_figure(None),
            "probe_path_plot": probe_path_figure(None, 0, 0),
        }
    problem, point = probe.within(history)
    return {
        "probe_words": probe_words(history, problem, point),
        "probe_plot": probe_figure(history, problem),
        "probe_path_plot": probe_path_figure(history, problem, point),
    }


def probe_words(history: ProbeHistory, problem: int, point: int) -> str:
    """One point of the training in a sentence."""
    k = int(history.n_latent_steps[point, problem])
    answer, gold = history.answers[point][problem][k], history.gold_answers[problem]
    verdict = "✓ right" if matches_gold(answer, gold) else f"✗ wrong, right is {number(gold)}"
    return (
        f'<p role="status">After optimiser step <b>{history.steps[point]:,}</b>: it halts after {steps_text(k)} and '
        f"answers <b>{escape(answer) or 'nothing'}</b> ({verdict}).</p>"
    )


def right_at(history: ProbeHistory, problem: int, point: int) -> np.ndarray:
    """Whether the answer after k = 0 .. m latent steps is right, (m + 1,) bool."""
    return np.array([matches_gold(text, history.gold_answers[problem]) for text in history.answers[point][problem]])


def run_summary(flight: FlightRecord | None) -> str:
    """How far a run is, and what went wrong in it."""
    if flight is None:
        return quiet(NO_RUNS)
    log, total = flight.log, "" if flight.n_steps is None else f" of {flight.n_steps:,}"
    ago = duration(max(0.0, time.time() - flight.written_s))
    state = "finished" if flight.finished else f"not finished; its last line was written {ago} ago"
    stage = escape(" ".join(str(flight.record[name]) for name in ("stage", "preset") if flight.record.get(name)))
    happened = [
        (event["step"], f"returned to step {event['step']:,}: {event.get('reason', event['event'])}")
        for event in log.events
    ]
    happened += [
        (row["step"], f"step {row['step']:,}: nearly all problems halt after the same number of steps")
        for row in log.alarms
    ]
    items = "".join(f"<li>{escape(line)}</li>" for _, line in sorted(happened)[-MAX_EVENTS:])
    events = f'<ul class="notices">{items}</ul>' if items else ""
    returns = counted(len(log.events), "return to an earlier state", "returns to an earlier state")
    alarms = counted(len(log.alarms), "alarm of collapsed halting", "alarms of collapsed halting")
    return (
        f'<p role="status"><b>{escape(flight.name)}</b> {stage}: optimiser step {log.last_step:,}{total}, {state}. '
        f"{returns}, {alarms}.</p>{events}"
    )


def group_of(group: RewardGroup | None) -> dict[str, Any]:
    """Advantages of a group, and what they teach."""
    words = NO_GROUP
    if group is not None:
        words = f"{lesson(group)} {int(group.right.sum())} of {len(group.right)} rollouts are right."
    return {"sandbox_plot": advantages_figure(group), "sandbox_words": f'<p role="status">{escape(words)}</p>'}
