"""The checkpoint folder: names of its files, their check sums, and which format its configuration is of."""

import hashlib
from pathlib import Path

from latentviz.utils.refusal import Refusal

WEIGHTS = "model.safetensors"
# Lists the files of weights that are too large for one.
WEIGHTS_INDEX = "model.safetensors.index.json"
# What a published folder does not store itself, see `latentviz.model.parent`.
PARENT_WEIGHTS = "parent.safetensors"
MAP = "map.safetensors"
SUMS = "SHA256SUMS"
RUN = "run.json"
METRICS = "metrics.jsonl"
PROBES = "probes.safetensors"
EVAL = "eval.json"
EXAMPLES = "examples.safetensors"
CAUSES = "causes.json"
RESULTS = "results.jsonl"
CARD = "README.md"
PICKLES = (".bin", ".pt", ".pth", ".pkl", ".ckpt")
OUR_MODEL_TYPE = "adaptive_latent"
# The field in which the reference implementation keeps its settings.
REFERENCE_SETTINGS = "_inserted_LatentThinkingModelSettings"


class CheckpointError(Refusal):
    """A checkpoint that cannot be used; the message names the file and the cause."""


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with open(path, "rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def check_format(config: dict) -> None:
    """Refuse the fields of a `config.json` that are neither ours nor the reference's.

    Raises
    ------
    ValueError
        If they are of another kind of model.
    """
    if not isinstance(config, dict):
        raise ValueError("it holds no settings of a model")
    if REFERENCE_SETTINGS not in config and config.get("model_type") != OUR_MODEL_TYPE:
        raise ValueError(
            f"model_type is {config.get('model_type')!r}, not {OUR_MODEL_TYPE!r}, and there are no settings of latent "
            "steps: this is no model that reasons in hidden states"
        )
