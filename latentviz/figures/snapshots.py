"""How the thought on one problem changes while a model is trained."""

import numpy as np
import plotly.graph_objects as go

from latentviz.figures.frame import LABEL_SIZE, TICK_SIZE, empty_figure, frame, legend_below, thought_axis
from latentviz.figures.palette import CONTINUE, FAINT, FOREGROUND, PROBABILITY_SCALE, STOP
from latentviz.figures.wording import escaped, probability_text, step_label, steps_text, token_text
from latentviz.runs.snapshots import ProbeHistory

HEIGHT = 320
NOTHING_YET = "This run tracked no problems: train.grpo writes probes.safetensors as it goes."


def probe_figure(history: ProbeHistory | None, problem: int = 0) -> go.Figure:
    """P(stop) of one problem at each latent step (columns) over training time (rows), and where the thought halts.

    Parameters
    ----------
    problem : int
        Index of the probe problem.
    """
    if history is None:
        return empty_figure(HEIGHT, "probe", NOTHING_YET)
    figure = frame(HEIGHT, "probe")
    p_stop, halts = history.p_stop[:, problem], history.n_latent_steps[:, problem]
    rows = list(range(len(history.steps)))
    answers = [history.answers[row][problem] for row in rows]
    figure.add_heatmap(
        x=list(range(p_stop.shape[1])),
        y=rows,
        z=p_stop,
        zmin=0,
        zmax=1,
        colorscale=PROBABILITY_SCALE,
        colorbar={"title": {"text": "P(stop)"}},
        text=[[token_text(text, 7) for text in row] for row in answers],
        textfont={"size": LABEL_SIZE},
        hovertext=[
            [
                f"optimiser step {step:,}, after {steps_text(k)}<br>P(stop) {probability_text(p)}<br>"
                f"would answer {escaped(answer)}"
                for k, (p, answer) in enumerate(zip(ps, texts, strict=True))
            ]
            for step, ps, texts in zip(history.steps.tolist(), p_stop, answers, strict=True)
        ],
        xgap=1,
        ygap=1,
    )
    figure.add_scatter(
        x=halts,
        y=rows,
        mode="lines+markers",
        line={"color": STOP, "width": 2},
        marker={"symbol": "octagon", "size": 10, "color": STOP},
        name="halts",
        hoverinfo="skip",
    )
    thought_axis(figure, p_stop.shape[1] - 1)
    figure.update_yaxes(
        title="optimiser step", tickvals=rows, ticktext=[f"{step:,}" for step in history.steps.tolist()]
    )
    legend_below(figure)
    return figure


def probe_path_figure(history: ProbeHistory | None, problem: int, point: int) -> go.Figure:
    """The path of one thought at one point of the run, over its faint path at the start, on the two main directions.

    The directions are the principal components of all recorded states of this problem, so that nothing moves while the
    slider does.

    Parameters
    ----------
    problem, point : int
        Indices of the probe problem and of the point in training time.
    """
    if history is None:
        return empty_figure(HEIGHT, "probe-path", NOTHING_YET)
    figure = frame(HEIGHT, "probe-path")
    states = history.hidden[:, problem].astype(np.float64)
    flat = states.reshape(-1, states.shape[-1])
    mean = flat.mean(axis=0)
    _, _, directions = np.linalg.svd(flat - mean, full_matrices=False)
    paths = (states - mean) @ directions[:2].T
    shown = ((0, FOREGROUND, FAINT), (point, CONTINUE, 1.0)) if point else ((0, CONTINUE, 1.0),)
    for row, color, opacity in shown:
        halt = int(history.n_latent_steps[row, problem])
        numbers = range(paths.shape[1])
        figure.add_scatter(
            x=paths[row, :, 0],
            y=paths[row, :, 1],
            mode="lines+markers+text",
            opacity=opacity,
            line={"color": color},
            marker={
                "color": [STOP if k == halt else color for k in numbers],
                "symbol": ["octagon" if k == halt else "circle" for k in numbers],
                "size": [14 if k == halt else 9 for k in numbers],
            },
            text=["S" if k == 0 else str(k) if k == halt else "" for k in numbers],
            textposition="top center",
            textfont={"size": TICK_SIZE},
            hovertext=[
                f"optimiser step {history.steps[row]:,}, {step_label(k)}<br>P(stop) "
                f"{probability_text(history.p_stop[row, problem, k])}<br>"
                f"would answer {escaped(history.answers[row][problem][k])}"
                for k in numbers
            ],
            name=f"optimiser step {history.steps[row]:,}",
        )
    low, high = paths.min(axis=(0, 1)), paths.max(axis=(0, 1))
    pad = 0.08 * (high - low).max() + 1e-6
    figure.update_xaxes(title="component 1 (hidden-state units)", range=[low[0] - pad, high[0] + pad])
    figure.update_yaxes(title="component 2 (hidden-state units)", range=[low[1] - pad, high[1] + pad])
    legend_below(figure)
    return figure
