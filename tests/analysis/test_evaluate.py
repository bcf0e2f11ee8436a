"""`python -m train.evaluate`: its record by hand, its command line, and its shares over processes."""

import json
import shutil

import numpy as np
import pytest
from lively import enliven
from places import ROOT
from processes import python

from latentviz.analysis.early_exit import FullThought
from latentviz.analysis.evaluation import Evaluation, compare, dial_problems, score
from latentviz.data.problems import Problem
from latentviz.data.problems.renumbering import is_held_out
from latentviz.model.checkpoint import load_checkpoint, save_checkpoint, write_sums
from latentviz.model.generation import Decoded
from train import card, evaluate

TWO_PROCESSES = ("-m", "torch.distributed.run", "--standalone", "--nproc_per_node", "2")
COUNTS = ("--n", "8", "--n-thoughts", "8", "--n-validation", "4", "--batch-size", "4")
DRAWN = ("--test-seed", "7")
SETTINGS = ["chain of thought", "latent, stop head", "no thinking (k = 0)", *(f"latent, k = {k}" for k in range(1, 9))]


@pytest.fixture(scope="module")
def lively_checkpoint(random_checkpoint, tmp_path_factory):
    """Untrained weights far enough from zero that thoughts halt at different steps."""
    folder = shutil.copytree(random_checkpoint, tmp_path_factory.mktemp("lively") / "lively")
    checkpoint = load_checkpoint(folder)
    enliven(checkpoint.model, 0.3)
    save_checkpoint(folder, checkpoint.model, checkpoint.tokenizer)
    return folder


@pytest.fixture(scope="module")
def folders(lively_checkpoint, tmp_path_factory):
    """Three checkpoints of the same weights, evaluated: ours, the baseline, another seed."""
    root = tmp_path_factory.mktemp("evaluated")
    ours, baseline, seed = (shutil.copytree(lively_checkpoint, root / name) for name in ("ours", "baseline", "seed"))
    code = evaluate.main(
        ["--checkpoint", str(ours), "--baseline", str(baseline), "--seeds", str(seed), str(ours), *COUNTS, *DRAWN]
    )
    assert code == 0
    return ours, baseline, seed


@pytest.fixture(scope="module")
def evaluation(folders):
    return json.loads((folders[0] / "eval.json").read_text())


def problems_with(*answers):
    return [Problem(f"question {i}", (), answer, n_operations=1 + i % 2) for i, answer in enumerate(answers)]


def test_every_setting_is_scored_on_the_same_problems(evaluation):
    assert (evaluation["split"], evaluation["n"], evaluation["checkpoint"]) == ("test", 8, "ours")
    assert evaluation["seed"] == 7
    assert "(drawn with seed 7)" in card.report(evaluation)
    for results in (evaluation["results"], evaluation["baseline"]["results"]):
        assert list(results) == SETTINGS
        for name, values in results.items():
            result = Evaluation.from_dict(values)
            assert {count: group["n"] for count, group in result.by_n_operations.items()} == dict.fromkeys("1234", 2)
            assert result.ms_per_problem > 0
            if name.startswith("latent, k = "):
                assert (result.mean_latent_steps, result.mean_counted_tokens) == (result.fixed_k, result.fixed_k + 2)
    assert evaluation["timing"]["n"] == 8
    assert evaluation["timing"]["batch_size"] == 4


def test_the_stop_head_is_compared_with_the_baseline_and_with_chains(evaluation):
    pairs = [(values["first"], values["second"]) for values in evaluation["comparisons"]]
    head = ["ours", "latent, stop head"]
    assert pairs == [
        (head, ["baseline", "latent, k = 6"]),
        (head, ["ours", "chain of thought"]),
        (head, ["baseline", "chain of thought"]),
    ]
    first, *_ = evaluation["comparisons"]
    mean = evaluation["results"]["latent, stop head"]["mean_latent_steps"]
    assert first["latent_steps_cut"] == pytest.approx(100 - 100 * mean / 6)
    assert first["counted_tokens_cut"] == pytest.approx(100 - 100 * (mean + 2) / 8)
    assert evaluation["comparisons"][1]["latent_steps_cut"] is None


