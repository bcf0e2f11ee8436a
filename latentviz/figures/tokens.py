"""What each hidden state reads like: the nearest tokens of the logit lens, step by step."""

from typing import Literal

import plotly.graph_objects as go

from latentviz.figures.frame import TICK_SIZE, empty_figure, flat_bar, frame, outline_columns, step_axis
from latentviz.figures.palette import FAINT_PROBABILITY_SCALE, FOREGROUND, PROBABILITY_SCALE
from latentviz.figures.wording import cell_text, is_past_halt, probability_text, step_heading, token_text
from latentviz.records.lens import Reading
from latentviz.records.trace import ThoughtTrace

HEIGHT = 300
TOP = 5
UIREVISION = "tokens"
NOTHING_YET = "Run a question: each latent step will list the tokens that its hidden state resembles."
NO_CONTROL = {
    "shuffled": "The control is still to come: the same lens on latents of other problems.",
    "untrained": "There is no untrained copy of the model here: it is too large for one, or the copy is still to come.",
}


def tokens_figure(trace: ThoughtTrace | None, selected: int | None = None) -> go.Figure:
    """Heatmap of the `TOP` nearest tokens (rows) of START, z1, z2, ... (columns), coloured by probability.

    Parameters
    ----------
    selected : int, optional
        Step that is outlined.
    """
    if trace is None or trace.n_recorded < 0:
        return empty_figure(HEIGHT, UIREVISION, NOTHING_YET)
    figure = _heatmaps(trace, trace.nearest, UIREVISION)
    outline_columns(figure, trace, selected)
    return figure


def control_figure(trace: ThoughtTrace | None, control: Literal["shuffled", "untrained"] = "shuffled") -> go.Figure:
    """The same heatmap where nothing of this problem can be read: what the lens shows by itself.

    Parameters
    ----------
    control : str
        "shuffled": latents of other problems; "untrained": this question in a copy of the model with random weights.
    """
    reading = None if trace is None or trace.controls is None else getattr(trace.controls, control)
    if trace is None or reading is None:
        return empty_figure(HEIGHT, f"control-{control}", NO_CONTROL[control])
    return _heatmaps(trace, reading, f"control-{control}")


def _heatmaps(trace: ThoughtTrace, reading: Reading, uirevision: str) -> go.Figure:
    top = min(TOP, reading.values.shape[1])
    rows = range(trace.n_recorded + 1)
    figure = frame(HEIGHT, uirevision)
    kept = [row for row in rows if not is_past_halt(trace, row)]
    bar = flat_bar("probability (0 to 1)") | {"tickvals": [0, 0.5, 1]}
    figure.add_trace(_cells(trace, reading, kept, top, colorscale=PROBABILITY_SCALE, colorbar=bar))
    if past := [row for row in rows if is_past_halt(trace, row)]:
        faint = _cells(trace, reading, past, top, colorscale=FAINT_PROBABILITY_SCALE, showscale=False)
        figure.add_trace(faint.update(textfont_color=FOREGROUND))
    figure.update_layout(margin_b=92)
    step_axis(figure, trace)
    figure.update_yaxes(
        title="rank (1 = most probable)", range=[top + 0.5, 0.5], tickvals=list(range(1, top + 1)), showgrid=False
    )
    return figure


def _cells(trace: ThoughtTrace, reading: Reading, rows: list[int], top: int, **style) -> go.Heatmap:
    return go.Heatmap(
        x=rows,
        y=list(range(1, top + 1)),
        z=reading.values[rows, :top].T,
        zmin=0,
        zmax=1,
        text=[[cell_text(trace, reading.tokens[row][rank]) for row in rows] for rank in range(top)],
        textfont={"size": TICK_SIZE + 1},
        hovertext=[[_hover_text(trace, reading, row, rank) for row in rows] for rank in range(top)],
        **style,
    )


def _hover_text(trace: ThoughtTrace, reading: Reading, row: int, rank: int) -> str:
    token, p = token_text(reading.tokens[row][rank]), probability_text(reading.values[row, rank])
    return f"{step_heading(trace, row)}<br>rank {rank + 1}: “{token}”, probability {p}"
