"""The cloud of reference states below a thought."""

from typing import Literal

import numpy as np
import plotly.graph_objects as go

from latentviz.figures.frame import TICK_SIZE
from latentviz.figures.palette import CLOUD, PROBABILITY_SCALE, RIGHT, STEP_SCALE, WRONG
from latentviz.records.map import Cloud

MAX_SVG_POINTS = 4000
CLOUD_NAME = "states of other problems"

ColorBy = Literal["none", "step", "operations", "p_stop", "right"]
COLOR_BY = ("none", "step", "operations", "p_stop", "right")
_SCALES = {
    "step": ("latent step", STEP_SCALE),
    "operations": ("operations", STEP_SCALE),
    "p_stop": ("P(stop), 0 to 1", PROBABILITY_SCALE),
}


def cloud_traces(cloud: Cloud, references: np.ndarray, color_by: ColorBy) -> list:
    """The references as one trace, or as two where right and wrong are told apart by colour and symbol.

    Parameters
    ----------
    references : (n, 2 or 3) array
        Their coordinates in the view.
    """
    labels = cloud.labels
    if color_by != "right":
        return [_trace(cloud, references, np.arange(len(references)), _marker(cloud, references, color_by), CLOUD_NAME)]
    kinds = ((labels.right, RIGHT, "circle", "right if stopped there"), (~labels.right, WRONG, "x", "wrong"))
    return [
        _trace(cloud, references, np.flatnonzero(rows), _marker(cloud, references, "none") | style, name)
        for rows, color, symbol, name in kinds
        for style in [{"color": color, "symbol": symbol}]
    ]


def points(coordinates: np.ndarray) -> dict[str, np.ndarray]:
    """Coordinates as plotly's x, y and, in three dimensions, z."""
    return dict(zip("xyz"[: coordinates.shape[-1]], coordinates.T, strict=True))


def _marker(cloud: Cloud, references: np.ndarray, color_by: ColorBy) -> dict:
    size, opacity = (4, 0.5) if references.shape[1] == 2 else (1.5, 0.4)
    marker = {"size": size, "opacity": opacity, "color": CLOUD}
    if color_by == "none":
        return marker
    labels = cloud.labels
    values = {"step": labels.step, "operations": labels.n_operations, "p_stop": labels.p_stop}[color_by]
    title, scale = _SCALES[color_by]
    small = {"size": TICK_SIZE}
    colorbar = {"title": {"text": title, "side": "right", "font": small}, "tickfont": small}
    colorbar |= {"thickness": 8, "outlinewidth": 0, "xpad": 4}
    return marker | {"color": values, "colorscale": scale, "colorbar": colorbar}


def _trace(cloud: Cloud, references: np.ndarray, rows: np.ndarray, marker: dict, name: str):
    labels = cloud.labels
    flat = go.Scatter if len(references) <= MAX_SVG_POINTS else go.Scattergl
    kind = flat if references.shape[1] == 2 else go.Scatter3d
    return kind(
        **points(references[rows]),
        mode="markers",
        marker=marker,
        name=name,
        customdata=np.column_stack([labels.step, labels.n_operations, labels.p_stop])[rows].astype(np.float32),
        hovertemplate=(
            "another problem, %{customdata[1]:.0f} operations<br>after %{customdata[0]:.0f} latent steps"
            "<br>P(stop) %{customdata[2]:.2f}<extra></extra>"
        ),
    )
