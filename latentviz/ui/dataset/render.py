"""What the Dataset tab shows of answered problems, as values by name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

import numpy as np
import plotly.graph_objects as go

from latentviz.analysis.halt_groups import HaltGroup, halt_groups
from latentviz.analysis.pareto import (
    CHAIN,
    PUBLISHED_POINTS,
    RULE,
    FrontPoint,
    points_of_evaluation,
    points_of_rows,
)
from latentviz.analysis.set_statistics import SetStatistics
from latentviz.data.problems import BadRow, count_reasons
from latentviz.figures.pareto import front_figure
from latentviz.figures.reliability import calibration_figure
from latentviz.figures.steps import accuracy_by_steps_figure, step_histogram_figure, steps_against_operations_figure
from latentviz.figures.wording import counted, percent
from latentviz.records.answered import AnsweredArrays, AnsweredSet, steps_and_operations
from latentviz.serving.engine import Engine
from latentviz.stats import Proportion, calibration, rank_correlation
from latentviz.ui.dataset.problem_table import BY_NUMBER, EVERY_PROBLEM, Filters, Order, problem_table
from latentviz.ui.shared.components import quiet, table

SET_VIEWS = (
    *("set_message", "set_progress", "set_summary", "histogram_plot", "operations_plot", "accuracy_plot"),
    *("calibration_plot", "front_plot", "halt_groups", "problem_table"),
    *("answered", "order", "running", "uploaded", "source"),
)
PROBABILITIES = {"p_answer": "probability of the answer", "p_stop": "P(stop) at the halt"}
UPLOADED = "your file"
MAX_BAD_ROWS, MAX_REASONS = 20, 5
NO_SUMMARY = "Nothing has been run yet."
NO_GROUPS = "Run a set of problems: what its shortest and its longest thoughts have in common will stand here."


@dataclass(frozen=True)
class SetDisplay:
    """How the visitor wants the set.

    Attributes
    ----------
    probability : str
        Of the calibration, a key of `PROBABILITIES`.
    published : bool
        Whether the front shows published points too.
    filters : Filters
    order : Order
    """

    probability: str = "p_answer"
    published: bool = False
    filters: Filters = EVERY_PROBLEM
    order: Order = BY_NUMBER


def everything_of(engine: Engine, answered: AnsweredSet | None, display: SetDisplay) -> dict[str, Any]:
    """All that is shown of a set, empty places for None."""
    return {**halting_of(answered, display), "front_plot": front_of(engine, answered, display.published)}


def halting_of(answered: AnsweredSet | None, display: SetDisplay) -> dict[str, Any]:
    """All that changes with the threshold."""
    return {
        **statistics_of(answered),
        "calibration_plot": calibration_of(answered, display.probability),
        "halt_groups": group_table(() if answered is None else halt_groups(answered.rows)),
        **table_of(answered, display),
    }


def statistics_of(answered: AnsweredSet | None) -> dict[str, Any]:
    """A set in one sentence, and where its thoughts halt."""
    if answered is None:
        empty = np.zeros(0, dtype=np.int64)
        return {
            "set_summary": quiet(NO_SUMMARY),
            "histogram_plot": step_histogram_figure(None),
            "operations_plot": steps_against_operations_figure(empty, empty, rank_correlation(empty, empty)),
            "accuracy_plot": accuracy_by_steps_figure(()),
        }
    found, (steps, operations) = SetStatistics.of(answered.rows), steps_and_operations(answered.rows)
    known = operations > 0
    return {
        "set_summary": summary(answered, found),
        "histogram_plot": step_histogram_figure(found.histogram),
        "operations_plot": steps_against_operations_figure(steps[known], operations[known], found.spearman),
        "accuracy_plot": accuracy_by_steps_figure(found.accuracy_by_steps),
    }


def calibration_of(answered: AnsweredSet | None, probability: str) -> go.Figure:
    """The reliability diagram of a probability of `PROBABILITIES`."""
    known = AnsweredArrays.of(() if answered is None else answered.rows)
    found = calibration(getattr(known, probability), known.right) if len(known.right) else None
    return calibration_figure(found, PROBABILITIES[probability])


def front_of(engine: Engine, answered: AnsweredSet | None, published: bool) -> go.Figure:
    """Accuracy against counted tokens of every way of answering that is known."""
    return front_figure((*own_points(engine, answered), *(PUBLISHED_POINTS if published else ())))


def own_points(engine: Engine, answered: AnsweredSet | None) -> tuple[FrontPoint, ...]:
    """Points of the set, with the rules and the chain of the checkpoint's evaluation where both are of one dial."""
    evaluation = engine.evaluation
    measured = points_of_evaluation(evaluation) if "results" in evaluation else ()
    if answered is None:
        return measured
    known = [row for row in answered.rows if row.right is not None]
    if not known:
        return ()
    others = [point for point in measured if point.group in (CHAIN, RULE)] if answered.is_dial else []
    source = f"of the checkpoint's evaluation, {evaluation.get('n', 0):,} problems"
    return (*points_of_rows(known), *(replace(point, note=f"{source} {point.note}".strip()) for point in others))


