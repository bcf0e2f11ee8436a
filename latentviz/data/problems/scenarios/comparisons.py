"""How quantities of two people are compared, and how the running quantity is asked for."""

from latentviz.data.problems.numbers import times_words
from latentviz.data.problems.scenario import Scenario


def relation(scenario: Scenario, value: int, prefix: str, realize) -> int:
    """Tell how another quantity follows from `value`, and return it."""
    name = scenario.pick(("times", "part", "inverse", "more", "fewer"))
    if name == "times":
        f = scenario.factor(value, 6)
        realize(f"{prefix}_times", times=scenario.pick(times_words(f)))
        return scenario.op(value, "*", f)
    if name == "part":
        d = scenario.part(value, 5)
        realize(f"{prefix}_part", part=scenario.part_words(d, as_many=True))
        return scenario.op(value, "/", d)
    if name == "inverse":
        d = scenario.part(value, 8)
        realize(f"{prefix}_inverse", times=scenario.pick(times_words(d)))
        return scenario.op(value, "/", d)
    m = scenario.between(2, min(60, scenario.limit - value if name == "more" else value - 2))
    realize(f"{prefix}_{name}", m=m)
    return scenario.op(value, "+" if name == "more" else "-", m)


def relation_two(scenario: Scenario, value: int, key: str, **slots) -> int:
    """Tell "3 more than twice as many", and return that number."""
    if scenario.random() < 0.5:
        f = scenario.factor(value, 5)
        base, words = scenario.op(value, "*", f), scenario.pick(times_words(f))
    else:
        d = scenario.part(value, 4)
        base, words = scenario.op(value, "/", d), scenario.part_words(d, as_many=True)
    sign = scenario.pick("+-")
    m = scenario.between(2, min(30, scenario.limit - base if sign == "+" else base - 2))
    scenario.realize(key, times=words, m=m, more="more" if sign == "+" else scenario.pick(("fewer", "less")), **slots)
    return scenario.op(base, sign, m)


def both(scenario: Scenario) -> str:
    """Mention the protagonist and Q together; by name where others occur in the scenario."""
    hero, other = scenario.protagonist, scenario.slots["Q"]
    if hero.he == "I":
        return f"{other} and I"
    if hero.he == "you":
        return f"you and {other}"
    crowded = scenario.n_others > 1
    return f"{hero.again} and {other}" if crowded or scenario.random() < 0.5 else "they"


def join(scenario: Scenario, other: int, prefix: str) -> None:
    """Ask for the sum or difference of the running quantity and Q's."""
    if scenario.random() < 0.45:
        scenario.ask(f"{prefix}.together", they=both(scenario), dollars=scenario.currency)
        scenario.value = scenario.op(scenario.value, "+", other)
    elif scenario.value > other:
        scenario.ask(f"{prefix}.more_than")
        scenario.value = scenario.op(scenario.value, "-", other)
    else:
        scenario.ask(f"{prefix}.fewer_than")
        scenario.value = scenario.op(other, "-", scenario.value)


def finish_key(scenario: Scenario, prefix: str) -> str:
    """Choose how to ask for the running quantity: what is left, what there is now, or the total."""
    if scenario.lost:
        left = f"{prefix}.left_mine" if scenario.compared else f"{prefix}.left"
        return scenario.pick((left, left, f"{prefix}.now"))
    if scenario.gained:
        return f"{prefix}.now" if scenario.compared or scenario.random() < 0.5 else f"{prefix}.total"
    return f"{prefix}.mine" if scenario.compared else f"{prefix}.total"
