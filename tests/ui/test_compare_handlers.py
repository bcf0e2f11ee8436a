"""What happens on the Compare tab, with two models of random weights and without a browser."""

import shutil
from pathlib import Path

import gradio as gr
import pytest
from lively import enliven
from places import ROOT
from shown import last

from latentviz.data.examples import EXAMPLES
from latentviz.model.checkpoint import load_checkpoint, save_checkpoint
from latentviz.records.links import RunLink
from latentviz.records.run_file import Run
from latentviz.serving.catalog import CheckpointCatalog
from latentviz.serving.engine import Engine
from latentviz.ui.compare import handlers as compare_handlers
from latentviz.ui.compare import render as compare_texts
from latentviz.ui.compare.handlers import AnsweredByBoth, Side

MARBLES = EXAMPLES["marbles"]
N = 60


@pytest.fixture(scope="module")
def catalog(random_checkpoint: Path, tmp_path_factory: pytest.TempPathFactory) -> CheckpointCatalog:
    """A page's checkpoint of random weights, and another one beside it that thinks otherwise."""
    folder = tmp_path_factory.mktemp("catalog")
    for name in ("first", "other"):
        shutil.copytree(random_checkpoint, folder / name)
    other = load_checkpoint(folder / "other", dtype="float32")
    enliven(other.model, 0.2)
    save_checkpoint(folder / "other", other.model, other.tokenizer)
    (folder / "notes").mkdir()
    return CheckpointCatalog(Engine(folder / "first", device="cpu"))


def sides(checkpoint: str = "other", threshold: float = 0.5) -> tuple[Side, Side]:
    """The page's checkpoint against another one, or another threshold."""
    return Side("first", 0.5), Side(checkpoint, threshold)


def test_the_catalog_holds_what_stands_beside(catalog: CheckpointCatalog):
    assert catalog.names == ["first", "other"]
    assert catalog.open("first") is catalog.engine
    assert catalog.open("other") is catalog.open("other")
    assert catalog.open("other").name == "other"
    with pytest.raises(ValueError, match="Choose one of: first, other"):
        catalog.open("../first")
    assert CheckpointCatalog(Engine(None)).names == []


def test_two_checkpoints_may_be_asked_for_at_once(catalog: CheckpointCatalog):
    fresh = CheckpointCatalog(Engine(catalog.engine.folder, device="cpu"))
    engines = compare_handlers.engines_of(fresh, sides())
    assert [engine.trace(MARBLES.question).checkpoint for engine in engines] == ["first", "other"]


def test_two_checkpoints_think_about_one_question(catalog: CheckpointCatalog):
    shown = last(compare_handlers.compare(catalog, sides(), MARBLES.question, MARBLES, "umap2d"))
    (first, second), names = shown["pair_runs"]
    assert names == ("first at 0.50", "other at 0.50")
    assert (first.trace.checkpoint, second.trace.checkpoint) == ("first", "other")
    assert first.trace.answer_text in shown["pair"]
    assert "The right answer is 41" in shown["pair"]
    assert names[1] in [trace.name for trace in shown["map_plot"].data]
    assert "to be read with care" in shown["message"]
    redrawn = compare_handlers.redraw_map(catalog.engine, shown["pair_runs"], "pca3d")
    assert redrawn["map_plot"].data[0].type == "scatter3d"


def test_two_thresholds_share_one_thought(catalog: CheckpointCatalog):
    p_stop = catalog.open("other").trace(MARBLES.question).p_stop
    two = Side("other", 0.01), Side("other", min(1.0, float(p_stop.max()) + 0.001))
    shown = last(compare_handlers.compare(catalog, two, MARBLES.question, MARBLES, "umap2d"))
    (first, second), names = shown["pair_runs"]
    assert (first.trace.p_stop == second.trace.p_stop).all()
    assert first.trace.n_latent_steps < second.trace.n_latent_steps
    left_out = second.trace.n_latent_steps - first.trace.n_latent_steps
    assert f"{names[0]} left out {left_out} latent steps" in shown["dropped"]
    assert shown["dropped"].count('<th scope="row">') == left_out
    assert "halt the same thought" in shown["message"]


@pytest.mark.parametrize(
    ("two", "question", "message"),
    [
        (sides("first"), MARBLES.question, "same checkpoint at the same threshold"),
        (sides("nowhere"), MARBLES.question, "no checkpoint of the name nowhere"),
        (sides(), "no number", "holds no number"),
    ],
)
def test_a_refusal_keeps_what_was_shown(catalog: CheckpointCatalog, two, question: str, message: str):
    refusal = last(compare_handlers.compare(catalog, two, question, None, "umap2d"))
    assert set(refusal) == {"message"}
    assert message in refusal["message"]


@pytest.fixture(scope="module")
def steps(catalog: CheckpointCatalog) -> list[dict]:
    """What the page shows while a set is compared, one after the other."""
    return list(compare_handlers.compare_over_set(catalog, sides(), N))


def test_a_set_is_compared_problem_by_problem(steps: list[dict]):
    rows = [step["rows"] for step in steps if step.get("rows") is not None]
    assert [len(done.first) for done in rows] == [0, compare_handlers.PROBLEMS_AT_ONCE, N]
    assert all(len(done.first) == len(done.second) for done in rows)
    end = steps[-1]
    assert "60 of 60" in end["progress"]
    assert "McNemar" in end["comparison"]
    assert sum(end["flips_plot"].data[0].x) == N
    n_flips = end["flips_plot"].data[0].x[1] + end["flips_plot"].data[0].x[2]
    assert end["flips_table"].count("data-open") == n_flips
    assert end["shown"] == rows[-1]
    assert "shown" not in steps[-2]


