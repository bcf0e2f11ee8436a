"""The reference states below a thought: a soft coloured ground, a sample of dots, and names of regions."""

import base64
import io
from typing import Literal, get_args

import numpy as np
import plotly.graph_objects as go
from PIL import Image
from plotly.colors import sample_colorscale
from scipy.ndimage import gaussian_filter
from scipy.spatial import cKDTree

from latentviz.figures.frame import TICK_SIZE
from latentviz.figures.palette import CLOUD, NUMBER_SCALE, RIGHT, STEP_SCALE, WRONG
from latentviz.records.map import Cloud
from latentviz.records.number_probe import magnitude_of

CLOUD_NAME = "states of other problems"
MAX_DOTS = 600
N_COLORS = 255

ColorBy = Literal["number", "step", "right"]
COLOR_BY = get_args(ColorBy)
NUMBER_TICKS = np.array([0, 1, 3, 10, 30, 100, 300, 1000])

N_CELLS = 128
DENSITY_BLUR, COLOR_BLUR = 2.5, 4.0
N_SHADES, N_ALPHAS = 40, 6
MAX_ALPHA = 140

N_REGIONS = 10
REGION_SIZE = 25
REGION_GAP = 0.14


def sample_of(cloud: Cloud, always: np.ndarray) -> np.ndarray:
    """Rows of the references that are drawn as dots: evenly thinned to `MAX_DOTS`, with those of `always` among them.

    The ground shows where all of them lie; a picture of a thought that carries every dot would be mostly dots.
    """
    n = len(cloud.labels)
    return np.union1d(np.linspace(0, n - 1, min(n, MAX_DOTS)).astype(int), always)


def ground_image(picture: Image.Image, references: np.ndarray) -> dict:
    """Lay a `ground_picture` under its references, (n, 2), as plotly's layout image."""
    low, high = extent(references)
    return {
        "source": picture_source(picture),
        "xref": "x",
        "yref": "y",
        "x": float(low[0]),
        "y": float(high[1]),
        "sizex": float(high[0] - low[0]),
        "sizey": float(high[1] - low[1]),
        "sizing": "stretch",
        "layer": "below",
    }


