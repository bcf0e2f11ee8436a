"""Number sweep on the Lab tab: one number of a question over a range."""

from collections.abc import Iterator
from typing import Any

from latentviz.data.number_sweep import varied_problems
from latentviz.data.problems import Problem
from latentviz.data.questions import check_question
from latentviz.figures.number_sweep import stress_figure
from latentviz.records.answered import AnsweredProblem
from latentviz.records.links import RunLink
from latentviz.serving.engine import Engine
from latentviz.ui.lab import render as lab_texts
from latentviz.ui.lab.handlers import Asked
from latentviz.ui.shared import components
from latentviz.ui.shared.components import CANCELLED, DONE, RUNNING
from latentviz.ui.shared.controls import forced_steps
from latentviz.ui.shared.questions import link_of_number
from latentviz.ui.shared.refusals import refuses_in
from latentviz.utils.refusal import Refusal

MAX_VALUES = 250
NO_NUMBER = "This question has no number that stands in it exactly once, in digits."
NOTHING_DONE = "Cancelled before the first values were answered."

# What an event keeps of a sweep: what was asked, the range, and the rows that are done.
StressRows = tuple[Asked, range, tuple[AnsweredProblem, ...]]


@refuses_in("stress_progress")
def stress(engine: Engine, asked: Asked, number: int | None, low: float | None, high: float | None) -> Iterator[dict]:
    """Ask the question with each value of a number, and show what is done as it grows."""
    if number is None:
        raise Refusal(NO_NUMBER)
    values = checked_range(low, high)
    check_question(asked.question, engine.limits)
    varied = varied_problems(asked.known or Problem(asked.question, (), 0, 0), int(number), values)
    for done in engine.answer(varied, asked.threshold, forced_steps(asked.forced)):
        yield shown(asked, values, done.rows, DONE if done.finished else RUNNING, done.elapsed_s)


def checked_range(low: float | None, high: float | None) -> range:
    """The values to try.

    Raises
    ------
    ValueError
        If the range is empty or too long.
    """
    if low is None or high is None or low > high:
        raise Refusal(f"The range goes from {low} to {high}: it must go from a number to one that is no smaller.")
    values = range(int(low), int(high) + 1)
    if len(values) > MAX_VALUES:
        raise Refusal(f"The range holds {len(values):,} values; at most {MAX_VALUES} are asked in one go.")
    return values


def shown(
    asked: Asked, values: range, rows: tuple[AnsweredProblem, ...], state: str, elapsed_s: float | None = None
) -> dict[str, Any]:
    """The views of the rows that are done."""
    places = [values[row.number - 1] for row in rows]
    return {
        "stress_progress": components.progress(state, len(rows), len(values), "values", elapsed_s),
        "stress_plot": stress_figure(places, rows),
        "stress_table": lab_texts.answers_by_value([table_row(*pair) for pair in zip(places, rows, strict=True)]),
        "stress_rows": (asked, values, rows),
    }


def table_row(value: int, row: AnsweredProblem) -> dict[str, Any]:
    """A value in the table, by column."""
    return {
        "value": value,
        "answer": row.answer_text,
        "right answer": row.gold_answer,
        "right": row.right,
        "latent steps": row.n_latent_steps,
    }


def waiting() -> dict[str, Any]:
    """The views until it is the run's turn; what was done before counts no more."""
    return {"stress_progress": components.progress(components.WAITING), "stress_rows": None}


def cancel(kept: StressRows | None) -> dict[str, Any]:
    """Keep what is done of a run that was given up."""
    if kept is None or not kept[-1]:
        return {"stress_progress": components.progress(NOTHING_DONE)}
    return shown(*kept, CANCELLED)


def link_of_value(kept: StressRows | None, value: int) -> RunLink | None:
    """What Explore is asked to show where a row of the table is chosen: under the rule of the sweep."""
    if kept is None:
        return None
    asked, values, rows = kept
    return link_of_number(rows, value - values.start + 1, asked.threshold, forced_steps(asked.forced))
