"""What the tracer records beside the thought: lens, filter, rules, controls, cost. Each against a second way of it."""

import json
import threading
from dataclasses import replace

import numpy as np
import pytest
import torch
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.utils.flop_counter import FlopCounterMode

from latentviz.analysis.cost import decoder_shape
from latentviz.analysis.early_exit import ChangeRule, record_thoughts
from latentviz.analysis.lens_controls import untrained_twin
from latentviz.analysis.tracer import Tracer, clock
from latentviz.data.examples import EXAMPLES
from latentviz.model import checkpoint as folders
from latentviz.model.checkpoint import EVAL, load_checkpoint, write_sums
from latentviz.model.generation import StopRule, decode_chain, decode_latent, encode_questions, prefix_ids, write_answer
from latentviz.model.lean_decoder import LeanDecoder
from latentviz.records.trace import ThoughtTrace

PROBLEM = EXAMPLES["stickers"]
CAP = 8


@pytest.fixture(scope="module")
def trace(checkpoint) -> ThoughtTrace:
    return Tracer(checkpoint).trace(PROBLEM.question, problem=PROBLEM, explain=True)


def test_an_explained_thought_is_the_same_thought(checkpoint, trace):
    plain = Tracer(checkpoint).trace(PROBLEM.question, problem=PROBLEM)
    for name in ("p_stop", "hidden", "stop_logits", "p_nearest", "p_answers", "n_answer_tokens"):
        np.testing.assert_array_equal(getattr(plain, name), getattr(trace, name))
    assert (plain.answers, plain.nearest_tokens) == (trace.answers, trace.nearest_tokens)
    assert plain.lens is None


def test_the_clock_waits_for_a_gpu(monkeypatch):
    waited_for = []
    monkeypatch.setattr(torch.accelerator, "synchronize", waited_for.append)
    times = [clock(torch.device(name)) for name in ("cpu", "cuda:1", "cpu")]
    assert waited_for == [torch.device("cuda:1")]
    assert times == sorted(times)


def test_the_chain_of_thought_runs_only_where_it_is_asked_for(checkpoint, trace, monkeypatch):
    monkeypatch.setattr("latentviz.analysis.tracer.measure_chain", None)
    alone = Tracer(checkpoint).trace(PROBLEM.question, problem=PROBLEM, explain=True, compares_chain=False)
    assert alone.chain is None
    assert alone.lens.tokens == trace.lens.tokens
    assert alone.rules.halts() == trace.rules.halts()


def test_the_record_agrees_with_decoding(checkpoint, trace):
    model, tokenizer = checkpoint.model, checkpoint.tokenizer
    for temperature, k in ((1.0, None), (3.0, None), (1.0, 2)):
        rule = StopRule(0.45, temperature, k)
        (decoded,) = decode_latent(model, tokenizer, [PROBLEM.question], rule)
        decided = trace.decided(0.45, temperature, k)
        assert decided.n_latent_steps == decoded.n_latent_steps
        assert decided.n_forward_passes == decoded.n_forward_passes
        assert decided.answer_text == decoded.answer_text
        np.testing.assert_allclose(decided.p_stop[: len(decoded.p_stop)], decoded.p_stop, atol=1e-5)


def test_the_last_layer_of_the_grid_is_what_the_model_reads(trace):
    np.testing.assert_allclose(trace.lens.p[-1], trace.p_nearest[:, :5], atol=1e-5)
    assert trace.lens.tokens[-1] == tuple(tokens[:5] for tokens in trace.nearest_tokens)
    np.testing.assert_allclose(trace.lens.kl[-1], 0, atol=1e-6)
    assert trace.lens.p.shape == (3, CAP + 1, 5)
    assert (trace.lens.entropy > 0).all()


def test_the_input_layer_of_the_grid_is_what_the_filter_feeds(checkpoint, trace):
    model = checkpoint.model
    with torch.inference_mode():
        embedded = torch.from_numpy(trace.fed[:-1])
        logits = model.token_logits(model.backbone.base_model.norm(embedded))
        p = logits.softmax(-1).topk(5).values
        entropy = torch.distributions.Categorical(logits=logits).entropy()
    np.testing.assert_allclose(trace.lens.p[0, 1:], p, atol=1e-5)
    np.testing.assert_allclose(trace.lens.entropy[0, 1:], entropy, atol=1e-3)


def test_cosine_neighbours_are_the_nearest_embeddings(checkpoint, trace):
    embeddings = checkpoint.model.get_input_embeddings().weight.detach().numpy()
    for states, reading in ((trace.hidden, trace.cosine_reading), (trace.fed, trace.fed_reading)):
        lengths = np.linalg.norm(states, axis=1)[:, None] * np.linalg.norm(embeddings, axis=1)
        cosine = states @ embeddings.T / np.maximum(lengths, 1e-12)
        np.testing.assert_allclose(reading.values, -np.sort(-cosine, axis=1)[:, :10], atol=1e-5)


