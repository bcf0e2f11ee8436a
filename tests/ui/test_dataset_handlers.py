"""What happens on the Dataset tab, handler by handler, without a browser."""

import base64
import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import gradio as gr
import numpy as np
import pytest
from sample_records import made_row

from latentviz.analysis.pareto import PUBLISHED_LABEL
from latentviz.data.problems import BadRow
from latentviz.records.answered import AnsweredSet
from latentviz.records.results_file import ResultSettings, results_table, save_results
from latentviz.serving.engine import Engine
from latentviz.serving.host_policy import HostPolicy
from latentviz.ui.dataset import handlers
from latentviz.ui.dataset.events import shown_set
from latentviz.ui.dataset.layout import HINT, build_dataset
from latentviz.ui.dataset.problem_table import (
    BY_NUMBER,
    NO_MATCH,
    PAGE_ROWS,
    Filters,
    Order,
    chosen_rows,
    problem_table,
)
from latentviz.ui.dataset.render import UPLOADED, SetDisplay, bad_rows_card, group_table, own_points
from latentviz.utils.checkpoint_files import WEIGHTS, digest

DISPLAY = SetDisplay()
GOOD = json.dumps({"question": "Tom has 3 apples and gets 4 more. How many apples?", "answer": 7, "steps": ["3+4=7"]})
EVIL = "<img src=x onerror=alert(1)> 3 + 4?"


@pytest.fixture
def answered() -> AnsweredSet:
    """Right, wrong, unknown, and right after two steps."""
    rows = (
        made_row(1),
        made_row(2, answers=("0", "9", "9")),
        made_row(3, gold=None, gold_steps=(), n_operations=0),
        made_row(4, halts=2),
    )
    return AnsweredSet("a file", rows, 0.5, is_dial=False)


@pytest.fixture(scope="module")
def viewer() -> Engine:
    return Engine(None)


