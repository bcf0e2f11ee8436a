"""The Training tab: a flight recorder of any run, a thought as it is trained, and a sandbox of the reward."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from latentviz.figures import captions
from latentviz.records.links import TEMPERATURES
from latentviz.runs.reward_group import ACCURACY_REQUIREMENT, N_ROLLOUTS, PENALTY, REWARD
from latentviz.serving.engine import Engine
from latentviz.ui.explore.layout import figure_slot
from latentviz.ui.shared import components
from latentviz.ui.training.handlers import PROBE, mixed_example
from latentviz.ui.training.render import OPTIONAL_CURVES, ProbeView, everything_of, group_of

POLL_EVERY_S = 5.0
CURVES = {
    "losses_plot": ("losses", "What it is trained on", "loss and its parts"),
    "training_accuracy_plot": ("training-accuracy", "How often it is right", "on validation problems"),
    "mean_steps_plot": ("mean-steps", "How long it thinks", "mean latent steps"),
    "by_operations_plot": ("by-operations", "Longer for harder ones?", "mean latent steps by operations"),
    "halts_plot": ("halts", "Where the thoughts halt", "over training time"),
    "kl_plot": ("kl", "How far from its start", "KL divergence"),
    "reward_plot": ("reward", "What it earns", "mean reward of a rollout"),
}


@dataclass(frozen=True)
class TrainingTab:
    """The components that take part in events.

    Attributes
    ----------
    sandbox : dict
        Controls of the reward sandbox, by the parameters of its handler.
    sandbox_plot, sandbox_words
        What it shows.
    """

    views: dict[str, Any]
    in_explore: gr.Button
    sandbox: dict[str, Any]
    sandbox_plot: gr.Plot
    sandbox_words: gr.HTML
    draw: gr.Button


def build_training(engine: Engine) -> TrainingTab:
    """Lay out the tab; it is filled when it is first shown."""
    first = everything_of(None, ProbeView())
    views: dict[str, Any] = {}
    gr.HTML(components.heading("A training run", "from the log in its folder"), elem_classes="heading")
    with gr.Row(elem_classes="rule"):
        views["run_choice"] = gr.Dropdown([], label="Run folder", min_width=320, elem_id="run-choice")
    views["run_message"] = gr.HTML("", elem_id="run-message")
    views["run_summary"] = gr.HTML(first["run_summary"], elem_id="run-summary")
    names = list(CURVES)
    for pair in (names[start : start + 2] for start in range(0, len(names), 2)):
        with gr.Row(elem_classes="views"):
            for name in pair:
                with gr.Column(min_width=320) as slot:
                    views[name] = figure_slot(*CURVES[name], captions.TRAINING, first[name])
                if (slot_name := name.replace("_plot", "_slot")) in OPTIONAL_CURVES:
                    views[slot_name] = slot
    with gr.Column() as views["probes_slot"]:
        in_explore = _probes(views, first)
    sandbox = _sandbox(engine)
    views |= {"flight": gr.State(None), "timer": gr.Timer(POLL_EVERY_S, active=False)}
    return TrainingTab(views=views, in_explore=in_explore, **sandbox)


def _probes(views: dict, first: dict) -> gr.Button:
    """One problem, again and again while the model is trained; and the button that opens it in Explore."""
    gr.HTML(components.heading("One thought, as it is trained", "a probe problem over time"), elem_classes="heading")
    with gr.Row(elem_classes="rule"):
        views["probe_choice"] = gr.Dropdown(
            [], label="Probe problem", interactive=False, min_width=320, scale=2, elem_id="probe-choice"
        )
        views["probe_point"] = gr.Slider(
            0, 1, value=0, step=1, label="Point in training time", buttons=[], interactive=False, elem_id="probe-point"
        )
        in_explore = gr.Button("Open in Explore", scale=0, min_width=190, elem_id="probe-in-explore")
    views["probe_words"] = gr.HTML(first["probe_words"], elem_id="probe-words")
    with gr.Row(elem_classes="views"):
        with gr.Column(min_width=320):
            views["probe_plot"] = figure_slot(
                "probe", "Sure to stop, over time", "and its answers", captions.PROBES, first["probe_plot"]
            )
        with gr.Column(min_width=320):
            views["probe_path_plot"] = figure_slot(
                "probe-path",
                "Its path, then and now",
                "at the chosen point",
                captions.PROBES,
                first["probe_path_plot"],
            )
    return in_explore


def _sandbox(engine: Engine) -> dict:
    """What a group of rollouts earns, and what the update then makes likelier."""
    figure, words = group_of(None)
    sources, (first, temperature) = [*engine.examples, PROBE], mixed_example(engine)
    gr.HTML(
        components.heading("Reward sandbox", f"{N_ROLLOUTS} rollouts of one problem, and what they earn"),
        elem_classes="heading",
    )
    with gr.Row(elem_classes="rule"):
        controls = {
            "source": gr.Dropdown(sources, value=first, label="Thought", min_width=200, elem_id="sandbox-source"),
            "seed": gr.State(0),
            "temperature": gr.Slider(
                *TEMPERATURES,
                value=temperature,
                step=0.1,
                label="Temperature of the stop head",
                buttons=[],
                elem_id="sandbox-temperature",
            ),
        }
        draw = gr.Button("Draw other rollouts", min_width=210, scale=0, elem_id="sandbox-draw")
    with gr.Row(elem_classes="rule"):
        controls["penalty"] = gr.Slider(
            0,
            REWARD,
            value=PENALTY,
            step=PENALTY,
            label="Shorter is better by, where enough are right",
            buttons=[],
            min_width=220,
            elem_id="sandbox-penalty",
        )
        controls["reward"] = gr.Slider(
            0,
            2 * REWARD,
            value=REWARD,
            step=PENALTY,
            label="Longer is better by, where too few are right",
            buttons=[],
            min_width=220,
            elem_id="sandbox-reward",
        )
        controls["accuracy_requirement"] = gr.Slider(
            0,
            1,
            value=ACCURACY_REQUIREMENT,
            step=1 / N_ROLLOUTS,
            label="Enough are right from this share on (1: all; 0: always)",
            buttons=[],
            min_width=220,
            elem_id="sandbox-requirement",
        )
    gr.HTML(components.explanation(captions.SANDBOX), elem_classes="explanation")
    sentence = gr.HTML(words, elem_id="sandbox-words")
    plot = figure_slot("advantages", "Which rollouts become likelier", "advantages", captions.REWARDS, figure)
    return {"sandbox": controls, "sandbox_plot": plot, "sandbox_words": sentence, "draw": draw}
