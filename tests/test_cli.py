"""The command line as a user calls it."""

import json
import os
import subprocess
import sys
from unittest.mock import Mock

import pytest
from processes import python

from latentviz.__main__ import main
from latentviz.records.run_file import load_runs
from latentviz.utils import shipped

QUESTION = "Ava has 12 shells and finds 7 more. How many shells does she have?"
KEYS = set(
    "question answer answer_text n_latent_steps n_counted_tokens stopped p_stop nearest_tokens checkpoint".split()
)


def test_trace_prints_and_writes_the_same_json_in_every_process(random_checkpoint, tmp_path, capsys):
    asked = ["trace", QUESTION, "--checkpoint", str(random_checkpoint)]
    done = python("-W", "error", "-m", "latentviz", *asked, "--json", tmp_path / "t.json")
    assert (done.returncode, done.stderr) == (0, "")
    result = json.loads(done.stdout)
    assert set(result) >= KEYS
    assert result == json.loads((tmp_path / "t.json").read_text())
    assert result["n_counted_tokens"] == result["n_latent_steps"] + 2
    assert len(result["p_stop"]) == len(result["nearest_tokens"]) == result["n_latent_steps"] + 1
    assert [len(row) for row in result["nearest_tokens"]] == [5] * len(result["p_stop"])
    assert main(asked) == 0
    assert capsys.readouterr().out == done.stdout


