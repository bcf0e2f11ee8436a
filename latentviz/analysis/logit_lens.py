"""Which tokens a hidden state is nearest to, at any layer, before and after the recurrent filter."""

import torch
from torch import Tensor, nn
from transformers import PreTrainedTokenizerBase

from latentviz.model.modeling import AdaptiveLatentModel
from latentviz.records.lens import LensGrid, Reading
from latentviz.utils.refusal import Refusal

N_NEAREST = 10
N_NEAREST_OF_LAYER = 5
FINAL_NORMS = ("norm", "ln_f", "final_layer_norm", "final_layernorm")


@torch.inference_mode()
def logit_lens(
    model: AdaptiveLatentModel, tokenizer: PreTrainedTokenizerBase, hidden: Tensor, n_nearest: int = N_NEAREST
) -> Reading:
    """Read hidden states with the output embedding, as if the next token were due.

    Parameters
    ----------
    hidden : (n_states, hidden_size)
        After the final norm.

    Returns
    -------
    reading : Reading
        Values are probabilities, in [0, 1].
    """
    p, ids = model.token_logits(hidden).float().softmax(-1).topk(n_nearest, dim=-1)
    return Reading(token_texts(tokenizer, ids), p.cpu().numpy())


@torch.inference_mode()
def cosine_lens(model: AdaptiveLatentModel, tokenizer: PreTrainedTokenizerBase, vectors: Tensor) -> Reading:
    """Read vectors of the hidden size by their cosine to the input embeddings.

    Parameters
    ----------
    vectors : (n_states, hidden_size)
        Hidden states, or what the recurrent filter makes of them.

    Returns
    -------
    reading : Reading
        Values are cosines, in [-1, 1].
    """
    embeddings = nn.functional.normalize(model.get_input_embeddings().weight.float(), dim=-1)
    cosine, ids = (nn.functional.normalize(vectors.float(), dim=-1) @ embeddings.T).topk(N_NEAREST, dim=-1)
    return Reading(token_texts(tokenizer, ids), cosine.clamp(-1, 1).cpu().numpy())


@torch.inference_mode()
def lens_grid(model: AdaptiveLatentModel, tokenizer: PreTrainedTokenizerBase, layers: Tensor) -> LensGrid:
    """The logit lens at every layer.

    Parameters
    ----------
    layers : (n_states, n_layers + 1, hidden_size)
        Embeddings and the output of every layer, the last after the final norm.

    Raises
    ------
    ValueError
        If the decoder's final norm cannot be found.
    """
    normed = torch.cat([final_norm(model)(layers[:, :-1]), layers[:, -1:]], 1).transpose(0, 1)
    logp = model.token_logits(normed).float().log_softmax(-1)
    p, ids = logp.exp().topk(N_NEAREST_OF_LAYER, dim=-1)
    return LensGrid(
        tokens=tuple(token_texts(tokenizer, layer) for layer in ids),
        p=p.cpu().numpy(),
        entropy=(-(logp.exp() * logp).nansum(-1)).clamp(min=0).cpu().numpy(),
        kl=(logp[-1].exp() * (logp[-1] - logp)).nansum(-1).clamp(min=0).cpu().numpy(),
    )


def final_norm(model: AdaptiveLatentModel) -> nn.Module:
    """The norm after the decoder's last layer."""
    for name in FINAL_NORMS:
        norm = getattr(model.backbone.base_model, name, None)
        if norm is not None:
            return norm
    raise Refusal(f"{type(model.backbone).__name__} has no final norm by a name of {FINAL_NORMS}")


def token_texts(tokenizer: PreTrainedTokenizerBase, ids: Tensor) -> tuple[tuple[str, ...], ...]:
    """Texts of token ids, (n_states, n)."""
    return tuple(tuple(token_text(tokenizer, token) for token in row) for row in ids.tolist())


def token_text(tokenizer: PreTrainedTokenizerBase, token_id: int) -> str:
    """A token as a reader should see it: its text, or its own name where it is part of a character.

    An embedding may have more rows than there are tokens; such a row is shown by its number.
    """
    text = str(tokenizer.decode([token_id]))
    name = text if text.strip() and "\ufffd" not in text else tokenizer.convert_ids_to_tokens([token_id])[0]
    return f"[{token_id}]" if name is None else name
