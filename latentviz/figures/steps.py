"""Where many thoughts halt: how often at each step, against difficulty, and with what accuracy."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from latentviz.figures.frame import FONT_SIZE, count_axis, empty_figure, error_bars, frame, legend_below, note_above
from latentviz.figures.palette import CONTINUE, FOREGROUND, RIGHT, SELECTED, STEP_COLORS, STOP
from latentviz.figures.wording import share_text, steps_text
from latentviz.stats import RankCorrelation, StepAccuracy, StepHistogram

HEIGHT = 300
NOTHING_YET = "Run a set of problems: this figure will show where their thoughts halt."


def step_histogram_figure(histogram: StepHistogram | None) -> go.Figure:
    """Problems that halt at each number of latent steps, stacked by their number of operations."""
    if histogram is None:
        return empty_figure(HEIGHT, "step-histogram", NOTHING_YET)
    figure = frame(HEIGHT, "step-histogram")
    cap = len(histogram.counts) - 1
    shades = np.linspace(0, len(STEP_COLORS) - 1, len(histogram.by_n_operations)).round().astype(int)
    for (n_operations, counts), shade in zip(histogram.by_n_operations.items(), shades, strict=True):
        known = n_operations != "0"
        number = n_operations if known else "unknown"
        figure.add_bar(
            x=list(range(cap + 1)),
            y=list(counts),
            name=f"{n_operations} op." if known else "unknown",
            marker_color=STEP_COLORS[shade],
            hovertemplate=f"operations: {number}<br>latent steps: %{{x}}<br>problems: %{{y}}<extra></extra>",
        )
    figure.update_layout(barmode="stack")
    count_axis(figure, cap)
    figure.update_yaxes(title="problems", rangemode="tozero")
    legend_below(figure)
    if histogram.collapsed:
        note_above(
            figure,
            f"<b>collapsed</b>: {100 * histogram.largest_share:.0f} % halt at k = {histogram.most_common_k}",
            side="right",
            size=FONT_SIZE,
            color=STOP,
        )
    return figure


def steps_against_operations_figure(
    n_latent_steps: np.ndarray, n_operations: np.ndarray, correlation: RankCorrelation
) -> go.Figure:
    """Bubbles: how many problems of each number of operations halt at each step; the mean as a line.

    Parameters
    ----------
    n_latent_steps, n_operations : (n,) int arrays
    correlation : RankCorrelation
        Of the two.
    """
    if not len(n_latent_steps):
        return empty_figure(HEIGHT, "steps-operations", NOTHING_YET)
    figure = frame(HEIGHT, "steps-operations")
    cells, counts = np.unique(np.stack([n_operations, n_latent_steps]), axis=1, return_counts=True)
    figure.add_scatter(
        x=cells[0],
        y=cells[1],
        mode="markers",
        marker={"size": counts, "sizemode": "area", "sizeref": counts.max() / 900, "sizemin": 2, "color": CONTINUE},
        customdata=counts,
        hovertemplate="operations: %{x}<br>latent steps: %{y}<br>problems: %{customdata}<extra></extra>",
        name="problems (area: how many)",
    )
    groups = np.unique(n_operations)
    means = [float(n_latent_steps[n_operations == group].mean()) for group in groups]
    figure.add_scatter(
        x=groups,
        y=means,
        mode="lines+markers",
        line={"color": SELECTED, "dash": "dash"},
        marker_symbol="diamond",
        hovertemplate="operations: %{x}<br>mean latent steps: %{y:.2f}<extra></extra>",
        name="mean",
    )
    figure.update_xaxes(title="operations of the problem", dtick=1, fixedrange=True)
    figure.update_yaxes(title="latent steps k", dtick=1, rangemode="tozero")
    legend_below(figure)
    note_above(figure, correlation_text(correlation))
    return figure


def correlation_text(correlation: RankCorrelation) -> str:
    """Spearman's rho with its interval, in a line."""
    if correlation.rho is None:
        return "no rank correlation: fewer than 3 problems, or one of the two never varies"
    low, high = correlation.interval
    return f"Spearman ρ = {correlation.rho:.2f} (95 % interval {low:.2f} to {high:.2f}, n = {correlation.n:,})"


def accuracy_by_steps_figure(groups: Sequence[StepAccuracy]) -> go.Figure:
    """Accuracy among the problems that halt at each number of steps, with Wilson intervals and counts.

    Parameters
    ----------
    groups : sequence of StepAccuracy
        One for each number of steps from 0 to the cap.
    """
    if not any(group.right.n for group in groups):
        return empty_figure(HEIGHT, "accuracy-steps", NOTHING_YET)
    figure = frame(HEIGHT, "accuracy-steps")
    shown = [group for group in groups if group.right.n]
    bars = [(group.right.share, *group.right.interval) for group in shown if group.right.share is not None]
    figure.add_bar(
        x=[group.n_latent_steps for group in shown],
        y=[group.right.share for group in shown],
        error_y=error_bars(bars, FOREGROUND),
        marker={"color": RIGHT},
        text=[f"n = {group.right.n}" for group in shown],
        textposition="inside",
        insidetextanchor="start",
        textfont={"color": "#FFFFFF"},
        hovertext=[_hover_text(group) for group in shown],
    )
    count_axis(figure, groups[-1].n_latent_steps)
    figure.update_yaxes(title="share of right answers (0 to 1)", range=[0, 1.05], tickvals=[0, 0.25, 0.5, 0.75, 1])
    return figure


def _hover_text(group: StepAccuracy) -> str:
    mean = group.mean_n_operations
    operations = "" if mean is None else f"<br>mean operations of these problems: {mean:.2f}"
    return f"<b>{steps_text(group.n_latent_steps)}</b><br>right: {share_text(group.right)}{operations}"
