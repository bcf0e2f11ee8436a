"""Words that nobody taught: a visitor's scenario holds them, and its numbers mean the same."""

import re
from collections import Counter
from functools import cache

from latentviz.data.problems.numbers import number_words
from latentviz.data.problems.phrases import ENTRIES, PHRASES
from latentviz.data.problems.scenario import Scenario

_WORD = re.compile(r"\b[a-z]{4,}")
# A formula can depend on these, rare as they are.
_TELLING = frozenset(
    "become between biggest both century centurie cheaper dearer death debt decade delete division donate eldest fewer "
    "forgot forgotten half hotter increase lack largest least less lost markdown meant most much nearer newborn newer "
    "newest nickel older oldest overall overlap percentage pennie quartet quotient redo remove repaid repeat sank "
    "shrunk single singly slower spit stole stolen survive triangular unload unpack unspent withdrawal withdrew".split()
)
_VERBAL = ("ed", "ing")
_P_REPLACED = 0.4


@cache
def rare_stems() -> frozenset[str]:
    """List the words, without a plural s, of a single template and no composed scenario that no formula depends on."""
    from_template = {entry.key for entry in ENTRIES}
    counts = Counter(stem for key, texts in PHRASES.items() for stem in _stems(texts, 1 if key in from_template else 2))
    nominal = (stem for stem, count in counts.items() if count == 1 and not stem.endswith(_VERBAL))
    return frozenset(nominal) - _TELLING - {number.removesuffix("s") for number in number_words()}


def _stems(texts: tuple[str, ...], n_times: int) -> list[str]:
    text = re.sub(r"{[^{}]*}", " ", " ".join(texts).lower())
    return sorted({word.removesuffix("s") for word in _WORD.findall(text)}) * n_times


def with_unfamiliar_words(scenario: Scenario, question: str) -> str:
    """Replace some rare words of a question by invented ones, the same one by the same."""
    stems = dict.fromkeys(word.removesuffix("s") for word in _WORD.findall(question))
    replaced = {
        stem: scenario.pseudo_word() for stem in stems if stem in rare_stems() and scenario.random() < _P_REPLACED
    }
    if not replaced:
        return question
    scenario.marks.append("unfamiliar")

    def invented(match: re.Match) -> str:
        stem = match.group().removesuffix("s")
        return replaced[stem] + match.group().removeprefix(stem) if stem in replaced else match.group()

    return _WORD.sub(invented, question)
