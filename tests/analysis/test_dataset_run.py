"""Many problems in one go: uploaded files with broken lines, progress, cancel, cached results, and the command."""

import dataclasses
import json
import math
from types import SimpleNamespace

import numpy as np
import pytest
from sample_records import made_row

from latentviz.__main__ import main
from latentviz.analysis import batch_run
from latentviz.analysis.batch_run import run_problems
from latentviz.analysis.evaluation import dial_problems
from latentviz.analysis.set_statistics import SetStatistics
from latentviz.data.problems import Row
from latentviz.data.uploads import numbered, read_upload
from latentviz.model.checkpoint import load_checkpoint, verify_sums
from latentviz.model.generation import StopRule, decode_latent
from latentviz.records.answered import AnsweredArrays
from latentviz.records.halting import halt_of
from latentviz.records.results_file import ResultSettings, load_results, save_results
from latentviz.utils.checkpoint_files import digest
from latentviz.utils.records import QuestionLimits

QUESTION = "Tom has 3 apples and gets 4 more. How many apples?"
LIMITS = {"trained_max_operations": 4, "trained_max_number": 200}
NO_NUMBER = "The question holds no number. This model only solves arithmetic word problems."
LINES = {
    1: json.dumps({"question": QUESTION, "steps": ["3+4=7"], "answer": 7}),
    2: "garbage",
    4: b"\xff\xfe\x00",
    5: json.dumps({"question": QUESTION}),
    6: json.dumps({"question": QUESTION, "answer": "It is <<3+4=7>>7.\n#### 7"}),
    7: json.dumps({"question": QUESTION, "answer": "It is <<3+4=9>>9.\n#### 9"}),
    8: json.dumps({"question": "How many apples does Tom have?"}),
    9: json.dumps({"question": QUESTION, "answer": "seven"}),
    10: json.dumps({"question": QUESTION, "answer": "7"}),
    11: json.dumps({"question": QUESTION, "steps": None, "answer": 7}),
    12: f"{QUESTION}||<<3+4=7>> #### 7",
    13: json.dumps([1, 2]),
    14: json.dumps({"question": QUESTION, "steps": ["3+4=8"], "answer": 8}),
    15: json.dumps({"question": 5}),
    16: json.dumps({"question": "Tom has 5000 apples and 3 more."}),
    17: json.dumps({"question": QUESTION, "answer": ["7"]}),
    18: f"{QUESTION}||<<3+4=8>> #### 8",
    19: json.dumps({"question": QUESTION, "answer": "1/0"}),
    20: '{"question": "cut sho',
}


@pytest.fixture
def upload(tmp_path):
    """The lines above with blank ones between; line 1 follows a byte order mark, lines end as on Windows."""
    rows = [LINES.get(number, " ") for number in range(1, max(LINES) + 1)]
    raw = [row if isinstance(row, bytes) else row.encode() for row in rows]
    (tmp_path / "up.jsonl").write_bytes(b"\xef\xbb\xbf" + b"\r\n".join(raw))
    return tmp_path / "up.jsonl"


def test_broken_lines_are_reported_by_number_and_the_rest_is_read(upload):
    found = read_upload(upload, QuestionLimits())
    assert [row.number for row in found.problems] == [1, 5, 6, 7, 10, 11, 12, 14, 18]
    assert [row.is_known for row in found.problems] == [True, False, *[True] * 7]
    assert [row.problem.steps for row in found.problems] == [
        *(("3+4=7",), (), ("3+4=7",), (), (), (), ("3+4=7",), (), ())
    ]
    assert [row.problem.answer for row in found.problems if row.is_known] == [7, 7, 9, 7, 7, 7, 8, 8]
    reasons = {row.line_number: row.reason for row in found.bad_rows}
    assert list(reasons) == [2, 4, 8, 9, 13, 15, 16, 17, 19, 20]
    parts = {
        2: "no JSON",
        4: "no UTF-8",
        8: "no number",
        9: "'seven' is not a number",
        13: "no JSON object",
        15: "no JSON object",
        16: "5,000 is too large",
        17: "neither a number nor a text",
        19: "not a number",
        20: "no JSON",
    }
    assert all(part in reasons[number] for number, part in parts.items()), reasons
    defects = {row.number: row.missing_steps for row in found.problems if row.missing_steps}
    assert list(defects) == [5, 7, 10, 11, 14, 18]
    assert "'3+4=9' does not hold" in defects[7]


