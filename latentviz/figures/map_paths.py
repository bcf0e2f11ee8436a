"""Paths over the cloud: this thought, thoughts laid over it, ghosts of similar problems, and the selected step."""

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from latentviz.figures.frame import FONT_SIZE, TICK_SIZE, halt_mark, ring_selected
from latentviz.figures.map_arrows import bent, joined
from latentviz.figures.map_background import points, scatter
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
from latentviz.records.map import VIEWS, Cloud, Placement, coordinates_of
from latentviz.records.trace import ThoughtTrace
from latentviz.stats import cosine_to_previous

NUMBER_SPACE = "number"
COLUMN_WIDTH = 0.6
GOLDEN_RATIO = (1 + np.sqrt(5)) / 2
RING_NAME = "selected step"
N_RINGED_NEIGHBORS = 5
# What plotly draws in three dimensions too; it knows fewer symbols there.
SOLID_SYMBOLS = {"diamond", "square", "cross"}
MAX_LABEL = 28
MAX_READING = 8


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


def coordinates_in(source: Cloud | Placement, view: str) -> np.ndarray:
    """Coordinates in a view, (n, 2 or 3); in number space the step, the cloud's spread sideways, and the magnitude."""
    if view != NUMBER_SPACE:
        return coordinates_of(source, view)
    if isinstance(source, Placement):
        return np.column_stack([np.arange(len(source.magnitude)), source.magnitude])
    sideways = COLUMN_WIDTH * (np.arange(len(source.labels)) * GOLDEN_RATIO % 1 - 0.5)
    return np.column_stack([source.labels.step + sideways, source.magnitude])


def add_path(figure: go.Figure, path: np.ndarray, trace: ThoughtTrace) -> None:
    """The path up to the halt, and fainter what would have followed; bent arrows in two dimensions."""
    last, flat = len(path) - 1, path.shape[1] == 2
    halt = min(trace.current_step, last)
    pieces = ((path[: halt + 1], "this thought", CONTINUE, "solid"), (path[halt:], "had it not stopped", PAST, "dot"))
    for piece, name, color, dash in pieces:
        if len(piece) < 2:
            continue
        curves = bent(piece) if flat else []
        drawn = joined(curves) if flat else piece
        line = {"color": color, "width": 2.5 if flat else 5, "dash": dash}
        figure.add_trace(scatter(drawn, mode="lines", line=line, name=name, hoverinfo="skip"))
        if flat and dash == "solid":
            figure.add_trace(arrow_heads(curves, color))


def arrow_heads(curves: list[np.ndarray], color: str) -> go.Scatter:
    """A head at the end of each curve, just before the mark that it points at."""
    return scatter(
        joined([curve[-2:] for curve in curves]),
        mode="markers",
        marker={
            "symbol": "arrow",
            "angleref": "previous",
            "standoff": 10,
            "size": [0, 10, 0] * len(curves),
            "color": color,
            "line": {"width": 0},
            "opacity": 1,
        },
        name="direction",
        showlegend=False,
        hoverinfo="skip",
    )


def add_overlays(figure: go.Figure, overlays: tuple[Overlay, ...], paths: list[np.ndarray]) -> None:
    """Other thoughts up to their halts, each with its own colour, line and symbol.

    Parameters
    ----------
    paths : list of (m + 1, 2 or 3) array
        Coordinates of each overlay's rows in the view.
    """
    for overlay, path, (color, dash, symbol) in zip(overlays, paths, OVERLAYS[: len(overlays)], strict=True):
        flat = path.shape[1] == 2
        marker = {"color": color, "size": 9 if flat else 5}
        marker["symbol"] = symbol if flat or symbol in SOLID_SYMBOLS else "circle"
        n_shown = overlay.trace.halt + 1
        figure.add_trace(
            scatter(
                path[:n_shown],
                mode="lines+markers",
                line={"color": color, "width": 2 if flat else 4, "dash": dash},
                marker=marker,
                hovertext=[f"{escaped(overlay.label)}<br>{step_heading(overlay.trace, row)}" for row in range(n_shown)],
                name=escaped(overlay.label[:MAX_LABEL]),
            )
        )


def add_ghosts(figure: go.Figure, cloud: Cloud, references: np.ndarray, problems: tuple[int, ...]) -> None:
    """Thin paths of reference problems through all their recorded steps.

    Parameters
    ----------
    references : (n, 2 or 3) array
        Coordinates of all references in the view.
    """
    for index, problem in enumerate(problems):
        question, steps = cloud.labels.questions[problem], "; ".join(cloud.labels.steps_of(problem))
        figure.add_trace(
            scatter(
                references[cloud.path_of(problem)],
                mode="lines",
                line={"color": GHOST, "width": 1 if references.shape[1] == 2 else 2, "dash": "solid"},
                text=f"{escaped(question[:120])}<br>{escaped(steps)}",
                name="similar problems",
                legendgroup="ghosts",
                showlegend=index == 0,
            )
        )


