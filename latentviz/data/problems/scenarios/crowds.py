"""Scenarios of crowds that come and go, and of rows of seats."""

from typing import NamedTuple

from latentviz.data.problems.nouns import plural_of, with_article
from latentviz.data.problems.scenario import Retry, Scenario
from latentviz.data.problems.scenarios.domain import (
    Domain,
    Piece,
    gain,
    half_lost,
    loss,
    price,
    product,
    quotient,
    rest,
)


class Place(NamedTuple):
    """Where a crowd is: who ("people"), "on a bus", how they come and go, and whether they are human."""

    people: str
    at: str
    join: str
    leave: str
    human: bool = True


PLACES = (
    Place("people", "on a bus", "got/get on at the next stop", "got/get off at the next stop"),
    Place("passengers", "on a train", "got/get on", "got/get off"),
    Place("people", "on a ferry", "came/come on board", "got/get off"),
    Place("children", "in a park", "came/come to play", "went/go home"),
    Place("kids", "at a playground", "joined/join them", "left/leave"),
    Place("students", "in a library", "came/come in", "left/leave"),
    Place("guests", "at a party", "arrived/arrive", "went/go home"),
    Place("people", "in a museum", "came/come in", "left/leave"),
    Place("swimmers", "in a pool", "jumped/jump in", "got/get out"),
    Place("dancers", "on a stage", "came/come on", "left/leave"),
    Place("customers", "in a store", "walked/walk in", "walked/walk out"),
    Place("people", "in a line", "joined/join the line", "left/leave"),
    Place("players", "on a field", "ran/run onto the field", "went/go home"),
    Place("workers", "in a factory", "came/come for the next shift", "went/go home"),
    Place("birds", "in a tree", "landed/land there", "flew/fly away", False),
    Place("ducks", "on a pond", "swam/swim over", "flew/fly away", False),
    Place("cars", "in a parking lot", "drove/drive in", "drove/drive away", False),
    Place("boats", "in a harbor", "came/come in", "sailed/sail away", False),
    Place("bees", "on a bush", "flew/fly over", "flew/fly away", False),
    Place("frogs", "on a log", "hopped/hop on", "jumped/jump off", False),
)
HALLS = (
    ("theater", "row", "seat"),
    ("cinema", "row", "seat"),
    ("concert hall", "row", "seat"),
    ("stadium", "row", "seat"),
    ("classroom", "row", "desk"),
    ("bus", "row", "seat"),
    ("airplane", "row", "seat"),
    ("train", "car", "seat"),
    ("hotel", "floor", "room"),
    ("apartment building", "floor", "apartment"),
    ("parking garage", "level", "parking space"),
    ("school", "hallway", "locker"),
    ("restaurant", "room", "table"),
    ("campground", "area", "tent site"),
    ("library", "floor", "computer"),
    ("harbor", "pier", "slip"),
    ("gym", "row", "chair"),
    ("garden", "row", "plant pot"),
)


def _verb(text: str) -> tuple[str, str, str]:
    verb, space, rest = text.partition(" ")
    past, base = verb.split("/")
    return past + space + rest, base + space + rest, base + space + rest


def start(scenario: Scenario) -> None:
    """Choose a place and its crowd."""
    place = scenario.pick(PLACES)
    scenario.human = place.human
    scenario.slots |= {
        "people": place.people,
        "at": place.at,
        "at_the": place.at.replace(" a ", " the "),
        "join": _verb(place.join),
        "leave": _verb(place.leave),
    }


def _there(scenario: Scenario) -> None:
    scenario.value = scenario.near(scenario.quantity())
    scenario.realize("crowd.there", n=scenario.value)


def _join(scenario: Scenario) -> None:
    n = scenario.addend()
    scenario.gained, scenario.lost = True, False
    scenario.realize("crowd.join", True, n=n)
    scenario.then("+", n)


def _join_groups(scenario: Scenario) -> None:
    g, n = scenario.between(2, 9), scenario.small()
    scenario.gained, scenario.lost = True, False
    scenario.realize("crowd.join_groups", True, g=g, n=n)
    scenario.then("+", scenario.op(g, "*", n))


def _leave_part(scenario: Scenario) -> None:
    d = scenario.fraction(scenario.value)
    scenario.lost = True
    scenario.realize("crowd.leave_part", True, part=scenario.part_words(d))
    scenario.then("-", scenario.op(scenario.value, "/", d))


def _double(scenario: Scenario) -> None:
    scenario.gained, scenario.lost = True, False
    scenario.realize("crowd.double", True)
    scenario.then("*", 2)


def _finish(scenario: Scenario) -> None:
    scenario.ask("crowd.left" if scenario.lost else "crowd.now" if scenario.gained else "crowd.total")


def _tickets(scenario: Scenario) -> None:
    _humans(scenario)
    p = scenario.factor(scenario.value, 20)
    if scenario.random() < 0.5:
        scenario.ask("crowd.tickets", p=scenario.price(p))
    else:
        scenario.item("toy", "stationery", "fruit", "sweets")
        scenario.ask("crowd.gets", k=p)
    scenario.then("*", p)


def _humans(scenario: Scenario) -> None:
    if not scenario.human:
        raise Retry


CROWD_DOMAIN = Domain(
    start,
    (Piece("there", 0, _there), product("crowd.groups", g=12, n=12)),
    (
        Piece("join", 1, _join),
        loss("crowd.leave"),
        half_lost("crowd.leave_half"),
        Piece("double", 1, _double),
        Piece("join_groups", 2, _join_groups),
        Piece("leave_part", 2, _leave_part, True),
    ),
    (
        Piece("finish", 0, _finish),
        *[quotient("crowd.teams", 12, _humans)] * 2,
        Piece("tickets", 1, _tickets),
        rest("crowd.room"),
    ),
)


def start_seats(scenario: Scenario) -> None:
    """Choose a hall."""
    hall, row, seat = scenario.pick(HALLS)
    scenario.slots |= {
        "a_hall": with_article(hall),
        "the_hall": f"the {hall}",
        "row": row,
        "rows": plural_of(row),
        "seat": seat,
        "seats": plural_of(seat),
        "the_free": f"the {plural_of(seat)}",
    }


def _taken(scenario: Scenario) -> None:
    n = scenario.subtrahend()
    scenario.realize("seats.taken_more" if scenario.lost else "seats.taken", n=n)
    _take(scenario)
    scenario.then("-", n)


def _half_taken(scenario: Scenario) -> None:
    scenario.realize("seats.half_of_rest" if scenario.lost else "seats.half", part=scenario.part_words(2))
    _take(scenario)
    scenario.then("/", 2)


def _take(scenario: Scenario) -> None:
    scenario.lost = True
    scenario.slots["the_free"] = f"the free {scenario.slots['seats']}"


def _free_seats(scenario: Scenario) -> None:
    scenario.ask("seats.free" if scenario.lost else "seats.total")


SEATS_DOMAIN = Domain(
    start_seats,
    (product("seats.rows", g=15, n=20), product("seats.sections", s=6, g=8, n=12)),
    (Piece("taken", 1, _taken), gain("seats.added", is_event=False), Piece("half_taken", 1, _half_taken, True)),
    (Piece("free_seats", 0, _free_seats), price("seats.price", 20), quotient("seats.share", 12)),
)
WORDS = tuple(text for place in PLACES for text in place[:4]) + tuple(
    text for hall in HALLS for word in hall for text in (word, plural_of(word))
)
