"""The whole way with one command, in the smoke size; and that it goes on where it was interrupted."""

import json
from dataclasses import replace

import pytest
from processes import python
from small_runs import record_of

from latentviz.model.checkpoint import load_checkpoint
from latentviz.records.results_file import load_results
from train import reproduce
from train.config import load_preset
from train.reproduce import Reproduction, main

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    root = tmp_path_factory.mktemp("reproduce")
    done = python("-m", "train.reproduce", "--preset", "smoke", "--root", root)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "about" in done.stderr
    return root


def test_both_checkpoints_are_whole_and_measured(finished):
    for name in ("smoke-sft", "smoke-grpo"):
        loaded = load_checkpoint(finished / "runs" / name)
        assert loaded.hidden_state_map is not None
        assert (loaded.folder / "examples.safetensors").is_file()
        assert record_of(loaded.folder)["preset"] == "smoke"
        evaluation = json.loads((loaded.folder / "eval.json").read_text())
        assert evaluation["n"] == 64
        card = (loaded.folder / "README.md").read_text()
        assert "95 %" in card
        assert "Are the latent steps causes?" in card
        assert len(load_results(loaded.folder)[1]) == 16
    assert load_checkpoint(finished / "runs" / "smoke-grpo-seed1")
    record = record_of(finished / "runs" / "smoke-grpo")
    assert record["start"]["preset"] == "smoke"
    assert f"So is the stop threshold, {record['stop_threshold']:g} (0.4: " in " ".join(card.split())
    assert record["start"]["start"]["preset"] == "smoke-base"


def test_a_finished_reproduction_does_nothing_again(finished, monkeypatch, capsys):
    for name in ("SftRun", "GrpoRun"):
        monkeypatch.setattr(reproduce, name, None)
    assert main(["--preset", "smoke", "--root", str(finished)]) == 0
    assert "finished in 0.0 minutes" in capsys.readouterr().out


def test_an_interrupted_stage_goes_on_from_its_state(tmp_path, monkeypatch):
    def interrupt(share):
        if share >= 0.6:
            raise KeyboardInterrupt

    def plain() -> Reproduction:
        """One process has one precision, and the other tests in it use none."""
        reproduction = Reproduction("smoke", tmp_path)
        base = reproduction.fine_tuning["smoke-base"]
        reproduction.fine_tuning["smoke-base"] = replace(base, precision="no")
        return reproduction

    with pytest.raises(KeyboardInterrupt):
        plain().stages()[0].work(interrupt)
    shares = []
    plain().stages()[0].work(shares.append)
    assert shares[0] == pytest.approx(21 / 40)
    assert shares[-1] == 1


@pytest.mark.parametrize("changed", [{"reproduce": {"n_test": 65}}, {"sft": {"seed": 5}}, {"grpo": {"n_steps": 21}}])
def test_another_recipe_starts_anew(changed, tmp_path, monkeypatch):
    Reproduction("smoke", tmp_path).journal.finish("sft, smoke-base")
    assert Reproduction("smoke", tmp_path).journal.finished == ["sft, smoke-base"]
    monkeypatch.setattr(reproduce, "load_preset", lambda name, of: load_preset(name, of) | changed.get(of, {}))
    assert Reproduction("smoke", tmp_path).journal.finished == []


def test_the_seeds_differ_in_nothing_but_seed_and_folder(tmp_path):
    first, second = Reproduction("smoke", tmp_path).grpo
    assert (first.seed, second.seed) == (0, 1)
    assert replace(second, seed=0, output=first.output) == first


def test_fine_tuning_goes_on_from_a_reader(tmp_path):
    small = Reproduction("small", tmp_path)
    assert [stage.name for stage in small.stages()][:3] == ["reader", "sft, small", "grpo, seed 0"]
    (reader,), (sft,), (grpo,) = small.reader, small.fine_tuning.values(), small.grpo
    assert reader.output == sft.checkpoint == str(tmp_path / "runs" / "small-reader")
    assert sft.output == grpo.checkpoint == str(tmp_path / "checkpoints" / "small-sft")


def test_an_unknown_preset_is_said(tmp_path, capsys):
    assert main(["--preset", "none", "--root", str(tmp_path)]) == 2
    assert "known presets are" in capsys.readouterr().err


def test_a_stage_that_is_interrupted_interrupts_the_whole():
    with pytest.raises(KeyboardInterrupt):
        reproduce.follow_up([(lambda _: 130,)], print)
