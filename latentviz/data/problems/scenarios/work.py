"""Scenarios of what grows with time: pages read, miles driven, what a machine makes."""

from typing import NamedTuple

from latentviz.data.problems.nouns import Verb, plural_of, verbs, with_article
from latentviz.data.problems.numbers import times_words
from latentviz.data.problems.scenario import Retry, Scenario
from latentviz.data.problems.scenarios.comparisons import other_joined, other_relative
from latentviz.data.problems.scenarios.domain import Domain, Piece, gain, growing, loss, price, product, quotient, rest


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
MACHINES = ("machine", "robot", "printer", "factory line", "press", "oven", "workshop", "plant", "kitchen", "team")


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
    n, h = scenario.between(2, 25), scenario.small()
    draw = scenario.random()
    if draw < 0.2:
        h = 7
        scenario.say("work.week", False, n=n)
    else:
        scenario.say("work.rate" if draw < 0.6 else "work.rate_fast", False, n=n, h=h)
    scenario.value = scenario.op(n, "*", h)


def _two(scenario: Scenario) -> None:
    a, b = scenario.between(2, 80), scenario.between(2, 80)
    scenario.say("work.two", False, a=a, b=b)
    scenario.value = scenario.op(a, "+", b)


def _more_rate(scenario: Scenario) -> None:
    n, h = scenario.between(2, 15), scenario.between(2, 7)
    scenario.say("work.more_rate", n=n, h=h)
    scenario.then("+", scenario.op(n, "*", h))


def _more_growing(scenario: Scenario) -> None:
    n, f = scenario.between(2, 15), scenario.between(2, 4)
    scenario.say("work.more_growing", n=n, times=scenario.pick(times_words(f)))
    value = scenario.op(scenario.value, "+", n)
    scenario.value = scenario.op(value, "+", scenario.op(n, "*", f))


def _ask_rest_days(key: str):
    def ask(scenario: Scenario) -> None:
        d, days = scenario.between(2, 20), scenario.small()
        m = scenario.value + d * days
        if m > scenario.limit:
            raise Retry
        scenario.ask(key, m=m, d=d)
        scenario.value = scenario.op(scenario.op(m, "-", scenario.value), "/", d)

    return ask


def _round_trip(scenario: Scenario) -> None:
    scenario.ask("work.return")
    scenario.then("*", 2)


_OPENERS = (
    Piece("once", 0, _once),
    Piece("rate", 1, _rate),
    Piece("two", 1, _two),
    growing("work.growing"),
    product("work.twice_daily", Scenario.say, n=12, t=4, h=12),
)
_EVENTS = (gain("work.more", Scenario.say), Piece("more_rate", 2, _more_rate), Piece("more_growing", 3, _more_growing))
_ENDERS = (
    Piece("total", 0, lambda scenario: scenario.ask("work.total")),
    rest("work.goal"),
    other_relative("work"),
    quotient("work.days", 12, Scenario.other),
    other_joined("work"),
    Piece("goal_days", 2, _ask_rest_days("work.goal_days")),
)
TASK_DOMAIN = Domain(_start(TASKS), _OPENERS, _EVENTS, _ENDERS)
READING_DOMAIN = Domain(
    _start(READING),
    _OPENERS,
    _EVENTS,
    (rest("work.book"), Piece("book_days", 2, _ask_rest_days("work.book_days"))),
)
DISTANCE_DOMAIN = Domain(
    _start(DISTANCES),
    (*_OPENERS, product("work.speed", Scenario.say, n=60, h=9)),
    _EVENTS,
    (
        *_ENDERS,
        rest("work.trip"),
        quotient("work.average", 12, Scenario.other),
        quotient("work.time", 12, Scenario.other),
        Piece("return", 1, _round_trip),
    ),
)


def _start_machine(scenario: Scenario) -> None:
    """Choose the machine and what it makes."""
    scenario.item("baked", "toy", "stationery", "craft", "household", "clothes", "sweets")
    machine = scenario.pick(MACHINES)
    bag, bags = scenario.pick((("box", "boxes"), ("bag", "bags"), ("crate", "crates"), ("carton", "cartons")))
    scenario.slots |= {
        "machine": machine,
        "machines": plural_of(machine),
        "a_machine": with_article(machine),
        "bag": bag,
        "bags": bags,
    }


def _broken_part(scenario: Scenario) -> None:
    d = scenario.fraction(scenario.value)
    scenario.lost = True
    scenario.realize("machine.broken_part", part=scenario.part_words(d))
    scenario.then("-", scenario.op(scenario.value, "/", d))


def _count_machine_made(scenario: Scenario) -> None:
    scenario.ask("machine.good" if scenario.lost else "machine.total")


MACHINE_DOMAIN = Domain(
    _start_machine,
    (product("machine.rate", n=30, h=12), product("machine.many", g=8, n=12, h=8)),
    (
        loss("machine.broken", is_event=False),
        gain("machine.more", is_event=False),
        Piece("broken_part", 2, _broken_part, True),
    ),
    (Piece("finish", 0, _count_machine_made), *[quotient("machine.pack", 20)] * 2, price("machine.sell", 20)),
)
WORDS = (
    *(text for activity in (*TASKS, *DISTANCES) for text in (*activity.did, activity.units)),
    *(text for machine in MACHINES for text in (machine, plural_of(machine))),
    "carton",
    "cartons",
)
