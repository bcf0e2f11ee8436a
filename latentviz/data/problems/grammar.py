"""Patterns of sentences: alternatives, and verbs that agree.

A pattern is text with slots `{items}` and two kinds of brackets. `[a|b|]` stands for a, b or nothing. `<had/has/have>`
is a verb that agrees with the subject `{S}` (past, third person, base; without the past it is always present);
`<^had/has/have>` agrees with the pronoun `{he}`; `<~was/is>` has only a past and a present.
"""

import re
from functools import cache
from itertools import product

from latentviz.data.problems.template_data import PHRASES

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_VERB = re.compile(r"<([~^]?)([^<>]*)>")


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


def inflect(text: str, past: bool, agreement: str, pronoun_agreement: str) -> str:
    """Replace every verb bracket by the form that agrees."""

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


@cache
def text_of(key: str, pattern: int, choice: int, past: bool, agreement: str, pronoun_agreement: str) -> str:
    """One text of a phrase with its verbs inflected, slots still open."""
    text = expansions(key)[pattern][choice]
    return inflect(text, past or "yesterday" in text, agreement, pronoun_agreement)
