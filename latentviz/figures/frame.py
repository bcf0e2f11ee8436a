"""The layout that all figures start from."""

import textwrap
from collections.abc import Sequence
from typing import Literal

import numpy as np
import plotly.graph_objects as go

from latentviz.figures.palette import FOREGROUND, GRID, ON_STOP, SELECTED, STOP, TRANSPARENT
from latentviz.figures.wording import halt_word, step_label
from latentviz.records.trace import ThoughtTrace

FONT_SIZE = 12
TICK_SIZE = 10
LABEL_SIZE = 9
MIN_CHARACTERS_PER_LINE = 44


_SMALL = {"size": TICK_SIZE}
_AXIS = {
    "title": {"standoff": 6, "font": {"size": FONT_SIZE}},
    "tickfont": _SMALL,
    "ticks": "",
    "exponentformat": "none",
    "showgrid": True,
    "gridcolor": GRID,
    "zeroline": False,
}
# What plotly takes where a figure says nothing else. Backgrounds are transparent, so that any page will do.
TEMPLATE = {
    "layout": {
        "autosize": True,
        "paper_bgcolor": TRANSPARENT,
        "plot_bgcolor": TRANSPARENT,
        "font": {"color": FOREGROUND, "size": FONT_SIZE, "family": "system-ui, sans-serif"},
        "margin": {"l": 46, "r": 12, "t": 28, "b": 44},
        "showlegend": False,
        "legend": {"orientation": "h", "x": 0, "yref": "container", "y": 0, "yanchor": "bottom", "font": _SMALL},
        "hoverlabel": {"align": "left"},
        "modebar": {"bgcolor": TRANSPARENT, "color": FOREGROUND, "activecolor": SELECTED},
        "xaxis": _AXIS,
        "yaxis": _AXIS | {"fixedrange": True},
        "annotationdefaults": {"showarrow": False},
    },
    "data": {
        "bar": [
            {
                "marker": {"pattern": {"fillmode": "overlay", "size": 6, "solidity": 0.25}},
                "textposition": "outside",
                "textangle": 0,
                "textfont": {"size": LABEL_SIZE, "color": FOREGROUND},
                "cliponaxis": False,
                "hoverinfo": "text",
            }
        ],
        "heatmap": [
            {
                "colorbar": {"thickness": 8, "outlinewidth": 0, "title": {"font": _SMALL}},
                "texttemplate": "%{text}",
                "hoverinfo": "text",
                "xgap": 2,
                "ygap": 2,
            }
        ],
        "scatter": [{"hoverinfo": "text"}],
        "scatter3d": [{"hoverinfo": "text"}],
    },
}


def frame(height: int, uirevision: str) -> go.Figure:
    """An empty figure in the style of all.

    Parameters
    ----------
    height : int
        In pixels; the width is the page's.
    uirevision : str
        Constant for one kind of figure, so that zoom and camera outlive an update.
    """
    return go.Figure(layout={"template": TEMPLATE, "height": height, "uirevision": uirevision})


def empty_figure(height: int, uirevision: str, sentence: str) -> go.Figure:
    """A figure of the same height that says why there is nothing to see yet."""
    figure = frame(height, uirevision)
    figure.update_xaxes(visible=False, fixedrange=True)
    figure.update_yaxes(visible=False)
    return add_sentence(figure, sentence, y=0.5)


def add_sentence(figure: go.Figure, sentence: str, y: float) -> go.Figure:
    """Write a sentence across the figure at height `y` (0 bottom, 1 top), in lines that fit a phone."""
    return figure.add_annotation(
        text="<br>".join(textwrap.wrap(sentence, MIN_CHARACTERS_PER_LINE)), xref="paper", yref="paper", x=0.5, y=y
    )


def halt_mark(trace: ThoughtTrace, **position) -> dict:
    """An annotation that names the halt in one word; `position` as in plotly's `annotations`."""
    return {
        "text": f"<b>{halt_word(trace)}</b>",
        "showarrow": False,
        "font": {"size": TICK_SIZE, "color": ON_STOP},
        "bgcolor": STOP,
        "borderpad": 1,
        **position,
    }


def note_above(figure: go.Figure, text: str, side: Literal["left", "right"] = "left", **font) -> None:
    """Write a line in small letters above the plot; `font` as in plotly's `font`."""
    figure.add_annotation(
        text=text,
        xref="paper",
        yref="paper",
        x=0 if side == "left" else 1,
        y=1,
        xanchor=side,
        yanchor="bottom",
        font={"size": LABEL_SIZE} | font,
    )


