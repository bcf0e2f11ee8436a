"""Training-free stop rules: their quantities and costs by hand, and one recorded thought against decoding."""

from math import log
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from lively import CAP, QUESTIONS, untrained

from latentviz.analysis import early_exit
from latentviz.analysis.early_exit import (
    QUANTITIES,
    ChangeRule,
    FullThought,
    decode_by_change,
    fit_rule,
    latent_changes,
    record_thoughts,
)
from latentviz.model.generation import StopRule, decode_latent
from latentviz.records.halting import halting_steps


@pytest.fixture(scope="module")
def lively():
    return untrained(0.3)


@pytest.fixture(scope="module")
def steady():
    return untrained(0.1)


def thought(**values):
    defaults = {
        "p_stop": np.array([0.1, 0.6, 0.4, 0.9]),
        "changes": {"kl": np.array([0.5, 0.1, 0.2]), "answer": np.array([1.0, 0.0, 1.0])},
        "answers": ("1", "7", "7", "9"),
        "p_answers": np.array([0.1, 0.2, 0.3, 0.4]),
        "n_answer_tokens": np.array([2, 3, 2, 4]),
        "was_cut": np.array([False, True, False, False]),
    }
    return FullThought(**defaults | values)


def test_changes_by_hand():
    even, uneven = [0.5, 0.5], [0.75, 0.25]
    hidden = torch.tensor([[even, uneven, uneven]])
    changes = latent_changes(SimpleNamespace(token_logits=torch.log), hidden)
    # H(even) = log 2, H(uneven) = log 4 - 3/4 log 3
    assert changes["entropy"][0].tolist() == pytest.approx([0.75 * log(3) - log(2), 0], abs=1e-6)
    assert changes["kl"][0].tolist() == pytest.approx([0.75 * log(1.5) + 0.25 * log(0.5), 0], abs=1e-6)
    # dot product 1/2, lengths sqrt(1/2) and sqrt(5/8)
    assert changes["cosine"][0].tolist() == pytest.approx([1 - 2 / np.sqrt(5), 0], abs=1e-6)


def test_a_rule_halts_at_the_first_small_change_or_at_the_cap():
    changes = np.array([[0.5, 0.1, 0.3], [0.5, 0.4, 0.3], [0.0, 0.0, 0.0]])
    assert halting_steps(changes, 0.1).tolist() == [2, 3, 1]
    assert halting_steps(changes, 0.3).tolist() == [2, 3, 1]
    assert halting_steps(changes, 0.4).tolist() == [2, 2, 1]


def test_a_recorded_thought_costs_what_decoding_would():
    # question and START, k latent steps, the tokens of that one answer
    at_two = thought().decoded(threshold=0.5, fixed_k=2)
    assert (at_two.answer_text, at_two.n_latent_steps, at_two.n_counted_tokens) == ("7", 2, 4)
    assert (at_two.n_forward_passes, at_two.stopped, at_two.p_stop) == (2 + 2 + 2, False, [0.1, 0.6, 0.4])
    by_head = thought().decoded(threshold=0.5)
    assert (by_head.n_latent_steps, by_head.n_forward_passes, by_head.stopped) == (1, 2 + 1 + 3, True)
    assert (at_two.was_cut, by_head.was_cut) == (False, True)
    at_cap = thought().decoded(threshold=0.95)
    assert (at_cap.n_latent_steps, at_cap.stopped) == (3, False)


def test_a_rule_that_writes_answers_pays_for_them():
    by_kl = ChangeRule("kl", 0.1).decoded(thought())
    by_answer = ChangeRule("answer", 0.0).decoded(thought())
    assert (by_kl.n_latent_steps, by_kl.n_forward_passes) == (2, 2 + 2 + 2)
    # the answers after 0 and 1 steps, 2 + 3 tokens, were written only to see whether they stay
    assert (by_answer.n_latent_steps, by_answer.n_forward_passes) == (2, 2 + 2 + 2 + 5)


def four_thoughts():
    kl = [[0.1, 0.1, 0.1], [0.5, 0.1, 0.1], [0.9, 0.5, 0.1], [0.9, 0.9, 0.9]]
    right = np.array([[0, 1, 1, 1], [0, 0, 1, 1], [0, 0, 0, 1], [0, 0, 0, 0]], dtype=bool)
    return [thought(changes={"kl": np.array(row)}) for row in kl], right


