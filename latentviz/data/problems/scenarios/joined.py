"""Two people, each with a story of their own, compared or added up at the end."""

from latentviz.data.problems.scenario import Retry, Story
from latentviz.data.problems.scenarios import comparisons, items, money
from latentviz.data.problems.scenarios.domain import Domain, Piece


def joined(story: Story, n_operations: int) -> None:
    """Tell two independent stories of n_operations - 1 steps together, and join them by a sum or a difference."""
    domain, prefix = story.pick(((items.DOMAIN, "items"), (items.DOMAIN, "items"), (money.DOMAIN, "money")))
    n_first = story.between(0, n_operations - 1)
    domain.start(story)
    hero = story.protagonist
    _part(story, domain, n_first)
    first = story.value
    other = story.other()
    story.set_person(other)
    if prefix == "items":
        items.fill_verbs(story)
    _part(story, domain, n_operations - 1 - n_first)
    second = story.value
    story.set_person(hero)
    story.slots["Q"], story.slots["Q's"] = other.again, other.possessive
    story.value = first
    if first == second:
        raise Retry
    comparisons.join(story, second, prefix)


def _part(story: Story, domain: Domain, n_operations: int) -> None:
    openers = [piece for piece in domain.openers if piece.cost <= n_operations and piece.name in _OPENERS]
    opener = story.pick(openers)
    opener.tell(story)
    rest = n_operations - opener.cost
    while rest:
        event = story.pick([piece for piece in domain.events if piece.cost <= rest])
        _tell_event(story, event)
        rest -= event.cost


def _tell_event(story: Story, event: Piece) -> None:
    story.divisor = 0
    event.tell(story)


_OPENERS = ("have", "groups", "dozen", "daily", "loose", "growing", "nested", "wage", "sold", "two_groups", "two_jobs")
