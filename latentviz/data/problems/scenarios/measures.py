"""Scenarios of what is measured: rectangles and squares, a tank that is filled and emptied, and averages."""

from latentviz.data.problems.nouns import with_article
from latentviz.data.problems.scenario import Retry, Scenario
from latentviz.data.problems.scenarios.domain import Domain, Piece, gain, half_lost, loss, product, quotient, rest

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
TANKS = ("tank", "barrel", "pool", "bathtub", "bucket", "pond", "fuel tank", "aquarium", "jug", "kettle", "cistern")
LIQUIDS = ("water", "water", "water", "water", "oil", "juice", "milk", "paint", "lemonade", "soup")
_VESSELS = (("bottle", "bottles"), ("can", "cans"), ("jar", "jars"), ("glass", "glasses"))


def _start_shape(scenario: Scenario) -> None:
    """Choose the shape and its unit."""
    field = scenario.pick(FIELDS)
    unit = scenario.pick(("meters", "feet", "yards", "meters", "inches"))
    scenario.slots |= {
        "field": field,
        "a_field": with_article(field),
        "unit": unit,
        "one_unit": {"feet": "foot", "inches": "inch"}.get(unit) or unit[:-1],
        "square_units": f"square {unit}",
    }


def _area(scenario: Scenario) -> None:
    a, b = scenario.between(2, 20), scenario.small()
    scenario.realize("shape.sides", a=a, b=b)
    scenario.value = scenario.op(a, "*", b)
    scenario.ending = "area"


def _perimeter(scenario: Scenario) -> None:
    a, b = scenario.between(2, 60), scenario.between(2, 40)
    if a == b:
        raise Retry
    scenario.realize("shape.sides", a=a, b=b)
    scenario.value = scenario.op(scenario.op(a, "+", b), "*", 2)
    scenario.ending = "perimeter"


def _square(scenario: Scenario) -> None:
    a = scenario.between(2, 50)
    scenario.realize("shape.square", a=a)
    scenario.value = scenario.op(a, "*", 4)
    scenario.ending = "perimeter"


def _covered(scenario: Scenario) -> None:
    if scenario.ending == "perimeter":
        raise Retry
    n = scenario.subtrahend()
    scenario.realize("shape.covered", n=n)
    scenario.then("-", n)
    scenario.ending = "rest"


def _finish(scenario: Scenario) -> None:
    scenario.ask(f"shape.{scenario.ending}")


def _price(scenario: Scenario) -> None:
    p = scenario.factor(scenario.value, 15)
    scenario.ask(f"shape.price_{scenario.ending}", p=scenario.price(p))
    scenario.then("*", p)


def _pieces(scenario: Scenario) -> None:
    d = scenario.part(scenario.value, 12)
    scenario.ask(f"shape.pieces_{scenario.ending}", d=d)
    scenario.then("/", d)


SHAPE_DOMAIN = Domain(
    _start_shape,
    (Piece("area", 1, _area), Piece("square", 1, _square), Piece("perimeter", 2, _perimeter)),
    (Piece("covered", 1, _covered),),
    (Piece("finish", 0, _finish), Piece("price", 1, _price), Piece("pieces", 1, _pieces, True)),
)


def _start_tank(scenario: Scenario) -> None:
    """Choose the tank and what is in it."""
    tank = scenario.pick(TANKS)
    bottle, bottles = scenario.pick(_VESSELS)
    scenario.slots |= {
        "tank": tank,
        "a_tank": with_article(tank),
        "water": scenario.pick(LIQUIDS),
        "liters": scenario.pick(("liters", "gallons", "liters", "cups")),
        "bottle": bottle,
        "bottles": bottles,
    }


def _there(scenario: Scenario) -> None:
    scenario.value = scenario.near(scenario.quantity())
    scenario.realize("tank.there", n=scenario.value)


def _leak(scenario: Scenario) -> None:
    n, h = scenario.small(), scenario.small()
    scenario.realize("tank.leak", True, n=n, h=h)
    scenario.then("-", scenario.op(n, "*", h))


TANK_DOMAIN = Domain(
    _start_tank,
    (Piece("there", 0, _there), product("tank.filled", n=25, h=12)),
    (gain("tank.add"), loss("tank.use"), half_lost("tank.use_half"), Piece("leak", 2, _leak)),
    (
        Piece("finish", 0, lambda scenario: scenario.ask("tank.ask")),
        quotient("tank.vessels", 15),
        quotient("tank.empty", 15),
        rest("tank.full"),
    ),
)


def average(scenario: Scenario, n_operations: int) -> None:
    """Ask for the mean of as many numbers as there are steps."""
    scenario.cast()
    verb, points, where = scenario.pick(SCORES)
    n = n_operations
    mean = scenario.between(3, min(60, scenario.limit // n))
    numbers = [scenario.between(2, 2 * mean) for _ in range(n - 1)]
    last = mean * n - sum(numbers)
    if not 2 <= last <= 3 * mean:
        raise Retry
    numbers.append(last)
    texts = [scenario.number(number) for number in numbers]
    listed = ", ".join(texts[:-1]) + f"{',' if n > 2 and scenario.random() < 0.5 else ''} and {texts[-1]}"
    scenario.slots |= {"points": points, "listed": listed, "where": where.format(n=scenario.number(n))}
    scenario.slots["did"] = tuple(verb.split("/"))
    scenario.realize(scenario.pick(("average.story", "average.story", "average.numbers")))
    scenario.accumulate("+", numbers)
    scenario.ask("average.ask" if "average.story" in scenario.clauses[-1].key else "average.ask_numbers")
    scenario.then("/", n)


WORDS = (
    *FIELDS,
    *(" ".join(score) for score in SCORES),
    *TANKS,
    *LIQUIDS,
    *(word for pair in _VESSELS for word in pair),
    "meter meters foot feet yard yards inch inches square liters gallons cups",
)
