"""Statistics and records over sets of problems: proportions, fronts, accuracy by steps, comparisons, halt groups."""

import numpy as np
import pytest
from sample_records import made_row

from latentviz.analysis import pareto
from latentviz.analysis.comparison import compare_sets
from latentviz.analysis.halt_groups import halt_groups
from latentviz.analysis.pareto import (
    CHAIN,
    FIXED,
    HEAD,
    PUBLISHED,
    PUBLISHED_POINTS,
    RULE,
    on_front,
    points_by_source,
    points_of_evaluation,
    points_of_rows,
)
from latentviz.analysis.set_statistics import SetStatistics
from latentviz.records.answered import AnsweredArrays
from latentviz.stats import Proportion, accuracy_by_steps, pareto_front, proportion, wilson_interval


def test_a_proportion_by_hand():
    assert proportion(np.array([True, False, True, True])) == Proportion(3, 4, 0.75, wilson_interval(3, 4))
    assert proportion(np.zeros(0, dtype=bool)) == Proportion(0, 0, None, (0.0, 1.0))


def test_the_front_holds_what_nothing_beats():
    #        cheap bad | dear good | dear bad | as cheap, worse | equal twin of the first
    cost = np.array([1.0, 5.0, 5.0, 1.0, 1.0])
    value = np.array([0.4, 0.9, 0.8, 0.3, 0.4])
    assert pareto_front(cost, value).tolist() == [True, True, False, False, True]
    assert pareto_front(np.zeros(0), np.zeros(0)).tolist() == []
    assert pareto_front(np.array([3.0]), np.array([0.0])).tolist() == [True]


def test_a_front_agrees_with_a_sweep():
    rng = np.random.default_rng(0)
    cost, value = rng.integers(0, 8, 60), rng.integers(0, 8, 60)
    best = [
        all(not (c <= a and v >= b and (c, v) != (a, b)) for c, v in zip(cost, value, strict=True))
        for a, b in zip(cost, value, strict=True)
    ]
    assert pareto_front(cost, value).tolist() == best


def test_a_front_of_nonsense_is_refused():
    with pytest.raises(ValueError, match="cost has 2 points, value has 1"):
        pareto_front(np.zeros(2), np.zeros(1))
    with pytest.raises(ValueError, match="not finite"):
        pareto_front(np.array([np.nan]), np.zeros(1))


def test_accuracy_by_steps_by_hand():
    groups = accuracy_by_steps([0, 2, 2, 2], [False, True, True, False], [1, 2, 3, 4], cap=3)
    assert [group.n_latent_steps for group in groups] == [0, 1, 2, 3]
    assert [(group.right.n_hits, group.right.n) for group in groups] == [(0, 1), (0, 0), (2, 3), (0, 0)]
    assert [group.mean_n_operations for group in groups] == [1.0, None, 3.0, None]
    assert groups[2].right.interval == wilson_interval(2, 3)


@pytest.mark.parametrize(
    ("steps", "right", "message"),
    [([1], [], "1 numbers of steps, 0 answers"), ([4], [True], r"4\.\.4, outside 0\.\.3")],
)
def test_accuracy_by_steps_refuses_what_does_not_fit(steps, right, message):
    with pytest.raises(ValueError, match=message):
        accuracy_by_steps(steps, right, [1], cap=3)


def two_sets():
    """First right, second right: both, first only, first only, second only, neither; and one that nobody knows."""
    outcomes = [("7", "7"), ("7", "0"), ("7", "x"), ("0", "7"), ("1", "2")]
    first = [made_row(i, 1, ("0", a, "0"), question=f"q{i}") for i, (a, _) in enumerate(outcomes, 1)]
    second = [made_row(i, 2, ("0", "0", b), question=f"q{i}") for i, (_, b) in enumerate(outcomes, 1)]
    return [*first, made_row(6, gold=None, question="q6")], [*second, made_row(6, gold=None, question="q6")]


def test_a_comparison_by_hand():
    comparison = compare_sets(*two_sets())
    assert (comparison.n, comparison.n_both, comparison.n_neither) == (5, 1, 1)
    assert (comparison.first.n_hits, comparison.second.n_hits) == (3, 2)
    assert comparison.difference == pytest.approx(0.2)
    assert (comparison.test.n_first_only, comparison.test.n_second_only, comparison.test.p_value) == (2, 1, 1.0)
    low, high = comparison.interval
    assert low <= 0.2 <= high
    assert (comparison.mean_steps_first, comparison.mean_steps_second, comparison.steps_interval) == (1, 2, (-1, -1))
    assert [(flip.first.number, flip.won) for flip in comparison.flips] == [(2, True), (3, True), (4, False)]
    shown = comparison.flips[2].table_row()
    assert (shown["solved by"], shown["first answers"], shown["second answers"]) == ("second", "0", "7")


def test_different_problems_are_not_compared():
    first, second = two_sets()
    with pytest.raises(ValueError, match="ran 6 problems, the second 5"):
        compare_sets(first, second[:5])
    with pytest.raises(ValueError, match="problem 1 of the first is not problem 2"):
        compare_sets(first[:1], second[1:2])
    with pytest.raises(ValueError, match="no problem with a known answer"):
        compare_sets(first[5:], second[5:])


