"""`Engine`: the model behind the page, and what the page asks of it."""

import json
import random
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from latentviz.data.problems import GeneratorOptions, Problem, ProblemGenerator, Row
from latentviz.data.uploads import numbered
from latentviz.model.hub import label
from latentviz.records.answered import AnsweredSet
from latentviz.records.map_fit import HiddenStateMap
from latentviz.records.results_file import load_results
from latentviz.records.run_file import Run, load_runs
from latentviz.records.trace import ThoughtTrace
from latentviz.serving.admission import RequestLimiter
from latentviz.serving.gpu_time import GpuTime
from latentviz.serving.host_policy import HostPolicy
from latentviz.serving.model_cache import LOADING, ModelCache, load_tracer
from latentviz.utils.checkpoint_files import CAUSES, EVAL, EXAMPLES, MAP, REFERENCE_SETTINGS
from latentviz.utils.records import QuestionLimits

if TYPE_CHECKING:
    from latentviz.analysis.batch_run import RunProgress
    from latentviz.analysis.tracer import Tracer
    from latentviz.model.checkpoint import LoadedCheckpoint

Found = TypeVar("Found")
NO_MODEL = "This page was started without a model. Open a run file to see a thought that was recorded elsewhere."
NO_MEMORY = "The server has not enough memory for this just now. Try again later, or ask something shorter."


class ModelUnavailable(RuntimeError):
    """The model could not be loaded, or has not enough memory for a question; the message says why."""


@contextmanager
def memory_in_words() -> Iterator[None]:
    """Lack of memory, of the machine or of its GPU, as `ModelUnavailable`; the model can be used again afterwards."""
    try:
        yield
    except (MemoryError, RuntimeError) as error:
        if isinstance(error, ModelUnavailable) or not (isinstance(error, MemoryError) or "memory" in str(error)):
            raise
        raise ModelUnavailable(NO_MEMORY) from error


