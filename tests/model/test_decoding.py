"""Batched decoding against one row at a time, stop rules, and the shared cache of all counterfactual stops."""

import copy
import math

import pytest
import torch
from lively import CAP, QUESTIONS, untrained
from places import ROOT
from transformers import AutoTokenizer

from latentviz.analysis.evaluation import evaluate
from latentviz.data.problems import Problem
from latentviz.model.generation import (
    StopRule,
    answers_at_every_stop,
    broken_words,
    decode_chain,
    decode_latent,
    encode_questions,
    question_token_ids,
    think,
    write_answer,
)
from train.data import set_token_caps


@pytest.fixture(scope="module")
def tiny():
    return untrained(0.3)


def test_a_batch_decodes_as_its_rows_alone(tiny):
    together = decode_latent(*tiny, QUESTIONS, StopRule(threshold=0.55))
    assert len({row.n_latent_steps for row in together}) > 1
    for question, row in zip(QUESTIONS, together, strict=True):
        (alone,) = decode_latent(*tiny, [question], StopRule(threshold=0.55))
        assert (alone.answer_text, alone.n_latent_steps) == (row.answer_text, row.n_latent_steps)
        assert alone.p_stop == pytest.approx(row.p_stop, abs=1e-4)


def test_a_chain_of_thought_batch_decodes_as_its_rows_alone(tiny):
    together = decode_chain(*tiny, QUESTIONS)
    for question, row in zip(QUESTIONS, together, strict=True):
        assert decode_chain(*tiny, [question]) == [row]


def test_the_counted_passes_are_those_that_are_run(tiny, monkeypatch):
    model, tokenizer = tiny
    passes, run_layers = [], model.run_layers
    monkeypatch.setattr(model, "run_layers", lambda *inputs: passes.append(1) or run_layers(*inputs))
    for question in QUESTIONS:
        passes.clear()
        (decoded,) = decode_latent(model, tokenizer, [question], StopRule(0.55))
        assert decoded.n_forward_passes == len(passes)


@pytest.mark.parametrize("k", [0, 3])
def test_fixed_k_thinks_exactly_k_steps(tiny, k):
    for row in decode_latent(*tiny, QUESTIONS, StopRule(fixed_k=k)):
        assert (row.n_latent_steps, row.n_counted_tokens, row.stopped, len(row.p_stop)) == (k, k + 2, False, k + 1)


def test_a_threshold_of_one_runs_to_the_cap(tiny):
    for row in decode_latent(*tiny, QUESTIONS, StopRule(threshold=1.0)):
        assert (row.n_latent_steps, row.stopped) == (CAP, False)


@torch.inference_mode()
def test_p_stop_is_recorded_up_to_the_halt_only(tiny):
    model, tokenizer = tiny
    thought = think(model, model.begin(*encode_questions(model, tokenizer, QUESTIONS)), StopRule(0.55), CAP)
    for k, stopped, row in zip(thought.n_latent_steps, thought.stopped, thought.p_stop, strict=True):
        assert row[: k + 1].isfinite().all()
        assert row[k + 1 :].isnan().all()
        assert (row[:k] < 0.55).all()
        assert bool(row[k] >= 0.55) == bool(stopped)


@torch.inference_mode()
def test_every_stop_in_one_call_answers_as_each_stop_alone(tiny):
    model, tokenizer = tiny
    state = model.begin_thought(model.prefill(*encode_questions(model, tokenizer, QUESTIONS)))
    states = [state]
    for _ in range(CAP):
        states.append(model.think_step(states[-1]))
    every = answers_at_every_stop(model, tokenizer, states[-1], torch.stack([s.hidden for s in states], 1))
    for row, question in enumerate(QUESTIONS):
        for k in range(CAP + 1):
            (alone,) = decode_latent(model, tokenizer, [question], StopRule(fixed_k=k))
            assert every.texts[row * (CAP + 1) + k] == alone.answer_text
    alone = write_answer(model, tokenizer, states[2])
    assert every.p[2 :: CAP + 1].tolist() == pytest.approx(alone.p.tolist(), rel=1e-3)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"threshold": 0.0}, "threshold"),
        ({"threshold": math.nan}, "threshold"),
        ({"temperature": 0.0}, "temperature"),
        ({"temperature": 1e-300}, "temperature"),
        ({"temperature": math.nan}, "temperature"),
        ({"temperature": math.inf}, "temperature"),
        ({"fixed_k": -1}, "k is -1"),
    ],
)
def test_a_stop_rule_out_of_range_is_refused(values, reason):
    with pytest.raises(ValueError, match=reason):
        StopRule(**values)


def test_a_text_that_its_cap_ends_is_counted(tiny, monkeypatch):
    model, tokenizer = tiny
    problems = [Problem(question, ("3+4=7",), 7, 1) for question in QUESTIONS]
    for mode in ("latent", "cot"):
        with monkeypatch.context() as patched:
            patched.setattr(model.config, "answer_token_cap", 1)
            assert evaluate(model, tokenizer, problems, mode=mode).n_cut == 3
    monkeypatch.setattr(model.config, "chain_token_cap", 1)
    assert all(row.was_cut for row in decode_chain(model, tokenizer, QUESTIONS))


def test_caps_let_the_longest_chain_and_answer_of_the_data_be_written(tiny):
    model, tokenizer = tiny
    config = copy.deepcopy(model.config)
    set_token_caps(config, tokenizer, [Problem("?", ("3+4=7",), 7, 1)])
    assert (config.chain_token_cap, config.answer_token_cap) == (96, 8)
    long = Problem("?", ("1000000+450000=1450000",) * 20, 123456789012345678901234567890, 20)
    set_token_caps(config, tokenizer, [long])
    n_chain = len(tokenizer(long.chain)["input_ids"])
    assert n_chain < config.chain_token_cap < 1.3 * n_chain + 2
    assert config.answer_token_cap > 10


def test_dollars_without_cents_are_read_as_whole_numbers(tiny):
    model, tokenizer = tiny
    plain, cents = question_token_ids(
        model.config, tokenizer, ["A hat costs $5 or $1.005.", "A hat costs $5.00 or $1.005."]
    )
    assert plain == cents
    config = copy.deepcopy(model.config)
    config.limits["whole_numbers_only"] = False
    other, cents = question_token_ids(config, tokenizer, ["A hat costs $5.", "A hat costs $5.00."])
    assert other != cents


def test_words_that_no_training_held_are_named_as_they_are_written():
    tokenizer = AutoTokenizer.from_pretrained(ROOT / "checkpoints" / "tiny-grpo")
    assert broken_words(tokenizer, "Zo\u00eb's 3 Quokkas eat 4 \u00c4pfel.") == ["Quokkas", "\u00c4pfel"]
