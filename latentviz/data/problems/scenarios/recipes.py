"""Scenarios of cooking: batches, scaled recipes, what is missing and what it costs."""

from latentviz.data.problems import people
from latentviz.data.problems.scenario import Retry, Scenario
from latentviz.data.problems.scenarios.domain import Domain, Piece, price, product, quotient

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


def _scale(scenario: Scenario) -> None:
    a, n = scenario.between(2, 24), scenario.small()
    f = scenario.factor(a, 8)
    scenario.realize(scenario.pick(("recipe.scale", "recipe.serves")), a=a, b=a * f, n=n)
    scenario.value = scenario.op(scenario.op(a * f, "/", a), "*", n)


def _two(scenario: Scenario) -> None:
    k, n, m = scenario.small(), scenario.small(), scenario.small()
    scenario.realize("recipe.two", k=k, n=n, m=m)
    scenario.value = scenario.op(k, "*", scenario.op(n, "+", m))


def _has(scenario: Scenario) -> None:
    m = scenario.subtrahend()
    if m == scenario.value:
        raise Retry
    scenario.realize("recipe.has", m=m)
    scenario.lost = True
    scenario.slots["that"] = f"the {scenario.slots['flour']} that is missing"
    scenario.then("-", m)


def _extra(scenario: Scenario) -> None:
    if scenario.lost:
        raise Retry
    m = scenario.addend()
    scenario.realize("recipe.extra", m=m)
    scenario.then("+", m)


def _finish(scenario: Scenario) -> None:
    scenario.ask("recipe.ask_more" if scenario.lost else "recipe.ask")


def _not_in_bags(scenario: Scenario) -> None:
    if scenario.slots["cup"] == "bag":
        raise Retry


_OPENERS = (product("recipe.batch", k=12, n=12), Piece("scale", 2, _scale))
_ENDERS = (Piece("finish", 0, _finish), price("recipe.price", 15), quotient("recipe.bags", 12, _not_in_bags))
DOMAIN = Domain(start, _OPENERS, (Piece("has", 1, _has), Piece("extra", 1, _extra)), _ENDERS)
_MIX = Piece("mix", 0, lambda scenario: scenario.ask("recipe.ask_two"))
MIXED_DOMAIN = Domain(start, (Piece("two", 2, _two),), (), (_MIX,))
WORDS = (
    *_INGREDIENTS,
    *_FOODS,
    *(word for pair in (*_MEASURES, *_BATCHES) for word in pair),
    "all the",
    "that is missing",
)