def steps_traces(path: np.ndarray, trace: ThoughtTrace, placement: Placement, view: str) -> list:
    """Numbered marks of the steps, the halting one with another colour, size and symbol; those past it lie below."""
    flat = path.shape[1] == 2
    halt_symbol, size = ("octagon", 18) if flat else ("square", 10)
    plain = {"symbol": "circle", "size": size, "fill": CONTINUE, "ink": ON_CONTINUE}
    # Past the halt a state hardly moves, so that numbers would lie on one another wherever steps have no axis.
    is_crowded = view.endswith("2d")
    past = {"symbol": "circle", "size": (0.4 if is_crowded else 0.7) * size, "fill": PAST, "ink": ON_PAST}
    halt = {"symbol": halt_symbol, "size": 1.4 * size, "fill": STOP, "ink": ON_STOP}
    styles = [
        halt if row == trace.n_latent_steps else past if is_past_halt(trace, row) else plain for row in range(len(path))
    ]
    hover = hover_texts(len(path), trace, placement, view)
    followed = [row for row in range(len(path)) if is_past_halt(trace, row)]
    thought = [row for row in range(len(path)) if not is_past_halt(trace, row)]
    return [
        scatter(
            path[rows],
            mode="markers+text",
            marker={
                "symbol": [styles[row]["symbol"] for row in rows],
                "size": [styles[row]["size"] for row in rows],
                "color": [styles[row]["fill"] for row in rows],
                "line": {"color": "#FFFFFF", "width": 1},
                "opacity": 1,
            },
            text=["" if is_crowded and rows is followed else str(row) if row else "S" for row in rows],
            textposition="middle center" if flat else "top center",
            textfont={
                "size": TICK_SIZE if flat else FONT_SIZE,
                "color": [styles[row]["ink"] for row in rows] if flat else FOREGROUND,
            },
            hovertext=[hover[row] for row in rows],
            showlegend=False,
            name=name,
        )
        for rows, name in ((followed, "steps past the halt"), (thought, "steps"))
        if rows
    ]


def hover_texts(n_rows: int, trace: ThoughtTrace, placement: Placement, view: str) -> list[str]:
    """What a step's mark says: the head, the lens, and how far its place can be trusted."""
    cosine = cosine_to_previous(trace.hidden)
    texts = []
    for row in range(n_rows):
        lines = [
            step_heading(trace, row),
            f"P(stop) {probability_text(trace.p_stop[row])}",
            f"reads most like “{token_text(trace.nearest_tokens[row][0])}” "
            f"(probability {probability_text(trace.p_nearest[row, 0])})",
            f"the probe reads {number_text(placement.magnitude[row])}",
            f"farther from known states than {placement.distance_percentile[row]:.0f} % of those from each other",
        ]
        if view in VIEWS:
            kept = placement.neighbors_kept[row, VIEWS.index(view)]
            lines.append(f"{100 * kept:.0f} % of its true neighbours are its neighbours here")
        if row:
            lines.append(f"cosine to {step_label(row - 1)}: {cosine[row]:.2f}")
        texts.append("<br>".join(lines))
    return texts


def number_text(magnitude: float) -> str:
    """The number of a magnitude, rounded to three digits."""
    return np.format_float_positional(max(10**magnitude - 1, 0), precision=3, fractional=False, trim="-")


def readings(path: np.ndarray, trace: ThoughtTrace) -> list[dict]:
    """What each step up to the halt reads most like, below its mark, as plotly's annotations.

    Where steps in a row read the same, the last of them says so.
    """
    words = [
        token_text(tokens[0], MAX_READING)
        for row, tokens in enumerate(trace.nearest_tokens[: len(path)])
        if not is_past_halt(trace, row)
    ]
    return [
        {
            "name": f"step {row}",
            "x": float(path[row, 0]),
            "y": float(path[row, 1]),
            "yshift": -20,
            "text": f"<b>“{word}”</b>",
        }
        for row, word in enumerate(words)
        if words[row + 1 : row + 2] != [word]
    ]


def leaders_trace(true: np.ndarray, marks: np.ndarray) -> go.Scatter:
    """Thin lines from marks that were moved aside to where their states lie."""
    return scatter(
        joined([np.stack(pair) for pair in zip(true, marks, strict=True)]),
        mode="lines",
        line={"color": FOREGROUND, "width": 1},
        hoverinfo="skip",
        showlegend=False,
        name="true places",
    )


def mark_halt(figure: go.Figure, path: np.ndarray, trace: ThoughtTrace) -> None:
    """Name the halt in one word, once the path reaches it."""
    if trace.n_latent_steps is None or trace.n_latent_steps >= len(path):
        return
    position = {axis: float(value) for axis, value in points(path[trace.n_latent_steps]).items()}
    mark = halt_mark(trace, **position, yshift=24, name=f"step {trace.n_latent_steps}")
    if path.shape[1] == 2:
        figure.add_annotation(mark)
    else:
        figure.update_layout(scene={"annotations": [mark]})


def add_rings(
    figure: go.Figure, references: np.ndarray, path: np.ndarray, neighbors: np.ndarray, selected: int
) -> None:
    """Ring the selected step and its nearest references.

    In three dimensions the rings are the last trace, and `layout.meta["rings"]` holds its coordinates for every row, so
    that a page can move them without a new figure.

    Parameters
    ----------
    references, path : (n, 2 or 3) and (m, 2 or 3) array
        Coordinates in the view.
    neighbors : (m, n_ringed) int array
        Rows of the references that are ringed with each step.
    """
    ringed = np.concatenate([path[:, None], references[neighbors]], axis=1)
    if path.shape[1] == 2:
        ring_selected(figure, ringed, selected, radii=[14] + [5] * neighbors.shape[1])
        return
    marker = {"symbol": "circle-open", "color": SELECTED, "size": [16] + [6] * neighbors.shape[1]}
    figure.add_trace(scatter(ringed[selected], mode="markers", marker=marker, name=RING_NAME, hoverinfo="skip"))
    rings = [dict(zip("xyz", rings.T.tolist(), strict=True)) for rings in np.round(ringed, 4)]
    figure.update_layout(meta={"rings": rings})
