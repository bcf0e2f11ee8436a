"""A table whose rows open in Explore."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from latentviz.ui.shared.components import number, quiet

RIGHT_WORDS = {True: "✓ right", False: "✗ wrong", None: "? unknown"}
ON_LOAD = """
element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { open, sort, page } = button.dataset;
  if (open) trigger("select", { index: Number(open), value: button.textContent });
  else trigger("input", { sort: sort ?? null, page: page ? Number(page) : null });
});
"""


def listing(caption: str, rows: Sequence[Mapping[str, Any]], heads: Sequence[str] | None = None) -> str:
    """The table; its first column holds the whole numbers by which the rows are opened.

    Parameters
    ----------
    caption : str
    rows : sequence of dict
        Values by column, at least one row.
    heads : sequence of str, optional
        The head's cells as HTML; the names of the columns where None.
    """
    if heads is None:
        heads = [f'<th scope="col">{escape(name)}</th>' for name in rows[0]]
    lines = "".join(map(_line, rows))
    return frame(
        f"<table><caption>{escape(caption)}</caption><thead><tr>{''.join(heads)}</tr></thead>"
        f"<tbody>{lines}</tbody></table>"
    )


def nothing(sentence: str) -> str:
    """The place of the table while it has no row."""
    return frame(quiet(sentence))


def frame(content: str) -> str:
    """The place of the table, which scrolls in both directions."""
    return f'<div class="listing" role="region" aria-label="Rows to open in Explore" tabindex="0">{content}</div>'


def _line(values: Mapping[str, Any]) -> str:
    (name, place), *others = values.items()
    opening = f'<button type="button" data-open="{place}" aria-label="Open {name} {place} in Explore">{place}</button>'
    cells = "".join(f"<td>{_shown(column, value)}</td>" for column, value in others)
    return f'<tr><th scope="row">{opening}</th>{cells}</tr>'


def _shown(column: str, value: Any) -> str:
    if column == "right":
        return RIGHT_WORDS[value]
    if value is None:
        return "–"
    return number(value) if isinstance(value, float) else escape(str(value))
