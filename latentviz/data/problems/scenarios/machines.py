"""Scenarios of machines that make things at a steady rate."""

from latentviz.data.problems import people
from latentviz.data.problems.nouns import plural_of, with_article
from latentviz.data.problems.scenario import Retry, Scenario
from latentviz.data.problems.scenarios import items
from latentviz.data.problems.scenarios.domain import Domain, Piece

MACHINES = ("machine", "robot", "printer", "factory line", "press", "oven", "workshop", "plant", "kitchen", "team")


def start(scenario: Scenario) -> None:
    """Choose the machine and what it makes."""
    scenario.set_person(people.NOBODY)
    scenario.item("baked", "toy", "stationery", "craft", "household", "clothes", "sweets")
    machine = scenario.pick(MACHINES)
    bag, bags = scenario.pick((("box", "boxes"), ("bag", "bags"), ("crate", "crates"), ("carton", "cartons")))
    scenario.slots |= {
        "machine": machine,
        "machines": plural_of(machine),
        "a_machine": with_article(machine),
        "bag": bag,
        "bags": bags,
    }


def _rate(scenario: Scenario) -> None:
    n, h = scenario.between(2, 30), items.small(scenario)
    scenario.realize("machine.rate", n=n, h=h)
    scenario.value = scenario.op(n, "*", h)


def _many(scenario: Scenario) -> None:
    g, n, h = scenario.between(2, 8), items.small(scenario), scenario.between(2, 8)
    scenario.realize("machine.many", g=g, n=n, h=h)
    scenario.value = scenario.op(scenario.op(g, "*", n), "*", h)


def _broken(scenario: Scenario) -> None:
    n = scenario.subtrahend()
    scenario.lost = True
    scenario.realize("machine.broken", n=n)
    scenario.value = scenario.op(scenario.value, "-", n)


def _broken_part(scenario: Scenario) -> None:
    d = scenario.part(scenario.value, 5)
    if d == 2:
        raise Retry
    scenario.lost = True
    scenario.realize("machine.broken_part", part=scenario.part_words(d))
    scenario.value = scenario.op(scenario.value, "-", scenario.op(scenario.value, "/", d))


def _more(scenario: Scenario) -> None:
    n = scenario.addend()
    scenario.realize("machine.more", n=n)
    scenario.value = scenario.op(scenario.value, "+", n)


def _finish(scenario: Scenario) -> None:
    scenario.ask("machine.good" if scenario.lost else "machine.total")


def _pack(scenario: Scenario) -> None:
    d = scenario.part(scenario.value, 20)
    scenario.ask("machine.pack", d=d)
    scenario.value = scenario.op(scenario.value, "/", d)


def _sell(scenario: Scenario) -> None:
    p = scenario.factor(scenario.value, 20)
    scenario.ask("machine.sell", p=scenario.price(p))
    scenario.value = scenario.op(scenario.value, "*", p)


DOMAIN = Domain(
    start,
    (Piece("rate", 1, _rate), Piece("many", 2, _many)),
    (Piece("broken", 1, _broken), Piece("more", 1, _more), Piece("broken_part", 2, _broken_part, True)),
    (
        Piece("finish", 0, _finish),
        Piece("pack", 1, _pack, True),
        Piece("pack", 1, _pack, True),
        Piece("sell", 1, _sell),
    ),
)
WORDS = (*MACHINES, *map(plural_of, MACHINES), "carton", "cartons")
