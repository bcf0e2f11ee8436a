"""The table of answered problems: filter, sort, leaf through it, and open a problem in Explore."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

from latentviz.records.answered import AnsweredProblem
from latentviz.ui.shared.row_table import listing, nothing

PAGE_ROWS = 20
ANY_STEPS = -1
VERDICTS = {"all": (True, False, None), "right": (True,), "wrong": (False,), "unknown": (None,)}
NOTHING_YET = "Run a set of problems: each of them will stand here, with its answer."
NO_MATCH = "No problem of this set matches the filters."


@dataclass(frozen=True)
class Filters:
    """Which problems the table shows.

    Attributes
    ----------
    verdict : str
        A key of `VERDICTS`.
    contains : str
        Text that the question must contain, whatever its case.
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
        return nothing(NOTHING_YET) + pager()
    chosen = chosen_rows(rows, filters, order)
    if not chosen:
        return nothing(NO_MATCH) + pager()
    n_pages = -(-len(chosen) // PAGE_ROWS)
    page = min(order.page, n_pages - 1)
    shown = [row.table_row() for row in chosen[page * PAGE_ROWS : (page + 1) * PAGE_ROWS]]
    caption = (
        f"{len(chosen):,} of {len(rows):,} problems; choose a number to open it in Explore, a column to sort by it"
    )
    return listing(caption, shown, [_head(name, order) for name in shown[0]]) + pager(page, n_pages)


def _head(name: str, order: Order) -> str:
    sorting = "none" if name != order.column else "descending" if order.descending else "ascending"
    arrow = {"none": "", "ascending": " ▲", "descending": " ▼"}[sorting]
    return (
        f'<th scope="col" aria-sort="{sorting}"><button type="button" data-sort="{escape(name)}">{escape(name)}'
        f'<span aria-hidden="true">{arrow}</span></button></th>'
    )


def pager(page: int = 0, n_pages: int = 0) -> str:
    """Buttons to leaf through the pages; an empty line where there is none."""

    def button(words: str, target: int) -> str:
        off = "" if 0 <= target < n_pages else " disabled"
        return f'<button type="button" data-page="{target}"{off}>{words}</button>'

    buttons = f"{button('Previous', page - 1)} page {page + 1} of {n_pages} {button('Next', page + 1)}"
    return f'<p class="pager">{buttons if n_pages else ""}</p>'
