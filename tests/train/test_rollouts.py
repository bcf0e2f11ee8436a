"""Rollouts on a shared thought equal rollouts that each think alone, and are drawn from the model's distribution."""

from dataclasses import replace

import pytest
import torch

from latentviz.model.generation import encode_questions, prefix_ids
from latentviz.model.modeling import CONTINUE, STOP
from train.loop.optim import shard
from train.rollouts import Uniforms, action_logp, draw_tokens, sample_rollouts

QUESTIONS = ["Tom has 3 apples and gets 4 more. How many?", "What is 9 minus 5?", "Ann reads 6 pages a day for 5 days."]
N_ROLLOUTS, STOP_TEMPERATURE, TOKEN_TEMPERATURE = 5, 1.7, 0.8


@pytest.fixture(scope="module")
def drawn(checkpoint):
    model, tokenizer = checkpoint.model, checkpoint.tokenizer
    questions = encode_questions(model, tokenizer, QUESTIONS)
    draws = Uniforms.of(3, len(QUESTIONS), N_ROLLOUTS, model.config.latent_cap)
    rollouts = sample_rollouts(model, tokenizer, *questions, draws, STOP_TEMPERATURE, TOKEN_TEMPERATURE)
    return model, tokenizer, questions, draws, rollouts


def slow_logp(model, tokenizer, question: str, k: int, answer_ids: torch.Tensor) -> list[float]:
    """Log-probabilities of one rollout by itself: its own question pass, its own thought."""
    state = model.begin_thought(model.prefill(*encode_questions(model, tokenizer, [question])))
    logps = []
    for step in range(k + 1):
        decision = (model.stop_logits(state.hidden)[0] / STOP_TEMPERATURE).log_softmax(-1)
        if step == model.config.latent_cap:
            break
        logps.append(decision[STOP if step == k else CONTINUE].item())
        if step < k:
            state = model.think_step(state)
    fed = torch.cat([prefix_ids(model, tokenizer), answer_ids[:-1]]).unsqueeze(0)
    logits, _ = model.answer_logits(state, fed)
    answer = (logits[0, -len(answer_ids) :] / TOKEN_TEMPERATURE).log_softmax(-1)
    return logps + answer.gather(1, answer_ids.unsqueeze(1)).squeeze(1).tolist()


