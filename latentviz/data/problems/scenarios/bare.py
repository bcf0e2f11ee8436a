"""Arithmetic in words, without a story."""

from latentviz.data.problems import people
from latentviz.data.problems.scenario import Story
from latentviz.data.problems.scenarios import items

_SIGNS = {"+": "plus", "-": "minus", "*": "times", "/": "over"}
_FIRST_JOINTS = (", ", " and ", ". ", ". Then ", ", then ")
_JOINTS = (", ", ", then ", ". Then ", ", and then ", ". Now ", ". After that, ")
_WORDS = {"+": ("plus", "+"), "-": ("minus", "-"), "*": ("times", "*", "x"), "/": ("divided by", "/")}


def bare(story: Story, n_operations: int) -> None:
    """Ask for a calculation."""
    story.set_person(people.NOBODY)
    if n_operations == 1:
        _single(story)
    elif n_operations == 2 and story.random() < 0.3:
        _precedence(story)
    elif n_operations <= 3 and story.random() < 0.5:
        _expression(story, n_operations)
    else:
        _recipe(story, n_operations)


def _operands(story: Story, sign: str) -> tuple[int, int]:
    if sign == "+":
        a = story.between(1, story.limit - 2)
        return a, story.between(1, story.limit - a)
    if sign == "-":
        a = story.between(2, story.limit)
        return a, story.between(1, a)
    if sign == "*":
        a = story.between(2, 20)
        return a, story.factor(a, 20)
    b = story.between(2, 15)
    return b * story.between(2, min(20, story.limit // b)), b


def _single(story: Story) -> None:
    sign = story.pick("+-*/")
    a, b = _operands(story, sign)
    key, slots = f"bare.{_SIGNS[sign]}", {"a": a, "b": b}
    if sign == "/" and b <= 4 and story.random() < 0.5:
        key, slots = ("bare.half", {"a": a}) if b == 2 else ("bare.part", {"a": a, "part": story.part_words(b)})
    elif sign == "*" and b == 2 and story.random() < 0.5:
        key, slots = "bare.twice", {"a": a}
    story.ask(key, **slots)
    story.value = story.op(a, sign, b)


def _expression(story: Story, n_operations: int) -> None:
    """Write "3 times 4 plus 5": only the first operation may be a product, so that reading order is right."""
    sign = story.pick("+-*/")
    value, b = _operands(story, sign)
    text = f"{story.number(value)} {story.pick(_WORDS[sign])} {story.number(b)}"
    value = story.op(value, sign, b)
    for _ in range(n_operations - 1):
        sign = story.pick("+-")
        n = story.between(1, min(99, story.limit - value) if sign == "+" else value)
        text += f" {story.pick(_WORDS[sign])} {story.number(n)}"
        value = story.op(value, sign, n)
    story.ask("bare.expression", text=text)
    story.value = value


def _precedence(story: Story) -> None:
    """Write "5 + 3 * 2" or "(5 + 3) * 2"."""
    sign, times = story.pick("+-"), story.pick("*x*")
    b, c = items.small(story), items.small(story)
    if story.random() < 0.5:
        product = story.op(b, "*", c)
        a = story.between(2, story.limit - product) if sign == "+" else story.between(product, story.limit)
        story.ask("bare.expression", text=f"{a} {sign} {b} {times} {c}")
        story.value = story.op(a, sign, product)
    else:
        a = story.between(b + 2, 60)
        story.ask("bare.expression", text=f"({a} {sign} {b}) {times} {c}")
        story.value = story.op(story.op(a, sign, b), "*", c)


def _recipe(story: Story, n_operations: int) -> None:
    """Write "Start with 5. Add 3, then double it." """
    story.value = items.quantity(story)
    text = story.fragment("bare.start", n=story.value)
    for i in range(n_operations):
        text += story.pick(_JOINTS if i else _FIRST_JOINTS) + _change(story)
    story.ask("bare.recipe", text=text)


def _change(story: Story) -> str:
    sign = story.pick("+-*/")
    if sign == "+":
        n = story.addend()
        text = story.fragment("bare.add", n=n)
    elif sign == "-":
        n = story.subtrahend()
        text = story.fragment("bare.subtract", n=n)
    elif sign == "*":
        n = story.factor(story.value, 10)
        text = _by_two_or(story, "bare.double", "bare.multiply", n)
    else:
        n = story.part(story.value, 12)
        text = _by_two_or(story, "bare.halve", "bare.divide", n)
    story.value = story.op(story.value, sign, n)
    return text


def _by_two_or(story: Story, by_two: str, otherwise: str, n: int) -> str:
    return story.fragment(by_two) if n == 2 and story.random() < 0.6 else story.fragment(otherwise, n=n)


WORDS = tuple(word for words in _WORDS.values() for word in words) + tuple(_JOINTS)
