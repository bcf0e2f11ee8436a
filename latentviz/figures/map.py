"""Where the thought went: its path over the frozen map of hidden states."""

from typing import Literal

import numpy as np
import plotly.graph_objects as go

from latentviz.figures.frame import TICK_SIZE, add_sentence, empty_figure, frame
from latentviz.figures.map_background import COLOR_BY, ColorBy, cloud_traces
from latentviz.figures.map_paths import (
    COORDINATES,
    Overlay,
    add_ghosts,
    add_overlays,
    add_rings,
    add_thought,
    coordinates_of,
    mark_halt,
    steps_trace,
)
from latentviz.figures.palette import FOREGROUND, GRID
from latentviz.records.map import Cloud, Placement
from latentviz.records.trace import ThoughtTrace

HEIGHT = 460
NO_MAP = "This checkpoint brings no map of hidden states."
NOTHING_YET = "Run a question: its thought will be drawn as a path over these states."

View = Literal["umap2d", "umap3d", "pca2d", "pca3d"]
_AXIS_TITLES = {"umap": "map direction {} (no unit)", "pca": "component {} (hidden-state units)"}
_LEGEND = {"orientation": "h", "x": 0, "yref": "container", "y": 0, "yanchor": "bottom", "itemsizing": "constant"}


def map_figure(
    cloud: Cloud | None,
    placement: Placement | None,
    trace: ThoughtTrace | None,
    *,
    view: View = "umap2d",
    color_by: ColorBy = "none",
    upto: int | None = None,
    selected: int | None = None,
    ghosts: tuple[int, ...] = (),
    overlays: tuple[Overlay, ...] = (),
) -> go.Figure:
    """Reference states as a cloud, and over it the path of one thought, halting step marked, later steps faint.

    Two dimensions have arrow heads between the steps; in three, the step numbers give the direction. A cloud of at
    most `latentviz.figures.map_background.MAX_SVG_POINTS` is drawn as SVG, so that an exported SVG holds it.

    Parameters
    ----------
    cloud : Cloud or None
        None gives an empty figure of the same height with a sentence.
    placement : Placement or None
        Where the rows of `trace.hidden` lie; without it or the trace only the cloud is drawn.
    trace : ThoughtTrace or None
    view : str
        "umap2d", "umap3d", "pca2d" or "pca3d".
    color_by : str
        Colour of the cloud: "none" for grey, or "step", "operations", "p_stop", "right".
    upto : int, optional
        Replay: last row that is drawn; the axes stay as for the whole path.
    selected : int, optional
        Row that is ringed, with its nearest references.
    ghosts : tuple of int
        Reference problems whose paths are drawn thin.
    overlays : tuple of Overlay
        Other thoughts, at most as many as `palette.OVERLAYS`.

    Raises
    ------
    ValueError
        If `view` or `color_by` is unknown, placement and trace differ in length, or there are too many overlays.
    """
    if view not in COORDINATES or color_by not in COLOR_BY:
        raise ValueError(f"unknown view {view!r} or color_by {color_by!r}; views are {sorted(COORDINATES)}")
    if cloud is None:
        return empty_figure(HEIGHT, f"map-{view}", NO_MAP)
    references = coordinates_of(cloud, view)
    figure = frame(HEIGHT, f"map-{view}")
    figure.add_traces(cloud_traces(cloud, references, color_by))
    figure.update_layout(margin={"t": 12, "b": 84}, showlegend=True, legend=_LEGEND | {"font": {"size": TICK_SIZE}})
    everything = [references, *(coordinates_of(overlay.placement, view) for overlay in overlays)]
    add_ghosts(figure, cloud, ghosts, view)
    add_overlays(figure, overlays, view)
    if trace is None or placement is None or trace.n_recorded < 0:
        _fix_axes(figure, np.concatenate(everything), view)
        return add_sentence(figure, NOTHING_YET, y=0.98)
    if len(placement.xy) != trace.n_recorded + 1:
        raise ValueError(f"placement has {len(placement.xy)} states, the trace has {trace.n_recorded + 1} rows")
    path = coordinates_of(placement, view)
    shown = path if upto is None else path[: upto + 1]
    add_thought(figure, shown, trace)
    figure.add_trace(steps_trace(shown, trace, placement, view))
    mark_halt(figure, shown, trace)
    if selected is not None:
        add_rings(figure, cloud, placement, view, min(selected, trace.n_recorded))
    _fix_axes(figure, np.concatenate([*everything, path]), view)
    return figure


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