def test_the_shared_thought_equals_the_slow_twin(drawn):
    model, tokenizer, questions, _, rollouts = drawn
    logp, acted = action_logp(model, tokenizer, *questions, rollouts, STOP_TEMPERATURE, TOKEN_TEMPERATURE)
    assert len(set(rollouts.n_steps.flatten().tolist())) > 2
    for row, k in enumerate(rollouts.n_steps.flatten().tolist()):
        answer_ids = rollouts.answer_ids[row][rollouts.answer_mask[row]]
        slow = slow_logp(model, tokenizer, QUESTIONS[row // N_ROLLOUTS], k, answer_ids)
        assert logp[row][acted[row]].tolist() == pytest.approx(slow, abs=1e-4)


def test_padding_that_is_never_written_counts_nothing(drawn, monkeypatch):
    model, tokenizer, questions, _, rollouts = drawn
    shorter = rollouts.answer_mask.clone()
    shorter[1::2, 3:] = False
    rollouts = replace(rollouts, answer_mask=shorter)
    arguments = (model, tokenizer, *questions, rollouts, STOP_TEMPERATURE, TOKEN_TEMPERATURE)
    before, acted = action_logp(*arguments)
    assert (before[~acted] == 0).all()
    monkeypatch.setattr(model.config, "unwritten_token_ids", [tokenizer.pad_token_id])
    after, _ = action_logp(*arguments)
    assert after.isfinite().all()
    assert torch.allclose(after, before, atol=0.2)
    after.sum().backward()
    assert all(p.grad.isfinite().all() for p in model.parameters() if p.grad is not None)
    model.zero_grad()


def test_the_gradient_of_the_shared_thought_equals_the_slow_twin(drawn):
    model, tokenizer, questions, _, rollouts = drawn
    logp, _ = action_logp(model, tokenizer, *questions, rollouts, STOP_TEMPERATURE, TOKEN_TEMPERATURE)
    model.zero_grad()
    logp.sum().backward()
    shared = model.filter.expand.weight.grad.clone()
    model.zero_grad()
    for row, question in enumerate(QUESTIONS):
        alone = encode_questions(model, tokenizer, [question])
        rows = slice(row * N_ROLLOUTS, (row + 1) * N_ROLLOUTS)
        written = {name: getattr(rollouts, name)[rows] for name in ("answer_ids", "answer_mask")}
        part = replace(rollouts, n_steps=rollouts.n_steps[row : row + 1], **written)
        action_logp(model, tokenizer, *alone, part, STOP_TEMPERATURE, TOKEN_TEMPERATURE)[0].sum().backward()
    assert torch.allclose(shared, model.filter.expand.weight.grad, atol=1e-4, rtol=1e-3)
    model.zero_grad()


def test_the_probability_of_an_answer_is_that_of_its_tokens(drawn):
    model, tokenizer, questions, _, rollouts = drawn
    logp, _ = action_logp(model, tokenizer, *questions, rollouts, STOP_TEMPERATURE, 1.0)
    n_answer = rollouts.answer_ids.shape[1]
    expected = logp[:, -n_answer:].sum(1).exp()
    assert torch.allclose(rollouts.p_answer.flatten(), expected, rtol=1e-3)


def test_rollouts_do_not_depend_on_how_the_batch_is_cut(drawn):
    model, tokenizer, (ids, mask), draws, rollouts = drawn
    for index in range(2):
        part = sample_rollouts(
            model, tokenizer, ids[index::2], mask[index::2], shard(draws, index, 2), STOP_TEMPERATURE, TOKEN_TEMPERATURE
        )
        assert torch.equal(part.n_steps, rollouts.n_steps[index::2])
        whole = [rollouts.texts[i * N_ROLLOUTS : (i + 1) * N_ROLLOUTS] for i in range(len(QUESTIONS))][index::2]
        assert part.texts == [text for texts in whole for text in texts]


def test_an_answer_that_its_cap_ends_is_cut_and_malformed(drawn):
    model, tokenizer, questions, _, rollouts = drawn
    ended = (rollouts.answer_ids == tokenizer.eos_token_id).any(1).view_as(rollouts.was_cut)
    assert torch.equal(rollouts.was_cut, ~ended)
    draws = Uniforms.of(3, len(QUESTIONS), N_ROLLOUTS, model.config.latent_cap, n_tokens=1)
    short = sample_rollouts(model, tokenizer, *questions, draws, STOP_TEMPERATURE, TOKEN_TEMPERATURE)
    assert short.was_cut.any()
    assert not short.well_formed[short.was_cut].any()


def test_halts_follow_the_stop_head(drawn):
    model, tokenizer, (ids, mask), _, _ = drawn
    cap, n = model.config.latent_cap, 4000
    draws = Uniforms.of(1, 1, n, cap)
    rollouts = sample_rollouts(model, tokenizer, ids[:1], mask[:1], draws, 1.0, 1.0)
    state = model.begin_thought(model.prefill(ids[:1], mask[:1]))
    survival = 1.0
    for k in range(cap):
        p_stop = model.stop_logits(state.hidden).softmax(-1)[0, STOP].item()
        share = (rollouts.n_steps == k).float().mean().item()
        assert share == pytest.approx(survival * p_stop, abs=0.03)
        survival *= 1 - p_stop
        state = model.think_step(state)


def test_tokens_are_drawn_by_their_probability():
    logits = torch.log(torch.tensor([[0.2, 0.0, 0.7, 0.1], [0.0, 0.0, 0.0, 1.0]]))
    row_of = torch.tensor([0, 0, 0, 0, 1, 0])
    uniform = torch.tensor([0.1, 0.25, 0.8, 0.95, 0.0, 0.2])
    assert draw_tokens(logits, row_of, uniform, 1.0).tolist() == [0, 2, 2, 3, 3, 2]
    assert draw_tokens(logits, row_of[:1], torch.tensor([0.9999]), 1e-2).tolist() == [2]
