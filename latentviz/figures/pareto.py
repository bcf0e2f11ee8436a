"""Accuracy against its price: counted tokens of every way of answering, ours and published ones."""

from collections.abc import Sequence

import plotly.graph_objects as go

from latentviz.analysis.pareto import CHAIN, FIXED, HEAD, PUBLISHED, PUBLISHED_LABEL, RULE, FrontPoint, on_front
from latentviz.figures.frame import empty_figure, error_bars, frame, legend_below
from latentviz.figures.palette import CLOUD, CONTINUE, FOREGROUND, RIGHT, SELECTED, STOP
from latentviz.figures.wording import escaped, percent

HEIGHT = 420
NOTHING_YET = "Run problems with known answers, or load a checkpoint that was evaluated: this figure compares its ways."
_STYLES = {
    HEAD: (STOP, "octagon"),
    FIXED: (CONTINUE, "circle"),
    RULE: (SELECTED, "diamond"),
    CHAIN: (RIGHT, "square"),
    PUBLISHED: (CLOUD, "x"),
}


def front_figure(points: Sequence[FrontPoint]) -> go.Figure:
    """Accuracy with Wilson intervals against mean counted tokens; a line joins our points that no other one beats.

    Parameters
    ----------
    points : sequence of FrontPoint
        Published ones have no part in the front: their problems are others.
    """
    if not points:
        return empty_figure(HEIGHT, "front", NOTHING_YET)
    figure = frame(HEIGHT, "front")
    front = [point for point, is_best in zip(points, on_front(points), strict=True) if is_best]
    front.sort(key=lambda point: (point.mean_counted_tokens, point.accuracy))
    figure.add_scatter(
        x=[point.mean_counted_tokens for point in front],
        y=[point.accuracy for point in front],
        mode="lines",
        line={"color": FOREGROUND, "width": 1, "dash": "dot", "shape": "hv"},
        name="not beaten",
        hoverinfo="skip",
    )
    for group, (color, symbol) in _STYLES.items():
        members = [point for point in points if point.group == group]
        if members:
            figure.add_scatter(
                x=[point.mean_counted_tokens for point in members],
                y=[point.accuracy for point in members],
                error_y=error_bars([point.with_interval for point in members], color),
                mode="markers",
                marker={"color": color, "symbol": symbol, "size": 9},
                name=f"published: {PUBLISHED_LABEL}" if group == PUBLISHED else group,
                hovertext=[_hover_text(point) for point in members],
            )
    figure.update_xaxes(
        title="counted reasoning tokens, mean of a problem<br>(k + 2, or tokens of the chain)", rangemode="tozero"
    )
    lowest = min(low for _, low, _ in (point.with_interval for point in points))
    figure.update_yaxes(title="share of right answers (0 to 1)", range=[max(0.0, lowest - 0.05), 1.02])
    legend_below(figure)
    figure.update_layout(margin_b=120)
    return figure


def _hover_text(point: FrontPoint) -> str:
    lines = [f"<b>{escaped(point.name)}</b>", f"{point.mean_counted_tokens:.2f} counted tokens"]
    interval = "" if point.interval is None else " ({} to {})".format(*map(percent, point.interval))
    lines.append(f"right: {percent(point.accuracy)}{interval or ', interval unknown'}")
    return "<br>".join([*lines, *([escaped(point.note)] if point.note else [])])
