"""The reward sandbox: what a group of rollouts earns, and what the update then makes likelier."""

import numpy as np
import plotly.graph_objects as go

from latentviz.figures.frame import empty_figure, frame, place_axis
from latentviz.figures.palette import FOREGROUND, RIGHT, WRONG
from latentviz.figures.wording import steps_text
from latentviz.runs.reward_group import RewardGroup

HEIGHT = 320
NOTHING_YET = "Choose rollouts: their rewards and advantages will be drawn here."
_KINDS = {"right": (RIGHT, "", "✓"), "wrong": (WRONG, "x", "✗")}


def advantages_figure(group: RewardGroup | None) -> go.Figure:
    """A bar for each rollout, shortest first: its advantage; above 0 it is made likelier, below 0 rarer."""
    if group is None:
        return empty_figure(HEIGHT, "advantages", NOTHING_YET)
    figure = frame(HEIGHT, "advantages")
    order = np.argsort(group.n_steps, kind="stable")
    kinds = ["right" if group.right[i] else "wrong" for i in order]
    figure.add_bar(
        x=list(range(len(order))),
        y=group.advantages[order],
        marker={
            "color": [_KINDS[kind][0] for kind in kinds],
            "pattern": {"shape": [_KINDS[kind][1] for kind in kinds]},
        },
        text=[f"{value:+.2f}" for value in group.advantages[order]],
        hovertext=[
            f"{kind}, {steps_text(int(group.n_steps[i]))}<br>reward {group.rewards[i]:.6f}<br>"
            f"advantage {group.advantages[i]:+.3f}"
            for i, kind in zip(order, kinds, strict=True)
        ],
    )
    place_axis(
        figure,
        "rollouts by latent steps k<br>(✓ right, ✗ wrong)",
        [f"{group.n_steps[i]}{_KINDS[kind][2]}" for i, kind in zip(order, kinds, strict=True)],
    )
    figure.update_layout(margin_b=60)
    largest = max(0.5, float(np.abs(group.advantages).max()))
    figure.update_yaxes(title="advantage (no unit)", range=[-1.25 * largest, 1.25 * largest])
    figure.add_hline(0, line={"color": FOREGROUND, "width": 1})
    return figure


def lesson(group: RewardGroup) -> str:
    """What an update on this group teaches about length, in a sentence."""
    if not group.advantages.any():
        return "All rewards are equal, so that this group teaches nothing."
    if not group.right.any():
        return "No rollout is right, so that length earns nothing here."
    steps, advantages = group.n_steps[group.right], group.advantages[group.right]
    if np.ptp(steps) == 0:
        return "The right rollouts are all of one length: the group teaches to be right, nothing about length."
    shortest = float(advantages[steps == steps.min()].mean())
    longest = float(advantages[steps == steps.max()].mean())
    if shortest == longest:
        return "Here length makes no difference among the right rollouts."
    better = "Shorter" if shortest > longest else "Longer"
    enough = "enough rollouts are right" if better == "Shorter" else "too few rollouts are right"
    why = "every rollout is right" if group.right.all() else enough
    return (
        f"{better} right thoughts are made likelier, because {why}: the shortest have the advantage {shortest:+.2f}, "
        f"the longest {longest:+.2f}."
    )
