"""Two people, each with a scenario of their own, compared or added up at the end."""

from latentviz.data.problems.scenario import Retry, Scenario
from latentviz.data.problems.scenarios import comparisons, items, money
from latentviz.data.problems.scenarios.domain import Domain


def joined(scenario: Scenario, n_operations: int) -> None:
    """Realize two independent scenarios of n_operations - 1 steps together, and join them by a sum or a difference."""
    domain, prefix = scenario.pick(((items.DOMAIN, "items"), (items.DOMAIN, "items"), (money.DOMAIN, "money")))
    n_first = scenario.between(0, n_operations - 1)
    domain.start(scenario)
    hero = scenario.protagonist
    _part(scenario, domain, n_first)
    first = scenario.value
    other = scenario.other()
    scenario.set_person(other)
    if prefix == "items":
        items.fill_verbs(scenario)
    _part(scenario, domain, n_operations - 1 - n_first)
    second = scenario.value
    scenario.set_person(hero)
    scenario.slots["Q"], scenario.slots["Q's"] = other.again, other.possessive
    scenario.value = first
    if first == second:
        raise Retry
    comparisons.join(scenario, second, prefix)


def _part(scenario: Scenario, domain: Domain, n_operations: int) -> None:
    openers = [piece for piece in domain.openers if piece.cost <= n_operations and piece.name in _OPENERS]
    opener = scenario.pick(openers)
    opener.realize(scenario)
    rest = n_operations - opener.cost
    while rest:
        event = scenario.pick([piece for piece in domain.events if piece.cost <= rest])
        event.realize(scenario)
        rest -= event.cost


_OPENERS = ("have", "groups", "dozen", "daily", "loose", "growing", "nested", "wage", "sold", "two_groups", "two_jobs")
