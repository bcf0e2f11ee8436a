"""Options of runs that are far too short to be right, and what such runs left."""

import json
from pathlib import Path

import torch

from latentviz.model.checkpoint import read_tensors

SMALL_SFT = {
    "n_validation": 16,
    "max_operations": 2,
    "hidden_size": 32,
    "intermediate_size": 48,
    "n_layers": 2,
    "n_heads": 2,
    "latent_cap": 3,
    "batch_size": 8,
    "n_steps": 12,
    "n_warmup_steps": 2,
    "n_drill_steps": 2,
    "precision": "no",
    "log_every": 2,
    "validate_every": 6,
}
SMALL_GRPO = {
    "n_validation": 8,
    "max_operations": 2,
    "batch_size": 4,
    "n_rollouts": 4,
    "n_steps": 4,
    "n_warmup_steps": 1,
    "precision": "no",
    "log_every": 1,
    "validate_every": 2,
    "weight_replay": 0.5,
    "n_replay": 4,
    "target_steps": 1.5,
    "n_probes": 3,
}


def flags_of(options: dict) -> list[str]:
    """The options as a command line."""
    return [f"--{name.replace('_', '-')}={value}" for name, value in options.items()]


def log_of(folder: Path) -> list[dict]:
    """The lines of a run's log."""
    return [json.loads(line) for line in (folder / "metrics.jsonl").read_text().splitlines()]


def record_of(folder: Path) -> dict:
    """The record of a run."""
    return json.loads((folder / "run.json").read_text())


def changed_weights(ours: Path, theirs: Path) -> set[str]:
    """Names of the weights of two finished runs that are not bit for bit the same."""
    first, second = (read_tensors(folder) for folder in (ours, theirs))
    assert first.keys() == second.keys()
    return {name for name in first if not torch.equal(first[name], second[name])}
