"""Figures over many problems, edits, rewards and training runs: what they draw, and what they say without data."""

import numpy as np
import pytest
from sample_records import made_history, made_row
from shown import annotations, trace_named

from latentviz.analysis.comparison import compare_sets
from latentviz.analysis.pareto import FIXED, HEAD, PUBLISHED_LABEL, PUBLISHED_POINTS, FrontPoint
from latentviz.figures import palette
from latentviz.figures.disagreements import flip_steps_figure, flips_figure
from latentviz.figures.intervention import edit_figure
from latentviz.figures.number_sweep import stress_figure
from latentviz.figures.pareto import front_figure
from latentviz.figures.reliability import calibration_figure
from latentviz.figures.rewards import advantages_figure, lesson
from latentviz.figures.snapshots import probe_figure, probe_path_figure
from latentviz.figures.sources import accuracy_by_source_figure
from latentviz.figures.steps import accuracy_by_steps_figure, step_histogram_figure, steps_against_operations_figure
from latentviz.figures.training import (
    MAX_RIDGES,
    RIDGE_HEIGHT,
    accuracy_figure,
    halts_figure,
    kl_figure,
    losses_figure,
    mean_reward_figure,
    mean_steps_figure,
    steps_by_operations_figure,
)
from latentviz.runs.log import TrainingLog
from latentviz.runs.reward_group import RewardGroup
from latentviz.stats import accuracy_by_steps, calibration, rank_correlation, step_histogram, wilson_interval

STEPS, OPERATIONS = np.array([0, 1, 1, 2, 2, 2]), np.array([1, 1, 2, 2, 3, 3])
RIGHT = np.array([True, False, True, True, True, False])
ANSWER = "<b>7"


@pytest.fixture
def comparison():
    answers = [("7", "7"), ("7", ANSWER), ("0", "7"), ("1", "2")]
    first = [made_row(i, 1, ("0", a, "0", "0")) for i, (a, _) in enumerate(answers)]
    second = [made_row(i, 3, ("0", "0", "0", b)) for i, (_, b) in enumerate(answers)]
    return compare_sets(first, second)


@pytest.fixture
def log():
    rows = (
        {"step": 2, "loss": 3.0, "loss_policy": 2.0, "kl": 0.1, "reward": 0.3, "right": 0.4, "latent_steps": 5.0},
        {"step": 4, "loss": 2.0, "loss_policy": -1.0, "kl": 0.2, "reward": 0.5, "right": 0.6, "latent_steps": 4.0},
        {
            "step": 4,
            "accuracy": 0.5,
            "mean_latent_steps": 4.5,
            "latent_steps_by_n_operations": [1.0, 2.0],
            "halts": [1, 3, 0],
        },
    )
    event = {"step": 4, "event": "recovered", "reason": "step 6: <loss> is nan"}
    return TrainingLog(rows, abandoned=({"step": 6, "loss": 9.0},), events=(event,))


@pytest.fixture
def history():
    return made_history(0, 1000, n_latent_steps=np.array([[2, 1], [0, 1]]))


@pytest.fixture
def group():
    return RewardGroup(
        right=np.array([True, False, True, False]),
        n_steps=np.array([6, 2, 1, 3]),
        rewards=np.array([1.05, 0.0, 0.95, 0.0], dtype=np.float32),
        advantages=np.array([0.9, -0.2, 0.7, -1.4], dtype=np.float32),
    )


def test_the_histogram_stacks_the_operations():
    histogram = step_histogram(STEPS, OPERATIONS, cap=3)
    figure = step_histogram_figure(histogram)
    assert [data.name for data in figure.data] == ["1 op.", "2 op.", "3 op."]
    np.testing.assert_array_equal(np.sum([data.y for data in figure.data], axis=0), [1, 2, 3, 0])
    assert figure.layout.barmode == "stack"
    assert (figure.layout.xaxis.title.text, figure.layout.yaxis.title.text) == ("latent steps k", "problems")
    assert len({data.marker.color for data in figure.data}) == 3
    assert annotations(figure) == ""