def table_of(answered: AnsweredSet | None, display: SetDisplay) -> dict[str, Any]:
    """The table, and how it is sorted."""
    rows = () if answered is None else answered.rows
    return {"problem_table": problem_table(rows, display.filters, display.order), "order": display.order}


def summary(answered: AnsweredSet, found: SetStatistics) -> str:
    """A set in one sentence."""
    return (
        f"<p><b>{counted(found.n, 'problem', 'problems')}</b> of {escape(answered.name)}: {_right_words(found.right)}; "
        f"{found.mean_latent_steps:.2f} latent steps and {found.mean_counted_tokens:.2f} counted tokens on average, "
        f"halting where P(stop) reaches {answered.threshold:.2f}.{_cut_words(found.n_cut)}</p>"
    )


def group_table(groups: Sequence[HaltGroup]) -> str:
    """What early and late halts have in common, a column a group."""
    if not groups:
        return quiet(NO_GROUPS)
    rows = {
        "latent steps": [_span(group) for group in groups],
        "problems": [f"{group.n:,}" for group in groups],
        "right": [percent(group.right.share) for group in groups],
        "95 % interval": [" to ".join(map(percent, group.right.interval)) for group in groups],
        "operations, mean": [f"{group.mean_n_operations:.2f}" if group.mean_n_operations else "–" for group in groups],
        "words of the question, mean": [f"{group.mean_n_words:.1f}" for group in groups],
        "numbers in it, mean": [f"{group.mean_n_numbers:.1f}" for group in groups],
        "sure of the answer, mean": [percent(group.mean_p_answer) for group in groups],
        "for example": [escape(group.examples[0].question) for group in groups],
    }
    heads = ["measure", *(f"{group.name} halts" for group in groups)]
    return table("The shortest and the longest thoughts", heads, [(name, *cells) for name, cells in rows.items()])


def bad_rows_card(name: str, bad_rows: Sequence[BadRow], n_good: int) -> str:
    """How many lines of a file cannot be run, by reason, and which, by number."""
    counts = count_reasons(bad_rows).most_common(MAX_REASONS)
    reasons = "; ".join(f"{n:,} × {escape(reason.rstrip('.'))}" for reason, n in counts)
    left, run = counted(len(bad_rows), "line is", "lines are"), counted(n_good, "is run", "are run")
    items = "".join(f"<li>line {row.line_number}: {escape(row.reason)}</li>" for row in bad_rows[:MAX_BAD_ROWS])
    n_more = len(bad_rows) - MAX_BAD_ROWS
    more = f"<li>and {counted(n_more, 'more line', 'more lines')}</li>" if n_more > 0 else ""
    return (
        f'<div class="bad-rows" role="alert"><p>{escape(name)}: {left} left out of '
        f"{len(bad_rows) + n_good:,}, {run}. {reasons}.</p>"
        f'<ul tabindex="0" aria-label="Lines left out">{items}{more}</ul></div>'
    )


def _cut_words(n: int) -> str:
    if not n:
        return ""
    return f" {counted(n, 'answer was', 'answers were')} cut off at the largest number of tokens."


def _right_words(right: Proportion) -> str:
    if right.share is None:
        return "their right answers are unknown"
    low, high = map(percent, right.interval)
    return f"{percent(right.share)} right (95 % interval {low} to {high}, of {right.n:,} with a known answer)"


def _span(group: HaltGroup) -> str:
    few, most = group.fewest_steps, group.most_steps
    return f"{few}" if few == most else f"{few} to {most}"
