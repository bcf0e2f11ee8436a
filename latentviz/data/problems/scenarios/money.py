"""Scenarios of a person who earns and spends money, and of a purchase: what it costs, the change, and who pays."""

from latentviz.data.problems import people
from latentviz.data.problems.nouns import COVETED, KINDS, with_article
from latentviz.data.problems.scenario import Retry, Scenario
from latentviz.data.problems.scenarios import items
from latentviz.data.problems.scenarios.comparisons import compare, finish_key, other_joined, other_relative, relative
from latentviz.data.problems.scenarios.domain import Domain, Piece, multiple, quotient, rest

_BILLS = (5, 10, 20, 50, 100)


def start(scenario: Scenario) -> None:
    """Choose who, and what can be bought."""
    scenario.cast(people.WORKERS)
    scenario.slots["dollars"] = scenario.currency
    scenario.slots["friends"], scenario.slots["friend"] = scenario.pick(items.RECIPIENTS)


def goods(scenario: Scenario) -> dict[str, str]:
    """Choose something to buy, as slots."""
    singular, plural = scenario.thing()
    return {"thing": singular, "things": plural, "a_thing": with_article(singular)}


def _want(scenario: Scenario) -> dict[str, str]:
    return {"a_want": with_article(scenario.pick(COVETED)[0])}


def _have(scenario: Scenario) -> None:
    scenario.value = scenario.near(scenario.quantity())
    scenario.say(scenario.pick(("money.have", "money.get")), False, n=scenario.price(scenario.value))


def _wage(scenario: Scenario) -> None:
    p, h = scenario.between(2, 25), scenario.small()
    if scenario.random() < 0.15:
        h = 7
        scenario.say("money.wage_week", False, p=scenario.price(p))
    else:
        scenario.say("money.wage", False, p=scenario.price(p), h=h)
    scenario.value = scenario.op(p, "*", h)


def _sold(scenario: Scenario) -> None:
    k, p = scenario.between(2, 20), scenario.small()
    scenario.say("money.sold", False, k=k, p=scenario.price(p), **goods(scenario))
    scenario.value = scenario.op(k, "*", p)


def _two_jobs(scenario: Scenario) -> None:
    h, p, j, q = (scenario.small() for _ in range(4))
    prices = {"p": scenario.price(p), "q": scenario.price(q)}
    if scenario.random() < 0.5:
        scenario.say("money.two_jobs", False, h=h, j=j, **prices)
        scenario.value = scenario.op(scenario.op(p, "*", h), "+", scenario.op(q, "*", j))
    else:
        scenario.say("money.two_sold", False, h=h, j=j, others=scenario.thing()[1], **prices, **goods(scenario))
        scenario.value = scenario.op(scenario.op(h, "*", p), "+", scenario.op(j, "*", q))


def _earn(scenario: Scenario) -> None:
    n = scenario.addend()
    scenario.other()
    scenario.gained, scenario.lost = True, False
    if scenario.random() < 0.25:
        scenario.realize("money.given", True, n=scenario.price(n))
    else:
        scenario.say("money.earn", n=scenario.price(n), **goods(scenario))
    scenario.then("+", n)


def _spend(scenario: Scenario) -> None:
    n = scenario.subtrahend()
    scenario.other()
    scenario.lost = True
    scenario.say("money.spend", n=scenario.price(n), **goods(scenario))
    scenario.then("-", n)


def _buy(scenario: Scenario) -> None:
    k, p = scenario.small(), scenario.small()
    scenario.lost = True
    scenario.say("money.buy", k=k, p=scenario.price(p), **goods(scenario))
    scenario.then("-", scenario.op(k, "*", p))


def _work(scenario: Scenario) -> None:
    h, p = scenario.small(), scenario.small()
    scenario.gained, scenario.lost = True, False
    scenario.say("money.work", h=h, p=scenario.price(p))
    scenario.then("+", scenario.op(p, "*", h))


def _spend_half(scenario: Scenario) -> None:
    scenario.other()
    scenario.lost = True
    scenario.say("money.spend_half", part=scenario.part_words(2), **goods(scenario))
    scenario.then("/", 2)


def _spend_part(scenario: Scenario) -> None:
    d = scenario.fraction(scenario.value)
    scenario.other()
    scenario.lost = True
    scenario.say("money.spend_part", part=scenario.part_words(d), **goods(scenario))
    scenario.then("-", scenario.op(scenario.value, "/", d))


