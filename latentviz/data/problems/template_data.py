"""Texts of the generator: whole problems with a formula each, and the sentence patterns of composed scenarios.

`templates.jsonl` holds a formula and its texts in every line; `latentviz.data.problems.templates` explains the formula,
`latentviz.data.problems.grammar` the brackets of the texts. Their order is a key of the seeded stream of problems.
"""

import json
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
_MONEY = re.compile(r"\${([a-h])}")


class Entry(NamedTuple):
    """A formula with its texts, their family, and a key: the family and the place in it."""

    family: str
    key: str
    formula: str
    texts: tuple[str, ...]


def read_entries() -> tuple[Entry, ...]:
    """Read `templates.jsonl`; an amount after "$" is always written in digits."""
    entries, places = [], Counter[str]()
    for line in (FOLDER / "templates.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        family = row["family"]
        texts = tuple(_MONEY.sub(r"${digits_\1}", text) for text in row["texts"])
        entries.append(Entry(family, f"{family}.{places[family]}", row["formula"], texts))
        places[family] += 1
    return tuple(entries)


def read_patterns(entries: tuple[Entry, ...]) -> dict[str, tuple[str, ...]]:
    """Read `patterns.json`: every sentence pattern by key, those of whole problems included."""
    patterns = json.loads((FOLDER / "patterns.json").read_text(encoding="utf-8"))
    return {key: tuple(texts) for key, texts in patterns.items()} | {entry.key: entry.texts for entry in entries}


ENTRIES = read_entries()
PHRASES = read_patterns(ENTRIES)
