"""When the model wanted to stop: P(stop) at each latent step against the threshold."""

import plotly.graph_objects as go

from latentviz.figures.frame import LABEL_SIZE, TICK_SIZE, empty_figure, frame, halt_mark, step_axis, value_axis
from latentviz.figures.palette import CONTINUE, FAINT, FOREGROUND, STOP
from latentviz.figures.wording import escaped, is_past_halt, probability_text, step_heading
from latentviz.records.trace import ThoughtTrace

HEIGHT = 260
UIREVISION = "stop"
NOTHING_YET = "Run a question: the bars will show after which latent step the model wants to stop."


def stop_figure(trace: ThoughtTrace | None) -> go.Figure:
    """Bars of P(stop) for START, z1, z2, ...; the halting one red and striped, those past it faint.

    Parameters
    ----------
    trace : ThoughtTrace or None
        None, or a trace without a row, gives an empty figure of the same height with a sentence.
    """
    if trace is None or trace.n_recorded < 0:
        return empty_figure(HEIGHT, UIREVISION, NOTHING_YET)
    rows = range(trace.n_recorded + 1)
    figure = frame(HEIGHT, UIREVISION)
    figure.add_bar(
        x=list(rows),
        y=trace.p_stop,
        marker={
            "color": [STOP if row == trace.n_latent_steps else CONTINUE for row in rows],
            "opacity": [FAINT if is_past_halt(trace, row) else 1.0 for row in rows],
            "pattern": {
                "shape": ["/" if row == trace.n_latent_steps else "" for row in rows],
                "fillmode": "overlay",
                "size": 6,
                "solidity": 0.25,
            },
        },
        text=[probability_text(p) for p in trace.p_stop],
        textposition="outside",
        textangle=0,
        textfont={"size": LABEL_SIZE, "color": FOREGROUND},
        constraintext="none",
        cliponaxis=False,
        hovertext=[_hover_text(trace, row) for row in rows],
        hoverinfo="text",
    )
    step_axis(figure, trace)
    value_axis(figure, "probability of stopping (0 to 1)", range=[0, 1.3], tickvals=[0, 0.5, 1])
    _add_threshold(figure, trace)
    if trace.n_latent_steps is not None:
        halt = trace.n_latent_steps
        figure.add_annotation(halt_mark(trace, x=halt, y=float(trace.p_stop[halt]), yshift=24))
    return figure


def _hover_text(trace: ThoughtTrace, row: int) -> str:
    lines = [step_heading(trace, row), f"P(stop) {probability_text(trace.p_stop[row])}"]
    if trace.finished:
        answer, p_answer = escaped(trace.answers[row]), probability_text(trace.p_answers[row])
        lines.append(f"would have answered {answer} (probability {p_answer})")
    return "<br>".join(lines)


def _add_threshold(figure: go.Figure, trace: ThoughtTrace) -> None:
    unused = "" if trace.fixed_k is None else ", not used: length forced"
    figure.add_shape(
        type="line",
        xref="paper",
        x0=0,
        x1=1,
        y0=trace.threshold,
        y1=trace.threshold,
        line={"color": FOREGROUND, "width": 1.5, "dash": "dash"},
    )
    figure.add_annotation(
        text=f"╌ threshold {trace.threshold:.2f}{unused}",
        xref="paper",
        x=1,
        xanchor="right",
        yref="paper",
        y=0,
        yanchor="top",
        yshift=-22,
        showarrow=False,
        font={"size": TICK_SIZE},
    )
