"""What a run says that it needs, against what it takes; and a run that ends by the clock."""

import re
from dataclasses import replace
from types import SimpleNamespace

import pytest
import torch
from accelerate import DistributedType
from accelerate.commands.config.config_args import load_config_from_file
from places import ROOT
from safetensors.torch import load_file
from small_runs import SMALL_SFT, changed_weights, flags_of, log_of, record_of
from torch.profiler import ProfilerActivity, profile

from latentviz.model.checkpoint import load_checkpoint
from train import grpo, sft
from train.config import GrpoOptions, SftOptions, load_preset
from train.loop.estimate import Pass, activation_bytes, duration, estimate_by_formula, memory_of, readable, sft_passes
from train.loop.optim import build_optimizers
from train.loop.pace import Pace
from train.loop.trainer import check_distribution
from train.sft import SftRun
from train.start.backbone import known_config

SMALL = SftOptions(**SMALL_SFT)
# The formula counts a layer of Llama, and what a step allocates for a moment on top.
TOLERANCE = 0.3


def peak_bytes(work) -> int:
    """Largest sum of memory that lived at once, of all that `work` allocates."""
    with profile(activities=[ProfilerActivity.CPU], profile_memory=True) as profiled:
        work()
    events = [event for event in profiled.profiler.kineto_results.events() if event.name() == "[memory]"]
    now = peak = 0
    for event in sorted(events, key=lambda event: event.start_ns()):
        now += event.nbytes()
        peak = max(peak, now)
    return peak


@pytest.mark.parametrize(
    "changes", [{}, {"lora_rank": 16}, {"lora_rank": 16, "lora_dropout": 0.1}], ids=["all weights", "LoRA", "dropout"]
)
def test_the_memory_of_the_tiny_preset_is_what_a_step_takes(changes, tmp_path):
    small = {"batch_size": 8, "n_drill_steps": 0, "n_teacher_steps": 0, "n_validation": 4, "precision": "no"}
    small |= {"data": "generated", "p_renumber": 0.0, "word_vectors": "", "checkpoint": ""}
    options = SftOptions.from_dict(load_preset("tiny", "sft") | small | changes | {"output": str(tmp_path)})
    run = SftRun(options)
    run.model.train()
    memory = memory_of(run.modules, run.model, options, run.optimizers, run.passes())
    run.start_from(1)
    run.training_step(1)
    kept = sum(
        value.numel() * 4 for optimizer in run.optimizers for s in optimizer.state.values() for value in s.values()
    )
    assert memory["optimizer"] == pytest.approx(kept, rel=0.01)
    assert memory["weights"] == sum(parameter.numel() * 4 for parameter in run.model.parameters())
    run.start_from(1)
    peak = memory["weights"] + memory["optimizer"] + peak_bytes(lambda: run.training_step(2))
    assert sum(memory.values()) == pytest.approx(peak, rel=TOLERANCE)


def test_activations_by_hand():
    options = replace(SMALL, hidden_size=4, intermediate_size=8, n_layers=1, n_heads=2)
    model = SftRun(options).model
    vocabulary = model.config.n_written_tokens
    token = 4 * (4 * 4 + 4 * 4 + 4 * 8)
    assert activation_bytes(model, options, [Pass(2, 3, 5)]) == 2 * (3 * token + 3 * 5 * 2 * 4 + 5 * 2 * 4 * 4)
    assert activation_bytes(model, options, [Pass(1, 0, 0, 2)]) == 2 * vocabulary * 12


def test_passes_of_both_roles():
    options = replace(SMALL, weight_step=0.0)
    passes = sft_passes(options, 2, question=10, chain=7, k=2, answer=4)
    assert passes[:2] == [Pass(2, 10, 10), Pass(2, 7, 17, 7)]
    assert passes[2:5] == [Pass(2, 1, 11), Pass(2, 1, 12), Pass(2, 1, 13)]
    assert passes[5:] == [Pass(2, 5, 18, 4)]
    chain = replace(options, weight_answer=0, weight_stop=0, weight_codi=0)
    assert sft_passes(chain, 2, 10, 7, 2, 4) == passes[:2]


def test_words_for_sizes_and_times():
    assert [readable(n) for n in (3 * 2**20, 3 * 2**29)] == ["3 MB", "1.5 GB"]
    assert [duration(s) for s in (5, 1200, 93_600)] == ["5 s", "20 min", "26 h"]


def test_a_dry_run_measures_and_leaves_nothing_behind(tmp_path, capsys):
    output = tmp_path / "run"
    assert sft.main([*flags_of(SMALL_SFT | {"n_steps": 500}), "--output", str(output), "--dry-run"]) == 0
    printed = capsys.readouterr().out
    assert re.search(r"memory of each process: about \d+ MB \(weights \d+ MB, gradients \d+ MB", printed)
    assert re.search(r"500 steps of [\d.]+ s \(measured, without the optimizer\)", printed)
    assert not output.exists()


def test_a_dry_run_of_grpo_counts_the_frozen_start_too(small_run, tmp_path, capsys):
    options = GrpoOptions(n_validation=8, batch_size=4, n_rollouts=4, precision="no", checkpoint=str(small_run))
    run = grpo.GrpoRun(replace(options, output=str(tmp_path / "run")))
    memory = memory_of(run.modules, run.model, options, run.optimizers, run.passes())
    assert memory["weights"] == 2 * memory["gradients"]
    flags = ["--checkpoint", str(small_run), "--batch-size=4", "--n-rollouts=4", "--n-validation=8", "--precision=no"]
    assert grpo.main([*flags, "--output", str(tmp_path / "run"), "--dry-run"]) == 0
    assert "measured" in capsys.readouterr().out
    assert not (tmp_path / "run").exists()


