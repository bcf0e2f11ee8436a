"""Stories of what grows with time: pages read, miles driven, laps swum, things made by a machine."""

from typing import NamedTuple

from latentviz.data.problems.nouns import Verb
from latentviz.data.problems.numbers import times_words
from latentviz.data.problems.scenario import Retry, Story
from latentviz.data.problems.scenarios import comparisons, items
from latentviz.data.problems.scenarios.domain import Domain, Piece


class Activity(NamedTuple):
    """What is done: a verb (past, third person, base) and the unit it is counted in."""

    did: Verb
    units: str


def _activities(text: str) -> tuple[Activity, ...]:
    pairs = (entry.strip().split(" ", 1) for entry in text.split(","))
    return tuple(Activity(tuple(forms.split("/")), units) for forms, units in pairs)


TASKS = _activities(
    "read/reads/read pages, swam/swims/swim laps, did/does/do push-ups, did/does/do sit-ups, typed/types/type pages, "
    "washed/washes/wash cars, solved/solves/solve problems, wrote/writes/write letters, wrote/writes/write pages, "
    "delivered/delivers/deliver packages, planted/plants/plant trees, painted/paints/paint fences, "
    "fixed/fixes/fix bikes, washed/washes/wash windows, ironed/irons/iron shirts, answered/answers/answer emails, "
    "practiced/practices/practice minutes, drank/drinks/drink cups of water, took/takes/take photos, "
    "mowed/mows/mow lawns, walked/walks/walk dogs, cooked/cooks/cook meals, learned/learns/learn words, "
    "scored/scores/score points, cut/cuts/cut boards, laid/lays/lay bricks, watered/waters/water plants"
)
DISTANCES = _activities(
    "drove/drives/drive miles, walked/walks/walk miles, ran/runs/run miles, biked/bikes/bike miles, "
    "rode/rides/ride kilometers, drove/drives/drive kilometers, hiked/hikes/hike miles, ran/runs/run kilometers, "
    "sailed/sails/sail miles, jogged/jogs/jog miles, paddled/paddles/paddle kilometers, flew/flies/fly miles"
)
READING = tuple(activity for activity in TASKS if activity.units == "pages" and activity.did[0] == "read")


def _start(activities: tuple[Activity, ...]):
    def start(story: Story) -> None:
        story.cast()
        activity = story.pick(activities)
        story.slots |= {
            "units": activity.units,
            "do": activity.did[2],
            "did": activity.did,
            "q_did": activity.did,
            "he_do": activity.did,
        }

    return start


def _once(story: Story) -> None:
    story.value = story.near(story.between(2, 90))
    story.say("work.once", False, n=story.value)


def _rate(story: Story) -> None:
    n, h = story.between(2, 25), items.small(story)
    draw = story.random()
    if draw < 0.2:
        h = 7
        story.say("work.week", False, n=n)
    else:
        story.say("work.rate" if draw < 0.6 else "work.rate_fast", False, n=n, h=h)
    story.value = story.op(n, "*", h)


def _speed(story: Story) -> None:
    n, h = story.between(2, 60), story.between(2, 9)
    story.say("work.speed", False, n=n, h=h)
    story.value = story.op(n, "*", h)


def _two(story: Story) -> None:
    a, b = story.between(2, 80), story.between(2, 80)
    story.say("work.two", False, a=a, b=b)
    story.value = story.op(a, "+", b)


def _growing(story: Story) -> None:
    a = story.between(2, 40)
    f = story.factor(a, 5)
    story.say("work.growing", False, a=a, times=story.pick(times_words(f)))
    story.value = story.op(a, "+", story.op(a, "*", f))


def _twice_daily(story: Story) -> None:
    n, t, h = items.small(story), story.between(2, 4), items.small(story)
    story.say("work.twice_daily", False, n=n, t=t, h=h)
    story.value = story.op(story.op(n, "*", t), "*", h)


def _more(story: Story) -> None:
    n = story.addend()
    story.say("work.more", n=n)
    story.value = story.op(story.value, "+", n)


def _more_rate(story: Story) -> None:
    n, h = story.between(2, 15), story.between(2, 7)
    story.say("work.more_rate", n=n, h=h)
    story.value = story.op(story.value, "+", story.op(n, "*", h))


def _more_growing(story: Story) -> None:
    n, f = story.between(2, 15), story.between(2, 4)
    story.say("work.more_growing", n=n, times=story.pick(times_words(f)))
    value = story.op(story.value, "+", n)
    story.value = story.op(value, "+", story.op(n, "*", f))


def _total(story: Story) -> None:
    story.ask("work.total")


def _ask_rest(key: str):
    def ask(story: Story) -> None:
        m = story.between(story.value + 2, story.limit)
        story.ask(key, m=m)
        story.value = story.op(m, "-", story.value)

    return ask


def _ask_rest_days(key: str):
    def ask(story: Story) -> None:
        d, days = story.between(2, 20), items.small(story)
        m = story.value + d * days
        if m > story.limit:
            raise Retry
        story.ask(key, m=m, d=d)
        story.value = story.op(story.op(m, "-", story.value), "/", d)

    return ask


def _ask_divided(key: str):
    def ask(story: Story) -> None:
        story.other()
        d = story.part(story.value, 12)
        story.ask(key, d=d)
        story.value = story.op(story.value, "/", d)

    return ask


def _round_trip(story: Story) -> None:
    story.ask("work.return")
    story.value = story.op(story.value, "*", 2)


def _other(story: Story) -> None:
    _relation(story)
    story.ask("work.other_ask")


def _together(story: Story) -> None:
    mine = story.value
    _relation(story)
    story.ask("work.together", they=comparisons.both(story))
    story.value = story.op(mine, "+", story.value)


def _relation(story: Story) -> None:
    story.other()
    story.value = comparisons.relation(story, story.value, "work.other", story.tell)


_OPENERS = (
    Piece("once", 0, _once),
    Piece("rate", 1, _rate),
    Piece("two", 1, _two),
    Piece("growing", 2, _growing),
    Piece("twice_daily", 2, _twice_daily),
)
_EVENTS = (Piece("more", 1, _more), Piece("more_rate", 2, _more_rate), Piece("more_growing", 3, _more_growing))
_ENDERS = (
    Piece("total", 0, _total),
    Piece("goal", 1, _ask_rest("work.goal")),
    Piece("other", 1, _other),
    Piece("days", 1, _ask_divided("work.days"), True),
    Piece("together", 2, _together),
    Piece("goal_days", 2, _ask_rest_days("work.goal_days")),
)
TASK_DOMAIN = Domain(_start(TASKS), _OPENERS, _EVENTS, _ENDERS)
READING_DOMAIN = Domain(
    _start(READING),
    _OPENERS,
    _EVENTS,
    (Piece("book", 1, _ask_rest("work.book")), Piece("book_days", 2, _ask_rest_days("work.book_days"))),
)
DISTANCE_DOMAIN = Domain(
    _start(DISTANCES),
    (*_OPENERS, Piece("speed", 1, _speed)),
    _EVENTS,
    (
        *_ENDERS,
        Piece("trip", 1, _ask_rest("work.trip")),
        Piece("average", 1, _ask_divided("work.average"), True),
        Piece("time", 1, _ask_divided("work.time"), True),
        Piece("return", 1, _round_trip),
    ),
)
WORDS = tuple(text for activity in (*TASKS, *DISTANCES) for text in (*activity.did, activity.units))
