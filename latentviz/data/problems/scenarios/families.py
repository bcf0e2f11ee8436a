"""All families of scenarios: how each composes its pieces, and which can have a given number of operations."""

from collections.abc import Callable
from typing import NamedTuple

from latentviz.data.problems.nouns import SHOPS
from latentviz.data.problems.scenario import Scenario
from latentviz.data.problems.scenarios import (
    bare,
    crowds,
    items,
    measures,
    money,
    parts,
    recipes,
    relations,
    short,
    work,
)
from latentviz.data.problems.scenarios.domain import Domain, Piece

FLOORS = ("second", "third", "fourth", "fifth", "sixth")
# These happen once at most.
_ONCE = frozenset(
    "lose_half multiply spend_half leave_half half_taken double half_price has extra broken broken_part".split()
)


def _before(scenario: Scenario) -> None:
    scenario.realize(
        "distract.before", x=scenario.between(6, 60), floor=scenario.pick(FLOORS), tall=scenario.between(40, 75)
    )


def _after(scenario: Scenario) -> None:
    """Say something with a number that does not matter."""
    scenario.other("Z")
    scenario.realize("distract.after", x=scenario.between(6, 60), shop=scenario.pick(SHOPS))


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
    """A family whose scenarios are not composed of pieces: `realize` writes one with so many steps."""

    name: str
    realize: Callable[[Scenario, int], None]
    least: int = 1
    most: int = 6


def _affordable(scenario: Scenario, pieces: tuple[Piece, ...], n_steps: int) -> Piece:
    return scenario.pick([piece for piece in pieces if piece.cost <= n_steps])


def _named(pieces: tuple[Piece, ...], names: tuple[str, ...]) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if piece.name in names) if names else pieces


FAMILIES = (
    Family("gain", items.DOMAIN, events=("gain", "gain_packs", "gain_growing", "multiply")),
    Family("loss", items.DOMAIN, events=("lose", "lose_half", "lose_part", "keep_part")),
    Family("times", items.DOMAIN, openers=("relative", "relative_two", "growing")),
    Family("share", items.DOMAIN, enders=("share", "pack")),
    Family("groups", items.DOMAIN, openers=("groups", "dozen", "nested", "loose", "two_groups")),
    Family("rate", items.DOMAIN, openers=("daily",)),
    Family("sale", items.DOMAIN, enders=("sell", "sell_packs", "profit")),
    Family("compare", items.DOMAIN, enders=("compare", "goal", "other_relative", "other_joined", "other_relative_two")),
    Family("leftover", items.DOMAIN, events=("hand_out",), enders=("finish",), least=2),
    Family("spending", money.DOMAIN, events=("spend", "buy", "spend_half", "spend_part")),
    Family("saving", money.DOMAIN, enders=("goal", "goal_weeks", "afford")),
    Family("earning", money.DOMAIN, openers=("wage", "sold", "two_jobs", "relative")),
    Family("price", money.PURCHASE_DOMAIN),
    Family("change", money.PURCHASE_DOMAIN, enders=("change", "budget")),
    Family("work", work.TASK_DOMAIN),
    Family("reading", work.READING_DOMAIN),
    Family("distance", work.DISTANCE_DOMAIN),
    Family("crowd", crowds.CROWD_DOMAIN),
    Family("seats", crowds.SEATS_DOMAIN, most=5),
    Family("parts", parts.DOMAIN, most=5),
    Family("recipe", recipes.DOMAIN, most=5),
    Family("mixture", recipes.MIXED_DOMAIN, least=2, most=2),
    Family("tank", measures.TANK_DOMAIN),
    Family("shapes", measures.SHAPE_DOMAIN, most=3),
    FreeFamily("average", measures.average, least=2),
    Family("machine", work.MACHINE_DOMAIN),
    FreeFamily("short", short.short, most=2),
    FreeFamily("quick", short.short, most=1),
    FreeFamily("ages", relations.ages),
    FreeFamily("chain", relations.chain),
    FreeFamily("joined", relations.joined, least=2),
    FreeFamily("bare", bare.bare),
)


def all_words() -> list[str]:
    """List every text that the families put into slots themselves."""
    modules = (bare, crowds, items, measures, money, parts, recipes, short, work)
    return [*FLOORS, *(text for module in modules for text in module.WORDS)]
