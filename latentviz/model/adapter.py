"""`Adapter`: low-rank changes of a pretrained Llama decoder (LoRA, arXiv 2106.09685), and rows for new tokens.

A checkpoint ships it in place of the decoder, and says which one it changes. The changed weights are made once for all
passes of an optimiser step, so that a pass costs what it does without an adapter.
"""

from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from transformers import LlamaModel

from latentviz.model.lean_decoder import LayerWeights, layers_of

if TYPE_CHECKING:
    from latentviz.model.modeling import AdaptiveLatentModel

# The matrices of a layer that are changed as one, as `LayerWeights` names them.
FUSED = {
    "query_key_value": ("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"),
    "output": ("self_attn.o_proj",),
    "gate_up": ("mlp.gate_proj", "mlp.up_proj"),
    "down": ("mlp.down_proj",),
}


class LowRank(nn.Module):
    """Changes, outer @ inner, of one kind of matrix in all layers.

    Attributes
    ----------
    inner : (n_layers, rank, n_in) Parameter
    outer : (n_layers, n_out, rank) Parameter
        Starts at 0.
    """

    def __init__(self, n_layers: int, n_out: int, n_in: int, rank: int):
        super().__init__()
        self.inner = nn.Parameter(torch.randn(n_layers, rank, n_in) * n_in**-0.5)
        self.outer = nn.Parameter(torch.zeros(n_layers, n_out, rank))


class Adapter(nn.Module):
    """Changes of all matrices of a decoder, and the rows of the tokens that can be written.

    Parameters
    ----------
    decoder : LlamaModel
    rank : int
    written_rows : (n_written, hidden_size)
        Of tokens 0 .. n - 1, in the input embedding and in the LM head.

    Attributes
    ----------
    weights : list of LayerWeights or None
        The changed weights, once `change` has made them.
    dtype : torch.dtype
        Theirs.
    """

    def __init__(self, decoder: LlamaModel, rank: int, written_rows: Tensor):
        super().__init__()
        self.written_rows = nn.Parameter(written_rows.detach().clone())
        self.dtype = written_rows.dtype
        self.weights: list[LayerWeights] | None = None
        layers = list(layers_of(decoder))
        self.norms = [(layer.input_layernorm.weight, layer.post_attention_layernorm.weight) for layer in layers]
        for kind, names in FUSED.items():
            fused = [torch.cat([layer.get_parameter(f"{name}.weight") for name in names]) for layer in layers]
            base = torch.stack(fused).detach()
            self.register_buffer(f"base_{kind}", base, persistent=False)
            n_layers, n_out, n_in = base.shape
            setattr(self, kind, LowRank(n_layers, n_out, n_in, rank))

    def train(self, mode: bool = True) -> "Adapter":
        """As for every module; what evaluates sees the weights as they are then."""
        if not mode:
            with torch.no_grad():
                self.change()
        return super().train(mode)

    def change(self) -> None:
        """Make the changed weights, for all passes until they are made again."""
        with torch.autocast(self.written_rows.device.type, enabled=False):
            kinds = {kind: self.changed(kind).to(self.dtype).unbind() for kind in FUSED}
        self.weights = [
            LayerWeights(
                attention_norm.to(self.written_rows.device, self.dtype),
                (kinds["query_key_value"][index],),
                kinds["output"][index],
                mlp_norm.to(self.written_rows.device, self.dtype),
                (kinds["gate_up"][index],),
                kinds["down"][index],
            )
            for index, (attention_norm, mlp_norm) in enumerate(self.norms)
        ]

    def changed(self, kind: str) -> Tensor:
        """The changed matrices of a kind, (n_layers, n_out, n_in)."""
        low_rank = getattr(self, kind)
        return torch.baddbmm(getattr(self, f"base_{kind}"), low_rank.outer, low_rank.inner)

    def embed(self, token_ids: Tensor, embedded: Tensor) -> Tensor:
        """Put the rows of written tokens in the place of the decoder's."""
        n_written = len(self.written_rows)
        rows = nn.functional.embedding(token_ids.clamp(max=n_written - 1), self.written_rows)
        return torch.where((token_ids < n_written).unsqueeze(-1), rows, embedded)


def merged(base: dict[str, Tensor], adapter: dict[str, Tensor]) -> dict[str, Tensor]:
    """Weights of a decoder with an adapter's changes; its embedding gets the written rows before its own.

    Parameters
    ----------
    base : dict of str to Tensor
        `LlamaForCausalLM`'s, by name.
    adapter : dict of str to Tensor
        An `Adapter`'s, by name.

    Raises
    ------
    ValueError
        If the adapter is one of another decoder.
    """
    tensors = dict(base)
    try:
        for kind, names in FUSED.items():
            changes = torch.bmm(adapter[f"{kind}.outer"], adapter[f"{kind}.inner"])
            for index, change in enumerate(changes):
                keys = [f"model.layers.{index}.{name}.weight" for name in names]
                for key, part in zip(keys, change.split([len(base[key]) for key in keys]), strict=True):
                    tensors[key] = base[key] + part
        tensors["model.embed_tokens.weight"] = torch.cat([adapter["written_rows"], base["model.embed_tokens.weight"]])
    except (KeyError, RuntimeError) as error:
        raise ValueError(f"the adapter does not fit its base: {error}") from error
    return tensors


@torch.no_grad()
def fold_adapter(model: "AdaptiveLatentModel") -> None:
    """Change the weights themselves, and take the adapter off; its tensors stay, for the checkpoint."""
    if model.adapter is None:
        return
    tensors = {name: value.detach() for name, value in model.adapter.state_dict().items()}
    base = dict(model.backbone.state_dict())
    n_written = len(tensors["written_rows"])
    base["model.embed_tokens.weight"] = base["model.embed_tokens.weight"][n_written:]
    changed = merged(base, tensors)
    model.adapter = None
    model.adapter_tensors = tensors
    model.backbone.load_state_dict(changed | {"lm_head.weight": changed["model.embed_tokens.weight"]})
