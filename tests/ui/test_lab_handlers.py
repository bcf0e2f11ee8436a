"""What happens on the Lab tab, handler by handler, with a model of random weights and without a browser."""

import math
import re

import numpy as np
import pytest
from shown import last

from latentviz.analysis import intervention_reports
from latentviz.analysis.intervention_reports import PatchedThought
from latentviz.analysis.interventions import Outcomes
from latentviz.data.counterfactuals import NEXT_INPUT, RANDOM, TWIN, WHOLE_STEP, twin_with
from latentviz.data.examples import EXAMPLES
from latentviz.records.links import RunLink
from latentviz.records.run_file import Run
from latentviz.serving.engine import Engine
from latentviz.ui.explore import handlers
from latentviz.ui.explore.render import Display
from latentviz.ui.lab import handlers as lab_handlers
from latentviz.ui.lab import number_sweep
from latentviz.ui.lab.handlers import Asked
from latentviz.ui.lab.render import ACTS, what_patching_shows
from latentviz.ui.shared.controls import NO_FORCE

PENCILS = EXAMPLES["pencils"]
OTHER = EXAMPLES["marbles"].question


def asked(**changes) -> Asked:
    """An edit of the pencils, four steps forced."""
    values = {"question": PENCILS.question, "problem": PENCILS, "threshold": 0.5, "forced": 4, "step": 2}
    return Asked(**values | changes)


@pytest.mark.parametrize("kind", ACTS)
def test_every_act_shows_the_thought_before_and_after(engine: Engine, kind: str):
    shown = last(lab_handlers.edit(engine, asked(kind=kind, donor=OTHER), "umap2d"))
    edited = shown["edited"]
    assert edited.edit.kind == kind
    assert len(shown["edit_plot"].data) == 3
    names = [trace.name for trace in shown["map_plot"].data]
    assert "after the edit" in names
    assert "noise of the same size" in names
    assert edited.outcomes.answers[0] in shown["outcome"]
    assert shown["outcome"].count("<tr>") == 4
    assert "z2 (edited)" in shown["tokens"]
    steps = edited.outcomes.n_latent_steps.tolist()
    assert steps == [4, 4 + {"repeat": 1, "remove": -1}.get(kind, 0), 4]
    assert [trace.n_latent_steps for trace in edited.traces] == steps


def test_the_unedited_thought_is_the_one_of_explore(engine: Engine):
    shown = last(lab_handlers.edit(engine, asked(forced=NO_FORCE), "umap2d"))
    trace = engine.trace(PENCILS.question)
    assert shown["edited"].outcomes.answers[0] == trace.answer_text
    assert shown["edited"].outcomes.n_latent_steps[0] == trace.n_latent_steps
    assert shown["edited"].traces[0].hidden == pytest.approx(trace.hidden, abs=1e-3)
    assert shown["edited"].traces[0].nearest_tokens[1] == trace.nearest_tokens[1][:5]


def test_an_edit_past_the_halt_is_said_to_come_too_late(engine: Engine):
    shown = last(lab_handlers.edit(engine, asked(forced=NO_FORCE, threshold=0.01, step=3), "umap2d"))
    assert not shown["edited"].is_reached
    assert "comes too late" in shown["outcome"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"question": "no number here"}, "holds no number"),
        ({"question": ""}, "The question is empty"),
        ({"kind": "copy", "donor": "nothing to count"}, "holds no number"),
        ({"kind": "swap", "step": 4}, "needs 5 latent steps"),
    ],
)
def test_a_refusal_keeps_what_was_shown(engine: Engine, changes: dict, message: str):
    refusal = last(lab_handlers.edit(engine, asked(**changes), "umap2d"))
    assert set(refusal) == {"message"}
    assert message in refusal["message"]


def test_a_missing_donor_is_drawn_and_shown(engine: Engine):
    shown = last(lab_handlers.edit(engine, asked(kind="copy"), "umap2d"))
    assert shown["donor"] == shown["edited"].donor != ""
    assert "donor" not in last(lab_handlers.edit(engine, asked(), "umap2d"))


