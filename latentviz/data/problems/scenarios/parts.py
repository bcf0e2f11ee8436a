"""Stories of a whole and its parts: girls and boys in a class, cows and goats on a farm."""

from typing import NamedTuple

from latentviz.data.problems import people
from latentviz.data.problems.numbers import times_words
from latentviz.data.problems.scenario import Retry, Story
from latentviz.data.problems.scenarios.domain import Domain, Piece


class Whole(NamedTuple):
    """A whole, where it is, its parts, what some of a part do, what each has, and in what it is grouped."""

    wholes: str
    where: str
    parts: tuple[str, ...]
    trait: tuple[str, ...]
    has: tuple[tuple[str, str], ...]
    groups: str


def _whole(wholes: str, where: str, parts: str, trait: str, has: str, groups: str) -> Whole:
    pairs = tuple(tuple(entry.split(" ", 1)) for entry in has.split(", "))
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


def start(story: Story) -> None:
    """Choose the whole and its parts."""
    story.set_person(people.NOBODY)
    whole = story.pick(WHOLES)
    shift = int(story.random() * len(whole.parts))
    order = whole.parts[shift:] + whole.parts[:shift]
    verb, things = story.pick(whole.has)
    story.slots |= {
        "wholes": whole.wholes,
        "where": whole.where,
        "kind_a": order[0],
        "kind_b": order[1],
        "kind_c": order[-1],
        "trait": story.pick(whole.trait),
        "has": verb,
        "things": things,
        "groups": whole.groups,
    }
    story.total = 0
    story.ending = "part.ask_count"


def _rest(story: Story) -> None:
    _begin(story)
    a = story.between(2, story.total - 2)
    story.tell("part.known", a=a)
    story.value = story.op(story.total, "-", a)


def _begin(story: Story) -> None:
    story.total = story.between(8, story.limit)
    story.tell("part.whole", n=story.total)


def _rest_of_two(story: Story) -> None:
    _three(story)
    _begin(story)
    a = story.between(2, story.total - 5)
    b = story.between(2, story.total - a - 2)
    story.tell("part.two_known", a=a, b=b)
    story.value = story.op(story.op(story.total, "-", a), "-", b)


def _three(story: Story) -> None:
    if story.slots["kind_b"] == story.slots["kind_c"]:
        raise Retry


def _rest_of_fraction(story: Story) -> None:
    _begin(story)
    d = story.part(story.total, 5)
    if d == 2:
        raise Retry
    story.tell("part.fraction", part=story.part_words(d))
    story.value = story.op(story.total, "-", story.op(story.total, "/", d))


def _rest_of_fraction_and_known(story: Story) -> None:
    _three(story)
    _begin(story)
    d = story.part(story.total, 5)
    share = story.op(story.total, "/", d)
    b = story.between(2, story.total - share - 2)
    story.tell("part.fraction_known", part=story.part_words(d), b=b)
    story.value = story.op(story.op(story.total, "-", share), "-", b)


def _made(story: Story) -> None:
    a, b = story.between(2, 90), story.between(2, 90)
    story.tell("part.made", a=a, b=b)
    story.slots["kind_b"] = story.slots["wholes"]
    story.ending = "part.ask_whole"
    story.value = story.op(a, "+", b)


def _made_times(story: Story) -> None:
    a = story.between(2, 40)
    f = story.factor(a, 5)
    story.tell("part.made_times", a=a, times=story.pick(times_words(f)))
    story.slots["kind_b"] = story.slots["wholes"]
    story.ending = "part.ask_whole"
    story.value = story.op(a, "+", story.op(a, "*", f))


def _made_more(story: Story) -> None:
    a, m = story.between(2, 60), story.between(2, 30)
    story.tell("part.made_more", a=a, m=m)
    story.slots["kind_b"] = story.slots["wholes"]
    story.ending = "part.ask_whole"
    story.value = story.op(a, "+", story.op(a, "+", m))


def _half(story: Story) -> None:
    story.tell("part.half", part=story.part_words(2))
    story.value = story.op(story.value, "/", 2)
    _narrow(story)


def _narrow(story: Story, negated: bool = False) -> None:
    if story.narrowed:
        raise Retry
    story.narrowed = True
    story.slots["kind_0"] = story.slots["kind_b"]
    trait = f"do not {story.slots['trait']}" if negated else story.slots["trait"]
    story.slots["kind_b"] += f" that {trait}"
    story.ending = "part.ask_not" if negated else "part.ask_trait"


def _part(story: Story) -> None:
    d = story.part(story.value, 5)
    if d == 2:
        raise Retry
    story.tell("part.part", part=story.part_words(d))
    story.value = story.op(story.value, "/", d)
    _narrow(story)


def _without_some(story: Story) -> None:
    c = story.subtrahend()
    story.tell("part.some", c=c)
    story.value = story.op(story.value, "-", c)
    _narrow(story, negated=True)


def _finish(story: Story) -> None:
    story.ask(story.ending)


def _each(story: Story) -> None:
    k = story.factor(story.value, 15)
    story.ask("part.each", k=k)
    story.value = story.op(story.value, "*", k)


def _group(story: Story) -> None:
    d = story.part(story.value, 12)
    story.ask("part.groups", d=d)
    story.value = story.op(story.value, "/", d)


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
    (Piece("finish", 0, _finish), Piece("each", 1, _each), Piece("group", 1, _group, True)),
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
