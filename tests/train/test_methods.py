"""Every method that the paper builds on or compares with is an option that runs, and does what its name says."""

import math
import random
import sys
from dataclasses import replace

import pytest
import torch
from small_runs import SMALL_SFT

from latentviz.data.problems import Problem
from latentviz.model.checkpoint import load_checkpoint
from train.config import SftOptions
from train.data import coconut_stage, collate, latent_steps_of
from train.loop.losses import equation_loss
from train.loop.optim import shard
from train.sft import BOTH, FORCED, SftObjective, SftRun, shares
from train.start.lora import add_adapters
from train.start.tiny import build_model

SMALL = SftOptions(**SMALL_SFT)
PROBLEM = Problem("Tom has 12 apples.", ("12+7=19", "19*2=38", "38-8=30"), 30, 3)
OTHER = Problem("Tom has 3 apples. Tom has?", ("3+40=43", "43*2=86", "86/2=43"), 43, 3)
NO_STUDENT = {"weight_answer": 0, "weight_stop": 0, "weight_codi": 0, "weight_step": 0}
METHODS = {
    "latent-6": {"latent_steps": "3", "weight_step": 0},
    "latent-6-by-1": {"latent_steps": "chain+1", "weight_step": 0},
    "chain of thought": NO_STUDENT,
    "no thinking": {"latent_steps": "0", "weight_teacher": 0, "weight_codi": 0, "weight_stop": 0, "weight_step": 0},
    "meaned reasoning": {"weight_codi": 0, "weight_mean": 20.0},
    "both distillations on an intermediate block": {"weight_mean": 1.0, "block_range": [0, 0]},
    "distance and norm": {"distance": "mean_l2", "norm": "avg_l2"},
    "coconut": {"latent_steps": "coconut", "weight_codi": 0, "weight_step": 0, "coconut_stages": 3},
    "meaned reasoning with forced latents": {"weight_mean": 1.0, "n_forced_steps": 4},
    "equations inside the steps": {"weight_equation": 1.0, "equation_layer": 1},
    "linear filter": {"filter_mode": "linear"},
    "linear filter with layer norm": {"filter_mode": "linear_ln"},
    "softmax re-embedding": {"filter_mode": "softmax"},
    "no filter": {"filter_mode": "none"},
    "latent added to END": {"add_latent_to_end": True},
    "latent added to START": {"add_latent_to_start": True},
    "START computes": {"first_result_at": 0, "weight_equation": 1, "equation_layer": 1},
    "low-rank adapters": {"lora_rank": 2},
    "low-rank adapters without a filter": {"lora_rank": 2, "filter_mode": "none"},
}


@pytest.mark.parametrize("method", METHODS)
def test_the_method_has_its_losses_and_its_parts_learn(method, tokenizer):
    options = replace(SMALL, **METHODS[method])
    model = build_model(options, tokenizer)
    if options.lora_rank:
        add_adapters(model, options.lora_rank, options.lora_alpha, options.lora_dropout)
    n_latent_steps = latent_steps_of(options, len(PROBLEM.steps), options.n_steps - 3, random.Random(0))
    batch = collate([PROBLEM, OTHER], model.config, tokenizer, n_latent_steps)
    values = SftObjective(model, options)(batch, shares(batch, batch, 1), FORCED if options.n_forced_steps else BOTH)
    weighted = {name for name in ("codi", "mean", "step", "equation") if getattr(options, f"weight_{name}")}
    expected = {"teacher"} if options.has_teacher else set()
    expected |= {"answer", "stop"} | weighted if options.has_student else set()
    expected |= {"align"} if options.n_forced_steps else set()
    assert {name.removeprefix("loss_") for name in values if name.startswith("loss_")} == expected
    assert all(value.isfinite() for value in values.values())
    values["loss"].backward()
    learned = {name.split(".")[0] for name, p in model.named_parameters() if p.grad is not None and p.grad.any()}
    assert ("stop_head" in learned) == bool(options.has_student and options.weight_stop)
    thinks = options.has_student and n_latent_steps > 0 and options.filter_mode not in ("none", "softmax")
    assert ("filter" in learned) == thinks


@pytest.mark.slow
def test_a_method_trains_to_a_checkpoint_of_its_settings(tmp_path):
    options = replace(SMALL, **METHODS["START computes"], add_latent_to_start=True, n_steps=6, output=str(tmp_path))
    config = load_checkpoint(SftRun(options).train()).model.config
    for name in ("filter_mode", "add_latent_to_start", "add_latent_to_end", "first_result_at"):
        assert getattr(config, name) == getattr(options, name)


@pytest.mark.parametrize(
    ("latent_steps", "n_chain", "k"),
    [
        ("6", 2, {6}),
        ("0", 2, {0}),
        ("chain+5", 3, {8}),
        ("chain+5", 4, {8}),
        ("chain-1..0", 1, {0, 1}),
        ("chain-1..+1", 4, {3, 4, 5}),
    ],
)
def test_lengths_of_thoughts(latent_steps, n_chain, k):
    options = replace(SMALL, latent_steps=latent_steps, latent_cap=8)
    assert {latent_steps_of(options, n_chain, step, random.Random(step)) for step in range(30)} == k


