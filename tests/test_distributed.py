"""Several processes through `accelerate launch`: half the batch each, one run."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SMALL_RUN

from latentviz.checkpoints import load_checkpoint

ROOT = Path(__file__).resolve().parents[1]
LAUNCH = ("-m", "accelerate.commands.launch", "--cpu", "--num_processes", "2", "--num_machines", "1")
# Each process averages over its own tokens, so that longer rows of one half weigh a little less than in one batch.
LOSS_TOLERANCE = 0.03


def losses(folder: Path) -> list[dict]:
    rows = [json.loads(line) for line in (folder / "metrics.jsonl").read_text().splitlines()]
    return [row for row in rows if "loss" in row]


def test_two_processes_follow_the_losses_of_one(small_run, tmp_path):
    flags = [f"--{name.replace('_', '-')}={value}" for name, value in SMALL_RUN.items()]
    command = [sys.executable, *LAUNCH, "--mixed_precision", "no", "-m", "train.sft", *flags]
    done = subprocess.run(
        [*command, "--output", str(tmp_path / "two")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    ours, theirs = losses(tmp_path / "two"), losses(small_run)
    assert [row["step"] for row in ours] == [row["step"] for row in theirs]
    for two, one in zip(ours, theirs, strict=True):
        assert two["loss"] == pytest.approx(one["loss"], rel=LOSS_TOLERANCE)
    assert load_checkpoint(tmp_path / "two").model.config.latent_cap == 3
