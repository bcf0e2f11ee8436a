"""What follows a run: the frozen map and the card, through their command lines."""

import json
import shutil

import numpy as np
import pytest

from latentviz.__main__ import main as commands
from latentviz.checkpoints import CheckpointError, load_checkpoint
from latentviz.model import AdaptiveLatentConfig
from train import card, evaluate, fit_map
from train.origin import introduction, shortcomings


@pytest.fixture
def folder(small_run, tmp_path):
    return shutil.copytree(small_run, tmp_path / "small")


@pytest.mark.filterwarnings("ignore:Tensorflow not installed:ImportWarning")
def test_the_map_holds_every_step_of_every_validation_problem(folder, capsys):
    assert fit_map.main(["--checkpoint", str(folder), "--n-problems", "10"]) == 0
    assert "40 states of 10 validation problems" in capsys.readouterr().out
    labels = load_checkpoint(folder).hidden_state_map.labels
    assert labels.step.tolist() == [0, 1, 2, 3] * 10
    assert labels.n_operations[::4].tolist() == [1, 2] * 5
    assert len(labels.questions) == len(set(labels.questions)) == 10


def test_reference_states_are_those_of_each_problem_alone(folder):
    from latentviz.problems import ProblemGenerator
    from latentviz.tracer import Tracer

    checkpoint = load_checkpoint(folder)
    generator = ProblemGenerator(3, "validation")
    problems = [generator.sample(count) for count in (1, 2, 2)]
    states, labels = fit_map.reference_states(checkpoint, problems)
    tracer = Tracer(checkpoint)
    for row, problem in enumerate(problems):
        trace = tracer.trace(problem.question, problem=problem)
        rows = slice(4 * row, 4 * row + 4)
        np.testing.assert_allclose(states[rows], trace.hidden, atol=1e-4)
        np.testing.assert_allclose(labels.p_stop[rows], trace.p_stop, atol=1e-5)
        assert labels.right[rows].tolist() == [text == str(problem.answer) for text in trace.answers]


def test_the_card_is_made_of_the_files_beside_it(folder, capsys):
    assert evaluate.main(["--checkpoint", str(folder), "--n", "6", "--n-validation", "4", "--batch-size", "4"]) == 0
    capsys.readouterr()
    assert card.main(["--checkpoint", str(folder)]) == 0
    printed = capsys.readouterr().out.strip()
    assert printed == (folder / "README.md").read_text().strip()
    evaluation = json.loads((folder / "eval.json").read_text())
    assert (evaluation["n"], evaluation["split"]) == (6, "test")
    result = evaluation["results"]["latent, k = 2"]
    assert result["mean_latent_steps"] == 2
    low, high = result["interval"]
    assert f"| latent, k = 2 | {100 * result['accuracy']:.1f} % | {100 * low:.1f} to {100 * high:.1f} |" in printed
    assert "--preset small" in printed
    assert evaluation["comparisons"][0]["second"] == ["small", "latent, k = 3"]
    load_checkpoint(folder)


def test_the_card_repeats_what_causes_printed(folder, capsys):
    assert evaluate.main(["--checkpoint", str(folder), "--n", "4", "--n-validation", "4", "--batch-size", "4"]) == 0
    assert card.main(["--checkpoint", str(folder)]) == 0
    assert "Are the latent steps causes?" not in capsys.readouterr().out
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


@pytest.mark.parametrize("module", [card, fit_map])
def test_a_missing_checkpoint_ends_with_code_2(module, tmp_path, capsys):
    assert module.main(["--checkpoint", str(tmp_path / "none")]) == 2
    assert "no such checkpoint folder" in capsys.readouterr().err


def test_a_folder_whose_map_is_cut_short_is_refused(folder):
    (folder / "map.safetensors").write_bytes(b"\x10\x00")
    with pytest.raises(CheckpointError, match=r"map\.safetensors"):
        load_checkpoint(folder)


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
        "fine-tuned on generated word problems (1 to 3 operations, whole numbers\nfrom 0 to 100) and `rows.jsonl`."
        in text
    )
    assert "fine-tuned on `owner/set`." in introduction(later, config, 5_000_000)
    assert "what else its backbone could do may be lost" in shortcomings(later, config)
    assert "step supervision" not in card.method(first)
    nothing = {"stage": "sft", "options": {"data": "generated", "weight_step": 1.0}, "start": None}
    assert "trained from nothing on generated" in introduction(nothing, config, 5_000_000)
    assert "nothing past 100 and past 3 operations" in shortcomings(nothing, config)
    assert card.method(nothing).endswith("with step supervision")
