"""Every sentence pattern of the generator, by key; `latentviz.data.problems.grammar` explains the notation."""

from latentviz.data.problems.phrases import crowds, items, money, relations, shapes, short, work
from latentviz.data.problems.sketches import ENTRIES

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
