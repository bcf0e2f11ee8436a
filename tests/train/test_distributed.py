"""Several processes: half the batch each, one run."""

import os
from pathlib import Path

import pytest
from processes import python
from small_runs import SMALL_GRPO, SMALL_SFT, flags_of, log_of, record_of

from latentviz.model.checkpoint import load_checkpoint
from train.config import GrpoOptions
from train.grpo import GrpoRun

pytestmark = pytest.mark.slow

# On a CPU `accelerate launch` starts one process alone; torchrun is what it calls on GPUs.
LAUNCH = ("-m", "torch.distributed.run", "--standalone", "--nproc_per_node", "2")
# Losses per token and per decision add up exactly; CODI divides by the teacher's deviation over a process's own rows.
LOSS_TOLERANCE = 1e-3


def launch(stage: str, output: Path, **options) -> list[dict]:
    arguments = (*LAUNCH, "-m", f"train.{stage}", *flags_of(options), "--output", output)
    done = python(*arguments, env=os.environ | {"OMP_NUM_THREADS": "1"})
    assert done.returncode == 0, done.stderr[-2000:]
    assert record_of(output)["machine"]["n_processes"] == 2
    assert load_checkpoint(output).model.config.latent_cap == 3
    return log_of(output)


def test_two_processes_follow_the_losses_of_one(small_run, tmp_path):
    ours, theirs = launch("sft", tmp_path / "two", **SMALL_SFT), log_of(small_run)
    assert [row["step"] for row in ours] == [row["step"] for row in theirs]
    for two, one in zip(ours, theirs, strict=True):
        for name in one.keys() & {"loss", "loss_teacher", "loss_answer", "loss_stop", "loss_step"}:
            assert two[name] == pytest.approx(one[name], rel=LOSS_TOLERANCE), name


def test_two_processes_draw_and_learn_from_the_same_rollouts_as_one(small_run, tmp_path):
    options = GrpoOptions(**SMALL_GRPO, checkpoint=str(small_run), output=str(tmp_path / "one"))
    theirs = log_of(GrpoRun(options).train())
    ours = launch("grpo", tmp_path / "two", **SMALL_GRPO, checkpoint=small_run)
    assert [row["step"] for row in ours] == [row["step"] for row in theirs]
    for two, one in zip(ours, theirs, strict=True):
        for name in one.keys() & {"loss", "reward", "right", "latent_steps"}:
            assert two[name] == pytest.approx(one[name], rel=LOSS_TOLERANCE, abs=1e-4), name
