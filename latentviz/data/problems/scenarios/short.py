"""Questions of one or two steps that are typed in one breath."""

from collections.abc import Callable
from typing import NamedTuple

from latentviz.data.problems.nouns import with_article
from latentviz.data.problems.scenario import Story
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


class Form(NamedTuple):
    """A short question: phrase, and a function that draws the numbers, does the steps and returns the slots."""

    key: str
    draw: Callable[[Story], dict]


def _start(story: Story) -> None:
    story.cast()
    story.item()
    items.fill_verbs(story)
    thing, things = story.thing()
    other, others = story.thing()
    lose, losing = story.pick(_LOSSES).split("/")
    make = story.pick(story.kind.makes)
    color = story.pick(story.kind.adjectives)
    car = story.pick(CARS)
    story.slots |= {
        "thing": thing,
        "things": things,
        "a_thing": with_article(thing),
        "a_other": with_article(other),
        "others": others,
        "lose": lose,
        "losing": losing,
        "lost": story.pick(story.kind.losses)[0],
        "makes": (make[1], make[2]),
        "he_makes": make,
        "went": tuple(story.pick(_MOVES).split("/")),
        "car": car,
        "a_car": with_article(car),
        "color": color,
        "shade": story.pick([other for other in story.kind.adjectives if other != color]),
    }
    story.other("Q")
    story.other("R")
    story.slots["both"] = comparisons.both(story)


def _product(story: Story) -> dict:
    a, b = items.small(story), story.between(2, 25)
    story.value = story.op(a, "*", b)
    return {"a": a, "b": b, "p": story.price(b)}


def _rate(story: Story) -> dict:
    a, b = story.between(2, 60), items.small(story)
    story.value = story.op(a, "*", b)
    return {"a": a, "b": b}


def _quotient(story: Story) -> dict:
    b, each = story.between(2, 15), story.between(2, 25)
    story.value = story.op(b * each, "/", b)
    return {"a": b * each, "b": b, "p": story.price(b * each)}


def _more(story: Story) -> dict:
    a = story.between(5, story.limit)
    b = story.between(2, a - 1)
    story.value = story.op(a, "-", b)
    return {"a": a, "b": b, "pa": story.price(a), "pb": story.price(b)}


def _sum(story: Story) -> dict:
    a = story.between(2, story.limit - 2)
    b = story.between(2, story.limit - a)
    story.value = story.op(a, "+", b)
    return {"a": a, "b": b, "pa": story.price(a), "pb": story.price(b)}


def _time_up(story: Story) -> dict:
    return _unit_up(story, _TIMES)


def _measure_up(story: Story) -> dict:
    return _unit_up(story, _MEASURES)


def _unit_up(story: Story, units: tuple) -> dict:
    small, large, factor = story.pick(units)
    a = story.between(2, min(24, story.limit // factor))
    story.value = story.op(a, "*", factor)
    return {"small": small, "large": large, "a": a}


def _unit_down(story: Story) -> dict:
    small, large, factor = story.pick(_TIMES + _MEASURES)
    a = factor * story.between(2, min(24, story.limit // factor))
    story.value = story.op(a, "/", factor)
    return {"small": small, "large": large, "a": a}


def _older(story: Story) -> dict:
    a, b = story.between(3, 60), story.between(2, 25)
    story.value = story.op(a, "+", b)
    return {"a": a, "b": b}


def _younger(story: Story) -> dict:
    a = story.between(5, 80)
    b = story.between(2, min(25, a - 2))
    story.value = story.op(a, "-", b)
    return {"a": a, "b": b}


def _three(story: Story) -> dict:
    a, b, c = story.between(2, 12), story.between(2, 8), story.between(2, 8)
    story.value = story.op(story.op(a, "*", b), "*", c)
    return {"a": a, "b": b, "c": c, "p": story.price(a)}


def _each_pays(story: Story) -> dict:
    a, b, p = story.between(2, 8), story.between(2, 8), story.between(2, 12)
    story.value = story.op(story.op(a, "*", b), "*", p)
    return {"a": a, "b": b, "p": story.price(p)}


def _unit_rate(story: Story) -> dict:
    a, each, b = story.between(2, 12), story.between(2, 15), story.between(2, 12)
    if a == b:
        b += 1
    one = story.op(a * each, "/", a)
    story.value = story.op(one, "*", b)
    return {"a": a, "b": b, "n": a * each, "p": story.price(a * each)}


def _before_two(story: Story) -> dict:
    a, b, c = story.between(2, 60), story.between(2, 60), story.between(2, 60)
    story.value = story.op(story.op(a, "+", b), "+", c)
    return {"a": a, "b": b, "c": c}


def _left_two(story: Story) -> dict:
    a = story.between(8, story.limit)
    b = story.between(2, a - 4)
    c = story.between(2, a - b - 1)
    story.value = story.op(story.op(a, "-", b), "-", c)
    prices = {"pa": story.price(a), "pb": story.price(b), "pc": story.price(c)}
    return {"a": a, "b": b, "c": c, **prices}


_FORMS = {
    1: (
        Form("short.price", _product),
        Form("short.groups", _product),
        Form("short.speed", _rate),
        Form("short.daily", _rate),
        Form("short.time_up", _time_up),
        Form("short.measure_up", _measure_up),
        Form("short.older", _older),
        Form("short.younger", _younger),
        Form("short.unit_down", _unit_down),
        Form("short.share", _quotient),
        Form("short.boxes", _quotient),
        Form("short.unit_price", _quotient),
        Form("short.time", _quotient),
        Form("short.missing", _more),
        Form("short.found", _more),
        Form("short.difference", _more),
        Form("short.before", _sum),
        *[Form("short.sum", _sum)] * 3,
        Form("short.before", _sum),
    ),
    2: (
        Form("short.each_pays", _each_pays),
        Form("short.three", _three),
        Form("short.unit_rate", _unit_rate),
        Form("short.unit_rate", _unit_rate),
        Form("short.before_two", _before_two),
        Form("short.left_two", _left_two),
    ),
}


def short(story: Story, n_operations: int) -> None:
    """Ask a short question of one or two steps."""
    _start(story)
    form = story.pick(_FORMS[n_operations])
    story.ask(form.key, **form.draw(story))


WORDS = (
    *CARS,
    *_LOSSES,
    *_MOVES,
    *(word for small, large, _ in (*_TIMES, *_MEASURES) for word in (small, large)),
)
