"""The whole map as a small picture in a corner of a close-up, with the path on it."""

import numpy as np
import plotly.graph_objects as go
from PIL import Image

from latentviz.figures.map_background import extent, picture_source
from latentviz.figures.palette import FOREGROUND, STOP

SIZE = 0.24
CLEARANCE = 0.06
PADDED = 1.15
HALT_RADIUS_PX = 4
N_COLORS = 48
# One dark ground for both themes, on which every colour of the number scale shows.
BACKDROP = "#232833"
PATH = "#FFFFFF"
_CORNERS = ((1, 0), (0, 0), (1, 1), (0, 1))


def inset_source(picture: Image.Image) -> str:
    """A map's `latentviz.figures.map_background.ground_picture` on the dark ground of the inset, for `add_inset`."""
    ground = picture.convert("RGBA")
    small = Image.alpha_composite(Image.new("RGBA", ground.size, BACKDROP), ground).convert("RGB").quantize(N_COLORS)
    return picture_source(small)


def add_inset(figure: go.Figure, source: str, references: np.ndarray, path: np.ndarray, shown: np.ndarray) -> None:
    """Put the whole map into the corner that keeps clear of the path.

    Parameters
    ----------
    source : str
        Of the map's `inset_source`.
    references : (n, 2) array
        Coordinates of all states in the view.
    path : (m, 2) array
        States up to the halt.
    shown : (2, 2) array
        Corners of the close-up.
    """
    # Axes of one scale on a plot that is about square: padded, and the shorter side shows more than was asked for.
    size = PADDED * np.ptp(shown, axis=0).max()
    low = shown.mean(axis=0) - size / 2
    corner = clear_corner((path - low) / size)
    lowest, highest = extent(references)
    places = corner + SIZE * (path - lowest) / (highest - lowest)
    on_paper = {"xref": "paper", "yref": "paper", "layer": "above"}
    x, y = corner.tolist()
    figure.add_layout_image(
        on_paper | {"source": source, "x": x, "y": y + SIZE, "sizex": SIZE, "sizey": SIZE, "sizing": "stretch"}
    )
    line = "L".join(f"{x:.4f},{y:.4f}" for x, y in places)
    radius = {"x0": -HALT_RADIUS_PX, "x1": HALT_RADIUS_PX, "y0": -HALT_RADIUS_PX, "y1": HALT_RADIUS_PX}
    halt = {"xsizemode": "pixel", "ysizemode": "pixel", "xanchor": places[-1, 0], "yanchor": places[-1, 1]} | radius
    shapes = [
        {"type": "rect", "x0": x, "x1": x + SIZE, "y0": y, "y1": y + SIZE, "line": {"color": FOREGROUND, "width": 1}},
        {"type": "path", "path": f"M{line}", "line": {"color": PATH, "width": 1.5}},
        {"type": "circle", "fillcolor": STOP, "line": {"color": PATH, "width": 1}} | halt,
    ]
    figure.layout.shapes = [*figure.layout.shapes, *(on_paper | shape | {"name": "inset"} for shape in shapes)]
    # Region names under it would be read as its own.
    figure.layout.annotations = [
        note
        for note in figure.layout.annotations
        if note.name != "region" or not is_covered((np.array([[note.x, note.y]]) - low) / size, corner).any()
    ]


def is_covered(places: np.ndarray, corner: np.ndarray) -> np.ndarray:
    """Whether places in [0, 1], (m, 2), lie under an inset in this corner, or right beside it, (m,) bool."""
    return np.all((places > corner - CLEARANCE) & (places < corner + SIZE + CLEARANCE), axis=1)


def clear_corner(places: np.ndarray) -> np.ndarray:
    """Lower left point, (2,), of the corner with the fewest marks; places lie in [0, 1], (m, 2)."""
    corners = (1 - SIZE) * np.array(_CORNERS)
    covered = [is_covered(places, corner).sum() for corner in corners]
    return corners[np.argmin(covered)]
