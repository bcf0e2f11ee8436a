"""`Domain`: pieces of scenarios - openers, events, enders - and those that many domains share."""

from collections.abc import Callable
from typing import NamedTuple

from latentviz.data.problems.numbers import times_words
from latentviz.data.problems.scenario import Scenario


class Piece(NamedTuple):
    """A part of a scenario.

    `cost` is the number of steps that `realize` adds; `divides` marks a piece that divides the running quantity as it
    is. A piece that many domains share is named by the end of the key of its phrase.
    """

    name: str
    cost: int
    realize: Callable[[Scenario], None]
    divides: bool = False


class Domain(NamedTuple):
    """What can happen to one kind of quantity.

    `start` chooses the cast and the things.
    """

    start: Callable[[Scenario], None]
    openers: tuple[Piece, ...]
    events: tuple[Piece, ...]
    enders: tuple[Piece, ...]
    asides: tuple[Piece, ...] = ()


# How a quantity stands in a text; `Scenario.price` for money.
Written = Callable[[Scenario, int], int | str]


def as_number(_: Scenario, value: int) -> int:
    """Leave a number as it is: the phrase writes it, in digits or letters."""
    return value


def _name(key: str) -> str:
    return key.rpartition(".")[2]


def product(key: str, tell: Callable = Scenario.realize, /, **highest: int) -> Piece:
    """Open with the product of numbers, each from 2 to its highest."""

    def realize(scenario: Scenario) -> None:
        numbers = {slot: scenario.between(2, high) for slot, high in highest.items()}
        tell(scenario, key, False, **numbers)
        scenario.accumulate("*", numbers.values())

    return Piece(_name(key), len(highest) - 1, realize)


def growing(key: str) -> Piece:
    """Open with a number and a multiple of it."""

    def realize(scenario: Scenario) -> None:
        a = scenario.between(2, 40)
        f = scenario.factor(a, 5)
        scenario.say(key, False, a=a, times=scenario.pick(times_words(f)))
        scenario.value = scenario.op(a, "+", scenario.op(a, "*", f))

    return Piece(_name(key), 2, realize)


def gain(key: str, tell: Callable = Scenario.realize, is_event: bool = True) -> Piece:
    """Add a number."""

    def realize(scenario: Scenario) -> None:
        n = scenario.addend()
        tell(scenario, key, is_event, n=n)
        scenario.then("+", n)

    return Piece(_name(key), 1, realize)


def multiple(key: str) -> Piece:
    """Multiply the quantity; the key of larger factors than 2 ends in "_more"."""

    def realize(scenario: Scenario) -> None:
        f = scenario.factor(scenario.value, 4)
        scenario.gained, scenario.lost = True, False
        if f == 2 and scenario.random() < 0.6:
            scenario.say(key)
        else:
            scenario.say(f"{key}_more", times=scenario.pick(times_words(f)))
        scenario.then("*", f)

    return Piece(_name(key), 1, realize)


def loss(key: str, is_event: bool = True) -> Piece:
    """Take a number away."""

    def realize(scenario: Scenario) -> None:
        n = scenario.subtrahend()
        scenario.lost = True
        scenario.realize(key, is_event, n=n)
        scenario.then("-", n)

    return Piece(_name(key), 1, realize)


def half_lost(key: str) -> Piece:
    """Take a half away."""

    def realize(scenario: Scenario) -> None:
        scenario.lost = True
        scenario.realize(key, True, part=scenario.part_words(2))
        scenario.then("/", 2)

    return Piece(_name(key), 1, realize, True)


def quotient(key: str, highest: int, before: Callable = lambda scenario: None) -> Piece:
    """Ask for the quantity divided by a number; `before` is done first."""

    def realize(scenario: Scenario) -> None:
        before(scenario)
        d = scenario.part(scenario.value, highest)
        scenario.ask(key, d=d)
        scenario.then("/", d)

    return Piece(_name(key), 1, realize, True)


def rest(key: str, written: Written = as_number) -> Piece:
    """Ask for what is missing to a larger number."""

    def realize(scenario: Scenario) -> None:
        m = scenario.between(scenario.value + 2, scenario.limit)
        scenario.ask(key, m=written(scenario, m))
        scenario.value = scenario.op(m, "-", scenario.value)

    return Piece(_name(key), 1, realize)


def price(key: str, highest: int) -> Piece:
    """Ask for the price of all, each at the same price."""

    def realize(scenario: Scenario) -> None:
        p = scenario.factor(scenario.value, highest)
        scenario.ask(key, p=scenario.price(p))
        scenario.then("*", p)

    return Piece(_name(key), 1, realize)