def test_the_map_is_redrawn_in_three_dimensions(engine: Engine):
    edited = last(lab_handlers.edit(engine, asked(), "umap2d"))["edited"]
    redrawn = lab_handlers.redraw_map(engine, edited, "pca3d")
    assert set(redrawn) == {"map_plot"}
    assert redrawn["map_plot"].data[0].type == "scatter3d"
    assert len(lab_handlers.redraw_map(engine, None, "umap2d")["map_plot"].data) == 1


def test_controls_count_changes_on_the_same_twenty_problems(engine: Engine):
    first, second = (last(lab_handlers.try_controls(engine, asked(kind="noise"))) for _ in range(2))
    assert first == second
    assert f"on {lab_handlers.N_CONTROLS} other problems" in first["controls"]
    assert re.search(r"exact binomial p = [\d.e-]+\. 20 of the 20 thoughts reach z2", first["controls"])


def test_a_patched_number_is_held_against_arithmetic(engine: Engine):
    shown = last(lab_handlers.patch(engine, asked(), 8, 9))
    assert (shown["patch_number"], shown["patch_value"]) == (8, 9)
    assert "6*9=54 in place of 6*8=48" in shown["patch"]
    assert "must become <b>41</b>" in shown["patch"]
    assert "the whole step from twin" in shown["patch"]
    assert "from noise of the same size" in shown["patch"]
    drawn = last(lab_handlers.patch(engine, asked(), 8, None))
    assert drawn["patch_value"] not in (None, 8)


def test_a_drawn_twin_is_one_that_the_model_solves_and_what_became_is_said(engine: Engine, monkeypatch):
    def answered(*numbers: int) -> PatchedThought:
        n, answers = len(numbers), tuple(map(str, numbers))
        outcomes = Outcomes(np.ones((n, 3)), np.ones((n, 3, 4)), np.full(n, 2), answers, np.ones(n))
        return PatchedThought(twin_with(PENCILS, 8, 9), 0, outcomes, ((WHOLE_STEP, TWIN), (WHOLE_STEP, RANDOM)))

    drawn = [answered(35, 40, 41, 7), answered(35, 41, 41, 7), answered(35, 41, 12, 7)]
    monkeypatch.setattr(intervention_reports, "patch_number", lambda *_: drawn.pop(0))
    assert (
        "It does: it becomes 41, and 7 with another problem's step."
        in last(lab_handlers.patch(engine, asked(), 8, None))["patch"]
    )
    assert "It does not: it becomes 12" in last(lab_handlers.patch(engine, asked(), 8, 9))["patch"]
    drawn[:] = [answered(35, 40, 41, 7)] * lab_handlers.N_DRAWN
    assert "does not solve both" in last(lab_handlers.patch(engine, asked(), 8, None))["patch"]
    assert drawn == []


def test_drawn_twins_have_numbers_of_a_like_size():
    (given,) = lab_handlers.chosen_twins(PENCILS, 8, 300, 999)
    assert given.replacement == 300
    drawn = [twin.replacement for _ in range(10) for twin in lab_handlers.chosen_twins(PENCILS, 8, None, 999)]
    assert len(drawn) == 10 * lab_handlers.N_DRAWN
    assert max(drawn) <= 20