def test_statistics_of_a_set_by_hand():
    rows = [made_row(halts=halts, n_operations=n) for halts, n in ((1, 1), (2, 2), (0, 3))]
    rows += [made_row(halts=2, n_operations=0, gold=None, cut=(False, False, True))]
    found = SetStatistics.of(rows)
    assert (found.n, found.n_cut, found.mean_latent_steps, found.mean_counted_tokens) == (4, 1, 1.25, 3.25)
    assert (found.right.n_hits, found.right.n) == (2, 3)
    assert found.histogram.counts == (1, 1, 2)
    assert (found.spearman.n, found.spearman.rho) == (3, pytest.approx(-0.5))
    assert [(group.right.n_hits, group.right.n) for group in found.accuracy_by_steps] == [(0, 1), (1, 1), (1, 1)]
    values = found.to_dict()
    assert list(values) == ["n", "right", "mean_latent_steps", "mean_counted_tokens", "n_cut", "halting"]
    assert {"counts", "collapsed", "spearman", "accuracy_by_steps"} < set(values["halting"])


def test_columns_leave_unknown_answers_out():
    arrays = AnsweredArrays.of(two_sets()[0])
    assert arrays.right.tolist() == [True, True, True, False, False]
    assert arrays.n_latent_steps.tolist() == [1] * 5
    assert arrays.p_stop.tolist() == [0.6] * 5
    assert len(AnsweredArrays.of(()).right) == 0


def test_points_of_a_run_by_hand(monkeypatch):
    monkeypatch.setattr(pareto, "THRESHOLDS", (0.5, 0.95))
    rows = [made_row(1), made_row(2, answers=("7", "0", "0")), made_row(3, gold=None)]
    points = {point.name: point for point in points_of_rows(rows)}
    assert [(p.group, p.accuracy, p.mean_counted_tokens) for p in points.values()] == [
        (HEAD, 0.5, 3.0),
        (HEAD, 0.5, 4.0),
        (FIXED, 0.5, 2.0),
        (FIXED, 0.5, 3.0),
        (FIXED, 0.5, 4.0),
    ]
    assert points["k = 0"].interval == wilson_interval(1, 2)
    with pytest.raises(ValueError, match="no problem with a known answer"):
        points_of_rows(rows[2:])


def result(mode, fixed_k, accuracy, tokens, n=100):
    """One result of an `eval.json`."""
    interval = [accuracy - 0.1, accuracy + 0.1]
    fields = {"accuracy": accuracy, "interval": interval, "mean_counted_tokens": tokens, "n": n}
    return {"mode": mode, "fixed_k": fixed_k, **fields}


def test_points_of_an_evaluation():
    evaluation = {
        "results": {
            "chain of thought": result("cot", None, 0.9, 20.0),
            "latent, stop head": result("latent", None, 0.8, 5.0),
            "no thinking (k = 0)": result("none", None, 0.2, 2.0),
            "latent, k = 6": result("latent", 6, 0.7, 8.0),
        },
        "stop_rules": {"checkpoint": "tiny-sft", "rules": {"kl": {"result": result("latent", None, 0.75, 6.0)}}},
    }
    points = points_of_evaluation(evaluation)
    assert [point.group for point in points] == [CHAIN, HEAD, FIXED, FIXED, RULE]
    assert points[1].interval == pytest.approx((0.7, 0.9))
    assert "on tiny-sft" in points[4].note
    assert on_front(points).tolist() == [True, True, True, False, False]
    assert [point.group for point in points_of_evaluation({"results": {}})] == []


def test_points_of_each_source_are_of_the_same_ways():
    generated = {"latent, stop head": result("latent", None, 0.8, 5.0), "latent, k = 1": result("latent", 1, 0.5, 3.0)}
    texts = {"latent, stop head": result("latent", None, 0.3, 5.0, n=20)}
    found = points_by_source({"results": generated, "real": {"mawps": {"results": texts}, "empty": {"n_inside": 0}}})
    assert {source: [point.accuracy for point in points] for source, points in found.items()} == {
        "generated": [0.8],
        "mawps": [0.3],
    }
    assert found["mawps"][0].note == "20 problems"
    assert points_by_source({"results": generated}) == points_by_source({}) == {}


def test_published_points_are_labelled_and_take_no_part_in_the_front():
    assert {point.group for point in PUBLISHED_POINTS} == {PUBLISHED}
    assert all("authors' own counts, another model and data" in point.note for point in PUBLISHED_POINTS)
    paper = {point.name: (point.accuracy, point.mean_counted_tokens) for point in PUBLISHED_POINTS}
    assert paper["Latent-6 (SFT)"] == (0.4973, 8.0)
    assert paper["Latent-6 + RL"] == (0.5011, 3.765)
    ours = points_of_rows([made_row(answers=("0", "0", "7"))])
    front = on_front((*PUBLISHED_POINTS, *ours))
    assert not front[: len(PUBLISHED_POINTS)].any()
    assert front[len(PUBLISHED_POINTS) :].any()


def test_early_and_late_halts_are_told_apart():
    rows = [made_row(i, halts=0, n_operations=1, question="1 2") for i in range(3)]
    rows += [made_row(i, halts=1, n_operations=2, question="a 1 2") for i in range(3, 9)]
    rows += [made_row(i, halts=2, n_operations=4, question="a b 1 2 3", gold=None) for i in range(9, 12)]
    early, middle, late = halt_groups(rows)
    assert [(group.name, group.n, group.fewest_steps, group.most_steps) for group in (early, middle, late)] == [
        ("early", 3, 0, 0),
        ("middle", 6, 1, 1),
        ("late", 3, 2, 2),
    ]
    assert (early.right.n_hits, early.right.n, middle.right.n_hits, late.right.n) == (0, 3, 6, 0)
    assert (late.mean_n_operations, late.mean_n_words, late.mean_n_numbers) == (4, 5, 3)
    assert len(middle.examples) == 5


def test_thoughts_of_one_length_are_neither_early_nor_late():
    (group,) = halt_groups([made_row(i) for i in range(4)])
    assert (group.name, group.n) == ("middle", 4)
    assert halt_groups([]) == ()