def test_the_histogram_says_that_halting_has_collapsed():
    figure = step_histogram_figure(step_histogram(np.full(50, 2), np.ones(50, dtype=int), cap=3))
    assert "collapsed</b>: 100 % halt at k = 2" in annotations(figure)


def test_bubbles_count_problems_and_the_line_is_their_mean():
    figure = steps_against_operations_figure(STEPS, OPERATIONS, rank_correlation(STEPS, OPERATIONS))
    bubbles, mean = figure.data
    cells = {(x, y): n for x, y, n in zip(bubbles.x, bubbles.y, bubbles.customdata, strict=True)}
    assert cells == {(1, 0): 1, (1, 1): 1, (2, 1): 1, (2, 2): 1, (3, 2): 2}
    assert list(mean.y) == [0.5, 1.5, 2.0]
    assert "Spearman ρ = 0.8" in annotations(figure)
    flat = steps_against_operations_figure(STEPS, np.ones(6), rank_correlation(STEPS, np.ones(6)))
    assert "never varies" in annotations(flat)


def test_accuracy_bars_have_wilson_intervals_and_counts():
    figure = accuracy_by_steps_figure(accuracy_by_steps(STEPS, RIGHT, OPERATIONS, cap=3))
    (bars,) = figure.data
    assert (list(bars.x), list(bars.y)) == ([0, 1, 2], [1.0, 0.5, pytest.approx(2 / 3)])
    low, high = wilson_interval(2, 3)
    assert bars.error_y.array[2] == pytest.approx(high - 2 / 3)
    assert bars.error_y.arrayminus[2] == pytest.approx(2 / 3 - low)
    assert list(bars.text) == ["n = 1", "n = 2", "n = 3"]
    assert "2 of 3" in bars.hovertext[2]
    assert list(figure.layout.xaxis.tickvals) == [0, 1, 2, 3]


def test_calibration_draws_the_bins_against_the_diagonal():
    figure = calibration_figure(calibration([0.05, 0.95, 0.95], [False, True, False]), "P(stop)")
    diagonal, bins = figure.data
    assert (list(diagonal.x), list(diagonal.y)) == ([0, 1], [0, 1])
    assert (list(bins.x), list(bins.y)) == ([0.05, 0.95], [0.0, 0.5])
    assert "1 of 2" in bins.hovertext[1]
    assert "expected calibration error 0.317" in annotations(figure)
    assert figure.layout.xaxis.title.text == "P(stop) (0 to 1)"


def test_the_front_joins_ours_and_labels_what_others_published():
    ours = (
        FrontPoint("k = 2", "fixed k", 0.5, (0.4, 0.6), 4.0),
        FrontPoint("<head>", "stop head", 0.7, (0.6, 0.8), 3.0, note="a note"),
        FrontPoint("chain", "chain of thought", 0.8, (0.7, 0.9), 20.0),
    )
    figure = front_figure((*ours, *PUBLISHED_POINTS))
    line = trace_named(figure, "not beaten")
    assert (list(line.x), list(line.y)) == ([3.0, 20.0], [0.7, 0.8])
    published = trace_named(figure, f"published: {PUBLISHED_LABEL}")
    assert len(published.x) == len(PUBLISHED_POINTS)
    assert all(PUBLISHED_LABEL in text for text in published.hovertext)
    assert "interval unknown" in published.hovertext[2]
    head = trace_named(figure, "stop head")
    assert head.error_y.array[0] == pytest.approx(0.1)
    assert head.hovertext[0].startswith("<b>&lt;head&gt;</b>")
    assert head.hovertext[0].endswith("a note")
    assert len({data.marker.symbol for data in figure.data[1:]}) == 4


