"""What each hidden state reads like: the nearest tokens of the logit lens, step by step."""

import plotly.graph_objects as go

from latentviz.figures.frame import TICK_SIZE, empty_figure, frame, halt_mark, step_axis, value_axis
from latentviz.figures.palette import FAINT_PROBABILITY_SCALE, FOREGROUND, PROBABILITY_SCALE, STOP
from latentviz.figures.wording import is_past_halt, probability_text, step_heading, token_text
from latentviz.trace import ThoughtTrace

HEIGHT = 300
UIREVISION = "tokens"
CHARACTERS_PER_ROW = 50
NOTHING_YET = "Run a question: each latent step will list the tokens that its hidden state resembles."


def tokens_figure(trace: ThoughtTrace | None, top: int = 5) -> go.Figure:
    """Heatmap of the `top` nearest tokens (rows) of START, z1, z2, ... (columns), coloured by probability.

    Parameters
    ----------
    trace : ThoughtTrace or None
        None, or a trace without a row, gives an empty figure of the same height with a sentence.
    top : int
        Rows to show, at most as many as the trace holds.
    """
    if trace is None or trace.n_recorded < 0:
        return empty_figure(HEIGHT, UIREVISION, NOTHING_YET)
    top = min(top, trace.p_nearest.shape[1])
    rows = range(trace.n_recorded + 1)
    figure = frame(HEIGHT, UIREVISION)
    colorbar = {
        "title": {"text": "probability (0 to 1)", "side": "bottom", "font": {"size": TICK_SIZE}},
        "orientation": "h",
        "yref": "container",
        "y": 0,
        "yanchor": "bottom",
        "thickness": 8,
        "len": 0.6,
        "tickvals": [0, 0.5, 1],
        "tickfont": {"size": TICK_SIZE},
        "outlinewidth": 0,
    }
    kept = [row for row in rows if not is_past_halt(trace, row)]
    figure.add_trace(_cells(trace, kept, top, colorscale=PROBABILITY_SCALE, colorbar=colorbar))
    if past := [row for row in rows if is_past_halt(trace, row)]:
        faint = _cells(trace, past, top, colorscale=FAINT_PROBABILITY_SCALE, showscale=False)
        figure.add_trace(faint.update(textfont_color=FOREGROUND))
    figure.update_layout(margin_b=92)
    step_axis(figure, trace)
    value_axis(
        figure,
        "rank (1 = most probable)",
        range=[top + 0.5, 0.5],
        tickvals=list(range(1, top + 1)),
        showgrid=False,
    )
    if trace.n_latent_steps is not None:
        _mark_halt(figure, trace, top)
    return figure


def _cells(trace: ThoughtTrace, rows: list[int], top: int, **style) -> go.Heatmap:
    max_characters = max(3, CHARACTERS_PER_ROW // (1 + max(trace.cap, trace.n_recorded)))
    return go.Heatmap(
        x=rows,
        y=list(range(1, top + 1)),
        z=trace.p_nearest[rows, :top].T,
        zmin=0,
        zmax=1,
        text=[[token_text(trace.nearest_tokens[row][rank], max_characters) for row in rows] for rank in range(top)],
        texttemplate="%{text}",
        textfont={"size": TICK_SIZE + 1},
        hovertext=[[_hover_text(trace, row, rank) for row in rows] for rank in range(top)],
        hoverinfo="text",
        xgap=2,
        ygap=2,
        **style,
    )


def _hover_text(trace: ThoughtTrace, row: int, rank: int) -> str:
    token, p = token_text(trace.nearest_tokens[row][rank]), probability_text(trace.p_nearest[row, rank])
    return f"{step_heading(trace, row)}<br>rank {rank + 1}: “{token}”, probability {p}"


def _mark_halt(figure: go.Figure, trace: ThoughtTrace, top: int) -> None:
    column = trace.n_latent_steps
    figure.add_shape(
        type="rect",
        x0=column - 0.5,
        x1=column + 0.5,
        y0=0.5,
        y1=top + 0.5,
        line={"color": STOP, "width": 3},
    )
    figure.add_annotation(halt_mark(trace, x=column, y=1, yref="paper", yanchor="bottom", yshift=3))
