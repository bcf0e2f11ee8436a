"""`Shelf`: the checkpoints that a visitor can compare: the page's own and the folders beside it."""

import threading

from latentviz.folder import WEIGHTS
from latentviz.ui.engine import Engine

MAX_OPEN = 3


class Shelf:
    """Checkpoints by the names of their folders, loaded when they are asked for.

    Parameters
    ----------
    engine : Engine
        The page's own; it stays open, and of the others the last `MAX_OPEN` that were used.
    """

    def __init__(self, engine: Engine):
        self.engine = engine
        self._open: dict[str, Engine] = {}
        self._lock = threading.Lock()

    @property
    def names(self) -> list[str]:
        """Names of the checkpoints, the page's own first; none on a page without a model."""
        own = self.engine
        if own.folder is None:
            return []
        found = (path.parent for path in own.folder.resolve().parent.glob(f"*/{WEIGHTS}"))
        beside = (folder.name for folder in found if own.policy.allows(folder))
        return [own.name, *sorted(name for name in beside if name != own.name)]

    def open(self, name: str | None) -> Engine:
        """The engine of a checkpoint.

        Raises
        ------
        ValueError
            If there is no checkpoint of this name, or its configuration cannot be read.
        """
        if name == self.engine.name:
            return self.engine
        if name not in self.names:
            raise ValueError(f"There is no checkpoint of the name {name}. Choose one of: {', '.join(self.names)}.")
        with self._lock:
            engine = self._open.pop(name, None)
            if engine is None:
                try:
                    engine = self.engine.beside(name)
                except OSError as error:
                    raise ValueError(f"The checkpoint {name} cannot be read: {error}") from error
            self._open[name] = engine
            while len(self._open) > MAX_OPEN:
                del self._open[next(iter(self._open))]
        return engine
