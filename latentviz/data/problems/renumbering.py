"""Turn a problem that a person wrote into a template: the same text with new numbers, and the steps that follow."""

import math
import operator
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from latentviz.data.problems.numbers import OPERATIONS, in_letters
from latentviz.data.problems.problem import Problem, parse, stable_share

MAX_OPERATIONS = 6
HELD_OUT_SHARE = 0.1
N_TRIES = 200

_LETTERS = {in_letters(number): number for number in range(2, 100)}
_LETTERS |= {word.replace("-", " "): number for word, number in _LETTERS.items()}
_BELOW_TEN, _BELOW_TWENTY, _TENS = (
    "|".join(map(in_letters, numbers)) for numbers in (range(1, 10), range(2, 20), range(20, 100, 10))
)
# Most words are passed over by their first letter.
_NUMERAL = re.compile(
    r"(?P<digits>(?<![\w.,/])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.00)?(?![\d.,]*\d|/\d|\w|\s?%))"
    rf"|\b(?=[efnst])(?P<letters>(?:{_TENS})(?:[- ](?:{_BELOW_TEN}))?|{_BELOW_TWENTY})\b",
    re.IGNORECASE,
)
_FRACTION = re.compile(r"(\d+)/(\d+)")
_SIGNED = re.compile(r"(?:^|[-+*/(])\s*[-+]")
_WORD = re.compile(r"\w+")
_PERCENT = re.compile(r"(\d+)\s?(?:%|percent)")
# What a word says without a numeral, and the numbers with which people compute it.
_IMPLIED = {
    "half|halves|halved|double|doubled|doubles|twice|pair|pairs|couple|both": (2,),
    "third|thirds|triple|tripled|triples|thrice": (2, 3),
    "quarter|quarters|fourth|fourths|quadruple": (3, 4),
    "fifth|fifths": (2, 3, 4, 5),
    "dozen|dozens|foot|feet|inch|inches|year|years|yearly|annual|annually": (12,),
    "week|weeks|weekly|daily|everyday|fortnight": (7,),
    "day|days|hourly": (7, 24),
    "hour|hours|minute|minutes|second|seconds": (60,),
    "month|months|monthly": (4, 12, 30),
    "penny|pennies|nickel|nickels|dime|dimes|quarter|quarters|cents": (5, 10, 25),
    "decade|decades|tenth|tenths": (10,),
    "meter|meters|century|centuries|dollar|dollars": (100,),
}
_IMPLIED_BY = {
    word: {value for words, values in _IMPLIED.items() if word in words.split("|") for value in values}
    for word in "|".join(_IMPLIED).split("|")
}


class NotRenumbered(ValueError):
    """Why a text cannot be turned into a template, in a few words that can be counted."""


@dataclass(frozen=True)
class Term:
    """An operand: number `index` of the template's variables or of its results, or a constant of that value."""

    kind: str
    index: int


@dataclass(frozen=True)
class Operation:
    """A binary operation; each operand is a `Term`."""

    left: Term
    sign: str
    right: Term


@dataclass(frozen=True)
class Slot:
    """Where a variable stands in the text, from `start` to `end`, and whether it is spelled in letters."""

    start: int
    end: int
    variable: int
    in_letters: bool