def test_each_source_has_a_bar_of_each_way():
    points = {
        "generated": (
            FrontPoint("latent, stop head", HEAD, 0.8, (0.7, 0.9), 5.0),
            FrontPoint("k = 6", FIXED, 0.7, (0.6, 0.8), 8.0),
        ),
        "gsm8k_train": (FrontPoint("<head>", HEAD, 0.2, (0.1, 0.4), 5.0, "481 problems"),),
    }
    figure = accuracy_by_source_figure(points)
    assert list(figure.layout.xaxis.ticktext) == ["generated", "GSM8K"]
    head, fixed, _ = figure.data
    assert (list(head.x), list(head.y)) == ([0, 1], [0.8, 0.2])
    assert (list(fixed.x), list(fixed.y)) == ([0], [0.7])
    assert list(head.error_y.array) == pytest.approx([0.1, 0.2])
    assert head.hovertext[1] == "<b>&lt;head&gt;</b><br>right: 20.0 % (10.0 % to 40.0 %)<br>481 problems"


def test_flips_split_the_problems(comparison):
    figure = flips_figure(comparison, "A", "<B>")
    (bars,) = figure.data
    assert dict(zip(bars.y, bars.x, strict=True)) == {"both": 1, "only A": 1, "only &lt;B&gt;": 1, "neither": 1}
    assert "50.0 % against 50.0 %:<br>+0.00 points" in annotations(figure)
    assert "McNemar p = 1" in annotations(figure)
    assert len(set(bars.marker.pattern.shape)) == 4


def test_each_flip_can_be_found_again(comparison):
    figure = flip_steps_figure(comparison, "A", "B")
    won, lost = figure.data
    assert [len(flips.x) for flips in (won, lost)] == [1, 1]
    assert ["problem 1<" in won.hovertext[0], "problem 2<" in lost.hovertext[0]] == [True, True]
    bars = flips_figure(comparison, "A", "B").data[0]
    assert [won.marker.color, lost.marker.color] == list(bars.marker.color[1:3]), "a side has one colour"
    assert won.x[0] == pytest.approx(1, abs=0.3)
    assert won.y[0] == pytest.approx(3, abs=0.3)
    assert "&lt;b&gt;7 after 3 latent steps" in won.hovertext[0]
    same = compare_sets([made_row()], [made_row()])
    assert "there is no flip" in annotations(flip_steps_figure(same, "A", "B")).replace("<br>", " ")


def test_losses_show_what_was_undone_and_where_the_run_went_back(log):
    figure = losses_figure(log)
    undone, loss, policy = figure.data
    assert (list(undone.x), list(undone.y), undone.line.color) == ([6], [9.0], palette.CLOUD)
    assert (loss.name, list(loss.x), list(loss.y)) == ("all together", [2, 4], [3.0, 2.0])
    assert policy.name == "policy"
    assert figure.layout.yaxis.type == "linear"
    assert [shape.x0 for shape in figure.layout.shapes] == [4]
    (mark,) = figure.layout.annotations
    assert mark.hovertext == "step 6: &lt;loss&gt; is nan"
    positive = TrainingLog(({"step": 1, "loss": 2.0},), (), ())
    assert losses_figure(positive).layout.yaxis.type == "log"


def test_the_recorder_draws_what_the_log_holds(log):
    assert [data.name for data in accuracy_figure(log).data] == ["this run", "rollouts"]
    of_sources = TrainingLog(({"step": 1, "accuracy_own": 0.5, "accuracy_latent_fixed_mawps": 0.5},), (), ())
    assert [data.name for data in accuracy_figure(of_sources).data] == ["own", "6 fixed steps, MAWPS"]
    assert [data.name for data in mean_steps_figure(log).data] == ["rollouts", "validation"]
    assert list(kl_figure(log).data[0].y) == [0.1, 0.2]
    assert list(mean_reward_figure(log).data[0].y) == [0.3, 0.5]
    first, second = steps_by_operations_figure(log).data
    assert (first.name, list(first.y), list(second.y)) == ("1 op.", [1.0], [2.0])
    halts = halts_figure(log)
    base, ridge = halts.data
    np.testing.assert_allclose((ridge.y - base.y) / RIDGE_HEIGHT, [0, 0.25, 0.75, 0, 0])
    told = [text.rpartition(": ")[2] for text in ridge.hovertext[1:-1]]
    assert told == [
        "25.0 % halt after 0 latent steps",
        "75.0 % halt after 1 latent step",
        "0.0 % halt after 2 latent steps",
    ]
    assert list(halts.layout.xaxis.ticktext) == ["0", "1", "2"]


