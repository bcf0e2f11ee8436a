"""Visitors at once on a real server: each gets the answers to its own questions, and what goes wrong is counted."""

import json
from dataclasses import replace

import numpy as np
import pytest
from lively import enliven

from benchmarks import load
from benchmarks.expected import agrees, expected_of
from benchmarks.visitor import ENDPOINTS, Answered
from latentviz.analysis.tracer import Tracer
from latentviz.model.checkpoint import load_checkpoint
from latentviz.records.run_file import Run
from latentviz.records.summaries import nearest_summary, place_summary, trace_summary, what_if_summary

QUESTIONS = ["Tom has 12 apples and buys 7 more. How many apples does he have?", "What is 90 minus 41 minus 3?"]


@pytest.mark.slow
def test_four_visitors_get_their_own_answers(random_checkpoint, tmp_path, capsys):
    path = tmp_path / "load.json"
    arguments = ["--visitors", "4", "--minutes", "0.17", "--pause", "0.1", "--crowd", "6", "--json", str(path)]
    assert load.main(["--checkpoint", str(random_checkpoint), *arguments]) == 0
    found = json.loads(path.read_text())
    assert found == json.loads(capsys.readouterr().out)
    assert (found["n_visitors"], found["n_errors"], found["n_cross_talk"], found["errors"]) == (4, 0, 0, [])
    assert sum(action["n"] for action in found["actions"].values()) > 4
    assert found["memory"]["end_mb"] > 50
    assert (found["crowd"]["n"], found["crowd"]["n_answered"]) == (6, 6)
    assert found["crowd"]["longest_queue"] > 0


@pytest.fixture(scope="module")
def answers(random_checkpoint):
    """What is expected of two questions, and what the endpoints answer to each."""
    checkpoint = load_checkpoint(random_checkpoint, device="cpu", dtype="float32")
    enliven(checkpoint.model, 0.2)
    tracer = Tracer(checkpoint)
    traces = [tracer.trace(question, explain=True) for question in QUESTIONS]
    made = {
        "/trace": trace_summary,
        "/what_if_stopped": what_if_summary,
        "/nearest_tokens": lambda trace: nearest_summary(trace, 4, 5),
        "/place_on_map": lambda trace: place_summary(Run.placed(trace, checkpoint.hidden_state_map)),
    }
    return expected_of(checkpoint, QUESTIONS), {name: [make(trace) for trace in traces] for name, make in made.items()}


@pytest.mark.parametrize("action", ENDPOINTS)
def test_an_answer_belongs_to_one_question_by_its_content(answers, action):
    expected, found = answers
    for row, known in enumerate(expected):
        own, other = found[action][row], found[action][1 - row]
        assert agrees(known, action, own)
        assert not agrees(known, action, other)
        assert not agrees(known, action, other | {"question": known.trace.question})


def test_the_report_counts_what_the_visitors_met():
    fine = [Answered("/trace", seconds, longest_queue=2) for seconds in (0.1, 0.2, 0.3)]
    others = [
        replace(fine[0], is_own=False),
        Answered("/trace", 1.0, error="ValueError: no"),
        Answered("/place_on_map", 1.0, longest_queue=9, error="Queue is full!", refused=True),
    ]
    found = load.report(2, fine + others, others[2:], 10.0, {})
    assert [found[name] for name in ("n_errors", "n_refused", "n_cross_talk", "longest_queue")] == [1, 1, 1, 9]
    assert (found["per_second"], found["errors"]) == (0.4, ["/trace: ValueError: no"])
    assert found["actions"]["/trace"] == {"n": 4, "p50_ms": 150, "p95_ms": 285, "p99_ms": 297}
    assert found["actions"]["/place_on_map"] == {"n": 0}
    assert found["crowd"] == {"n": 1, "n_answered": 0, "n_refused": 1, "words": ["Queue is full!"], "longest_queue": 9}


def memory_of(mb_at) -> dict:
    watch = load.MemoryWatch(None)
    watch.samples = [(1000 + 2.0 * i, mb_at(i)) for i in range(300)]
    return watch.summary()


def test_growing_memory_is_told_from_memory_that_comes_and_goes():
    rng = np.random.default_rng(0)
    growing = memory_of(lambda i: 900 + 0.2 * i + rng.normal(0, 5))
    assert growing["slope_mb_per_hour"] == pytest.approx(360, abs=4 * growing["standard_error"])
    assert growing["slope_mb_per_hour"] > 4 * growing["standard_error"]
    flat = memory_of(lambda i: 900 + 5 * (i % 7) + rng.normal(0, 5))
    assert abs(flat["slope_mb_per_hour"]) < 4 * flat["standard_error"]
    assert flat["peak_mb"] >= max(flat["start_mb"], flat["end_mb"])
