"""Scenarios of a person who has things, gets more, gives some away, and shares, sells or compares the rest."""

from latentviz.data.problems import nouns, people
from latentviz.data.problems.numbers import times_words
from latentviz.data.problems.scenario import Scenario
from latentviz.data.problems.scenarios.comparisons import (
    compare,
    finish_key,
    other_joined,
    other_relative,
    relation_two,
    relative,
)
from latentviz.data.problems.scenarios.domain import Domain, Piece, growing, multiple, product, rest

_EATEN = ("fruit", "baked", "sweets")
_FRAGILE = ("toy", "household", "craft")
RECIPIENTS = (
    ("friends", "friend"),
    ("cousins", "cousin"),
    ("neighbors", "neighbor"),
    ("classmates", "classmate"),
    ("students", "student"),
    ("children", "child"),
    ("kids", "kid"),
    ("people", "person"),
)
_CUSTOMERS = (("customers", "customer"), ("visitors", "visitor"), ("guests", "guest"), ("families", "family"))
_PACKS = (("pack", "packs"), ("box", "boxes"), ("bag", "bags"), ("set", "sets"), ("bundle", "bundles"))
_SHELVES = (("shelf", "shelves"), ("table", "tables"), ("rack", "racks"), ("cart", "carts"))


def start(scenario: Scenario) -> None:
    """Choose who and what."""
    scenario.cast(people.WORKERS, people.PLACES)
    scenario.item()
    fill_verbs(scenario)


def fill_verbs(scenario: Scenario) -> None:
    """Choose the verbs that fit the kind of thing, a shop, recipients and containers."""
    kind, slots = scenario.kind, scenario.slots
    slots["gain"] = scenario.pick(kind.gains)
    slots["make"] = scenario.pick(kind.makes)
    slots["shop"] = scenario.pick(nouns.SHOPS)
    slots["friends"], slots["friend"] = scenario.pick(_CUSTOMERS if scenario.protagonist.he == "it" else RECIPIENTS)
    slots["pack"], slots["packs"] = scenario.pick(_PACKS)
    others = [pair for pair in kind.containers if pair[0] not in (slots["box"], slots["item"])]
    slots["bag"], slots["bags"] = scenario.pick(others)
    slots["shelf"], slots["shelves"] = scenario.pick(_SHELVES)
    slots["adjective"] = scenario.pick(kind.adjectives)


def _have(scenario: Scenario) -> None:
    scenario.value = scenario.near(scenario.quantity())
    if scenario.random() < 0.12 and scenario.protagonist.first == scenario.protagonist.again:
        scenario.realize("items.there", n=scenario.value)
    else:
        scenario.say(scenario.pick(("items.have", "items.have", "items.get")), False, n=scenario.value)


def _groups(scenario: Scenario) -> None:
    g, n = scenario.small(), scenario.between(2, 20)
    key = scenario.pick(("items.groups", "items.groups", "items.groups_told"))
    (scenario.realize if key == "items.groups_told" else scenario.say)(key, False, g=g, n=n)
    scenario.value = scenario.op(g, "*", n)


def _dozen(scenario: Scenario) -> None:
    g = scenario.between(2, 8)
    scenario.say("items.dozen", False, g=g)
    scenario.value = scenario.op(g, "*", 12)


def _daily(scenario: Scenario) -> None:
    n, d = scenario.between(2, 20), scenario.small()
    if scenario.random() < 0.25:
        d = 7
        scenario.say("items.weekly", False, n=n)
    else:
        scenario.say("items.daily", False, n=n, d=d)
    scenario.value = scenario.op(n, "*", d)


def _two_parts(scenario: Scenario) -> None:
    a, b = scenario.between(2, 80), scenario.between(2, 80)
    if scenario.random() < 0.5:
        color = scenario.pick(scenario.kind.adjectives)
        shade = scenario.pick([other for other in scenario.kind.adjectives if other != color])
        scenario.say("items.colors", False, a=a, b=b, color=color, shade=shade)
    else:
        scenario.other("Q")
        scenario.other("R")
        scenario.say("items.two_days", False, a=a, b=b)
    scenario.value = scenario.op(a, "+", b)


def _two_groups(scenario: Scenario) -> None:
    g, n, h, m = scenario.small(), scenario.small(), scenario.small(), scenario.small()
    scenario.say("items.two_groups", False, g=g, n=n, h=h, m=m)
    scenario.value = scenario.op(scenario.op(g, "*", n), "+", scenario.op(h, "*", m))


def _loose(scenario: Scenario) -> None:
    g, n, m = scenario.small(), scenario.small(), scenario.between(2, 30)
    scenario.say("items.loose", False, g=g, n=n, m=m)
    scenario.value = scenario.op(scenario.op(g, "*", n), "+", m)


def _relative_two(scenario: Scenario) -> None:
    scenario.other()
    n = scenario.quantity()
    scenario.compared = True
    scenario.value = relation_two(scenario, n, "items.relative_two", n=n)


def _gain(scenario: Scenario) -> None:
    n = 1 if scenario.random() < 0.04 and not scenario.divisor else scenario.addend()
    scenario.other()
    scenario.gained, scenario.lost = True, False
    if n == 1:
        scenario.say("items.gain_one", gain=scenario.pick(scenario.kind.gains))
    elif scenario.random() < 0.25:
        scenario.realize("items.given", True, n=n)
    else:
        scenario.say("items.gain", n=n, gain=scenario.pick(scenario.kind.gains))
    scenario.then("+", n)


def _gain_packs(scenario: Scenario) -> None:
    g, n = scenario.between(2, 9), scenario.small()
    scenario.gained, scenario.lost = True, False
    scenario.say("items.gain_packs", g=g, n=n, gain=scenario.pick(scenario.kind.gains))
    scenario.then("+", scenario.op(g, "*", n))


