"""The flight recorder of a training run: what its log says, from the first step to the last."""

import numpy as np
import plotly.graph_objects as go
from plotly.colors import sample_colorscale

from latentviz.figures.frame import TICK_SIZE, count_axis, empty_figure, frame, legend_below
from latentviz.figures.palette import CLOUD, CONTINUE, FOREGROUND, RIGHT, SELECTED, STEP_COLORS, STEP_SCALE, STOP, WRONG
from latentviz.figures.wording import escaped, percent, source_name, steps_text
from latentviz.runs.log import TrainingLog, series

HEIGHT = 300
MAX_RIDGES = 9
RIDGE_HEIGHT = 1.6
NOTHING_YET = "Choose the folder of a run: its log will be drawn here, and again while it grows."
NOT_LOGGED = "The log of this run does not hold that."
# What the columns of the log are called in a legend; others by their names.
SERIES = {
    "loss": "all together",
    "loss_teacher": "writing the chain",
    "loss_answer": "the answer",
    "loss_stop": "when to stop",
    "loss_step": "results of the steps",
    "loss_equation": "equations in the steps",
    "loss_codi": "distillation",
    "loss_mean": "distillation of the mean",
    "loss_align": "forced latents",
    "loss_drill": "bare arithmetic",
    "loss_policy": "policy",
    "loss_kl": "distance from the start",
    "loss_replay": "replay",
    "accuracy": "this run",
    "accuracy_baseline": "the start, 6 steps",
    "accuracy_cot": "chain of thought",
    "accuracy_latent": "stop head",
    "accuracy_latent_fixed": "6 fixed steps",
    "accuracy_none": "no thinking",
    "accuracy_arithmetic": "bare arithmetic",
    "right": "rollouts",
    "kl": "rollouts",
    "reward": "rollouts",
    "latent_steps": "rollouts",
    "mean_latent_steps": "validation",
}
_COLORS = (CONTINUE, STOP, RIGHT, SELECTED, WRONG, FOREGROUND, STEP_COLORS[0], STEP_COLORS[-1])
_DASHES = ("solid", "dash", "dot", "dashdot")
_FIXED, _OF_SOURCE = "accuracy_latent_fixed_", "accuracy_"


def series_name(column: str) -> str:
    """Name a column of the log in words."""
    if column in SERIES:
        return SERIES[column]
    if column.startswith(_FIXED):
        return f"{SERIES[_FIXED.rstrip('_')]}, {source_name(column.removeprefix(_FIXED))}"
    if column.startswith(_OF_SOURCE):
        return source_name(column.removeprefix(_OF_SOURCE))
    return column.removeprefix("loss_").replace("_", " ")


def losses_figure(log: TrainingLog | None) -> go.Figure:
    """The loss and its parts over optimiser steps, logarithmic where all lie above 0; what was undone is grey."""
    names = () if log is None else ("loss", *(name for name in log.names if name.startswith("loss_")))
    above_zero = log is not None and all((series(log.rows, name)[1] > 0).all() for name in names)
    figure = series_figure(log, names, "losses", "loss (nats, weighted sum)")
    return figure.update_yaxes(type="log" if above_zero else "linear")


def accuracy_figure(log: TrainingLog | None) -> go.Figure:
    """Accuracy on validation problems, and the share of right rollouts, over optimiser steps."""
    names = () if log is None else (*(name for name in log.names if name.startswith("accuracy")), "right")
    figure = series_figure(log, names, "training-accuracy", "share of right answers (0 to 1)")
    return figure.update_yaxes(rangemode="tozero")


def kl_figure(log: TrainingLog | None) -> go.Figure:
    """Divergence from the start, in nats per action, over optimiser steps."""
    return series_figure(log, ("kl",), "kl", "KL from the start (nats an action)")


def mean_reward_figure(log: TrainingLog | None) -> go.Figure:
    """Mean reward of the rollouts over optimiser steps."""
    return series_figure(log, ("reward",), "mean-reward", "mean reward of a rollout")


def mean_steps_figure(log: TrainingLog | None) -> go.Figure:
    """Mean latent steps of the rollouts and of validation, over optimiser steps."""
    return series_figure(log, ("latent_steps", "mean_latent_steps"), "mean-steps", "mean latent steps")