def test_random_lengths_fall_short_of_the_chain_by_the_shortfall_at_most():
    options = replace(SMALL, latent_cap=5, latent_shortfall=1)
    drawn = {n: {latent_steps_of(options, n, 0, random.Random(i)) for i in range(200)} for n in (1, 4)}
    assert drawn == {1: {0, 1, 2, 3, 4, 5}, 4: {3, 4, 5}}


def test_coconut_replaces_one_more_step_in_each_stage(model, tokenizer):
    options = replace(SMALL, **METHODS["coconut"], latent_cap=8, n_steps=32, n_drill_steps=2, coconut_steps=2)
    assert [coconut_stage(options, step) for step in (0, 9, 10, 19, 20, 29)] == [0, 0, 1, 1, 2, 2]
    assert [latent_steps_of(options, 3, step, random.Random(0)) for step in (0, 10, 20)] == [0, 2, 4]
    assert latent_steps_of(options, 1, 20, random.Random(0)) == 2
    batch = collate([PROBLEM], model.config, tokenizer, n_latent_steps=2, n_replaced=1)
    assert tokenizer.decode(batch.answer_ids[0]) == "<<19*2=38>><<38-8=30>>theansweris:30<eos>"
    assert batch.n_prefix == 0
    last = collate([PROBLEM], model.config, tokenizer, n_latent_steps=2, n_replaced=3)
    assert tokenizer.decode(last.answer_ids[0]) == "theansweris:30<eos>"
    assert last.n_prefix == 4


def test_the_equation_inside_a_step_and_the_one_left_to_end(model, tokenizer):
    other = Problem("Tom has 3 apples. Tom has?", ("3+40=43", "43*2-1=85", "85-1=84"), 84, 3)
    batch = collate([PROBLEM, other], model.config, tokenizer, n_latent_steps=2)
    read = [[tokenizer.convert_ids_to_tokens(ids) for ids in row] for row in batch.equation_ids.tolist()]
    assert read[0] == [["12", "+", "7"], ["19", "*", "2"], ["38", "-", "8"]]
    assert read[1][0] == ["3", "+", "40"]
    assert batch.equation_mask.tolist() == [[1, 1, 1], [1, 0, 1]]
    assert collate([PROBLEM], model.config, tokenizer, n_latent_steps=4).equation_mask.tolist() == [[1, 1, 1, 0, 0]]


def test_results_begin_at_start_where_it_computes(tokenizer):
    config = build_model(replace(SMALL, first_result_at=0), tokenizer).config
    batch = collate([PROBLEM], config, tokenizer, n_latent_steps=1)
    assert tokenizer.convert_ids_to_tokens(batch.result_ids[0].tolist()) == ["19", "38"]
    assert tokenizer.convert_ids_to_tokens(batch.equation_ids[0, :, 0].tolist()) == ["12", "19", "38"]
    assert [config.step_of_result(number) for number in (1, 2)] == [0, 1]


def test_the_best_reading_of_an_equation_holds_a_third_of_each_part():
    ids = torch.tensor([[[1, 2, 3]]])
    logits = torch.full((1, 1, 5), -30.0)
    logits[..., 1:4] = 0.0
    mask = torch.ones(1, 1)
    best = equation_loss(logits, ids, mask)
    assert best.item() == pytest.approx(math.log(3))
    assert equation_loss(logits + torch.tensor([0, 0.3, 0, 0, 0]), ids, mask) > best
    assert equation_loss(logits, ids, torch.zeros(1, 1)) == 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"weight_equation": 1.0, "equation_layer": 3}, r"equation_layer is 3; it must be a layer of 1 \.\. 2"),
        ({"block_range": [1, 2]}, r"block_range is \[1, 2\]; it must be two layers of 0 \.\. 1"),
        ({"block_range": [1, 0]}, r"block_range is \[1, 0\]"),
        ({"n_accumulate": 3}, "batch_size 8 cannot be split evenly into 3 parts"),
        ({"n_drill_rows": 1, "n_accumulate": 2}, "n_drill_rows is 1; each of 2 parts"),
    ],
)
def test_what_does_not_fit_the_model_or_the_batch_is_refused(change, message, tmp_path):
    with pytest.raises(ValueError, match=message):
        SftRun(replace(SMALL, **change, output=str(tmp_path)))


def test_adapters_need_their_library(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "peft", None)
    with pytest.raises(ValueError, match="lora_rank needs the library peft: pip install peft"):
        SftRun(replace(SMALL, lora_rank=2, output=str(tmp_path)))


def test_the_reasoning_mask_covers_the_chain_alone(model, tokenizer):
    batch = collate([PROBLEM], model.config, tokenizer, n_latent_steps=2)
    covered = batch.chain_ids[0][batch.reasoning_mask[0]]
    assert tokenizer.decode(covered) == "<<12+7=19>><<19*2=38>><<38-8=30>>"


def test_the_losses_of_parts_add_up_to_those_of_the_whole(model, tokenizer):
    objective = SftObjective(model, replace(SMALL, weight_codi=0.0))
    batch = collate([PROBLEM, PROBLEM, OTHER, PROBLEM], model.config, tokenizer, n_latent_steps=2)
    whole = objective(batch, shares(batch, batch, 1))
    parts = [objective(part, shares(part, batch, 1)) for part in (shard(batch, i, 3) for i in range(3))]
    for name, value in whole.items():
        assert sum(part[name] for part in parts).item() == pytest.approx(value.item(), rel=1e-5), name
