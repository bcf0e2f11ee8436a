"""Records in, `plotly.graph_objects.Figure` out: no torch, no gradio, no files."""

from latentviz.figures.map import map_figure
from latentviz.figures.stop import stop_figure
from latentviz.figures.tokens import tokens_figure

__all__ = ["map_figure", "stop_figure", "tokens_figure"]
