"""Where the thought went: its path over the frozen map of hidden states, in number space, or in PCA."""

from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np
import plotly.graph_objects as go

from latentviz.figures.frame import TICK_SIZE, add_sentence, empty_figure, frame, note_above, thought_axis
from latentviz.figures.map_arrows import spread_apart
from latentviz.figures.map_background import (
    COLOR_BY,
    NUMBER_TICKS,
    ColorBy,
    cloud_traces,
    ground_image,
    ground_picture,
    region_names,
    sample_of,
)
from latentviz.figures.map_inset import add_inset, inset_source
from latentviz.figures.map_paths import (
    N_RINGED_NEIGHBORS,
    NUMBER_SPACE,
    Overlay,
    add_ghosts,
    add_overlays,
    add_path,
    add_rings,
    coordinates_in,
    leaders_trace,
    mark_halt,
    readings,
    steps_traces,
)
from latentviz.figures.palette import FOREGROUND
from latentviz.records.map import VIEWS, Cloud, Placement
from latentviz.records.number_probe import NumberProbe, magnitude_of
from latentviz.records.trace import ThoughtTrace

HEIGHT = 500
NO_MAP = "This checkpoint brings no map of hidden states."
NO_NUMBERS = "The states of this checkpoint do not read as numbers: look at the map instead."
NOTHING_YET = "Run a question: its thought will be drawn as a path over these states."
MARK_GAP_PX = 26
TOP_PX, BOTTOM_PX = 46, 56
PLOT_HEIGHT_PX = HEIGHT - TOP_PX - BOTTOM_PX
SMALLEST_WINDOW = 0.45

View = Literal["umap2d", "umap3d", "pca2d", "pca3d", "number"]
Zoom = Literal["path", "all"]
_PCA_TITLE = "component {} (hidden-state units)"


def map_figure(
    cloud: Cloud | None,
    placement: Placement | None,
    trace: ThoughtTrace | None,
    *,
    view: View = "umap2d",
    color_by: ColorBy = "number",
    zoom: Zoom = "path",
    upto: int | None = None,
    selected: int | None = None,
    ghosts: tuple[int, ...] = (),
    overlays: tuple[Overlay, ...] = (),
) -> go.Figure:
    """Draw reference states as a coloured ground, and over it the path of a thought, faint past its halt.

    A close-up holds the whole map as an inset. Two dimensions have bent arrows between the steps, and marks that would
    cover one another are moved aside, each with a thin line to its true place. In three, the step numbers give the
    direction.

    Parameters
    ----------
    cloud : Cloud or None
    placement : Placement or None
        Where the rows of `trace.hidden` lie; without it or the trace only the cloud is drawn.
    trace : ThoughtTrace or None
    view : str
        One of `latentviz.records.map.VIEWS`, or "number": the magnitude that a linear probe reads, against the step.
    color_by : str
        Colour of the cloud: "number" that a state reads like, "step", or "right".
    zoom : str
        What a finished thought opens on in two dimensions: its own "path", or "all" of the map.
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
    if view not in (*VIEWS, NUMBER_SPACE) or color_by not in COLOR_BY:
        raise ValueError(f"unknown view {view!r} or color_by {color_by!r}; views are {[*VIEWS, NUMBER_SPACE]}")
    if cloud is None:
        return empty_figure(HEIGHT, f"map-{view}", NO_MAP)
    if view == NUMBER_SPACE and not cloud.probe.n_held_out:
        return empty_figure(HEIGHT, f"map-{view}", NO_NUMBERS)
    if trace is None or placement is None or trace.n_recorded < 0:
        trace = placement = None
    elif len(placement.xy) != trace.n_recorded + 1:
        raise ValueError(f"placement has {len(placement.xy)} states, the trace has {trace.n_recorded + 1} rows")
    references = coordinates_in(cloud, view)
    flat = references.shape[1] == 2
    neighbors = np.zeros((0, 0), dtype=int) if placement is None else placement.neighbors[:, :N_RINGED_NEIGHBORS]
    path = references[:0] if placement is None else coordinates_in(placement, view)
    laid_over = [coordinates_in(overlay.placement, view) for overlay in overlays]
    close_up = trace is not None and trace.finished and zoom == "path" and view.endswith("2d")
    shown = window_of(path, references) if close_up else np.concatenate([references, path, *laid_over])

    figure = frame(HEIGHT, f"map-{view}-{trace.question}" if trace is not None and close_up else f"map-{view}")
    figure.add_traces(cloud_traces(cloud, references, sample_of(cloud, neighbors.ravel()), color_by))
    figure.update_layout(margin={"t": TOP_PX, "b": 84}, showlegend=True, legend_itemsizing="constant")
    if flat:
        ground = ground_of(cloud, view, color_by)
        figure.update_layout(images=[ground.image], annotations=ground.names)
    add_ghosts(figure, cloud, references, ghosts)
    add_overlays(figure, overlays, laid_over)
    if view == NUMBER_SPACE:
        fix_number_axes(figure, shown, cloud.probe)
    else:
        fix_axes(figure, shown, is_pca=view.startswith("pca"))
    if trace is None or placement is None:
        return add_sentence(figure, NOTHING_YET, y=0.98)
    n_drawn = len(path) if upto is None else upto + 1
    marks = path
    if view.endswith("2d"):
        marks = marks_apart(path, trace, gap=MARK_GAP_PX * np.ptp(figure.layout.yaxis.range) / PLOT_HEIGHT_PX)
    draw_thought(figure, path[:n_drawn], marks[:n_drawn], trace, placement, view)
    if close_up:
        add_inset(figure, ground.inset, references, path[: min(n_drawn, trace.halt + 1)], shown)
    if selected is not None:
        add_rings(figure, references, marks, neighbors, min(selected, trace.n_recorded))
    return figure


class Ground(NamedTuple):
    """What lies below a thought in a flat view, as plotly's layout image, the source of its inset, and annotations."""

    image: dict
    inset: str
    names: list[dict]