def test_two_thresholds_need_one_run_of_the_set(catalog: CheckpointCatalog, monkeypatch: pytest.MonkeyPatch):
    calls = []
    run = Engine.answer
    monkeypatch.setattr(Engine, "answer", lambda engine, *asked: calls.append(engine.name) or run(engine, *asked))
    *_, _, end = compare_handlers.compare_over_set(catalog, (Side("first", 0.01), Side("first", 1.0)), 20)
    assert calls == ["first"]
    assert "Latent steps a problem: -8.00" in end["comparison"]


def test_cancel_keeps_what_both_have_done(steps: list[dict]):
    done = next(step["rows"] for step in steps if step.get("rows") is not None and step["rows"].first)
    kept = compare_handlers.cancel(done)
    assert f"{compare_handlers.PROBLEMS_AT_ONCE} of {N}" in kept["progress"]
    assert "cancelled" in kept["progress"]
    assert f"{compare_handlers.PROBLEMS_AT_ONCE} problems" in kept["comparison"]
    assert "before any problem" in compare_handlers.cancel(None)["progress"]
    assert "before any problem" in compare_handlers.cancel(AnsweredByBoth(sides(), (), (), 5))["progress"]


def test_a_flip_is_opened_as_either_thought_it(catalog: CheckpointCatalog):
    done = list(compare_handlers.compare_over_set(catalog, sides(threshold=0.4), 4))[-2]["rows"]
    row = done.first[2]
    link = compare_handlers.flip_request(catalog, done, 3, 0)
    assert isinstance(link, RunLink)
    assert (link.question, link.threshold, link.problem.answer) == (row.question, 0.5, row.gold_answer)
    run = compare_handlers.flip_request(catalog, done, 3, 1)
    assert isinstance(run, Run)
    assert (run.trace.checkpoint, run.trace.threshold) == ("other", 0.4)
    assert run.trace.answer_text == done.second[2].answer_text
    assert run.trace.lens is not None
    assert compare_handlers.flip_request(catalog, done, 99, 0) is None
    assert compare_handlers.flip_request(catalog, None, 1, 0) is None


def test_sides_follow_the_catalog(catalog: CheckpointCatalog):
    assert compare_handlers.own_threshold(catalog, "other") == catalog.open("other").stop_threshold
    assert compare_handlers.own_threshold(catalog, "nowhere") == gr.skip()
    opened = compare_handlers.refresh(catalog, None, None, "umap2d", sides())
    assert opened["checkpoint_1"]["choices"] == ["first", "other"]
    assert opened.keys() == {"checkpoint_0", "checkpoint_1"}
    run = Run(catalog.engine.trace(MARBLES.question, MARBLES))
    assert compare_handlers.take_from_explore(run)["problem"] == RunLink.of(run.trace).problem
    assert "no thought" in compare_handlers.take_from_explore(None)["message"]


def test_the_tab_opens_with_what_both_folders_recorded():
    shipped = ROOT / "checkpoints"
    catalog = CheckpointCatalog(Engine(shipped / "tiny-grpo", device="cpu"))
    two = Side("tiny-grpo", catalog.engine.stop_threshold), Side("tiny-sft", catalog.threshold_of("tiny-sft"))
    opened = compare_handlers.refresh(catalog, None, None, "umap2d", two)
    kept = [catalog.open(side.checkpoint).results for side in two]
    n = len(kept[0].rows)
    assert "Both give the same answer" in opened["pair"] or "They give different answers" in opened["pair"]
    assert opened["pair_runs"][1] == tuple(f"{side.checkpoint} at {side.threshold:.2f}" for side in two)
    assert f"{n:,} of {n:,} problems by both" in opened["progress"]
    assert "McNemar" in opened["comparison"]
    right = [sum(row.right for row in found.rows) for found in kept]
    for hits in right:
        assert f"({hits} of {n}; 95 % interval" in opened["comparison"]
    assert "data-open" in opened["flips_table"]
    again = compare_handlers.refresh(catalog, opened["pair_runs"], opened["shown"], "umap2d", two)
    assert again.keys() == {"checkpoint_0", "checkpoint_1"}


def test_a_page_without_a_model_says_so():
    viewer = CheckpointCatalog(Engine(None))
    nobody = (Side(None, 0.5), Side(None, 0.6))
    refusal = last(compare_handlers.compare(viewer, nobody, MARBLES.question, None, "umap2d"))
    assert "started without a model" in refusal["message"]
    assert "started without a model" in last(compare_handlers.compare_over_set(viewer, nobody, 5))["progress"]


def test_words_from_outside_are_escaped(catalog: CheckpointCatalog):
    trace = catalog.engine.trace(MARBLES.question)
    evil = ("<img src=x>", "b")
    for shown in (
        compare_texts.pair(trace.decided(0.5, 1.0, 0), trace.decided(0.5, 1.0, 2), evil),
        compare_texts.dropped(trace.decided(0.5, 1.0, 0), trace.decided(0.5, 1.0, 2), evil),
    ):
        assert "<img" not in shown
        assert "&lt;img" in shown
