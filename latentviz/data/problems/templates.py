"""`ProblemTemplate`: a whole problem written with open numbers, and the formula that answers it.

A formula such as "a*b; _+c where a 2..9" is one step after the other: a letter is a number of the text, `_` the result
of the step before, `_1` that of the first step, and anything else a constant. Numbers are drawn so that every step
stays within the limits of the scenario. Letters of the text that are not in the formula are numbers to be ignored.
"""

import re
from typing import NamedTuple

from latentviz.data.problems.nouns import KINDS
from latentviz.data.problems.numbers import PARTS, divisors, times_words
from latentviz.data.problems.options import LARGE_FACTOR
from latentviz.data.problems.phrases import ENTRIES, Entry
from latentviz.data.problems.scenario import Scenario

_STEP = re.compile(r"(_?\w+|_)([-+*/])(_?\w+|_)")
_RANGE = re.compile(r"([a-h]) (\d+)\.\.(\d+)")
_SLOT = re.compile(r"{([^{}]*)}")
_KIND_SLOTS = {
    "fruit": ("fruit", "fruits"),
    "baked": ("bake", "bakes"),
    "sweets": ("sweet", "sweets"),
    "toy": ("toy", "toys"),
    "animal": ("animal", "animals"),
    "clothes": ("garment", "clothes"),
    "stationery": ("tool", "tools"),
}
_OTHERS = "BCD"
_RANGES = {"+": (2, 100), "-": (2, 150), "*": (2, 40), "/": (2, 12)}


class ProblemTemplate(NamedTuple):
    """One formula with its texts.

    Attributes
    ----------
    name : str
        Family.
    key : str
        Of the texts, in the phrases.
    steps : tuple of (left, sign, right)
        Operands are letters, "_", "_1", or digits.
    ranges : dict
        Letter -> (lowest, highest).
    slots : frozenset of str
        All slots of all texts.
    """

    name: str
    key: str
    steps: tuple[tuple[str, str, str], ...]
    ranges: dict[str, tuple[int, int]]
    slots: frozenset[str]

    @property
    def n_operations(self) -> int:
        """Number of steps."""
        return len(self.steps)

    @property
    def ignored(self) -> set[str]:
        """Letters of the texts that the answer does not need."""
        needed = {operand for left, _, right in self.steps for operand in (left, right)}
        return {letter for slot in self.slots if (letter := _letter(slot))} - needed

    def realize(self, scenario: Scenario, n_operations: int) -> None:
        """Realize the problem; raises `Retry` where the numbers drawn do not fit."""
        numbers = _Numbers(self, scenario)
        for step in self.steps:
            numbers.take(*step)
        scenario.value = numbers.results[-1]
        self._cast(scenario)
        if not self.ignored and scenario.random() < scenario.options.p_distractor:
            scenario.distract()
        scenario.ask(self.key, **numbers.slots())

    def _cast(self, scenario: Scenario) -> None:
        if "S" in self.slots:
            scenario.cast()
        for slot in _OTHERS:
            if slot in self.slots or f"{slot}'s" in self.slots:
                scenario.other(slot)
        if self.slots & {"item", "items", "box", "boxes"}:
            scenario.item()
        if self.slots & {"item2", "items2"}:
            scenario.slots["item2"], scenario.slots["items2"] = scenario.thing()
        for kind, (singular, plural) in _KIND_SLOTS.items():
            if self.slots & {singular, plural}:
                scenario.slots[singular], scenario.slots[plural] = scenario.thing(KINDS[kind])


