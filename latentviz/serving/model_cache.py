"""`ModelCache`: the models that a server has in memory."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from latentviz.serving.host_policy import HostPolicy
from latentviz.utils.records import QuestionLimits

if TYPE_CHECKING:
    from latentviz.analysis.tracer import Tracer

MAX_KEPT = 3
WARM_UP = "Ann has 2 apples and buys 3 more. How many apples does she have?"
# transformers fills in its modules as they are asked for: two threads must not import from it, or load, at once. Who
# has this lock may take `BUILDING` of `latentviz.model.modeling`, never the other way round.
LOADING = threading.Lock()


class ModelCache:
    """Models by their folders, each loaded in the background when it is first asked for.

    The first stays, and of the others the last `MAX_KEPT` that were used. A run that goes on keeps its model to the
    end, and one that was dropped is loaded again when it is next asked for.

    Parameters
    ----------
    load : callable
        Makes a tracer of a folder; what it raises is what `Future.result` raises.
    """

    def __init__(self, load: Callable[[Path], "Tracer"]):
        self._load = load
        self._first: Path | None = None
        self._kept: dict[Path, Future] = {}
        self._lock = threading.Lock()

    def begin(self, folder: Path) -> None:
        """Load a model that is not there, or could not be loaded before."""
        with self._lock:
            future = self._kept.get(folder)
            if future is not None and future.done() and future.exception() is not None:
                del self._kept[folder]
        self.get(folder)

    def get(self, folder: Path) -> "Future[Tracer]":
        """The model of a folder, there or to come."""
        with self._lock:
            self._first = self._first or folder
            future = self._kept.pop(folder, None)
            if future is None:
                future = ThreadPoolExecutor(1).submit(self._load, folder)
            self._kept[folder] = future
            others = [other for other in self._kept if other != self._first]
            for other in others[:-MAX_KEPT]:
                del self._kept[other]
        return future

    def is_settled(self, folder: Path) -> bool:
        """Whether loading has ended, well or badly, and the model was not dropped since."""
        with self._lock:
            future = self._kept.get(folder)
        return future is not None and future.done()


def load_tracer(
    folder: Path, device: str | None, dtype: str | None, policy: HostPolicy, warms_up: bool = True
) -> "Tracer":
    """Import and load here, in the background; a first thought, where there is one, pays for what is set up once.

    After it, the threads of the processor are counted that pay for a thought.
    """
    with LOADING:
        from latentviz.analysis.tracer import Tracer
        from latentviz.model.checkpoint import load_checkpoint
        from latentviz.model.threads import calibrate_num_threads

        checkpoint = load_checkpoint(folder, device, dtype)
    config = checkpoint.model.config
    config.limits = policy.limits(QuestionLimits.from_dict(config.limits)).to_dict()
    config.latent_cap = policy.latent_cap(config.latent_cap)
    tracer = Tracer(checkpoint)
    if warms_up:
        tracer.trace(WARM_UP, explain=True)
        if checkpoint.model.device.type == "cpu":
            tracer.n_threads = calibrate_num_threads(lambda: next(tracer.stream(WARM_UP)))
    return tracer