class Engine:
    """One checkpoint, loaded in the background so that the page opens at once.

    Map and recorded examples need no model: they are there before it.

    Parameters
    ----------
    checkpoint_dir : str or Path, optional
        A checkpoint folder; None for a page without a model, which opens run files only.
    device, dtype : str, optional
        As in `latentviz.model.checkpoint.load_checkpoint`.
    lend_gpu : callable, optional
        Wraps a function that runs the model, as `spaces.GPU` does on a Space that lends its GPU for each call. It takes
        the function, and `duration`, which says from the same arguments for how many seconds.
    limiter : RequestLimiter, optional
        Lets work in, and knows the host's policy; a limiter without limits where None.
    models : ModelCache, optional
        Where the model is kept; by default a place of its own.

    Attributes
    ----------
    limiter : RequestLimiter
    policy : HostPolicy
        What the host of the page allows.
    folder : Path or None
        The checkpoint's folder; None for a page without a model.
    name : str
        Name of the checkpoint.
    has_model : bool
        Whether there is a checkpoint at all.
    limits : QuestionLimits
        What the checkpoint was trained on.
    latent_cap : int
        Largest number of latent steps.
    sure_threshold : float or None
        Probability of an answer from which on four of five were right on validation problems.
    stop_threshold : float
        P(stop) at which a thought halts.
    cloud : Cloud or None
        Reference states of the checkpoint's map; None where it has none.
    examples : dict of Run
        Thoughts that were recorded for the tour, by the names of `latentviz.data.examples.EXAMPLES`.
    recorded_patches : dict or None
        Fields of `PatchExperiment` as the folder records them; None where it does not.

    Raises
    ------
    OSError
        If the folder or its `config.json` cannot be read.
    ValueError
        If `config.json` is not JSON, or its settings do not fit.
    """

    def __init__(
        self,
        checkpoint_dir: str | Path | None,
        device: str | None = None,
        dtype: str | None = None,
        lend_gpu: Callable[..., Callable] | None = None,
        limiter: RequestLimiter | None = None,
        models: ModelCache | None = None,
    ):
        self.limiter = RequestLimiter(HostPolicy()) if limiter is None else limiter
        self.policy = self.limiter.policy
        config, folder = {}, None
        if checkpoint_dir is not None:
            folder = Path(checkpoint_dir)
            if not folder.is_dir():
                raise FileNotFoundError(f"{folder}: there is no such checkpoint folder")
            config = read_config(folder)
        self.folder = folder
        self.has_model = folder is not None
        self.name = "none" if folder is None else label(folder)
        self.limits = self.policy.limits(QuestionLimits.from_dict(config.get("limits", {})))
        self.latent_cap = self.policy.latent_cap(int(config.get("latent_cap", 8)))
        self.stop_threshold = float(config.get("stop_threshold", 0.5))
        self.sure_threshold = config.get("sure_threshold")
        self._map = None if folder is None else read_map(folder)
        self.cloud = None if self._map is None else self._map.cloud
        self.examples = {} if folder is None else self._read_examples(folder)
        self.recorded_patches = None if folder is None else read_patches(folder)
        self._problems = ProblemGenerator(
            random.SystemRandom().randrange(2**32),
            split="test",
            options=GeneratorOptions(
                max_number=self.limits.trained_max_number, max_operations=self.limits.trained_max_operations
            ),
        )
        self._model_lock = threading.Lock()
        self._problem_lock = threading.Lock()
        if models is None:
            load = partial(load_tracer, device=device, dtype=dtype, policy=self.policy, warms_up=lend_gpu is None)
            models = ModelCache(load)
        self._models = models
        self._settings = {
            "device": device,
            "dtype": dtype,
            "lend_gpu": lend_gpu,
            "limiter": self.limiter,
            "models": models,
        }
        self._gpu_time = GpuTime(self.latent_cap)
        self._stream, self._use, self._answer = self._think, self._work, self._answer_in_turns
        if lend_gpu is not None:
            self._stream = lend_gpu(self._think, duration=self._gpu_time.thought)
            self._use = lend_gpu(self._work, duration=self._gpu_time.experiment)
            self._answer = lend_gpu(self._answer_in_turns, duration=self._gpu_time.set)
        if folder is not None:
            models.begin(folder)

    @property
    def ready(self) -> bool:
        """Whether loading has ended, well or badly."""
        return self.folder is None or self._models.is_settled(self.folder)

    def wait(self) -> None:
        """Wait until the model is there.

        Raises
        ------
        ModelUnavailable
            If it could not be loaded, for whatever reason.
        """
        if self.folder is None:
            raise ModelUnavailable(NO_MODEL)
        try:
            self._tracer()
        except Exception as error:
            raise ModelUnavailable(f"The model could not be loaded. {error}") from error

    def settle(self) -> None:
        """Wait until loading has ended, well or badly."""
        if self.folder is not None:
            self._models.get(self.folder).exception()

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

    def split_problems(self, split: str, n: int) -> tuple[Row, ...]:
        """The first n problems of a split over the checkpoint's dial, always the same.

        Raises
        ------
        ModelUnavailable
            If the model could not be loaded.
        """
        self.wait()
        from latentviz.analysis.evaluation import TEST_SEED, dial_problems

        return numbered(dial_problems(self.limits.to_dict(), split, n, TEST_SEED))

    def stream(self, question: str, problem: Problem | None = None, **options) -> Iterator[ThoughtTrace]:
        """Think: the record as it grows, as `Tracer.stream` yields it, once the model is there.

        Raises
        ------
        QuestionError
            If the question cannot be asked.
        PolicyError
            If the visitor asked for too much in a short time.
        ModelUnavailable
            If the model could not be loaded.
        ValueError
            If an option is out of range.
        """
        with self.limiter.work("thought"):
            self.wait()
            for trace in self._stream(question, problem, options):
                self._gpu_time.observe(trace)
                yield trace

    def trace(self, question: str, problem: Problem | None = None, **options) -> ThoughtTrace:
        """Think to the end; options and errors as in `stream`."""
        *_, finished = self.stream(question, problem, **options)
        return finished

    def use(self, work: Callable[["LoadedCheckpoint"], Found]) -> Found:
        """What a function makes of the checkpoint, while nobody else uses the model.

        Raises
        ------
        PolicyError
            If the visitor asked for too much in a short time.
        ModelUnavailable
            If the model could not be loaded.
        """
        with self.limiter.work("experiment"):
            self.wait()
            return self._use(work)

    def answer(self, problems: Sequence[Row], threshold: float, fixed_k: int | None = None) -> Iterator["RunProgress"]:
        """Answer problems in batches, as `latentviz.analysis.batch_run.run_problems` yields them.

        Between two batches others may use the model.

        Raises
        ------
        PolicyError
            If there are more problems than the host allows, or the visitor asked for too much in a short time.
        ModelUnavailable
            If the model could not be loaded.
        ValueError
            If the threshold or `fixed_k` is out of range.
        """
        self.policy.check_problems(len(problems))
        with self.limiter.work("set", len(problems)):
            self.wait()
            yield from self._answer(problems, threshold, fixed_k)

    def beside(self, folder: Path) -> "Engine":
        """An engine of another checkpoint folder, on the same device and with the same place for models.

        Raises
        ------
        OSError, ValueError
            As the constructor does, and where the host does not allow the folder.
        """
        self.policy.check_source(folder)
        return Engine(folder, **self._settings)

    def _tracer(self) -> "Tracer":
        return self._models.get(self.folder).result()

    def _think(self, question: str, problem: Problem | None, options: dict) -> Iterator[ThoughtTrace]:
        tracer = self._tracer()
        yield from self._in_turns(tracer.stream(question, problem=problem, **options), tracer.n_threads)

    def _work(self, work: Callable[["LoadedCheckpoint"], Found]) -> Found:
        with self._turn():
            return work(self._tracer().checkpoint)

    def _answer_in_turns(
        self, problems: Sequence[Row], threshold: float, fixed_k: int | None
    ) -> Iterator["RunProgress"]:
        from latentviz.analysis.batch_run import run_problems

        checkpoint = self._tracer().checkpoint
        yield from self._in_turns(run_problems(checkpoint.model, checkpoint.tokenizer, problems, threshold, fixed_k))

    @contextmanager
    def _turn(self, n_threads: int | None = None) -> Iterator[None]:
        """Have the model alone, with so many threads of the processor; with all where None."""
        from latentviz.serving.threads import threads

        with self._model_lock, memory_in_words(), threads(n_threads):
            yield

    def _in_turns(self, results: Iterator[Found], n_threads: int | None = None) -> Iterator[Found]:
        """Hold the lock for a step or a batch, not for a run: a visitor who leaves in the middle cannot keep it."""
        while True:
            self.limiter.check_not_breaking()
            with self._turn(n_threads):
                result = next(results, None)
            if result is None:
                return
            yield result

    def _read_examples(self, folder: Path) -> dict[str, Run]:
        """Recorded examples, placed on the map; none where the file is missing or cannot be used."""
        try:
            return {name: self.run_of(run.trace) for name, run in load_runs(folder / EXAMPLES).items()}
        except (OSError, ValueError):
            return {}


def read_map(folder: Path) -> HiddenStateMap | None:
    """The folder's map; None where it has none, or none that can be used: loading the model says why."""
    try:
        return HiddenStateMap.load(folder / MAP)
    except (OSError, ValueError):
        return None


def read_patches(folder: Path) -> dict | None:
    """The folder's record of patching over many pairs; None where it has none, or none that can be used."""
    try:
        return json.loads((folder / CAUSES).read_text(encoding="utf-8"))["patch"]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def read_config(folder: Path) -> dict:
    """Fields of `config.json` as ours; of a folder in the reference's format, what loading it makes of them."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    if REFERENCE_SETTINGS not in config:
        return config
    with LOADING:
        from latentviz.model.reference_format import reference_config

        return reference_config(config).to_dict()
