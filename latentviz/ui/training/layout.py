"""The Training tab: a flight recorder of any run, a thought as it is trained, and a sandbox of the reward."""

from typing import Any

import gradio as gr

from latentviz.figures import captions
from latentviz.runs.reward_group import ACCURACY_REQUIREMENT, N_ROLLOUTS, PENALTY, REWARD
from latentviz.serving.engine import Engine
from latentviz.ui.shared.controls import TEMPERATURE_RANGE, about_this, figure_slot, headline, slider
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
# Controls of the reward sandbox, in the order in which its handler takes them.
SANDBOX = ("source", "seed", "temperature", "penalty", "reward", "accuracy_requirement")


def build_training(engine: Engine) -> dict[str, Any]:
    """Lay out the tab, which is filled when it is first shown, and return its components by name."""
    first = everything_of(None, ProbeView())
    tab: dict[str, Any] = {}
    headline("A training run", "from the log in its folder")
    with gr.Row(elem_classes="rule"):
        tab["run_choice"] = gr.Dropdown([], label="Run folder", min_width=320, elem_id="run-choice")
    tab["run_message"] = gr.HTML("", elem_id="run-message")
    tab["run_summary"] = gr.HTML(first["run_summary"], elem_id="run-summary")
    names = list(CURVES)
    for pair in (names[start : start + 2] for start in range(0, len(names), 2)):
        with gr.Row(elem_classes="views"):
            for name in pair:
                with gr.Column(min_width=320) as slot:
                    tab[name] = figure_slot(*CURVES[name], captions.TRAINING, first[name])
                if (slot_name := name.replace("_plot", "_slot")) in OPTIONAL_CURVES:
                    tab[slot_name] = slot
    with gr.Column() as tab["probes_slot"]:
        _probes(tab, first)
    _sandbox(engine, tab)
    return tab | {"flight": gr.State(None), "timer": gr.Timer(POLL_EVERY_S, active=False)}


def _probes(tab: dict, first: dict) -> None:
    """One problem, again and again while the model is trained; and the button that opens it in Explore."""
    headline("One thought, as it is trained", "a tracked problem over time")
    with gr.Row(elem_classes="rule"):
        tab["probe_choice"] = gr.Dropdown(
            [], label="Tracked problem", interactive=False, min_width=320, scale=2, elem_id="probe-choice"
        )
        tab["probe_point"] = slider(
            0, 1, value=0, step=1, label="Point in training time", interactive=False, elem_id="probe-point"
        )
        tab["in_explore"] = gr.Button("Open in Explore", scale=0, min_width=190, elem_id="probe-in-explore")
    tab["probe_words"] = gr.HTML(first["probe_words"], elem_id="probe-words")
    with gr.Row(elem_classes="views"):
        with gr.Column(min_width=320):
            tab["probe_plot"] = figure_slot(
                "probe", "Sure to stop, over time", "and its answers", captions.PROBES, first["probe_plot"]
            )
        with gr.Column(min_width=320):
            tab["probe_path_plot"] = figure_slot(
                "probe-path",
                "Its path, then and now",
                "at the chosen point",
                captions.PROBE_PATH,
                first["probe_path_plot"],
            )


def _sandbox(engine: Engine, tab: dict) -> None:
    """What a group of rollouts earns, and what the update then makes likelier."""
    empty, (source, temperature) = group_of(None), mixed_example(engine)
    tab["seed"] = gr.State(0)
    headline("Reward sandbox", f"{N_ROLLOUTS} rollouts of one problem, and what they earn")
    with gr.Row(elem_classes="rule"):
        tab["source"] = gr.Dropdown(
            [*engine.examples, PROBE], value=source, label="Thought", min_width=200, elem_id="sandbox-source"
        )
        tab["temperature"] = slider(
            *TEMPERATURE_RANGE,
            value=temperature,
            step=0.1,
            label="Temperature of the stop head",
            elem_id="sandbox-temperature",
        )
        tab["draw"] = gr.Button("Draw other rollouts", min_width=210, scale=0, elem_id="sandbox-draw")
    with gr.Row(elem_classes="rule"):
        tab["penalty"] = slider(
            0,
            REWARD,
            value=PENALTY,
            step=PENALTY,
            label="Reward for shorter thoughts, where enough rollouts are right",
            min_width=220,
            elem_id="sandbox-penalty",
        )
        tab["reward"] = slider(
            0,
            2 * REWARD,
            value=REWARD,
            step=PENALTY,
            label="Reward for longer thoughts, where too few are right",
            min_width=220,
            elem_id="sandbox-reward",
        )
        tab["accuracy_requirement"] = slider(
            0,
            1,
            value=ACCURACY_REQUIREMENT,
            step=1 / N_ROLLOUTS,
            label="Share of right rollouts that is enough (0: always enough)",
            min_width=220,
            elem_id="sandbox-requirement",
        )
    about_this(captions.SANDBOX)
    tab["sandbox_words"] = gr.HTML(empty["sandbox_words"], elem_id="sandbox-words")
    tab["sandbox_plot"] = figure_slot(
        "advantages", "Which rollouts become likelier", "advantages", captions.REWARDS, empty["sandbox_plot"]
    )