def steps_by_operations_figure(log: TrainingLog | None) -> go.Figure:
    """Mean latent steps on validation problems of each number of operations: lines that lie apart are adaptive."""
    if log is None:
        return empty_figure(HEIGHT, "steps-by-operations", NOTHING_YET)
    steps, means = log.table("latent_steps_by_n_operations")
    if not len(steps):
        return empty_figure(HEIGHT, "steps-by-operations", NOT_LOGGED)
    figure = frame(HEIGHT, "steps-by-operations")
    for index, values in enumerate(means.T):
        figure.add_scatter(
            x=steps,
            y=values,
            mode="lines+markers",
            line={"color": _COLORS[index % len(_COLORS)], "dash": _DASHES[index % len(_DASHES)]},
            name=f"{index + 1} op.",
        )
    _finish(figure, log, "mean latent steps (validation)")
    return figure


def halts_figure(log: TrainingLog | None) -> go.Figure:
    """Where validation problems halt over training time: a ridge for each validation, the last one in front."""
    if log is None:
        return empty_figure(HEIGHT, "halts", NOTHING_YET)
    steps, counts = log.table("halts")
    if not len(steps):
        return empty_figure(HEIGHT, "halts", NOT_LOGGED)
    chosen = np.unique(np.linspace(0, len(steps) - 1, MAX_RIDGES).astype(int))
    steps, shares = steps[chosen], counts[chosen] / counts[chosen].sum(axis=1, keepdims=True)
    figure = frame(HEIGHT, "halts")
    count_axis(figure, shares.shape[1] - 1)
    k = np.arange(-1, shares.shape[1] + 1)
    colors = sample_colorscale(STEP_SCALE, list(np.linspace(0, 1, len(steps)))) if len(steps) > 1 else [CONTINUE]
    # The oldest ridge lies at the top and behind the others.
    for place, (step, share, color) in enumerate(zip(steps.tolist(), shares, colors, strict=True)):
        base = len(steps) - 1 - place
        height = RIDGE_HEIGHT * np.concatenate([[0], share, [0]])
        figure.add_scatter(x=k, y=np.full(len(k), base), mode="lines", line={"width": 0}, hoverinfo="skip")
        figure.add_scatter(
            x=k,
            y=base + height,
            mode="lines",
            line={"color": color, "width": 2, "shape": "hvh"},
            fill="tonexty",
            fillcolor=color.replace("rgb", "rgba").replace(")", ", 0.55)"),
            hovertext=[
                "",
                *(f"optimiser step {step:,}: {percent(p)} halt after {steps_text(row)}" for row, p in enumerate(share)),
                "",
            ],
            name=f"optimiser step {step:,}",
        )
    figure.update_yaxes(
        title="optimiser step", tickvals=list(range(len(steps))), ticktext=[f"{step:,}" for step in steps[::-1]]
    )
    return figure


def series_figure(log: TrainingLog | None, names: tuple[str, ...], uirevision: str, title: str) -> go.Figure:
    """Numbers of the log over optimiser steps; returns to an earlier state are marked, and what they undid is grey.

    Parameters
    ----------
    names : tuple of str
        Of those that the log holds.
    uirevision : str
        Of the figure, so that zoom outlives an update.
    title : str
        Of the y axis, with the unit.
    """
    if log is None:
        return empty_figure(HEIGHT, uirevision, NOTHING_YET)
    held = [name for name in names if name in log.names]
    if not held:
        return empty_figure(HEIGHT, uirevision, NOT_LOGGED)
    figure = frame(HEIGHT, uirevision)
    for index, name in enumerate(held):
        steps, values = series(log.abandoned, name)
        if len(steps):
            figure.add_scatter(
                x=steps,
                y=values,
                mode="lines",
                line={"color": CLOUD, "width": 1},
                name=f"{series_name(name)}, undone",
                showlegend=False,
            )
        steps, values = series(log.rows, name)
        figure.add_scatter(
            x=steps,
            y=values,
            mode="lines+markers" if len(steps) < 60 else "lines",
            line={"color": _COLORS[index % len(_COLORS)], "dash": _DASHES[index // len(_COLORS) % len(_DASHES)]},
            name=series_name(name),
        )
    _finish(figure, log, title)
    return figure


def _finish(figure: go.Figure, log: TrainingLog, title: str) -> None:
    figure.update_xaxes(title="optimiser step", range=[0, max(1, log.last_step)])
    # Losses of a policy have more digits than the margin has room for.
    figure.update_yaxes(title=title, fixedrange=False, automargin=True)
    figure.update_traces(hoverinfo="all")
    legend_below(figure)
    for event in log.events:
        figure.add_vline(
            event["step"],
            line={"color": STOP, "width": 1.5, "dash": "dot"},
            annotation={
                "text": "↩ back",
                "hovertext": escaped(str(event.get("reason", event["event"]))),
                "font": {"size": TICK_SIZE, "color": STOP},
            },
            annotation_position="top",
        )
