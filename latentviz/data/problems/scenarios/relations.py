"""Scenarios of several people: ages, and quantities that are defined by one another."""

from itertools import pairwise

from latentviz.data.problems import people
from latentviz.data.problems.numbers import times_words
from latentviz.data.problems.scenario import Retry, Scenario
from latentviz.data.problems.scenarios import items


def _plan(scenario: Scenario, n_operations: int, with_shift: bool) -> tuple[int, str]:
    """Choose the number of relations and the question, so that the steps add up."""
    plans = [(n_operations, "ask")]
    if n_operations >= 2:
        plans += [(n_operations - 1, "sum"), (n_operations - 1, "difference")]
        plans += [(n_operations - 1, "future"), (n_operations - 1, "past")] * with_shift
        plans += [(n_operations // 2, "all")] * (2 if n_operations % 2 == 0 and n_operations > 2 else 0)
    return scenario.pick(plans)


def _several(scenario: Scenario, n: int) -> list[people.Person]:
    """Choose the people, the hero first."""
    hero = scenario.cast(mix=False)
    return [hero, *(scenario.other("B") for _ in range(n - 1))]


def _pair(first: people.Person, second: people.Person) -> dict[str, str]:
    return {"A": first.again, "A's": first.possessive, "B": second.again, "B's": second.possessive}


def _relate(scenario: Scenario, value: int, prefix: str, names: tuple[str, ...], slots: dict, most: int) -> int:
    name = scenario.pick(names)
    if name == "times":
        f = scenario.between(2, min(5, most // value))
        scenario.realize(f"{prefix}.times", times=scenario.pick(times_words(f)), **slots)
        return scenario.op(value, "*", f)
    if name == "part":
        d = scenario.part(value, 4)
        scenario.realize(f"{prefix}.part", part=scenario.part_words(d, as_many=True), **slots)
        return scenario.op(value, "/", d)
    if name == "inverse":
        d = scenario.part(value, 6)
        scenario.realize(f"{prefix}.inverse", times=scenario.pick(times_words(d)), **slots)
        return scenario.op(value, "/", d)
    up = name in ("older", "more")
    m = scenario.between(2, min(40, most - value if up else value - 2))
    scenario.realize(f"{prefix}.{name}", m=m, **slots)
    return scenario.op(value, "+" if up else "-", m)


def _sum_all(scenario: Scenario, values: list[int]) -> None:
    total = values[0]
    for value in values[1:]:
        total = scenario.op(total, "+", value)
    scenario.value = total


def _tell_relations(
    scenario: Scenario, prefix: str, names: tuple[str, ...], n_relations: int, first: int, most: int
) -> tuple[list[people.Person], list[int]]:
    crowd = _several(scenario, n_relations + 1)
    values = [first]
    scenario.realize(f"{prefix}.start", A=crowd[0].again, n=first)
    for before, after in pairwise(crowd):
        values.append(_relate(scenario, values[-1], prefix, names, _pair(before, after), most))
    if n_relations > 1 and scenario.random() < 0.2:
        scenario.clauses.reverse()
        scenario.marks.append("backwards")
    return crowd, values


def ages(scenario: Scenario, n_operations: int) -> None:
    """Tell how old several people are."""
    n_relations, question = _plan(scenario, n_operations, with_shift=True)
    names = ("older", "younger", "times", "part", "inverse")
    crowd, values = _tell_relations(scenario, "age", names, n_relations, scenario.between(3, 45), 95)
    slots = _pair(crowd[-2], crowd[-1])
    last, before = values[-1], values[-2]
    if question == "ask":
        scenario.ask("age.ask", **slots)
        scenario.value = last
    elif question == "sum":
        scenario.ask("age.sum", **slots)
        scenario.value = scenario.op(before, "+", last)
    elif question == "all":
        scenario.ask("age.all")
        _sum_all(scenario, values)
    elif question == "difference":
        _difference(scenario, "age", crowd, values)
    else:
        m = scenario.between(2, 20)
        if question == "past" and last - m < 1:
            raise Retry
        scenario.ask(f"age.{question}", m=m, **slots)
        scenario.value = scenario.op(last, "+" if question == "future" else "-", m)


def _difference(scenario: Scenario, prefix: str, crowd: list[people.Person], values: list[int]) -> None:
    """Ask for the difference of the last person and the first; of two only after a multiplication or division."""
    older, younger = values[-1], values[0]
    if older == younger or (len(values) == 2 and not set("*/") & set(scenario.steps[-1])):
        raise Retry
    if older > younger:
        scenario.ask(f"{prefix}.difference", **_pair(crowd[0], crowd[-1]))
        scenario.value = scenario.op(older, "-", younger)
    else:
        scenario.ask(f"{prefix}.difference", **_pair(crowd[-1], crowd[0]))
        scenario.value = scenario.op(younger, "-", older)


def chain(scenario: Scenario, n_operations: int) -> None:
    """Tell how many things several people have, each compared with the one before."""
    n_relations, question = _plan(scenario, n_operations, with_shift=False)
    scenario.item()
    names = ("more", "fewer", "times", "part", "inverse")
    scenario.slots["gain"] = scenario.pick(scenario.kind.gains)
    first = items.quantity(scenario)
    crowd, values = _tell_relations(scenario, "chain", names, n_relations, first, scenario.limit)
    slots = _pair(crowd[-2], crowd[-1])
    if question == "ask":
        scenario.ask("chain.ask", **slots)
        scenario.value = values[-1]
    elif question == "sum":
        scenario.ask("chain.sum", **slots)
        scenario.value = scenario.op(values[-2], "+", values[-1])
    elif question == "all":
        scenario.ask("chain.all")
        _sum_all(scenario, values)
    else:
        _difference(scenario, "chain", crowd, values)