def test_what_patching_shows_is_the_record_of_the_folder_beside_its_control():
    def found(patch: str, donor: str, n_hits: int, n_solved: int) -> dict:
        solved = {"n": 100, "share": n_solved / 100, "interval": [0.7, 0.9]}
        return {"patch": patch, "donor": donor, "predicted": {"share": n_hits / 200}, "predicted_where_solved": solved}

    rows = [found(WHOLE_STEP, TWIN, 110, 80), found(NEXT_INPUT, TWIN, 10, 9), found(WHOLE_STEP, RANDOM, 9, 3)]
    told = what_patching_shows({"n": 200, "results": rows})
    assert "in 80.0 % of the 100 pairs that the model solves (95 % interval 70.0 % to 90.0 %; in 55.0 % of" in told
    assert "The step of another problem does that in 3.0 %" in told
    assert what_patching_shows({"n": 200, "results": rows[:2]}) == what_patching_shows(None) == ""
    without = [{name: value for name, value in row.items() if name != "predicted_where_solved"} for row in rows]
    assert what_patching_shows({"n": 200, "results": without}) == ""
    unsolved = [row | {"predicted_where_solved": {"n": 0, "share": None, "interval": [0, 1]}} for row in rows]
    assert what_patching_shows({"n": 200, "results": unsolved}) == ""


@pytest.mark.parametrize(
    ("changes", "value", "message"),
    [
        ({"question": "Mia has 3 apples and buys 4 more."}, 9, "gold steps of this question are not known"),
        ({}, 8, "stays the same"),
        ({"forced": 1}, 9, "needs 2 latent steps"),
    ],
)
def test_a_number_that_cannot_be_patched_is_refused_in_words(engine: Engine, changes: dict, value: int, message: str):
    assert message in last(lab_handlers.patch(engine, asked(**changes), 8, value))["patch"]


def test_a_thought_that_halts_before_the_patch_acts_says_so(engine: Engine):
    shown = last(lab_handlers.patch(engine, asked(forced=NO_FORCE, threshold=0.01), 8, 9))
    assert "no later step can use it" in shown["patch"]


def test_numbers_of_the_question_are_offered(engine: Engine):
    offered = lab_handlers.follow_question(engine, PENCILS.question, PENCILS)
    assert offered["patch_number"]["choices"] == [6, 8, 10]
    assert offered["stress_number"]["choices"] == [6, 8, 10, 23]
    unknown = lab_handlers.follow_question(engine, PENCILS.question, None)
    assert unknown["patch_number"]["choices"] == []


def test_only_what_the_act_uses_can_be_moved():
    moved = {kind: lab_handlers.follow_act(kind) for kind in ACTS}
    movable = {kind: [name for name, update in found.items() if update["interactive"]] for kind, found in moved.items()}
    assert movable["zero"] == []
    assert movable["noise"] == ["noise"]
    assert movable["copy"] == ["donor"]
    assert set(movable["interpolate"]) == {"donor", "weight"}


def test_the_thought_of_explore_is_taken_with_its_rule(engine: Engine):
    trace = engine.trace(PENCILS.question, PENCILS)
    taken = lab_handlers.take_from_explore(engine, Run(trace.decided(0.7, 1.0, 3)))
    assert (taken["question"], taken["threshold"], taken["forced"]) == (PENCILS.question, 0.7, 3)
    assert taken["problem"].steps == PENCILS.steps
    cooled = trace.decided(0.7, 2.0)
    warm = lab_handlers.take_from_explore(engine, Run(cooled))
    assert warm["threshold"] == pytest.approx(1 / (1 + math.exp(-2 * math.log(7 / 3))))
    assert trace.decided(warm["threshold"]).n_latent_steps == cooled.n_latent_steps
    assert "Temperature 2.0" in warm["message"]
    assert lab_handlers.take_from_explore(engine, Run(trace.decided(0.3, 1000.0)))["threshold"] == 0.01
    assert "no thought" in lab_handlers.take_from_explore(engine, None)["message"]
    assert lab_handlers.take_if_empty(engine, "typed", Run(trace)) == {}


