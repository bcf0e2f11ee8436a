"""How quantities of two people are compared, and how the running quantity is asked for."""

from latentviz.data.problems.numbers import times_words
from latentviz.data.problems.scenario import Story


def relation(story: Story, value: int, prefix: str, tell) -> int:
    """Tell how another quantity follows from `value`, and return it."""
    name = story.pick(("times", "part", "inverse", "more", "fewer"))
    if name == "times":
        f = story.factor(value, 6)
        tell(f"{prefix}_times", times=story.pick(times_words(f)))
        return story.op(value, "*", f)
    if name == "part":
        d = story.part(value, 5)
        tell(f"{prefix}_part", part=story.part_words(d, as_many=True))
        return story.op(value, "/", d)
    if name == "inverse":
        d = story.part(value, 8)
        tell(f"{prefix}_inverse", times=story.pick(times_words(d)))
        return story.op(value, "/", d)
    m = story.between(2, min(60, story.limit - value if name == "more" else value - 2))
    tell(f"{prefix}_{name}", m=m)
    return story.op(value, "+" if name == "more" else "-", m)


def relation_two(story: Story, value: int, key: str, **slots) -> int:
    """Tell "3 more than twice as many", and return that number."""
    if story.random() < 0.5:
        f = story.factor(value, 5)
        base, words = story.op(value, "*", f), story.pick(times_words(f))
    else:
        d = story.part(value, 4)
        base, words = story.op(value, "/", d), story.part_words(d, as_many=True)
    sign = story.pick("+-")
    m = story.between(2, min(30, story.limit - base if sign == "+" else base - 2))
    story.tell(key, times=words, m=m, more="more" if sign == "+" else story.pick(("fewer", "less")), **slots)
    return story.op(base, sign, m)


def both(story: Story) -> str:
    """Mention the protagonist and Q together; by name where others occur in the story."""
    hero, other = story.protagonist, story.slots["Q"]
    if hero.he == "I":
        return f"{other} and I"
    if hero.he == "you":
        return f"you and {other}"
    crowded = story.n_others > 1
    return f"{hero.again} and {other}" if crowded or story.random() < 0.5 else "they"


def join(story: Story, other: int, prefix: str) -> None:
    """Ask for the sum or difference of the running quantity and Q's."""
    if story.random() < 0.45:
        story.ask(f"{prefix}.together", they=both(story), dollars=story.currency)
        story.value = story.op(story.value, "+", other)
    elif story.value > other:
        story.ask(f"{prefix}.more_than")
        story.value = story.op(story.value, "-", other)
    else:
        story.ask(f"{prefix}.fewer_than")
        story.value = story.op(other, "-", story.value)


def finish_key(story: Story, prefix: str) -> str:
    """Choose how to ask for the running quantity: what is left, what there is now, or the total."""
    if story.lost:
        left = f"{prefix}.left_mine" if story.compared else f"{prefix}.left"
        return story.pick((left, left, f"{prefix}.now"))
    if story.gained:
        return f"{prefix}.now" if story.compared or story.random() < 0.5 else f"{prefix}.total"
    return f"{prefix}.mine" if story.compared else f"{prefix}.total"
