"""What all benchmarks work on: one checkpoint, its problems, and how often they repeat."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from transformers import PreTrainedTokenizerBase

from latentviz.analysis.evaluation import dial_problems
from latentviz.data.problems import Problem
from latentviz.model.checkpoint import LoadedCheckpoint, load_checkpoint
from latentviz.model.modeling import AdaptiveLatentModel

SEED = 20_251


@dataclass(frozen=True)
class Bench:
    """Settings of a run.

    Attributes
    ----------
    folder : Path
        The checkpoint's folder.
    stop_threshold : float or None
        P(stop) at which thoughts halt; the checkpoint's own where None.
    n_repeats : int or None
        Of every measurement; each has its own number where None.
    """

    folder: Path
    stop_threshold: float | None = None
    n_repeats: int | None = None

    @cached_property
    def checkpoint(self) -> LoadedCheckpoint:
        """The checkpoint, loaded once, on the CPU in full precision."""
        return load_checkpoint(self.folder, device="cpu", dtype="float32")

    @property
    def model(self) -> AdaptiveLatentModel:
        """Its model."""
        return self.checkpoint.model

    @property
    def tokenizer(self) -> PreTrainedTokenizerBase:
        """Its tokenizer."""
        return self.checkpoint.tokenizer

    @property
    def threshold(self) -> float:
        """P(stop) at which thoughts halt."""
        return self.model.config.stop_threshold if self.stop_threshold is None else self.stop_threshold

    @property
    def served_with(self) -> tuple[str, ...]:
        """Arguments of `app.py` that serve this checkpoint."""
        return "--checkpoint", str(self.folder.resolve()), "--device", "cpu"

    def repeats(self, n: int) -> int:
        """How often a measurement repeats that would by itself repeat n times."""
        return n if self.n_repeats is None else self.n_repeats

    def problems_of(self, n_operations: int, n: int) -> list[Problem]:
        """Test problems of one number of operations, or of the most that the checkpoint was trained on."""
        dial = self.model.config.limits["trained_max_operations"]
        n_operations = min(n_operations, dial)
        return self.dial_problems(n * dial)[n_operations - 1 :: dial]

    def dial_problems(self, n: int) -> list[Problem]:
        """Test problems of 1, 2, 3, .. operations in turn, over the full dial of the checkpoint."""
        return dial_problems(self.model.config.limits, "test", n, SEED)
