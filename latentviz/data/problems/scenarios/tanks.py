"""Scenarios of a tank that is filled and emptied."""

from latentviz.data.problems import people
from latentviz.data.problems.nouns import with_article
from latentviz.data.problems.scenario import Scenario
from latentviz.data.problems.scenarios import items
from latentviz.data.problems.scenarios.domain import Domain, Piece

TANKS = ("tank", "barrel", "pool", "bathtub", "bucket", "pond", "fuel tank", "aquarium", "jug", "kettle", "cistern")
LIQUIDS = ("water", "water", "water", "water", "oil", "juice", "milk", "paint", "lemonade", "soup")
_VESSELS = (("bottle", "bottles"), ("can", "cans"), ("jar", "jars"), ("glass", "glasses"))


def start(scenario: Scenario) -> None:
    """Choose the tank and what is in it."""
    scenario.set_person(people.NOBODY)
    tank = scenario.pick(TANKS)
    bottle, bottles = scenario.pick(_VESSELS)
    scenario.slots |= {
        "tank": tank,
        "a_tank": with_article(tank),
        "water": scenario.pick(LIQUIDS),
        "liters": scenario.pick(("liters", "gallons", "liters", "cups")),
        "bottle": bottle,
        "bottles": bottles,
    }


def _there(scenario: Scenario) -> None:
    scenario.value = scenario.near(items.quantity(scenario))
    scenario.realize("tank.there", n=scenario.value)


def _filled(scenario: Scenario) -> None:
    n, h = scenario.between(2, 25), items.small(scenario)
    scenario.realize("tank.filled", n=n, h=h)
    scenario.value = scenario.op(n, "*", h)


def _add(scenario: Scenario) -> None:
    n = scenario.addend()
    scenario.realize("tank.add", True, n=n)
    scenario.value = scenario.op(scenario.value, "+", n)


def _use(scenario: Scenario) -> None:
    n = scenario.subtrahend()
    scenario.realize("tank.use", True, n=n)
    scenario.value = scenario.op(scenario.value, "-", n)


def _use_half(scenario: Scenario) -> None:
    scenario.realize("tank.use_half", True, part=scenario.part_words(2))
    scenario.value = scenario.op(scenario.value, "/", 2)


def _leak(scenario: Scenario) -> None:
    n, h = items.small(scenario), items.small(scenario)
    scenario.realize("tank.leak", True, n=n, h=h)
    scenario.value = scenario.op(scenario.value, "-", scenario.op(n, "*", h))


def _finish(scenario: Scenario) -> None:
    scenario.ask("tank.ask")


def _vessels(scenario: Scenario) -> None:
    d = scenario.part(scenario.value, 15)
    scenario.ask("tank.vessels", d=d)
    scenario.value = scenario.op(scenario.value, "/", d)


def _empty(scenario: Scenario) -> None:
    d = scenario.part(scenario.value, 15)
    scenario.ask("tank.empty", d=d)
    scenario.value = scenario.op(scenario.value, "/", d)


def _full(scenario: Scenario) -> None:
    m = scenario.between(scenario.value + 2, scenario.limit)
    scenario.ask("tank.full", m=m)
    scenario.value = scenario.op(m, "-", scenario.value)


DOMAIN = Domain(
    start,
    (Piece("there", 0, _there), Piece("filled", 1, _filled)),
    (
        Piece("add", 1, _add),
        Piece("use", 1, _use),
        Piece("use_half", 1, _use_half, True),
        Piece("leak", 2, _leak),
    ),
    (
        Piece("finish", 0, _finish),
        Piece("vessels", 1, _vessels, True),
        Piece("empty", 1, _empty, True),
        Piece("full", 1, _full),
    ),
)
WORDS = (*TANKS, *LIQUIDS, *(word for pair in _VESSELS for word in pair), "liters", "gallons", "cups")
