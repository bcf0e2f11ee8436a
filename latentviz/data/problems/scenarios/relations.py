"""Stories of several people: ages, and quantities that are defined by one another."""

from collections.abc import Callable
from itertools import pairwise

from latentviz.data.problems import people
from latentviz.data.problems.numbers import times_words
from latentviz.data.problems.scenario import Retry, Story
from latentviz.data.problems.scenarios import items


def _plan(story: Story, n_operations: int, with_shift: bool) -> tuple[int, str]:
    """Choose the number of relations and the question, so that the steps add up."""
    plans = [(n_operations, "ask")]
    if n_operations >= 2:
        plans += [(n_operations - 1, "sum"), (n_operations - 1, "difference")]
        plans += [(n_operations - 1, "future"), (n_operations - 1, "past")] * with_shift
        plans += [(n_operations // 2, "all")] * (2 if n_operations % 2 == 0 and n_operations > 2 else 0)
    return story.pick(plans)


def _several(story: Story, n: int) -> list[people.Person]:
    """Choose the people, the hero first."""
    hero = story.cast(mix=False)
    return [hero, *(story.other("B") for _ in range(n - 1))]


def _pair(first: people.Person, second: people.Person) -> dict[str, str]:
    return {"A": first.again, "A's": first.possessive, "B": second.again, "B's": second.possessive}


def _relate(story: Story, value: int, prefix: str, names: tuple[str, ...], slots: dict, most: int) -> int:
    name = story.pick(names)
    if name == "times":
        f = story.between(2, min(5, most // value))
        story.tell(f"{prefix}.times", times=story.pick(times_words(f)), **slots)
        return story.op(value, "*", f)
    if name == "part":
        d = story.part(value, 4)
        story.tell(f"{prefix}.part", part=story.part_words(d, as_many=True), **slots)
        return story.op(value, "/", d)
    if name == "inverse":
        d = story.part(value, 6)
        story.tell(f"{prefix}.inverse", times=story.pick(times_words(d)), **slots)
        return story.op(value, "/", d)
    up = name in ("older", "more")
    m = story.between(2, min(40, most - value if up else value - 2))
    story.tell(f"{prefix}.{name}", m=m, **slots)
    return story.op(value, "+" if up else "-", m)


def _sum_all(story: Story, values: list[int]) -> None:
    total = values[0]
    for value in values[1:]:
        total = story.op(total, "+", value)
    story.value = total


def _tell_relations(
    story: Story, prefix: str, names: tuple[str, ...], n_relations: int, first: int, most: int
) -> tuple[list[people.Person], list[int]]:
    crowd = _several(story, n_relations + 1)
    values = [first]
    story.tell(f"{prefix}.start", A=crowd[0].again, n=first)
    for before, after in pairwise(crowd):
        values.append(_relate(story, values[-1], prefix, names, _pair(before, after), most))
    if n_relations > 1 and story.random() < 0.2:
        story.clauses.reverse()
        story.marks.append("backwards")
    return crowd, values


def ages(story: Story, n_operations: int) -> None:
    """Tell how old several people are."""
    n_relations, question = _plan(story, n_operations, with_shift=True)
    names = ("older", "younger", "times", "part", "inverse")
    crowd, values = _tell_relations(story, "age", names, n_relations, story.between(3, 45), 95)
    slots = _pair(crowd[-2], crowd[-1])
    last, before = values[-1], values[-2]
    if question == "ask":
        story.ask("age.ask", **slots)
        story.value = last
    elif question == "sum":
        story.ask("age.sum", **slots)
        story.value = story.op(before, "+", last)
    elif question == "all":
        story.ask("age.all")
        _sum_all(story, values)
    elif question == "difference":
        _difference(story, "age", crowd, values)
    else:
        m = story.between(2, 20)
        if question == "past" and last - m < 1:
            raise Retry
        story.ask(f"age.{question}", m=m, **slots)
        story.value = story.op(last, "+" if question == "future" else "-", m)


def _difference(story: Story, prefix: str, crowd: list[people.Person], values: list[int]) -> None:
    """Ask for the difference of the last person and the first, or the one before the last after a multiplication."""
    i = 0 if len(values) > 2 else -2
    older, younger = values[-1], values[i]
    if older == younger or (len(values) == 2 and not set("*/") & set(story.steps[-1])):
        raise Retry
    if older > younger:
        story.ask(f"{prefix}.difference", **_pair(crowd[i], crowd[-1]))
        story.value = story.op(older, "-", younger)
    else:
        story.ask(f"{prefix}.difference", **_pair(crowd[-1], crowd[i]))
        story.value = story.op(younger, "-", older)


def chain(story: Story, n_operations: int) -> None:
    """Tell how many things several people have, each compared with the one before."""
    n_relations, question = _plan(story, n_operations, with_shift=False)
    story.item()
    names = ("more", "fewer", "times", "part", "inverse")
    story.slots["gain"] = story.pick(story.kind.gains)
    first = items.quantity(story)
    crowd, values = _tell_relations(story, "chain", names, n_relations, first, story.limit)
    slots = _pair(crowd[-2], crowd[-1])
    if question == "ask":
        story.ask("chain.ask", **slots)
        story.value = values[-1]
    elif question == "sum":
        story.ask("chain.sum", **slots)
        story.value = story.op(values[-2], "+", values[-1])
    elif question == "all":
        story.ask("chain.all")
        _sum_all(story, values)
    else:
        _difference(story, "chain", crowd, values)


TELLERS: dict[str, Callable[[Story, int], None]] = {"ages": ages, "chain": chain}
