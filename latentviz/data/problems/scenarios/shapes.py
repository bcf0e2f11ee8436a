"""Questions about rectangles and squares, and about averages."""

from latentviz.data.problems import people
from latentviz.data.problems.nouns import with_article
from latentviz.data.problems.scenario import Retry, Story
from latentviz.data.problems.scenarios import items
from latentviz.data.problems.scenarios.domain import Domain, Piece

FIELDS = ("garden", "room", "field", "rectangle", "floor", "poster", "playground", "table", "wall", "blanket")
SCORES = (
    ("scored/scores/score", "points", "in {n} games"),
    ("read/reads/read", "pages", "on {n} days"),
    ("ran/runs/run", "miles", "on {n} days"),
    ("sold/sells/sell", "tickets", "in {n} weeks"),
    ("got/gets/get", "points", "on {n} tests"),
    ("caught/catches/catch", "fish", "on {n} trips"),
    ("washed/washes/wash", "cars", "on {n} days"),
)


def start(story: Story) -> None:
    """Choose the shape and its unit."""
    story.set_person(people.NOBODY)
    field = story.pick(FIELDS)
    unit = story.pick(("meters", "feet", "yards", "meters", "inches"))
    story.slots |= {
        "field": field,
        "a_field": with_article(field),
        "unit": unit,
        "one_unit": {"feet": "foot", "inches": "inch"}.get(unit) or unit[:-1],
        "square_units": f"square {unit}",
    }


def _area(story: Story) -> None:
    a, b = story.between(2, 20), items.small(story)
    story.tell("shape.sides", a=a, b=b)
    story.value = story.op(a, "*", b)
    story.ending = "area"


def _perimeter(story: Story) -> None:
    a, b = story.between(2, 60), story.between(2, 40)
    if a == b:
        raise Retry
    story.tell("shape.sides", a=a, b=b)
    story.value = story.op(story.op(a, "+", b), "*", 2)
    story.ending = "perimeter"


def _square(story: Story) -> None:
    a = story.between(2, 50)
    story.tell("shape.square", a=a)
    story.value = story.op(a, "*", 4)
    story.ending = "perimeter"


def _covered(story: Story) -> None:
    _of_area(story)
    n = story.subtrahend()
    story.tell("shape.covered", n=n)
    story.value = story.op(story.value, "-", n)
    story.ending = "rest"


def _of_area(story: Story) -> None:
    if story.ending == "perimeter":
        raise Retry


def _finish(story: Story) -> None:
    story.ask(f"shape.{story.ending}")


def _price(story: Story) -> None:
    p = story.factor(story.value, 15)
    story.ask(f"shape.price_{story.ending}", p=story.price(p))
    story.value = story.op(story.value, "*", p)


def _pieces(story: Story) -> None:
    d = story.part(story.value, 12)
    story.ask(f"shape.pieces_{story.ending}", d=d)
    story.value = story.op(story.value, "/", d)


DOMAIN = Domain(
    start,
    (Piece("area", 1, _area), Piece("square", 1, _square), Piece("perimeter", 2, _perimeter)),
    (Piece("covered", 1, _covered),),
    (Piece("finish", 0, _finish), Piece("price", 1, _price), Piece("pieces", 1, _pieces, True)),
)


def average(story: Story, n_operations: int) -> None:
    """Ask for the mean of as many numbers as there are steps."""
    story.cast()
    verb, points, where = story.pick(SCORES)
    n = n_operations
    mean = story.between(3, min(60, story.limit // n))
    numbers = [story.between(2, 2 * mean) for _ in range(n - 1)]
    last = mean * n - sum(numbers)
    if not 2 <= last <= 3 * mean:
        raise Retry
    numbers.append(last)
    texts = [story.number(number) for number in numbers]
    listed = ", ".join(texts[:-1]) + f"{',' if n > 2 and story.random() < 0.5 else ''} and {texts[-1]}"
    story.slots |= {"points": points, "listed": listed, "where": where.format(n=story.number(n))}
    story.slots["did"] = tuple(verb.split("/"))
    story.tell(story.pick(("average.story", "average.story", "average.numbers")))
    total = numbers[0]
    for number in numbers[1:]:
        total = story.op(total, "+", number)
    story.ask("average.ask" if "average.story" in story.clauses[-1].key else "average.ask_numbers")
    story.value = story.op(total, "/", n)


WORDS = (*FIELDS, "meter meters foot feet yard yards inch inches square", *(" ".join(score) for score in SCORES))
