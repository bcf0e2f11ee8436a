"""Paths over the cloud: this thought, thoughts laid over it, ghosts of similar problems, and the selected step."""

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from latentviz.figures.frame import FONT_SIZE, TICK_SIZE, halt_mark, ring_selected
from latentviz.figures.map_background import points
from latentviz.figures.palette import (
    CONTINUE,
    FOREGROUND,
    GHOST,
    ON_CONTINUE,
    ON_PAST,
    ON_STOP,
    OVERLAYS,
    PAST,
    SELECTED,
    STOP,
)
from latentviz.figures.wording import escaped, is_past_halt, probability_text, step_heading, step_label, token_text
from latentviz.records.map import VIEWS, Cloud, Placement
from latentviz.records.trace import ThoughtTrace
from latentviz.stats import cosine_to_previous

COORDINATES = {"umap2d": ("xy", 2), "umap3d": ("xyz", 3), "pca2d": ("pca", 2), "pca3d": ("pca", 3)}
RING_NAME = "selected step"
N_RINGED_NEIGHBORS = 5
MAX_LABEL = 28


@dataclass(frozen=True)
class Overlay:
    """Another thought on the same map.

    Attributes
    ----------
    label : str
        How the legend names it.
    trace : ThoughtTrace
    placement : Placement
        Where its rows lie.
    """

    label: str
    trace: ThoughtTrace
    placement: Placement


def coordinates_of(source: Cloud | Placement, view: str) -> np.ndarray:
    """Coordinates in a view, (n, 2 or 3)."""
    attribute, n_dimensions = COORDINATES[view]
    return getattr(source, attribute)[:, :n_dimensions]


def add_thought(figure: go.Figure, path: np.ndarray, trace: ThoughtTrace) -> None:
    """The path up to the halt, and fainter what would have followed; arrow heads in two dimensions."""
    last = len(path) - 1
    halt = last if trace.n_latent_steps is None else min(trace.n_latent_steps, last)
    pieces = (
        (path[: halt + 1], "this thought", CONTINUE, "solid"),
        (path[halt:], "had it not stopped", PAST, "dot"),
    )
    for piece, name, color, dash in pieces:
        if len(piece) < 2:
            continue
        line = {"color": color, "width": 2, "dash": dash}
        if path.shape[1] == 3:
            figure.add_scatter3d(**points(piece), mode="lines", line=line | {"width": 5}, name=name, hoverinfo="skip")
            continue
        heads = {"symbol": "arrow", "angleref": "previous", "standoff": 9, "size": 10, "color": color, "opacity": 1}
        figure.add_scatter(**points(piece), mode="lines+markers", line=line, marker=heads, name=name, hoverinfo="skip")


def add_overlays(figure: go.Figure, overlays: tuple[Overlay, ...], view: str) -> None:
    """Other thoughts up to their halts, each with its own colour, line and symbol."""
    for overlay, (color, dash, symbol) in zip(overlays, OVERLAYS[: len(overlays)], strict=True):
        path = coordinates_of(overlay.placement, view)[: overlay.trace.n_latent_steps + 1]
        flat = path.shape[1] == 2
        add = figure.add_scatter if flat else figure.add_scatter3d
        solid = {"diamond", "square", "cross"}
        add(
            **points(path),
            mode="lines+markers",
            line={"color": color, "width": 2 if flat else 4, "dash": dash},
            marker={
                "color": color,
                "size": 9 if flat else 5,
                "symbol": symbol if flat or symbol in solid else "circle",
            },
            hovertext=[f"{escaped(overlay.label)}<br>{step_heading(overlay.trace, row)}" for row in range(len(path))],
            hoverinfo="text",
            name=escaped(overlay.label[:MAX_LABEL]),
        )


def add_ghosts(figure: go.Figure, cloud: Cloud, problems: tuple[int, ...], view: str) -> None:
    """Thin paths of reference problems through all their recorded steps."""
    references = coordinates_of(cloud, view)
    for index, problem in enumerate(problems):
        path = references[cloud.path_of(problem)]
        flat = path.shape[1] == 2
        add = figure.add_scatter if flat else figure.add_scatter3d
        question, steps = cloud.labels.questions[problem], cloud.labels.gold_steps[problem]
        add(
            **points(path),
            mode="lines",
            line={"color": GHOST, "width": 1 if flat else 2, "dash": "solid"},
            opacity=0.7,
            text=f"{escaped(question[:120])}<br>{escaped(steps)}",
            hoverinfo="text",
            name="similar problems",
            legendgroup="ghosts",
            showlegend=index == 0,
        )


