"""Scenarios of a person who earns and spends money."""

from latentviz.data.problems import people
from latentviz.data.problems.nouns import COVETED, with_article
from latentviz.data.problems.numbers import times_words
from latentviz.data.problems.scenario import Retry, Scenario
from latentviz.data.problems.scenarios import comparisons, items
from latentviz.data.problems.scenarios.domain import Domain, Piece


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
    scenario.value = scenario.near(items.quantity(scenario))
    scenario.say(scenario.pick(("money.have", "money.get")), False, n=scenario.price(scenario.value))


def _wage(scenario: Scenario) -> None:
    p, h = scenario.between(2, 25), items.small(scenario)
    if scenario.random() < 0.15:
        h = 7
        scenario.say("money.wage_week", False, p=scenario.price(p))
    else:
        scenario.say("money.wage", False, p=scenario.price(p), h=h)
    scenario.value = scenario.op(p, "*", h)


def _sold(scenario: Scenario) -> None:
    k, p = scenario.between(2, 20), items.small(scenario)
    scenario.say("money.sold", False, k=k, p=scenario.price(p), **goods(scenario))
    scenario.value = scenario.op(k, "*", p)


def _two_jobs(scenario: Scenario) -> None:
    h, p, j, q = (items.small(scenario) for _ in range(4))
    prices = {"p": scenario.price(p), "q": scenario.price(q)}
    if scenario.random() < 0.5:
        scenario.say("money.two_jobs", False, h=h, j=j, **prices)
        scenario.value = scenario.op(scenario.op(p, "*", h), "+", scenario.op(q, "*", j))
    else:
        scenario.say("money.two_sold", False, h=h, j=j, others=scenario.thing()[1], **prices, **goods(scenario))
        scenario.value = scenario.op(scenario.op(h, "*", p), "+", scenario.op(j, "*", q))


def _relative(scenario: Scenario) -> None:
    scenario.other()
    n = items.quantity(scenario)
    scenario.compared = True
    scenario.value = relation(
        scenario, n, "money.relative", lambda key, **slots: scenario.realize(key, n=scenario.price(n), **slots)
    )


def relation(scenario: Scenario, value: int, prefix: str, realize) -> int:
    """Tell how another amount of money follows from `value`, and return it."""

    def realize_price(key: str, m: int | None = None, **slots) -> None:
        realize(key, **slots) if m is None else realize(key, m=scenario.price(m), **slots)

    return comparisons.relation(scenario, value, prefix, realize_price)


def _earn(scenario: Scenario) -> None:
    n = scenario.addend()
    scenario.other()
    scenario.gained, scenario.lost = True, False
    if scenario.random() < 0.25:
        scenario.realize("money.given", True, n=scenario.price(n))
    else:
        scenario.say("money.earn", n=scenario.price(n), **goods(scenario))
    scenario.value = scenario.op(scenario.value, "+", n)


def _spend(scenario: Scenario) -> None:
    n = scenario.subtrahend()
    scenario.other()
    scenario.lost = True
    scenario.say("money.spend", n=scenario.price(n), **goods(scenario))
    scenario.value = scenario.op(scenario.value, "-", n)


def _buy(scenario: Scenario) -> None:
    k, p = items.small(scenario), items.small(scenario)
    scenario.lost = True
    scenario.say("money.buy", k=k, p=scenario.price(p), **goods(scenario))
    scenario.value = scenario.op(scenario.value, "-", scenario.op(k, "*", p))


def _work(scenario: Scenario) -> None:
    h, p = items.small(scenario), items.small(scenario)
    scenario.gained, scenario.lost = True, False
    scenario.say("money.work", h=h, p=scenario.price(p))
    scenario.value = scenario.op(scenario.value, "+", scenario.op(p, "*", h))


def _spend_half(scenario: Scenario) -> None:
    scenario.other()
    scenario.lost = True
    scenario.say("money.spend_half", part=scenario.part_words(2), **goods(scenario))
    scenario.value = scenario.op(scenario.value, "/", 2)


