"""Stories of a person who has things, gets more, gives some away, and shares, sells or compares the rest."""

from latentviz.data.problems import nouns, people
from latentviz.data.problems.numbers import times_words
from latentviz.data.problems.scenario import Retry, Story
from latentviz.data.problems.scenarios.comparisons import relation, relation_two
from latentviz.data.problems.scenarios.domain import Domain, Piece
from latentviz.data.problems.scenarios.item_enders import ASIDES, ENDERS

_EATEN = ("fruit", "baked", "sweets")
_FRAGILE = ("toy", "household", "craft")
RECIPIENTS = (
    ("friends", "friend"),
    ("cousins", "cousin"),
    ("neighbors", "neighbor"),
    ("classmates", "classmate"),
    ("students", "student"),
    ("children", "child"),
    ("kids", "kid"),
    ("people", "person"),
)
_CUSTOMERS = (("customers", "customer"), ("visitors", "visitor"), ("guests", "guest"), ("families", "family"))
_PACKS = (("pack", "packs"), ("box", "boxes"), ("bag", "bags"), ("set", "sets"), ("bundle", "bundles"))
_SHELVES = (("shelf", "shelves"), ("table", "tables"), ("rack", "racks"), ("cart", "carts"))


def start(story: Story) -> None:
    """Choose who and what."""
    story.cast(people.WORKERS, people.PLACES)
    story.item()
    fill_verbs(story)


def fill_verbs(story: Story) -> None:
    """Choose the verbs that fit the kind of thing, a shop, recipients and containers."""
    kind, slots = story.kind, story.slots
    slots["gain"] = story.pick(kind.gains)
    slots["make"] = story.pick(kind.makes)
    slots["shop"] = story.pick(nouns.SHOPS)
    slots["friends"], slots["friend"] = story.pick(_CUSTOMERS if story.protagonist.he == "it" else RECIPIENTS)
    slots["pack"], slots["packs"] = story.pick(_PACKS)
    others = [pair for pair in kind.containers if pair[0] not in (slots["box"], slots["item"])]
    slots["bag"], slots["bags"] = story.pick(others)
    slots["shelf"], slots["shelves"] = story.pick(_SHELVES)
    slots["adjective"] = story.pick(kind.adjectives)


