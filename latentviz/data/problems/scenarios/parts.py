"""Scenarios of a whole and its parts: girls and boys in a class, cows and goats on a farm."""

from typing import NamedTuple

from latentviz.data.problems.numbers import times_words
from latentviz.data.problems.scenario import Retry, Scenario
from latentviz.data.problems.scenarios.domain import Domain, Piece, quotient


class Whole(NamedTuple):
    """A whole, where it is, its parts, what some of a part do, what each has, and in what it is grouped."""

    wholes: str
    where: str
    parts: tuple[str, ...]
    trait: tuple[str, ...]
    has: tuple[tuple[str, str], ...]
    groups: str


def _whole(wholes: str, where: str, parts: str, trait: str, has: str, groups: str) -> Whole:
    pairs = tuple((verb, things) for verb, _, things in (entry.partition(" ") for entry in has.split(", ")))
    return Whole(wholes, where, tuple(parts.split(", ")), tuple(trait.split(", ")), pairs, groups)


_SCHOOL = "wear glasses, walk to school, play soccer, have a dog, sing in the choir"
WHOLES = (
    _whole("kids", "in a class", "girls, boys", _SCHOOL, "has pencils, brings cookies, draws pictures", "teams"),
    _whole("students", "in a school club", "girls, boys", _SCHOOL, "reads books, buys tickets", "groups"),
    _whole("people", "at a concert", "adults, children, teenagers", "wear hats", "buys snacks, has tickets", "rows"),
    _whole("people", "on a tour", "women, men, children", "carry umbrellas", "takes photos, buys postcards", "vans"),
    _whole(
        "flowers", "in a garden", "roses, tulips, daisies, lilies", "have thorns", "has petals, has leaves", "bunches"
    ),
    _whole("animals", "on a farm", "cows, goats, chickens, pigs, horses", "sleep in the barn", "eats carrots", "pens"),
    _whole("animals", "in a shelter", "cats, dogs, rabbits", "need a bath", "gets toys, needs shots", "rooms"),
    _whole("trees", "in a park", "oaks, pines, maples", "have nests", "has branches, has birdhouses", "rows"),
    _whole(
        "fish", "in a tank", "guppies, goldfish, angelfish", "hide in the plants", "eats pellets, has spots", "tanks"
    ),
    _whole("books", "on a shelf", "novels, comics, cookbooks", "have pictures", "has chapters, has maps", "piles"),
    _whole("balls", "in a gym", "soccer balls, tennis balls, basketballs", "need air", "costs dollars", "bins"),
    _whole(
        "cookies", "on a tray", "sugar cookies, oatmeal cookies, ginger cookies", "have nuts", "has raisins", "boxes"
    ),
    _whole("vehicles", "in a garage", "cars, trucks, motorcycles", "need repairs", "needs new parts", "rows"),
    _whole(
        "instruments", "in a music room", "guitars, drums, violins, flutes", "need repairs", "costs dollars", "rows"
    ),
    _whole("marbles", "in a jar", "red marbles, blue marbles, green marbles", "have scratches", "costs cents", "bags"),
    _whole(
        "pencils", "in a box", "red pencils, blue pencils, yellow pencils", "need sharpening", "costs cents", "cups"
    ),
    _whole(
        "balloons", "at a party", "red balloons, white balloons, blue balloons", "have dots", "costs cents", "bunches"
    ),
    _whole("coins", "in a box", "silver coins, gold coins, copper coins", "have holes", "weighs grams", "rows"),
)


def start(scenario: Scenario) -> None:
    """Choose the whole and its parts."""
    whole = scenario.pick(WHOLES)
    shift = int(scenario.random() * len(whole.parts))
    order = whole.parts[shift:] + whole.parts[:shift]
    verb, things = scenario.pick(whole.has)
    scenario.slots |= {
        "wholes": whole.wholes,
        "where": whole.where,
        "kind_a": order[0],
        "kind_b": order[1],
        "kind_c": order[-1],
        "trait": scenario.pick(whole.trait),
        "has": verb,
        "things": things,
        "groups": whole.groups,
    }
    scenario.ending = "part.ask_count"


def _rest(scenario: Scenario) -> None:
    total = _begin(scenario)
    a = scenario.between(2, total - 2)
    scenario.realize("part.known", a=a)
    scenario.value = scenario.op(total, "-", a)


def _begin(scenario: Scenario) -> int:
    total = scenario.between(8, scenario.limit)
    scenario.realize("part.whole", n=total)
    return total


