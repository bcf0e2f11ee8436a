"""`Engine`: the model behind the page, and what the page asks of it."""

import json
import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from latentviz.answered import AnsweredSet
from latentviz.config import QuestionLimits
from latentviz.folder import EVAL, EXAMPLES, MAP
from latentviz.problems import GeneratorOptions, Problem, ProblemGenerator
from latentviz.projection import HiddenStateMap
from latentviz.results import load_results
from latentviz.runfile import Run, load_runs
from latentviz.trace import ThoughtTrace
from latentviz.uploads import NumberedProblem, numbered

if TYPE_CHECKING:
    from latentviz.dataset_run import RunProgress
    from latentviz.tracer import Tracer

NO_MODEL = "This page was started without a model. Open a run file to see a thought that was recorded elsewhere."
WARM_UP = "Ann has 2 apples and buys 3 more. How many apples does she have?"


class ModelUnavailable(RuntimeError):
    """The model could not be loaded; the message says why."""


class Engine:
    """One checkpoint, loaded in the background so that the page opens at once.

    Map and recorded examples need no model: they are there before it.

    Parameters
    ----------
    checkpoint_dir : str or Path, optional
        A checkpoint folder; None for a page without a model, which opens run files only.
    device, dtype : str, optional
        As in `latentviz.checkpoints.load_checkpoint`.
    lend_gpu : callable, optional
        Wraps the function that runs the model, as `spaces.GPU` does on a Space that lends its GPU for each call.

    Attributes
    ----------
    folder : Path or None
        Of the checkpoint.
    name : str
        Name of the checkpoint.
    has_model : bool
        Whether there is a checkpoint at all.
    limits : QuestionLimits
        What the checkpoint was trained on.
    latent_cap : int
        Largest number of latent steps.
    stop_threshold : float
        P(stop) at which a thought halts.
    cloud : Cloud or None
        Reference states of the checkpoint's map; None where it has none.
    examples : dict of Run
        Thoughts that were recorded for the tour, by the names of `latentviz.examples.EXAMPLES`.

    Raises
    ------
    OSError
        If the folder or its `config.json` cannot be read.
    ValueError
        If `config.json` is not JSON.
    """

    def __init__(
        self,
        checkpoint_dir: str | Path | None,
        device: str | None = None,
        dtype: str | None = None,
        lend_gpu: Callable[[Callable], Callable] | None = None,
    ):
        config, folder = {}, None
        if checkpoint_dir is not None:
            folder = Path(checkpoint_dir)
            if not folder.is_dir():
                raise FileNotFoundError(f"{folder}: there is no such checkpoint folder")
            config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.has_model = folder is not None
        self.folder = folder
        self.name = "none" if folder is None else folder.resolve().name
        self.limits = QuestionLimits.from_dict(config.get("limits", {}))
        self.latent_cap = int(config.get("latent_cap", 8))
        self.stop_threshold = float(config.get("stop_threshold", 0.5))
        self._map = None if folder is None else read_map(folder)
        self.cloud = None if self._map is None else self._map.cloud
        self.examples = {} if folder is None else self._read_examples(folder)
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
        self._batches = lend_gpu(self._answer) if lend_gpu else self._answer
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
        except ModelUnavailable:
            raise
        except Exception as error:
            raise ModelUnavailable(f"The model could not be loaded. {error}") from error

    def run_of(self, trace: ThoughtTrace) -> Run:
        """A trace with its place on the map."""
        return Run.placed(trace, self._map)

    def new_problem(self, n_operations: int) -> Problem:
        """A problem of the test split."""
        with self._problem_lock:
            return self._problems.sample(n_operations)

    @cached_property
    def results(self) -> AnsweredSet | None:
        """Results that the checkpoint's folder keeps; None where it has none, or none that can be used."""
        try:
            kept = None if self.folder is None else load_results(self.folder)
        except (OSError, ValueError):
            return None
        if kept is None or not kept[1]:
            return None
        settings, rows = kept
        return AnsweredSet(f"the {settings.name} split", rows, settings.threshold, is_dial=True)

    @cached_property
    def evaluation(self) -> dict:
        """`eval.json` of the checkpoint; empty where it has none that can be used."""
        try:
            return {} if self.folder is None else json.loads((self.folder / EVAL).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}

    def split_problems(self, split: str, n: int) -> tuple[NumberedProblem, ...]:
        """The first n problems of a split over the checkpoint's dial, always the same.

        Raises
        ------
        ModelUnavailable
            If the model could not be loaded.
        """
        self.wait()
        from latentviz.evaluation import TEST_SEED, dial_problems

        return numbered(dial_problems(self.limits.to_dict(), split, n, TEST_SEED))

    def answer(self, problems: tuple[NumberedProblem, ...], threshold: float) -> Iterator["RunProgress"]:
        """Answer problems in batches, as `latentviz.dataset_run.run_problems` yields them.

        Raises
        ------
        ModelUnavailable
            If the model could not be loaded.
        ValueError
            If the threshold is out of range.
        """
        self.wait()
        yield from self._batches(problems, threshold)

    def stream(self, question: str, problem: Problem | None = None, **options) -> Iterator[ThoughtTrace]:
        """Think: the record as it grows, as `Tracer.stream` yields it, once the model is there.

        Raises
        ------
        QuestionError
            If the question cannot be asked.
        ModelUnavailable
            If the model could not be loaded.
        ValueError
            If an option is out of range.
        """
        self.wait()
        yield from self._stream(question, problem, options)

    def trace(self, question: str, problem: Problem | None = None, **options) -> ThoughtTrace:
        """Think to the end; options and errors as in `stream`."""
        *_, finished = self.stream(question, problem, **options)
        return finished

    def _think(self, question: str, problem: Problem | None, options: dict) -> Iterator[ThoughtTrace]:
        """Hold the lock for a step, not for a thought: a visitor who leaves in the middle cannot keep it."""
        yield from self._step_by_step(self._tracer.result().stream(question, problem=problem, **options))

    def _answer(self, problems: tuple[NumberedProblem, ...], threshold: float) -> Iterator["RunProgress"]:
        """Hold the lock for a batch, so that a question typed meanwhile is answered between two of them."""
        from latentviz.dataset_run import run_problems

        tracer = self._tracer.result()
        yield from self._step_by_step(run_problems(tracer.model, tracer.tokenizer, problems, threshold))

    def _step_by_step(self, stages: Iterator) -> Iterator:
        while True:
            with self._model_lock:
                stage = next(stages, None)
            if stage is None:
                return
            yield stage

    def _read_examples(self, folder: Path) -> dict[str, Run]:
        """Recorded examples, placed on the map; none where the file is missing or cannot be used."""
        try:
            return {name: self.run_of(run.trace) for name, run in load_runs(folder / EXAMPLES).items()}
        except (OSError, ValueError):
            return {}

    @staticmethod
    def _load(folder: Path | None, device: str | None, dtype: str | None) -> "Tracer":
        """Import and load here, in the background; the first pass pays for what is set up only once."""
        if folder is None:
            raise ModelUnavailable(NO_MODEL)
        from latentviz.checkpoints import load_checkpoint
        from latentviz.tracer import Tracer

        tracer = Tracer(load_checkpoint(folder, device, dtype))
        tracer.trace(WARM_UP, explain=True)
        return tracer


def read_map(folder: Path) -> HiddenStateMap | None:
    """The folder's map; None where it has none, or none that can be used: loading the model says why."""
    try:
        return HiddenStateMap.load(folder / MAP)
    except (OSError, ValueError):
        return None