def _spend_part(scenario: Scenario) -> None:
    d = scenario.part(scenario.value, 5)
    if d == 2:
        raise Retry
    scenario.other()
    scenario.lost = True
    scenario.say("money.spend_part", part=scenario.part_words(d), **goods(scenario))
    scenario.value = scenario.op(scenario.value, "-", scenario.op(scenario.value, "/", d))


def _multiply(scenario: Scenario) -> None:
    f = scenario.factor(scenario.value, 4)
    scenario.gained, scenario.lost = True, False
    if f == 2 and scenario.random() < 0.6:
        scenario.say("money.multiply")
    else:
        scenario.say("money.multiply_more", times=scenario.pick(times_words(f)))
    scenario.value = scenario.op(scenario.value, "*", f)


def _finish(scenario: Scenario) -> None:
    scenario.ask(comparisons.finish_key(scenario, "money"))


def _goal(scenario: Scenario) -> None:
    m = scenario.between(scenario.value + 2, scenario.limit)
    scenario.ask("money.goal", m=scenario.price(m), **_want(scenario))
    scenario.value = scenario.op(m, "-", scenario.value)


def _goal_weeks(scenario: Scenario) -> None:
    weekly, weeks = scenario.between(2, 20), items.small(scenario)
    m = scenario.value + weekly * weeks
    missing = scenario.op(m, "-", scenario.value)
    scenario.ask("money.goal_weeks", m=scenario.price(m), w=scenario.price(weekly), **_want(scenario))
    scenario.value = scenario.op(missing, "/", weekly)


def _afford(scenario: Scenario) -> None:
    p = scenario.part(scenario.value, 20)
    scenario.ask("money.afford", p=scenario.price(p), **goods(scenario))
    scenario.value = scenario.op(scenario.value, "/", p)


def _share(scenario: Scenario) -> None:
    d = scenario.part(scenario.value, 10)
    scenario.say("money.share", d=d)
    scenario.ask("money.share_ask")
    scenario.value = scenario.op(scenario.value, "/", d)


def _compare(scenario: Scenario) -> None:
    scenario.other()
    m = items.quantity(scenario)
    if m == scenario.value:
        raise Retry
    scenario.realize("money.other_has", m=scenario.price(m))
    comparisons.join(scenario, m, "money")


def _other_relative(scenario: Scenario) -> None:
    scenario.other()
    scenario.value = relation(scenario, scenario.value, "money.other", scenario.realize)
    scenario.ask("money.other_ask")


def _other_joined(scenario: Scenario) -> None:
    scenario.other()
    other = relation(scenario, scenario.value, "money.other", scenario.realize)
    scenario.ask("money.together", they=comparisons.both(scenario))
    scenario.value = scenario.op(scenario.value, "+", other)


DOMAIN = Domain(
    start,
    (
        Piece("have", 0, _have),
        Piece("wage", 1, _wage),
        Piece("sold", 1, _sold),
        Piece("relative", 1, _relative),
        Piece("two_jobs", 3, _two_jobs),
    ),
    (
        Piece("earn", 1, _earn),
        Piece("spend", 1, _spend),
        Piece("spend_half", 1, _spend_half, True),
        Piece("spend_half", 1, _spend_half, True),
        Piece("multiply", 1, _multiply),
        Piece("buy", 2, _buy),
        Piece("work", 2, _work),
        Piece("spend_part", 2, _spend_part, True),
    ),
    (
        Piece("finish", 0, _finish),
        Piece("goal", 1, _goal),
        Piece("afford", 1, _afford, True),
        Piece("afford", 1, _afford, True),
        Piece("share", 1, _share, True),
        Piece("share", 1, _share, True),
        Piece("compare", 1, _compare),
        Piece("other_relative", 1, _other_relative),
        Piece("goal_weeks", 2, _goal_weeks),
        Piece("other_joined", 2, _other_joined),
    ),
)
WORDS = ("dollars", "dollar", "bucks", "cents", "euros")