def _rest_of_two(scenario: Scenario) -> None:
    _three(scenario)
    total = _begin(scenario)
    a = scenario.between(2, total - 5)
    b = scenario.between(2, total - a - 2)
    scenario.realize("part.two_known", a=a, b=b)
    scenario.accumulate("-", (total, a, b))


def _three(scenario: Scenario) -> None:
    if scenario.slots["kind_b"] == scenario.slots["kind_c"]:
        raise Retry


def _rest_of_fraction(scenario: Scenario) -> None:
    total = _begin(scenario)
    d = scenario.fraction(total)
    scenario.realize("part.fraction", part=scenario.part_words(d))
    scenario.value = scenario.op(total, "-", scenario.op(total, "/", d))


def _rest_of_fraction_and_known(scenario: Scenario) -> None:
    _three(scenario)
    total = _begin(scenario)
    d = scenario.part(total, 5)
    share = scenario.op(total, "/", d)
    b = scenario.between(2, total - share - 2)
    scenario.realize("part.fraction_known", part=scenario.part_words(d), b=b)
    scenario.accumulate("-", (total, share, b))


def _made(scenario: Scenario) -> None:
    a, b = scenario.between(2, 90), scenario.between(2, 90)
    scenario.realize("part.made", a=a, b=b)
    _ask_for_whole(scenario)
    scenario.value = scenario.op(a, "+", b)


def _ask_for_whole(scenario: Scenario) -> None:
    scenario.slots["kind_b"] = scenario.slots["wholes"]
    scenario.ending = "part.ask_whole"


def _made_times(scenario: Scenario) -> None:
    a = scenario.between(2, 40)
    f = scenario.factor(a, 5)
    scenario.realize("part.made_times", a=a, times=scenario.pick(times_words(f)))
    _ask_for_whole(scenario)
    scenario.value = scenario.op(a, "+", scenario.op(a, "*", f))


def _made_more(scenario: Scenario) -> None:
    a, m = scenario.between(2, 60), scenario.between(2, 30)
    scenario.realize("part.made_more", a=a, m=m)
    _ask_for_whole(scenario)
    scenario.value = scenario.op(a, "+", scenario.op(a, "+", m))


def _half(scenario: Scenario) -> None:
    scenario.realize("part.half", part=scenario.part_words(2))
    scenario.then("/", 2)
    _narrow(scenario)


def _narrow(scenario: Scenario, negated: bool = False) -> None:
    if scenario.narrowed:
        raise Retry
    scenario.narrowed = True
    scenario.slots["kind_0"] = scenario.slots["kind_b"]
    trait = f"do not {scenario.slots['trait']}" if negated else scenario.slots["trait"]
    scenario.slots["kind_b"] += f" that {trait}"
    scenario.ending = "part.ask_not" if negated else "part.ask_trait"


def _part(scenario: Scenario) -> None:
    d = scenario.fraction(scenario.value)
    scenario.realize("part.part", part=scenario.part_words(d))
    scenario.then("/", d)
    _narrow(scenario)


def _without_some(scenario: Scenario) -> None:
    c = scenario.subtrahend()
    scenario.realize("part.some", c=c)
    scenario.then("-", c)
    _narrow(scenario, negated=True)


def _each(scenario: Scenario) -> None:
    k = scenario.factor(scenario.value, 15)
    scenario.ask("part.each", k=k)
    scenario.then("*", k)


DOMAIN = Domain(
    start,
    (
        Piece("rest", 1, _rest),
        Piece("made", 1, _made),
        Piece("rest_of_two", 2, _rest_of_two),
        Piece("rest_of_fraction", 2, _rest_of_fraction),
        Piece("made_times", 2, _made_times),
        Piece("made_more", 2, _made_more),
        Piece("rest_of_fraction_and_known", 3, _rest_of_fraction_and_known),
    ),
    (Piece("half", 1, _half, True), Piece("part", 1, _part, True), Piece("without_some", 1, _without_some)),
    (
        Piece("finish", 0, lambda scenario: scenario.ask(scenario.ending)),
        Piece("each", 1, _each),
        quotient("part.groups", 12),
    ),
)
WORDS = (
    *tuple(
        text
        for whole in WHOLES
        for text in (
            whole.wholes,
            whole.where,
            whole.groups,
            *whole.parts,
            *whole.trait,
            *(" ".join(pair) for pair in whole.has),
        )
    ),
    "that do not",
)