class _Numbers:
    """The numbers of one problem: letters that are drawn as the steps need them, and results."""

    def __init__(self, template: ProblemTemplate, scenario: Scenario):
        self.template = template
        self.scenario = scenario
        self.letters: dict[str, int] = {}
        self.results: list[int] = []

    def take(self, left: str, sign: str, right: str) -> None:
        """Do one step, drawing the letters that have no number yet."""
        limit = self.scenario.limit
        a, b = self._known(left), self._known(right)
        if a is None:
            if b is None:
                b = self._first_right(left, sign, right)
            if sign == "+":
                a = self._draw(left, sign, 2, limit - b)
            elif sign == "-":
                a = self._draw(left, sign, b + 1, limit)
            elif sign == "*":
                a = self._draw(left, sign, 2, limit // b)
            else:
                low, high = self.template.ranges.get(left, (2, limit))
                a = b * self.scenario.between(max(2, -(-low // b)), min(high, limit) // b)
        elif b is None:
            if sign == "/":
                b = self._divisor(right, a)
            else:
                b = self._draw(right, sign, 2, {"+": limit - a, "-": a - 1, "*": limit // max(a, 1)}[sign])
        self._bind(left, a)
        self._bind(right, b)
        self.results.append(self.scenario.op(a, sign, b))

    def slots(self) -> dict[str, int | str]:
        """Every slot that holds a number, those to be ignored included."""
        slots: dict[str, int | str] = {}
        for slot in sorted(self.template.slots):
            if not (letter := _letter(slot)):
                continue
            head = slot.rpartition("_")[0]
            value = self.letters.setdefault(letter, self.scenario.between(*self.template.ranges.get(letter, (2, 30))))
            if head == "times":
                slots[slot] = self.scenario.pick(times_words(value))
            elif head == "part":
                slots[slot] = self.scenario.part_words(value, as_many=True)
            else:
                slots[slot] = str(value) if head == "digits" else value
        return slots

    def _known(self, operand: str) -> int | None:
        if operand.startswith("_"):
            return self.results[int(operand[1:]) - 1 if operand[1:] else -1]
        return int(operand) if operand.isdigit() else self.letters.get(operand)

    def _bind(self, operand: str, value: int) -> None:
        if operand.isalpha():
            self.letters[operand] = value

    def _first_right(self, left: str, sign: str, right: str) -> int:
        limit = self.scenario.limit
        low, high = self.template.ranges.get(left, (2, limit))
        if left == right:
            return self._draw(right, sign, 2, 14)
        if sign == "/":
            return self._draw(right, sign, 2, high // 2)
        room = {"+": limit - low, "-": min(high, limit) - 1, "*": limit // low}[sign]
        return self._draw(right, sign, 2, room)

    def _draw(self, letter: str, sign: str, low: int, high: int) -> int:
        least, most = self.template.ranges.get(letter, _RANGES[sign])
        if self.scenario.large and sign in "+-":
            most *= LARGE_FACTOR
        low, high = max(low, least), min(high, most)
        if f"part_{letter}" in self.template.slots:
            return self.scenario.pick([value for value in PARTS if low <= value <= high])
        return self.scenario.between(low, high)

    def _divisor(self, letter: str, value: int) -> int:
        low, high = self.template.ranges.get(letter, _RANGES["/"])
        found = divisors(value, low, high, 2)
        if f"part_{letter}" in self.template.slots:
            found = tuple(divisor for divisor in found if divisor in PARTS)
        return self.scenario.pick(found)


def _letter(slot: str) -> str:
    """The letter of a slot that holds a number; "" for others."""
    letter = slot.rpartition("_")[2]
    return letter if letter in tuple("abcdefgh") else ""


def parse_template(entry: Entry) -> ProblemTemplate:
    """Parse an entry.

    Raises
    ------
    ValueError
        If the formula cannot be read.
    """
    steps, _, where = entry.formula.partition(" where ")
    matches = [_STEP.fullmatch(step.strip()) for step in steps.split(";")]
    parsed = tuple((match[1], match[2], match[3]) for match in matches if match)
    if len(parsed) < len(matches):
        raise ValueError(f"{entry.key}: the formula {entry.formula!r} cannot be read")
    ranges = {letter: (int(low), int(high)) for letter, low, high in _RANGE.findall(where)}
    slots = frozenset(_SLOT.findall("\n".join(entry.texts)))
    return ProblemTemplate(entry.family, entry.key, parsed, ranges, slots)


TEMPLATES = tuple(parse_template(entry) for entry in ENTRIES)
