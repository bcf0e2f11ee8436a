"""How scenarios about things end: shared, packed, sold, compared, or simply counted."""

from latentviz.data.problems.scenario import Retry, Scenario
from latentviz.data.problems.scenarios.comparisons import both, finish_key, join, relation, relation_two
from latentviz.data.problems.scenarios.domain import Piece


def _finish(scenario: Scenario) -> None:
    scenario.ask(finish_key(scenario, "items"))


def _share(scenario: Scenario) -> None:
    d = scenario.part(scenario.value, 15)
    if scenario.random() < 0.5:
        scenario.ask("items.share_if", d=d)
    else:
        scenario.say("items.share", d=d)
        scenario.ask("items.share_ask")
    scenario.value = scenario.op(scenario.value, "/", d)


def _pack(scenario: Scenario) -> None:
    d = scenario.part(scenario.value, 20)
    draw = scenario.random()
    if draw < 0.35:
        scenario.ask("items.pack_if", d=d)
    elif draw < 0.65:
        scenario.say("items.pack", d=d)
        scenario.ask("items.pack_ask")
    elif draw < 0.85 or not scenario.kind.uses:
        scenario.say("items.fill", d=d)
        scenario.ask("items.fill_ask")
    else:
        scenario.ask("items.last", d=d, use=scenario.pick(scenario.kind.uses))
    scenario.value = scenario.op(scenario.value, "/", d)


def _sell(scenario: Scenario) -> None:
    price = scenario.factor(scenario.value, 20)
    _ask_revenue(scenario, price)
    scenario.value = scenario.op(scenario.value, "*", price)


def _ask_revenue(scenario: Scenario, price: int) -> None:
    slots = {"p": scenario.price(price), "dollars": scenario.currency}
    if scenario.random() < 0.5:
        scenario.ask("items.sell_if", **slots)
    else:
        scenario.say("items.sell", **slots)
        scenario.ask("items.sell_ask", **slots)


def _profit(scenario: Scenario) -> None:
    price = scenario.factor(scenario.value, 20)
    scenario.say("items.sell", p=scenario.price(price))
    revenue = scenario.op(scenario.value, "*", price)
    cost = scenario.between(2, revenue - 2)
    scenario.ask("items.profit_ask", c=scenario.price(cost))
    scenario.value = scenario.op(revenue, "-", cost)


def _sell_packs(scenario: Scenario) -> None:
    d = scenario.part(scenario.value, 12)
    n_packs = scenario.op(scenario.value, "/", d)
    price = scenario.factor(n_packs, 20)
    slots = {"p": scenario.price(price), "dollars": scenario.currency}
    scenario.say("items.sell_packs", d=d, **slots)
    scenario.ask("items.sell_ask", **slots)
    scenario.value = scenario.op(n_packs, "*", price)


def _compare(scenario: Scenario) -> None:
    scenario.other()
    m = scenario.between(2, scenario.limit * 3 // 4)
    if m == scenario.value:
        raise Retry
    scenario.realize("items.other_has", m=m)
    join(scenario, m, "items")


def _other_relative(scenario: Scenario) -> None:
    scenario.other()
    scenario.value = relation(scenario, scenario.value, "items.other", scenario.realize)
    scenario.ask("items.other_ask")


def _other_joined(scenario: Scenario) -> None:
    scenario.other()
    other = relation(scenario, scenario.value, "items.other", scenario.realize)
    scenario.ask("items.together", they=both(scenario))
    scenario.value = scenario.op(scenario.value, "+", other)


def _other_relative_two(scenario: Scenario) -> None:
    scenario.other()
    scenario.value = relation_two(scenario, scenario.value, "items.other_two")
    scenario.ask("items.other_ask")


def _goal(scenario: Scenario) -> None:
    m = scenario.between(scenario.value + 2, scenario.limit)
    scenario.ask("items.goal", m=m)
    scenario.value = scenario.op(m, "-", scenario.value)


def _aside(scenario: Scenario) -> None:
    """Mention other things, which are not asked for."""
    scenario.other("Z")
    scenario.realize("distract.other", x=scenario.between(2, 60), others=scenario.thing()[1])


ENDERS = (
    Piece("finish", 0, _finish),
    Piece("share", 1, _share, True),
    Piece("share", 1, _share, True),
    Piece("pack", 1, _pack, True),
    Piece("pack", 1, _pack, True),
    Piece("sell", 1, _sell),
    Piece("compare", 1, _compare),
    Piece("goal", 1, _goal),
    Piece("other_relative", 1, _other_relative),
    Piece("other_joined", 2, _other_joined),
    Piece("other_relative_two", 2, _other_relative_two),
    Piece("sell_packs", 2, _sell_packs, True),
    Piece("profit", 2, _profit),
)
ASIDES = (Piece("aside", 0, _aside), Piece("aside", 0, _aside))