def place_axis(figure: go.Figure, title: str, labels: Sequence[str]) -> None:
    """Make x the places 0, 1, .. with a label each."""
    figure.update_xaxes(
        title=title,
        range=[-0.6, len(labels) - 0.4],
        tickvals=list(range(len(labels))),
        ticktext=list(labels),
        tickangle=0,
        showgrid=False,
        fixedrange=True,
    )


def step_axis(figure: go.Figure, trace: ThoughtTrace) -> None:
    """Make x the latent steps START, z1, ..., with room for the cap, so that nothing moves while steps arrive."""
    thought_axis(figure, max(trace.cap, trace.n_recorded))


def thought_axis(figure: go.Figure, last: int) -> None:
    """Make x the latent steps START, z1, ... up to `last`."""
    place_axis(figure, "latent step", [step_label(row) for row in range(last + 1)])


def count_axis(figure: go.Figure, cap: int) -> None:
    """Make x the number of latent steps, 0 to the cap."""
    place_axis(figure, "latent steps k", [str(k) for k in range(cap + 1)])


def legend_below(figure: go.Figure) -> None:
    """Show the legend below the axis, which makes room for as many lines as it takes on a phone."""
    figure.update_xaxes(automargin=True)
    figure.update_layout(showlegend=True, margin_b=84)


def error_bars(values: Sequence[tuple[float, float, float]], color: str) -> dict:
    """Plotly's error bars of values, each with the low and the high end of its interval."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [high - value for value, _, high in values],
        "arrayminus": [value - low for value, low, _ in values],
        "thickness": 1.2,
        "width": 4,
        "color": color,
    }


def outline_columns(figure: go.Figure, trace: ThoughtTrace, selected: int | None) -> None:
    """A solid frame around the column of the step where the thought halts, named, and a dotted one as below."""
    k = trace.n_latent_steps
    if k is not None:
        figure.add_vrect(k - 0.5, k + 0.5, line={"color": STOP, "width": 3})
        figure.add_annotation(halt_mark(trace, x=k, y=1, yref="paper", yanchor="bottom", yshift=3))
    outline_selected(figure, trace, selected)


def outline_selected(figure: go.Figure, trace: ThoughtTrace, selected: int | None) -> None:
    """A dotted frame around the column of the selected step, if any; for the others as in `ring_selected`."""
    if selected is None:
        return
    line = {"color": SELECTED, "width": 3, "dash": "dot"}
    column = {"type": "rect", "yref": "paper", "y0": 0, "y1": 1, "line": line}
    places = [column | {"x0": row - 0.42, "x1": row + 0.42} for row in range(trace.n_recorded + 1)]
    _add_shapes(figure, [place | _shown_if(row, selected) for row, place in enumerate(places)])


def ring_selected(figure: go.Figure, places: np.ndarray, selected: int, radii: Sequence[int]) -> None:
    """Rings around the selected step and what belongs to it.

    The rings of every row are there, named after it, and all but the selected row's are transparent: a page that
    selects another step changes opacities, which plotly redraws alone, while a shape that moves redraws the figure.

    Parameters
    ----------
    places : (n_rows, n_rings, 2) float
        Where each row's rings lie, in data units.
    selected : int
        Row whose rings are seen.
    radii : sequence of int
        Of each ring, in pixels; the first ring is drawn thick.
    """
    shapes = []
    for row, rings in enumerate(np.round(places, 4).tolist()):
        for index, ((x, y), radius) in enumerate(zip(rings, radii, strict=True)):
            shape = {
                "type": "circle",
                "xsizemode": "pixel",
                "ysizemode": "pixel",
                "xanchor": x,
                "yanchor": y,
                "x0": -radius,
                "x1": radius,
                "y0": -radius,
                "y1": radius,
                "line": {"color": SELECTED, "width": 1.5 if index else 3},
            }
            shapes.append(shape | _shown_if(row, selected))
    _add_shapes(figure, shapes)


def _add_shapes(figure: go.Figure, shapes: list[dict]) -> None:
    """Many at once: `add_shape` checks all that are there again for each that is added."""
    figure.layout.shapes = [*figure.layout.shapes, *shapes]


def _shown_if(row: int, selected: int) -> dict:
    return {"name": f"step {row}", "opacity": int(row == selected)}


def flat_bar(title: str) -> dict:
    """A flat colour bar below a heatmap."""
    return {
        "title": {"text": title, "side": "bottom"},
        "orientation": "h",
        "yref": "container",
        "y": 0,
        "yanchor": "bottom",
        "len": 0.6,
        "tickfont": _SMALL,
    }
