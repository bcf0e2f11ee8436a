"""An edit of a latent step: P(stop) before and after it, with noise of the same size beside it."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from latentviz.figures.frame import empty_figure, frame, legend_below, thought_axis
from latentviz.figures.palette import CLOUD, CONTINUE, SELECTED
from latentviz.figures.wording import escaped, probability_text, step_label, steps_text

HEIGHT = 300
NOTHING_YET = "Run a question and choose an edit: the thought before and after it will be compared here."
_STYLES = (
    ("before", CONTINUE, "circle", "solid"),
    ("after", SELECTED, "diamond", "solid"),
    ("noise of the same size", CLOUD, "x", "dash"),
)


def edit_figure(p_stop: np.ndarray, n_latent_steps: np.ndarray, answers: Sequence[str], step: int) -> go.Figure:
    """Draw P(stop) at START and each latent step of the thought before the edit, after it, and with its placebo.

    Parameters
    ----------
    p_stop : (2 or 3, m + 1) array
        Rows: before, after, and optionally the placebo, as `Outcomes.p_stop` of `latentviz.analysis.interventions`
        holds them; none for nothing to draw.
    n_latent_steps : (2 or 3,) int array
        Where each halts.
    answers : sequence of str
        What each answers.
    step : int
        The step that was edited.
    """
    if not len(p_stop):
        return empty_figure(HEIGHT, "edit", NOTHING_YET)
    figure = frame(HEIGHT, "edit")
    for row, (name, color, symbol, dash) in enumerate(_STYLES[: len(p_stop)]):
        halt, answer = int(n_latent_steps[row]), escaped(answers[row])
        steps = list(range(halt + 1))
        figure.add_scatter(
            x=steps,
            y=p_stop[row][: halt + 1],
            mode="lines+markers",
            line={"color": color, "dash": dash},
            marker={"symbol": symbol, "size": [12 if k == halt else 7 for k in steps]},
            name=f"{name}: {answer}",
            hovertext=[
                f"{name}, {step_label(k)}<br>P(stop) {probability_text(p)}<br>answers {answer} after {steps_text(halt)}"
                for k, p in enumerate(p_stop[row][: halt + 1])
            ],
        )
    figure.add_vrect(x0=step - 0.3, x1=step + 0.3, fillcolor=SELECTED, opacity=0.12, line_width=0)
    thought_axis(figure, len(p_stop[0]) - 1)
    figure.update_yaxes(title="probability of stopping (0 to 1)", range=[-0.03, 1.05], tickvals=[0, 0.5, 1])
    legend_below(figure)
    return figure
