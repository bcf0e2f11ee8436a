"""Components that the layouts of several tabs are put together of."""

from functools import partial

import gradio as gr
import plotly.graph_objects as go

from latentviz.figures.captions import Explanation
from latentviz.figures.map_paths import NUMBER_SPACE
from latentviz.ui.shared import components

NO_FORCE = -1
# What the sliders offer; a link or a command may name any value that a stop rule takes.
THRESHOLD_RANGE, TEMPERATURE_RANGE = (0.01, 1.0), (0.1, 5.0)
MAP_VIEWS = [
    ("map", "umap2d"),
    ("number space", NUMBER_SPACE),
    ("PCA", "pca2d"),
    ("map in 3D", "umap3d"),
    ("PCA in 3D", "pca3d"),
]

slider = partial(gr.Slider, buttons=[])


def headline(title: str, subtitle: str, *classes: str) -> gr.HTML:
    """Heading of a section."""
    return gr.HTML(components.heading(title, subtitle), elem_classes=["heading", *classes])


def about_this(explanation: Explanation, figure: str | None = None) -> gr.HTML:
    """A menu: how to read what stands above it, and what that cannot tell."""
    return gr.HTML(components.explanation(explanation, figure), elem_classes="explanation")


def figure_slot(name: str, title: str, subtitle: str, explanation: Explanation, figure: go.Figure) -> gr.Plot:
    """Heading, figure, and what to make of it; the style sheet reserves the height of `#{name}-plot`."""
    with gr.Column(elem_classes="figure", elem_id=name):
        headline(title, subtitle)
        plot = gr.Plot(figure, show_label=False, container=False, label=title, elem_id=f"{name}-plot")
        about_this(explanation, name)
    return plot


def text_slot(
    name: str, title: str, subtitle: str, text: str, explanation: Explanation | None = None, **options
) -> gr.HTML:
    """Heading, words or a table, and what to make of them; the style sheet reserves the height of `#{name}`."""
    with gr.Column(elem_classes="figure"):
        headline(title, subtitle)
        slot = gr.HTML(text, elem_id=name, **options)
        if explanation is not None:
            about_this(explanation)
    return slot


def threshold_slider(value: float, elem_id: str, label: str = "Threshold: stop when P(stop) reaches it") -> gr.Slider:
    """P(stop) at which a thought halts."""
    return slider(*THRESHOLD_RANGE, value=value, step=0.01, label=label, min_width=220, elem_id=elem_id)


def forced_length(latent_cap: int, elem_id: str) -> gr.Radio:
    """Whether the stop head decides, or how many steps are forced."""
    return gr.Radio(
        force_choices(latent_cap),
        value=NO_FORCE,
        label="Who decides: the stop head, or a forced number of steps",
        scale=2,
        min_width=320,
        elem_id=elem_id,
    )


def force_choices(n_recorded: int) -> list[tuple[str, int]]:
    """Choices of the forced number of steps."""
    return [("stop head", NO_FORCE), *((str(k), k) for k in range(n_recorded + 1))]


def forced_steps(choice: int) -> int | None:
    """The forced number of steps of a choice; None where the stop head decides."""
    return None if choice == NO_FORCE else int(choice)


def map_view_choice(elem_id: str) -> gr.Radio:
    """How a map of two thoughts is drawn."""
    return gr.Radio(MAP_VIEWS, value="umap2d", label="View of the map", elem_id=elem_id)
