"""What a handler shows at last, and what figures and snippets of the page's HTML say."""

import re
from collections.abc import Iterator

import plotly.graph_objects as go
from plotly.basedatatypes import BaseTraceType


def last(steps: Iterator[dict]) -> dict:
    """What the last step of a handler changes."""
    *_, end = steps
    return end


def steps_of(strip: str) -> list[str]:
    """The kinds of the strip's steps, in order."""
    return re.findall(r'<li class="step (\w+)"', strip)


def measures_of(card: str) -> dict[str, str]:
    """Name and value of each measure on an answer card."""
    return dict(re.findall(r"<dt><abbr[^>]*>(.*?)</abbr></dt><dd>(.*?)</dd>", card))


def annotations(figure: go.Figure) -> str:
    """All words that stand on a figure."""
    return " | ".join(annotation.text for annotation in figure.layout.annotations)


def trace_named(figure: go.Figure, name: str) -> BaseTraceType:
    """The one trace of a figure that has this name."""
    (found,) = [data for data in figure.data if data.name == name]
    return found


def outlines_of(figure: go.Figure) -> dict[str, int]:
    """How many outlines of each step can be seen in a figure."""
    shown = [shape.name for shape in figure.layout.shapes if shape.name and shape.opacity]
    return {name: shown.count(name) for name in shown}
