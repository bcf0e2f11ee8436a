"""Two ways of answering, problem by problem: who solves what, and what it costs."""

import plotly.graph_objects as go

from latentviz.analysis.comparison import SetComparison
from latentviz.figures.frame import empty_figure, frame, legend_below, note_above
from latentviz.figures.palette import CLOUD, CONTINUE, RIGHT, WRONG
from latentviz.figures.wording import escaped, percent, steps_text

HEIGHT = 300
NOTHING_YET = "Run two ways of answering on the same problems: this figure will show where they differ."


def flips_figure(comparison: SetComparison | None, first: str, second: str) -> go.Figure:
    """Problems that both, only one, or none of the two solve, with McNemar's test and the paired interval.

    Parameters
    ----------
    first, second : str
        What the two are called.
    """
    if comparison is None:
        return empty_figure(HEIGHT, "flips", NOTHING_YET)
    figure = frame(HEIGHT, "flips")
    test = comparison.test
    bars = (
        ("both", comparison.n_both, RIGHT, ""),
        (f"only {first}", test.n_first_only, CONTINUE, "/"),
        (f"only {second}", test.n_second_only, CLOUD, "\\"),
        ("neither", comparison.n_neither, WRONG, "x"),
    )
    figure.add_bar(
        y=[escaped(name) for name, *_ in bars],
        x=[n for _, n, *_ in bars],
        orientation="h",
        marker={"color": [color for *_, color, _ in bars], "pattern": {"shape": [shape for *_, shape in bars]}},
        text=[f"{n:,}" for _, n, *_ in bars],
        hovertemplate="solved by: %{y}<br>problems: %{x}<extra></extra>",
    )
    figure.update_xaxes(title=f"problems of {comparison.n:,}", range=[0, 1.12 * comparison.n], fixedrange=True)
    figure.update_yaxes(title="solved by", autorange="reversed", automargin=True)
    low, high = (100 * value for value in comparison.interval)
    note_above(
        figure,
        f"{percent(comparison.first.share)} against {percent(comparison.second.share)}:<br>"
        f"{100 * comparison.difference:+.2f} points (95 % interval {low:+.2f} to {high:+.2f}), "
        f"McNemar p = {test.p_value:.2g}",
        side="right",
    )
    return figure


def flip_steps_figure(comparison: SetComparison | None, first: str, second: str) -> go.Figure:
    """The flips by the latent steps that each of the two took.

    Parameters
    ----------
    first, second : str
        What the two are called.
    """
    if comparison is None or not comparison.flips:
        sentence = NOTHING_YET if comparison is None else "The two solve the same problems: there is no flip."
        return empty_figure(HEIGHT, "flip-steps", sentence)
    figure = frame(HEIGHT, "flip-steps")
    for won, name, color, symbol in ((True, first, CONTINUE, "circle"), (False, second, CLOUD, "x")):
        flips = [flip for flip in comparison.flips if flip.won == won]
        figure.add_scatter(
            x=[flip.first.n_latent_steps + _spread(flip.first.number) for flip in flips],
            y=[flip.second.n_latent_steps + _spread(7 * flip.first.number + 3) for flip in flips],
            mode="markers",
            marker={"color": color, "symbol": symbol, "size": 8, "opacity": 0.8},
            name=f"solved by {escaped(name)} only",
            hovertext=[
                f"<b>problem {flip.first.number}</b>, right is {flip.first.gold_answer:.10g}<br>"
                f"{escaped(first)}: {escaped(flip.first.answer_text)} after {steps_text(flip.first.n_latent_steps)}<br>"
                f"{escaped(second)}: {escaped(flip.second.answer_text)} after {steps_text(flip.second.n_latent_steps)}"
                for flip in flips
            ],
        )
    figure.update_xaxes(
        title=f"latent steps of {escaped(first)} <br>(spread out a little)", dtick=1, rangemode="tozero"
    )
    figure.update_yaxes(title=f"latent steps of {escaped(second)}", dtick=1, rangemode="tozero")
    legend_below(figure)
    return figure


def _spread(number: int) -> float:
    """A fixed small offset, so that problems of equal steps do not hide each other."""
    return (number * 37 % 21 - 10) / 40