def _goal(scenario: Scenario) -> None:
    m = scenario.between(scenario.value + 2, scenario.limit)
    scenario.ask("money.goal", m=scenario.price(m), **_want(scenario))
    scenario.value = scenario.op(m, "-", scenario.value)


def _goal_weeks(scenario: Scenario) -> None:
    weekly, weeks = scenario.between(2, 20), scenario.small()
    m = scenario.value + weekly * weeks
    missing = scenario.op(m, "-", scenario.value)
    scenario.ask("money.goal_weeks", m=scenario.price(m), w=scenario.price(weekly), **_want(scenario))
    scenario.value = scenario.op(missing, "/", weekly)


def _afford(scenario: Scenario) -> None:
    p = scenario.part(scenario.value, 20)
    scenario.ask("money.afford", p=scenario.price(p), **goods(scenario))
    scenario.then("/", p)


def _share(scenario: Scenario) -> None:
    d = scenario.part(scenario.value, 10)
    scenario.say("money.share", d=d)
    scenario.ask("money.share_ask")
    scenario.then("/", d)


DOMAIN = Domain(
    start,
    (
        Piece("have", 0, _have),
        Piece("wage", 1, _wage),
        Piece("sold", 1, _sold),
        relative("money", Scenario.price),
        Piece("two_jobs", 3, _two_jobs),
    ),
    (
        Piece("earn", 1, _earn),
        Piece("spend", 1, _spend),
        *[Piece("spend_half", 1, _spend_half, True)] * 2,
        multiple("money.multiply"),
        Piece("buy", 2, _buy),
        Piece("work", 2, _work),
        Piece("spend_part", 2, _spend_part, True),
    ),
    (
        Piece("finish", 0, lambda scenario: scenario.ask(finish_key(scenario, "money"))),
        Piece("goal", 1, _goal),
        *[Piece("afford", 1, _afford, True)] * 2,
        *[Piece("share", 1, _share, True)] * 2,
        compare("money", Scenario.price),
        other_relative("money", Scenario.price),
        Piece("goal_weeks", 2, _goal_weeks),
        other_joined("money", Scenario.price),
    ),
)


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
    _, things = scenario.thing(KINDS["fruit"])
    scenario.say("cost.kilos", False, k=k, p=scenario.price(p), things=things)
    scenario.value = scenario.op(k, "*", p)


def _add_one(scenario: Scenario) -> None:
    n = scenario.addend()
    scenario.say("cost.add_one", n=scenario.price(n), **goods(scenario))
    scenario.then("+", n)


def _add_many(scenario: Scenario) -> None:
    k, p = scenario.between(2, 9), scenario.between(2, 12)
    scenario.say("cost.add_many", k=k, p=scenario.price(p), **goods(scenario))
    scenario.then("+", scenario.op(k, "*", p))


def _coupon(scenario: Scenario) -> None:
    n = scenario.subtrahend()
    if n == scenario.value:
        raise Retry
    scenario.say("cost.coupon", n=scenario.price(n), **goods(scenario))
    scenario.then("-", n)


def _half_price(scenario: Scenario) -> None:
    scenario.say("cost.half_price")
    scenario.then("/", 2)


def _change_back(scenario: Scenario) -> None:
    bills = [bill for bill in _BILLS if scenario.value < bill <= scenario.limit]
    if bills and scenario.money in ("$", "dollars") and scenario.random() < 0.6:
        m = scenario.pick(bills)
        paid = f"a ${m} bill" if scenario.money == "$" else f"a {m} dollar bill"
    else:
        m = scenario.between(scenario.value + 2, scenario.limit)
        paid = scenario.price(m)
    scenario.ask("cost.change", paid=paid)
    scenario.value = scenario.op(m, "-", scenario.value)


def _weeks(scenario: Scenario) -> None:
    d = scenario.part(scenario.value, 20)
    scenario.ask("cost.weeks", w=scenario.price(d))
    scenario.then("/", d)


PURCHASE_DOMAIN = Domain(
    start,
    (Piece("one", 0, _one), Piece("many", 1, _many), Piece("kilos", 1, _kilos)),
    (
        Piece("add_one", 1, _add_one),
        Piece("coupon", 1, _coupon),
        Piece("half_price", 1, _half_price, True),
        Piece("add_many", 2, _add_many),
    ),
    (
        Piece("total", 0, lambda scenario: scenario.ask("cost.total")),
        Piece("change", 1, _change_back),
        rest("cost.budget", Scenario.price),
        *[quotient("cost.split", 12)] * 2,
        Piece("weeks", 1, _weeks, True),
    ),
)
WORDS = ("dollars", "dollar", "bucks", "cents", "euros", "bill")
