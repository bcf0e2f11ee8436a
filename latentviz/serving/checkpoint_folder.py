"""`CheckpointFolder`: what the page knows of a checkpoint without its model."""

import json
import random
import threading
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from latentviz.data.problems import GeneratorOptions, Problem, ProblemGenerator
from latentviz.model.hub import label
from latentviz.records.answered import AnsweredSet
from latentviz.records.map_fit import HiddenStateMap
from latentviz.records.measurements import Measured, read_causes, read_evaluation
from latentviz.records.results_file import load_results
from latentviz.records.run_file import Run, load_runs
from latentviz.records.trace import ThoughtTrace
from latentviz.serving.host_policy import HostPolicy
from latentviz.serving.model_cache import LOADING
from latentviz.utils.checkpoint_files import CAUSES, EVAL, EXAMPLES, MAP, REFERENCE_SETTINGS
from latentviz.utils.records import QuestionLimits

Found = TypeVar("Found")


class CheckpointFolder:
    """Settings, map, recorded examples and results of a checkpoint, under a host's policy.

    Parameters
    ----------
    checkpoint_dir : str or Path, optional
        A checkpoint folder; None for a page without a model.
    policy : HostPolicy
        What the host of the page allows.

    Attributes
    ----------
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

    def __init__(self, checkpoint_dir: str | Path | None, policy: HostPolicy):
        folder = None if checkpoint_dir is None else Path(checkpoint_dir)
        if folder is not None and not folder.is_dir():
            raise FileNotFoundError(f"{folder}: there is no such checkpoint folder")
        self.policy = policy
        self.folder = folder
        self.has_model = folder is not None
        self.name = "none" if folder is None else label(folder)
        try:
            config = {} if folder is None else read_config(folder)
            self.limits = policy.limits(QuestionLimits.from_dict(config.get("limits", {})))
            self.latent_cap = policy.latent_cap(int(config.get("latent_cap", 8)))
            self.stop_threshold = float(config.get("stop_threshold", 0.5))
            sure = config.get("sure_threshold")
            self.sure_threshold = None if sure is None else float(sure)
        except (KeyError, TypeError, AttributeError, OverflowError) as error:
            raise ValueError(f"{checkpoint_dir}: the settings in config.json do not fit ({error!r})") from error
        self._map = self._read(MAP, HiddenStateMap.load)
        self.cloud = None if self._map is None else self._map.cloud
        self.examples = self._read(EXAMPLES, self._placed_runs) or {}
        self.recorded_patches = (self._read(CAUSES, read_causes) or {}).get("patch")
        self._problems = ProblemGenerator(
            random.SystemRandom().randrange(2**32),
            split="test",
            options=GeneratorOptions(
                max_number=self.limits.trained_max_number, max_operations=self.limits.trained_max_operations
            ),
        )
        self._problem_lock = threading.Lock()

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
        kept = self._read(".", load_results)
        if kept is None or not kept[1]:
            return None
        settings, rows = kept
        return AnsweredSet(f"the {settings.name} split", rows, settings.threshold, is_dial=True)

    @cached_property
    def evaluation(self) -> Measured:
        """What the page reads of `eval.json` of the checkpoint; empty where it has none that can be used."""
        return self._read(EVAL, read_evaluation) or {}

    def _placed_runs(self, path: Path) -> dict[str, Run]:
        return {name: self.run_of(run.trace) for name, run in load_runs(path).items()}

    def _read(self, name: str, read: Callable[[Path], Found]) -> Found | None:
        """What a part of the folder holds; None where it is missing or cannot be used: loading the model says why."""
        try:
            return None if self.folder is None else read(self.folder / name)
        except (OSError, ValueError):
            return None


def read_config(folder: Path) -> dict:
    """Fields of `config.json` as ours; of a folder in the reference's format, what loading it makes of them."""
    path = folder / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(config, dict):
        raise ValueError(f"{path}: no JSON object")
    if REFERENCE_SETTINGS not in config:
        return config
    with LOADING:
        from latentviz.model.reference_format import reference_config

        return reference_config(config).to_dict()
