"""The benchmarks run, and their slow twins do the same work."""

import json
import warnings

import numpy as np
import torch

from benchmarks import dataset, explore, map_trust, shared_prefix
from latentviz.checkpoints import load_checkpoint
from latentviz.cloud import ReferenceLabels
from latentviz.decoding import encode_questions
from latentviz.projection import HiddenStateMap
from latentviz.tracer import Tracer
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


def test_the_map_benchmark_prints_trust_of_held_out_states(random_checkpoint, capsys):
    assert map_trust.main(["--checkpoint", str(random_checkpoint), "--n-problems", "8", "--no-umap"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["n_held_out_states"] == 8 * 9
    for view in ("umap2d", "umap3d", "pca2d", "pca3d"):
        assert 0 < printed["views"][view]["trustworthiness"] <= 1
        assert 0 < printed["views"][view]["neighbour_preservation"] < 1


def test_places_are_compared_with_umap_of_the_same_fit():
    rng = np.random.default_rng(0)
    centres = rng.normal(scale=8, size=(4, 12))
    states = (centres[np.arange(160) % 4] + rng.normal(size=(160, 12))).astype(np.float32)
    labels = ReferenceLabels(
        step=np.zeros(120, dtype=int),
        n_operations=np.ones(120, dtype=int),
        p_stop=np.zeros(120),
        right=np.ones(120, dtype=bool),
        problem=np.zeros(120, dtype=int),
        questions=("q",),
        gold_steps=("s",),
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = HiddenStateMap.fit(states[:120], labels, seed=0, n_neighbors=8, n_pca=6)
        result = map_trust.against_umap(fitted, states[120:])
    assert result["refit_deviates_by"] < 1e-5
    assert result["median_distance"] < 0.2


def test_the_explore_benchmark_measures_traces_and_placing(random_checkpoint):
    checkpoint = load_checkpoint(random_checkpoint, device="cpu")
    results, trace = explore.measure_traces(Tracer(checkpoint), 2)
    placed = explore.measure_placing(checkpoint.hidden_state_map, trace, 3)
    assert results["full trace, ms"]["n"] == 2
    assert placed["place a trajectory, ms"]["median"] > 0
    assert explore.figures([0.001, 0.003, 0.002], 1000) == {"median": 2.0, "range": [1.0, 3.0], "n": 3}


def test_a_set_is_measured_twice_in_a_browser(random_checkpoint, capsys):
    assert dataset.main(["--checkpoint", str(random_checkpoint), "--n", "50"]) == 0
    printed = json.loads(capsys.readouterr().out)
    first, second = printed["runs"]
    assert first["elapsed_s"] > 0
    for run in (first, second):
        assert printed["before_mb"] / 2 < run["after_mb"] <= run["peak_mb"]