def test_ridges_are_few_and_the_last_validation_stands_in_front():
    rows = tuple({"step": 10 * i, "halts": [i, 40 - i]} for i in range(40))
    halts = halts_figure(TrainingLog(rows, (), ()))
    ridges = halts.data[1::2]
    assert len(ridges) == MAX_RIDGES
    assert [ridge.name for ridge in (ridges[0], ridges[-1])] == ["optimiser step 0", "optimiser step 390"]
    assert (halts.data[0].y[0], halts.data[-2].y[0]) == (MAX_RIDGES - 1, 0)
    assert halts.layout.yaxis.ticktext[0] == "390"


def test_a_log_without_a_number_says_so():
    empty = TrainingLog(({"step": 1, "loss": 1.0},), (), ())
    for draw in (kl_figure, steps_by_operations_figure, halts_figure):
        assert "does not hold that" in annotations(draw(empty)).replace("<br>", " ")


def test_a_probe_shows_each_point_of_the_training(history):
    heatmap, halts = probe_figure(history, problem=0).data
    np.testing.assert_allclose(heatmap.z, history.p_stop[:, 0])
    assert (list(halts.x), list(halts.y)) == ([2, 0], [0, 1])
    assert "would answer &lt;b&gt;7" in heatmap.hovertext[0][2]
    assert list(probe_figure(history).layout.yaxis.ticktext) == ["0", "1,000"]


def test_a_probes_path_moves_on_axes_that_stay(history):
    start, end = (probe_path_figure(history, 1, point) for point in (0, 1))
    assert start.layout.xaxis.range == end.layout.xaxis.range
    assert start.layout.yaxis.range == end.layout.yaxis.range
    assert len(start.data) == 1, "at the start there is no path before"
    before, now = end.data
    assert (before.name, now.name) == ("optimiser step 0", "optimiser step 1,000")
    assert list(before.x) == pytest.approx(list(start.data[0].x))
    assert list(now.marker.symbol) == ["circle", "octagon", "circle"]
    assert list(now.text) == ["S", "1", ""]


def test_rollouts_are_sorted_by_length_and_marked(group):
    figure = advantages_figure(group)
    (bars,) = figure.data
    assert list(bars.y) == pytest.approx([0.7, -0.2, -1.4, 0.9])
    assert list(bars.marker.color) == [palette.RIGHT, palette.WRONG, palette.WRONG, palette.RIGHT]
    assert list(figure.layout.xaxis.ticktext) == ["1✓", "2✗", "3✗", "6✓"]
    assert "reward 0.950000" in bars.hovertext[0]


def test_the_lesson_of_a_group(group):
    assert lesson(group).startswith("Longer right thoughts are made likelier, because too few rollouts are right")
    n = np.ones(2, dtype=bool)
    shorter = RewardGroup(n, np.array([1, 4]), np.ones(2), np.array([0.7, -0.7]))
    assert lesson(shorter).startswith("Shorter right thoughts are made likelier, because every rollout is right")
    equal = RewardGroup(n, np.array([3, 3]), np.ones(2), np.zeros(2))
    assert "teaches nothing" in lesson(equal)
    wrong = RewardGroup(~n, np.array([3, 3]), np.array([0, 0]), np.array([0.7, -0.7]))
    assert "No rollout is right" in lesson(wrong)
    mixed = RewardGroup(np.array([True, False]), np.array([3, 5]), np.array([1, 0]), np.array([0.7, -0.7]))
    assert "nothing about length" in lesson(mixed)


