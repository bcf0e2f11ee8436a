"""What happens on the page, handler by handler, with a model of random weights and without a browser."""

import base64
import html
import inspect
import json
import re
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import gradio as gr
import numpy as np
import pytest
import torch
from places import ROOT
from shown import measures_of, steps_of, trace_named

from latentviz.data.examples import EXAMPLES
from latentviz.data.problems import check_steps
from latentviz.data.questions import QuestionError
from latentviz.model.checkpoint import SUMS, WEIGHTS, load_checkpoint
from latentviz.model.generation import broken_words
from latentviz.model.modeling import AdaptiveLatentModel
from latentviz.model.threads import ALL
from latentviz.records.links import LinkError, RunLink
from latentviz.records.run_file import Run, load_runs, runs_to_bytes
from latentviz.records.summaries import trace_summary
from latentviz.serving.blocks import FAILURE
from latentviz.serving.engine import NO_MODEL, Engine, ModelUnavailable
from latentviz.serving.host_policy import PolicyError
from latentviz.ui import announce, tour
from latentviz.ui.endpoints import checked
from latentviz.ui.explore import handlers
from latentviz.ui.explore.events import display_of
from latentviz.ui.explore.render import CLOSER_VIEWS, MAP_SETTINGS, RULE_CONTROLS, Display
from latentviz.ui.shared import components
from latentviz.ui.shared.controls import NO_FORCE
from latentviz.ui.shared.refusals import refuses_in
from latentviz.utils.refusal import Refusal
from latentviz.utils.shipped import TINY
from train import cache_examples

QUESTION = "Mia has 3 apples and buys 4 more. How many apples does she have?"
DISPLAY, OPEN = Display(), Display(closer=True)


