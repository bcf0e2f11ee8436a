"""Scenarios of several people: ages, quantities that are defined by one another, and two scenarios that are joined."""

from functools import partial
from itertools import pairwise

from latentviz.data.problems import people
from latentviz.data.problems.scenario import Retry, Scenario
from latentviz.data.problems.scenarios import items, money
from latentviz.data.problems.scenarios.comparisons import join, relation
from latentviz.data.problems.scenarios.domain import Domain


def _plan(scenario: Scenario, n_operations: int, with_shift: bool) -> tuple[int, str]:
    """Choose the number of relations and the question, so that the steps add up."""
    plans = [(n_operations, "ask")]
    if n_operations >= 2:
        plans += [(n_operations - 1, "sum"), (n_operations - 1, "difference")]
        plans += [(n_operations - 1, "future"), (n_operations - 1, "past")] * with_shift
        plans += [(n_operations // 2, "all")] * (2 if n_operations % 2 == 0 and n_operations > 2 else 0)
    return scenario.pick(plans)


def _pair(first: people.Person, second: people.Person) -> dict[str, str]:
    return {"A": first.again, "A's": first.possessive, "B": second.again, "B's": second.possessive}


def _tell_relations(
    scenario: Scenario, prefix: str, names: tuple[str, ...], n_relations: int, first: int, limit: int
) -> tuple[list[people.Person], list[int]]:
    hero = scenario.cast(mix=False)
    crowd, values = [hero, *(scenario.other("B") for _ in range(n_relations))], [first]
    scenario.realize(f"{prefix}.start", A=hero.again, n=first)
    for pair in pairwise(crowd):
        tell = partial(scenario.realize, **_pair(*pair))
        values.append(relation(scenario, values[-1], f"{prefix}.", tell, names, (5, 4, 6, 40), limit))
    if n_relations > 1 and scenario.random() < 0.2:
        scenario.clauses.reverse()
        scenario.marks.append("backwards")
    return crowd, values


def _ask(scenario: Scenario, prefix: str, question: str, crowd: list[people.Person], values: list[int]) -> None:
    if question == "difference":
        _ask_difference(scenario, prefix, crowd, values)
        return
    scenario.ask(f"{prefix}.{question}", **_pair(*crowd[-2:]))
    scenario.accumulate("+", {"ask": values[-1:], "sum": values[-2:], "all": values}[question])


def _ask_difference(scenario: Scenario, prefix: str, crowd: list[people.Person], values: list[int]) -> None:
    """Ask for the difference of the last person and the first; of two only after a multiplication or division."""
    first, last = values[0], values[-1]
    if first == last or (len(values) == 2 and not set("*/") & set(scenario.steps[-1])):
        raise Retry
    pair = (crowd[0], crowd[-1]) if first < last else (crowd[-1], crowd[0])
    scenario.ask(f"{prefix}.difference", **_pair(*pair))
    scenario.value = scenario.op(max(first, last), "-", min(first, last))


def ages(scenario: Scenario, n_operations: int) -> None:
    """Tell how old several people are."""
    n_relations, question = _plan(scenario, n_operations, with_shift=True)
    names = ("older", "younger", "times", "part", "inverse")
    crowd, values = _tell_relations(scenario, "age", names, n_relations, scenario.between(3, 45), 95)
    if question not in ("future", "past"):
        _ask(scenario, "age", question, crowd, values)
        return
    m = scenario.between(2, 20)
    if question == "past" and values[-1] - m < 1:
        raise Retry
    scenario.ask(f"age.{question}", m=m, **_pair(*crowd[-2:]))
    scenario.value = scenario.op(values[-1], "+" if question == "future" else "-", m)


def chain(scenario: Scenario, n_operations: int) -> None:
    """Tell how many things several people have, each compared with the one before."""
    n_relations, question = _plan(scenario, n_operations, with_shift=False)
    scenario.item()
    names = ("more", "fewer", "times", "part", "inverse")
    scenario.slots["gain"] = scenario.pick(scenario.kind.gains)
    crowd, values = _tell_relations(scenario, "chain", names, n_relations, scenario.quantity(), scenario.limit)
    _ask(scenario, "chain", question, crowd, values)


_JOINED_OPENERS = "have groups dozen daily loose growing nested wage sold two_groups two_jobs".split()


def joined(scenario: Scenario, n_operations: int) -> None:
    """Realize two independent scenarios of n_operations - 1 steps together, and join them by a sum or a difference."""
    domain, prefix = scenario.pick(((items.DOMAIN, "items"), (items.DOMAIN, "items"), (money.DOMAIN, "money")))
    n_first = scenario.between(0, n_operations - 1)
    domain.start(scenario)
    hero = scenario.protagonist
    _tell_part(scenario, domain, n_first)
    first = scenario.value
    other = scenario.other()
    scenario.set_person(other)
    if prefix == "items":
        items.fill_verbs(scenario)
    _tell_part(scenario, domain, n_operations - 1 - n_first)
    second = scenario.value
    scenario.set_person(hero)
    scenario.slots["Q"], scenario.slots["Q's"] = other.again, other.possessive
    scenario.value = first
    if first == second:
        raise Retry
    join(scenario, second, prefix)


def _tell_part(scenario: Scenario, domain: Domain, n_operations: int) -> None:
    openers = [piece for piece in domain.openers if piece.cost <= n_operations and piece.name in _JOINED_OPENERS]
    opener = scenario.pick(openers)
    opener.realize(scenario)
    rest = n_operations - opener.cost
    while rest:
        event = scenario.pick([piece for piece in domain.events if piece.cost <= rest])
        event.realize(scenario)
        rest -= event.cost
