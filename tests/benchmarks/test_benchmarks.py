"""The benchmarks run, and their slow twins do the same work."""

import json

import numpy as np
import pytest
import torch
from places import GOLDEN, ROOT

from benchmarks import __main__ as everything
from benchmarks import dataset, gpu, map_trust
from benchmarks.bench import Bench
from benchmarks.paired import in_turns, line_of
from benchmarks.parts import arithmetic, page, shared_prefix, stops, thinking
from latentviz.model.checkpoint import load_checkpoint
from latentviz.model.generation import encode_questions
from train.rollouts import Uniforms

SHIPPED = ROOT / "checkpoints" / "tiny-sft"


@pytest.mark.slow
def test_the_table_names_what_was_measured_and_the_file_holds_it(random_checkpoint, tmp_path, capsys):
    path = tmp_path / "report.json"
    chosen = ["--only", "stops", "growth", "--n-repeats", "1"]
    assert everything.main(["--checkpoint", str(random_checkpoint), "--json", str(path), *chosen]) == 0
    printed, report = capsys.readouterr().out, json.loads(path.read_text())
    all_stops, _ = report["lines"]
    assert all_stops["facts"] == {"same": True}
    assert all_stops["ratio"] == pytest.approx(all_stops["twin"] / all_stops["ours"], rel=0.02)
    assert [curve["name"] for curve in report["curves"]][-1] == "reference states of the map"
    for entry in report["lines"] + report["curves"]:
        assert entry["name"] in printed
    assert report["curves"][-1]["theory"] == 1.1, "n log n, from 16,000 to 64,000"
    assert set(report["elapsed_s"]) == {"stops", "growth"}


def test_a_part_that_breaks_off_is_named_and_the_others_run(random_checkpoint, monkeypatch, capsys):
    monkeypatch.setattr(page, "measure", lambda bench: 1 / 0)
    monkeypatch.setattr(stops, "measure", lambda bench: [line_of("walking, against crawling", "s", [1.0], [2.0])])
    assert everything.main(["--checkpoint", str(random_checkpoint), "--only", "page", "stops"]) == 1
    printed = capsys.readouterr().out
    assert "page broke off: ZeroDivisionError" in printed
    assert "walking, against crawling" in printed


def test_a_line_holds_medians_and_the_paired_ratio():
    line = line_of("walking, against crawling", "s", [1.0, 2.0, 4.0], [3.0, 4.0, 4.0], goal=2.0, steps=5)
    assert (line.ours, line.twin, line.ratio, line.quartiles) == (2.0, 4.0, 2.0, [1.5, 2.5])
    assert (line.n, line.reached, line.facts) == (3, True, {"steps": 5})


def test_works_take_turns_and_are_warmed_up():
    calls = []
    times = in_turns([lambda repeat: calls.append(("a", repeat)), lambda repeat: calls.append(("b", repeat))], 2)
    assert calls == [("a", 0), ("b", 0), ("a", 0), ("b", 0), ("b", 1), ("a", 1)]
    assert [len(column) for column in times] == [2, 2]


def test_plain_generation_writes_what_our_decoder_writes():
    fixed, chain, peer = thinking.at_batch_size(Bench(SHIPPED, n_repeats=1), 1)
    assert peer.facts["second"]["same_text"] == 1
    assert chain.facts["second"]["right"] == peer.facts["second"]["right"] > 0
    assert fixed.facts["second"]["latent_steps"] == 6
    assert fixed.facts["first"]["forward_passes"] < chain.facts["second"]["forward_passes"]


def test_the_trainers_passes_are_compared_with_slow_twins(small_run):
    bench = Bench(small_run, n_repeats=1)
    lines = [shared_prefix.fine_tuning_line(bench, 4), *shared_prefix.policy_lines(bench, 2, 3)]
    rollouts, gradient, both = lines[1:]
    assert all(line.ratio > 0 and line.n == 1 for line in lines)
    assert both.ours == pytest.approx(rollouts.ours + gradient.ours, rel=0.02)


@pytest.mark.slow
def test_the_chosen_precision_is_compared_with_the_other(small_run):
    (line,) = arithmetic.measure(Bench(small_run, n_repeats=1), 4)
    assert line.ratio == pytest.approx(line.twin / line.ours, rel=0.02)
    assert (line.facts["chosen"] == "bf16") == (line.facts["products_in_bf16_faster"] >= 2)


