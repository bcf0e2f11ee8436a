"""`Domain`: pieces of stories - openers, events, enders - that compose to a wanted number of operations."""

from collections.abc import Callable
from typing import NamedTuple

from latentviz.data.problems.nouns import SHOPS
from latentviz.data.problems.scenario import Retry, Story


class Piece(NamedTuple):
    """A part of a story.

    `cost` is the number of steps that `tell` adds; `divides` marks a piece that divides the running quantity as it is.
    """

    name: str
    cost: int
    tell: Callable[[Story], None]
    divides: bool = False


class Domain(NamedTuple):
    """What can happen to one kind of quantity.

    `start` chooses the cast and the things; `finish` is the ender without a step, which asks for the running quantity.
    """

    start: Callable[[Story], None]
    openers: tuple[Piece, ...]
    events: tuple[Piece, ...]
    enders: tuple[Piece, ...]
    asides: tuple[Piece, ...] = ()


def _before(story: Story) -> None:
    story.tell("distract.before", x=story.between(6, 60), floor=story.pick(FLOORS), tall=story.between(40, 75))


def _after(story: Story) -> None:
    """Say something with a number that does not matter."""
    story.other("Z")
    story.tell("distract.after", x=story.between(6, 60), shop=story.pick(SHOPS))


FLOORS = ("second", "third", "fourth", "fifth", "sixth")
_BEFORE = Piece("before", 0, _before)
_AFTER = Piece("after", 0, _after)


class Family(NamedTuple):
    """A family of stories: a domain, and which of its pieces must occur (by name; any of them where empty)."""

    name: str
    domain: Domain
    openers: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    enders: tuple[str, ...] = ()
    least: int = 1
    most: int = 6

    def tell(self, story: Story, n_operations: int) -> None:
        """Tell a story with exactly `n_operations` steps; raises `Retry` where the draw does not fit."""
        opener, events, ender = self._plan(story, n_operations)
        self.domain.start(story)
        parts = [opener, *events, ender]
        self._distract(story, parts)
        for part, following in zip(parts, [*parts[1:], None], strict=True):
            story.divisor = story.between(2, 9) if following and following.divides else 0
            part.tell(story)

    def _distract(self, story: Story, parts: list[Piece]) -> None:
        """Put a number that must be ignored before the story or before its question."""
        hero = story.protagonist
        if not hero.first or hero.he == "it" or story.random() > story.options.p_distractor:
            return
        if story.random() < 0.5:
            parts.insert(0, _BEFORE)
        elif parts[-1].name in ("finish", "total"):
            parts.insert(-1, story.pick((_AFTER, *self.domain.asides)))

    def _plan(self, story: Story, n_operations: int) -> tuple[Piece, list[Piece], Piece]:
        events, rest = [], n_operations
        if self.events:
            events.append(_affordable(story, _named(self.domain.events, self.events), rest))
            rest -= events[0].cost
        opener = _affordable(story, _named(self.domain.openers, self.openers), rest)
        rest -= opener.cost
        ender = _affordable(story, _named(self.domain.enders, self.enders), rest)
        rest -= ender.cost
        while rest:
            others = tuple(e for e in self.domain.events if e.name not in _ONCE or e not in events)
            events.append(_affordable(story, others, rest))
            rest -= events[-1].cost
        if len(events) > 1 and story.random() < 0.5:
            events.reverse()
        return opener, events, ender


class FreeFamily(NamedTuple):
    """A family whose stories are not composed of pieces: `tell_story` tells one with a given number of steps."""

    name: str
    tell_story: Callable[[Story, int], None]
    least: int = 1
    most: int = 6

    def tell(self, story: Story, n_operations: int) -> None:
        """Tell a story with exactly `n_operations` steps; raises `Retry` where the draw does not fit."""
        self.tell_story(story, n_operations)


_ONCE = {
    "lose_half",
    "multiply",
    "spend_half",
    "leave_half",
    "half_taken",
    "double",
    "half_price",
    "has",
    "extra",
    "broken",
    "broken_part",
}


def _affordable(story: Story, pieces: tuple[Piece, ...], n_steps: int) -> Piece:
    fitting = [piece for piece in pieces if piece.cost <= n_steps]
    if not fitting:
        raise Retry
    return story.pick(fitting)


def _named(pieces: tuple[Piece, ...], names: tuple[str, ...]) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if piece.name in names) if names else pieces
