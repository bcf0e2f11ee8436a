"""The four equalities of the model, and the masked slots behind them."""

from dataclasses import replace

import pytest
import torch
from backbones import CONFIGS
from transformers import DynamicCache

from latentviz.model.filters import build_filter
from latentviz.model.modeling import FILTER_MODES, AdaptiveLatentConfig, AdaptiveLatentModel

BACKBONES = {
    kind: make(vocab_size=60, initializer_range=0.1 if kind == "gemma" else 0.2) for kind, make in CONFIGS.items()
}
QUESTION = torch.tensor([[5, 9, 14, 7, 22], [8, 3, 31, 0, 0]])
MASK = torch.tensor([[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]])
ANSWER = torch.tensor([[40, 41, 42], [43, 44, 45]])
START, END = 1, 2


def model_of(filter_mode, backbone="llama", **backbone_changes):
    torch.manual_seed(0)
    backbone = BACKBONES[backbone].to_dict() | backbone_changes
    config = AdaptiveLatentConfig(backbone=backbone, filter_mode=filter_mode, start_token_id=START, end_token_id=END)
    return AdaptiveLatentModel(config).eval()


# The filter lies outside the decoder: two decoders with every filter, the others with two.
PAIRS = [(b, f) for b in ("llama", "gpt2") for f in FILTER_MODES]
PAIRS += [(b, f) for b in ("qwen2", "gemma") for f in ("mlp", "softmax")]


@pytest.fixture(params=PAIRS, ids="-".join)
def model(request):
    backbone, filter_mode = request.param
    return model_of(filter_mode, backbone)


def close(ours, theirs):
    torch.testing.assert_close(ours, theirs, atol=1e-5, rtol=1e-5)


def one_shot(model, question, latents, answer):
    """Slow twin: the whole sequence of one row in one pass, without a cache."""
    ids = [model.embed(torch.tensor([[*question, START]])), *latents, model.embed(torch.tensor([[END, *answer]]))]
    output = model.backbone(inputs_embeds=torch.cat(ids, 1), use_cache=False)
    return output.logits[:, -1 - len(answer) :]


@torch.inference_mode()
def test_zero_latent_steps_equal_the_plain_language_model(model):
    logits = model(QUESTION[:1], MASK[:1], 0, ANSWER[:1])
    plain = torch.cat([QUESTION[:1], torch.tensor([[START, END]]), ANSWER[:1]], 1)
    close(logits, model.backbone(plain, use_cache=False).logits[:, -4:])


@torch.inference_mode()
def test_stepwise_equals_one_shot(model):
    # Without a norm in the filter, rounding grows from step to step.
    model = model.double()
    logits = model(QUESTION[:1], MASK[:1], 3, ANSWER[:1])
    sequence = model.embed(torch.tensor([[*QUESTION[0], START]]))
    latents = []
    for _ in range(3):
        hidden = model.backbone.base_model(inputs_embeds=torch.cat([sequence, *latents], 1)).last_hidden_state
        latents.append(model.latent_embedding(hidden[:, -1:]))
    close(logits, one_shot(model, QUESTION[0].tolist(), latents, ANSWER[0].tolist()))


@torch.inference_mode()
def test_a_padded_batch_equals_singles(model):
    together = model(QUESTION, MASK, 2, ANSWER)
    for row, length in enumerate(MASK.sum(1).tolist()):
        alone = model(QUESTION[row : row + 1, :length], MASK[row : row + 1, :length], 2, ANSWER[row : row + 1])
        close(together[row : row + 1], alone)


@torch.inference_mode()
def test_cached_equals_uncached(model):
    state = model.begin_thought(model.prefill(QUESTION[:1], MASK[:1]))
    latents = []
    for _ in range(2):
        latents.append(model.latent_embedding(state.hidden).unsqueeze(1))
        state = model.think_step(state)
    close(model.answer_logits(state, ANSWER[:1])[0], one_shot(model, QUESTION[0].tolist(), latents, ANSWER[0].tolist()))


@torch.inference_mode()
@pytest.mark.parametrize("backbone", ["llama", "qwen2", "gemma"])
def test_keys_are_kept_in_the_type_that_they_are_used_in(backbone, monkeypatch):
    model = model_of("mlp", backbone)
    with torch.autocast("cpu", torch.bfloat16):
        state = model.begin(QUESTION, MASK)
        assert {layer.keys.dtype for layer in state.cache.layers} == {torch.bfloat16}
        logits = model(QUESTION, MASK, 2, ANSWER)
        monkeypatch.setattr("latentviz.model.modeling.ThoughtCache", DynamicCache)
        assert torch.equal(logits, model(QUESTION, MASK, 2, ANSWER))
        assert {layer.keys.dtype for layer in model.begin(QUESTION, MASK).cache.layers} == {torch.float32}


