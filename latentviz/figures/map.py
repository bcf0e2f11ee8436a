"""Where the thought went: its path over the frozen map of hidden states."""

from typing import Literal

import numpy as np
import plotly.graph_objects as go

from latentviz.figures.frame import FONT_SIZE, TICK_SIZE, add_sentence, empty_figure, frame, halt_mark
from latentviz.figures.palette import (
    CLOUD,
    CONTINUE,
    FOREGROUND,
    GRID,
    ON_CONTINUE,
    ON_PAST,
    ON_STOP,
    PAST,
    STEP_SCALE,
    STOP,
)
from latentviz.figures.wording import is_past_halt, probability_text, step_heading, step_label, token_text
from latentviz.projection import HiddenStateMap, Placement
from latentviz.stats import cosine_to_previous
from latentviz.trace import ThoughtTrace

HEIGHT = 460
MAX_SVG_POINTS = 4000
NO_MAP = "This checkpoint brings no map of hidden states."
NOTHING_YET = "Run a question: its thought will be drawn as a path over these states."

View = Literal["umap2d", "umap3d", "pca2d", "pca3d"]
_COORDINATES = {"umap2d": ("xy", 2), "umap3d": ("xyz", 3), "pca2d": ("pca", 2), "pca3d": ("pca", 3)}
_AXIS_TITLES = {"umap": "map direction {} (no unit)", "pca": "component {} (hidden-state units)"}


def map_figure(
    hidden_state_map: HiddenStateMap | None,
    placement: Placement | None,
    trace: ThoughtTrace | None,
    *,
    view: View = "umap2d",
    color_by: Literal["none", "step"] = "none",
) -> go.Figure:
    """Reference states as a cloud, and over it the path of one thought, halting step marked, later steps faint.

    Two dimensions have arrow heads between the steps; in three, the step numbers give the direction. A cloud of at
    most `MAX_SVG_POINTS` is drawn as SVG, so that an exported SVG holds it.

    Parameters
    ----------
    hidden_state_map : HiddenStateMap or None
        None gives an empty figure of the same height with a sentence.
    placement : Placement or None
        Where the rows of `trace.hidden` lie; without it or the trace only the cloud is drawn.
    trace : ThoughtTrace or None
    view : str
        "umap2d", "umap3d", "pca2d" or "pca3d".
    color_by : str
        "none" for a grey cloud, "step" to colour it by latent step.

    Raises
    ------
    ValueError
        If `view` or `color_by` is unknown, or placement and trace differ in length.
    """
    if view not in _COORDINATES or color_by not in ("none", "step"):
        raise ValueError(f"unknown view {view!r} or color_by {color_by!r}; views are {sorted(_COORDINATES)}")
    if hidden_state_map is None:
        return empty_figure(HEIGHT, f"map-{view}", NO_MAP)
    attribute, n_dimensions = _COORDINATES[view]
    references = getattr(hidden_state_map, attribute)[:, :n_dimensions]
    figure = frame(HEIGHT, f"map-{view}")
    figure.add_trace(_cloud(hidden_state_map, references, color_by))
    figure.update_layout(
        margin={"t": 12, "b": 84},
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "yref": "container",
            "y": 0,
            "yanchor": "bottom",
            "font": {"size": TICK_SIZE},
            "itemsizing": "constant",
        },
    )
    if trace is None or placement is None or trace.n_recorded < 0:
        _fix_axes(figure, references, view)
        return add_sentence(figure, NOTHING_YET, y=0.98)
    if len(placement.xy) != trace.n_recorded + 1:
        raise ValueError(f"placement has {len(placement.xy)} states, the trace has {trace.n_recorded + 1} rows")
    path = getattr(placement, attribute)[:, :n_dimensions]
    _add_path(figure, path, trace)
    figure.add_trace(_steps(path, trace, placement))
    _mark_halt(figure, path, trace)
    _fix_axes(figure, np.concatenate([references, path]), view)
    return figure


def _points(coordinates: np.ndarray) -> dict[str, np.ndarray]:
    return dict(zip("xyz"[: coordinates.shape[-1]], coordinates.T, strict=True))


def _cloud(hidden_state_map: HiddenStateMap, references: np.ndarray, color_by: str):
    labels = hidden_state_map.labels
    flat = go.Scatter if len(references) <= MAX_SVG_POINTS else go.Scattergl
    kind, size, opacity = (flat, 4, 0.5) if references.shape[1] == 2 else (go.Scatter3d, 1.5, 0.4)
    marker = {"size": size, "opacity": opacity, "color": CLOUD}
    if color_by == "step":
        small = {"size": TICK_SIZE}
        title = {"text": "latent step", "side": "right", "font": small}
        colorbar = {"title": title, "tickfont": small, "thickness": 8, "outlinewidth": 0, "xpad": 4}
        marker |= {"color": labels.step, "colorscale": STEP_SCALE, "colorbar": colorbar}
    return kind(
        **_points(references),
        mode="markers",
        marker=marker,
        name="states of other problems",
        customdata=np.column_stack([labels.step, labels.n_operations, labels.p_stop]).astype(np.float32),
        hovertemplate=(
            "another problem, %{customdata[1]:.0f} operations<br>after %{customdata[0]:.0f} latent steps"
            "<br>P(stop) %{customdata[2]:.2f}<extra></extra>"
        ),
    )


