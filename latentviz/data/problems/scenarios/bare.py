"""Arithmetic in words, without a scenario."""

from latentviz.data.problems.scenario import Scenario

_SIGNS = {"+": "plus", "-": "minus", "*": "times", "/": "over"}
_FIRST_JOINTS = (", ", " and ", ". ", ". Then ", ", then ")
_JOINTS = (", ", ", then ", ". Then ", ", and then ", ". Now ", ". After that, ")
_WORDS = {"+": ("plus", "+"), "-": ("minus", "-"), "*": ("times", "*", "x"), "/": ("divided by", "/")}


def bare(scenario: Scenario, n_operations: int) -> None:
    """Ask for a calculation."""
    if n_operations == 1:
        _single(scenario)
    elif n_operations == 2 and scenario.random() < 0.3:
        _precedence(scenario)
    elif n_operations <= 3 and scenario.random() < 0.5:
        _expression(scenario, n_operations)
    else:
        _recipe(scenario, n_operations)


def _operands(scenario: Scenario, sign: str) -> tuple[int, int]:
    if sign == "+":
        a = scenario.between(1, scenario.limit - 2)
        return a, scenario.between(1, scenario.limit - a)
    if sign == "-":
        a = scenario.between(2, scenario.limit)
        return a, scenario.between(1, a)
    if sign == "*":
        a = scenario.between(2, 20)
        return a, scenario.factor(a, 20)
    b = scenario.between(2, 15)
    return b * scenario.between(2, min(20, scenario.limit // b)), b


def _single(scenario: Scenario) -> None:
    sign = scenario.pick("+-*/")
    a, b = _operands(scenario, sign)
    if sign == "/" and b <= 4 and scenario.random() < 0.5:
        if b == 2:
            scenario.ask("bare.half", a=a)
        else:
            scenario.ask("bare.part", a=a, part=scenario.part_words(b))
    elif sign == "*" and b == 2 and scenario.random() < 0.5:
        scenario.ask("bare.twice", a=a)
    else:
        scenario.ask(f"bare.{_SIGNS[sign]}", a=a, b=b)
    scenario.value = scenario.op(a, sign, b)


def _expression(scenario: Scenario, n_operations: int) -> None:
    """Write "3 times 4 plus 5": only the first operation may be a product, so that reading order is right."""
    sign = scenario.pick("+-*/")
    value, b = _operands(scenario, sign)
    text = f"{scenario.number(value)} {scenario.pick(_WORDS[sign])} {scenario.number(b)}"
    value = scenario.op(value, sign, b)
    for _ in range(n_operations - 1):
        sign = scenario.pick("+-")
        n = scenario.between(1, min(99, scenario.limit - value) if sign == "+" else value)
        text += f" {scenario.pick(_WORDS[sign])} {scenario.number(n)}"
        value = scenario.op(value, sign, n)
    scenario.ask("bare.expression", text=text)
    scenario.value = value


def _precedence(scenario: Scenario) -> None:
    """Write "5 + 3 * 2" or "(5 + 3) * 2"."""
    sign, times = scenario.pick("+-"), scenario.pick("*x*")
    b, c = scenario.small(), scenario.small()
    if scenario.random() < 0.5:
        product = scenario.op(b, "*", c)
        a = scenario.between(2, scenario.limit - product) if sign == "+" else scenario.between(product, scenario.limit)
        scenario.ask("bare.expression", text=f"{a} {sign} {b} {times} {c}")
        scenario.value = scenario.op(a, sign, product)
    else:
        a = scenario.between(b + 2, 60)
        scenario.ask("bare.expression", text=f"({a} {sign} {b}) {times} {c}")
        scenario.value = scenario.op(scenario.op(a, sign, b), "*", c)


def _recipe(scenario: Scenario, n_operations: int) -> None:
    """Write "Start with 5. Add 3, then double it." """
    scenario.value = scenario.quantity()
    text = scenario.fragment("bare.start", n=scenario.value)
    for i in range(n_operations):
        text += scenario.pick(_JOINTS if i else _FIRST_JOINTS) + _change(scenario)
    scenario.ask("bare.recipe", text=text)


def _change(scenario: Scenario) -> str:
    sign = scenario.pick("+-*/")
    if sign == "+":
        n = scenario.addend()
        text = scenario.fragment("bare.add", n=n)
    elif sign == "-":
        n = scenario.subtrahend()
        text = scenario.fragment("bare.subtract", n=n)
    elif sign == "*":
        n = scenario.factor(scenario.value, 10)
        text = _by_two_or(scenario, "bare.double", "bare.multiply", n)
    else:
        n = scenario.part(scenario.value, 12)
        text = _by_two_or(scenario, "bare.halve", "bare.divide", n)
    scenario.then(sign, n)
    return text


def _by_two_or(scenario: Scenario, by_two: str, otherwise: str, n: int) -> str:
    return scenario.fragment(by_two) if n == 2 and scenario.random() < 0.6 else scenario.fragment(otherwise, n=n)


WORDS = tuple(word for words in _WORDS.values() for word in words) + tuple(_JOINTS)
