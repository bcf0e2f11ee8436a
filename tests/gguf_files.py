"""Small Llamas, and files of them as llama.cpp writes them."""

from pathlib import Path

import gguf
import torch
from backbones import CONFIGS
from transformers import LlamaForCausalLM

from latentviz.model.pretrained import GGUF_NAMES


def small_llama(vocab_size: int) -> LlamaForCausalLM:
    """A random Llama whose heads share keys."""
    torch.manual_seed(7)
    config = CONFIGS["llama"](vocab_size=vocab_size, max_position_embeddings=256, tie_word_embeddings=True)
    model = LlamaForCausalLM(config).eval()
    for parameter in model.model.layers.parameters():
        parameter.data += 0.1 * torch.randn_like(parameter)
    return model


def write_gguf(path: Path, model: LlamaForCausalLM) -> None:
    """Write the weights of a Llama, those of queries and keys in the order of llama.cpp's rotary embeddings."""
    config, writer = model.config, gguf.GGUFWriter(path, "llama")
    writer.add_embedding_length(config.hidden_size)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_context_length(config.max_position_embeddings)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    theirs = {name: kind for kind, name in GGUF_NAMES.items()}
    heads = {"attn_q": config.num_attention_heads, "attn_k": config.num_key_value_heads}
    for name, value in model.state_dict().items():
        if name in ("model.norm.weight", "lm_head.weight"):
            continue
        place, _, kind = name.removesuffix(".weight").removeprefix("model.layers.").partition(".")
        kind = theirs.get(kind) or theirs[name.removesuffix(".weight")]
        if kind in heads:
            value = value.view(heads[kind], 2, -1, value.shape[1]).transpose(1, 2).reshape(value.shape)
        block = f"blk.{place}." if place.isdecimal() else ""
        writer.add_tensor(f"{block}{kind}.weight", value.numpy())
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
