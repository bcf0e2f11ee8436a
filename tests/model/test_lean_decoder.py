"""The lean layers against the library's own forward pass, their slow twin."""

import peft
import pytest
import torch
from backbones import SIZES
from gguf_files import small_llama
from transformers import AutoModelForCausalLM, LlamaConfig, Qwen2Config

from latentviz.model.lean_decoder import LeanDecoder
from latentviz.model.state import ThoughtCache

MASKS = {
    "whole": [[1, 1, 1, 1, 1, 1]] * 2,
    "padded on the right": [[1, 1, 1, 1, 1, 1], [1, 1, 1, 0, 0, 0]],
    "padded on the left": [[1, 1, 1, 1, 1, 1], [0, 0, 1, 1, 1, 1]],
}


@pytest.mark.parametrize("kind", MASKS)
@pytest.mark.parametrize("is_training", [False, True])
def test_every_layer_is_the_library_s(kind, is_training):
    decoder = small_llama(50).model
    mask = torch.tensor(MASKS[kind])
    embeddings = torch.randn(2, 6, 32)
    positions = (mask.cumsum(1) - 1).clamp(min=0)
    with torch.set_grad_enabled(is_training):
        ours, states = LeanDecoder(decoder).run(
            embeddings.requires_grad_(is_training), mask, positions, ThoughtCache(config=decoder.config), True
        )
        theirs = decoder(
            inputs_embeds=embeddings, attention_mask=mask, position_ids=positions, output_hidden_states=True
        )
    for own, library in zip(states, theirs.hidden_states, strict=True):
        assert torch.allclose(own[mask.bool()], library[mask.bool()], atol=1e-5)
    assert torch.allclose(ours[mask.bool()], theirs.last_hidden_state[mask.bool()], atol=1e-5)


@torch.inference_mode()
def test_slots_one_by_one_are_all_slots_at_once():
    decoder = small_llama(50).model
    lean, embeddings, mask = LeanDecoder(decoder), torch.randn(2, 5, 32), torch.ones(2, 5, dtype=torch.long)
    positions = mask.cumsum(1) - 1
    whole, _ = lean.run(embeddings, mask, positions, ThoughtCache(config=decoder.config))
    cache = ThoughtCache(config=decoder.config)
    steps = [lean.run(embeddings[:, i : i + 1], mask[:, : i + 1], positions[:, i : i + 1], cache)[0] for i in range(5)]
    assert torch.allclose(torch.cat(steps, 1), whole, atol=1e-5)


def test_the_gradient_is_the_library_s():
    mask = torch.tensor(MASKS["padded on the right"])
    positions = (mask.cumsum(1) - 1).clamp(min=0)
    embeddings = torch.randn(2, 6, 32, generator=torch.Generator().manual_seed(0))
    gradients = []
    for is_lean in (True, False):
        decoder = small_llama(50).model
        if is_lean:
            hidden, _ = LeanDecoder(decoder).run(embeddings, mask, positions, ThoughtCache(config=decoder.config))
        else:
            hidden = decoder(inputs_embeds=embeddings, attention_mask=mask, position_ids=positions).last_hidden_state
        hidden[mask.bool()].square().sum().backward()
        gradients.append([p.grad for name, p in decoder.named_parameters() if "embed" not in name])
    for ours, theirs in zip(*gradients, strict=True):
        assert torch.allclose(ours, theirs, rtol=1e-3, atol=1e-4)


def test_other_decoders_are_left_to_the_library():
    assert LeanDecoder.fits(small_llama(50).model)
    for config in (
        Qwen2Config(**SIZES),
        LlamaConfig(**SIZES, attention_bias=True),
        LlamaConfig(**SIZES, hidden_act="gelu"),
        LlamaConfig(**SIZES, rope_parameters={"rope_type": "linear", "factor": 2.0, "rope_theta": 1e4}),
    ):
        assert not LeanDecoder.fits(AutoModelForCausalLM.from_config(config).model)
    adapted = small_llama(50).model
    peft.inject_adapter_in_model(peft.LoraConfig(r=2, target_modules="all-linear"), adapted)
    assert not LeanDecoder.fits(adapted)
