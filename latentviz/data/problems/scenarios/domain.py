"""`Domain`: pieces of scenarios - openers, events, enders - that compose to a wanted number of operations."""

from collections.abc import Callable
from typing import NamedTuple

from latentviz.data.problems.nouns import SHOPS
from latentviz.data.problems.scenario import Retry, Scenario


class Piece(NamedTuple):
    """A part of a scenario.

    `cost` is the number of steps that `realize` adds; `divides` marks a piece that divides the running quantity as it
    is.
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


def _before(scenario: Scenario) -> None:
    scenario.realize(
        "distract.before", x=scenario.between(6, 60), floor=scenario.pick(FLOORS), tall=scenario.between(40, 75)
    )


def _after(scenario: Scenario) -> None:
    """Say something with a number that does not matter."""
    scenario.other("Z")
    scenario.realize("distract.after", x=scenario.between(6, 60), shop=scenario.pick(SHOPS))


FLOORS = ("second", "third", "fourth", "fifth", "sixth")
_BEFORE = Piece("before", 0, _before)
_AFTER = Piece("after", 0, _after)


class Family(NamedTuple):
    """A family of scenarios: a domain, and which of its pieces must occur (by name; any of them where empty)."""

    name: str
    domain: Domain
    openers: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    enders: tuple[str, ...] = ()
    least: int = 1
    most: int = 6

    def realize(self, scenario: Scenario, n_operations: int) -> None:
        """Realize a scenario with exactly `n_operations` steps; raises `Retry` where the draw does not fit."""
        opener, events, ender = self._plan(scenario, n_operations)
        self.domain.start(scenario)
        parts = [opener, *events, ender]
        self._distract(scenario, parts)
        for part, following in zip(parts, [*parts[1:], None], strict=True):
            scenario.divisor = scenario.between(2, 9) if following and following.divides else 0
            part.realize(scenario)

    def _distract(self, scenario: Scenario, parts: list[Piece]) -> None:
        """Put a number that must be ignored before the scenario or before its question."""
        hero = scenario.protagonist
        if not hero.first or hero.he == "it" or scenario.random() > scenario.options.p_distractor:
            return
        if scenario.random() < 0.5:
            parts.insert(0, _BEFORE)
        elif parts[-1].name in ("finish", "total"):
            parts.insert(-1, scenario.pick((_AFTER, *self.domain.asides)))

    def _plan(self, scenario: Scenario, n_operations: int) -> tuple[Piece, list[Piece], Piece]:
        events, rest = [], n_operations
        if self.events:
            events.append(_affordable(scenario, _named(self.domain.events, self.events), rest))
            rest -= events[0].cost
        opener = _affordable(scenario, _named(self.domain.openers, self.openers), rest)
        rest -= opener.cost
        ender = _affordable(scenario, _named(self.domain.enders, self.enders), rest)
        rest -= ender.cost
        while rest:
            others = tuple(e for e in self.domain.events if e.name not in _ONCE or e not in events)
            events.append(_affordable(scenario, others, rest))
            rest -= events[-1].cost
        if len(events) > 1 and scenario.random() < 0.5:
            events.reverse()
        return opener, events, ender


class FreeFamily(NamedTuple):
    """A family whose scenarios are not composed of pieces: `realize_scenario` writes one with so many steps."""

    name: str
    realize_scenario: Callable[[Scenario, int], None]
    least: int = 1
    most: int = 6

    def realize(self, scenario: Scenario, n_operations: int) -> None:
        """Realize a scenario with exactly `n_operations` steps; raises `Retry` where the draw does not fit."""
        self.realize_scenario(scenario, n_operations)


_ONCE = {
    "lose_half",
    "multiply",
    "spend_half",
    "leave_half",
    "half_taken",
    "double",
    "half_price",
    "has",
    "extra",
    "broken",
    "broken_part",
}


def _affordable(scenario: Scenario, pieces: tuple[Piece, ...], n_steps: int) -> Piece:
    fitting = [piece for piece in pieces if piece.cost <= n_steps]
    if not fitting:
        raise Retry
    return scenario.pick(fitting)


def _named(pieces: tuple[Piece, ...], names: tuple[str, ...]) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if piece.name in names) if names else pieces
