"""Gold results and their controls, stop rules on arrays, thinking verdicts: against values worked out by hand."""

import numpy as np
import pytest
from sample_records import explained_trace, made_trace

from latentviz.records.halting import RuleChanges
from latentviz.records.lens import Controls, LensGrid, Reading, gold_hits
from latentviz.records.thinking import thinking_verdict
from latentviz.records.trace import stop_probability


def reading(*rows: tuple[str, ...]) -> Reading:
    return Reading(rows, np.zeros((len(rows), len(rows[0])), dtype=np.float32))


def controls(shuffled: Reading, untrained: Reading | None, p_by_chance: float) -> Controls:
    return Controls(shuffled, untrained, ("42",), np.array([p_by_chance], dtype=np.float32), 100)


def test_a_gold_result_is_found_with_its_rank():
    latent = reading(("7", " 42", "x"), ("1", "2", "3"))
    (hit,) = gold_hits(latent, controls(reading(("1",), ("2",)), None, 0.01), 0)
    assert (hit.result, hit.rank, hit.control_reads) == ("42", 2, False)
    assert hit.p_by_chance == pytest.approx(0.01)
    assert gold_hits(latent, controls(reading(("1",), ("2",)), None, 0.01), 1) == ()


@pytest.mark.parametrize(
    ("shuffled", "untrained", "p_by_chance"), [("42", "1", 0.0), ("1", "42", 0.0), ("1", "1", 0.05)]
)
def test_each_control_alone_weakens_a_hit(shuffled, untrained, p_by_chance):
    (hit,) = gold_hits(reading(("42",)), controls(reading((shuffled,)), reading((untrained,)), p_by_chance), 0)
    assert hit.control_reads


@pytest.mark.parametrize(
    "make",
    [
        lambda: Reading((("a",),), np.zeros((2, 1))),
        lambda: Reading((("a",), ("b", "c")), np.zeros((2, 1))),
        lambda: Controls(reading(("a",)), None, ("1", "2"), np.zeros(1), 3),
        lambda: LensGrid((((("a",),),),), np.zeros((1, 2, 1)), np.zeros((1, 2)), np.zeros((1, 2))),
        lambda: RuleChanges(("kl",), (), np.zeros((1, 2))),
        lambda: made_trace(n_answer_tokens=np.zeros(2)),
    ],
)
def test_records_of_unequal_length_are_refused(make):
    with pytest.raises(ValueError, match=r"rows|shape|thresholds|tokens"):
        make()


def test_rules_halt_at_the_first_small_change():
    rules = RuleChanges(("kl", "answer"), (0.5, 0.0), np.array([[2, 0.5, 0.1], [1, 1, 1]], dtype=np.float32))
    assert rules.halts() == {"kl": 2, "answer": 3}
    assert RuleChanges(("kl",), (0.5,), np.zeros((1, 0), np.float32)).halts() == {"kl": 0}


@pytest.mark.parametrize(
    ("right_at", "k", "kind", "best_k"),
    [
        ((False, True, True), 1, "just enough", 1),
        ((True, True, True), 0, "just enough", 0),
        ((False, True, True), 2, "over", 1),
        ((False, False, True), 1, "under", 2),
        ((True, False, True), 1, "under", 2),
        ((True, True, False), 2, "lost", 1),
        ((False, False, False), 2, "never", None),
    ],
)
def test_a_thought_is_judged_against_the_best_k(right_at, k, kind, best_k):
    verdict = thinking_verdict(("a", "b", "c"), k, right_at)
    assert (verdict.kind, verdict.best_k) == (kind, best_k)


@pytest.mark.parametrize(
    ("answers", "k", "kind", "best_k"),
    [(("1", "2", "2"), 1, "settled", 1), (("1", "2", "2"), 0, "unsettled", 1), (("2", "1", "2"), 1, "unsettled", 2)],
)
def test_without_gold_an_answer_settles_where_it_no_longer_changes(answers, k, kind, best_k):
    verdict = thinking_verdict(answers, k, None)
    assert (verdict.kind, verdict.best_k) == (kind, best_k)


def test_a_verdict_needs_a_step_of_the_thought():
    with pytest.raises(ValueError, match="k = 3"):
        thinking_verdict(("1", "2", "2"), 3, None)


def test_stop_probability_is_a_tempered_softmax():
    logits = np.array([[0.0, np.log(3)], [200.0, -200.0], [-200.0, 200.0]], dtype=np.float32)
    np.testing.assert_allclose(stop_probability(logits, 1.0), [0.75, 0, 1], atol=1e-6)
    np.testing.assert_allclose(stop_probability(logits, 2.0)[0], np.sqrt(3) / (1 + np.sqrt(3)), rtol=1e-6)


def test_deciding_again_moves_halt_answer_and_cost():
    trace = made_trace()
    early = trace.decided(0.2)
    assert (early.n_latent_steps, early.answer, early.right, early.stopped) == (1, 4.0, False, True)
    assert early.n_forward_passes == 2 + 1 + 2
    assert early.elapsed_s == pytest.approx(0.02 + 0.02)
    forced = trace.decided(0.5, 1.0, 3)
    assert (forced.stopped, forced.fixed_k, forced.answer_text) == (False, 3, "<b>8</b>")
    assert forced.elapsed_s == pytest.approx(0.04 + 0.04)
    at_cap = trace.decided(1.0)
    assert (at_cap.n_latent_steps, at_cap.stopped) == (4, False)
    assert trace.decided(0.5, 1.0).flops == trace.flops < forced.flops


@pytest.mark.parametrize("arguments", [(0.0,), (1.1,), (0.5, 0.0), (0.5, 1.0, 5), (0.5, 1.0, -1)])
def test_a_rule_outside_its_range_is_refused(arguments):
    with pytest.raises(ValueError, match=r"must|recorded"):
        explained_trace().decided(*arguments)