def test_the_threshold_with_the_fewest_steps_that_keeps_the_accuracy(monkeypatch):
    # 0.1 halts after 1, 2, 3, 3 steps, three right as at k = 3; 0.5 after 1, 1, 2, 3 and 0.9 after 1, one right
    fitted = fit_rule("kl", *four_thoughts(), fixed_k=3)
    assert fitted.rule == ChangeRule("kl", 0.1)
    assert (fitted.accuracy, fitted.mean_latent_steps, fitted.within_margin) == (0.75, 2.25, True)
    monkeypatch.setattr(early_exit, "MARGIN", 0.5)
    generous = fit_rule("kl", *four_thoughts(), fixed_k=3)
    assert (generous.rule.threshold, generous.accuracy, generous.mean_latent_steps) == (0.9, 0.25, 1.0)


def test_where_no_threshold_keeps_the_accuracy_it_is_the_most_accurate():
    thoughts, right = four_thoughts()
    right[:, 0] = True
    fitted = fit_rule("kl", thoughts, right, fixed_k=0)
    assert (fitted.rule.threshold, fitted.accuracy, fitted.within_margin) == (0.1, 0.75, False)


def test_a_margin_of_half_a_point_is_inclusive():
    # 200 thoughts: one wrong answer more than at k = 2 is half a point
    thoughts = [thought(changes={"kl": np.array([0.1, 0.0])})] * 200
    right = np.ones((200, 3), dtype=bool)
    right[0, 1] = False
    assert fit_rule("kl", thoughts, right, fixed_k=2).mean_latent_steps == 1.0
    right[1, 1] = False
    assert fit_rule("kl", thoughts, right, fixed_k=2).mean_latent_steps == 2.0


def test_answer_stability_has_no_threshold_to_choose():
    thoughts = [thought(), thought(changes={"answer": np.array([1.0, 1.0, 1.0])})]
    fitted = fit_rule("answer", thoughts, np.ones((2, 4), dtype=bool), fixed_k=3)
    assert (fitted.rule, fitted.mean_latent_steps) == (ChangeRule("answer", 0.0), 2.5)


def test_one_recorded_thought_gives_what_every_stop_decodes(lively):
    recorded = record_thoughts(*lively, QUESTIONS)
    for fixed_k in (None, 0, 2, CAP):
        decoded = decode_latent(*lively, QUESTIONS, StopRule(0.55, fixed_k=fixed_k))
        for full, row in zip(recorded, decoded, strict=True):
            again = full.decoded(0.55, fixed_k)
            assert again.p_stop == pytest.approx(row.p_stop, abs=1e-4)
            for name in ("answer_text", "n_latent_steps", "n_counted_tokens", "n_forward_passes", "stopped", "was_cut"):
                assert getattr(again, name) == getattr(row, name)
    assert len({full.decoded(0.55).n_latent_steps for full in recorded}) > 1


@pytest.mark.parametrize("quantity", QUANTITIES)
def test_a_rule_halts_alike_while_it_thinks_and_on_the_record(lively, steady, quantity):
    model = steady if quantity == "answer" else lively
    recorded = record_thoughts(*model, QUESTIONS)
    values = np.unique([full.changes[quantity] for full in recorded])
    thresholds = (values[1:] + values[:-1]) / 2
    halts = set()
    for threshold in thresholds:
        rule = ChangeRule(quantity, float(threshold))
        for full, row in zip(recorded, decode_by_change(*model, QUESTIONS, rule), strict=True):
            again = rule.decoded(full)
            halts.add(row.n_latent_steps)
            for name in ("answer_text", "n_latent_steps", "n_counted_tokens", "n_forward_passes"):
                assert getattr(again, name) == getattr(row, name)
    assert len(halts) > 1


@pytest.mark.parametrize(("quantity", "threshold"), [("mood", 0.1), ("kl", -0.1), ("kl", float("nan"))])
def test_a_rule_out_of_range_is_refused(quantity, threshold):
    with pytest.raises(ValueError, match="it must be"):
        ChangeRule(quantity, threshold)