def test_stress_asks_each_value_and_grows(engine: Engine):
    steps = list(number_sweep.stress(engine, asked(forced=NO_FORCE), 8, 2, 41))
    counts = [len(step["stress_rows"][-1]) for step in steps if "stress_rows" in step]
    assert counts == sorted(counts)
    assert counts[-1] == 40
    assert 0 < counts[-2] < 40
    swept, values, rows = steps[-1]["stress_rows"]
    assert re.findall(r'data-open="(\d+)"', steps[-1]["stress_table"]) == list(map(str, values))
    assert "with 9 pencils in each" in rows[7].question
    assert rows[7].gold_answer == 6 * 9 + 10 - 23
    kept = (swept, values, rows[:5])
    cancelled = number_sweep.cancel(kept)
    assert "5 of 40" in cancelled["stress_progress"]
    assert "cancelled" in cancelled["stress_progress"]
    for nothing in (None, (swept, values, ())):
        assert number_sweep.NOTHING_DONE in number_sweep.cancel(nothing)["stress_progress"]
    link = number_sweep.link_of_value(kept, 3)
    assert (link.question, link.problem.answer) == (rows[1].question, rows[1].gold_answer)
    assert number_sweep.link_of_value(kept, 99) is None
    assert number_sweep.link_of_value(None, 3) is None


def test_a_row_of_a_sweep_opens_under_the_rule_of_its_run(engine: Engine):
    kept = last(number_sweep.stress(engine, asked(threshold=0.3, forced=2), 8, 2, 4))["stress_rows"]
    link = number_sweep.link_of_value(kept, 3)
    assert (link.threshold, link.fixed_k) == (0.3, 2)
    assert link == number_sweep.link_of_value(number_sweep.cancel(kept)["stress_rows"], 3)


@pytest.mark.parametrize(
    ("number", "low", "high", "message"),
    [
        (None, 1, 9, "no number"),
        (8, 9, 1, "from 9 to 1"),
        (8, None, 1, "it must go from a number"),
        (8, 0, 999, "at most 250"),
        (7, 1, 9, "stands 0 times"),
    ],
)
def test_a_range_that_cannot_be_asked_is_refused_in_words(engine: Engine, number, low, high, message: str):
    refusal = last(number_sweep.stress(engine, asked(), number, low, high))
    assert set(refusal) == {"stress_progress"}
    assert message in refusal["stress_progress"]


def test_stress_of_an_unknown_question_has_no_gold(engine: Engine):
    shown = last(number_sweep.stress(engine, asked(problem=None), 8, 2, 5))
    assert shown["stress_table"].count("? unknown") == 4


def test_a_question_without_text_is_not_opened():
    nothing = lab_handlers.link_of(asked(question=" "))
    assert nothing["request"] is None
    assert "Type a question" in nothing["message"]
    link = RunLink(PENCILS.question, 0.5, fixed_k=4, problem=PENCILS)
    assert lab_handlers.link_of(asked()) == {"request": link}


def test_explore_opens_what_another_tab_asks_for(engine: Engine):
    def opened(request) -> list[dict]:
        return list(handlers.open_request(engine, request, [], Display()))

    link = RunLink(PENCILS.question, 0.6, fixed_k=1, problem=PENCILS)
    taken = handlers.take_request(link)
    assert taken["tabs"]["selected"] == handlers.EXPLORE
    assert (taken["question"], taken["problem"]) == (PENCILS.question, PENCILS)
    runs = opened(link)
    trace = next(values["run_state"].trace for values in reversed(runs) if "run_state" in values)
    assert (trace.fixed_k, trace.threshold, trace.right) == (1, 0.6, trace.answer == PENCILS.answer)
    assert len(runs[-1]["history"]) == 1
    run = engine.run_of(engine.trace(PENCILS.question, PENCILS))
    assert handlers.take_request(run)["question"] == PENCILS.question
    (shown,) = opened(run)
    assert shown["run_state"] == run
    assert shown["history"] == [run]
    assert handlers.take_request(None) == {}
    assert opened(None) == [{}]


def test_a_page_without_a_model_says_so():
    viewer = Engine(None)
    assert "started without a model" in last(lab_handlers.edit(viewer, asked(), "umap2d"))["message"]
    assert "started without a model" in last(lab_handlers.try_controls(viewer, asked()))["controls"]
    assert "started without a model" in last(number_sweep.stress(viewer, asked(), 8, 1, 5))["stress_progress"]