def test_a_backbone_that_is_not_here_is_estimated_by_formula(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    assert sft.main(["--preset", "llama-latent-6", "--dry-run"]) == 0
    printed = capsys.readouterr().out
    assert "meta-llama/Llama-3.2-1B-Instruct" in printed
    # 1,236 million weights, 90 million in adapters, 8 million in the filter.
    assert re.search(r"weights 5\.0 GB, gradients 376 MB, optimizer 752 MB", printed)
    assert "30,000 steps" in printed
    assert "operations by formula, at 40% of the rate of a matrix product here" in printed
    two = SimpleNamespace(device=torch.device("cpu"), num_processes=2)
    monkeypatch.setattr("train.loop.estimate.join_processes", lambda: two)
    config = known_config("meta-llama/Llama-3.2-1B-Instruct")
    half = estimate_by_formula(SftOptions.from_dict(load_preset("llama-latent-6", "sft")), config)
    ours, whole = (float(re.search(r"activations ([\d.]+) GB", text)[1]) for text in (half, printed))
    assert ours < 0.6 * whole
    assert sft.main(["--preset", "llama-latent-6", "--backbone", "nobody/nothing", "--dry-run"]) == 2
    assert "backbone 'nobody/nothing'" in capsys.readouterr().err


def test_measuring_leaves_a_run_as_it_is(small_run, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("train.loop.trainer.MEASURED_FROM", 1)
    folder = SftRun(replace(SMALL, output=str(tmp_path / "measured"))).train()
    assert "12 steps of" in capsys.readouterr().err
    assert changed_weights(folder, small_run) == set()


def test_a_run_ends_by_the_clock_as_a_finished_one(tmp_path):
    options = replace(SMALL, max_minutes=1e-6, validate_every=500, output=str(tmp_path / "short"))
    folder = SftRun(options).train()
    record = record_of(folder)
    assert (record["last_step"], record["best_step"]) == (0, 0)
    assert load_checkpoint(folder).model.config.latent_cap == 3
    assert not (folder / "resume").exists()


def test_adamw_alone_spares_vectors_and_the_rows_of_start_and_end(tmp_path):
    run = SftRun(replace(SMALL, lora_rank=2, optimizer="adamw", lr_other=3e-4, weight_decay=0.1))
    (adamw,) = build_optimizers(run.model, run.options)
    decaying, others = adamw.param_groups
    assert (decaying["lr"], decaying["weight_decay"], others["weight_decay"]) == (3e-4, 0.1, 0.0)
    names = {id(parameter): name for name, parameter in run.model.named_parameters()}
    kept = {names[id(parameter)] for parameter in others["params"]}
    assert "special_rows" in kept
    assert all(name == "special_rows" or name.endswith("bias") or "norm" in name for name in kept)
    assert any("lora_A" in names[id(parameter)] for parameter in decaying["params"])


def test_the_configuration_of_several_gpus_parses():
    config = load_config_from_file(str(ROOT / "train" / "accelerate" / "ddp.yaml"))
    assert (config.distributed_type, config.num_processes, config.mixed_precision) == ("MULTI_GPU", 2, "bf16")
    check_distribution(DistributedType(config.distributed_type))


def test_weights_that_are_shared_out_are_refused():
    with pytest.raises(ValueError, match=r"distributed_type is FSDP.*launch with train/accelerate/ddp\.yaml"):
        check_distribution(DistributedType.FSDP)


@pytest.fixture
def free_threads(monkeypatch):
    """Nobody set the number of threads; it is as before afterwards."""
    before = torch.get_num_threads()
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    yield
    torch.set_num_threads(before)


def test_a_run_takes_the_threads_that_pay_and_learns_the_same(small_run, tmp_path, monkeypatch, free_threads):
    measured = []

    def fewest(work):
        work()
        measured.append(torch.get_num_threads())
        return 1

    monkeypatch.setattr("train.loop.trainer.MEASURED_FROM", 8)
    monkeypatch.setattr("train.loop.trainer.calibrate_num_threads", fewest)
    monkeypatch.setattr("train.loop.trainer.Pace.is_slow", lambda pace: len(pace.steps_s) == 2)
    folder = SftRun(replace(SMALL, output=str(tmp_path / "measured"))).train()
    events = [row for row in log_of(folder) if "n_threads" in row]
    assert [(event["step"], event["n_threads"]) for event in events] == [(0, 1), (2, 1), (4, 1)]
    assert len(measured) == 3
    ours, theirs = (load_file(path / "model.safetensors") for path in (folder, small_run))
    assert all(torch.allclose(ours[name], theirs[name], atol=1e-5) for name in theirs)


def test_threads_that_somebody_set_stay(free_threads, monkeypatch):
    run = SftRun(SMALL)
    monkeypatch.setattr("train.loop.trainer.MEASURED_FROM", 8)
    assert [run.chooses_threads(step) for step in (0, 4, 5)] == [True, True, False]
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    assert not run.chooses_threads(0)


def test_a_machine_that_has_become_busy_is_noticed():
    pace = Pace()
    for _ in range(30):
        pace.add(1.0)
    assert not pace.is_slow()
    for _ in range(10):
        pace.add(2.0)
    assert not pace.is_slow()
    for _ in range(15):
        pace.add(4.0)
    assert pace.is_slow()