def test_rules_run_on_the_baseline_and_no_seed_is_hidden(evaluation):
    rules = evaluation["stop_rules"]
    assert (rules["checkpoint"], rules["n_validation"], rules["fixed_k"]) == ("baseline", 4, 6)
    assert list(rules["rules"]) == ["entropy", "kl", "cosine", "answer"]
    for rule in rules["rules"].values():
        assert 1 <= rule["result"]["mean_latent_steps"] <= 8
        assert rule["result"]["ms_per_problem"] > 0
    assert [run["checkpoint"] for run in evaluation["seeds"]] == ["seed", "ours"]
    for run in evaluation["seeds"]:
        assert run["comparison"]["second"] == ["baseline", "latent, k = 6"]
        assert run["halting"]["counts"] == evaluation["halting"]["counts"]


def test_the_folder_still_loads_and_the_report_shows_the_record(folders, evaluation):
    load_checkpoint(folders[0])
    report = card.report(evaluation)
    for heading in ("The baseline, baseline", "Training-free stop rules on baseline", "Calibration", "Seeds"):
        assert f"## {heading}" in report
    table = report.split("## Seeds")[1]
    names = [line.split(" | ")[0] for line in table.splitlines() if line.startswith("| ")]
    assert names[2:] == ["| ours", "| seed", "| ours"]
    assert f"| all | {' | '.join(map(str, evaluation['halting']['counts']))} |" in report


def test_without_a_baseline_it_is_compared_with_itself(random_checkpoint, tmp_path, capsys):
    folder = shutil.copytree(random_checkpoint, tmp_path / "alone")
    assert evaluate.main(["--checkpoint", str(folder), *COUNTS]) == 0
    captured = capsys.readouterr()
    evaluation = json.loads((folder / "eval.json").read_text())
    assert captured.out.strip() == card.report(evaluation).strip()
    assert "stop rule answer" in captured.err
    assert (evaluation["baseline"], evaluation["seeds"]) == (None, [])
    assert [values["second"] for values in evaluation["comparisons"]] == [
        ["alone", "latent, k = 6"],
        ["alone", "chain of thought"],
    ]
    assert evaluation["stop_rules"]["checkpoint"] == "alone"


@pytest.mark.slow
def test_two_processes_write_what_one_writes(lively_checkpoint, tmp_path):
    folder = shutil.copytree(lively_checkpoint, tmp_path / "ours")
    arguments = ["--checkpoint", str(folder), "--n", "21", "--n-validation", "5"]
    records = []
    for launch, separator in (((), ()), (TWO_PROCESSES, ("--",))):
        done = python(*launch, "-m", "train.evaluate", *separator, *arguments, "--batch-size", "8")
        assert done.returncode == 0, done.stderr[-2000:]
        assert done.stdout.count("## Accuracy on the test split") == 1, "one process writes, the others only decode"
        records.append(json.loads((folder / "eval.json").read_text()))
    one, two = records
    assert one["n"] == two["n"] == 21
    assert one["halting"] == two["halting"]
    assert len(set(map(tuple, one["halting"]["by_n_operations"].values()))) > 1
    for name, result in one["results"].items():
        for key in ("accuracy", "mean_latent_steps", "mean_counted_tokens", "mean_forward_passes", "by_n_operations"):
            assert two["results"][name][key] == result[key]
    scores = [record["calibration"]["p_stop"]["brier_score"] for record in records]
    # Batches of other problems are padded to other lengths.
    assert scores[1] == pytest.approx(scores[0], rel=1e-5)


def test_a_comparison_by_hand():
    problems = problems_with(1, 2, 3, 4)
    first = [Decoded(text, k, k + 2, k + 3) for text, k in zip("1239", (0, 1, 2, 3), strict=True)]
    second = [Decoded(text, 6, 8, 10) for text in "1299"]
    result = compare(problems, first, second)
    assert result["accuracy_difference"] == pytest.approx(1 / 4)
    assert result["mcnemar"] == {"n_first_only": 1, "n_second_only": 0, "p_value": 1.0}
    # mean steps 1.5 of 6, counted tokens 3.5 of 8, passes 4.5 of 10
    assert (result["latent_steps_cut"], result["counted_tokens_cut"]) == (75.0, 56.25)
    assert result["forward_passes_cut"] == pytest.approx(55.0)
    # means of 4 draws from 0, 0, 1, 0: no one in 81 / 256 of the cases, 3 ones or more in 13 / 256, 4 ones in 1 / 256
    assert result["interval"] == [0.0, 0.75]
    assert compare(problems, second, [Decoded("1")] * 4)["latent_steps_cut"] is None


