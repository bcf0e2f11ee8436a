"""One number of a question varied over a range: what is answered, after how many steps, and where it goes wrong."""

from collections.abc import Sequence

import plotly.graph_objects as go

from latentviz.data.problems.problem import number_of
from latentviz.figures.frame import empty_figure, frame, legend_below
from latentviz.figures.palette import CONTINUE, FOREGROUND, RIGHT, WRONG
from latentviz.figures.wording import escaped, steps_text
from latentviz.records.answered import AnsweredProblem

HEIGHT = 380
NOTHING_YET = "Choose a number of the question and a range: each value is asked once."
_KINDS = (("right", RIGHT, "circle"), ("wrong", WRONG, "x"), ("right answer unknown", CONTINUE, "diamond"))


def stress_figure(values: Sequence[int], rows: Sequence[AnsweredProblem]) -> go.Figure:
    """Answers against the value of the number, the right answers as a line; below, the latent steps.

    Parameters
    ----------
    values : sequence of int
        What stood in the place of the number.
    rows : sequence of AnsweredProblem
        The answered question with each value.

    Raises
    ------
    ValueError
        If the two differ in length.
    """
    if len(values) != len(rows):
        raise ValueError(f"{len(values)} values, {len(rows)} answered problems")
    if not rows:
        return empty_figure(HEIGHT, "stress", NOTHING_YET)
    figure = frame(HEIGHT, "stress")
    pairs = list(zip(values, rows, strict=True))
    gold = [(value, row.gold_answer) for value, row in pairs if row.gold_answer is not None]
    if gold:
        figure.add_scatter(
            x=[value for value, _ in gold],
            y=[answer for _, answer in gold],
            mode="lines",
            line={"color": FOREGROUND, "width": 1, "dash": "dash"},
            name="right answer",
            hoverinfo="skip",
        )
    for name, color, symbol in _KINDS:
        shown = [pair for pair in pairs if _kind(pair[1]) == name]
        if shown:
            figure.add_scatter(
                x=[value for value, _ in shown],
                y=[number_of(row.answer_text) for _, row in shown],
                mode="markers",
                marker={"color": color, "symbol": symbol, "size": 8},
                name=name,
                hovertext=[_hover_text(*pair) for pair in shown],
            )
    figure.add_bar(
        x=list(values),
        y=[row.n_latent_steps for row in rows],
        marker_color=CONTINUE,
        showlegend=False,
        hovertext=[f"value {value}: {steps_text(row.n_latent_steps)}" for value, row in pairs],
        yaxis="y2",
    )
    figure.update_xaxes(title="value of the number", anchor="y2")
    figure.update_layout(
        yaxis={"title": "answer", "domain": [0.4, 1]},
        yaxis2={"title": "latent steps k", "domain": [0, 0.3], "anchor": "x"},
    )
    figure.update_yaxes(fixedrange=False)
    legend_below(figure)
    return figure


def _kind(row: AnsweredProblem) -> str:
    return "right answer unknown" if row.right is None else "right" if row.right else "wrong"


def _hover_text(value: int, row: AnsweredProblem) -> str:
    gold = "" if row.gold_answer is None else f", right is {row.gold_answer:.10g}"
    return f"value {value}<br>answers {escaped(row.answer_text)}{gold}<br>after {steps_text(row.n_latent_steps)}"
