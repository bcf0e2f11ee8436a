"""How stories about things end: shared, packed, sold, compared, or simply counted."""

from latentviz.data.problems.scenario import Retry, Story
from latentviz.data.problems.scenarios.comparisons import both, finish_key, join, relation, relation_two
from latentviz.data.problems.scenarios.domain import Piece


def _finish(story: Story) -> None:
    story.ask(finish_key(story, "items"))


def _share(story: Story) -> None:
    d = story.part(story.value, 15)
    if story.random() < 0.5:
        story.ask("items.share_if", d=d)
    else:
        story.say("items.share", d=d)
        story.ask("items.share_ask")
    story.value = story.op(story.value, "/", d)


def _pack(story: Story) -> None:
    d = story.part(story.value, 20)
    draw = story.random()
    if draw < 0.35:
        story.ask("items.pack_if", d=d)
    elif draw < 0.65:
        story.say("items.pack", d=d)
        story.ask("items.pack_ask")
    elif draw < 0.85 or not story.kind.uses:
        story.say("items.fill", d=d)
        story.ask("items.fill_ask")
    else:
        story.ask("items.last", d=d, use=story.pick(story.kind.uses))
    story.value = story.op(story.value, "/", d)


def _sell(story: Story) -> None:
    price = story.factor(story.value, 20)
    _ask_revenue(story, price)
    story.value = story.op(story.value, "*", price)


def _ask_revenue(story: Story, price: int) -> None:
    slots = {"p": story.price(price), "dollars": story.currency}
    if story.random() < 0.5:
        story.ask("items.sell_if", **slots)
    else:
        story.say("items.sell", **slots)
        story.ask("items.sell_ask", **slots)


def _profit(story: Story) -> None:
    price = story.factor(story.value, 20)
    story.say("items.sell", p=story.price(price))
    revenue = story.op(story.value, "*", price)
    cost = story.between(2, revenue - 2)
    story.ask("items.profit_ask", c=story.price(cost))
    story.value = story.op(revenue, "-", cost)


def _sell_packs(story: Story) -> None:
    d = story.part(story.value, 12)
    n_packs = story.op(story.value, "/", d)
    price = story.factor(n_packs, 20)
    slots = {"p": story.price(price), "dollars": story.currency}
    story.say("items.sell_packs", d=d, **slots)
    story.ask("items.sell_ask", **slots)
    story.value = story.op(n_packs, "*", price)


def _compare(story: Story) -> None:
    story.other()
    m = story.between(2, story.limit * 3 // 4)
    if m == story.value:
        raise Retry
    story.tell("items.other_has", m=m)
    join(story, m, "items")


def _other_relative(story: Story) -> None:
    story.other()
    story.value = relation(story, story.value, "items.other", story.tell)
    story.ask("items.other_ask")


def _other_joined(story: Story) -> None:
    story.other()
    other = relation(story, story.value, "items.other", story.tell)
    story.ask("items.together", they=both(story))
    story.value = story.op(story.value, "+", other)


def _other_relative_two(story: Story) -> None:
    story.other()
    story.value = relation_two(story, story.value, "items.other_two")
    story.ask("items.other_ask")


def _goal(story: Story) -> None:
    m = story.between(story.value + 2, story.limit)
    story.ask("items.goal", m=m)
    story.value = story.op(m, "-", story.value)


def _aside(story: Story) -> None:
    """Mention other things, which are not asked for."""
    story.other("Z")
    story.tell("distract.other", x=story.between(2, 60), others=story.thing()[1])


ENDERS = (
    Piece("finish", 0, _finish),
    Piece("share", 1, _share, True),
    Piece("share", 1, _share, True),
    Piece("pack", 1, _pack, True),
    Piece("pack", 1, _pack, True),
    Piece("sell", 1, _sell),
    Piece("compare", 1, _compare),
    Piece("goal", 1, _goal),
    Piece("other_relative", 1, _other_relative),
    Piece("other_joined", 2, _other_joined),
    Piece("other_relative_two", 2, _other_relative_two),
    Piece("sell_packs", 2, _sell_packs, True),
    Piece("profit", 2, _profit),
)
ASIDES = (Piece("aside", 0, _aside), Piece("aside", 0, _aside))
