"""What happens on the Compare tab: plain functions from inputs to values of the views."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr
import plotly.graph_objects as go

from latentviz.analysis.comparison import compare_sets
from latentviz.data.examples import OPENING
from latentviz.data.problems import Problem, Row
from latentviz.data.uploads import numbered
from latentviz.figures import Overlay, map_figure
from latentviz.figures.disagreements import flip_steps_figure, flips_figure
from latentviz.figures.map import View
from latentviz.records.answered import AnsweredProblem
from latentviz.records.links import RunLink
from latentviz.records.run_file import Run
from latentviz.records.trace import ThoughtTrace
from latentviz.serving.catalog import CheckpointCatalog
from latentviz.serving.engine import Engine
from latentviz.ui.compare import render as compare_texts
from latentviz.ui.shared import components
from latentviz.ui.shared.components import CANCELLED, DONE, RUNNING, WAITING
from latentviz.ui.shared.questions import NO_THOUGHT, known_problem, link_of_number, middle_of
from latentviz.ui.shared.refusals import reason_of, refuses_in
from latentviz.utils.refusal import Refusal

COMPARE_VIEWS = (
    *("message", "map_plot", "pair", "dropped", "progress", "comparison", "flips_plot", "steps_plot", "flips_table"),
    *("question", "problem", "pair_runs", "rows", "shown", "checkpoint_0", "threshold_0", "checkpoint_1"),
    "threshold_1",
)
PROBLEMS_AT_ONCE = 56
SAME = "Both sides are the same checkpoint at the same threshold. Choose another checkpoint or threshold for one."
RECORDED = "recorded with both checkpoints"
NOTHING_DONE = "Cancelled before any problem was done by both."
NO_MAP_OF_BOTH = "The two have states of different sizes, so that they share no map: only the first path is drawn."
ONE_THOUGHT = "Two thresholds halt the same thought: the second path lies below the first, up to its own halt."
OTHER_MAP = "Both paths lie on the map of {}; places of another checkpoint's states are to be read with care."


@dataclass(frozen=True)
class Side:
    """One of the two.

    Attributes
    ----------
    checkpoint : str or None
        Name in the catalog.
    threshold : float
        P(stop) at which its thoughts halt.
    """

    checkpoint: str | None
    threshold: float

    @property
    def label(self) -> str:
        """What figures and tables call it."""
        return f"{self.checkpoint} at {self.threshold:.2f}"


Sides = tuple[Side, Side]


@dataclass(frozen=True)
class AnsweredByBoth:
    """The problems that both have done, of `n_total`; entry i of `first` and `second` is the same problem."""

    sides: Sides
    first: tuple[AnsweredProblem, ...]
    second: tuple[AnsweredProblem, ...]
    n_total: int


def labels_of(sides: Sides) -> tuple[str, str]:
    """What the two are called."""
    return sides[0].label, sides[1].label


def engines_of(catalog: CheckpointCatalog, sides: Sides) -> tuple[Engine, Engine]:
    """The engines of two sides, loaded.

    Raises
    ------
    ValueError
        If the two are the same, or one is not there.
    ModelUnavailable
        If one cannot be loaded.
    """
    if not catalog.names:
        catalog.engine.wait()
    if sides[0] == sides[1]:
        raise Refusal(SAME)
    first, second = (catalog.open(side.checkpoint) for side in sides)
    first.wait()
    second.wait()
    return first, second


@refuses_in("message")
def compare(
    catalog: CheckpointCatalog, sides: Sides, question: str, problem: Problem | None, map_view: View
) -> Iterator[dict]:
    """Let both think about one question; a refusal leaves the last result there."""
    yield {"message": components.busy("both are thinking")}
    known = known_problem(question, problem)
    engines = engines_of(catalog, sides)
    first = engines[0].trace(question, known, threshold=sides[0].threshold)
    if engines[0] is engines[1]:
        second = first.decided(sides[1].threshold)
    else:
        second = engines[1].trace(question, known, threshold=sides[1].threshold)
    yield pair_views(sides, on_one_map(engines[0], first, second), map_view)


def pair_views(sides: Sides, runs: tuple[Run, Run], map_view: View) -> dict[str, Any]:
    """The views of two thoughts about one question."""
    names, (first, second) = labels_of(sides), (run.trace for run in runs)
    return {
        "message": about_map(sides, runs),
        "map_plot": two_paths(runs, names, map_view),
        "pair": compare_texts.pair(first, second, names),
        "dropped": compare_texts.dropped(first, second, names),
        "pair_runs": (runs, names),
    }


def on_one_map(engine: Engine, first: ThoughtTrace, second: ThoughtTrace) -> tuple[Run, Run]:
    """Both thoughts on the map of the first one's checkpoint; the second has no place where its states do not fit."""
    fits = first.hidden.shape[1] == second.hidden.shape[1]
    return engine.run_of(first), engine.run_of(second) if fits else Run(second)


