"""Which tokens a hidden state is nearest to."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from transformers import PreTrainedTokenizerBase

from latentviz.model import AdaptiveLatentModel

FINAL_NORMS = ("norm", "ln_f", "final_layer_norm", "final_layernorm")


@dataclass(frozen=True)
class NearestTokens:
    """Tokens read from hidden states, most probable first.

    Attributes
    ----------
    tokens : (n_states, n_nearest) tuple of tuples of str
    p : (n_states, n_nearest) float32
        Their probabilities.
    """

    tokens: tuple[tuple[str, ...], ...]
    p: np.ndarray


@torch.inference_mode()
def logit_lens(
    model: AdaptiveLatentModel, tokenizer: PreTrainedTokenizerBase, hidden: Tensor, n_nearest: int = 10
) -> NearestTokens:
    """Read hidden states with the output embedding, as if the next token were due.

    Parameters
    ----------
    hidden : (n_states, hidden_size)
        After the final norm.
    """
    p, ids = model.token_logits(hidden).float().softmax(-1).topk(n_nearest, dim=-1)
    tokens = tuple(tuple(token_text(tokenizer, token) for token in row) for row in ids.tolist())
    return NearestTokens(tokens, p.cpu().numpy())


def final_norm(model: AdaptiveLatentModel) -> nn.Module:
    """The norm after the decoder's last layer."""
    for name in FINAL_NORMS:
        norm = getattr(model.backbone.base_model, name, None)
        if norm is not None:
            return norm
    raise ValueError(f"{type(model.backbone).__name__} has no final norm by a name of {FINAL_NORMS}")


def token_text(tokenizer: PreTrainedTokenizerBase, token_id: int) -> str:
    """A token as a reader should see it: its text, or its own name where it is part of a character."""
    text = tokenizer.decode([token_id])
    return text if text.strip() and "\ufffd" not in text else tokenizer.convert_ids_to_tokens(token_id)