@torch.inference_mode()
def test_a_waiting_row_is_as_if_it_had_halted_alone(model):
    state = model.begin_thought(model.prefill(QUESTION, MASK))
    state = model.think_step(state)
    state = model.think_step(state, torch.tensor([False, True]))
    state = model.think_step(state, torch.tensor([False, True]))
    logits = model.answer_logits(state, ANSWER)[0]
    for row, k in enumerate((1, 3)):
        length = int(MASK[row].sum())
        close(logits[row], model(QUESTION[row : row + 1, :length], MASK[:1, :length], k, ANSWER[row : row + 1])[0])


@torch.inference_mode()
def test_extending_a_state_leaves_it_usable(model):
    state = model.begin_thought(model.prefill(QUESTION, MASK))
    before = model.answer_logits(state, ANSWER)[0]
    model.think_step(model.think_step(state))
    close(model.answer_logits(state, ANSWER)[0], before)


@pytest.mark.parametrize(("to_start", "to_end"), [(False, True), (True, False)])
def test_latents_are_added_to_the_embeddings_of_start_and_end_only_on_request(to_start, to_end):
    model = model_of("mlp")
    model.config.add_latent_to_start, model.config.add_latent_to_end = to_start, to_end
    question = model.prefill(QUESTION, MASK)
    difference = model.start_input(question)[:, 0] - model.embed(torch.tensor(START))
    close(difference, model.latent_embedding(question.hidden) if to_start else torch.zeros_like(difference))
    state = model.begin_thought(question)
    difference = model.answer_inputs(state, ANSWER)[0][:, 0] - model.embed(torch.tensor(END))
    close(difference, state.hidden if to_end else torch.zeros_like(difference))


def test_an_unknown_filter_mode_is_refused():
    with pytest.raises(ValueError, match=r"filter_mode is 'cubic'.*'linear_ln', 'softmax', 'none'"):
        AdaptiveLatentConfig(filter_mode="cubic")


@torch.inference_mode()
def test_linear_ln_by_hand():
    module = build_filter("linear_ln", 2, 2)
    module.linear.weight.copy_(torch.tensor([[1.0, 1.0], [0.0, 2.0]]))
    module.linear.bias.copy_(torch.tensor([0.0, 1.0]))
    module.norm.weight.copy_(torch.tensor([10.0, 1.0]))
    module.norm.bias.copy_(torch.tensor([0.0, 5.0]))
    # (3, 4) becomes (7, 9), of mean 8 and standard deviation 1.
    torch.testing.assert_close(module(torch.tensor([3.0, 4.0])), torch.tensor([-10.0, 6.0]), atol=1e-3, rtol=0)


def test_softmax_filter_by_hand():
    logits = torch.tensor([[0.25, 0.75], [1.0, 0.0]]).log()
    embeddings = torch.tensor([[4.0, 0.0, 8.0], [0.0, 4.0, 8.0]])
    expected = torch.tensor([[1.0, 3.0, 8.0], [4.0, 0.0, 8.0]])
    close(build_filter("softmax", 3, 3)(logits, embeddings), expected)


@torch.inference_mode()
@pytest.mark.parametrize("tied", [True, False])
def test_a_sure_softmax_latent_is_the_embedding_of_the_next_token(tied):
    model = model_of("softmax", tie_word_embeddings=tied)
    state = model.begin_thought(model.prefill(QUESTION, MASK))
    state = replace(state, hidden=state.hidden * 1e4)
    likeliest = model.token_logits(state.hidden).argmax(-1)
    close(model.latent_embedding(state.hidden), model.embed(likeliest))
    latent = model.extend(state, model.embed(likeliest).unsqueeze(1))[0]
    close(model.think_step(state).hidden, latent.hidden)


@pytest.mark.parametrize("tied", [True, False])
def test_softmax_re_embedding_registers_no_weight_of_its_own(tied):
    names, plain = (set(model_of(mode, tie_word_embeddings=tied).state_dict()) for mode in ("softmax", "none"))
    assert names == plain


@pytest.mark.parametrize("tied", [True, False])
def test_softmax_re_embedding_trains_both_embeddings(tied):
    model = model_of("softmax", tie_word_embeddings=tied)
    hidden = torch.randn(3, model.hidden_size)
    model.latent_embedding(hidden).square().sum().backward()
    for module in (model.get_input_embeddings(), model.get_output_embeddings()):
        assert module.weight.grad.abs().sum() > 0


@torch.inference_mode()
@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float32])
def test_a_latent_embedding_keeps_the_dtype_of_the_model(model, dtype):
    hidden = torch.randn(3, model.hidden_size, dtype=dtype)
    assert model.to(dtype).latent_embedding(hidden).dtype == dtype


@torch.inference_mode()
def test_saved_and_loaded_models_answer_alike(model, tmp_path):
    model.save_pretrained(tmp_path)
    again = AdaptiveLatentModel.from_pretrained(tmp_path).eval()
    assert again.config.filter_mode == model.config.filter_mode
    torch.testing.assert_close(again.state_dict(), model.state_dict(), atol=0, rtol=0)
    # Loaded weights may lie at another alignment, which changes the order of summation.
    close(again(QUESTION, MASK, 2, ANSWER), model(QUESTION, MASK, 2, ANSWER))