def extent(references: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Lower left and upper right corner of the ground, (2,) each."""
    low, high = references.min(axis=0), references.max(axis=0)
    margin = 0.06 * (high - low) + 1e-6
    return low - margin, high + margin


def picture_source(picture: Image.Image) -> str:
    """A picture as the source of plotly's layout image."""
    content = io.BytesIO()
    picture.save(content, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(content.getvalue()).decode("ascii")


def ground_picture(cloud: Cloud, references: np.ndarray, color_by: ColorBy) -> Image.Image:
    """Draw all references as `N_CELLS` pixels each way: colour by their smoothed values, opacity by their density.

    Parameters
    ----------
    references : (n, 2) array
        Their coordinates in the view.

    Returns
    -------
    Image
        With a palette, whose opacities come in bands.
    """
    values, scale = _values(cloud, color_by)
    low, high = extent(references)
    edges = [np.linspace(start, end, N_CELLS + 1) for start, end in zip(low, high, strict=True)]
    x, y = references.T
    counts, sums = (np.histogram2d(x, y, bins=edges, weights=weights)[0].T[::-1] for weights in (None, values))
    around, total = (gaussian_filter(cells, COLOR_BLUR) for cells in (counts, sums))
    mean = np.divide(total, around, out=np.zeros_like(total), where=around > 0)
    density = gaussian_filter(counts, DENSITY_BLUR)
    # The root keeps sparse regions visible beside dense ones.
    alpha = np.round((N_ALPHAS - 1) * np.sqrt(np.clip(density / np.quantile(density, 0.97), 0, 1)))
    shade = np.round((N_SHADES - 1) * np.clip(mean, 0, 1))
    picture = Image.fromarray((shade * N_ALPHAS + alpha).astype(np.uint8), mode="P")
    shades = sample_colorscale(scale, list(np.linspace(0, 1, N_SHADES)), colortype="tuple")
    picture.putpalette([round(255 * part) for color in shades for _ in range(N_ALPHAS) for part in color])
    opacities = bytes(round(MAX_ALPHA * level / (N_ALPHAS - 1)) for level in range(N_ALPHAS)) * N_SHADES
    picture.info["transparency"] = opacities
    return picture


def cloud_traces(cloud: Cloud, references: np.ndarray, rows: np.ndarray, color_by: ColorBy) -> list:
    """Dots of the references in `rows`; right and wrong are told apart by symbol too.

    Parameters
    ----------
    references : (n, 2 or 3) array
        Coordinates of all references in the view.
    """
    labels = cloud.labels
    if color_by == "right":
        kinds = ((labels.right, RIGHT, "circle", "right if stopped there"), (~labels.right, WRONG, "x", "wrong"))
        return [
            _dots(cloud, references, rows[is_kind[rows]], {"color": color, "symbol": symbol}, name)
            for is_kind, color, symbol, name in kinds
        ]
    values, scale = _values(cloud, color_by)
    # Bytes, since a page gets them with each thought.
    values = np.round(N_COLORS * values).astype(np.uint8)
    colored = {"colorscale": scale, "cmin": 0, "cmax": N_COLORS, "colorbar": _bar(cloud, color_by)}
    read = labels.reading[rows] >= 0 if color_by == "number" else np.ones(len(rows), dtype=bool)
    traces = [_dots(cloud, references, rows[read], colored | {"color": values[rows[read]]}, CLOUD_NAME)]
    if not read.all():
        traces.append(_dots(cloud, references, rows[~read], {"color": CLOUD}, "states that read as no number"))
    return traces


def regions(references: np.ndarray, reading: np.ndarray) -> list[tuple[int, int]]:
    """Rows of references that name the region around them, and the most common reading there.

    A region is a reference's `REGION_SIZE` nearest ones on the page. Those whose readings agree most come first; one
    that lies nearer than `REGION_GAP` of the map's size to a region before it is left out, so that names stay apart.

    Parameters
    ----------
    references : (n, 2) array
    reading : (n,) int array
        As in `ReferenceLabels`.
    """
    k = min(REGION_SIZE, len(references))
    _, neighbors = cKDTree(references).query(references, k)
    around = np.sort(reading[neighbors.reshape(len(references), k)], axis=1)
    counts = (around[:, :, None] == around[:, None]).sum(axis=2) * (around >= 0)
    shares = counts.max(axis=1, initial=0)
    gap = REGION_GAP * np.ptp(references, axis=0).max()
    chosen: list[int] = []
    for row in np.argsort(-shares, kind="stable"):
        if len(chosen) == N_REGIONS or shares[row] < 2:
            break
        if all(np.linalg.norm(references[row] - references[other]) > gap for other in chosen):
            chosen.append(row)
    return [(int(row), int(around[row, counts[row].argmax()])) for row in chosen]


def region_names(references: np.ndarray, reading: np.ndarray) -> list[dict]:
    """The regions' readings as plotly's annotations, each named "region"."""
    return [
        {
            "name": "region",
            "x": float(references[row, 0]),
            "y": float(references[row, 1]),
            "text": str(number),
            "hovertext": f"the most common reading of the {REGION_SIZE} states around here is {number}",
            "font": {"size": TICK_SIZE + 1},
        }
        for row, number in regions(references, reading)
    ]


def points(coordinates: np.ndarray) -> dict[str, np.ndarray]:
    """Coordinates as plotly's x, y and, in three dimensions, z."""
    return dict(zip("xyz"[: coordinates.shape[-1]], coordinates.T, strict=True))


def scatter(coordinates: np.ndarray, **style) -> go.Scatter | go.Scatter3d:
    """Trace of coordinates, (n, 2 or 3), in as many dimensions as they have; `style` as in plotly's `scatter`."""
    kind = go.Scatter if coordinates.shape[1] == 2 else go.Scatter3d
    return kind(**points(coordinates), **style)


def _values(cloud: Cloud, color_by: ColorBy) -> tuple[np.ndarray, list]:
    """A value in [0, 1] for each reference, (n,) float32, and its colour scale."""
    labels = cloud.labels
    if color_by == "number":
        magnitude = magnitude_of(np.maximum(labels.reading, 0))
        return (magnitude / max(magnitude.max(), 1)).astype(np.float32), NUMBER_SCALE
    if color_by == "step":
        return np.clip(labels.step / _last_step(cloud), 0, 1).astype(np.float32), STEP_SCALE
    return labels.right.astype(np.float32), [[0, WRONG], [1, RIGHT]]


def _bar(cloud: Cloud, color_by: ColorBy) -> dict:
    labels, small = cloud.labels, {"size": TICK_SIZE}
    if color_by == "number":
        largest = max(int(labels.reading.max()), 9)
        ticks = NUMBER_TICKS[largest >= NUMBER_TICKS]
        title, values = "number that it reads", magnitude_of(ticks) / magnitude_of(largest)
    else:
        ticks = np.arange(_last_step(cloud) + 1)
        title, values = "latent step", ticks / ticks[-1]
    names = [str(tick) for tick in ticks]
    if color_by == "step" and labels.step.max() > ticks[-1]:
        names[-1] += "+"
    return {
        "title": {"text": title, "side": "top", "font": small},
        "tickfont": small,
        "tickvals": (N_COLORS * values).tolist(),
        "ticktext": names,
        "orientation": "h",
        "yref": "container",
        "y": 1,
        "yanchor": "top",
        "ypad": 0,
        "thickness": 8,
        "outlinewidth": 0,
    }


def _last_step(cloud: Cloud) -> int:
    """The step up to which colours differ: 99 % of the states come no later."""
    return max(int(np.quantile(cloud.labels.step, 0.99)), 1)


def _dots(cloud: Cloud, references: np.ndarray, rows: np.ndarray, marker: dict, name: str) -> go.Scatter | go.Scatter3d:
    labels = cloud.labels
    size, opacity = (3, 0.45) if references.shape[1] == 2 else (2, 0.5)
    return scatter(
        references[rows].astype(np.float32),
        mode="markers",
        marker={"size": size, "opacity": opacity} | marker,
        name=name,
        customdata=np.column_stack([labels.reading, labels.step])[rows].astype(_small_int(labels.reading)),
        hovertemplate="another problem<br>latent steps: %{customdata[1]}<br>reads like %{customdata[0]}"
        + (" (-1: no number)" if labels.reading.min(initial=0) < 0 else "")
        + "<extra></extra>",
    )


def _small_int(values: np.ndarray) -> type:
    """An integer type of the fewest bytes that holds the values."""
    return np.int16 if values.max(initial=0) <= np.iinfo(np.int16).max else np.int32
