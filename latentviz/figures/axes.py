"""Axes of the figures over many problems and over a training run."""

import plotly.graph_objects as go

from latentviz.figures.frame import FONT_SIZE, TICK_SIZE
from latentviz.figures.palette import GRID
from latentviz.stats import Proportion


def named_axis(figure: go.Figure, title: str, **options) -> None:
    """Make x an axis with a title and quiet grid lines; `options` as in plotly's `xaxis`."""
    figure.update_xaxes(
        title={"text": title, "standoff": 6, "font": {"size": FONT_SIZE}},
        tickfont={"size": TICK_SIZE},
        ticks="",
        gridcolor=GRID,
        zeroline=False,
        **options,
    )


def legend_below(figure: go.Figure) -> None:
    """Show the legend in one line below the axis."""
    figure.update_layout(
        showlegend=True,
        margin_b=84,
        legend={
            "orientation": "h",
            "x": 0,
            "yref": "container",
            "y": 0,
            "yanchor": "bottom",
            "font": {"size": TICK_SIZE},
        },
    )


def steps_axis(figure: go.Figure, cap: int) -> None:
    """Make x the number of latent steps, 0 to the cap."""
    values = list(range(cap + 1))
    named_axis(
        figure,
        "latent steps k",
        range=[-0.6, cap + 0.6],
        tickvals=values,
        ticktext=[str(k) for k in values],
        showgrid=False,
        fixedrange=True,
    )


def error_bars(shares: list[Proportion]) -> dict:
    """Plotly's error bars of shares, from their intervals."""
    known = [(p.share, *p.interval) if p.n else (0.0, 0.0, 0.0) for p in shares]
    return {
        "type": "data",
        "symmetric": False,
        "array": [high - share for share, _, high in known],
        "arrayminus": [share - low for share, low, _ in known],
        "thickness": 1.2,
        "width": 4,
    }


def percent(share: float | None) -> str:
    """A share in three digits at most: "83.4 %", "-" where it is unknown."""
    return "-" if share is None else f"{100 * share:.1f} %"


def share_text(shown: Proportion) -> str:
    """A share with its interval and counts, for a hover text."""
    low, high = shown.interval
    return f"{percent(shown.share)} ({shown.n_hits} of {shown.n}; 95 % interval {percent(low)} to {percent(high)})"