def test_the_slow_twin_draws_the_same_rollouts(small_run):
    checkpoint = load_checkpoint(small_run, dtype="float32")
    model, tokenizer = checkpoint.model, checkpoint.tokenizer
    questions = encode_questions(model, tokenizer, ["Tom has 3 apples and gets 4.", "What is 9 minus 5?"])
    draws = Uniforms.of(5, 2, 6, model.config.latent_cap)
    shared, slow = (
        shared_prefix.roll_out(model, tokenizer, questions, draws, is_shared) for is_shared in (True, False)
    )
    assert torch.equal(shared.n_steps.flatten(), slow.n_steps.flatten())
    assert shared.texts == slow.texts


@pytest.mark.slow
def test_the_map_benchmark_prints_trust_of_held_out_states(random_checkpoint, capsys):
    assert map_trust.main(["--checkpoint", str(random_checkpoint), "--n-problems", "8", "--no-umap"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert 8 <= printed["n_held_out_states"] <= 8 * 9
    assert printed["number_probe"] == {"r2": 0.5, "r2_shuffled": 0.0, "n_held_out": 10}
    for view in ("umap2d", "umap3d", "pca2d", "pca3d"):
        measured = printed["views"][view]
        assert 0 < measured["trustworthiness"] <= 1
        assert 0 < measured["continuity"] <= 1
        assert 0 < measured["preservation"] < 1
        ratio = measured["step_over_spread"] / measured["cluster_radius_over_spread"]
        assert measured["path_length_ratio"] == pytest.approx(ratio, rel=0.05)


def test_a_step_is_measured_within_a_thought_and_a_cluster_among_its_readings():
    places = np.array([[0.0, 0], [0, 3], [50, 50], [50, 53]], dtype=np.float32)
    references = np.concatenate([np.eye(2), -np.eye(2), np.zeros((1, 2))]).astype(np.float32)
    length, radius = map_trust.lengths(places, np.array([0, 0, 1, 1]), references, np.full(5, 7))
    assert length == 3
    assert radius == 1


@pytest.mark.slow
def test_a_set_is_measured_twice_in_a_browser(random_checkpoint, capsys):
    assert dataset.main(["--checkpoint", str(random_checkpoint), "--n", "400"]) == 0
    printed = json.loads(capsys.readouterr().out)
    first, second = printed["runs"]
    assert first["elapsed_s"] > 0
    for run in (first, second):
        assert printed["before_mb"] / 2 < run["after_mb"] <= run["peak_mb"]


def test_the_check_on_a_gpu_keeps_what_it_measured_before_the_machine_goes(random_checkpoint, tmp_path, monkeypatch):
    report = tmp_path / "report.json"

    def gone():
        raise KeyboardInterrupt

    parts = {"first": lambda: {"ms": 1.23456}, "broken": lambda: 1 / 0, "last": gone}
    monkeypatch.setattr(gpu.GpuCheck, "parts", lambda self: parts)
    with pytest.raises(KeyboardInterrupt):
        gpu.main(["--checkpoint", str(random_checkpoint), "--device", "cpu", "--json", str(report)])
    found = json.loads(report.read_text())
    assert found["parts"]["first"]["ms"] == 1.235
    assert found["failed"] == {"broken": "ZeroDivisionError: division by zero"}


@pytest.mark.slow
def test_the_check_on_a_gpu_runs_on_a_cpu_and_names_what_breaks_off(random_checkpoint, tmp_path, capsys):
    arguments = ["--checkpoint", str(random_checkpoint), "--device", "cpu", "--size", "0.01"]
    report = tmp_path / "report.json"
    code = gpu.main([*arguments, "--golden", str(GOLDEN), "--json", str(report)])
    found = json.loads(report.read_text())
    assert set(found["failed"]) == (set() if GOLDEN.exists() else {"golden, float32", "golden, bfloat16"})
    assert code == (1 if found["failed"] else 0)
    assert found["parts"]["latent step"]["device_us_batch_1024"] > 0
    assert found["parts"]["latent loop, captured"]["ours_ms"] > 0
    assert found["parts"]["step of GRPO"]["shared_problems_per_s"] > 0
    if GOLDEN.exists():
        assert found["parts"]["golden, float32"]["share_same_tokens"] == 1.0
        assert found["parts"]["golden, float32"]["within_tolerance"]