def _add_path(figure: go.Figure, path: np.ndarray, trace: ThoughtTrace) -> None:
    halt = trace.n_recorded if trace.n_latent_steps is None else trace.n_latent_steps
    pieces = (
        (path[: halt + 1], "this thought", CONTINUE, "solid"),
        (path[halt:], "had it not stopped", PAST, "dot"),
    )
    for points, name, color, dash in pieces:
        if len(points) < 2:
            continue
        line = {"color": color, "width": 2, "dash": dash}
        if path.shape[1] == 3:
            figure.add_scatter3d(**_points(points), mode="lines", line=line | {"width": 5}, name=name, hoverinfo="skip")
            continue
        heads = {"symbol": "arrow", "angleref": "previous", "standoff": 9, "size": 10, "color": color, "opacity": 1}
        figure.add_scatter(
            **_points(points), mode="lines+markers", line=line, marker=heads, name=name, hoverinfo="skip"
        )


def _steps(path: np.ndarray, trace: ThoughtTrace, placement: Placement):
    flat = path.shape[1] == 2
    kind, halt_symbol, size = (go.Scatter, "octagon", 18) if flat else (go.Scatter3d, "square", 10)
    plain = {"symbol": "circle", "size": size, "fill": CONTINUE, "ink": ON_CONTINUE}
    past = {"symbol": "circle", "size": 0.8 * size, "fill": PAST, "ink": ON_PAST}
    halt = {"symbol": halt_symbol, "size": 1.4 * size, "fill": STOP, "ink": ON_STOP}
    styles = [
        halt if row == trace.n_latent_steps else past if is_past_halt(trace, row) else plain for row in range(len(path))
    ]
    return kind(
        **_points(path),
        mode="markers+text",
        marker={
            "symbol": [style["symbol"] for style in styles],
            "size": [style["size"] for style in styles],
            "color": [style["fill"] for style in styles],
            "line": {"color": "#FFFFFF", "width": 1},
            "opacity": 1,
        },
        text=[str(row) if row else "S" for row in range(len(path))],
        textposition="middle center" if flat else "top center",
        textfont={
            "size": TICK_SIZE if flat else FONT_SIZE,
            "color": [style["ink"] for style in styles] if flat else FOREGROUND,
        },
        hovertext=_hover_texts(trace, placement),
        hoverinfo="text",
        showlegend=False,
        name="steps",
    )


def _hover_texts(trace: ThoughtTrace, placement: Placement) -> list[str]:
    cosine = cosine_to_previous(trace.hidden)
    texts = []
    for row, token in enumerate(tokens[0] for tokens in trace.nearest_tokens):
        lines = [
            step_heading(trace, row),
            f"P(stop) {probability_text(trace.p_stop[row])}",
            f"reads most like “{token_text(token)}” (probability {probability_text(trace.p_nearest[row, 0])})",
            f"farther from known states than {placement.distance_percentile[row]:.0f} % of those from each other",
        ]
        if row:
            lines.append(f"cosine to {step_label(row - 1)}: {cosine[row]:.2f}")
        texts.append("<br>".join(lines))
    return texts


def _mark_halt(figure: go.Figure, path: np.ndarray, trace: ThoughtTrace) -> None:
    if trace.n_latent_steps is None:
        return
    position = {axis: float(value) for axis, value in _points(path[trace.n_latent_steps]).items()}
    mark = halt_mark(trace, **position, yshift=24)
    if path.shape[1] == 2:
        figure.add_annotation(mark)
    else:
        figure.update_layout(scene={"annotations": [mark]})


def _fix_axes(figure: go.Figure, shown: np.ndarray, view: str) -> None:
    low, high = shown.min(axis=0), shown.max(axis=0)
    pad = 0.05 * (high - low).max()
    title = _AXIS_TITLES[view[:-2]]
    axes = [
        {
            "title": {"text": title.format(number), "font": {"size": TICK_SIZE}},
            "range": [float(start), float(end)],
            "showticklabels": view.startswith("pca"),
            "tickfont": {"size": TICK_SIZE},
            "ticks": "",
            "zeroline": False,
            "showgrid": len(low) == 2 and view.startswith("pca"),
            "gridcolor": GRID,
        }
        for number, (start, end) in enumerate(zip(low - pad, high + pad, strict=True), start=1)
    ]
    if len(axes) == 2:
        figure.update_xaxes(axes[0])
        figure.update_yaxes(axes[1], scaleanchor="x")
        figure.update_layout(dragmode="pan")
        return
    plain = {"showbackground": False, "showline": True, "linecolor": FOREGROUND, "showspikes": False}
    scene = {f"{name}axis": axis | plain for name, axis in zip("xyz", axes, strict=True)}
    camera = {"eye": {"x": 1.6, "y": 1.6, "z": 1.0}}
    figure.update_layout(
        scene=scene | {"aspectmode": "data", "camera": camera, "uirevision": view}, margin={"l": 0, "r": 0}
    )