def steps_trace(path: np.ndarray, trace: ThoughtTrace, placement: Placement, view: str):
    """Numbered marks of the steps; the halting one has another colour, size and symbol."""
    flat = path.shape[1] == 2
    kind, halt_symbol, size = (go.Scatter, "octagon", 18) if flat else (go.Scatter3d, "square", 10)
    plain = {"symbol": "circle", "size": size, "fill": CONTINUE, "ink": ON_CONTINUE}
    past = {"symbol": "circle", "size": 0.8 * size, "fill": PAST, "ink": ON_PAST}
    halt = {"symbol": halt_symbol, "size": 1.4 * size, "fill": STOP, "ink": ON_STOP}
    styles = [
        halt if row == trace.n_latent_steps else past if is_past_halt(trace, row) else plain for row in range(len(path))
    ]
    return kind(
        **points(path),
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
        hovertext=hover_texts(path, trace, placement, view),
        hoverinfo="text",
        showlegend=False,
        name="steps",
    )


def hover_texts(path: np.ndarray, trace: ThoughtTrace, placement: Placement, view: str) -> list[str]:
    """What a step's mark says: the head, the lens, and how far its place can be trusted."""
    cosine = cosine_to_previous(trace.hidden)
    kept = placement.neighbors_kept[:, VIEWS.index(view)]
    texts = []
    for row in range(len(path)):
        lines = [
            step_heading(trace, row),
            f"P(stop) {probability_text(trace.p_stop[row])}",
            f"reads most like “{token_text(trace.nearest_tokens[row][0])}” "
            f"(probability {probability_text(trace.p_nearest[row, 0])})",
            f"farther from known states than {placement.distance_percentile[row]:.0f} % of those from each other",
            f"{100 * kept[row]:.0f} % of its true neighbours are its neighbours here",
        ]
        if row:
            distance = float(np.linalg.norm(path[row] - path[row - 1]))
            lines.append(
                f"cosine to {step_label(row - 1)}: {cosine[row]:.2f}; {distance:.2g} away from it on this page"
            )
        texts.append("<br>".join(lines))
    return texts


def mark_halt(figure: go.Figure, path: np.ndarray, trace: ThoughtTrace) -> None:
    """Name the halt in one word, once the path reaches it."""
    if trace.n_latent_steps is None or trace.n_latent_steps >= len(path):
        return
    position = {axis: float(value) for axis, value in points(path[trace.n_latent_steps]).items()}
    mark = halt_mark(trace, **position, yshift=24)
    if path.shape[1] == 2:
        figure.add_annotation(mark)
    else:
        figure.update_layout(scene={"annotations": [mark]})


def add_rings(figure: go.Figure, cloud: Cloud, placement: Placement, view: str, selected: int) -> None:
    """Ring the selected step and its nearest references.

    In three dimensions the rings are the last trace, and `layout.meta["rings"]` holds its coordinates for every row, so
    that a page can move them without a new figure.
    """
    references, path = coordinates_of(cloud, view), coordinates_of(placement, view)
    neighbors = placement.neighbors[:, :N_RINGED_NEIGHBORS]
    ringed = np.concatenate([path[:, None], references[neighbors]], axis=1)
    if path.shape[1] == 2:
        ring_selected(figure, ringed, selected, radii=[14] + [5] * neighbors.shape[1])
        return
    marker = {"symbol": "circle-open", "color": SELECTED, "size": [16] + [6] * neighbors.shape[1]}
    figure.add_scatter3d(**points(ringed[selected]), mode="markers", marker=marker, name=RING_NAME, hoverinfo="skip")
    rings = [dict(zip("xyz", rings.T.tolist(), strict=True)) for rings in np.round(ringed, 4)]
    figure.update_layout(meta={"rings": rings})