def test_a_run_gives_what_decoding_gives(lively):
    model, tokenizer = lively
    problems = dial_problems(LIMITS, "test", 12, seed=0)
    for threshold, fixed_k in ((0.5, None), (0.9, None), (0.5, 3)):
        *_, progress = run_problems(model, tokenizer, numbered(problems), threshold, fixed_k)
        assert progress.finished
        assert [row.number for row in progress.rows] == list(range(1, 13))
        rule = StopRule(threshold, fixed_k=fixed_k)
        for row, problem in zip(progress.rows, problems, strict=True):
            (decoded,) = decode_latent(model, tokenizer, [problem.question], rule)
            assert row.question == problem.question
            for name in ("answer_text", "n_latent_steps", "stopped"):
                assert getattr(row, name) == getattr(decoded, name)
            assert row.p_stop_at_halt == pytest.approx(decoded.p_stop[-1], abs=1e-3)


def test_progress_rises_batch_by_batch(lively, monkeypatch):
    monkeypatch.setattr(batch_run, "ROWS_AT_ONCE", 36)
    problems = numbered(dial_problems(LIMITS, "test", 10, seed=0))
    steps = [(progress.n_done, progress.n_total, progress.finished) for progress in run_problems(*lively, problems)]
    assert steps == [(0, 10, False), (4, 10, False), (8, 10, False), (10, 10, True)]


def test_closing_the_generator_ends_the_run(lively, monkeypatch):
    calls = []

    def counted(*arguments):
        calls.append(1)
        return record(*arguments)

    record = batch_run.record_thoughts
    monkeypatch.setattr(batch_run, "record_thoughts", counted)
    monkeypatch.setattr(batch_run, "ROWS_AT_ONCE", 9)
    run = run_problems(*lively, numbered(dial_problems(LIMITS, "test", 6, seed=0)))
    next(run), next(run)
    run.close()
    assert len(calls) == 1


def test_a_problem_without_a_known_answer_is_neither_right_nor_wrong(lively, upload):
    found = read_upload(upload, QuestionLimits())
    *_, progress = run_problems(*lively, found.problems)
    unknown = [row for row in progress.rows if row.number == 5]
    assert [row.right for row in unknown] == [None]
    assert unknown[0].gold_answer is None
    assert len(AnsweredArrays.of(progress.rows).right) == len(progress.rows) - 1


def test_no_problem_is_a_finished_run(lively):
    assert [progress.finished for progress in run_problems(*lively, ())] == [True]


@pytest.mark.parametrize(
    ("threshold", "fixed_k", "message"), [(0.0, None, "threshold"), (0.5, 9, "at most 8"), (0.5, -1, "k is -1")]
)
def test_a_run_out_of_range_is_refused_at_once(lively, threshold, fixed_k, message):
    with pytest.raises(ValueError, match=message):
        run_problems(*lively, (), threshold, fixed_k)


@pytest.mark.parametrize("threshold", [0.7, 0.9, 0.05, 1.0])
def test_a_set_halts_where_a_trace_does_however_near_the_threshold_is(lively, threshold):
    near = np.float32(threshold)
    below = np.nextafter(near, np.float32(0))
    rows = numbered(dial_problems(LIMITS, "test", 1, seed=0))
    (thought,) = batch_run.record_thoughts(*lively, [rows[0].problem.question])
    for third in (below, near):
        p_stop = np.array([below, below, third, *thought.p_stop[3:]], dtype=np.float32)
        row = batch_run.answered(rows[0], dataclasses.replace(thought, p_stop=p_stop)).halted(threshold)
        assert (row.n_latent_steps, row.stopped) == halt_of(p_stop, threshold, None)


def test_a_row_by_hand():
    row = made_row(answers=("3", "7", "8", "7"))
    assert (row.answer_text, row.right, row.n_counted_tokens) == ("7", True, 3)
    assert (row.p_answer, row.p_stop_at_halt, row.cap, row.first_right_step) == (0.8, 0.6, 3, 1)
    later = row.halted(0.7)
    assert (later.n_latent_steps, later.stopped, later.answer_text) == (2, True, "8")
    at_cap = row.halted(0.96)
    assert (at_cap.n_latent_steps, at_cap.stopped) == (3, False)
    forced = row.halted(0.5, fixed_k=2)
    assert (forced.n_latent_steps, forced.stopped, forced.right) == (2, False, False)
    assert row.table_row()["right"] is True
    assert made_row(gold=None).first_right_step is None
    assert made_row(gold=99.0).first_right_step is None


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"p_answers": (0.5,)}, "has 3 answers, 1 probabilities of them"),
        ({"halts": 3}, r"halts at 3, outside 0\.\.2"),
        ({"cut": (True,)}, "has 3 answers, and cuts of 1"),
    ],
)
def test_a_row_that_does_not_fit_is_refused(values, message):
    with pytest.raises(ValueError, match=message):
        made_row(**values)


