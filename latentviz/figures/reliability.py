"""Whether a probability means what it says: the reliability diagram."""

import plotly.graph_objects as go

from latentviz.figures.frame import empty_figure, error_bars, frame, legend_below, note_above
from latentviz.figures.palette import CONTINUE, FOREGROUND
from latentviz.figures.wording import share_text
from latentviz.stats import Calibration, Proportion, wilson_interval

HEIGHT = 300
NOTHING_YET = "Run problems with known answers: this figure will show how far the probabilities can be believed."


def calibration_figure(calibration: Calibration | None, name: str) -> go.Figure:
    """Share of right answers against the probability that was given, bin by bin; on the diagonal it is calibrated.

    Parameters
    ----------
    name : str
        Of the probability, such as "P(stop) at the halt".
    """
    if calibration is None:
        return empty_figure(HEIGHT, "calibration", NOTHING_YET)
    figure = frame(HEIGHT, "calibration")
    bins = [entry for entry in calibration.bins if entry.n]
    shares = [_proportion(round(entry.share_true * entry.n), entry.n) for entry in bins if entry.share_true is not None]
    bars = [(share.share, *share.interval) for share in shares if share.share is not None]
    figure.add_scatter(
        x=[0, 1],
        y=[0, 1],
        mode="lines",
        line={"color": FOREGROUND, "dash": "dash", "width": 1},
        name="perfect",
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=[entry.mean_p for entry in bins],
        y=[entry.share_true for entry in bins],
        error_y=error_bars(bars, FOREGROUND),
        mode="lines+markers",
        line_color=CONTINUE,
        marker_size=8,
        name=name,
        hovertext=[
            f"{name} in ({entry.low:.1f}, {entry.high:.1f}], mean {entry.mean_p:.3f}<br>right: {share_text(share)}"
            for entry, share in zip(bins, shares, strict=True)
        ],
    )
    figure.update_xaxes(
        title=f"{name} (0 to 1)", range=[-0.02, 1.02], tickvals=[0, 0.25, 0.5, 0.75, 1], fixedrange=True
    )
    figure.update_yaxes(title="share of right answers (0 to 1)", range=[-0.02, 1.02], tickvals=[0, 0.25, 0.5, 0.75, 1])
    legend_below(figure)
    note_above(
        figure,
        f"expected calibration error {calibration.expected_calibration_error:.3f}, "
        f"Brier score {calibration.brier_score:.3f}, n = {calibration.n:,}",
    )
    return figure


def _proportion(n_hits: int, n: int) -> Proportion:
    return Proportion(n_hits, n, n_hits / n, wilson_interval(n_hits, n))
