"""Stories of a person who earns and spends money."""

from latentviz.data.problems import people
from latentviz.data.problems.nouns import COVETED, with_article
from latentviz.data.problems.numbers import times_words
from latentviz.data.problems.scenario import Retry, Story
from latentviz.data.problems.scenarios import comparisons, items
from latentviz.data.problems.scenarios.domain import Domain, Piece


def start(story: Story) -> None:
    """Choose who, and what can be bought."""
    story.cast(people.WORKERS)
    story.slots["dollars"] = story.currency
    story.slots["friends"], story.slots["friend"] = story.pick(items.RECIPIENTS)


def goods(story: Story) -> dict[str, str]:
    """Choose something to buy, as slots."""
    singular, plural = story.thing()
    return {"thing": singular, "things": plural, "a_thing": with_article(singular)}


def _want(story: Story) -> dict[str, str]:
    return {"a_want": with_article(story.pick(COVETED)[0])}


def _have(story: Story) -> None:
    story.value = story.near(items.quantity(story))
    story.say(story.pick(("money.have", "money.get")), False, n=story.price(story.value))


def _wage(story: Story) -> None:
    p, h = story.between(2, 25), items.small(story)
    if story.random() < 0.15:
        h = 7
        story.say("money.wage_week", False, p=story.price(p))
    else:
        story.say("money.wage", False, p=story.price(p), h=h)
    story.value = story.op(p, "*", h)


def _sold(story: Story) -> None:
    k, p = story.between(2, 20), items.small(story)
    story.say("money.sold", False, k=k, p=story.price(p), **goods(story))
    story.value = story.op(k, "*", p)


def _two_jobs(story: Story) -> None:
    h, p, j, q = (items.small(story) for _ in range(4))
    prices = {"p": story.price(p), "q": story.price(q)}
    if story.random() < 0.5:
        story.say("money.two_jobs", False, h=h, j=j, **prices)
        story.value = story.op(story.op(p, "*", h), "+", story.op(q, "*", j))
    else:
        story.say("money.two_sold", False, h=h, j=j, others=story.thing()[1], **prices, **goods(story))
        story.value = story.op(story.op(h, "*", p), "+", story.op(j, "*", q))


def _relative(story: Story) -> None:
    story.other()
    n = items.quantity(story)
    story.compared = True
    story.value = relation(story, n, "money.relative", lambda key, **slots: story.tell(key, n=story.price(n), **slots))


def relation(story: Story, value: int, prefix: str, tell) -> int:
    """Tell how another amount of money follows from `value`, and return it."""

    def tell_price(key: str, m: int | None = None, **slots) -> None:
        tell(key, **slots) if m is None else tell(key, m=story.price(m), **slots)

    return comparisons.relation(story, value, prefix, tell_price)


def _earn(story: Story) -> None:
    n = story.addend()
    story.other()
    story.gained, story.lost = True, False
    if story.random() < 0.25:
        story.tell("money.given", True, n=story.price(n))
    else:
        story.say("money.earn", n=story.price(n), **goods(story))
    story.value = story.op(story.value, "+", n)


def _spend(story: Story) -> None:
    n = story.subtrahend()
    story.other()
    story.lost = True
    story.say("money.spend", n=story.price(n), **goods(story))
    story.value = story.op(story.value, "-", n)


def _buy(story: Story) -> None:
    k, p = items.small(story), items.small(story)
    story.lost = True
    story.say("money.buy", k=k, p=story.price(p), **goods(story))
    story.value = story.op(story.value, "-", story.op(k, "*", p))


def _work(story: Story) -> None:
    h, p = items.small(story), items.small(story)
    story.gained, story.lost = True, False
    story.say("money.work", h=h, p=story.price(p))
    story.value = story.op(story.value, "+", story.op(p, "*", h))


def _spend_half(story: Story) -> None:
    story.other()
    story.lost = True
    story.say("money.spend_half", part=story.part_words(2), **goods(story))
    story.value = story.op(story.value, "/", 2)


def _spend_part(story: Story) -> None:
    d = story.part(story.value, 5)
    if d == 2:
        raise Retry
    story.other()
    story.lost = True
    story.say("money.spend_part", part=story.part_words(d), **goods(story))
    story.value = story.op(story.value, "-", story.op(story.value, "/", d))


def _multiply(story: Story) -> None:
    f = story.factor(story.value, 4)
    story.gained, story.lost = True, False
    if f == 2 and story.random() < 0.6:
        story.say("money.multiply")
    else:
        story.say("money.multiply_more", times=story.pick(times_words(f)))
    story.value = story.op(story.value, "*", f)


def _finish(story: Story) -> None:
    story.ask(comparisons.finish_key(story, "money"))


def _goal(story: Story) -> None:
    m = story.between(story.value + 2, story.limit)
    story.ask("money.goal", m=story.price(m), **_want(story))
    story.value = story.op(m, "-", story.value)


def _goal_weeks(story: Story) -> None:
    weekly, weeks = story.between(2, 20), items.small(story)
    m = story.value + weekly * weeks
    missing = story.op(m, "-", story.value)
    story.ask("money.goal_weeks", m=story.price(m), w=story.price(weekly), **_want(story))
    story.value = story.op(missing, "/", weekly)


def _afford(story: Story) -> None:
    p = story.part(story.value, 20)
    story.ask("money.afford", p=story.price(p), **goods(story))
    story.value = story.op(story.value, "/", p)


def _share(story: Story) -> None:
    d = story.part(story.value, 10)
    story.say("money.share", d=d)
    story.ask("money.share_ask")
    story.value = story.op(story.value, "/", d)


def _compare(story: Story) -> None:
    story.other()
    m = items.quantity(story)
    if m == story.value:
        raise Retry
    story.tell("money.other_has", m=story.price(m))
    comparisons.join(story, m, "money")


def _other_relative(story: Story) -> None:
    story.other()
    story.value = relation(story, story.value, "money.other", story.tell)
    story.ask("money.other_ask")


def _other_joined(story: Story) -> None:
    story.other()
    other = relation(story, story.value, "money.other", story.tell)
    story.ask("money.together", they=comparisons.both(story))
    story.value = story.op(story.value, "+", other)


DOMAIN = Domain(
    start,
    (
        Piece("have", 0, _have),
        Piece("wage", 1, _wage),
        Piece("sold", 1, _sold),
        Piece("relative", 1, _relative),
        Piece("two_jobs", 3, _two_jobs),
    ),
    (
        Piece("earn", 1, _earn),
        Piece("spend", 1, _spend),
        Piece("spend_half", 1, _spend_half, True),
        Piece("spend_half", 1, _spend_half, True),
        Piece("multiply", 1, _multiply),
        Piece("buy", 2, _buy),
        Piece("work", 2, _work),
        Piece("spend_part", 2, _spend_part, True),
    ),
    (
        Piece("finish", 0, _finish),
        Piece("goal", 1, _goal),
        Piece("afford", 1, _afford, True),
        Piece("afford", 1, _afford, True),
        Piece("share", 1, _share, True),
        Piece("share", 1, _share, True),
        Piece("compare", 1, _compare),
        Piece("other_relative", 1, _other_relative),
        Piece("goal_weeks", 2, _goal_weeks),
        Piece("other_joined", 2, _other_joined),
    ),
)
WORDS = ("dollars", "dollar", "bucks", "cents", "euros")