def test_stress_draws_answers_against_arithmetic():
    rows = [made_row(1), made_row(2, answers=("0", "8", "0"), gold=9.0), made_row(3, gold=None)]
    figure = stress_figure([10, 11, 12], rows)
    assert list(trace_named(figure, "right answer").y) == [7.0, 9.0]
    assert (list(trace_named(figure, "right").x), list(trace_named(figure, "wrong").x)) == ([10], [11])
    assert list(trace_named(figure, "right answer unknown").y) == [7.0]
    assert "right is 9" in trace_named(figure, "wrong").hovertext[0]
    assert list(figure.data[-1].y) == [1, 1, 1]
    assert (figure.layout.yaxis.title.text, figure.layout.yaxis2.title.text) == ("answer", "latent steps k")
    large = stress_figure([10], [made_row(1, gold=12_345_678.0)])
    assert "right is 12345678<br>after 1 latent step" in trace_named(large, "wrong").hovertext[0]
    with pytest.raises(ValueError, match="2 values, 1 answered"):
        stress_figure([1, 2], rows[:1])


def test_an_edit_is_drawn_up_to_each_halt():
    p_stop = np.array([[0.1, 0.6, 0.9], [0.1, 0.2, 0.7], [0.1, 0.5, 0.8]])
    figure = edit_figure(p_stop, np.array([1, 2, 1]), ("7", ANSWER, "7"), step=1)
    before, after, noise = figure.data
    assert [len(data.x) for data in figure.data] == [2, 3, 2]
    assert (before.name, after.name) == ("before: 7", "after: &lt;b&gt;7")
    assert noise.line.dash == "dash"
    assert (figure.layout.shapes[0].x0, figure.layout.shapes[0].x1) == (0.7, 1.3)
    assert len(edit_figure(p_stop[:2], np.array([1, 2]), ("7", "8"), step=1).data) == 2


def test_without_data_a_sentence_of_the_same_height_stands_there(comparison, log, history, group):
    pairs = [
        (step_histogram_figure(None), step_histogram_figure(step_histogram(STEPS, OPERATIONS, 3))),
        (
            steps_against_operations_figure(np.zeros(0), np.zeros(0), rank_correlation([], [])),
            steps_against_operations_figure(STEPS, OPERATIONS, rank_correlation(STEPS, OPERATIONS)),
        ),
        (accuracy_by_steps_figure(()), accuracy_by_steps_figure(accuracy_by_steps(STEPS, RIGHT, OPERATIONS, 3))),
        (calibration_figure(None, "p"), calibration_figure(calibration([0.5], [True]), "p")),
        (front_figure(()), front_figure(PUBLISHED_POINTS)),
        (accuracy_by_source_figure({}), accuracy_by_source_figure({"generated": PUBLISHED_POINTS[:1]})),
        (flips_figure(None, "a", "b"), flips_figure(comparison, "a", "b")),
        (flip_steps_figure(None, "a", "b"), flip_steps_figure(comparison, "a", "b")),
        *((draw(None), draw(log)) for draw in (losses_figure, accuracy_figure, kl_figure, mean_steps_figure)),
        *((draw(None), draw(log)) for draw in (steps_by_operations_figure, halts_figure, mean_reward_figure)),
        (probe_figure(None), probe_figure(history)),
        (probe_path_figure(None, 0, 0), probe_path_figure(history, 0, 0)),
        (advantages_figure(None), advantages_figure(group)),
        (stress_figure((), ()), stress_figure([1], [made_row()])),
        (edit_figure(np.zeros((0, 3)), np.zeros(0), (), 1), edit_figure(np.ones((2, 3)), np.ones(2), ("1", "2"), 1)),
    ]
    for empty, full in pairs:
        assert len(empty.data) == 0
        assert annotations(empty).endswith(".")
        assert empty.layout.height == full.layout.height > 0
        assert empty.layout.uirevision == full.layout.uirevision
        for figure in (empty, full):
            assert figure.layout.template.layout.font.color == palette.FOREGROUND
        assert len(full.data) > 0
        assert full.layout.xaxis.title.text
        assert full.layout.yaxis.title.text
