"""Edits of latent steps against slow twins that feed every step by hand, and their controls."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from latentviz.analysis.intervention_reports import changed_answers, edit_controls
from latentviz.analysis.interventions import (
    Edit,
    Outcomes,
    Trial,
    edit_question,
    plain_thoughts,
    run_trials,
    with_transplants,
)
from latentviz.model.generation import StopRule, decode_latent, encode_questions, write_answer
from latentviz.model.modeling import copy_cache

QUESTION = "Tom has 12 apples and buys 7 more. How many apples does he have?"
TWIN = "Tom has 15 apples and buys 7 more. How many apples does he have?"
OTHERS = ("A class has 30 students and 12 are girls. How many are boys?", "What is 9 minus 5?", "Ann reads 6 pages.")
K = 4
FORCED = StopRule(fixed_k=K)


@torch.inference_mode()
def by_hand(lively, question, n_steps, fed=None):
    """Hidden states, (n_steps + 1, hidden_size), and answer of one thought alone, with given inputs at some steps."""
    model, tokenizer = lively
    state = model.begin_thought(model.prefill(*encode_questions(model, tokenizer, [question])))
    hidden = [state.hidden[0]]
    for step in range(1, n_steps + 1):
        vector = (fed or {}).get(step)
        inputs = model.latent_embedding(state.hidden) if vector is None else vector.unsqueeze(0)
        state, _, _ = model.extend(state, inputs.unsqueeze(1))
        hidden.append(state.hidden[0])
    return torch.stack(hidden), write_answer(model, tokenizer, state).texts[0]


@torch.inference_mode()
def inputs_of(lively, question, n_steps=K):
    """Latent inputs of the steps 1 .. n_steps + 1, (n_steps + 1, hidden_size), of the thought as it is."""
    return lively[0].latent_embedding(by_hand(lively, question, n_steps)[0])


def test_without_an_edit_it_is_decoding(lively):
    model, tokenizer = lively
    questions = [QUESTION, *OTHERS]
    for rule in (FORCED, StopRule(0.5), StopRule(0.9), StopRule(1.0)):
        outcomes = run_trials(model, tokenizer, questions, [Trial(i) for i in range(len(questions))], rule)
        decoded = decode_latent(model, tokenizer, questions, rule)
        assert outcomes.answers == tuple(row.answer_text for row in decoded)
        assert outcomes.n_latent_steps.tolist() == [row.n_latent_steps for row in decoded]
        for p_stop, row in zip(outcomes.p_stop, decoded, strict=True):
            assert p_stop[: row.n_latent_steps + 1] == pytest.approx(row.p_stop, abs=1e-4)


def edits_by_hand(lively):
    """Each kind of edit at step 2 with the inputs that it must feed, and how many steps there are then."""
    own, donor = inputs_of(lively, QUESTION), inputs_of(lively, TWIN)
    mean = torch.stack([inputs_of(lively, text)[1] for text in (TWIN, *OTHERS)]).mean(0)
    return {
        Edit("zero", 2): ({2: torch.zeros_like(own[1])}, K),
        Edit("mean", 2): ({2: mean}, K),
        Edit("noise", 2, size=0.0): ({2: own[1]}, K),
        Edit("swap", 2): ({2: own[2], 3: own[1]}, K),
        Edit("copy", 2): ({2: donor[1]}, K),
        Edit("interpolate", 2, size=0.25): ({2: 0.75 * own[1] + 0.25 * donor[1]}, K),
        Edit("repeat", 2): ({2: own[1], 3: own[1]}, K + 1),
        Edit("remove", 2): ({2: own[2]}, K - 1),
        Edit("repeat", K): ({K: own[K - 1], K + 1: own[K - 1]}, K + 1),
        Edit("remove", K): ({}, K - 1),
    }


def test_every_edit_equals_its_slow_twin(lively):
    expected = edits_by_hand(lively)
    outcomes = edit_question(*lively, QUESTION, list(expected), FORCED, TWIN, OTHERS)
    plain_hidden, plain_answer = by_hand(lively, QUESTION, K)
    assert outcomes.answers[0] == plain_answer
    np.testing.assert_allclose(outcomes.hidden[0, : K + 1], plain_hidden, atol=1e-4)
    for row, (edit, (fed, n_steps)) in enumerate(expected.items(), 1):
        hidden, answer = by_hand(lively, QUESTION, n_steps, fed)
        assert outcomes.n_latent_steps[row] == n_steps
        assert outcomes.answers[row] == answer, edit
        np.testing.assert_allclose(outcomes.hidden[row, : n_steps + 1], hidden, atol=1e-3)


def test_a_batch_of_edits_equals_one_edit_at_a_time(lively):
    edits = [Edit("noise", 1, size=2.0, seed=3), Edit("zero", 3), Edit("noise", 1, size=2.0, seed=4)]
    together = edit_question(*lively, QUESTION, edits, StopRule(0.6))
    for row, edit in enumerate(edits, 1):
        alone = edit_question(*lively, QUESTION, [edit], StopRule(0.6))
        np.testing.assert_allclose(together.hidden[row], alone.hidden[1], atol=1e-3)
        assert together.answers[row] == alone.answers[1]
    assert not np.allclose(together.hidden[1], together.hidden[3], atol=1e-3)


def test_noise_has_the_size_that_was_asked_for(lively):
    own = inputs_of(lively, QUESTION)[1]
    for size in (0.5, 3.0):
        edit = Edit("noise", 2, size=size)
        outcomes = edit_question(*lively, QUESTION, [edit], FORCED)
        generator = torch.Generator().manual_seed(0)
        direction = torch.randn(own.shape, generator=generator)
        noisy = own + size * own.norm() * direction / direction.norm()
        np.testing.assert_allclose(outcomes.hidden[1, : K + 1], by_hand(lively, QUESTION, K, {2: noisy})[0], atol=1e-3)


def test_an_edit_past_the_halt_cannot_change_the_answer(lively):
    p_stop = edit_question(*lively, QUESTION, [], StopRule(1.0)).p_stop[0]
    halt = int(p_stop[:-1].argmax())
    # Between the two, as batches of other sizes round P(stop) otherwise.
    threshold = float(p_stop[halt] + p_stop[:halt].max(initial=0.0)) / 2
    after = edit_question(*lively, QUESTION, [Edit("zero", halt + 1)], StopRule(threshold))
    assert after.answers[0] == after.answers[1]
    assert after.n_latent_steps.tolist() == [halt, halt]


@pytest.mark.parametrize("step", [0, 2])
@torch.inference_mode()
def test_a_transplant_equals_its_slow_twin(lively, step):
    model, tokenizer = lively
    states = []
    for question in (QUESTION, TWIN):
        state = model.begin_thought(model.prefill(*encode_questions(model, tokenizer, [question])))
        for _ in range(step):
            state = model.think_step(state)
        states.append(state)
    own, donor = states
    cache = copy_cache(own.cache)
    for layer, source in zip(cache.layers, donor.cache.layers, strict=True):
        layer.keys = torch.cat([layer.keys[:, :, :-1], source.keys[:, :, -1:]], 2)
        layer.values = torch.cat([layer.values[:, :, :-1], source.values[:, :, -1:]], 2)
    state = type(own)(cache, own.attention_mask, own.next_position, donor.hidden)
    for _ in range(K - step):
        state = model.think_step(state)
    outcomes = edit_question(model, tokenizer, QUESTION, [Edit("transplant", step)], FORCED, TWIN, OTHERS)
    np.testing.assert_allclose(outcomes.hidden[1, K], state.hidden[0], atol=1e-3)
    np.testing.assert_allclose(outcomes.hidden[1, step], donor.hidden[0], atol=1e-4)
    assert outcomes.answers[1] == write_answer(model, tokenizer, state).texts[0]
    assert not np.allclose(outcomes.hidden[1, K], outcomes.hidden[0, K], atol=1e-3)


def test_a_transplant_from_itself_changes_nothing(lively):
    trials = [Trial(0), Trial(0, Edit("transplant", 2), donor=0)]
    outcomes = run_trials(*lively, [QUESTION, *OTHERS], trials, FORCED)
    np.testing.assert_allclose(outcomes.hidden[1], outcomes.hidden[0], atol=1e-4)


def test_a_placebo_is_as_large_as_the_change(lively):
    plain = plain_thoughts(*lively, [QUESTION, TWIN], K)
    change = (plain.inputs[1, 1] - plain.inputs[0, 1]).norm()
    direction = torch.randn(plain.inputs.shape[-1], generator=torch.Generator().manual_seed(1))
    noisy = plain.inputs[0, 1] + change * direction / direction.norm()
    trial = Trial(0, Edit("copy", 2), donor=1, placebo=True)
    outcomes = run_trials(*lively, [QUESTION, TWIN], [trial], FORCED)
    hidden, answer = by_hand(lively, QUESTION, K, {2: noisy})
    np.testing.assert_allclose(outcomes.hidden[0], hidden, atol=1e-3)
    assert outcomes.answers[0] == answer


@pytest.mark.parametrize("step", [0, 2])
def test_the_placebo_of_a_transplant_is_as_large_in_every_layer(lively, step):
    trial = Trial(0, Edit("transplant", step), donor=1)
    plain = plain_thoughts(*lively, [QUESTION, TWIN], K)
    slot = plain.start.n_slots + step - 1
    (whole,), (noisy,) = (
        [with_transplants(plain.end.select(torch.tensor([0])), plain, [made], step)]
        for made in (trial, replace(trial, placebo=True))
    )
    own = plain.end.select(torch.tensor([0]))
    for before, copied, noise in zip(own.cache.layers, whole.cache.layers, noisy.cache.layers, strict=True):
        for name in ("keys", "values"):
            change = (getattr(copied, name) - getattr(before, name))[:, :, slot]
            placebo = (getattr(noise, name) - getattr(before, name))[:, :, slot]
            torch.testing.assert_close(placebo.norm(), change.norm())
            others = torch.arange(before.keys.shape[2]) != slot
            torch.testing.assert_close(getattr(noise, name)[:, :, others], getattr(before, name)[:, :, others])
    assert not torch.allclose(noisy.hidden, whole.hidden, atol=1e-3)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"kind": "melt", "step": 1}, "kind is 'melt'"),
        ({"kind": "zero", "step": 0}, "step is 0; the steps of zero are counted from 1"),
        ({"kind": "transplant", "step": -1}, "counted from 0"),
        ({"kind": "noise", "step": 1, "size": -1.0}, "size is -1.0"),
        ({"kind": "interpolate", "step": 1, "size": 1.5}, "at most 1 to interpolate"),
    ],
)
def test_an_edit_out_of_range_is_refused(values, message):
    with pytest.raises(ValueError, match=message):
        Edit(**values)


def test_what_an_edit_lacks_is_said(lively):
    with pytest.raises(ValueError, match="copy needs a donor"):
        edit_question(*lively, QUESTION, [Edit("copy", 1)], FORCED)
    with pytest.raises(ValueError, match="zero at step 5 needs 5 latent steps; the thought has 4"):
        edit_question(*lively, QUESTION, [Edit("zero", 5)], FORCED)
    with pytest.raises(ValueError, match="swap at step 4 needs 5"):
        edit_question(*lively, QUESTION, [Edit("swap", 4)], FORCED)
    with pytest.raises(ValueError, match="mean needs other questions"):
        edit_question(*lively, QUESTION, [Edit("mean", 1)], FORCED)
    with pytest.raises(ValueError, match="as many tokens"):
        edit_question(*lively, QUESTION, [Edit("transplant", 1)], FORCED, donor=OTHERS[1])


def test_answers_that_are_no_number_are_nan():
    outcomes = Outcomes(np.zeros((3, 1)), np.zeros((3, 1, 2)), np.zeros(3), ("7", "x", "1,000"), np.zeros(3))
    np.testing.assert_array_equal(outcomes.numbers, [7, np.nan, 1000])


def test_controls_count_what_each_question_alone_gives(lively):
    questions = [QUESTION, TWIN, *OTHERS]
    edit = Edit("zero", 1)
    controls = edit_controls(*lively, questions, edit, FORCED)
    alone = [edit_question(*lively, question, [edit], FORCED).answers for question in questions]
    assert controls.changed.n_hits == sum(before != after for before, after in alone)
    assert (controls.changed.n, controls.changed_by_noise.n, controls.n_reached) == (5, 5, 5)


def test_an_edit_without_effect_changes_no_control(lively):
    controls = edit_controls(*lively, [QUESTION, *OTHERS], Edit("noise", 2, size=0.0), FORCED)
    assert (controls.changed.n_hits, controls.changed_by_noise.n_hits, controls.test.p_value) == (0, 0, 1.0)


def test_controls_that_make_no_sense_are_refused(lively):
    with pytest.raises(ValueError, match="1 control questions"):
        edit_controls(*lively, [QUESTION], Edit("zero", 1), FORCED)
    with pytest.raises(ValueError, match="transplant takes the step of a twin"):
        edit_controls(*lively, [QUESTION, TWIN], Edit("transplant", 1), FORCED)


def test_changed_answers_by_hand():
    answers = ("1", "2", "3", "1", "5", "3", "9", "2", "x")
    outcomes = Outcomes(np.zeros((9, 1)), np.zeros((9, 1, 2)), np.zeros(9), answers, np.zeros(9))
    assert changed_answers(outcomes, 3).tolist() == [[False, True, False], [True, False, True]]
