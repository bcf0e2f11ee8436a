"""How quantities of two people are compared, and how the running quantity is asked for."""

from collections.abc import Callable

from latentviz.data.problems.numbers import times_words
from latentviz.data.problems.scenario import Retry, Scenario
from latentviz.data.problems.scenarios.domain import Piece, Written, as_number


def relation(
    scenario: Scenario,
    value: int,
    prefix: str,
    tell: Callable[..., None],
    names: tuple[str, ...] = ("times", "part", "inverse", "more", "fewer"),
    highest: tuple[int, int, int, int] = (6, 5, 8, 60),
    limit: int | None = None,
    written: Written = as_number,
) -> int:
    """Tell how another quantity follows from `value`, and return it.

    Parameters
    ----------
    tell : callable
        Adds the sentence whose key is `prefix` and one of `names`.
    highest : tuple of int
        Largest factor, divisor, divisor told the other way round, and difference.
    limit : int, optional
        Largest result; the scenario's where None.
    written : callable
        How a difference stands in the text.
    """
    most_times, most_part, most_inverse, most_more = highest
    limit = limit or scenario.limit
    name = scenario.pick(names)
    if name == "times":
        if value < 2:
            raise Retry
        f = scenario.between(2, min(most_times, limit // value))
        tell(f"{prefix}times", times=scenario.pick(times_words(f)))
        return scenario.op(value, "*", f)
    if name == "part":
        d = scenario.part(value, most_part)
        tell(f"{prefix}part", part=scenario.part_words(d, as_many=True))
        return scenario.op(value, "/", d)
    if name == "inverse":
        d = scenario.part(value, most_inverse)
        tell(f"{prefix}inverse", times=scenario.pick(times_words(d)))
        return scenario.op(value, "/", d)
    is_more = name in ("more", "older")
    m = scenario.between(2, min(most_more, limit - value if is_more else value - 2))
    tell(f"{prefix}{name}", m=written(scenario, m))
    return scenario.op(value, "+" if is_more else "-", m)


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
        scenario.then("+", other)
    elif scenario.value > other:
        scenario.ask(f"{prefix}.more_than")
        scenario.then("-", other)
    else:
        scenario.ask(f"{prefix}.fewer_than")
        scenario.value = scenario.op(other, "-", scenario.value)


def relative(prefix: str, written: Written = as_number) -> Piece:
    """Open with a quantity of Q, and how the protagonist's follows from it."""

    def realize(scenario: Scenario) -> None:
        scenario.other()
        n = scenario.quantity()
        scenario.compared = True

        def tell(key: str, **slots) -> None:
            scenario.realize(key, n=written(scenario, n), **slots)

        scenario.value = relation(scenario, n, f"{prefix}.relative_", tell, written=written)

    return Piece("relative", 1, realize)


def compare(prefix: str, written: Written = as_number) -> Piece:
    """Ask for the sum or difference of the running quantity and one that Q has."""

    def realize(scenario: Scenario) -> None:
        scenario.other()
        m = scenario.quantity()
        if m == scenario.value:
            raise Retry
        scenario.realize(f"{prefix}.other_has", m=written(scenario, m))
        join(scenario, m, prefix)

    return Piece("compare", 1, realize)


def other_relative(prefix: str, written: Written = as_number) -> Piece:
    """Ask for Q's quantity, which follows from the running one."""

    def realize(scenario: Scenario) -> None:
        scenario.value = _of_other(scenario, prefix, written)
        scenario.ask(f"{prefix}.other_ask")

    return Piece("other_relative", 1, realize)


def other_joined(prefix: str, written: Written = as_number) -> Piece:
    """Ask for the sum of the running quantity and Q's, which follows from it."""

    def realize(scenario: Scenario) -> None:
        other = _of_other(scenario, prefix, written)
        scenario.ask(f"{prefix}.together", they=both(scenario))
        scenario.then("+", other)

    return Piece("other_joined", 2, realize)


def _of_other(scenario: Scenario, prefix: str, written: Written) -> int:
    scenario.other()
    return relation(scenario, scenario.value, f"{prefix}.other_", scenario.realize, written=written)


def finish_key(scenario: Scenario, prefix: str) -> str:
    """Choose how to ask for the running quantity: what is left, what there is now, or the total."""
    if scenario.lost:
        left = f"{prefix}.left_mine" if scenario.compared else f"{prefix}.left"
        return scenario.pick((left, left, f"{prefix}.now"))
    if scenario.gained:
        return f"{prefix}.now" if scenario.compared or scenario.random() < 0.5 else f"{prefix}.total"
    return f"{prefix}.mine" if scenario.compared else f"{prefix}.total"