def test_rules_see_what_the_stop_rules_define(checkpoint, trace, folder):
    (thought,) = record_thoughts(checkpoint.model, checkpoint.tokenizer, [PROBLEM.question])
    assert trace.rules.names == ("answer",)
    np.testing.assert_array_equal(trace.rules.changes[0], thought.changes["answer"])
    threshold = float(np.median(thought.changes["kl"]))
    rules = {"rules": {"kl": {"threshold": threshold}}, "checkpoint": "other"}
    (folder / EVAL).write_text(json.dumps({"stop_rules": rules}))
    write_sums(folder)
    rules = Tracer(load_checkpoint(folder, device="cpu")).trace(PROBLEM.question, explain=True).rules
    assert (rules.names, rules.chosen_on) == (("kl", "answer"), "other")
    assert rules.halts()["kl"] == ChangeRule("kl", threshold).halt(thought)


def test_controls_are_the_same_every_time_and_name_the_gold_results(checkpoint, trace):
    again = Tracer(checkpoint).trace(PROBLEM.question, problem=PROBLEM, explain=True).controls
    assert again.shuffled.tokens == trace.controls.shuffled.tokens
    assert again.untrained.tokens == trace.controls.untrained.tokens
    assert trace.controls.results == ("24", "6")
    assert ((trace.controls.p_by_chance >= 0) & (trace.controls.p_by_chance <= 1)).all()
    assert trace.controls.n_other_latents == 32 * CAP
    assert Tracer(checkpoint).trace("Tom has 2 apples.", explain=True).controls.results == ()


def test_the_untrained_twin_is_random_has_the_shapes_and_leaves_the_random_stream_alone(checkpoint):
    before = torch.random.get_rng_state()
    first, again, other = (untrained_twin(checkpoint.model, seed) for seed in (1, 1, 2))
    assert torch.equal(torch.random.get_rng_state(), before)
    assert not first.training
    ours, same = (dict(model.named_parameters()) for model in (checkpoint.model, again))
    for name, weight in first.named_parameters():
        assert torch.equal(weight, same[name])
        assert weight.shape == ours[name].shape
    for model in (other, checkpoint.model):
        assert not torch.equal(first.filter.expand.weight, model.filter.expand.weight)


def test_a_twin_that_is_built_while_a_checkpoint_loads_is_the_same(checkpoint, random_checkpoint, monkeypatch):
    alone, beside, build_decoder = untrained_twin(checkpoint.model), [], LeanDecoder.of
    builder = threading.Thread(target=lambda: beside.append(untrained_twin(checkpoint.model)))

    def begin_beside(base):
        if builder.ident is None:
            builder.start()
            builder.join(0.5)
        return build_decoder(base)

    monkeypatch.setattr(folders, "check_tensors", lambda *_: monkeypatch.setattr(LeanDecoder, "of", begin_beside))
    load_checkpoint(random_checkpoint, "cpu", "bfloat16")
    builder.join()
    for name, weight in alone.named_parameters():
        assert torch.equal(weight, beside[0].get_parameter(name)), name


# The counter sees products of matrices, and not those inside fused attention.
def test_operations_of_a_latent_thought_agree_with_a_counter(checkpoint, trace):
    model, tokenizer = checkpoint.model, checkpoint.tokenizer
    for k in (0, 3):
        decided = trace.decided(0.5, 1.0, k)
        with torch.no_grad(), sdpa_kernel(SDPBackend.MATH), FlopCounterMode(display=False) as counter:
            state = model.begin_thought(model.prefill(*encode_questions(model, tokenizer, [PROBLEM.question])))
            model.stop_logits(state.hidden)
            for _ in range(k):
                state = model.think_step(state)
                model.stop_logits(state.hidden)
            written = write_answer(model, tokenizer, state)
        assert int(written.mask.sum()) == decided.n_answer_tokens[k]
        assert decided.flops == pytest.approx(counter.get_total_flops(), rel=0.005)


def test_operations_of_a_chain_agree_with_a_counter(checkpoint, trace):
    with torch.no_grad(), sdpa_kernel(SDPBackend.MATH), FlopCounterMode(display=False) as counter:
        (decoded,) = decode_chain(checkpoint.model, checkpoint.tokenizer, [PROBLEM.question])
    assert (trace.chain.text, trace.chain.n_tokens) == (decoded.chain_text, decoded.n_counted_tokens)
    assert trace.chain.n_forward_passes == decoded.n_forward_passes
    assert trace.chain.flops == pytest.approx(counter.get_total_flops(), rel=0.02)


def test_the_formula_counts_by_hand(checkpoint):
    shape = decoder_shape(checkpoint.model)
    n_weights = 2 * (4 * 32 * 32 + 3 * 32 * 64)
    vocabulary = checkpoint.model.config.n_written_tokens
    assert (shape.n_linear_weights, shape.attention_size, shape.n_filter_weights) == (n_weights, 32, 2 * 32 * 32)
    assert shape.vocabulary_size == vocabulary
    expected = 2 * 3 * n_weights + 4 * 2 * 32 * 3 * 10 + 2 * 1 * 32 * vocabulary
    assert shape.pass_flops(3, 10, 1) == expected


def test_time_and_prefix_are_recorded(checkpoint, trace):
    assert (np.diff(trace.thinking_s) > 0).all()
    assert trace.elapsed_s == pytest.approx(trace.thinking_s[trace.n_latent_steps] + trace.answer_s)
    assert trace.n_prefix_tokens == len(prefix_ids(checkpoint.model, checkpoint.tokenizer))
    assert replace(trace, decoder=None).flops is None
