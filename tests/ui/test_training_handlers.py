"""What happens on the Training tab, handler by handler, without a browser."""

import inspect
import json
import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import gradio as gr
import numpy as np
import pytest
from sample_records import explained_trace, made_history

from latentviz.records.run_file import Run
from latentviz.runs.folders import find_runs, preferred_run, read_flight
from latentviz.runs.reward_group import draw_rollouts
from latentviz.serving.engine import Engine
from latentviz.ui.training import handlers
from latentviz.ui.training.layout import SANDBOX, build_training
from latentviz.ui.training.render import NO_RUNS, ProbeView, probe_of

PROBE = ProbeView()
EVIL = "<img src=x>"
ROWS = [
    {"step": 2, "loss": 3.0, "loss_policy": 2.0, "kl": 0.1, "reward": 0.4},
    {"step": 2, "event": "recovered", "reason": f"step 3: {EVIL}", "n_recoveries": 1},
    {"step": 4, "loss": 2.0, "loss_policy": 1.0, "halts": [1, 2, 1], "halting_collapsed": True},
]
SETTINGS = {"seed": 0, "temperature": 1.0, "penalty": 1e-4, "reward": 0.1, "accuracy_requirement": 1.0}


def write_run(folder: Path, record: dict | None, rows: list[dict] = ROWS) -> Path:
    folder.mkdir(parents=True)
    (folder / "metrics.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    if record is not None:
        (folder / "run.json").write_text(json.dumps(record))
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A finished run among the checkpoints, and one that goes on and was written later."""
    write_run(tmp_path / "checkpoints" / "done", {"stage": "sft", "options": {"n_steps": 4}, "wall_time_s": 1.0})
    going = write_run(tmp_path / "runs" / "going", {"stage": "grpo", "preset": "tiny", "options": {"n_steps": 9}})
    made_history(0, 2).save(going / "probes.safetensors")
    os.utime(tmp_path / "checkpoints" / "done" / "metrics.jsonl", (1, 1))
    return tmp_path


def test_runs_are_found_below_both_homes_the_latest_first(root: Path):
    assert list(find_runs(root)) == ["runs/going", "checkpoints/done"]
    (root / "elsewhere").mkdir()
    write_run(root / "elsewhere" / "run", None)
    assert len(find_runs(root)) == 2
    assert find_runs(root / "elsewhere") == {}


def test_the_tab_opens_with_the_latest_run_and_follows_it(root: Path):
    opened = handlers.open_tab(root, None, None, None, PROBE)
    assert opened["run_choice"]["choices"] == ["runs/going", "checkpoints/done"]
    assert opened["run_choice"]["value"] == "runs/going"
    assert opened["timer"] == gr.update(active=True)
    assert "grpo tiny: optimiser step 4 of 9, not finished" in opened["run_summary"]
    assert "1 return to an earlier state, 1 alarm of collapsed halting." in opened["run_summary"]
    assert "&lt;img" in opened["run_summary"]
    assert "<img" not in opened["run_summary"]
    assert [trace.name for trace in opened["losses_plot"].data][:2] == ["all together", "policy"]
    assert len(opened["halts_plot"].data) == 2
    assert len(opened["kl_plot"].data) == 1
    again = handlers.open_tab(root, None, "checkpoints/done", None, PROBE)
    assert again["run_choice"]["value"] == "checkpoints/done"


def test_the_first_run_is_one_that_writes_then_the_own_then_one_of_grpo(root: Path):
    assert preferred_run(find_runs(root)) == "runs/going"
    write_run(root / "runs" / "tuned", {"stage": "sft", "wall_time_s": 1.0}, [{"step": 1, "loss": 1.0}])
    write_run(root / "runs" / "policy", {"stage": "grpo", "wall_time_s": 1.0}, [{"step": 1, "loss": 1.0}])
    assert preferred_run({"runs/tuned": root / "runs/tuned", "runs/policy": root / "runs/policy"}) == "runs/policy"
    assert preferred_run({"runs/tuned": root / "runs/tuned"}) == "runs/tuned"
    assert preferred_run({}) is None
    assert preferred_run(find_runs(root), root / "checkpoints/done") == "runs/going"
    os.utime(root / "runs/going/metrics.jsonl", (1, 1))
    assert preferred_run(find_runs(root), root / "checkpoints/done") == "checkpoints/done"
    assert preferred_run(find_runs(root), root / "elsewhere") == "runs/policy"
    runs = find_runs(root)
    (root / "runs/going/metrics.jsonl").unlink()
    assert preferred_run(runs) == "runs/policy", "a run that is gone since is no failure"


def test_the_sandbox_opens_on_an_example_whose_rollouts_differ():
    sure = Run(explained_trace(p_stop=np.array([0, 0, 1, 1, 1], dtype=np.float32)))
    mixed = Run(explained_trace(p_stop=np.array([0, 0.5, 0.5, 0.5, 1], dtype=np.float32)))
    leaning = Run(explained_trace(p_stop=np.array([0, 0.002, 0.998, 0.998, 1], dtype=np.float32)))
    assert handlers.mixed_example(SimpleNamespace(examples={"sure": sure, "mixed": mixed})) == ("mixed", 1.0)
    assert handlers.mixed_example(SimpleNamespace(examples={"sure": sure, "leaning": leaning})) == ("leaning", 2.0)
    assert handlers.mixed_example(SimpleNamespace(examples={"sure": sure})) == ("sure", 1.0)
    assert handlers.mixed_example(SimpleNamespace(examples={})) == (handlers.PROBE, 1.0)


def test_a_finished_run_is_not_polled_and_says_what_it_lacks(root: Path):
    chosen = handlers.choose_run(root, "checkpoints/done")
    assert chosen["timer"] == gr.update(active=False)
    assert "4 of 4, finished" in chosen["run_summary"]
    assert "no thoughts on tracked problems" in chosen["probe_words"]
    assert chosen["probe_choice"]["interactive"] is False


def test_what_a_run_does_not_hold_is_not_shown(root: Path):
    slots = ("by_operations_slot", "halts_slot", "kl_slot", "reward_slot", "probes_slot")
    opened = handlers.open_tab(root, None, "runs/going", None, PROBE)
    assert [opened[slot]["visible"] for slot in slots] == [False, True, True, True, True]
    write_run(root / "runs" / "tuned", {"stage": "sft"}, [{"step": 1, "loss": 1.0}])
    tuned = handlers.choose_run(root, "runs/tuned")
    assert [tuned[slot]["visible"] for slot in slots] == [False] * 5


def test_a_checkout_without_runs_has_an_empty_page(tmp_path: Path):
    opened = handlers.open_tab(tmp_path, None, None, None, PROBE)
    assert NO_RUNS in opened["run_summary"]
    assert opened["run_choice"] == gr.update(choices=[], value=None)
    assert opened["timer"] == gr.update(active=False)


@pytest.mark.parametrize(
    "name", ["runs/gone", "../../etc", "/etc/passwd", "runs/../../x", "runs/../runs/going", "\u202e", ""]
)
def test_only_listed_folders_are_read(root: Path, name: str):
    refusal = handlers.choose_run(root, name)
    assert set(refusal) == {"run_message", "timer"}
    assert "there is no run folder" in refusal["run_message"]


def test_a_broken_log_is_named_and_nothing_else_changes(root: Path):
    (root / "runs" / "going" / "metrics.jsonl").write_text("[1]\n")
    refusal = handlers.choose_run(root, "runs/going")
    assert "line 1 is no line of a training log" in refusal["run_message"]
    assert set(refusal) == {"run_message", "timer"}
    (root / "checkpoints" / "done" / "run.json").write_text("{")
    assert "run.json" in handlers.choose_run(root, "checkpoints/done")["run_message"]


def test_a_tick_shows_what_was_written_since(root: Path):
    folder = root / "runs" / "going"
    flight = read_flight("runs/going", folder)
    assert handlers.follow(root, flight, PROBE) == {}
    assert handlers.follow(root, None, PROBE) == {}
    with (folder / "metrics.jsonl").open("a") as log:
        log.write(json.dumps({"step": 6, "loss": 1.0}) + "\n")
    made_history(0, 2, 6).save(folder / "probes.safetensors")
    for point, shown in ((1, 2), (0, 0)):
        later = handlers.follow(root, flight, ProbeView(0, point))
        assert later["flight"].log.last_step == 6
        assert later["probe_point"]["value"] == shown
        assert later["probe_point"]["maximum"] == 2
    (folder / "run.json").write_text(json.dumps({"wall_time_s": 3.0}))
    assert handlers.follow(root, flight, PROBE)["timer"] == gr.update(active=False)


def test_the_timer_rests_on_other_tabs():
    assert handlers.leave("Explore") == gr.update(active=False)
    assert handlers.leave("Training") == gr.skip()


def test_a_probe_problem_is_opened_in_explore(root: Path):
    flight = read_flight("runs/going", root / "runs" / "going")
    link = handlers.link_of_probe(flight, ProbeView(1, 0))
    assert (link.question, link.threshold, link.problem.answer) == ("b?", 0.5, 8)
    assert handlers.link_of_probe(None, PROBE) is None
    assert handlers.link_of_probe(read_flight("checkpoints/done", root / "checkpoints" / "done"), PROBE) is None


def test_the_slider_walks_through_the_training(root: Path):
    flight = read_flight("runs/going", root / "runs" / "going")
    first = probe_of(flight, ProbeView(0, 0))
    assert (
        "After optimiser step <b>0</b>: it halts after 1 latent step and answers <b>7</b> (✓ right)"
        in first["probe_words"]
    )
    other = probe_of(flight, ProbeView(1, 99))
    assert "optimiser step <b>2</b>" in other["probe_words"]
    assert "✗ wrong, right is 8" in other["probe_words"]
    assert "<img" not in other["probe_words"]
    assert set(first) == {"probe_words", "probe_plot", "probe_path_plot"}


@pytest.fixture
def recorded() -> Engine:
    """A page without a model that holds one recorded thought."""
    engine = Engine(None)
    engine.examples = {"shells": SimpleNamespace(trace=explained_trace())}
    return engine


def test_the_sandbox_gives_the_advantages_of_the_reward(recorded: Engine):
    shown = handlers.sandbox(recorded, None, PROBE, "shells", **SETTINGS | {"temperature": 5.0})
    (bars,) = shown["sandbox_plot"].data
    assert len(bars.y) == 16
    assert sum(bars.y) == pytest.approx(0, abs=1e-4)
    assert "of 16 rollouts are right" in shown["sandbox_words"]
    for setting, better in ((0.0, "Shorter"), (1.0, "Longer")):
        changes = {"temperature": 5.0, "accuracy_requirement": setting, "penalty": 0.1, "reward": 0.1}
        trace = explained_trace(answers=("7", "7", "7", "7", "9"))
        recorded.examples["shells"] = SimpleNamespace(trace=trace)
        shown = handlers.sandbox(recorded, None, PROBE, "shells", **SETTINGS | changes)
        assert shown["sandbox_words"].startswith(f'<p role="status">{better} right thoughts')


def test_the_sandbox_draws_from_the_probe_problem_too(root: Path, recorded: Engine):
    flight = read_flight("runs/going", root / "runs" / "going")
    shown = handlers.sandbox(recorded, flight, PROBE, handlers.PROBE, **SETTINGS)
    assert len(shown["sandbox_plot"].data[0].y) == 16
    empty = handlers.sandbox(recorded, None, PROBE, handlers.PROBE, **SETTINGS)
    assert len(empty["sandbox_plot"].data) == 0
    assert "Choose a thought" in empty["sandbox_words"]
    assert handlers.draw_again(3) == 4


def test_rollouts_stop_as_often_as_the_head_says():
    right, steps = draw_rollouts([0.25, 0.5, 0.1], [True, False, True], n=20_000, seed=1)
    shares = np.bincount(steps, minlength=3) / len(steps)
    assert shares == pytest.approx([0.25, 0.375, 0.375], abs=0.015)
    assert np.array_equal(right, steps != 1)
    _, hot = draw_rollouts([0.01, 0.5], [True, True], n=20_000, temperature=2.0)
    assert np.mean(hot == 0) == pytest.approx(1 / (1 + 99**0.5), abs=0.01)
    _, sure = draw_rollouts([0.0, 1.0, 0.3], [True] * 3)
    assert set(sure) == {1}
    with pytest.raises(ValueError, match="p_stop has 1 values, right_at has 2"):
        draw_rollouts([0.5], [True, True])
    with pytest.raises(ValueError, match="temperature is 0"):
        draw_rollouts([0.5], [True], temperature=0)


def test_the_sandbox_takes_its_settings_in_the_order_of_its_controls(recorded: Engine, lay_out: Callable):
    assert list(SANDBOX) == list(inspect.signature(handlers.sandbox).parameters)[3:]
    assert lay_out(build_training, recorded)["source"].value == "shells"
