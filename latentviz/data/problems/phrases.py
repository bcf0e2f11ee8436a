"""Texts of the generator: whole problems with a formula each, and the patterns of the sentences of scenarios.

`templates.jsonl` holds a formula and its texts in every line; `latentviz.data.problems.templates` explains the formula.
The order of texts is a key of the seeded stream of problems.

A pattern is text with slots `{items}` and two kinds of brackets. `[a|b|]` stands for a, b or nothing. `<had/has/have>`
is a verb that agrees with the subject `{S}` (past, third person, base; without the past it is always present);
`<^had/has/have>` agrees with the pronoun `{he}`; `<~was/is>` has only a past and a present.
"""

import json
import re
from collections import Counter
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
_MONEY = re.compile(r"\${([a-h])}")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_VERB = re.compile(r"<([~^]?)([^<>]*)>")


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


def expand(pattern: str) -> tuple[str, ...]:
    """List every text that the alternatives of a pattern allow, verbs and slots untouched."""
    parts = _CHOICE.split(pattern)
    choices = [part.split("|") if i % 2 else [part] for i, part in enumerate(parts)]
    return tuple(
        " ".join("".join(choice).split()).replace(" ,", ",").replace(" .", ".").replace(" ?", "?")
        for choice in product(*choices)
    )


def conjugate(forms: tuple[str, ...], past: bool, agreement: str) -> str:
    """Choose the form of a verb that is given as (past, third person, base) or (third person, base)."""
    if past and len(forms) == 3:
        return _with_head(forms[0], {"was": "were"}) if agreement == "pl" else forms[0]
    if agreement == "sg":
        return forms[-2]
    return _with_head(forms[-1], {"are": "am"}) if agreement == "I" else forms[-1]


def _with_head(form: str, replacements: dict[str, str]) -> str:
    head, space, rest = form.partition(" ")
    return replacements.get(head, head) + space + rest


@cache
def inflect(text: str, past: bool, agreement: str, pronoun_agreement: str) -> str:
    """Replace every verb bracket by the form that agrees; slots stay open."""

    def form(match: re.Match) -> str:
        mark, forms = match.group(1), tuple(match.group(2).split("/"))
        if mark == "~":
            return forms[0] if past else forms[1]
        return conjugate(forms, past, pronoun_agreement if mark == "^" else agreement)

    return _VERB.sub(form, text)


@cache
def expansions(key: str) -> tuple[tuple[str, ...], ...]:
    """All texts of a phrase, one tuple for each of its patterns."""
    return tuple(expand(pattern) for pattern in PHRASES[key])
