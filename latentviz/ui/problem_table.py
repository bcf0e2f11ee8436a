"""The table of answered problems: filter, sort, leaf through it, and open a problem in Explore."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from latentviz.answered import AnsweredProblem
from latentviz.ui.components import quiet

PAGE_ROWS = 20
ANY_STEPS = -1
VERDICTS = {"all": (True, False, None), "right": (True,), "wrong": (False,), "unknown": (None,)}
RIGHT_WORDS = {True: "✓ right", False: "✗ wrong", None: "? unknown"}
NOTHING_YET = "Run a set of problems: each of them will stand here, with its answer."
NO_MATCH = "No problem of this set fits the filters."

ON_LOAD = """
element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { open, sort, page } = button.dataset;
  if (open) trigger("select", { index: Number(open), value: button.textContent });
  else trigger("input", { sort: sort ?? null, page: page ? Number(page) : null });
});
"""


@dataclass(frozen=True)
class Filters:
    """Which problems the table shows.

    Attributes
    ----------
    verdict : str
        A key of `VERDICTS`.
    contains : str
        Text that the question must hold, whatever its case.
    n_latent_steps : int
        Latent steps at the halt; `ANY_STEPS` for all.
    """

    verdict: str = "all"
    contains: str = ""
    n_latent_steps: int = ANY_STEPS


@dataclass(frozen=True)
class Order:
    """How the table is sorted, and where it is open.

    Attributes
    ----------
    column : str
        A key of `AnsweredProblem.table_row`.
    descending : bool
    page : int
        From 0.
    """

    column: str = "number"
    descending: bool = False
    page: int = 0

    def sorted_by(self, column: str) -> "Order":
        """Sorted by a column from the first page on; the other way round where it was sorted by it."""
        return Order(column, not self.descending if column == self.column else False)

    def turned_to(self, page: int) -> "Order":
        """Open at another page."""
        return replace(self, page=max(0, page))


EVERY_PROBLEM, BY_NUMBER = Filters(), Order()


def chosen_rows(rows: Sequence[AnsweredProblem], filters: Filters, order: Order) -> list[AnsweredProblem]:
    """The problems that the table shows, on all its pages; unknown values stand last."""
    text = filters.contains.strip().casefold()
    chosen = [
        row
        for row in rows
        if row.right in VERDICTS[filters.verdict]
        and text in row.question.casefold()
        and filters.n_latent_steps in (ANY_STEPS, row.n_latent_steps)
    ]
    values = {row.number: row.table_row()[order.column] for row in chosen}
    known = [row for row in chosen if values[row.number] is not None]
    known.sort(key=lambda row: values[row.number], reverse=order.descending)
    return known + [row for row in chosen if values[row.number] is None]


def problem_table(rows: Sequence[AnsweredProblem], filters: Filters, order: Order) -> str:
    """One page of the table, with buttons in its head and below it."""
    if not rows:
        return _frame(quiet(NOTHING_YET))
    chosen = chosen_rows(rows, filters, order)
    if not chosen:
        return _frame(quiet(NO_MATCH))
    n_pages = -(-len(chosen) // PAGE_ROWS)
    page = min(order.page, n_pages - 1)
    shown = chosen[page * PAGE_ROWS : (page + 1) * PAGE_ROWS]
    heads = "".join(_head(name, order) for name in shown[0].table_row())
    lines = "".join(_line(row.table_row()) for row in shown)
    return _frame(
        f'<table class="problems"><caption>{len(chosen):,} of {len(rows):,} problems; choose a number to open it in '
        f"Explore, a column to sort by it</caption><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>",
        _pager(page, n_pages),
    )


def _frame(table: str, pager: str = "") -> str:
    return (
        f'<div class="problem-table" role="region" aria-label="Table of problems" tabindex="0">{table}</div>'
        f'<p class="pager">{pager}</p>'
    )


def _head(name: str, order: Order) -> str:
    sorting = "none" if name != order.column else "descending" if order.descending else "ascending"
    arrow = {"none": "", "ascending": " ▲", "descending": " ▼"}[sorting]
    return (
        f'<th scope="col" aria-sort="{sorting}"><button type="button" data-sort="{escape(name)}">{escape(name)}'
        f'<span aria-hidden="true">{arrow}</span></button></th>'
    )


def _line(values: dict[str, Any]) -> str:
    number = values["number"]
    opening = (
        f'<button type="button" data-open="{number}" aria-label="Open problem {number} in Explore">{number}</button>'
    )
    others = "".join(f"<td>{_shown(name, value)}</td>" for name, value in values.items() if name != "number")
    return f'<tr><th scope="row">{opening}</th>{others}</tr>'


def _shown(name: str, value: Any) -> str:
    if name == "right":
        return RIGHT_WORDS[value]
    if value is None:
        return "–"
    return f"{value:.10g}" if isinstance(value, float) else escape(str(value))


def _pager(page: int, n_pages: int) -> str:
    def button(words: str, target: int) -> str:
        off = "" if 0 <= target < n_pages else " disabled"
        return f'<button type="button" data-page="{target}"{off}>{words}</button>'

    return f"{button('Previous', page - 1)} page {page + 1} of {n_pages} {button('Next', page + 1)}"