def test_halting_and_calibration_by_hand():
    problems = problems_with(1, 2, 3, 4)
    found = [([0.9, 0.9], "15", [0.8, 0.1]), ([0.2, 0.7], "52", [0.1, 0.6])]
    found += [([0.9, 0.9], "73", [0.8, 0.1]), ([0.2, 0.3], "48", [0.1, 0.6])]
    thoughts = [
        FullThought(np.array(p_stop), {}, tuple(answers), np.array(p_answers), np.array([2, 2]), np.zeros(2, bool))
        for p_stop, answers, p_answers in found
    ]
    decoded = {card.HEAD: [thought.decoded(0.5) for thought in thoughts]}
    results = {card.HEAD: score(problems, decoded[card.HEAD])}
    values = evaluate.section(problems, evaluate.Measured("m", 1, thoughts, decoded, results))
    # halts after 0, 1, 0, 1 steps with 1, 2, 1, 2 operations; right, right, wrong, wrong
    assert values["halting"]["counts"] == (2, 2)
    assert values["halting"]["by_n_operations"] == {"1": (2, 0), "2": (0, 2)}
    assert values["halting"]["spearman"]["rho"] == pytest.approx(1.0)
    # P(stop) 0.9, 0.7, 0.9, 0.3: (0.01 + 0.09 + 0.81 + 0.09) / 4
    assert values["calibration"]["p_stop"]["brier_score"] == pytest.approx(0.25)
    # probability of the answer 0.8, 0.6, 0.8, 0.6: (0.04 + 0.16 + 0.64 + 0.36) / 4
    assert values["calibration"]["p_answer"]["brier_score"] == pytest.approx(0.3)
    assert values["results"][card.HEAD]["accuracy"] == 0.5


def test_the_report_raises_the_alarm_where_halting_has_collapsed(evaluation):
    def halting(share):
        return card.halting({"halting": evaluation["halting"] | {"largest_share": share, "collapsed": share > 0.95}})

    assert "Alarm" in halting(0.96)
    assert "96.0 % of the problems" in halting(0.96)
    assert "Alarm" not in halting(0.95)


def test_test_problems_are_spread_over_the_dial_without_repeats():
    limits = {"trained_max_operations": 3, "trained_max_number": 100}
    problems = dial_problems(limits, "test", 300, seed=1)
    assert [problem.n_operations for problem in problems] == [1, 2, 3] * 100
    assert len({problem.question for problem in problems}) == 300
    assert problems == dial_problems(limits, "test", 300, seed=1)


@pytest.mark.parametrize("path", sorted(ROOT.glob("checkpoints/*/eval.json")), ids=lambda path: path.parent.name)
def test_the_shipped_records_can_be_read(path):
    evaluation = json.loads(path.read_text())
    report = card.report(evaluation)
    for name, values in evaluation["results"].items():
        result = Evaluation.from_dict(values)
        assert f"| {name} | {100 * result.accuracy:.1f} % |" in report


def test_an_older_record_gives_its_table_alone(evaluation):
    results = {
        name: {key: value for key, value in result.items() if key != "ms_per_problem"}
        for name, result in evaluation["results"].items()
    }
    report = card.report({"split": "test", "seed": 12345, "n": 8, "results": results})
    assert "forward passes |\n" in report
    assert report.count("## ") == 1


