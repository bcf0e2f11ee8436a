"""The layers of a Llama decoder in as few calls as they take.

A latent step is one slot: most of its time is not arithmetic but calls. The numbers are those of the library's own
forward pass, which is the slow twin of this one.
"""

from collections.abc import Iterable
from typing import TypeGuard, cast

import torch
from torch import Tensor, nn
from torch.nn.functional import linear, rms_norm, scaled_dot_product_attention, silu
from transformers import LlamaModel
from transformers.models.llama.modeling_llama import LlamaAttention, LlamaDecoderLayer

from latentviz.model.state import ThoughtCache


class LeanDecoder:
    """The layers of a Llama decoder."""

    def __init__(self, decoder: LlamaModel):
        config = decoder.config
        self.decoder = decoder
        self.head_dim = getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads
        self.n_heads = config.num_attention_heads
        self.n_key_heads = config.num_key_value_heads or self.n_heads
        self.eps = config.rms_norm_eps

    @classmethod
    def of(cls, decoder: nn.Module) -> "LeanDecoder | None":
        """The layers of a decoder; None where they are not Llama's."""
        return cls(decoder) if cls.fits(decoder) else None

    @staticmethod
    def fits(decoder: nn.Module) -> TypeGuard[LlamaModel]:
        """Whether a decoder is one whose layers these are: Llama's, plain linear layers without a bias."""
        if type(decoder) is not LlamaModel or decoder.config.hidden_act != "silu":
            return False
        is_default = decoder.rotary_emb.rope_type == "default"
        plain = [
            type(module) is nn.Linear and module.bias is None
            for layer in layers_of(decoder)
            for block in (layer.self_attn, layer.mlp)
            for name, module in block.named_children()
            if name.endswith("_proj")
        ]
        return is_default and len(plain) == 7 * len(decoder.layers) and all(plain)

    def run(
        self,
        hidden: Tensor,
        attention_mask: Tensor,
        positions: Tensor,
        cache: ThoughtCache,
        output_hidden_states: bool = False,
    ) -> tuple[Tensor, tuple[Tensor, ...] | None]:
        """Run all layers and the final norm over new slots, and put their keys and values into the cache.

        Parameters
        ----------
        hidden : (batch, length, hidden_size)
            Input embeddings.
        attention_mask : (batch, n_slots) int64
            Over all slots, the new ones last.
        positions : (batch, length) int64

        Returns
        -------
        hidden : (batch, length, hidden_size)
        hidden_states : tuple of (batch, length, hidden_size), or None
            Embeddings and the output of every layer, the last after the final norm.
        """
        hidden = hidden.to(self.decoder.norm.weight.dtype)
        rotation = self.rotation(positions, hidden.dtype)
        bias = attention_bias(attention_mask, hidden.shape[1], hidden.dtype)
        states = [hidden]
        for index, layer in enumerate(layers_of(self.decoder)):
            normed = rms_norm(hidden, hidden.shape[-1:], layer.input_layernorm.weight, self.eps)
            hidden = hidden + self.attend(normed, layer.self_attn, rotation, bias, cache, index)
            normed = rms_norm(hidden, hidden.shape[-1:], layer.post_attention_layernorm.weight, self.eps)
            mlp = layer.mlp
            gate, up = linear(normed, mlp.gate_proj.weight), linear(normed, mlp.up_proj.weight)
            hidden = hidden + linear(silu(gate) * up, mlp.down_proj.weight)
            states.append(hidden)
        states[-1] = rms_norm(hidden, hidden.shape[-1:], self.decoder.norm.weight, self.eps)
        return states[-1], tuple(states) if output_hidden_states else None

    def attend(
        self,
        normed: Tensor,
        block: LlamaAttention,
        rotation: tuple[Tensor, Tensor],
        bias: Tensor | None,
        cache: ThoughtCache,
        index: int,
    ) -> Tensor:
        """Attention of the new slots to all, (batch, length, hidden_size)."""
        batch, length = normed.shape[:2]
        query, key, value = (
            linear(normed, projection.weight).view(batch, length, -1, self.head_dim).transpose(1, 2)
            for projection in (block.q_proj, block.k_proj, block.v_proj)
        )
        key, value = cache.update(rotated(key, rotation), value, index)
        # The heads that share keys stand as further slots of one head, so that no key is repeated.
        query = rotated(query, rotation).reshape(batch, self.n_key_heads, -1, self.head_dim)
        if bias is not None and bias.shape[2] > 1:
            bias = bias.repeat(1, 1, self.n_heads // self.n_key_heads, 1)
        mixed = attention(query, key, value, bias)
        mixed = mixed.reshape(batch, self.n_heads, length, self.head_dim).transpose(1, 2)
        return linear(mixed.reshape(batch, length, -1), block.o_proj.weight)

    def rotation(self, positions: Tensor, dtype: torch.dtype) -> tuple[Tensor, Tensor]:
        """Cosines, and sines of the sign they are added with, (batch, 1, length, head_dim), of rotary embeddings."""
        angles = positions.unsqueeze(-1).float() * self.decoder.rotary_emb.inv_freq
        cosine, sine = angles.cos(), angles.sin()
        cosine, sine = torch.cat([cosine, cosine], -1), torch.cat([-sine, sine], -1)
        return cosine.unsqueeze(1).to(dtype), sine.unsqueeze(1).to(dtype)


def layers_of(decoder: LlamaModel) -> Iterable[LlamaDecoderLayer]:
    """A decoder's layers; as entries of a `ModuleList` they would be modules of any kind to a type checker."""
    return cast(Iterable[LlamaDecoderLayer], decoder.layers)


def rotated(heads: Tensor, rotation: tuple[Tensor, Tensor]) -> Tensor:
    """Heads, (batch, n, length, head_dim), turned by their positions (rotary embeddings, arXiv 2104.09864)."""
    cosine, sine = rotation
    return torch.addcmul(heads * cosine, heads.roll(heads.shape[-1] // 2, -1), sine)


def attention_bias(attention_mask: Tensor, length: int, dtype: torch.dtype) -> Tensor | None:
    """What is added to attention logits, (batch, 1, length, n_slots): the dtype's smallest number where none may look.

    None where the one new slot may look at all, which is told on the CPU alone: a GPU would be waited for.
    """
    if length == 1 and attention_mask.device.type == "cpu" and attention_mask.all():
        return None
    allowed = attention_mask.bool()[:, None, None, :]
    if length > 1:
        slots = torch.arange(attention_mask.shape[1], device=attention_mask.device)
        allowed = allowed & (slots <= slots[-length:].unsqueeze(1))
    bias = torch.zeros(allowed.shape, dtype=dtype, device=allowed.device)
    return bias.masked_fill_(~allowed, torch.finfo(dtype).min)


def attention(query: Tensor, key: Tensor, value: Tensor, bias: Tensor | None) -> Tensor:
    """Scaled dot-product attention; on a CPU its fused form is slower where a gradient is wanted."""
    if query.device.type == "cpu" and query.requires_grad:
        logits = query @ key.transpose(2, 3) * query.shape[-1] ** -0.5
        logits = logits if bias is None else logits + bias
        return logits.softmax(-1, dtype=torch.float32).to(value.dtype) @ value
    return scaled_dot_product_attention(query, key, value, bias)
