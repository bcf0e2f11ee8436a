"""`Engine`: the model behind the page, and what the page asks of it."""

import json
import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from latentviz.config import QuestionLimits
from latentviz.problems import GeneratorOptions, Problem, ProblemGenerator
from latentviz.projection import HiddenStateMap, Placement
from latentviz.trace import ThoughtTrace

if TYPE_CHECKING:
    from latentviz.tracer import Tracer

WARM_UP = "Ann has 2 apples and buys 3 more. How many apples does she have?"


class ModelUnavailable(RuntimeError):
    """The model could not be loaded; the message says why."""


class Engine:
    """One checkpoint, loaded in the background so that the page opens at once.

    Parameters
    ----------
    checkpoint_dir : str or Path
        A checkpoint folder.
    device, dtype : str, optional
        As in `latentviz.checkpoints.load_checkpoint`.
    lend_gpu : callable, optional
        Wraps the function that runs the model, as `spaces.GPU` does on a Space that lends its GPU for each call.

    Attributes
    ----------
    name : str
        Name of the checkpoint.
    limits : QuestionLimits
        What the checkpoint was trained on.
    latent_cap : int
        Largest number of latent steps.

    Raises
    ------
    OSError
        If the folder or its `config.json` cannot be read.
    ValueError
        If `config.json` is not JSON.
    """

    def __init__(
        self,
        checkpoint_dir: str | Path,
        device: str | None = None,
        dtype: str | None = None,
        lend_gpu: Callable[[Callable], Callable] | None = None,
    ):
        folder = Path(checkpoint_dir)
        if not folder.is_dir():
            raise FileNotFoundError(f"{folder}: there is no such checkpoint folder")
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.name = folder.resolve().name
        self.limits = QuestionLimits.from_dict(config.get("limits", {}))
        self.latent_cap = int(config.get("latent_cap", 8))
        self._problems = ProblemGenerator(
            random.SystemRandom().randrange(2**32),
            split="test",
            options=GeneratorOptions(
                max_number=self.limits.trained_max_number, max_operations=self.limits.trained_max_operations
            ),
        )
        self._model_lock = threading.Lock()
        self._problem_lock = threading.Lock()
        self._stream = lend_gpu(self._think) if lend_gpu else self._think
        self._tracer = ThreadPoolExecutor(1).submit(self._load, folder, device, dtype)

    @property
    def ready(self) -> bool:
        """Whether loading has ended, well or badly."""
        return self._tracer.done()

    def wait(self) -> None:
        """Wait until the model is there.

        Raises
        ------
        ModelUnavailable
            If it could not be loaded, for whatever reason.
        """
        try:
            self._tracer.result()
        except Exception as error:
            raise ModelUnavailable(f"The model could not be loaded. {error}") from error

    @property
    def hidden_state_map(self) -> HiddenStateMap | None:
        """The checkpoint's map, once loaded; None where it has none."""
        return self._tracer.result().checkpoint.hidden_state_map

    def place(self, trace: ThoughtTrace) -> Placement | None:
        """Where the states of a trace lie on the map; None where there is no map."""
        return None if self.hidden_state_map is None else self.hidden_state_map.place(trace.hidden)

    def new_problem(self, n_operations: int) -> Problem:
        """A problem of the test split."""
        with self._problem_lock:
            return self._problems.sample(n_operations)

    def stream(self, question: str, problem: Problem | None = None) -> Iterator[ThoughtTrace]:
        """Think: the record as it grows, as `Tracer.stream` yields it, once the model is there.

        Raises
        ------
        QuestionError
            If the question cannot be asked.
        ModelUnavailable
            If the model could not be loaded.
        """
        self.wait()
        yield from self._stream(question, problem)

    def summary(self, question: str) -> dict:
        """Think to the end: the public JSON form, as the command line prints it; raises as `stream` does."""
        from latentviz.tracer import trace_summary

        *_, trace = self.stream(question)
        return trace_summary(trace)

    def _think(self, question: str, problem: Problem | None) -> Iterator[ThoughtTrace]:
        """Hold the lock for a step, not for a thought: a visitor who leaves in the middle cannot keep it."""
        traces = self._tracer.result().stream(question, problem=problem)
        while True:
            with self._model_lock:
                trace = next(traces, None)
            if trace is None:
                return
            yield trace

    @staticmethod
    def _load(folder: Path, device: str | None, dtype: str | None) -> "Tracer":
        """Import and load here, in the background; the first pass pays for what is set up only once."""
        from latentviz.checkpoints import load_checkpoint
        from latentviz.tracer import Tracer

        tracer = Tracer(load_checkpoint(folder, device, dtype))
        tracer.trace(WARM_UP)
        return tracer