def test_trace_obeys_a_forced_number_of_steps(random_checkpoint, capsys):
    assert main(["trace", QUESTION, "--checkpoint", str(random_checkpoint), "--k", "3"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert (result["n_latent_steps"], result["stopped"]) == (3, False)


def test_trace_writes_a_run_file(random_checkpoint, tmp_path, capsys):
    path = tmp_path / "run.safetensors"
    arguments = ["trace", QUESTION, "--checkpoint", str(random_checkpoint), "--run-file", str(path)]
    assert main([*arguments, "--temperature", "2"]) == 0
    result = json.loads(capsys.readouterr().out)
    recorded = load_runs(path)["run"]
    assert recorded.trace.answer_text == result["answer_text"]
    assert recorded.trace.temperature == 2
    assert recorded.trace.lens is not None
    assert len(recorded.cloud.labels) == 300
    assert main(["trace", "--input", "x.jsonl", "--run-file", str(path)]) == 2
    assert "--run-file holds one thought" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["trace"], "either one QUESTION or --input"),
        (["trace", QUESTION, "--k", "99"], "at most 8 latent steps"),
        (["trace", QUESTION, "--k", "-1"], "k is -1"),
        (["trace", "--input", "tests/data/handwritten.jsonl", "--k", "99"], "error: k is 99"),
        (["trace", QUESTION, "--temperature", "nan"], "temperature is nan"),
        (["trace", QUESTION, "--threshold", "1.5"], "(0, 1]"),
        (["trace", QUESTION, "--threshold", "0"], "threshold is 0.0"),
        (["evaluate", "--threshold", "0", "--n", "4"], "threshold is 0.0"),
        (["trace", QUESTION, "--device", "tpu9"], "device 'tpu9'"),
        (["trace", "--input", "no-such-file.jsonl"], "error: no-such-file.jsonl: no such file or directory"),
        (["trace", "--input", os.devnull], "it is empty"),
        (["evaluate", "--n", "0"], "1 or more"),
        (["evaluate", "--mode", "cot", "--k", "3", "--n", "4"], "k goes with mode 'latent'"),
        (["evaluate", "--mode", "none", "--threshold", "0.3", "--n", "4"], "threshold goes with mode 'latent'"),
        (["trace", "How many apples does Tom have?"], "error: The question holds no number"),
        (["trace", QUESTION, "--checkpoint", "nowhere"], "no such checkpoint folder"),
        (["dataset", "--n", "0"], "1 or more"),
        (["dataset", "--k", "3", "--save"], "leave --input and --k out"),
        (["dataset", "--input", "requirements.txt"], "no row could be read (line 1: the line is no JSON"),
        (["dataset", "--threshold", "0", "--n", "4"], "threshold is 0.0"),
        (["causes", "--n", "1"], "must be 2 or more"),
        (["causes", "--k", "99"], "at most 8 latent steps"),
        (["causes", "--k", "3", "--head"], "leave --k out"),
        (["causes", "--n", "4", "--k", "1"], "need 2 latent steps"),
        (["causes", "--input", os.devnull], "it is empty"),
        (["causes", "--save", "--input", "tests/data/handwritten.jsonl"], "leave --input out"),
        (["causes", "--held-out"], "name them with --input"),
    ],
)
def test_flags_that_cannot_be_used_end_with_code_2_and_the_reason(random_checkpoint, capsys, arguments, reason):
    command, *rest = arguments
    assert main([command, "--checkpoint", str(random_checkpoint), *rest]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert reason in captured.err


@pytest.mark.parametrize(
    ("flags", "reason"),
    [
        (["--n", "-1"], "must be 0 or more"),
        (["--samples", "-1"], "must be 0 or more"),
        (["--n", "0", "--json", os.devnull], "leave --n 0 or --json out"),
    ],
)
def test_counts_of_problems_that_cannot_be_are_refused(capsys, flags, reason):
    assert main(["problems", *flags]) == 2
    assert reason in capsys.readouterr().err


@pytest.mark.parametrize("flag", ["--json", "--run-file"])
@pytest.mark.parametrize(("place", "reason"), [("none/x.json", "there is no folder"), (".", "is a folder; name a")])
def test_a_file_that_cannot_be_written_is_refused_before_the_work(tmp_path, capsys, flag, place, reason):
    with pytest.raises(SystemExit) as ended:
        main(["trace", QUESTION, flag, str(tmp_path / place)])
    assert ended.value.code == 2
    assert reason in capsys.readouterr().err


def test_an_interrupted_command_ends_in_a_word(monkeypatch, capsys):
    monkeypatch.setattr("latentviz.__main__.summarise", Mock(side_effect=KeyboardInterrupt))
    assert main(["problems"]) == 130
    assert capsys.readouterr().err == "\ninterrupted\n"


def test_a_reader_that_has_seen_enough_ends_a_command_without_a_word():
    command = f"{sys.executable} -m latentviz problems --n 0 --samples 2000 | head -n 1; echo ${{PIPESTATUS[0]}}"
    ended = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert (ended.stdout.splitlines()[1], ended.stderr) == ("141", "")


def test_many_questions_report_bad_lines_by_number_and_run_the_rest(random_checkpoint, tmp_path, capsys):
    lines = [json.dumps({"question": QUESTION}), "not json", json.dumps({"question": "no number"}), json.dumps([1])]
    (tmp_path / "in.jsonl").write_text("\n".join([*lines, json.dumps({"question": QUESTION})]))
    assert main(["trace", "--input", str(tmp_path / "in.jsonl"), "--checkpoint", str(random_checkpoint)]) == 2
    captured = capsys.readouterr()
    first, *bad, last = [json.loads(line) for line in captured.out.splitlines()]
    assert first == last
    assert [row["line"] for row in bad] == [2, 3, 4]
    assert "3 of 5 lines" in captured.err


@pytest.mark.parametrize("arguments", [["--mode", "cot"], ["--mode", "none"], ["--k", "6"], []], ids=str)
def test_evaluate_prints_counts_with_an_interval(random_checkpoint, tmp_path, arguments):
    path = tmp_path / "e.json"
    command = ["evaluate", "--split", "validation", "--n", "8", "--checkpoint", str(random_checkpoint)]
    assert main([*command, *arguments, "--json", str(path)]) == 0
    result = json.loads(path.read_text())
    assert {"mean_latent_steps", "mean_counted_tokens", "by_n_operations"} <= set(result)
    assert result["n"] == 8
    low, high = result["interval"]
    assert 0 <= low <= result["accuracy"] <= high <= 1
    assert {count: group["n"] for count, group in result["by_n_operations"].items()} == dict.fromkeys("1234", 2)


def test_evaluate_reads_a_file(random_checkpoint, tmp_path, capsys):
    rows = [{"question": QUESTION, "steps": ["12+7=19"], "answer": 19}, {"question": "broken"}]
    (tmp_path / "p.jsonl").write_text("\n".join(map(json.dumps, rows)))
    arguments = ["evaluate", "--input", str(tmp_path / "p.jsonl"), "--list-wrong"]
    assert main([*arguments, "--checkpoint", str(random_checkpoint)]) == 1
    captured = capsys.readouterr()
    result = json.loads(captured.out)
    assert (result["n"], result["n_rows"], result["n_left_out"], result["accuracy"]) == (1, 2, 1, 0.0)
    assert result["left_out"] == [{"line": 2, "reason": "missing answer"}]
    (wrong,) = result["wrong"]
    assert (wrong["question"], wrong["gold_answer"]) == (QUESTION, 19)
    assert wrong["answer_text"] != "19"
    assert "line 2 left out" in captured.err


def test_problems_prints_the_generators_counts(capsys):
    assert main(["problems", "--n", "300", "--samples", "2"]) == 0
    out = capsys.readouterr().out
    counts = json.loads(out[out.index("\n{") :])
    assert counts["n_families"] >= 12
    assert set(counts["overlap"].values()) == {0}
    assert sum(counts["operation_shares"].values()) == pytest.approx(1)
    assert 0 < counts["p_held_out_pair"] < counts["p_unseen_pair"] <= 1


def test_the_checkpoint_that_reads_better_is_taken_where_all_that_it_needs_is_there(tmp_path, monkeypatch):
    monkeypatch.setattr(shipped, "SMALL", tmp_path / "small-grpo")
    monkeypatch.setattr(shipped, "READS_WITH", "json")
    assert shipped.default_checkpoint() == shipped.TINY
    shipped.SMALL.mkdir()
    assert shipped.default_checkpoint() == shipped.SMALL
    monkeypatch.setattr(shipped, "READS_WITH", "no_such_package")
    assert shipped.default_checkpoint() == shipped.TINY