def test_answers_that_their_cap_ends_are_counted_where_thoughts_halt(lively, monkeypatch):
    problems = numbered(dial_problems(LIMITS, "test", 3, seed=0))
    monkeypatch.setattr(lively[0].config, "answer_token_cap", 1)
    *_, progress = run_problems(*lively, problems)
    assert all(all(row.cut) for row in progress.rows)
    assert SetStatistics.of(progress.rows).n_cut == 3
    kept = made_row(cut=(False, True, False))
    assert [kept.halted(0.5, k).was_cut for k in range(3)] == [False, True, False]
    assert not made_row().was_cut


def test_results_are_kept_and_belong_to_their_weights(folder):
    assert load_results(folder) is None
    settings = ResultSettings("test", 2, 0, 0.5, digest(folder / "model.safetensors"))
    rows = (made_row(), made_row(2, gold=None, question="Wie viele Äpfel,\u20283 oder 4?"))
    save_results(folder, settings, rows)
    assert load_results(folder) == (settings, rows)
    (folder / "model.safetensors").write_bytes(b"other weights")
    assert load_results(folder) is None


@pytest.mark.parametrize(
    ("values", "message"),
    [({"p_stop": ["0.1"] * 3}, "'p_stop' is of another type"), ({"question": None}, "'question' is of another type")],
)
def test_results_of_another_type_are_refused(tmp_path, values, message):
    settings = dataclasses.asdict(ResultSettings("test", 1, 0, 0.5, ""))
    lines = [settings, dataclasses.asdict(made_row()) | values]
    (tmp_path / "results.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    with pytest.raises(ValueError, match=rf"results\.jsonl: {message}"):
        load_results(tmp_path)
    (tmp_path / "results.jsonl").write_text("{}\n")
    with pytest.raises(ValueError, match=r"results\.jsonl: it lacks 'name'"):
        load_results(tmp_path)


def test_a_rounded_probability_survives_the_file(lively, tmp_path):
    *_, progress = run_problems(*lively, numbered(dial_problems(LIMITS, "test", 3, seed=0)))
    (tmp_path / "model.safetensors").write_bytes(b"")
    settings = ResultSettings("test", 3, 0, 0.5, digest(tmp_path / "model.safetensors"))
    save_results(tmp_path, settings, progress.rows)
    assert load_results(tmp_path)[1] == progress.rows


def test_unknown_gold_is_not_the_answer_nan():
    row = Row(3, SimpleNamespace(question="q", answer=math.nan, steps=(), n_operations=0), is_known=False)
    thought = SimpleNamespace(answers=("nan",), p_answers=[0.1], p_stop=[0.2], was_cut=np.array([False]), cap=0)
    assert batch_run.answered(row, thought).right is None


def test_the_command_reports_bad_lines_and_summarises_the_rest(random_checkpoint, upload, capsys):
    assert main(["dataset", "--checkpoint", str(random_checkpoint), "--input", str(upload)]) == 1
    captured = capsys.readouterr()
    result = json.loads(captured.out)
    assert (result["n"], result["right"]["n"]) == (9, 8)
    assert sum(result["halting"]["counts"]) == 9
    assert result["n_rows"] - result["n"] == result["n_left_out"] == len(result["left_out"])
    assert {"line": 8, "reason": NO_NUMBER} in result["left_out"]
    assert "line 2 left out" in captured.err
    assert "line 20 left out" in captured.err


def test_the_command_keeps_results_for_the_page(folder, tmp_path, capsys):
    assert main(["dataset", "--checkpoint", str(folder), "--n", "8", "--save", "--json", str(tmp_path / "d.json")]) == 0
    result = json.loads((tmp_path / "d.json").read_text())
    assert result == json.loads(capsys.readouterr().out)
    verify_sums(folder)
    load_checkpoint(folder)
    settings, rows = load_results(folder)
    assert (settings.name, settings.n, len(rows)) == ("test", 8, 8)
    assert sum(row.right for row in rows) == result["right"]["n_hits"]
    assert {row.n_operations for row in rows} == {1, 2, 3, 4}
    assert result["mean_counted_tokens"] == pytest.approx(result["mean_latent_steps"] + 2)
    assert len(result["halting"]["accuracy_by_steps"]) == 9