@dataclass(frozen=True)
class RenumberingTemplate:
    """A text whose numbers can change.

    Attributes
    ----------
    question : str
        The source text.
    slots : tuple of Slot
        In the order of the text. Numerals of one value share a variable, as only the writer knew which is which.
    values : tuple of int
        Of each variable in the source text, those that the answer does not need too.
    operations : tuple of Operation
        Those that the answer depends on, in the order of the gold steps.
    story : str
        Story of the source text, "" where it is not given apart.
    """

    question: str
    slots: tuple[Slot, ...]
    values: tuple[int, ...]
    operations: tuple[Operation, ...]
    story: str = ""

    def problem(self, values: tuple[int, ...] | None = None) -> Problem:
        """Write the text with new numbers; with its own by default.

        Raises
        ------
        NotRenumbered
            If a result is negative or no whole number.
        """
        values = self.values if values is None else values
        question, results = self.question, results_of(self.operations, values)
        for slot in reversed(self.slots):
            numeral = in_letters(values[slot.variable]) if slot.in_letters else str(values[slot.variable])
            if slot.in_letters and self.question[slot.start].isupper():
                numeral = numeral.capitalize()
            question = question[: slot.start] + numeral + question[slot.end :]
        steps = tuple(
            f"{value_of(op.left, values, results)}{op.sign}{value_of(op.right, values, results)}={result}"
            for op, result in zip(self.operations, results, strict=True)
        )
        return Problem(question, steps, results[-1], len(steps), template=self.story or self.question)

    def fits(self, max_number: int) -> bool:
        """Whether the source's results, and the numbers that they depend on, are all at most `max_number`."""
        return self._largest(self.values, results_of(self.operations, self.values)) <= max_number

    @cached_property
    def needed(self) -> set[int]:
        """Variables that the answer depends on."""
        return _indices(self.operations, "variable")

    def sample(self, rng: random.Random, max_number: int) -> Problem | None:
        """Draw numbers of a size like the source's until all steps hold; None where `N_TRIES` draws do not.

        A result is 0 only where it was in the source, and no number that the answer depends on is above `max_number`.
        """
        lowest = [min(1, result) for result in results_of(self.operations, self.values)]
        for _ in range(N_TRIES):
            values = [self._draw(index, rng, max_number) for index in range(len(self.values))]
            self._make_divisible(values, max_number)
            try:
                results = results_of(self.operations, tuple(values))
            except NotRenumbered:
                continue
            are_large_enough = all(map(operator.ge, results, lowest))
            if self._largest(values, results) <= max_number and are_large_enough:
                return self.problem(tuple(values))
        return None

    def _largest(self, values: Sequence[int], results: Sequence[int]) -> int:
        """The largest number that is reckoned with, constants included."""
        return max(_indices(self.operations, "constant") | {values[index] for index in self.needed} | {*results})

    def _draw(self, index: int, rng: random.Random, max_number: int) -> int:
        value = self.values[index]
        spelled = any(slot.in_letters for slot in self.slots if slot.variable == index)
        if value < 2 or (value > max_number and index not in self.needed):
            return value
        highest = 20 if spelled and value <= 20 else 99 if spelled else max_number
        drawn = min(max(value, 4), max_number / 3) * math.exp(rng.uniform(-1.1, 1.1))
        unit = next((unit for unit in (100, 10, 5) if value % unit == 0 and rng.random() < 0.6), 1)
        return min(highest, max(2, unit * max(1, round(drawn / unit))))

    def _make_divisible(self, values: list[int], max_number: int) -> None:
        for op in self.operations:
            if op.sign == "/" and op.left.kind == "variable" and op.right.kind != "result":
                divisor = values[op.right.index] if op.right.kind == "variable" else op.right.index
                if divisor and not any(slot.in_letters for slot in self.slots if slot.variable == op.left.index):
                    quotient = max(1, round(values[op.left.index] / divisor))
                    values[op.left.index] = divisor * min(quotient, max(1, max_number // divisor))


def value_of(term: Term, values: tuple[int, ...], results: list[int]) -> int:
    """Look up an operand."""
    return term.index if term.kind == "constant" else (values if term.kind == "variable" else results)[term.index]


def results_of(operations: tuple[Operation, ...], values: tuple[int, ...]) -> list[int]:
    """Compute every operation.

    Raises
    ------
    NotRenumbered
        If a result is negative or no whole number.
    """
    results: list[int] = []
    for op in operations:
        results.append(computed(op.sign, value_of(op.left, values, results), value_of(op.right, values, results)))
    return results


def computed(sign: str, left: int, right: int) -> int:
    """Compute one operation.

    Raises
    ------
    NotRenumbered
        If the result is negative or no whole number.
    """
    if sign == "/" and (right == 0 or left % right):
        raise NotRenumbered("a result is no whole number")
    result = OPERATIONS[sign](left, right)
    if result < 0:
        raise NotRenumbered("a result is negative")
    return result


def is_held_out(problem: Problem) -> bool:
    """Whether a text, by the hash of its words without its numbers, is kept for the development set.

    All questions about one story are on one side.
    """
    text = problem.template or problem.question
    return stable_share(" ".join(re.findall(r"[a-z]+", text.lower()))) < HELD_OUT_SHARE


def template_of(problem: Problem) -> RenumberingTemplate:
    """Find which numeral of the text is which operand of the gold steps.

    Where the text does not tell, the template has no variable: its numbers stay what they are.

    Raises
    ------
    NotRenumbered
        If the steps cannot be brought into binary operations on whole numbers, with the first reason.
    """
    try:
        return _Tracer(problem).template()
    except _Unclear:
        return _Tracer(problem, is_frozen=True).template()


class _Unclear(NotRenumbered):
    """It cannot be told where a number comes from."""


class _Tracer:
    """Follows the gold steps from the numerals of the text to the answer."""

    def __init__(self, problem: Problem, is_frozen: bool = False):
        self.problem = problem
        self.is_frozen = is_frozen
        question = problem.question
        numerals = [(match, _value_read(match)) for match in _NUMERAL.finditer(question)]
        self.values = tuple(dict.fromkeys(value for _, value in numerals))
        self.slots = [
            Slot(*match.span(), self.values.index(value), match["letters"] is not None) for match, value in numerals
        ]
        ends, starts = [0, *(slot.end for slot in self.slots)], [*(slot.start for slot in self.slots), len(question)]
        rest = " ".join(question[end:start] for end, start in zip(ends, starts, strict=True))
        fractions = {Fraction(int(n), int(d)) for n, d in _FRACTION.findall(rest) if int(d)}
        fractions |= {Fraction(int(n), 100) for n in _PERCENT.findall(rest)}
        self.implied = {part for fraction in fractions for part in fraction.as_integer_ratio()}
        self.implied |= {100} if _PERCENT.search(rest) else set()
        self.implied.update(*(_IMPLIED_BY.get(word, ()) for word in _WORD.findall(question.lower())))
        self.operations: list[Operation] = []
        self.results: list[int] = []
        self.step_results: dict[int, Term] = {}
        self.used: set[Term] = set()

    def template(self) -> RenumberingTemplate:
        last = None
        for step in self.problem.steps:
            expression, _, stated = step.rpartition("=")
            if _SIGNED.search(expression):
                raise NotRenumbered("an operand is negative")
            last = self._term(parse(expression))
            value = value_of(last, self.values, self.results)
            if Fraction(stated) != value:
                raise NotRenumbered("a step is rounded")
            self.step_results[value] = last
        if last is None:
            raise NotRenumbered("it has no steps")
        if last.kind != "result" or self.results[last.index] != self.problem.answer:
            raise NotRenumbered("the steps do not compute the answer")
        operations = _needed(self.operations, last.index)
        if len(operations) > MAX_OPERATIONS:
            raise NotRenumbered(f"more than {MAX_OPERATIONS} operations")
        varied = _indices(operations, "variable")
        if varied:
            # Else the numbers that never change would be those that are not needed.
            varied |= {self.values.index(value) for value in self._unneeded(operations)}
        order = {old: new for new, old in enumerate(sorted(varied))}
        slots = tuple(replace(slot, variable=order[slot.variable]) for slot in self.slots if slot.variable in varied)
        values = tuple(self.values[old] for old in order)
        renamed = tuple(_reindexed(operations, "variable", order))
        return RenumberingTemplate(self.problem.question, slots, values, renamed, self.problem.template)

    def _unneeded(self, operations: Iterable[Operation]) -> set[int]:
        """Numbers that may change though no operation takes them: no "two of them", no 12 inches, no time of day."""
        question = self.problem.question
        kept = {
            self.values[slot.variable]
            for slot in self.slots
            if slot.in_letters or ":" in question[max(slot.start - 1, 0) : slot.end + 1]
        }
        return {*self.values} - kept - self.implied - _indices(operations, "constant")

    def _term(self, node) -> Term:
        if isinstance(node, int):
            return Term("constant", node)
        if isinstance(node, Fraction):
            return self._leaf(node)
        left, sign, right = _simplified(node)
        a, b = self._term(left), self._term(right)
        if sign in "*/" and b == Term("constant", 1):
            return a
        if sign == "*" and a == Term("constant", 1):
            return b
        left, right = (value_of(term, self.values, self.results) for term in (a, b))
        self.results.append(computed(sign, left, right))
        self.operations.append(Operation(a, sign, b))
        return Term("result", len(self.results) - 1)

    def _leaf(self, operand: Fraction) -> Term:
        if operand.denominator != 1:
            raise NotRenumbered("an operand is no whole number")
        value = int(operand)
        result, variable = self.step_results.get(value), None
        if self.is_frozen:
            return result or Term("constant", value)
        if value in self.values:
            variable = Term("constant", value) if value in self.implied else Term("variable", self.values.index(value))
        if result and variable and result != variable and (result in self.used) == (variable in self.used):
            raise _Unclear("a number may be one of the text or an earlier result")
        chosen = next((term for term in (result, variable) if term and term not in self.used), result or variable)
        if chosen is None and value not in self.implied | {1, 2}:
            raise _Unclear("a number comes from nowhere")
        chosen = chosen or Term("constant", value)
        self.used.add(chosen)
        return chosen


def _value_read(numeral: re.Match) -> int:
    text = numeral.group().lower()
    return _LETTERS.get(text) or int(text.removesuffix(".00").replace(",", ""))


def _indices(operations: Iterable[Operation], kind: str) -> set[int]:
    return {term.index for op in operations for term in (op.left, op.right) if term.kind == kind}


def _reindexed(operations: Iterable[Operation], kind: str, order: dict[int, int]) -> list[Operation]:
    """Give the terms of a kind other indices."""

    def moved(term: Term) -> Term:
        return Term(kind, order[term.index]) if term.kind == kind else term

    return [Operation(moved(op.left), op.sign, moved(op.right)) for op in operations]


def _needed(operations: list[Operation], last: int) -> list[Operation]:
    """Keep what the last result depends on, and number its results anew."""
    needed, open_ = set(), [last]
    while open_:
        index = open_.pop()
        needed.add(index)
        terms = (operations[index].left, operations[index].right)
        open_ += [term.index for term in terms if term.kind == "result" and term.index not in needed]
    order = {old: new for new, old in enumerate(sorted(needed))}
    return _reindexed([operations[index] for index in order], "result", order)


def _simplified(node):
    """Bring a fraction of a number into whole numbers: 0.25 * x and x * 1/4 become x / 4, 3/4 * x becomes x * 3 / 4."""
    left, sign, right = node
    if sign == "*":
        for part, other in ((left, right), (right, left)):
            share = _share(part)
            if share is not None:
                top = other if share.numerator == 1 else (other, "*", share.numerator)
                return (top, "/", share.denominator)
    return node


def _share(node) -> Fraction | None:
    """Read a leaf or a division of leaves as a fraction; None where it is a whole number or neither."""
    if isinstance(node, tuple) and node[1] == "/" and all(isinstance(part, Fraction) for part in (node[0], node[2])):
        node = node[0] / node[2] if node[2] else Fraction(0)
    return node if isinstance(node, Fraction) and 1 < node.denominator <= 100 else None