def test_a_split_runs_in_batches_and_ends_with_everything(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("latentviz.analysis.batch_run.ROWS_AT_ONCE", 18)
    started, *growing, done = handlers.run(engine, "test", None, 5, 0.5, DISPLAY)
    assert started["running"] is None
    assert 'value="0"' in started["set_progress"]
    assert not any("answered" in values for values in growing)
    running = [values["running"] for values in growing]
    assert [(progress.n_done, len(answered.rows)) for progress, answered in running] == [(2, 2), (4, 4)]
    assert "about" in growing[0]["set_progress"]
    assert [row.number for row in done["answered"].rows] == [1, 2, 3, 4, 5]
    assert done["running"] is None
    assert "done: 5 of 5 problems" in done["set_progress"]
    assert sum(np.sum([bar.y for bar in done["histogram_plot"].data], axis=0)) == 5
    assert {"operations_plot", "accuracy_plot", "calibration_plot", "front_plot", "halt_groups"} <= set(done)
    assert "of the test split" in done["set_summary"]


def test_figures_follow_a_slow_run(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("latentviz.analysis.batch_run.ROWS_AT_ONCE", 18)
    monkeypatch.setattr(handlers, "FIGURES_EVERY_S", 0.0)
    _, first, *_ = handlers.run(engine, "test", None, 4, 0.5, DISPLAY)
    assert "histogram_plot" in first
    assert "front_plot" not in first


@pytest.mark.parametrize("n", [0, 2001])
def test_too_many_problems_are_refused(engine: Engine, n: int):
    *_, refusal = handlers.run(engine, "test", None, n, 0.5, DISPLAY)
    assert f"The number of problems is {n:,}; it must be between 1 and 2,000" in refusal["set_message"]
    assert set(refusal) == {"set_message", "set_progress", "running"}


def test_a_page_without_a_model_says_so(viewer: Engine):
    *_, refusal = handlers.run(viewer, "test", None, 5, 0.5, DISPLAY)
    assert "without a model" in refusal["set_message"]
    assert refusal["running"] is None


def run_file(engine: Engine, path: Path) -> Iterator[dict]:
    return handlers.run_file(engine, str(path), 0.5, DISPLAY)


def test_broken_lines_are_reported_by_number_and_the_rest_runs(engine: Engine, tmp_path: Path):
    path = tmp_path / "mine.jsonl"
    path.write_text("\n".join([GOOD, "garbage", GOOD, json.dumps({"question": "no number"})]))
    first, second, *_, end = run_file(engine, path)
    assert not path.exists()
    message = second["set_message"]
    assert re.findall(r"<li>line (\d+):", message) == ["2", "4"]
    assert "2 lines are left out of 4, 2 are run." in message
    upload, name = first["uploaded"]
    assert (name, first["source"], len(upload.problems)) == ("mine.jsonl", UPLOADED, 2)
    assert [row.number for row in end["answered"].rows] == [1, 3]
    again = list(handlers.run(engine, UPLOADED, first["uploaded"], 0, 0.5, DISPLAY))
    assert again[-1]["answered"].name == "mine.jsonl"


@pytest.mark.parametrize(("content", "words"), [("garbage\n", "line 1: the line is no JSON"), ("", "holds no problem")])
def test_a_file_without_a_problem_runs_nothing(engine: Engine, tmp_path: Path, content: str, words: str):
    path = tmp_path / "mine.jsonl"
    path.write_text(content)
    *_, only = run_file(engine, path)
    assert words in only["set_message"]
    assert set(only) == {"set_message", "set_progress"}


def test_a_file_that_is_too_large_is_refused(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    few = HostPolicy(max_problems=1)
    for owner, limit, value, words in (
        (handlers, "MAX_UPLOAD_BYTES", 1, "may have at most 1"),
        (engine, "policy", few, "runs at most 1 in one go"),
    ):
        path = tmp_path / "mine.jsonl"
        path.write_text(f"{GOOD}\n{GOOD}\n")
        with monkeypatch.context() as patch:
            patch.setattr(owner, limit, value)
            (refusal,) = run_file(engine, path)
        assert words in refusal["set_message"]
        assert "uploaded" not in refusal
        assert not path.exists()


def test_a_file_that_was_never_uploaded_is_asked_for(engine: Engine):
    (refusal,) = handlers.run(engine, UPLOADED, None, 0, 0.5, DISPLAY)
    assert handlers.NO_UPLOAD in refusal["set_message"]


def test_cancel_shows_everything_of_what_was_done(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("latentviz.analysis.batch_run.ROWS_AT_ONCE", 18)
    steps = handlers.run(engine, "test", None, 6, 0.5, DISPLAY)
    *_, before = (next(steps) for _ in range(3))
    steps.close()
    assert "answered" not in before
    kept = handlers.cancel(engine, before["running"], DISPLAY)
    assert len(kept["answered"].rows) == 4
    assert handlers.SHORT_FIRST in kept["set_message"]
    assert "cancelled, and kept: 4 of 6 problems" in kept["set_progress"]
    assert "4 of 4 problems" in kept["problem_table"]
    assert kept["running"] is None
    assert "front_plot" in kept


def test_a_run_that_is_cancelled_before_its_first_batch_changes_nothing(engine: Engine):
    assert next(handlers.run(engine, "test", None, 6, 0.5, DISPLAY))["running"] is None
    only = handlers.cancel(engine, None, DISPLAY)
    assert handlers.NOTHING_DONE in only["set_progress"]
    assert set(only) == {"set_progress"}


def test_another_threshold_decides_again_without_the_model(answered: AnsweredSet):
    decided = handlers.decide(answered, 0.9, DISPLAY)
    assert [row.n_latent_steps for row in decided["answered"].rows] == [2, 2, 2, 2]
    assert "P(stop) reaches 0.90" in decided["set_summary"]
    assert "front_plot" not in decided
    assert handlers.decide(None, 0.9, DISPLAY) == {}


def test_kept_results_are_there_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch):
    save_results(folder, ResultSettings("test", 2, 0, 0.7, digest(folder / WEIGHTS)), (made_row(1), made_row(2)))
    monkeypatch.setattr("latentviz.serving.engine.load_tracer", lambda *arguments, **options: None)
    engine = Engine(folder)
    assert (engine.results.name, engine.results.threshold) == ("the test split", 0.7)
    shown = shown_set(engine, None)
    assert handlers.link_of_row(shown, 2).question == made_row(2).question
    decided = handlers.decide(shown, 0.9, DISPLAY)
    assert len(decided["answered"].rows) == 2
    (folder / WEIGHTS).write_bytes(b"other weights")
    assert Engine(folder).results is None


def test_the_front_joins_the_run_with_the_rules_of_its_own_dial(viewer: Engine, answered: AnsweredSet):
    def result(mode: str) -> dict:
        return {"mode": mode, "fixed_k": None, "accuracy": 0.9, "interval": [0.8, 1.0], "mean_counted_tokens": 9.0}

    engine = Engine(None)
    engine.evaluation = {
        "n": 2000,
        "results": {"chain": result("cot"), "head": result("latent")},
        "stop_rules": {"checkpoint": "tiny", "rules": {"kl": {"result": result("latent")}}},
    }
    assert len(own_points(engine, None)) == 3
    groups = {point.group for point in own_points(engine, answered)}
    assert groups == {"stop head", "fixed k"}
    points = own_points(engine, replace(answered, is_dial=True))
    assert {point.group for point in points} == {"stop head", "fixed k", "chain of thought", "training-free rule"}
    assert all("2,000 problems" in point.note for point in points if point.group == "chain of thought")
    shown = handlers.redraw_front(engine, answered, replace(DISPLAY, published=True))["front_plot"]
    assert any(PUBLISHED_LABEL in trace.name for trace in shown.data)
    hidden = handlers.redraw_front(engine, answered, DISPLAY)["front_plot"]
    assert not any(PUBLISHED_LABEL in trace.name for trace in hidden.data)
    unknown = replace(answered, rows=(made_row(1, gold=None),))
    assert own_points(viewer, unknown) == ()


def test_calibration_has_two_probabilities(answered: AnsweredSet):
    for name, title in (("p_answer", "probability of the answer"), ("p_stop", "P(stop) at the halt")):
        figure = handlers.redraw_calibration(answered, replace(DISPLAY, probability=name))
        assert figure["calibration_plot"].layout.xaxis.title.text.startswith(title)


def test_problems_without_known_answers_have_a_histogram_only():
    unknown = AnsweredSet("a file", (made_row(1, gold=None, n_operations=0),), 0.5, is_dial=False)
    decided = handlers.decide(unknown, 0.5, DISPLAY)
    assert len(decided["histogram_plot"].data) == 1
    assert len(decided["accuracy_plot"].data) == len(decided["operations_plot"].data) == 0
    assert "their right answers are unknown" in decided["set_summary"]


@pytest.mark.parametrize(
    ("filters", "order", "numbers"),
    [
        (Filters(), BY_NUMBER, [1, 2, 3, 4]),
        (Filters("right"), BY_NUMBER, [1, 4]),
        (Filters("wrong"), BY_NUMBER, [2]),
        (Filters("unknown"), BY_NUMBER, [3]),
        (Filters(contains=" QUESTION 4"), BY_NUMBER, [4]),
        (Filters(n_latent_steps=2), BY_NUMBER, [4]),
        (Filters(), Order("latent steps", descending=True), [4, 1, 2, 3]),
        (Filters(), Order("right"), [2, 1, 4, 3]),
        (Filters(), Order("right answer", descending=True), [1, 2, 4, 3]),
    ],
)
def test_the_table_is_filtered_and_sorted(answered: AnsweredSet, filters: Filters, order: Order, numbers: list[int]):
    assert [row.number for row in chosen_rows(answered.rows, filters, order)] == numbers


def test_the_table_is_leafed_through():
    many = AnsweredSet("a file", tuple(made_row(n) for n in range(1, 2 * PAGE_ROWS + 2)), 0.5, is_dial=False)

    def numbers(values: dict) -> list[int]:
        return [int(n) for n in re.findall(r'data-open="(\d+)"', values["problem_table"])]

    last = handlers.arrange_table(many, None, 2, DISPLAY)
    assert numbers(last) == [2 * PAGE_ROWS + 1]
    assert 'data-page="3" disabled' in last["problem_table"]
    once = handlers.arrange_table(many, "number", None, replace(DISPLAY, order=last["order"]))
    assert (once["order"], numbers(once)[0]) == (Order("number", True, 0), 2 * PAGE_ROWS + 1)
    assert 'aria-sort="descending"' in once["problem_table"]
    assert handlers.arrange_table(many, "nonsense", None, DISPLAY)["order"] == BY_NUMBER
    filtered = handlers.filter_table(many, SetDisplay(filters=Filters("wrong"), order=Order(page=2)))
    assert NO_MATCH in filtered["problem_table"]
    assert filtered["order"].page == 0
    assert handlers.arrange_table(None, "number", None, DISPLAY) == {}


def test_the_export_holds_the_filtered_rows_and_no_formula(answered: AnsweredSet):
    evil = made_row(5, answers=("0", "9", "9"), question='=HYPERLINK("x") 3 and 4?')
    shown = replace(answered, rows=(*answered.rows, evil))
    saved = json.loads(handlers.table_file(shown, SetDisplay(filters=Filters("wrong"))))
    head, *lines = csv.reader(io.StringIO(base64.b64decode(saved["base64"]).decode()))
    assert head == list(evil.table_row())
    assert [line[0] for line in lines] == ["2", "5"]
    assert lines[1][1] == "'" + evil.question
    assert "error" in json.loads(handlers.table_file(None, DISPLAY))
    assert results_table(()) == ""


def test_a_row_opens_with_what_is_known_of_it(answered: AnsweredSet):
    link = handlers.link_of_row(answered, 1)
    assert (link.question, link.threshold) == (made_row(1).question, answered.threshold)
    assert (link.problem.answer, link.problem.steps) == (7, ("3+4=7",))
    assert handlers.link_of_row(answered, 3).problem is None
    bare = replace(answered, rows=(made_row(1, gold_steps=(), n_operations=0),))
    assert handlers.link_of_row(bare, 1).problem.answer == 7
    assert handlers.link_of_row(answered, 9) is None
    assert handlers.link_of_row(None, 1) is None


def test_everything_from_outside_is_escaped():
    rows = (made_row(1, question=EVIL, answers=("0", EVIL, EVIL)), made_row(2, halts=2, question=EVIL))
    evil = AnsweredSet(EVIL, rows, 0.5, is_dial=False)
    values = handlers.decide(evil, 0.5, DISPLAY)
    for snippet in (
        problem_table(rows, Filters(), BY_NUMBER),
        values["set_summary"],
        values["halt_groups"],
        bad_rows_card(EVIL, (BadRow(1, EVIL),), 0),
    ):
        assert "<img" not in snippet
        assert "&lt;img" in snippet


def test_many_broken_lines_are_counted():
    card = bad_rows_card("f", [BadRow(n, f"step '{n}+1' has no sum.") for n in range(1, 31)], 1)
    assert "30 lines are left out of 31, 1 is run. 30 × step .. has no sum.</p>" in card
    assert card.count("<li>") == 21
    assert "and 10 more lines" in card
    assert "<li>and 1 more line</li>" in bad_rows_card("f", [BadRow(n, "no") for n in range(21)], 2)


def test_early_and_late_halts_stand_side_by_side(answered: AnsweredSet):
    table = handlers.decide(answered, 0.5, DISPLAY)["halt_groups"]
    assert "middle halts" in table
    assert group_table(()).startswith('<p class="quiet">')


@pytest.mark.parametrize("uploads", [True, False])
def test_files_are_spoken_of_where_they_are_taken(lay_out: Callable, uploads: bool):
    engine = Engine(None)
    engine.policy = HostPolicy(uploads=uploads)
    row = lay_out(build_dataset, engine)["run"].parent
    words = [block.value for block in row.parent.children if isinstance(block, gr.HTML)]
    assert any(HINT in text for text in words) == uploads


def test_answers_that_were_cut_off_are_counted():
    rows = (made_row(1, cut=(True,) * 3), made_row(2, cut=(False,) * 3), made_row(3))
    shown = AnsweredSet("a file", rows, 0.5, is_dial=False)
    assert "1 answer was cut off" in handlers.decide(shown, 0.5, DISPLAY)["set_summary"]
    assert "cut off" not in handlers.decide(replace(shown, rows=rows[1:]), 0.5, DISPLAY)["set_summary"]
