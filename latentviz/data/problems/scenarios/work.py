"""Scenarios of what grows with time: pages read, miles driven, laps swum."""

from typing import NamedTuple

from latentviz.data.problems.nouns import Verb, verbs
from latentviz.data.problems.numbers import times_words
from latentviz.data.problems.scenario import Retry, Scenario
from latentviz.data.problems.scenarios import comparisons, items
from latentviz.data.problems.scenarios.domain import Domain, Piece


class Activity(NamedTuple):
    """What is done: a verb (past, third person, base) and the unit it is counted in."""

    did: Verb
    units: str


def _activities(text: str) -> tuple[Activity, ...]:
    pairs = (entry.strip().split(" ", 1) for entry in text.split(","))
    return tuple(Activity(verbs(forms)[0], units) for forms, units in pairs)


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
    def start(scenario: Scenario) -> None:
        scenario.cast()
        activity = scenario.pick(activities)
        scenario.slots |= {
            "units": activity.units,
            "do": activity.did[2],
            "did": activity.did,
            "q_did": activity.did,
            "he_do": activity.did,
        }

    return start


def _once(scenario: Scenario) -> None:
    scenario.value = scenario.near(scenario.between(2, 90))
    scenario.say("work.once", False, n=scenario.value)


def _rate(scenario: Scenario) -> None:
    n, h = scenario.between(2, 25), items.small(scenario)
    draw = scenario.random()
    if draw < 0.2:
        h = 7
        scenario.say("work.week", False, n=n)
    else:
        scenario.say("work.rate" if draw < 0.6 else "work.rate_fast", False, n=n, h=h)
    scenario.value = scenario.op(n, "*", h)


def _speed(scenario: Scenario) -> None:
    n, h = scenario.between(2, 60), scenario.between(2, 9)
    scenario.say("work.speed", False, n=n, h=h)
    scenario.value = scenario.op(n, "*", h)


def _two(scenario: Scenario) -> None:
    a, b = scenario.between(2, 80), scenario.between(2, 80)
    scenario.say("work.two", False, a=a, b=b)
    scenario.value = scenario.op(a, "+", b)


def _growing(scenario: Scenario) -> None:
    a = scenario.between(2, 40)
    f = scenario.factor(a, 5)
    scenario.say("work.growing", False, a=a, times=scenario.pick(times_words(f)))
    scenario.value = scenario.op(a, "+", scenario.op(a, "*", f))


def _twice_daily(scenario: Scenario) -> None:
    n, t, h = items.small(scenario), scenario.between(2, 4), items.small(scenario)
    scenario.say("work.twice_daily", False, n=n, t=t, h=h)
    scenario.value = scenario.op(scenario.op(n, "*", t), "*", h)


def _more(scenario: Scenario) -> None:
    n = scenario.addend()
    scenario.say("work.more", n=n)
    scenario.value = scenario.op(scenario.value, "+", n)


def _more_rate(scenario: Scenario) -> None:
    n, h = scenario.between(2, 15), scenario.between(2, 7)
    scenario.say("work.more_rate", n=n, h=h)
    scenario.value = scenario.op(scenario.value, "+", scenario.op(n, "*", h))


def _more_growing(scenario: Scenario) -> None:
    n, f = scenario.between(2, 15), scenario.between(2, 4)
    scenario.say("work.more_growing", n=n, times=scenario.pick(times_words(f)))
    value = scenario.op(scenario.value, "+", n)
    scenario.value = scenario.op(value, "+", scenario.op(n, "*", f))


def _total(scenario: Scenario) -> None:
    scenario.ask("work.total")


def _ask_rest(key: str):
    def ask(scenario: Scenario) -> None:
        m = scenario.between(scenario.value + 2, scenario.limit)
        scenario.ask(key, m=m)
        scenario.value = scenario.op(m, "-", scenario.value)

    return ask


def _ask_rest_days(key: str):
    def ask(scenario: Scenario) -> None:
        d, days = scenario.between(2, 20), items.small(scenario)
        m = scenario.value + d * days
        if m > scenario.limit:
            raise Retry
        scenario.ask(key, m=m, d=d)
        scenario.value = scenario.op(scenario.op(m, "-", scenario.value), "/", d)

    return ask


def _ask_divided(key: str):
    def ask(scenario: Scenario) -> None:
        scenario.other()
        d = scenario.part(scenario.value, 12)
        scenario.ask(key, d=d)
        scenario.value = scenario.op(scenario.value, "/", d)

    return ask


def _round_trip(scenario: Scenario) -> None:
    scenario.ask("work.return")
    scenario.value = scenario.op(scenario.value, "*", 2)


def _other(scenario: Scenario) -> None:
    _relation(scenario)
    scenario.ask("work.other_ask")


def _together(scenario: Scenario) -> None:
    mine = scenario.value
    _relation(scenario)
    scenario.ask("work.together", they=comparisons.both(scenario))
    scenario.value = scenario.op(mine, "+", scenario.value)


def _relation(scenario: Scenario) -> None:
    scenario.other()
    scenario.value = comparisons.relation(scenario, scenario.value, "work.other", scenario.realize)


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
