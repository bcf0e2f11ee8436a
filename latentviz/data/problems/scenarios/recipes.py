"""Stories of cooking: batches, scaled recipes, what is missing and what it costs."""

from latentviz.data.problems import people
from latentviz.data.problems.scenario import Retry, Story
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


def start(story: Story) -> None:
    """Choose the cook and the ingredients."""
    story.cast(people.WORKERS)
    flour = story.pick(_INGREDIENTS)
    cup, cups = story.pick(_MEASURES)
    batch, batches = story.pick(_BATCHES)
    story.slots |= {
        "flour": flour,
        "sugar": story.pick([other for other in _INGREDIENTS if other != flour]),
        "cup": cup,
        "cups": cups,
        "batch": batch,
        "batches": batches,
        "foods": story.pick(_FOODS),
        "that": f"all the {flour}",
    }


def _batch(story: Story) -> None:
    k, n = items.small(story), items.small(story)
    story.tell("recipe.batch", k=k, n=n)
    story.value = story.op(k, "*", n)


def _scale(story: Story) -> None:
    a, n = story.between(2, 24), items.small(story)
    f = story.factor(a, 8)
    story.tell(story.pick(("recipe.scale", "recipe.serves")), a=a, b=a * f, n=n)
    story.value = story.op(story.op(a * f, "/", a), "*", n)


def _two(story: Story) -> None:
    k, n, m = items.small(story), items.small(story), items.small(story)
    story.tell("recipe.two", k=k, n=n, m=m)
    story.value = story.op(k, "*", story.op(n, "+", m))
    story.mixed = True


def _has(story: Story) -> None:
    m = story.subtrahend()
    if m == story.value:
        raise Retry
    story.tell("recipe.has", m=m)
    story.lost = True
    story.slots["that"] = f"the {story.slots['flour']} that is missing"
    story.value = story.op(story.value, "-", m)


def _extra(story: Story) -> None:
    if story.lost:
        raise Retry
    m = story.addend()
    story.tell("recipe.extra", m=m)
    story.value = story.op(story.value, "+", m)


def _finish(story: Story) -> None:
    story.ask("recipe.ask_more" if story.lost else "recipe.ask")


def _finish_two(story: Story) -> None:
    story.ask("recipe.ask_two")


def _price(story: Story) -> None:
    p = story.factor(story.value, 15)
    story.ask("recipe.price", p=story.price(p))
    story.value = story.op(story.value, "*", p)


def _bags(story: Story) -> None:
    if story.slots["cup"] == "bag":
        raise Retry
    d = story.part(story.value, 12)
    story.ask("recipe.bags", d=d)
    story.value = story.op(story.value, "/", d)


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
