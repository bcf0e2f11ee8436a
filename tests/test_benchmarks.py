"""The benchmarks run, and their slow twins do the same work."""

import json

import torch

from benchmarks import many_problems, shared_prefix
from latentviz.checkpoints import load_checkpoint
from latentviz.decoding import encode_questions
from train.rollouts import Draws


def test_the_shared_prefix_benchmark_prints_ratios(small_run, capsys):
    arguments = ["--checkpoint", str(small_run), "--n-problems", "2", "--n-rollouts", "3", "--n-repeats", "1"]
    assert shared_prefix.main(arguments) == 0
    printed = json.loads(capsys.readouterr().out)
    for name in ("fine-tuning, problems", "grpo, rollouts"):
        assert printed[name]["ratio"] > 0
        assert printed[name]["n_repeats"] == 1


def test_the_slow_twin_draws_the_same_rollouts(small_run):
    checkpoint = load_checkpoint(small_run, dtype="float32")
    model, tokenizer = checkpoint.model, checkpoint.tokenizer
    questions = encode_questions(model, tokenizer, ["Tom has 3 apples and gets 4.", "What is 9 minus 5?"])
    draws = Draws.of(5, 2, 6, model.config.latent_cap)
    shared, slow = (
        shared_prefix.policy_step(model, tokenizer, questions, draws, is_shared) for is_shared in (True, False)
    )
    assert torch.equal(shared.n_steps.flatten(), slow.n_steps.flatten())
    assert shared.texts == slow.texts


def test_many_problems_are_measured_twice(small_run, capsys):
    assert many_problems.main(["--checkpoint", str(small_run), "--n", "70"]) == 0
    first, second = json.loads(capsys.readouterr().out)["runs"]
    assert (first["n"], second["n"]) == (70, 70)
    assert 0 < first["longest_batch_s"] <= first["elapsed_s"]
    assert second["peak_mb"] <= first["peak_mb"] + 20
