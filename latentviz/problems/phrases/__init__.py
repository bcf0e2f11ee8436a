"""Every sentence pattern of the generator, by key; `latentviz.problems.grammar` explains the notation."""

from latentviz.problems.phrases import crowds, items, money, relations, shapes, short, work
from latentviz.problems.sketches import ENTRIES

PHRASES: dict[str, tuple[str, ...]] = {
    key: patterns
    for table in (
        items.PHRASES,
        money.PHRASES,
        work.PHRASES,
        crowds.PHRASES,
        relations.PHRASES,
        shapes.PHRASES,
        short.PHRASES,
        {entry.key: entry.texts for entry in ENTRIES},
    )
    for key, patterns in table.items()
}
