"""Stories of machines that make things at a steady rate."""

from latentviz.data.problems import people
from latentviz.data.problems.nouns import plural_of, with_article
from latentviz.data.problems.scenario import Retry, Story
from latentviz.data.problems.scenarios import items
from latentviz.data.problems.scenarios.domain import Domain, Piece

MACHINES = ("machine", "robot", "printer", "factory line", "press", "oven", "workshop", "plant", "kitchen", "team")


def start(story: Story) -> None:
    """Choose the machine and what it makes."""
    story.set_person(people.NOBODY)
    story.item("baked", "toy", "stationery", "craft", "household", "clothes", "sweets")
    machine = story.pick(MACHINES)
    bag, bags = story.pick((("box", "boxes"), ("bag", "bags"), ("crate", "crates"), ("carton", "cartons")))
    story.slots |= {
        "machine": machine,
        "machines": plural_of(machine),
        "a_machine": with_article(machine),
        "bag": bag,
        "bags": bags,
    }


def _rate(story: Story) -> None:
    n, h = story.between(2, 30), items.small(story)
    story.tell("machine.rate", n=n, h=h)
    story.value = story.op(n, "*", h)


def _many(story: Story) -> None:
    g, n, h = story.between(2, 8), items.small(story), story.between(2, 8)
    story.tell("machine.many", g=g, n=n, h=h)
    story.value = story.op(story.op(g, "*", n), "*", h)


def _broken(story: Story) -> None:
    n = story.subtrahend()
    story.lost = True
    story.tell("machine.broken", n=n)
    story.value = story.op(story.value, "-", n)


def _broken_part(story: Story) -> None:
    d = story.part(story.value, 5)
    if d == 2:
        raise Retry
    story.lost = True
    story.tell("machine.broken_part", part=story.part_words(d))
    story.value = story.op(story.value, "-", story.op(story.value, "/", d))


def _more(story: Story) -> None:
    n = story.addend()
    story.tell("machine.more", n=n)
    story.value = story.op(story.value, "+", n)


def _finish(story: Story) -> None:
    story.ask("machine.good" if story.lost else "machine.total")


def _pack(story: Story) -> None:
    d = story.part(story.value, 20)
    story.ask("machine.pack", d=d)
    story.value = story.op(story.value, "/", d)


def _sell(story: Story) -> None:
    p = story.factor(story.value, 20)
    story.ask("machine.sell", p=story.price(p))
    story.value = story.op(story.value, "*", p)


DOMAIN = Domain(
    start,
    (Piece("rate", 1, _rate), Piece("many", 2, _many)),
    (Piece("broken", 1, _broken), Piece("more", 1, _more), Piece("broken_part", 2, _broken_part, True)),
    (
        Piece("finish", 0, _finish),
        Piece("pack", 1, _pack, True),
        Piece("pack", 1, _pack, True),
        Piece("sell", 1, _sell),
    ),
)
WORDS = (*MACHINES, *map(plural_of, MACHINES), "carton", "cartons")
