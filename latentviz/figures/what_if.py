"""If it had stopped there: the answer after every number of latent steps, and where each stop rule halts."""

import plotly.graph_objects as go

from latentviz.figures.frame import LABEL_SIZE, TICK_SIZE, empty_figure, frame, halt_mark, outline_selected, step_axis
from latentviz.figures.palette import CONTINUE, FAINT, RIGHT, STOP, WRONG
from latentviz.figures.wording import (
    answer_sign,
    escaped,
    is_past_halt,
    probability_text,
    rule_name,
    step_heading,
    token_text,
)
from latentviz.records.thinking import thinking_verdict
from latentviz.records.trace import ThoughtTrace

HEIGHT = 380
UIREVISION = "what-if"
HEAD = "stop head"
NOTHING_YET = "Run a question: for every number of steps, what the model would have answered."
MAX_ANSWER = 7


def what_if_figure(trace: ThoughtTrace | None, selected: int | None = None) -> go.Figure:
    """Bars of the probability of each counterfactual answer, and above them a mark where each stop rule halts.

    Right answers are green, wrong ones yellow and hatched; where the gold answer is unknown all are blue.

    Parameters
    ----------
    selected : int, optional
        Step that is framed among the answers.
    """
    if trace is None or not trace.finished:
        return empty_figure(HEIGHT, UIREVISION, NOTHING_YET)
    figure = frame(HEIGHT, UIREVISION)
    _add_answers(figure, trace)
    _add_rules(figure, trace)
    step_axis(figure, trace)
    figure.update_xaxes(anchor="y")
    title = "probability of the answer (0 to 1)"
    figure.update_layout(
        yaxis={"title": title, "domain": [0, 0.62], "range": [0, 1.3], "tickvals": [0, 0.5, 1]},
        yaxis2={"title": "", "domain": [0.7, 1], "autorange": "reversed", "type": "category", "automargin": True},
    )
    outline_selected(figure, trace, selected)
    return figure


def _add_answers(figure: go.Figure, trace: ThoughtTrace) -> None:
    rows = range(trace.n_recorded + 1)
    right, halt = trace.right_at, trace.halt
    best = thinking_verdict(trace.answers, halt, right).best_k
    figure.add_bar(
        x=list(rows),
        y=trace.p_answers,
        marker={
            "color": [CONTINUE] * len(rows) if right is None else [RIGHT if is_right else WRONG for is_right in right],
            "opacity": [FAINT + 0.2 if is_past_halt(trace, row) else 1.0 for row in rows],
            "pattern": {"shape": ["" if right is None or right[row] else "/" for row in rows]},
        },
        text=[f"{token_text(trace.answers[row], MAX_ANSWER)}{answer_sign(trace, row)}" for row in rows],
        textfont={"size": LABEL_SIZE + 2},
        constraintext="none",
        hovertext=[_hover_text(trace, row, best) for row in rows],
        name="answers",
    )
    figure.add_annotation(halt_mark(trace, x=halt, y=1.28, yanchor="top"))
    if best is not None and best != halt:
        word = "settled" if right is None else "best"
        figure.add_annotation(text=f"<b>{word}</b>", x=best, y=1.28, yanchor="top", font={"size": TICK_SIZE})


def _add_rules(figure: go.Figure, trace: ThoughtTrace) -> None:
    halts = {HEAD: trace.halt}
    if trace.rules is not None:
        halts |= {rule_name(name): k for name, k in trace.rules.halts().items()}
    names = list(halts)
    figure.add_scatter(
        x=list(halts.values()),
        y=names,
        yaxis="y2",
        mode="markers",
        marker={
            "symbol": ["octagon"] + ["diamond"] * (len(names) - 1),
            "size": 13,
            "color": [STOP] + [CONTINUE] * (len(names) - 1),
        },
        hovertext=[
            f"<b>{name}</b><br>halts after {k}, would have answered {escaped(trace.answers[k])}{answer_sign(trace, k)}"
            for name, k in halts.items()
        ],
        name="stop rules",
    )


def _hover_text(trace: ThoughtTrace, row: int, best: int | None) -> str:
    answer, p = escaped(trace.answers[row]), probability_text(trace.p_answers[row])
    lines = [step_heading(trace, row), f"would have answered {answer}{answer_sign(trace, row)} (probability {p})"]
    if row == best:
        lines.append(
            "the answer no longer changes from here on" if trace.right_at is None else "the best number of steps"
        )
    return "<br>".join(lines)
