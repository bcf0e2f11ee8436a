"""States of other problems in a part of the map, as a table whose rows open in Explore."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from latentviz.figures.map_paths import coordinates_in
from latentviz.figures.wording import counted, step_label
from latentviz.records.links import RunLink, problem_of
from latentviz.records.map import Cloud, ReferenceLabels
from latentviz.ui.shared.components import quiet
from latentviz.ui.shared.row_table import ON_LOAD as OPENS_ROWS
from latentviz.ui.shared.row_table import listing

MAX_ROWS = 30
N_READINGS = 5
NO_REGION = "No such state of another problem is on this map."
ON_LOAD = (
    OPENS_ROWS
    + """
let figure = null;
const list = (event) => {
  const { x, y } = event?.range ?? {};
  if (!x || !y) return;
  // Plotly fades every mark outside of a selection, the thought's own too: a frame takes its place.
  const [[x0, x1], [y0, y1], line] = [x, y, { dash: "dot", width: 2 }];
  const frame = { name: "region", type: "rect", x0, x1, y0, y1, line };
  const shapes = (figure.layout.shapes ?? []).filter((shape) => shape.name !== frame.name);
  window.Plotly.relayout(figure, { selections: [], shapes: [...shapes, frame] });
  trigger("input", { corners: [x0, y0, x1, y1] });
};
document.addEventListener("pointerdown", (event) => {
  figure = event.target.closest?.("#map-plot .js-plotly-plot") ?? figure;
  figure?.removeListener("plotly_selected", list);
  figure?.on("plotly_selected", list);
}, true);
"""
)


def rows_in_box(cloud: Cloud, view: str, corners: Sequence[float]) -> np.ndarray:
    """Rows of the states between two corners x0, y0, x1, y1 of a flat view, those nearest the middle first.

    Raises
    ------
    ValueError
        If the corners are not four finite numbers.
    """
    box = np.asarray(corners, dtype=np.float64)
    if box.shape != (4,) or not np.isfinite(box).all():
        raise ValueError(f"a region has the corners x0, y0, x1, y1, not {corners!r}")
    places = coordinates_in(cloud, view)
    low, high = np.sort(box.reshape(2, 2), axis=0)
    rows = np.flatnonzero(((places >= low) & (places <= high)).all(axis=1))
    size = np.maximum(high - low, np.finfo(float).tiny)
    return rows[np.argsort(np.linalg.norm((places[rows] - (low + high) / 2) / size, axis=1), kind="stable")]


def region_table(labels: ReferenceLabels, rows: np.ndarray, which: str = f"the {MAX_ROWS} nearest its middle") -> str:
    """What the states read like most often, and the first `MAX_ROWS` of them; a row is opened by its problem."""
    if not len(rows):
        return quiet(NO_REGION)
    common = Counter(int(reading) for reading in labels.reading[rows] if reading >= 0).most_common(N_READINGS)
    readings = ", ".join(f"{number} ({count})" for number, count in common) or "no number"
    n_problems = len(set(labels.problem[rows].tolist()))
    found = f"{counted(len(rows), 'state', 'states')} of {counted(n_problems, 'problem', 'problems')}"
    shown = which if len(rows) > MAX_ROWS else "all of them"
    caption = f"{found}; they read most like {readings}. Shown: {shown}. Choose a number to open its problem."
    table = [
        {
            "problem": int(labels.problem[row]),
            "reads like": int(labels.reading[row]) if labels.reading[row] >= 0 else None,
            "step": step_label(int(labels.step[row])),
            "question": labels.questions[labels.problem[row]],
            "gold steps": "; ".join(labels.steps_of(labels.problem[row])),
        }
        for row in rows[:MAX_ROWS].tolist()
    ]
    return listing(caption, table)


def problem_link(labels: ReferenceLabels, problem: int, threshold: float) -> RunLink:
    """The link of a reference problem, with the answer of its last gold step."""
    question, steps = labels.questions[problem], labels.steps_of(problem)
    known = problem_of(question, steps, float(steps[-1].rpartition("=")[2])) if steps else None
    return RunLink(question, threshold, problem=known)
