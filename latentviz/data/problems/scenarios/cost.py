"""Stories of a purchase: what it costs, the change, and who pays."""

from latentviz.data.problems import nouns, people
from latentviz.data.problems.scenario import Retry, Story
from latentviz.data.problems.scenarios import items
from latentviz.data.problems.scenarios.domain import Domain, Piece
from latentviz.data.problems.scenarios.money import goods

_BILLS = (5, 10, 20, 50, 100)


def start(story: Story) -> None:
    """Choose who buys."""
    story.cast(people.WORKERS)
    story.slots["dollars"] = story.currency
    story.slots["friends"], story.slots["friend"] = story.pick(items.RECIPIENTS)


def _one(story: Story) -> None:
    story.value = story.near(story.between(2, 90))
    story.say("cost.one", False, n=story.price(story.value), **goods(story))


def _many(story: Story) -> None:
    k, p = story.between(2, 12), story.between(2, 15)
    told = story.random() < 0.5
    (story.tell if told else story.say)(
        "cost.many_told" if told else "cost.many", False, k=k, p=story.price(p), **goods(story)
    )
    story.value = story.op(k, "*", p)


def _kilos(story: Story) -> None:
    k, p = story.between(2, 12), story.between(2, 15)
    _, things = story.thing(nouns.KINDS["fruit"])
    story.say("cost.kilos", False, k=k, p=story.price(p), things=things)
    story.value = story.op(k, "*", p)


def _add_one(story: Story) -> None:
    n = story.addend()
    story.say("cost.add_one", n=story.price(n), **goods(story))
    story.value = story.op(story.value, "+", n)


def _add_many(story: Story) -> None:
    k, p = story.between(2, 9), story.between(2, 12)
    story.say("cost.add_many", k=k, p=story.price(p), **goods(story))
    story.value = story.op(story.value, "+", story.op(k, "*", p))


def _coupon(story: Story) -> None:
    n = story.subtrahend()
    if n == story.value:
        raise Retry
    story.say("cost.coupon", n=story.price(n), **goods(story))
    story.value = story.op(story.value, "-", n)


def _half_price(story: Story) -> None:
    story.say("cost.half_price")
    story.value = story.op(story.value, "/", 2)


def _total(story: Story) -> None:
    story.ask("cost.total")


def _change(story: Story) -> None:
    bills = [bill for bill in _BILLS if story.value < bill <= story.limit]
    if bills and story.money in ("$", "dollars") and story.random() < 0.6:
        m = story.pick(bills)
        paid = f"a ${m} bill" if story.money == "$" else f"a {m} dollar bill"
    else:
        m = story.between(story.value + 2, story.limit)
        paid = story.price(m)
    story.ask("cost.change", paid=paid)
    story.value = story.op(m, "-", story.value)


def _budget(story: Story) -> None:
    m = story.between(story.value + 2, story.limit)
    story.ask("cost.budget", m=story.price(m))
    story.value = story.op(m, "-", story.value)


def _split(story: Story) -> None:
    d = story.part(story.value, 12)
    story.ask("cost.split", d=d)
    story.value = story.op(story.value, "/", d)


def _weeks(story: Story) -> None:
    d = story.part(story.value, 20)
    story.ask("cost.weeks", w=story.price(d))
    story.value = story.op(story.value, "/", d)


DOMAIN = Domain(
    start,
    (Piece("one", 0, _one), Piece("many", 1, _many), Piece("kilos", 1, _kilos)),
    (
        Piece("add_one", 1, _add_one),
        Piece("coupon", 1, _coupon),
        Piece("half_price", 1, _half_price, True),
        Piece("add_many", 2, _add_many),
    ),
    (
        Piece("total", 0, _total),
        Piece("change", 1, _change),
        Piece("budget", 1, _budget),
        Piece("split", 1, _split, True),
        Piece("split", 1, _split, True),
        Piece("weeks", 1, _weeks, True),
    ),
)
WORDS = ("bill",)