@pytest.mark.parametrize(
    ("flags", "reason"),
    [
        (["--n", "3"], "--n is 3; it must be 4 or more"),
        (["--n-validation", "0"], "--n-validation is 0"),
        (["--batch-size", "0"], "--batch-size is 0"),
        (["--baseline", "no-such-folder"], "no-such-folder: there is no such checkpoint folder"),
        (["--seeds", "no-such-seed"], "no-such-seed"),
    ],
)
def test_what_cannot_be_used_ends_with_code_2_and_the_reason(random_checkpoint, capsys, flags, reason):
    assert evaluate.main(["--checkpoint", str(random_checkpoint), *COUNTS, *flags]) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err[:7]) == ("", "error: ")
    assert reason in captured.err
    assert not (random_checkpoint / "eval.json").exists()


def test_a_source_that_is_not_there_is_told_of_before_the_work(folder, capsys, monkeypatch):
    options = {"p_renumber": 0.9, "data": "generated:0.5,real.txt:0.5", "data_folder": "elsewhere", "max_number": 999}
    (folder / "run.json").write_text(json.dumps({"options": options}))
    monkeypatch.setattr(evaluate, "evaluate_checkpoints", None)
    assert evaluate.main(["--checkpoint", str(folder), *COUNTS]) == 2
    assert "real.txt" in capsys.readouterr().err


def test_a_baseline_of_another_dial_is_refused(random_checkpoint, folder, capsys):
    config = json.loads((folder / "config.json").read_text())
    config["limits"]["trained_max_operations"] = 2
    (folder / "config.json").write_text(json.dumps(config))
    write_sums(folder)
    assert evaluate.main(["--checkpoint", str(random_checkpoint), "--baseline", str(folder), *COUNTS]) == 2
    assert "up to 2 operations" in capsys.readouterr().err


def test_the_card_needs_both_records(random_checkpoint, folders, capsys):
    assert card.main(["--checkpoint", str(random_checkpoint)]) == 2
    assert "run python -m train.evaluate --checkpoint" in capsys.readouterr().err
    assert card.main(["--checkpoint", str(folders[0])]) == 2
    assert "run.json: missing" in capsys.readouterr().err


def test_real_texts_are_those_that_no_training_saw(lively_checkpoint, tmp_path):
    path = tmp_path / "real.txt"
    lines = [f"{a}{b} has 12 shells and finds 5 more.||<<12+5=17>> #### 17" for a in "abcdefgh" for b in "abcdefgh"]
    lines += [f"{a}{b} pays 5 for 2. What is one?||<<5/2=2.5>> #### 2.5" for a in "abcdefgh" for b in "abcdefgh"]
    path.write_text("\n".join([*lines, "Add 1 and 2.||<<1+2=4>> #### 4"]))
    options = {"p_renumber": 0.9, "data": "generated:0.5,real.txt:0.5", "data_folder": str(tmp_path), "max_number": 999}
    checkpoint = load_checkpoint(lively_checkpoint)
    sections = evaluate.measure_real_texts(checkpoint, None, {"options": options}, batch_size=8)
    (real,) = sections.values()
    held_out = [line for line in lines if is_held_out(Problem(line.partition("||")[0], (), 0, 0))]
    assert 0 < real["n_inside"] < real["n_texts"] == len(held_out) < 30
    assert (real["n_rows"], real["left_out"]) == (129, {"step .. does not hold": 1})
    assert real["outside"] == {"a result is no whole number": real["n_texts"] - real["n_inside"]}
    assert {name: result["n"] for name, result in real["results"].items()} == dict.fromkeys(
        ["chain of thought", "latent, stop head", "latent, k = 6"], real["n_inside"]
    )
    (few,) = evaluate.measure_real_texts(checkpoint, None, {"options": options}, batch_size=8, n_real=2).values()
    assert few["n_inside"] == real["n_inside"]
    assert {result["n"] for result in few["results"].values()} == {2}
    text = card.real_texts({"real": sections})
    assert f"real: {real['n_inside']} of {real['n_texts']} texts (a result is no whole number: " in text
    assert evaluate.measure_real_texts(checkpoint, None, {"options": {"p_renumber": 0.0}}, batch_size=8) == {}
    with pytest.raises(FileNotFoundError, match=r"real\.txt"):
        evaluate.measure_real_texts(checkpoint, None, {"options": options | {"data_folder": "elsewhere"}}, batch_size=8)
