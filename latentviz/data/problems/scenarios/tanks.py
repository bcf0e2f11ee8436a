"""Stories of a tank that is filled and emptied."""

from latentviz.data.problems import people
from latentviz.data.problems.nouns import with_article
from latentviz.data.problems.scenario import Story
from latentviz.data.problems.scenarios import items
from latentviz.data.problems.scenarios.domain import Domain, Piece

TANKS = ("tank", "barrel", "pool", "bathtub", "bucket", "pond", "fuel tank", "aquarium", "jug", "kettle", "cistern")
LIQUIDS = ("water", "water", "water", "water", "oil", "juice", "milk", "paint", "lemonade", "soup")
_VESSELS = (("bottle", "bottles"), ("can", "cans"), ("jar", "jars"), ("glass", "glasses"))


def start(story: Story) -> None:
    """Choose the tank and what is in it."""
    story.set_person(people.NOBODY)
    tank = story.pick(TANKS)
    bottle, bottles = story.pick(_VESSELS)
    story.slots |= {
        "tank": tank,
        "a_tank": with_article(tank),
        "water": story.pick(LIQUIDS),
        "liters": story.pick(("liters", "gallons", "liters", "cups")),
        "bottle": bottle,
        "bottles": bottles,
    }


def _there(story: Story) -> None:
    story.value = story.near(items.quantity(story))
    story.tell("tank.there", n=story.value)


def _filled(story: Story) -> None:
    n, h = story.between(2, 25), items.small(story)
    story.tell("tank.filled", n=n, h=h)
    story.value = story.op(n, "*", h)


def _add(story: Story) -> None:
    n = story.addend()
    story.tell("tank.add", True, n=n)
    story.value = story.op(story.value, "+", n)


def _use(story: Story) -> None:
    n = story.subtrahend()
    story.tell("tank.use", True, n=n)
    story.value = story.op(story.value, "-", n)


def _use_half(story: Story) -> None:
    story.tell("tank.use_half", True, part=story.part_words(2))
    story.value = story.op(story.value, "/", 2)


def _leak(story: Story) -> None:
    n, h = items.small(story), items.small(story)
    story.tell("tank.leak", True, n=n, h=h)
    story.value = story.op(story.value, "-", story.op(n, "*", h))


def _finish(story: Story) -> None:
    story.ask("tank.ask")


def _vessels(story: Story) -> None:
    d = story.part(story.value, 15)
    story.ask("tank.vessels", d=d)
    story.value = story.op(story.value, "/", d)


def _empty(story: Story) -> None:
    d = story.part(story.value, 15)
    story.ask("tank.empty", d=d)
    story.value = story.op(story.value, "/", d)


def _full(story: Story) -> None:
    m = story.between(story.value + 2, story.limit)
    story.ask("tank.full", m=m)
    story.value = story.op(m, "-", story.value)


DOMAIN = Domain(
    start,
    (Piece("there", 0, _there), Piece("filled", 1, _filled)),
    (
        Piece("add", 1, _add),
        Piece("use", 1, _use),
        Piece("use_half", 1, _use_half, True),
        Piece("leak", 2, _leak),
    ),
    (
        Piece("finish", 0, _finish),
        Piece("vessels", 1, _vessels, True),
        Piece("empty", 1, _empty, True),
        Piece("full", 1, _full),
    ),
)
WORDS = (*TANKS, *LIQUIDS, *(word for pair in _VESSELS for word in pair), "liters", "gallons", "cups")
