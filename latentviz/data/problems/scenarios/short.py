"""Questions of one or two steps that are typed in one breath."""

from functools import partial

from latentviz.data.problems.nouns import with_article
from latentviz.data.problems.scenario import Scenario
from latentviz.data.problems.scenarios import comparisons, items

CARS = ("car", "train", "bus", "bike", "boat", "truck", "ship", "plane")
_MOVES = ("walked/walks/walk", "drove/drives/drive", "biked/bikes/bike", "ran/runs/run")
_TIMES = (
    ("days", "weeks", 7),
    ("hours", "days", 24),
    ("minutes", "hours", 60),
    ("months", "years", 12),
    ("seconds", "minutes", 60),
)
_MEASURES = (("feet", "yards", 3), ("inches", "feet", 12), ("eggs", "dozen", 12), ("nickels", "quarters", 5))
_LOSSES = ("eat/eating", "give away/giving away", "lose/losing", "use/using", "sell/selling")


def _start(scenario: Scenario) -> None:
    scenario.cast()
    scenario.item()
    items.fill_verbs(scenario)
    thing, things = scenario.thing()
    other, others = scenario.thing()
    lose, losing = scenario.pick(_LOSSES).split("/")
    make = scenario.pick(scenario.kind.makes)
    color = scenario.pick(scenario.kind.adjectives)
    car = scenario.pick(CARS)
    scenario.slots |= {
        "thing": thing,
        "things": things,
        "a_thing": with_article(thing),
        "a_other": with_article(other),
        "others": others,
        "lose": lose,
        "losing": losing,
        "lost": scenario.pick(scenario.kind.losses)[0],
        "makes": (make[1], make[2]),
        "he_makes": make,
        "went": tuple(scenario.pick(_MOVES).split("/")),
        "car": car,
        "a_car": with_article(car),
        "color": color,
        "shade": scenario.pick([other for other in scenario.kind.adjectives if other != color]),
    }
    scenario.other("Q")
    scenario.other("R")
    scenario.slots["both"] = comparisons.both(scenario)


def _product(scenario: Scenario) -> dict:
    a, b = scenario.small(), scenario.between(2, 25)
    scenario.value = scenario.op(a, "*", b)
    return {"a": a, "b": b, "p": scenario.price(b)}


def _rate(scenario: Scenario) -> dict:
    a, b = scenario.between(2, 60), scenario.small()
    scenario.value = scenario.op(a, "*", b)
    return {"a": a, "b": b}


def _quotient(scenario: Scenario) -> dict:
    b, each = scenario.between(2, 15), scenario.between(2, 25)
    scenario.value = scenario.op(b * each, "/", b)
    return {"a": b * each, "b": b, "p": scenario.price(b * each)}


def _more(scenario: Scenario) -> dict:
    a = scenario.between(5, scenario.limit)
    b = scenario.between(2, a - 1)
    scenario.value = scenario.op(a, "-", b)
    return {"a": a, "b": b, "pa": scenario.price(a), "pb": scenario.price(b)}


def _sum(scenario: Scenario) -> dict:
    a = scenario.between(2, scenario.limit - 2)
    b = scenario.between(2, scenario.limit - a)
    scenario.value = scenario.op(a, "+", b)
    return {"a": a, "b": b, "pa": scenario.price(a), "pb": scenario.price(b)}


def _unit_up(scenario: Scenario, units: tuple) -> dict:
    small, large, factor = scenario.pick(units)
    a = scenario.between(2, min(24, scenario.limit // factor))
    scenario.value = scenario.op(a, "*", factor)
    return {"small": small, "large": large, "a": a}


def _unit_down(scenario: Scenario) -> dict:
    small, large, factor = scenario.pick(_TIMES + _MEASURES)
    a = factor * scenario.between(2, min(24, scenario.limit // factor))
    scenario.value = scenario.op(a, "/", factor)
    return {"small": small, "large": large, "a": a}


def _older(scenario: Scenario) -> dict:
    a, b = scenario.between(3, 60), scenario.between(2, 25)
    scenario.value = scenario.op(a, "+", b)
    return {"a": a, "b": b}


def _younger(scenario: Scenario) -> dict:
    a = scenario.between(5, 80)
    b = scenario.between(2, min(25, a - 2))
    scenario.value = scenario.op(a, "-", b)
    return {"a": a, "b": b}


def _three(scenario: Scenario) -> dict:
    a, b, c = scenario.between(2, 12), scenario.between(2, 8), scenario.between(2, 8)
    scenario.accumulate("*", (a, b, c))
    return {"a": a, "b": b, "c": c, "p": scenario.price(a)}


def _each_pays(scenario: Scenario) -> dict:
    a, b, p = scenario.between(2, 8), scenario.between(2, 8), scenario.between(2, 12)
    scenario.accumulate("*", (a, b, p))
    return {"a": a, "b": b, "p": scenario.price(p)}


def _unit_rate(scenario: Scenario) -> dict:
    a, each, b = scenario.between(2, 12), scenario.between(2, 15), scenario.between(2, 12)
    if a == b:
        b += 1
    one = scenario.op(a * each, "/", a)
    scenario.value = scenario.op(one, "*", b)
    return {"a": a, "b": b, "n": a * each, "p": scenario.price(a * each)}


def _before_two(scenario: Scenario) -> dict:
    a, b, c = scenario.between(2, 60), scenario.between(2, 60), scenario.between(2, 60)
    scenario.accumulate("+", (a, b, c))
    return {"a": a, "b": b, "c": c}


def _left_two(scenario: Scenario) -> dict:
    a = scenario.between(8, scenario.limit)
    b = scenario.between(2, a - 4)
    c = scenario.between(2, a - b - 1)
    scenario.accumulate("-", (a, b, c))
    prices = {"pa": scenario.price(a), "pb": scenario.price(b), "pc": scenario.price(c)}
    return {"a": a, "b": b, "c": c, **prices}


# Phrases, each with a function that draws the numbers, does the steps and returns the slots.
_FORMS = {
    1: (
        ("short.price", _product),
        ("short.groups", _product),
        ("short.speed", _rate),
        ("short.daily", _rate),
        ("short.time_up", partial(_unit_up, units=_TIMES)),
        ("short.measure_up", partial(_unit_up, units=_MEASURES)),
        ("short.older", _older),
        ("short.younger", _younger),
        ("short.unit_down", _unit_down),
        ("short.share", _quotient),
        ("short.boxes", _quotient),
        ("short.unit_price", _quotient),
        ("short.time", _quotient),
        ("short.missing", _more),
        ("short.found", _more),
        ("short.difference", _more),
        ("short.before", _sum),
        *[("short.sum", _sum)] * 3,
        ("short.before", _sum),
    ),
    2: (
        ("short.each_pays", _each_pays),
        ("short.three", _three),
        *[("short.unit_rate", _unit_rate)] * 2,
        ("short.before_two", _before_two),
        ("short.left_two", _left_two),
    ),
}


def short(scenario: Scenario, n_operations: int) -> None:
    """Ask a short question of one or two steps."""
    _start(scenario)
    key, draw = scenario.pick(_FORMS[n_operations])
    scenario.ask(key, **draw(scenario))


WORDS = (
    *CARS,
    *_LOSSES,
    *_MOVES,
    *(word for small, large, _ in (*_TIMES, *_MEASURES) for word in (small, large)),
)