@pytest.fixture(scope="module")
def broken_engine(random_checkpoint: Path, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """An engine over a folder whose weights were cut short."""
    folder = tmp_path_factory.mktemp("broken") / "cut-short"
    shutil.copytree(random_checkpoint, folder)
    (folder / SUMS).unlink()
    (folder / WEIGHTS).write_bytes((folder / WEIGHTS).read_bytes()[:5000])
    return Engine(folder, device="cpu")


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_engine_refuses_a_folder_that_is_no_checkpoint(tmp_path: Path, name: str):
    (tmp_path / "empty").mkdir()
    with pytest.raises(OSError, match=name):
        Engine(tmp_path / name)


def test_new_problems_have_the_asked_number_of_operations(engine: Engine):
    problems = [engine.new_problem(n) for n in (1, 2, 3, 4)]
    assert [len(problem.steps) for problem in problems] == [1, 2, 3, 4]
    assert handlers.take_new_problem(engine, 3)["problem"].n_operations == 3


def test_examples_hold_and_use_known_words_only():
    tokenizer = load_checkpoint(TINY).tokenizer
    for example in EXAMPLES.values():
        check_steps(example)
        assert len(example.steps) == example.n_operations
        assert broken_words(tokenizer, example.question) == []


def run(engine: Engine, question: str, problem=None) -> list[dict]:
    return list(handlers.run(engine, RunLink(question, None, problem=problem), [], DISPLAY))


@pytest.fixture(scope="module")
def finished(engine: Engine) -> Run:
    """A run of the page, explained."""
    problem = EXAMPLES["shells"]
    return engine.run_of(engine.trace(problem.question, problem, explain=True))


def test_run_shows_each_step_then_the_answer_then_what_explains_it(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(handlers, "TEXTS_EVERY_S", 0.0)
    monkeypatch.setattr(handlers, "FIGURES_EVERY_S", np.inf)
    waiting, *growing, told, explained, last = run(engine, QUESTION)
    assert steps_of(waiting["strip"]) == ["pending"] * 9
    assert [steps_of(values["strip"]).count("pending") for values in growing] == list(range(8, -1, -1))
    assert not any("map_plot" in values for values in (waiting, *growing, told, explained))
    assert measures_of(told["card"])["latent steps"] == str(engine.trace(QUESTION).n_latent_steps)
    assert "right answer not known" in told["card"]
    closer = handlers.follow_thought(engine, explained["run_state"], None, None, OPEN)
    assert len(closer["grid_plot"].data[0].z) == 3
    assert last["history"] == [explained["run_state"]]
    assert len(last["map_plot"].data[0].x) == 300
    (rules,) = last["what_if_plot"].select_traces({"name": "stop rules"})
    assert len(rules.y) > 1, "what explains a thought is told before its figures"


def test_a_model_that_is_faster_than_a_browser_shows_its_answer_at_once(engine: Engine, monkeypatch):
    monkeypatch.setattr(handlers, "TEXTS_EVERY_S", np.inf)
    waiting, told, explained, last = run(engine, QUESTION)
    assert steps_of(told["strip"]) == steps_of(explained["strip"])
    assert set(waiting) == {"message", "card", "strip", *RULE_CONTROLS}
    assert last["history"] == [explained["run_state"]]


def test_a_chain_of_thought_is_written_once_it_is_looked_at(engine: Engine, finished: Run):
    without = replace(finished, trace=replace(finished.trace, chain=None))
    for unasked in (None, without, finished):
        assert list(handlers.compare_chain(engine, unasked, OPEN if unasked is finished else DISPLAY)) == [{}]
    *_, compared = handlers.compare_chain(engine, without, OPEN)
    assert compared.keys() == {"chained"}
    joined = handlers.join_chain(without, compared["chained"])
    assert joined["run_state"].trace.chain.text == finished.trace.chain.text
    assert "tokens written" in joined["meter"]
    of_another = replace(without, trace=replace(without.trace, checkpoint="another"))
    assert list(handlers.compare_chain(engine, of_another, OPEN)) == [{}]
    endless = replace(without, trace=replace(without.trace, question="Tom has 2 apples. " * 400))
    *_, refused = handlers.compare_chain(engine, endless, OPEN)
    assert "characters" in refused["meter"]
    *_, with_chain, last = handlers.run(engine, RunLink(QUESTION, None), [], OPEN)
    assert "tokens written" in with_chain["meter"]
    assert last["history"] == [with_chain["run_state"]]


def test_a_chain_joins_the_thought_that_is_shown_by_then(engine: Engine, finished: Run):
    without = replace(finished, trace=replace(finished.trace, chain=None))
    decided = handlers.decide(engine, without, 0.5, 1.0, 0, OPEN)["run_state"]
    joined = handlers.join_chain(decided, finished.trace)["run_state"].trace
    assert (joined.n_latent_steps, joined.chain) == (0, finished.trace.chain)
    other = engine.run_of(engine.trace(QUESTION, explain=True, compares_chain=False))
    of_another = replace(without, trace=replace(without.trace, checkpoint="another"))
    for shown in (None, other, of_another):
        assert handlers.join_chain(shown, finished.trace) == {}
    assert handlers.join_chain(finished, None) == handlers.join_chain(finished, finished.trace) == {}


def test_nothing_decides_about_the_thought_before_while_a_question_runs(engine: Engine, finished: Run, monkeypatch):
    monkeypatch.setattr(handlers, "TEXTS_EVERY_S", 0.0)

    def movable(values: dict) -> set:
        return {values[name]["interactive"] for name in RULE_CONTROLS if name in values}

    waiting, *growing, last = run(engine, QUESTION)
    assert movable(waiting) == {False}
    assert not any(map(movable, growing))
    strips = [values["strip"] for values in growing if "strip" in values]
    n_enabled = [len(re.findall(r'<button type="button" data-step="\d"[^>]*"(?=>)', strip)) for strip in strips]
    assert (n_enabled[0], n_enabled[-1]) == (0, 9)
    cancelled = [handlers.cancel(engine, thought, None, DISPLAY) for thought in (None, finished)]
    for ended in (last, run(engine, "no number here")[-1], *cancelled):
        assert movable(ended) == {True}


def test_a_file_that_is_opened_while_a_question_runs_stays_in_the_history(engine: Engine, finished: Run):
    history: list[Run] = []
    running = handlers.run(engine, RunLink(QUESTION, None), history, DISPLAY)
    next(running)
    handlers.shown_as_new(engine, finished, history, DISPLAY)
    *_, last = running
    assert [past.trace.question for past in last["history"]] == [finished.trace.question, QUESTION]
    assert [place for _, place in last["past_runs"]["choices"]] == [0, 1]


def test_a_map_setting_that_is_moved_while_a_question_runs_is_drawn_at_its_end(engine: Engine, finished: Run):
    *_, last = run(engine, QUESTION)
    again = partial(handlers.redraw_if_moved, engine, finished, None, last["drawn"])
    assert again(replace(DISPLAY, replay=8, closer=True)) == {}
    assert again(replace(DISPLAY, dimensions="3d"))["map_plot"].data[0].type == "scatter3d"
    assert handlers.redraw_if_moved(engine, None, None, last["drawn"], replace(DISPLAY, whole=True)) == {}


def test_a_chain_is_measured_with_the_threads_of_a_thought(engine: Engine, finished: Run, monkeypatch):
    seen = []
    monkeypatch.setattr("latentviz.analysis.cost.measure_chain", lambda *_, **__: seen.append(torch.get_num_threads()))
    monkeypatch.setattr(engine._tracer(), "n_threads", ALL + 1)
    engine.with_chain(finished.trace)
    assert seen == [ALL + 1]


def test_a_question_passes_seven_frames_at_most_on_its_way_into_the_model(engine: Engine, monkeypatch):
    monkeypatch.setattr(handlers, "TEXTS_EVERY_S", 0.0)
    walks, asker, run_layers = [], threading.get_ident(), AdaptiveLatentModel.run_layers

    def watched(*arguments):
        # Another engine's model may be loading meanwhile.
        if threading.get_ident() != asker:
            return run_layers(*arguments)
        frames = [found.frame.f_code for found in inspect.stack(0) if str(ROOT / "latentviz") in found.filename]
        walks.append([f"{Path(code.co_filename).relative_to(ROOT)}: {code.co_qualname}" for code in reversed(frames)])
        return run_layers(*arguments)

    monkeypatch.setattr(AdaptiveLatentModel, "run_layers", watched)
    thought = handlers.run(engine, RunLink(QUESTION, None), [], DISPLAY)
    while len(walks) < 3:
        next(thought)
    thought.close()
    # The question, START and a latent step.
    for walk in walks:
        assert walk[-1].endswith("AdaptiveLatentModel.extend")
        assert len(walk) <= 7, "\n".join(walk)


def test_the_figures_of_look_closer_are_made_once_it_is_open(engine: Engine, finished: Run):
    assert handlers.follow_thought(engine, finished, 1, None, DISPLAY) == {}
    drawn = handlers.follow_thought(engine, finished, 1, None, OPEN)
    assert set(drawn) == set(CLOSER_VIEWS)
    assert all(figure.data for figure in drawn.values())
    assert not any(figure.data for figure in handlers.follow_thought(engine, None, None, None, OPEN).values())


def test_figures_follow_a_slow_thought(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(handlers, "TEXTS_EVERY_S", 0.0)
    monkeypatch.setattr(handlers, "FIGURES_EVERY_S", 0.0)
    growing = run(engine, QUESTION)[1:19]
    assert [values["strip"].count('class="p"') for values in growing[::2]] == list(range(1, 10))
    assert all({"map_plot", "what_if_plot"} == set(values) for values in growing[1::2])


def test_gold_answer_is_known_only_for_the_unedited_text(engine: Engine):
    problem = EXAMPLES["shells"]
    known, edited = (
        [values["card"] for values in run(engine, text, problem) if "card" in values][-1]
        for text in (problem.question, problem.question.replace("12", "13"))
    )
    assert "right answer 19" in known
    assert "12+7=19" in known
    assert "right answer not known" in edited


@pytest.mark.parametrize(
    ("question", "reason"),
    [("no number here", "holds no number"), ("He earns $12.50 an hour for 8 hours.", "whole numbers only, not 12.50")],
)
def test_a_refused_question_leaves_no_old_thought_behind(engine: Engine, question: str, reason: str):
    refusal = run(engine, question)[-1]
    assert reason in refusal["message"]
    assert refusal["card"] == components.empty_card()
    assert steps_of(refusal["strip"]) == ["pending"] * 9
    assert refusal["run_state"] is None
    assert set(refusal) >= {"map_plot", "what_if_plot", "detail", "meter", "link"}
    with pytest.raises(gr.Error, match=reason):
        checked(lambda: engine.trace(question))()


def test_page_says_why_the_model_is_not_there(broken_engine: Engine):
    with pytest.raises(ModelUnavailable, match="could not be loaded"):
        broken_engine.wait()
    refusal = run(broken_engine, QUESTION)[-1]
    assert "model.safetensors" in refusal["message"]
    assert "map_plot" not in refusal
    *_, announced = announce(broken_engine)
    assert "could not be loaded" in announced[0]
    assert "model.safetensors" in announced[1]
    with pytest.raises(gr.Error, match="could not be loaded"):
        checked(lambda: broken_engine.trace(QUESTION))()


@pytest.mark.parametrize("error", [RuntimeError, ValueError])
def test_a_run_that_breaks_off_is_reported(engine: Engine, monkeypatch: pytest.MonkeyPatch, caplog, error):
    def breaks(*_, **__) -> Iterator:
        raise error("nobody foresaw this")

    monkeypatch.setattr(engine, "stream", breaks)
    before, reported = run(engine, QUESTION)
    assert "reading the question" in before["card"]
    assert FAILURE in reported["message"]
    assert reported["card"] == components.empty_card()
    assert "map_plot" in reported
    assert "nobody foresaw this" in caplog.text


@pytest.mark.parametrize("error", [Refusal, QuestionError, PolicyError, LinkError, ModelUnavailable])
def test_a_refusal_is_told_in_its_own_words(error, caplog):
    @refuses_in("message")
    def refuses() -> Iterator[dict]:
        raise error("Ask for less.")
        yield

    (shown,) = refuses()
    assert "Ask for less." in shown["message"]
    assert not caplog.text


def test_an_endpoint_tells_what_it_refuses_and_nothing_else():
    def breaks(error: str) -> None:
        raise {"refusal": Refusal, "fault": ValueError}[error](error)

    with pytest.raises(gr.Error, match="refusal"):
        checked(breaks)("refusal")
    with pytest.raises(ValueError, match="fault"):
        checked(breaks)("fault")


def test_a_run_that_is_given_up_has_not_broken_off():
    @refuses_in("message")
    def counts() -> Iterator[dict]:
        yield from ({"message": n} for n in (1, 2))

    running = counts()
    assert next(running) == {"message": 1}
    running.close()
    assert list(running) == []


def test_selecting_a_step_changes_the_words_and_leaves_the_figures_to_the_page(engine: Engine, finished: Run):
    changed = handlers.select_step(engine, finished, 3)
    assert set(changed) == {"strip", "detail", "link", "selected"}
    assert changed["selected"] == 3
    assert "<h3>z3 " in changed["detail"]
    assert "step=3" in changed["link"]
    assert re.findall(r'data-step="(\d)" aria-pressed="true"', changed["strip"]) == ["3"]
    assert handlers.select_step(engine, None, 3) == {}


def test_deciding_again_needs_no_model(engine: Engine, finished: Run):
    p_stop = finished.trace.p_stop
    for k in (0, 4):
        forced = handlers.decide(engine, finished, 0.5, 1.0, k, DISPLAY)["run_state"].trace
        assert (forced.n_latent_steps, forced.answer_text) == (k, finished.trace.answers[k])
    low = handlers.decide(engine, finished, float(p_stop.min()), 1.0, NO_FORCE, DISPLAY)
    assert low["run_state"].trace.n_latent_steps == int(np.argmax(p_stop >= p_stop.min()))
    assert low["run_state"].trace.stopped
    hot = handlers.decide(engine, finished, 0.5, 5.0, NO_FORCE, DISPLAY)["run_state"].trace
    assert np.abs(hot.p_stop - 0.5).max() < np.abs(p_stop - 0.5).max()
    assert "≈" in handlers.decide(engine, finished, 0.5, 1.0, 0, DISPLAY)["card"]


def test_replay_and_number_space_reach_the_map(engine: Engine, finished: Run):
    forced = replace(finished, trace=finished.trace.decided(0.5, 1.0, 3))
    for upto, texts in ((0, ["S"]), (1, ["S", "1"])):
        drawn = handlers.redraw_map(engine, forced, None, replace(DISPLAY, replay=upto))["map_plot"]
        assert list(trace_named(drawn, "steps").text) == texts
    drawn = handlers.redraw_map(engine, forced, None, replace(DISPLAY, projection="number"))["map_plot"]
    assert drawn.layout.xaxis.ticktext[0] == "START"


def test_chosen_runs_of_the_history_are_laid_over_the_map(engine: Engine, finished: Run):
    display = display_of([0, 9], [finished], replay=8)
    assert display.overlays == ((0, finished),), "a run that is gone from the history is left out"
    drawn = handlers.redraw_map(engine, finished, None, display)["map_plot"]
    assert any(trace.name.startswith("1. ") for trace in drawn.data)


def test_a_run_file_opens_on_a_page_without_a_model(finished: Run, tmp_path: Path):
    viewer = Engine(None)
    path = tmp_path / "run.safetensors"
    path.write_bytes(runs_to_bytes({"run": finished}))
    opened = handlers.open_file(viewer, str(path), [], DISPLAY)
    there = handlers.open_past(viewer, 0, [finished], DISPLAY)
    for shown in (opened, there):
        shown |= handlers.follow_thought(viewer, shown["run_state"], shown["selected"], None, OPEN)
    for name in ("card", "strip", "detail", "meter", "link"):
        assert opened[name] == there[name]
    for name in ("map_plot", "grid_plot", "what_if_plot", "tokens_plot", "control_plot"):
        assert opened[name].to_json() == there[name].to_json()
    assert not path.exists()
    assert len(opened["history"]) == 1
    assert NO_MODEL in run(viewer, QUESTION)[-1]["message"]


def test_a_file_that_is_no_run_is_refused_in_words(engine: Engine, tmp_path: Path):
    path = tmp_path / "evil.safetensors"
    for content, reason in ((b"<script>", "cannot be opened"), (runs_to_bytes({}), "there is no run in the file")):
        path.write_bytes(content)
        refusal = handlers.open_file(engine, str(path), [], DISPLAY)
        assert set(refusal) == {"message"}
        assert reason in refusal["message"]


def test_saved_files_hold_the_run(finished: Run, tmp_path: Path):
    saved = json.loads(handlers.saved_file("run", finished))
    (tmp_path / saved["name"]).write_bytes(base64.b64decode(saved["base64"]))
    assert load_runs(tmp_path / saved["name"])["run"].trace.answers == finished.trace.answers
    table = base64.b64decode(json.loads(handlers.saved_file("table", finished))["base64"]).decode().splitlines()
    assert len(table) == 1 + len(finished.trace.p_stop)
    assert "error" in json.loads(handlers.saved_file("svg", None))


def test_a_link_rebuilds_the_run(engine: Engine, finished: Run):
    link = handlers.select_step(engine, finished, 2)["link"]
    query = html.unescape(re.search(r'href="(.*?)"', link).group(1))
    steps = list(handlers.run_link(engine, query, [], DISPLAY))
    traces = [values["run_state"].trace for values in steps if "run_state" in values]
    assert (steps[0]["question"], steps[0]["problem"].answer) == (finished.trace.question, 19)
    assert trace_summary(traces[-1]) == trace_summary(finished.trace)
    assert traces[-1].gold_steps == ("12+7=19",)
    assert [values["selected"] for values in steps if "selected" in values] == [2, 2]
    (nothing,) = handlers.run_link(engine, "?__theme=dark", [], DISPLAY)
    assert nothing == {}
    (refusal,) = handlers.run_link(engine, "?q=2+apples&threshold=7", [], DISPLAY)
    assert "threshold = &#x27;7&#x27;; it must be" in refusal["message"]


def test_the_tour_shows_a_thought_at_every_stop(engine: Engine):
    for place, stop in enumerate(tour.STOPS):
        words, thought = tour.go_to(engine, place)
        assert stop.title in words["text"]
        assert thought["run_state"].trace.question == EXAMPLES[stop.example].question
    n_words = sum(len(stop.text.split()) for stop in tour.STOPS)
    assert n_words / 200 * 60 <= 90


def test_the_tour_sets_every_control_of_the_map_as_it_draws_it(engine: Engine):
    for place, stop in enumerate(tour.STOPS):
        *_, thought = tour.go_to(engine, place)
        settings = {name: thought[name] for name in MAP_SETTINGS}
        assert settings.pop("replay")["value"] == thought["run_state"].trace.n_recorded
        assert replace(stop.display, **settings | {"overlays": tuple(settings["overlays"])}) == stop.display


def test_the_tour_gives_back_the_question_and_the_rule_of_the_stop_head(engine: Engine, finished: Run):
    begun, _ = tour.begin(engine, tour.Visit(0, None, QUESTION, None, None))
    assert begun["before"] == (QUESTION, None)
    assert begun["question"] == EXAMPLES[tour.STOPS[0].example].question
    (place,) = [place for place, stop in enumerate(tour.STOPS) if stop.fixed_k is not None]
    *_, shown = tour.go_to(engine, place)
    visit = tour.Visit(place, begun["before"], shown["question"], shown["problem"], shown["run_state"])
    left = tour.end(engine, visit, DISPLAY)
    assert (left["question"], left["problem"], left["fixed_k"]) == (QUESTION, None, NO_FORCE)
    assert left["run_state"].trace.fixed_k is None
    assert left["panel"] == gr.update(visible=False)
    own = tour.end(engine, replace(visit, question="Mine: 3 and 4?"), DISPLAY)
    assert set(own) == {"panel", "before"}
    (ended,) = tour.turn(engine, 1, replace(visit, place=len(tour.STOPS) - 1), DISPLAY)
    assert ended["panel"] == gr.update(visible=False)
    again, _ = tour.begin(engine, visit)
    assert again["before"] == (QUESTION, None), "a tour that begins anew is still the same"


def test_cancel_brings_the_last_run_back(engine: Engine, finished: Run):
    assert "Nothing is running" in handlers.cancel(engine, None, None, DISPLAY)["card"]
    back = handlers.cancel(engine, finished, 1, DISPLAY)
    assert handlers.CANCELLED in back["message"]
    assert back["selected"] == 1


def test_recorded_examples_are_there_before_the_model(folder: Path, monkeypatch):
    assert cache_examples.main(["--checkpoint", str(folder)]) == 0
    load_checkpoint(folder)
    monkeypatch.setattr("latentviz.serving.engine.load_tracer", lambda *arguments, **options: None)
    recorded = Engine(folder)
    assert list(recorded.examples) == list(EXAMPLES)
    for name, run in recorded.examples.items():
        assert run.trace.gold_steps == EXAMPLES[name].steps
        assert run.trace.chain is not None
        assert len(run.placement.xy) == len(run.trace.p_stop)
    *_, thought = tour.go_to(recorded, 3)
    assert thought["run_state"].trace.question == EXAMPLES["pencils"].question


def test_a_region_of_the_map_is_listed_and_its_problems_open(engine: Engine):
    cloud = engine.cloud
    everything = [-1e6, -1e6, 1e6, 1e6]
    listed = handlers.list_region(engine, None, everything, DISPLAY)
    assert f"{len(cloud.labels):,} states" in listed["region"]
    assert handlers.list_region(engine, None, everything, replace(DISPLAY, dimensions="3d")) == {}
    number = int(cloud.labels.reading[cloud.labels.reading >= 0][0])
    same = handlers.list_reading(engine, None, f" {number} ")
    assert f"{(cloud.labels.reading == number).sum():,} states" in same["region"]
    assert handlers.list_reading(engine, None, " ")["region"] == ""
    for text in ("many", "-3", "4.5", "<b>", "²"):
        refusal = handlers.list_reading(engine, None, text)["region"]
        assert "is not a whole number. Type one such as 48." in refusal
        assert "<b>" not in refusal.replace('<b aria-hidden="true">', "")
    place = int(re.search(r'data-open="(\d+)"', same["region"])[1])
    link = handlers.open_known(engine, same["listed"], place)
    assert (link.question, link.threshold) == (cloud.labels.questions[place], engine.stop_threshold)


def test_a_list_of_states_goes_with_its_map(engine: Engine, finished: Run, tmp_path: Path):
    path = tmp_path / "run.safetensors"
    path.write_bytes(runs_to_bytes({"run": finished}))
    opened = handlers.open_file(engine, str(path), [], DISPLAY)["run_state"]
    listed = handlers.list_reading(engine, finished, "5")["listed"]
    other = handlers.list_reading(engine, opened, "5")["listed"]
    for thought, kept in ((None, listed), (finished, listed), (opened, other), (opened, None)):
        assert handlers.follow_thought(engine, thought, None, kept, DISPLAY) == {}
    for thought, stale in ((opened, listed), (finished, other), (Run(finished.trace), listed)):
        assert handlers.follow_thought(engine, thought, None, stale, DISPLAY) == {"region": "", "listed": None}


def test_without_a_map_no_region_is_listed():
    bare = SimpleNamespace(cloud=None, stop_threshold=0.5)
    assert handlers.list_region(bare, None, [0, 0, 1, 1], DISPLAY) == {}
    assert handlers.list_reading(bare, None, "5")["region"] == ""
    assert handlers.open_known(bare, None, 0) is None