def quantity(story: Story) -> int:
    """Draw a first quantity."""
    return story.between(2, story.limit * 3 // 4)


def small(story: Story) -> int:
    """Draw a number of groups, days or things in a group."""
    return story.between(2, 12)


def _have(story: Story) -> None:
    story.value = story.near(quantity(story))
    if story.random() < 0.12 and story.protagonist.first == story.protagonist.again:
        story.tell("items.there", n=story.value)
    else:
        story.say(story.pick(("items.have", "items.have", "items.get")), False, n=story.value)


def _groups(story: Story) -> None:
    g, n = small(story), story.between(2, 20)
    key = story.pick(("items.groups", "items.groups", "items.groups_told"))
    (story.tell if key == "items.groups_told" else story.say)(key, False, g=g, n=n)
    story.value = story.op(g, "*", n)


def _dozen(story: Story) -> None:
    g = story.between(2, 8)
    story.say("items.dozen", False, g=g)
    story.value = story.op(g, "*", 12)


def _daily(story: Story) -> None:
    n, d = story.between(2, 20), small(story)
    if story.random() < 0.25:
        d = 7
        story.say("items.weekly", False, n=n)
    else:
        story.say("items.daily", False, n=n, d=d)
    story.value = story.op(n, "*", d)


def _two_parts(story: Story) -> None:
    a, b = story.between(2, 80), story.between(2, 80)
    if story.random() < 0.5:
        color = story.pick(story.kind.adjectives)
        shade = story.pick([other for other in story.kind.adjectives if other != color])
        story.say("items.colors", False, a=a, b=b, color=color, shade=shade)
    else:
        story.other("Q")
        story.other("R")
        story.say("items.two_days", False, a=a, b=b)
    story.value = story.op(a, "+", b)


def _growing(story: Story) -> None:
    a = story.between(2, 40)
    f = story.factor(a, 5)
    story.say("items.growing", False, a=a, times=story.pick(times_words(f)))
    story.value = story.op(a, "+", story.op(a, "*", f))


def _two_groups(story: Story) -> None:
    g, n, h, m = small(story), small(story), small(story), small(story)
    story.say("items.two_groups", False, g=g, n=n, h=h, m=m)
    story.value = story.op(story.op(g, "*", n), "+", story.op(h, "*", m))


def _nested(story: Story) -> None:
    g, h, n = story.between(2, 6), story.between(2, 6), small(story)
    story.say("items.nested", False, g=g, h=h, n=n)
    story.value = story.op(story.op(g, "*", h), "*", n)


def _loose(story: Story) -> None:
    g, n, m = small(story), small(story), story.between(2, 30)
    story.say("items.loose", False, g=g, n=n, m=m)
    story.value = story.op(story.op(g, "*", n), "+", m)


def _relative(story: Story) -> None:
    story.other()
    n = quantity(story)
    story.compared = True
    story.value = relation(story, n, "items.relative", lambda key, **slots: story.tell(key, n=n, **slots))


def _relative_two(story: Story) -> None:
    story.other()
    n = quantity(story)
    story.compared = True
    story.value = relation_two(story, n, "items.relative_two", n=n)


def _gain(story: Story) -> None:
    n = 1 if story.random() < 0.04 and not story.divisor else story.addend()
    story.other()
    story.gained, story.lost = True, False
    if n == 1:
        story.say("items.gain_one", gain=story.pick(story.kind.gains))
    elif story.random() < 0.25:
        story.tell("items.given", True, n=n)
    else:
        story.say("items.gain", n=n, gain=story.pick(story.kind.gains))
    story.value = story.op(story.value, "+", n)


def _gain_packs(story: Story) -> None:
    g, n = story.between(2, 9), small(story)
    story.gained, story.lost = True, False
    story.say("items.gain_packs", g=g, n=n, gain=story.pick(story.kind.gains))
    story.value = story.op(story.value, "+", story.op(g, "*", n))


def _gain_growing(story: Story) -> None:
    n = story.between(2, 20)
    f = story.between(2, 4)
    story.gained, story.lost = True, False
    story.say("items.gain_growing", n=n, times=story.pick(times_words(f)), gain=story.pick(story.kind.gains))
    value = story.op(story.value, "+", n)
    story.value = story.op(value, "+", story.op(n, "*", f))


def _lose(story: Story) -> None:
    n = 1 if story.random() < 0.04 and not story.divisor else story.subtrahend()
    story.other()
    story.other("R")
    story.lost = True
    if n == 1:
        story.say("items.lose_one", lose=_loss(story))
    elif story.random() < 0.25:
        keys = ["items.taken"]
        kind = story.kind_name
        keys += ["items.broken"] * (kind in _FRAGILE) + ["items.eaten"] * (kind in _EATEN)
        story.tell(story.pick(keys), True, n=n)
    else:
        story.say("items.lose", n=n, lose=_loss(story))
    story.value = story.op(story.value, "-", n)


def _loss(story: Story) -> nouns.Verb:
    return story.pick(nouns.SHOP_LOSSES if story.protagonist.he == "it" else story.kind.losses)


def _hand_out(story: Story) -> None:
    g, n = story.between(2, 9), small(story)
    story.lost = True
    if story.random() < 0.3 and story.kind.uses:
        story.say("items.use_daily", n=n, d=g, use=story.pick(story.kind.uses))
        out = story.op(n, "*", g)
    else:
        story.say("items.hand_out", g=g, n=n)
        out = story.op(g, "*", n)
    story.value = story.op(story.value, "-", out)


def _lose_half(story: Story) -> None:
    story.other()
    story.lost = True
    story.say("items.lose_half", part=story.part_words(2), lose=_loss(story))
    story.value = story.op(story.value, "/", 2)


def _lose_part(story: Story) -> None:
    d = story.part(story.value, 5)
    if d == 2:
        raise Retry
    story.other()
    story.lost = True
    story.say("items.lose_part", part=story.part_words(d), lose=_loss(story))
    story.value = story.op(story.value, "-", story.op(story.value, "/", d))


def _keep_part(story: Story) -> None:
    d = story.part(story.value, 5)
    story.other()
    story.lost = True
    story.say("items.keep_part", part=story.part_words(d))
    story.value = story.op(story.value, "/", d)


def _multiply(story: Story) -> None:
    f = story.factor(story.value, 4)
    story.gained, story.lost = True, False
    if f == 2 and story.random() < 0.6:
        story.say("items.multiply")
    else:
        story.say("items.multiply_more", times=story.pick(times_words(f)))
    story.value = story.op(story.value, "*", f)


DOMAIN = Domain(
    start,
    (
        Piece("have", 0, _have),
        Piece("groups", 1, _groups),
        Piece("dozen", 1, _dozen),
        Piece("daily", 1, _daily),
        Piece("two_parts", 1, _two_parts),
        Piece("relative", 1, _relative),
        Piece("growing", 2, _growing),
        Piece("relative_two", 2, _relative_two),
        Piece("nested", 2, _nested),
        Piece("loose", 2, _loose),
        Piece("two_groups", 3, _two_groups),
    ),
    (
        Piece("gain", 1, _gain),
        Piece("lose", 1, _lose),
        Piece("lose_half", 1, _lose_half, True),
        Piece("lose_half", 1, _lose_half, True),
        Piece("keep_part", 1, _keep_part, True),
        Piece("multiply", 1, _multiply),
        Piece("gain_packs", 2, _gain_packs),
        Piece("hand_out", 2, _hand_out),
        Piece("lose_part", 2, _lose_part, True),
        Piece("gain_growing", 3, _gain_growing),
    ),
    ENDERS,
    ASIDES,
)
WORDS = (*tuple(word for pair in (*RECIPIENTS, *_CUSTOMERS, *_PACKS, *_SHELVES) for word in pair), "they", "and")
