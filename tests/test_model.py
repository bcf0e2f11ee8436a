"""The four equalities of the model, and the masked slots behind them."""

import pytest
import torch
from transformers import GPT2Config, LlamaConfig

from latentviz.model import FILTER_MODES, AdaptiveLatentConfig, AdaptiveLatentModel

BACKBONES = {
    "llama": LlamaConfig(
        vocab_size=60,
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=3,
        num_attention_heads=4,
        num_key_value_heads=2,
        initializer_range=0.2,
    ),
    "gpt2": GPT2Config(vocab_size=60, n_embd=32, n_layer=2, n_head=4, initializer_range=0.2),
}
QUESTION = torch.tensor([[5, 9, 14, 7, 22], [8, 3, 31, 0, 0]])
MASK = torch.tensor([[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]])
ANSWER = torch.tensor([[40, 41, 42], [43, 44, 45]])
START, END = 1, 2


@pytest.fixture(params=[(b, f) for b in BACKBONES for f in FILTER_MODES], ids="-".join)
def model(request):
    backbone, filter_mode = request.param
    torch.manual_seed(0)
    config = AdaptiveLatentConfig(
        backbone=BACKBONES[backbone].to_dict(), filter_mode=filter_mode, start_token_id=START, end_token_id=END
    )
    return AdaptiveLatentModel(config).eval()


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
    logits = model(QUESTION[:1], MASK[:1], 3, ANSWER[:1])
    sequence = model.embed(torch.tensor([[*QUESTION[0], START]]))
    latents = []
    for _ in range(3):
        hidden = model.backbone.base_model(inputs_embeds=torch.cat([sequence, *latents], 1)).last_hidden_state
        latents.append(model.filter(hidden[:, -1:]))
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
        latents.append(model.filter(state.hidden).unsqueeze(1))
        state = model.think_step(state)
    close(
        model.answer_logits(state, ANSWER[:1])[0],
        one_shot(model, QUESTION[0].tolist(), latents, ANSWER[0].tolist()),
    )


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


def test_latent_is_added_to_the_end_embedding_only_on_request():
    for add in (False, True):
        torch.manual_seed(0)
        config = AdaptiveLatentConfig(
            backbone=BACKBONES["llama"].to_dict(), add_latent_to_end=add, start_token_id=START, end_token_id=END
        )
        model = AdaptiveLatentModel(config)
        state = model.begin_thought(model.prefill(QUESTION, MASK))
        difference = model.answer_inputs(state, ANSWER)[0][:, 0] - model.embed(torch.tensor(END))
        close(difference, state.hidden if add else torch.zeros_like(state.hidden))


def test_an_unknown_filter_mode_is_refused():
    with pytest.raises(ValueError, match="filter_mode is 'cubic'"):
        AdaptiveLatentConfig(filter_mode="cubic")


@torch.inference_mode()
def test_saved_and_loaded_models_answer_alike(model, tmp_path):
    model.save_pretrained(tmp_path)
    again = AdaptiveLatentModel.from_pretrained(tmp_path).eval()
    assert torch.equal(again(QUESTION, MASK, 2, ANSWER), model(QUESTION, MASK, 2, ANSWER))
