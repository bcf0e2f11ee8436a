"""Names of the files of a checkpoint folder, and their check sums."""

import hashlib
from pathlib import Path

WEIGHTS = "model.safetensors"
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


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with open(path, "rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
