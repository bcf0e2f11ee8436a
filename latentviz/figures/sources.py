"""How often a checkpoint is right on the problems of each source: its own generator's, and those that people wrote."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from latentviz.analysis.pareto import CHAIN, FIXED, HEAD, FrontPoint
from latentviz.figures.frame import empty_figure, error_bars, frame, legend_below, place_axis
from latentviz.figures.palette import CONTINUE, FOREGROUND, RIGHT, STOP
from latentviz.figures.wording import escaped, percent, source_name

HEIGHT = 420
NOT_MEASURED = "The folder of this checkpoint holds no measurement of texts that people wrote."
# Colours as in the front; a pattern tells them apart too.
_STYLES = {HEAD: (STOP, ""), FIXED: (CONTINUE, "/"), CHAIN: (RIGHT, "x")}


def accuracy_by_source_figure(points: Mapping[str, Sequence[FrontPoint]]) -> go.Figure:
    """Accuracy on held-out problems of each source, a bar a way of answering, with Wilson intervals.

    Parameters
    ----------
    points : mapping from str to sequence of FrontPoint
        Of each source the same ways.
    """
    if not points:
        return empty_figure(HEIGHT, "accuracy-source", NOT_MEASURED)
    figure = frame(HEIGHT, "accuracy-source")
    for way, (color, pattern) in _STYLES.items():
        shown = [(place, point) for place, found in enumerate(points.values()) for point in found if point.group == way]
        figure.add_bar(
            x=[place for place, _ in shown],
            y=[point.accuracy for _, point in shown],
            error_y=error_bars([point.with_interval for _, point in shown], FOREGROUND),
            marker={"color": color, "pattern": {"shape": pattern}},
            hovertext=[_hover_text(point) for _, point in shown],
            name=way,
        )
    place_axis(figure, "where the problems come from", [source_name(stem) for stem in points])
    figure.update_yaxes(title="share of right answers (0 to 1)", range=[0, 1.05])
    legend_below(figure)
    return figure


def _hover_text(point: FrontPoint) -> str:
    share, low, high = map(percent, point.with_interval)
    return f"<b>{escaped(point.name)}</b><br>right: {share} ({low} to {high})<br>{escaped(point.note)}"
