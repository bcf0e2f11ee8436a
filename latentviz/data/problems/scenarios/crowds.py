"""Stories of crowds that come and go, of rows of seats, and of parts of a whole."""

from typing import NamedTuple

from latentviz.data.problems import people
from latentviz.data.problems.nouns import plural_of, with_article
from latentviz.data.problems.scenario import Retry, Story
from latentviz.data.problems.scenarios import items
from latentviz.data.problems.scenarios.domain import Domain, Piece


class Place(NamedTuple):
    """Where a crowd is: who ("people"), "on a bus", "on the bus", how they come and go, and whether they are human."""

    people: str
    at: str
    at_the: str
    join: str
    leave: str
    human: bool = True


PLACES = (
    Place("people", "on a bus", "on the bus", "got/get on at the next stop", "got/get off at the next stop"),
    Place("passengers", "on a train", "on the train", "got/get on", "got/get off"),
    Place("people", "on a ferry", "on the ferry", "came/come on board", "got/get off"),
    Place("children", "in a park", "in the park", "came/come to play", "went/go home"),
    Place("kids", "at a playground", "at the playground", "joined/join them", "left/leave"),
    Place("students", "in a library", "in the library", "came/come in", "left/leave"),
    Place("guests", "at a party", "at the party", "arrived/arrive", "went/go home"),
    Place("people", "in a museum", "in the museum", "came/come in", "left/leave"),
    Place("swimmers", "in a pool", "in the pool", "jumped/jump in", "got/get out"),
    Place("dancers", "on a stage", "on the stage", "came/come on", "left/leave"),
    Place("customers", "in a store", "in the store", "walked/walk in", "walked/walk out"),
    Place("people", "in a line", "in the line", "joined/join the line", "left/leave"),
    Place("players", "on a field", "on the field", "ran/run onto the field", "went/go home"),
    Place("workers", "in a factory", "in the factory", "came/come for the next shift", "went/go home"),
    Place("birds", "in a tree", "in the tree", "landed/land there", "flew/fly away", False),
    Place("ducks", "on a pond", "on the pond", "swam/swim over", "flew/fly away", False),
    Place("cars", "in a parking lot", "in the parking lot", "drove/drive in", "drove/drive away", False),
    Place("boats", "in a harbor", "in the harbor", "came/come in", "sailed/sail away", False),
    Place("bees", "on a bush", "on the bush", "flew/fly over", "flew/fly away", False),
    Place("frogs", "on a log", "on the log", "hopped/hop on", "jumped/jump off", False),
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


def start(story: Story) -> None:
    """Choose a place and its crowd."""
    story.set_person(people.NOBODY)
    place = story.pick(PLACES)
    story.human = place.human
    story.slots |= {
        "people": place.people,
        "at": place.at,
        "at_the": place.at_the,
        "join": _verb(place.join),
        "leave": _verb(place.leave),
    }


def _there(story: Story) -> None:
    story.value = story.near(items.quantity(story))
    story.tell("crowd.there", n=story.value)


def _groups(story: Story) -> None:
    g, n = items.small(story), items.small(story)
    story.tell("crowd.groups", g=g, n=n)
    story.value = story.op(g, "*", n)


def _join(story: Story) -> None:
    n = story.addend()
    story.gained, story.lost = True, False
    story.tell("crowd.join", True, n=n)
    story.value = story.op(story.value, "+", n)


def _join_groups(story: Story) -> None:
    g, n = story.between(2, 9), items.small(story)
    story.gained, story.lost = True, False
    story.tell("crowd.join_groups", True, g=g, n=n)
    story.value = story.op(story.value, "+", story.op(g, "*", n))


def _leave(story: Story) -> None:
    n = story.subtrahend()
    story.lost = True
    story.tell("crowd.leave", True, n=n)
    story.value = story.op(story.value, "-", n)


def _leave_half(story: Story) -> None:
    story.lost = True
    story.tell("crowd.leave_half", True, part=story.part_words(2))
    story.value = story.op(story.value, "/", 2)


def _leave_part(story: Story) -> None:
    d = story.part(story.value, 5)
    if d == 2:
        raise Retry
    story.lost = True
    story.tell("crowd.leave_part", True, part=story.part_words(d))
    story.value = story.op(story.value, "-", story.op(story.value, "/", d))


def _double(story: Story) -> None:
    story.gained, story.lost = True, False
    story.tell("crowd.double", True)
    story.value = story.op(story.value, "*", 2)


def _finish(story: Story) -> None:
    story.ask("crowd.left" if story.lost else "crowd.now" if story.gained else "crowd.total")


def _teams(story: Story) -> None:
    _humans(story)
    d = story.part(story.value, 12)
    story.ask("crowd.teams", d=d)
    story.value = story.op(story.value, "/", d)


def _tickets(story: Story) -> None:
    _humans(story)
    p = story.factor(story.value, 20)
    if story.random() < 0.5:
        story.ask("crowd.tickets", p=story.price(p))
    else:
        story.item("toy", "stationery", "fruit", "sweets")
        story.ask("crowd.gets", k=p)
    story.value = story.op(story.value, "*", p)


def _humans(story: Story) -> None:
    if not story.human:
        raise Retry


def _room(story: Story) -> None:
    m = story.between(story.value + 2, story.limit)
    story.ask("crowd.room", m=m)
    story.value = story.op(m, "-", story.value)


CROWD_DOMAIN = Domain(
    start,
    (Piece("there", 0, _there), Piece("groups", 1, _groups)),
    (
        Piece("join", 1, _join),
        Piece("leave", 1, _leave),
        Piece("leave_half", 1, _leave_half, True),
        Piece("double", 1, _double),
        Piece("join_groups", 2, _join_groups),
        Piece("leave_part", 2, _leave_part, True),
    ),
    (
        Piece("finish", 0, _finish),
        Piece("teams", 1, _teams, True),
        Piece("teams", 1, _teams, True),
        Piece("tickets", 1, _tickets),
        Piece("room", 1, _room),
    ),
)


def start_seats(story: Story) -> None:
    """Choose a hall."""
    story.set_person(people.NOBODY)
    hall, row, seat = story.pick(HALLS)
    story.slots |= {
        "a_hall": with_article(hall),
        "the_hall": f"the {hall}",
        "row": row,
        "rows": plural_of(row),
        "seat": seat,
        "seats": plural_of(seat),
        "the_free": f"the {plural_of(seat)}",
    }


def _rows(story: Story) -> None:
    g, n = story.between(2, 15), story.between(2, 20)
    story.tell("seats.rows", g=g, n=n)
    story.value = story.op(g, "*", n)


def _sections(story: Story) -> None:
    s, g, n = story.between(2, 6), story.between(2, 8), story.between(2, 12)
    story.tell("seats.sections", s=s, g=g, n=n)
    story.value = story.op(story.op(s, "*", g), "*", n)


def _taken(story: Story) -> None:
    n = story.subtrahend()
    story.tell("seats.taken_more" if story.lost else "seats.taken", n=n)
    _take(story)
    story.value = story.op(story.value, "-", n)


def _added(story: Story) -> None:
    n = story.addend()
    story.tell("seats.added", n=n)
    story.value = story.op(story.value, "+", n)


def _half_taken(story: Story) -> None:
    story.tell("seats.half_of_rest" if story.lost else "seats.half", part=story.part_words(2))
    _take(story)
    story.value = story.op(story.value, "/", 2)


def _take(story: Story) -> None:
    story.lost = True
    story.slots["the_free"] = f"the free {story.slots['seats']}"


def _free_seats(story: Story) -> None:
    story.ask("seats.free" if story.lost else "seats.total")


def _ticket_price(story: Story) -> None:
    p = story.factor(story.value, 20)
    story.ask("seats.price", p=story.price(p))
    story.value = story.op(story.value, "*", p)


def _share_seats(story: Story) -> None:
    d = story.part(story.value, 12)
    story.ask("seats.share", d=d)
    story.value = story.op(story.value, "/", d)


SEATS_DOMAIN = Domain(
    start_seats,
    (Piece("rows", 1, _rows), Piece("sections", 2, _sections)),
    (Piece("taken", 1, _taken), Piece("added", 1, _added), Piece("half_taken", 1, _half_taken, True)),
    (
        Piece("free_seats", 0, _free_seats),
        Piece("ticket_price", 1, _ticket_price),
        Piece("share_seats", 1, _share_seats, True),
    ),
)
WORDS = tuple(text for place in PLACES for text in place[:5]) + tuple(
    text for hall in HALLS for word in hall for text in (word, plural_of(word))
)
