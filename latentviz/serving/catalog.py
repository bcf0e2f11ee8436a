"""`CheckpointCatalog`: the checkpoints that a visitor can choose: its own, and what the host allows."""

import copy
import threading
from collections.abc import Callable
from pathlib import Path

from latentviz.model.hub import find
from latentviz.serving.engine import Engine
from latentviz.utils.checkpoint_files import WEIGHTS
from latentviz.utils.refusal import Refusal


class CheckpointCatalog:
    """Checkpoints by the names of their folders, each with one engine for all pages of a server.

    Parameters
    ----------
    engine : Engine
        The page's own.
    home : Path, optional
        Folder of the checkpoints that stand in the catalog; the one that holds the page's own by default.
    """

    def __init__(self, engine: Engine, home: Path | None = None):
        self.engine = engine
        self._home, self._engines = home, {}
        if engine.folder is not None:
            self._home = home or engine.folder.resolve().parent
            self._engines[engine.folder.resolve()] = engine
        self._lock = threading.Lock()

    def seen_from(self, engine: Engine) -> "CheckpointCatalog":
        """The same catalog, for the page of another of its engines."""
        catalog = copy.copy(self)
        catalog.engine = engine
        return catalog

    @property
    def names(self) -> list[str]:
        """Names of the checkpoints, the page's own first, then those of one family ("tiny-"); none without a model."""
        own = self.engine
        if own.folder is None:
            return []
        family = own.name.split("-")[0]
        others = self._standing() - {own.name}
        return [own.name, *sorted(others, key=lambda name: (name.split("-")[0] != family, name))]

    def open(self, name: str | None) -> Engine:
        """The engine of a checkpoint in the catalog.

        Raises
        ------
        ValueError
            If there is no checkpoint of this name, or its configuration cannot be read.
        """
        if name == self.engine.name:
            return self.engine
        if self._home is None or name not in self.names:
            raise Refusal(f"There is no checkpoint of the name {name}. Choose one of: {', '.join(self.names)}.")
        return self._engine_of(self._home / name)

    def find(self, source: str, on_bytes: Callable[[int, int], None] | None = None, download: bool = True) -> Engine:
        """The engine of a checkpoint in the catalog, or of any other that the host allows.

        Parameters
        ----------
        source : str
            A name in the catalog, a folder, or a name on the hub; this and the rest as in `latentviz.model.hub.find`.

        Raises
        ------
        ValueError
            If it cannot be had.
        """
        if self._home is not None and source in self._standing():
            return self._engine_of(self._home / source)
        self.engine.policy.check_source(source)
        return self._engine_of(find(source, on_bytes, download))

    def threshold_of(self, name: str | None) -> float | None:
        """The stop threshold that a checkpoint in the catalog was saved with, None where it cannot be read."""
        try:
            return self.open(name).stop_threshold
        except Refusal:
            return None

    def forget(self, engine: Engine) -> None:
        """Take an engine off whose model could not be loaded, so that the next who asks tries again."""
        if engine.folder is not None:
            with self._lock:
                self._engines.pop(engine.folder.resolve(), None)

    def _standing(self) -> set[str]:
        found = () if self._home is None else (path.parent for path in self._home.glob(f"*/{WEIGHTS}*"))
        return {folder.name for folder in found if self.engine.policy.allows(folder)}

    def _engine_of(self, folder: Path) -> Engine:
        place = folder.resolve()
        with self._lock:
            if place not in self._engines:
                try:
                    self._engines[place] = self.engine.beside(folder)
                except Refusal:
                    raise
                except (OSError, ValueError) as error:
                    raise Refusal(f"The checkpoint {folder.name} cannot be read: {error}") from error
            return self._engines[place]
