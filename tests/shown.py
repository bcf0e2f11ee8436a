"""What a handler shows at last, and what snippets of the page's HTML say."""

import re
from collections.abc import Iterator


def last(steps: Iterator[dict]) -> dict:
    """What the last step of a handler changes."""
    *_, end = steps
    return end


def steps_of(strip: str) -> list[str]:
    """The kinds of the strip's steps, in order."""
    return re.findall(r'<li class="step (\w+)"', strip)


def measures_of(card: str) -> dict[str, str]:
    """Name and value of each measure on an answer card."""
    return dict(re.findall(r"<dt><abbr[^>]*>(.*?)</abbr></dt><dd>(.*?)</dd>", card))