@lru_cache(maxsize=32)
def ground_of(cloud: Cloud, view: View, color_by: ColorBy) -> Ground:
    """The ground of a map; kept, since it is the same below each thought."""
    references = coordinates_in(cloud, view)
    picture = ground_picture(cloud, references, color_by)
    names = region_names(references, cloud.labels.reading) if view.endswith("2d") else []
    return Ground(ground_image(picture, references), inset_source(picture), names)


def marks_apart(path: np.ndarray, trace: ThoughtTrace, gap: float) -> np.ndarray:
    """Where the marks of a path, (m + 1, 2), are drawn: up to the halt at least `gap` from one another."""
    n_thought = trace.current_step + 1
    return np.concatenate([spread_apart(path[:n_thought], gap), path[n_thought:]])


def draw_thought(
    figure: go.Figure, path: np.ndarray, marks: np.ndarray, trace: ThoughtTrace, placement: Placement, view: View
) -> None:
    """Draw the first rows of a thought, whose states lie at `path` and whose marks stand at `marks`."""
    if not np.array_equal(marks, path):
        figure.add_trace(leaders_trace(path, marks))
    add_path(figure, marks, trace)
    figure.add_traces(steps_traces(marks, trace, placement, view))
    if path.shape[1] == 2:
        figure.layout.annotations += tuple(readings(marks, trace))
    mark_halt(figure, marks, trace)


def window_of(path: np.ndarray, references: np.ndarray) -> np.ndarray:
    """Corners of a window on a path, (2, 2), at least `SMALLEST_WINDOW` of the map wide and high."""
    low, high = path.min(axis=0), path.max(axis=0)
    size = np.maximum(1.3 * (high - low), SMALLEST_WINDOW * np.ptp(references, axis=0))
    centre = (low + high) / 2
    return np.stack([centre - size / 2, centre + size / 2])


def fix_axes(figure: go.Figure, shown: np.ndarray, is_pca: bool) -> None:
    """Let the axes of a map hold what is to be shown, (n, 2 or 3), and name those that mean something: not UMAP's."""
    low, high = shown.min(axis=0), shown.max(axis=0)
    pad = 0.05 * (high - low).max()
    axes = [
        {
            "title": {"text": _PCA_TITLE.format(number) if is_pca else "", "font": {"size": TICK_SIZE}},
            "range": [float(start), float(end)],
            "showticklabels": is_pca,
            "showgrid": len(low) == 2 and is_pca,
        }
        for number, (start, end) in enumerate(zip(low - pad, high + pad, strict=True), start=1)
    ]
    if len(axes) == 2:
        figure.update_xaxes(axes[0])
        figure.update_yaxes(axes[1], scaleanchor="x", fixedrange=False)
        figure.update_layout(dragmode="pan", margin={} if is_pca else {"l": 4, "r": 4, "b": BOTTOM_PX})
        return
    plain = {
        "tickfont": {"size": TICK_SIZE},
        "ticks": "",
        "zeroline": False,
        "showbackground": False,
        "showline": True,
        "linecolor": FOREGROUND,
        "showspikes": False,
    }
    scene = {f"{name}axis": axis | plain for name, axis in zip("xyz", axes, strict=True)}
    camera = {"eye": {"x": 1.6, "y": 1.6, "z": 1.0}}
    figure.update_layout(scene=scene | {"aspectmode": "data", "camera": camera}, margin={"l": 0, "r": 0})


def fix_number_axes(figure: go.Figure, shown: np.ndarray, probe: NumberProbe) -> None:
    """Make x the steps and y the numbers of what is to be shown, (n, 2), and say how well the probe reads them."""
    low, high = shown.min(axis=0), shown.max(axis=0)
    thought_axis(figure, round(high[0]))
    figure.update_xaxes(title_font_size=TICK_SIZE, fixedrange=False)
    figure.update_yaxes(
        title={"text": "number that a linear probe reads", "font": {"size": TICK_SIZE}},
        range=[float(min(low[1], 0)) - 0.1, float(high[1]) + 0.15],
        tickvals=magnitude_of(NUMBER_TICKS).tolist(),
        ticktext=[str(tick) for tick in NUMBER_TICKS],
        fixedrange=False,
    )
    figure.update_layout(margin={"t": 60}, dragmode="pan")
    note_above(
        figure,
        f"probe: R² {probe.r2:.2f} on {probe.n_held_out:,} held-out states; "
        f"fitted to shuffled numbers {probe.r2_shuffled:.2f}",
    )
