"""Records in, `plotly.graph_objects.Figure` out: no torch, no gradio, no files.

A function that is given None, or a record without what it draws, gives a figure of the same height that says so.
"""

from latentviz.figures.lens_grid import lens_grid_figure
from latentviz.figures.map import map_figure
from latentviz.figures.map_paths import Overlay
from latentviz.figures.tokens import control_figure, tokens_figure
from latentviz.figures.what_if import what_if_figure

__all__ = ["Overlay", "control_figure", "lens_grid_figure", "map_figure", "tokens_figure", "what_if_figure"]
