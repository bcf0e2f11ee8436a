"""Whole problems with a formula each: a breadth of situations and wordings beside the composed families.

Every module holds `SKETCHES`, a tuple of (formula, text, text, ...);
`latentviz.data.problems.templates` explains the formula,
`latentviz.data.problems.grammar` the brackets of the texts.
"""

import re
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple

_MONEY = re.compile(r"\${([a-h])}")


class Entry(NamedTuple):
    """A formula with its texts, the family (the name of its module), and a key."""

    family: str
    key: str
    formula: str
    texts: tuple[str, ...]


def entries_of(name: str) -> tuple[Entry, ...]:
    """Load the entries of a module of this package; an amount after "$" is always written in digits."""
    sketches = import_module(f"{__name__}.{name}").SKETCHES
    return tuple(
        Entry(name, f"{name}.{i}", formula, tuple(_MONEY.sub(r"${digits_\1}", text) for text in texts))
        for i, (formula, *texts) in enumerate(sketches)
    )


ENTRIES = tuple(entry for module in iter_modules(__path__) for entry in entries_of(module.name))
