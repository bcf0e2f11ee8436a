"""What every layer would say at every step: the logit lens over layers and latent steps."""

from typing import Literal

import numpy as np
import plotly.graph_objects as go

from latentviz.figures.frame import TICK_SIZE, empty_figure, flat_bar, frame, outline_columns, step_axis
from latentviz.figures.palette import LIGHT_TO_DARK
from latentviz.figures.wording import cell_text, probability_text, step_heading, token_text
from latentviz.records.lens import LensGrid
from latentviz.records.trace import ThoughtTrace

HEIGHT = 360
UIREVISION = "grid"
NOTHING_YET = "Run a question: each layer of the model will say here what it reads at each latent step."

Statistic = Literal["p_max", "entropy", "kl"]
STATISTICS = {
    "p_max": "probability of the first token (0 to 1)",
    "entropy": "entropy (nats)",
    "kl": "KL to the last layer (nats)",
}


def lens_grid_figure(
    trace: ThoughtTrace | None, statistic: Statistic = "p_max", selected: int | None = None
) -> go.Figure:
    """Heatmap of layers (rows, input at the bottom) and steps (columns); a cell names its most probable token.

    Parameters
    ----------
    statistic : str
        What the colour shows: "p_max", "entropy" or "kl", each defined in `latentviz.records.lens.LensGrid`.
    selected : int, optional
        Step that is outlined.

    Raises
    ------
    ValueError
        If the statistic is unknown.
    """
    if statistic not in STATISTICS:
        raise ValueError(f"unknown statistic {statistic!r}; known are {sorted(STATISTICS)}")
    if trace is None or trace.lens is None:
        return empty_figure(HEIGHT, UIREVISION, NOTHING_YET)
    lens = trace.lens
    values = getattr(lens, statistic)
    n_layers, n_rows = values.shape
    layers, rows = range(n_layers), range(n_rows)
    figure = frame(HEIGHT, UIREVISION)
    figure.add_heatmap(
        x=list(rows),
        y=list(layers),
        z=values,
        zmin=0,
        zmax=1 if statistic == "p_max" else max(float(np.max(values)), 1e-6),
        colorscale=LIGHT_TO_DARK,
        colorbar=flat_bar(STATISTICS[statistic]),
        text=[[cell_text(trace, lens.tokens[layer][row][0]) for row in rows] for layer in layers],
        textfont={"size": TICK_SIZE},
        hovertext=[[_hover_text(trace, lens, layer, row) for row in rows] for layer in layers],
    )
    figure.update_layout(margin_b=92)
    step_axis(figure, trace)
    figure.update_yaxes(
        title="layer (0 = input)",
        range=[-0.5, n_layers - 0.5],
        tickvals=sorted({0, n_layers // 2, n_layers - 1}),
        showgrid=False,
    )
    outline_columns(figure, trace, selected)
    return figure


def _hover_text(trace: ThoughtTrace, lens: LensGrid, layer: int, row: int) -> str:
    place = f"layer {layer}" if layer else "input of the first layer"
    pairs = zip(lens.tokens[layer][row], lens.p[layer, row], strict=True)
    listed = [f"{rank}: “{token_text(token)}” {probability_text(p)}" for rank, (token, p) in enumerate(pairs, 1)]
    measures = f"entropy {lens.entropy[layer, row]:.2f} nats, KL to the last layer {lens.kl[layer, row]:.2f} nats"
    return "<br>".join([step_heading(trace, row), place, *listed, measures])
