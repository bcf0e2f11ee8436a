"""Scenarios of a purchase: what it costs, the change, and who pays."""

from latentviz.data.problems import nouns, people
from latentviz.data.problems.scenario import Retry, Scenario
from latentviz.data.problems.scenarios import items
from latentviz.data.problems.scenarios.domain import Domain, Piece
from latentviz.data.problems.scenarios.money import goods

_BILLS = (5, 10, 20, 50, 100)


def start(scenario: Scenario) -> None:
    """Choose who buys."""
    scenario.cast(people.WORKERS)
    scenario.slots["dollars"] = scenario.currency
    scenario.slots["friends"], scenario.slots["friend"] = scenario.pick(items.RECIPIENTS)


def _one(scenario: Scenario) -> None:
    scenario.value = scenario.near(scenario.between(2, 90))
    scenario.say("cost.one", False, n=scenario.price(scenario.value), **goods(scenario))


def _many(scenario: Scenario) -> None:
    k, p = scenario.between(2, 12), scenario.between(2, 15)
    told = scenario.random() < 0.5
    (scenario.realize if told else scenario.say)(
        "cost.many_told" if told else "cost.many", False, k=k, p=scenario.price(p), **goods(scenario)
    )
    scenario.value = scenario.op(k, "*", p)


def _kilos(scenario: Scenario) -> None:
    k, p = scenario.between(2, 12), scenario.between(2, 15)
    _, things = scenario.thing(nouns.KINDS["fruit"])
    scenario.say("cost.kilos", False, k=k, p=scenario.price(p), things=things)
    scenario.value = scenario.op(k, "*", p)


def _add_one(scenario: Scenario) -> None:
    n = scenario.addend()
    scenario.say("cost.add_one", n=scenario.price(n), **goods(scenario))
    scenario.value = scenario.op(scenario.value, "+", n)


def _add_many(scenario: Scenario) -> None:
    k, p = scenario.between(2, 9), scenario.between(2, 12)
    scenario.say("cost.add_many", k=k, p=scenario.price(p), **goods(scenario))
    scenario.value = scenario.op(scenario.value, "+", scenario.op(k, "*", p))


def _coupon(scenario: Scenario) -> None:
    n = scenario.subtrahend()
    if n == scenario.value:
        raise Retry
    scenario.say("cost.coupon", n=scenario.price(n), **goods(scenario))
    scenario.value = scenario.op(scenario.value, "-", n)


def _half_price(scenario: Scenario) -> None:
    scenario.say("cost.half_price")
    scenario.value = scenario.op(scenario.value, "/", 2)


def _total(scenario: Scenario) -> None:
    scenario.ask("cost.total")


def _change(scenario: Scenario) -> None:
    bills = [bill for bill in _BILLS if scenario.value < bill <= scenario.limit]
    if bills and scenario.money in ("$", "dollars") and scenario.random() < 0.6:
        m = scenario.pick(bills)
        paid = f"a ${m} bill" if scenario.money == "$" else f"a {m} dollar bill"
    else:
        m = scenario.between(scenario.value + 2, scenario.limit)
        paid = scenario.price(m)
    scenario.ask("cost.change", paid=paid)
    scenario.value = scenario.op(m, "-", scenario.value)


def _budget(scenario: Scenario) -> None:
    m = scenario.between(scenario.value + 2, scenario.limit)
    scenario.ask("cost.budget", m=scenario.price(m))
    scenario.value = scenario.op(m, "-", scenario.value)


def _split(scenario: Scenario) -> None:
    d = scenario.part(scenario.value, 12)
    scenario.ask("cost.split", d=d)
    scenario.value = scenario.op(scenario.value, "/", d)


def _weeks(scenario: Scenario) -> None:
    d = scenario.part(scenario.value, 20)
    scenario.ask("cost.weeks", w=scenario.price(d))
    scenario.value = scenario.op(scenario.value, "/", d)


DOMAIN = Domain(
    start,
    (Piece("one", 0, _one), Piece("many", 1, _many), Piece("kilos", 1, _kilos)),
    (
        Piece("add_one", 1, _add_one),
        Piece("coupon", 1, _coupon),
        Piece("half_price", 1, _half_price, True),
        Piece("add_many", 2, _add_many),
    ),
    (
        Piece("total", 0, _total),
        Piece("change", 1, _change),
        Piece("budget", 1, _budget),
        Piece("split", 1, _split, True),
        Piece("split", 1, _split, True),
        Piece("weeks", 1, _weeks, True),
    ),
)
WORDS = ("bill",)