def _gain_growing(scenario: Scenario) -> None:
    n = scenario.between(2, 20)
    f = scenario.between(2, 4)
    scenario.gained, scenario.lost = True, False
    scenario.say(
        "items.gain_growing", n=n, times=scenario.pick(times_words(f)), gain=scenario.pick(scenario.kind.gains)
    )
    value = scenario.op(scenario.value, "+", n)
    scenario.value = scenario.op(value, "+", scenario.op(n, "*", f))


def _lose(scenario: Scenario) -> None:
    n = 1 if scenario.random() < 0.04 and not scenario.divisor else scenario.subtrahend()
    scenario.other()
    scenario.other("R")
    scenario.lost = True
    if n == 1:
        scenario.say("items.lose_one", lose=_loss(scenario))
    elif scenario.random() < 0.25:
        keys = ["items.taken"]
        kind = scenario.kind_name
        keys += ["items.broken"] * (kind in _FRAGILE) + ["items.eaten"] * (kind in _EATEN)
        scenario.realize(scenario.pick(keys), True, n=n)
    else:
        scenario.say("items.lose", n=n, lose=_loss(scenario))
    scenario.then("-", n)


def _loss(scenario: Scenario) -> nouns.Verb:
    return scenario.pick(nouns.SHOP_LOSSES if scenario.protagonist.he == "it" else scenario.kind.losses)


def _hand_out(scenario: Scenario) -> None:
    g, n = scenario.between(2, 9), scenario.small()
    scenario.lost = True
    if scenario.random() < 0.3 and scenario.kind.uses:
        scenario.say("items.use_daily", n=n, d=g, use=scenario.pick(scenario.kind.uses))
        out = scenario.op(n, "*", g)
    else:
        scenario.say("items.hand_out", g=g, n=n)
        out = scenario.op(g, "*", n)
    scenario.then("-", out)


def _lose_half(scenario: Scenario) -> None:
    scenario.other()
    scenario.lost = True
    scenario.say("items.lose_half", part=scenario.part_words(2), lose=_loss(scenario))
    scenario.then("/", 2)


def _lose_part(scenario: Scenario) -> None:
    d = scenario.fraction(scenario.value)
    scenario.other()
    scenario.lost = True
    scenario.say("items.lose_part", part=scenario.part_words(d), lose=_loss(scenario))
    scenario.then("-", scenario.op(scenario.value, "/", d))


def _keep_part(scenario: Scenario) -> None:
    d = scenario.part(scenario.value, 5)
    scenario.other()
    scenario.lost = True
    scenario.say("items.keep_part", part=scenario.part_words(d))
    scenario.then("/", d)


def _share(scenario: Scenario) -> None:
    d = scenario.part(scenario.value, 15)
    if scenario.random() < 0.5:
        scenario.ask("items.share_if", d=d)
    else:
        scenario.say("items.share", d=d)
        scenario.ask("items.share_ask")
    scenario.then("/", d)


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
    scenario.then("/", d)


def _sell(scenario: Scenario) -> None:
    price = scenario.factor(scenario.value, 20)
    slots = {"p": scenario.price(price), "dollars": scenario.currency}
    if scenario.random() < 0.5:
        scenario.ask("items.sell_if", **slots)
    else:
        scenario.say("items.sell", **slots)
        scenario.ask("items.sell_ask", **slots)
    scenario.then("*", price)


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


def _other_relative_two(scenario: Scenario) -> None:
    scenario.other()
    scenario.value = relation_two(scenario, scenario.value, "items.other_two")
    scenario.ask("items.other_ask")


def _aside(scenario: Scenario) -> None:
    """Mention other things, which are not asked for."""
    scenario.other("Z")
    scenario.realize("distract.other", x=scenario.between(2, 60), others=scenario.thing()[1])


DOMAIN = Domain(
    start,
    (
        Piece("have", 0, _have),
        Piece("groups", 1, _groups),
        Piece("dozen", 1, _dozen),
        Piece("daily", 1, _daily),
        Piece("two_parts", 1, _two_parts),
        relative("items"),
        growing("items.growing"),
        Piece("relative_two", 2, _relative_two),
        product("items.nested", Scenario.say, g=6, h=6, n=12),
        Piece("loose", 2, _loose),
        Piece("two_groups", 3, _two_groups),
    ),
    (
        Piece("gain", 1, _gain),
        Piece("lose", 1, _lose),
        *[Piece("lose_half", 1, _lose_half, True)] * 2,
        Piece("keep_part", 1, _keep_part, True),
        multiple("items.multiply"),
        Piece("gain_packs", 2, _gain_packs),
        Piece("hand_out", 2, _hand_out),
        Piece("lose_part", 2, _lose_part, True),
        Piece("gain_growing", 3, _gain_growing),
    ),
    (
        Piece("finish", 0, lambda scenario: scenario.ask(finish_key(scenario, "items"))),
        *[Piece("share", 1, _share, True)] * 2,
        *[Piece("pack", 1, _pack, True)] * 2,
        Piece("sell", 1, _sell),
        compare("items"),
        rest("items.goal"),
        other_relative("items"),
        other_joined("items"),
        Piece("other_relative_two", 2, _other_relative_two),
        Piece("sell_packs", 2, _sell_packs, True),
        Piece("profit", 2, _profit),
    ),
    (Piece("aside", 0, _aside),) * 2,
)
WORDS = (*tuple(word for pair in (*RECIPIENTS, *_CUSTOMERS, *_PACKS, *_SHELVES) for word in pair), "they", "and")
