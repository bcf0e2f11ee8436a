"""Scenarios of cooking: batches, scaled recipes, what is missing and what it costs."""

from latentviz.data.problems import people
from latentviz.data.problems.scenario import Retry, Scenario
from latentviz.data.problems.scenarios import items
from latentviz.data.problems.scenarios.domain import Domain, Piece

_INGREDIENTS = ("flour", "sugar", "milk", "butter", "oats", "rice", "honey", "cream", "oil", "cocoa", "cheese", "water")
_MEASURES = (("cup", "cups"), ("spoon", "spoons"), ("bag", "bags"), ("glass", "glasses"), ("pound", "pounds"))
_BATCHES = (
    ("batch", "batches"),
    ("cake", "cakes"),
    ("pie", "pies"),
    ("loaf", "loaves"),
    ("pizza", "pizzas"),
    ("pot of soup", "pots of soup"),
    ("smoothie", "smoothies"),
)
_FOODS = ("cookies", "muffins", "pancakes", "cupcakes", "rolls", "dumplings", "waffles", "brownies", "tacos", "bars")


def start(scenario: Scenario) -> None:
    """Choose the cook and the ingredients."""
    scenario.cast(people.WORKERS)
    flour = scenario.pick(_INGREDIENTS)
    cup, cups = scenario.pick(_MEASURES)
    batch, batches = scenario.pick(_BATCHES)
    scenario.slots |= {
        "flour": flour,
        "sugar": scenario.pick([other for other in _INGREDIENTS if other != flour]),
        "cup": cup,
        "cups": cups,
        "batch": batch,
        "batches": batches,
        "foods": scenario.pick(_FOODS),
        "that": f"all the {flour}",
    }


def _batch(scenario: Scenario) -> None:
    k, n = items.small(scenario), items.small(scenario)
    scenario.realize("recipe.batch", k=k, n=n)
    scenario.value = scenario.op(k, "*", n)


def _scale(scenario: Scenario) -> None:
    a, n = scenario.between(2, 24), items.small(scenario)
    f = scenario.factor(a, 8)
    scenario.realize(scenario.pick(("recipe.scale", "recipe.serves")), a=a, b=a * f, n=n)
    scenario.value = scenario.op(scenario.op(a * f, "/", a), "*", n)


def _two(scenario: Scenario) -> None:
    k, n, m = items.small(scenario), items.small(scenario), items.small(scenario)
    scenario.realize("recipe.two", k=k, n=n, m=m)
    scenario.value = scenario.op(k, "*", scenario.op(n, "+", m))


def _has(scenario: Scenario) -> None:
    m = scenario.subtrahend()
    if m == scenario.value:
        raise Retry
    scenario.realize("recipe.has", m=m)
    scenario.lost = True
    scenario.slots["that"] = f"the {scenario.slots['flour']} that is missing"
    scenario.value = scenario.op(scenario.value, "-", m)


def _extra(scenario: Scenario) -> None:
    if scenario.lost:
        raise Retry
    m = scenario.addend()
    scenario.realize("recipe.extra", m=m)
    scenario.value = scenario.op(scenario.value, "+", m)


def _finish(scenario: Scenario) -> None:
    scenario.ask("recipe.ask_more" if scenario.lost else "recipe.ask")


def _finish_two(scenario: Scenario) -> None:
    scenario.ask("recipe.ask_two")


def _price(scenario: Scenario) -> None:
    p = scenario.factor(scenario.value, 15)
    scenario.ask("recipe.price", p=scenario.price(p))
    scenario.value = scenario.op(scenario.value, "*", p)


def _bags(scenario: Scenario) -> None:
    if scenario.slots["cup"] == "bag":
        raise Retry
    d = scenario.part(scenario.value, 12)
    scenario.ask("recipe.bags", d=d)
    scenario.value = scenario.op(scenario.value, "/", d)


_OPENERS = (Piece("batch", 1, _batch), Piece("scale", 2, _scale))
_ENDERS = (Piece("finish", 0, _finish), Piece("price", 1, _price), Piece("bags", 1, _bags, True))
DOMAIN = Domain(start, _OPENERS, (Piece("has", 1, _has), Piece("extra", 1, _extra)), _ENDERS)
MIXED_DOMAIN = Domain(start, (Piece("two", 2, _two),), (), (Piece("finish_two", 0, _finish_two),))
WORDS = (
    *_INGREDIENTS,
    *_FOODS,
    *(word for pair in (*_MEASURES, *_BATCHES) for word in pair),
    "all the",
    "that is missing",
)