def about_map(sides: Sides, runs: tuple[Run, Run]) -> str:
    """What must be known of the map."""
    if runs[0].placement is not None and runs[1].placement is None:
        return components.notices((NO_MAP_OF_BOTH,))
    if runs[0].placement is None:
        return ""
    same = sides[0].checkpoint == sides[1].checkpoint
    return components.notices((ONE_THOUGHT if same else OTHER_MAP.format(sides[0].checkpoint),))


def two_paths(runs: tuple[Run, Run], names: tuple[str, str], map_view: View) -> go.Figure:
    """Two paths on the map of the first."""
    first, second = runs
    overlays = () if second.placement is None else (Overlay(names[1], second.trace, second.placement),)
    return map_figure(first.cloud, first.placement, first.trace, view=map_view, overlays=overlays)


def redraw_map(engine: Engine, kept: tuple[tuple[Run, Run], tuple[str, str]] | None, map_view: View) -> dict[str, Any]:
    """The map in another view."""
    if kept is None:
        return {"map_plot": map_figure(engine.cloud, None, None, view=map_view)}
    return {"map_plot": two_paths(*kept, map_view)}


@refuses_in("progress")
def compare_over_set(catalog: CheckpointCatalog, sides: Sides, n: int) -> Iterator[dict]:
    """Run both over the same problems of the test split, in portions, so that a cancelled run has done them by both."""
    engines = engines_of(catalog, sides)
    catalog.engine.policy.check_problems(int(n))
    problems = common_problems(engines, int(n))
    done = AnsweredByBoth(sides, (), (), len(problems))
    yield {"progress": bar(done, RUNNING), "rows": done}
    for start in range(0, len(problems), PROBLEMS_AT_ONCE):
        portion = problems[start : start + PROBLEMS_AT_ONCE]
        first = yield from answers_of(engines[0], portion, sides[0].threshold)
        if engines[0] is engines[1]:
            # Each problem is answered at every stop.
            second = tuple(row.halted(sides[1].threshold) for row in first)
        else:
            second = yield from answers_of(engines[1], portion, sides[1].threshold)
        done = replace(done, first=done.first + first, second=done.second + second)
        yield {"progress": bar(done, RUNNING), "rows": done}
    yield compared(done, DONE)


def answers_of(
    engine: Engine, problems: Sequence[Row], threshold: float
) -> Generator[dict, None, tuple[AnsweredProblem, ...]]:
    """Yield nothing new after each batch, where a run can be cancelled, and return the rows."""
    for progress in engine.answer(problems, threshold):
        rows = progress.rows
        yield {}
    return rows


def common_problems(engines: tuple[Engine, Engine], n: int) -> tuple[Row, ...]:
    """Problems of the test split that lie within the limits of both."""
    from latentviz.analysis.evaluation import TEST_SEED, dial_problems

    limits = {
        name: min(getattr(engine.limits, name) for engine in engines)
        for name in ("trained_max_operations", "trained_max_number")
    }
    return numbered(dial_problems(limits, "test", n, TEST_SEED))


def bar(done: AnsweredByBoth, state: str) -> str:
    """How far both are."""
    return components.progress(state, len(done.first), done.n_total, "problems by both")


