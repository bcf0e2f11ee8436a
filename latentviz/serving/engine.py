"""`Engine`: the model behind the page, one visitor's turn after the other."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from latentviz.data.problems import Problem, Row
from latentviz.data.questions import check_question
from latentviz.data.uploads import numbered
from latentviz.records.trace import ThoughtTrace
from latentviz.serving.admission import RequestLimiter
from latentviz.serving.checkpoint_folder import CheckpointFolder
from latentviz.serving.gpu_time import GpuTime
from latentviz.serving.host_policy import HostPolicy
from latentviz.serving.model_cache import ModelCache, load_tracer

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
        if not isinstance(error, MemoryError) and "memory" not in str(error):
            raise
        raise ModelUnavailable(NO_MEMORY) from error


def in_turns(begin: Callable[..., tuple[Iterator[Found], int | None]]) -> Callable[..., Iterator[Found]]:
    """Decorate a method of `Engine` that begins a run, and says how many threads it takes: yield the run's results.

    The lock is held for a step or a batch, not for a run: a visitor who leaves in the middle cannot keep it.
    """

    @wraps(begin)
    def turns(engine: "Engine", *arguments) -> Iterator[Found]:
        results, n_threads = begin(engine, *arguments)
        while True:
            engine.limiter.check_not_breaking()
            with engine._turn(n_threads):
                result = next(results, None)
            if result is None:
                return
            yield result

    return turns


class Engine(CheckpointFolder):
    """One checkpoint, whose model is loaded in the background so that the page opens at once.

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

    Raises
    ------
    OSError, ValueError
        As `CheckpointFolder` does.
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
        super().__init__(checkpoint_dir, self.limiter.policy)
        self._model_lock = threading.Lock()
        if models is None:
            load = partial(load_tracer, device=device, dtype=dtype, policy=self.policy, warms_up=lend_gpu is None)
            models = ModelCache(load)
        self._models = models
        self._beside = partial(
            Engine, device=device, dtype=dtype, lend_gpu=lend_gpu, limiter=self.limiter, models=models
        )
        self._gpu_time = GpuTime(self.latent_cap)
        lend = lend_gpu or (lambda task, duration: task)
        self._stream = lend(self._think, duration=self._gpu_time.thought)
        self._use = lend(self._work, duration=self._gpu_time.experiment)
        self._answer = lend(self._answer_set, duration=self._gpu_time.set)
        if self.folder is not None:
            models.begin(self.folder)

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
        try:
            self._tracer()
        except ModelUnavailable:
            raise
        except Exception as error:
            raise ModelUnavailable(f"The model could not be loaded. {error}") from error

    def settle(self) -> None:
        """Wait until loading has ended, well or badly."""
        if self.folder is not None:
            self._models.get(self.folder).exception()

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

    def with_chain(self, trace: ThoughtTrace) -> ThoughtTrace:
        """A record with the model's chain of thought on its question beside it; errors as in `stream`."""
        from latentviz.analysis.cost import measure_chain

        check_question(trace.question, self.limits)
        self.wait()
        # Its time stands beside that of the thought, which had so many threads.
        n_threads = self._tracer().n_threads
        return replace(trace, chain=self.use(partial(measure_chain, question=trace.question), n_threads))

    def use(self, work: Callable[["LoadedCheckpoint"], Found], n_threads: int | None = None) -> Found:
        """What a function makes of the checkpoint, while nobody else uses the model; with all threads where None.

        Raises
        ------
        PolicyError
            If the visitor asked for too much in a short time.
        ModelUnavailable
            If the model could not be loaded.
        """
        with self.limiter.work("experiment"):
            self.wait()
            return self._use(work, n_threads)

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
        return self._beside(folder)

    def _tracer(self) -> "Tracer":
        if self.folder is None:
            raise ModelUnavailable(NO_MODEL)
        return self._models.get(self.folder).result()

    @in_turns
    def _think(
        self, question: str, problem: Problem | None, options: dict
    ) -> tuple[Iterator[ThoughtTrace], int | None]:
        tracer = self._tracer()
        return tracer.stream(question, problem=problem, **options), tracer.n_threads

    def _work(self, work: Callable[["LoadedCheckpoint"], Found], n_threads: int | None) -> Found:
        with self._turn(n_threads):
            return work(self._tracer().checkpoint)

    @in_turns
    def _answer_set(
        self, problems: Sequence[Row], threshold: float, fixed_k: int | None
    ) -> tuple[Iterator["RunProgress"], None]:
        from latentviz.analysis.batch_run import run_problems

        checkpoint = self._tracer().checkpoint
        return run_problems(checkpoint.model, checkpoint.tokenizer, problems, threshold, fixed_k), None

    @contextmanager
    def _turn(self, n_threads: int | None) -> Iterator[None]:
        """Have the model alone, with so many threads of the processor; with all where None."""
        from latentviz.model.threads import threads

        with self._model_lock, memory_in_words(), threads(n_threads):
            yield