def waiting() -> dict[str, Any]:
    """The views until it is the run's turn; what was done before counts no more."""
    return {"progress": components.progress(WAITING), "rows": None}


def compared(done: AnsweredByBoth, state: str) -> dict[str, Any]:
    """The views of what both have done."""
    found, names = compare_sets(done.first, done.second), labels_of(done.sides)
    return {
        "progress": bar(done, state),
        "comparison": compare_texts.comparison(found, names),
        "flips_plot": flips_figure(found, *names),
        "steps_plot": flip_steps_figure(found, *names),
        "flips_table": compare_texts.flips(found),
        "shown": done,
    }


def cancel(done: AnsweredByBoth | None) -> dict[str, Any]:
    """Compare what both have done of a run that was given up."""
    if done is None or not done.first:
        return {"progress": components.progress(NOTHING_DONE)}
    return compared(done, CANCELLED)


def flip_request(
    catalog: CheckpointCatalog, done: AnsweredByBoth | None, number: int, place: int
) -> RunLink | Run | None:
    """What Explore is asked to show where a flip is chosen.

    The page's own checkpoint thinks there; a thought of another one is thought here, and shown there as it is.

    Raises
    ------
    gr.Error
        If the checkpoint is no longer there.
    """
    if done is None:
        return None
    side = done.sides[place]
    link = link_of_number(done.first, number, side.threshold)
    if link is None or side.checkpoint == catalog.engine.name:
        return link
    try:
        engine = catalog.open(side.checkpoint)
        rule = {"threshold": link.threshold, "explain": True, "compares_chain": False}
        return engine.run_of(engine.trace(link.question, link.problem, **rule))
    except Exception as error:
        raise gr.Error(reason_of(error)) from error


def own_threshold(catalog: CheckpointCatalog, name: str) -> float | dict:
    """The threshold that a checkpoint was saved with, once it is chosen."""
    threshold = catalog.threshold_of(name)
    return gr.skip() if threshold is None else threshold


def refresh(
    catalog: CheckpointCatalog, pair: tuple | None, shown: AnsweredByBoth | None, map_view: View, sides: Sides
) -> dict[str, Any]:
    """On opening the tab: the checkpoints that are there now, and what their folders recorded until something runs."""
    names = catalog.names
    values: dict[str, Any] = {f"checkpoint_{place}": gr.update(choices=names) for place in (0, 1)}
    try:
        engines = catalog.open(sides[0].checkpoint), catalog.open(sides[1].checkpoint)
    except Refusal:
        return values
    if pair is None:
        values |= recorded_pair(engines, sides, map_view)
    if shown is None:
        values |= recorded_sets(engines, sides)
    return values


def recorded_pair(engines: tuple[Engine, Engine], sides: Sides, map_view: View) -> dict[str, Any]:
    """The opening example as both recorded it; nothing where one did not."""
    first, second = (engine.examples.get(OPENING) for engine in engines)
    if first is None or second is None:
        return {}
    traces = first.trace.decided(sides[0].threshold), second.trace.decided(sides[1].threshold)
    return pair_views(sides, on_one_map(engines[0], *traces), map_view)


def recorded_sets(engines: tuple[Engine, Engine], sides: Sides) -> dict[str, Any]:
    """The problems of the test split that both folders keep answers to; nothing where they keep none in common."""
    first, second = (engine.results for engine in engines)
    if first is None or second is None:
        return {}
    rows = first.halted(sides[0].threshold).rows, second.halted(sides[1].threshold).rows
    try:
        return compared(AnsweredByBoth(sides, *rows, len(first.rows)), RECORDED)
    except Refusal:
        return {}


def take_from_explore(thought: Run | None) -> dict[str, Any]:
    """Take the question of the thought in Explore."""
    if thought is None:
        return {"message": components.notices((NO_THOUGHT,))}
    link = RunLink.of(thought.trace)
    return {"question": link.question, "problem": link.problem, "message": ""}


def take_new_problem(engine: Engine) -> dict[str, Any]:
    """Put a generated problem into the box."""
    problem = engine.new_problem(middle_of(engine.limits))
    return {"question": problem.question, "problem": problem, "message": ""}
