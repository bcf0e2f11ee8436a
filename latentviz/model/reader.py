"""`Reader`: the lower layers of a pretrained language model read the words of a question before the decoder does.

A small decoder that learns from a few thousand problems knows too little English. The states of a language model that
has read much of it tell which words mean alike here, and who gives what to whom. They are added to the input embedding
of the question. The language model itself stays as it is, and no checkpoint holds it; low-rank adapters on its layers,
which a checkpoint does hold, let it learn what a reader of such questions looks for.
"""

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import LlamaModel

from latentviz.model.pretrained import BackboneError, base_of, read_llama

MAX_PIECES = 8
ADAPTED = (
    *("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj"),
    *("mlp.gate_proj", "mlp.up_proj", "mlp.down_proj"),
)


@dataclass(frozen=True)
class Base:
    """The language model of a reader.

    Attributes
    ----------
    source : str
        GGUF file of a Llama, or "package:NAME" for the one in an installed package.
    sha256 : str
    n_layers : int
        Its lower layers that read.
    hidden_size, key_size, inner_size : int
        Widths of a state, of all keys of a token, and inside the feed-forward layer.
    rank : int
        Of the adapters; 0: none.
    n_frozen : int
        Lowest layers that have no adapters.
    """

    source: str
    sha256: str
    n_layers: int
    hidden_size: int
    key_size: int = 0
    inner_size: int = 0
    rank: int = 0
    n_frozen: int = 0


class LowRank(nn.Module):
    """Two thin matrices whose product is added to the weights of a linear layer (LoRA, arXiv 2106.09685).

    Parameters
    ----------
    n_in, n_out, rank : int
    """

    def __init__(self, n_in: int, n_out: int, rank: int):
        super().__init__()
        self.down = nn.Parameter(torch.empty(rank, n_in))
        self.up = nn.Parameter(torch.zeros(n_out, rank))
        nn.init.kaiming_uniform_(self.down, a=math.sqrt(5))

    def add(self, _: nn.Module, inputs: tuple[Tensor, ...], output: Tensor) -> Tensor:
        """The output of the linear layer with what the adapter adds; a forward hook of that layer."""
        (states,) = inputs
        down, up = self.down.to(states.dtype), self.up.to(states.dtype)
        return output + nn.functional.linear(nn.functional.linear(states, down), up)


class Reader(nn.Module):
    """What a language model makes of each word of a question, projected to the decoder's input embeddings.

    Parameters
    ----------
    base : dict
        Fields of `Base`.
    n_tokens, hidden_size : int
        Vocabulary and width of the decoder.

    Attributes
    ----------
    pieces : (n_tokens, MAX_PIECES) int32
        How the language model spells each token of the decoder, -1 where it has fewer pieces.
    projection : nn.Linear
        Starts at 0, so that a new reader changes nothing.
    adapters : nn.ModuleList of LowRank
        Of the linear layers in `ADAPTED`, layer by layer from `n_frozen` on.
    """

    pieces: Tensor

    def __init__(self, base: dict, n_tokens: int, hidden_size: int):
        super().__init__()
        self.base = Base(**base)
        self.register_buffer("pieces", torch.full((n_tokens, MAX_PIECES), -1, dtype=torch.int32))
        self.projection = nn.Linear(self.base.hidden_size, hidden_size, bias=False)
        nn.init.zeros_(self.projection.weight)
        size, keys, inner, rank = self.base.hidden_size, self.base.key_size, self.base.inner_size, self.base.rank
        sizes = ((size, size), (size, keys), (size, keys), (size, size), (size, inner), (size, inner), (inner, size))
        n_adapted = self.base.n_layers - self.base.n_frozen if rank else 0
        self.adapters = nn.ModuleList(LowRank(*of_one, rank) for _ in range(n_adapted) for of_one in sizes)
        # In a list it is no part of the module: neither trained nor stored.
        self._language_model: list[LlamaModel] = []
        self._remembered: dict[bytes, Tensor] | None = None

    @property
    def language_model(self) -> LlamaModel:
        """The layers that read, once `load_base` has read them."""
        return self._language_model[0]

    def _apply(self, fn, recurse: bool = True):
        for language_model in self._language_model:
            language_model._apply(fn, recurse)
        return super()._apply(fn, recurse)

    def load_base(self) -> None:
        """Read the language model.

        Raises
        ------
        BackboneError
            If it is not installed, another one than this reader learned with, or without some of the pieces.
        """
        source, n_layers = self.base.source, self.base.n_layers
        if base_of(source)["sha256"] != self.base.sha256:
            raise BackboneError(f"{source!r} is another file than its reader learned with, {self.base.sha256}")
        config, tensors = read_llama(source, n_layers)
        if int(self.pieces.max()) >= config.vocab_size:
            raise BackboneError(f"a token is spelled with a piece that {source!r} does not have")
        model = LlamaModel._from_config(config, attn_implementation="sdpa", dtype=torch.float32)
        model.norm = nn.Identity()
        model.load_state_dict({name.removeprefix("model."): value for name, value in tensors.items()})
        weight = self.projection.weight
        self._language_model = [model.to(weight.device, weight.dtype).requires_grad_(False).eval()]
        # Only `train.reader` lets them learn.
        self.adapters.requires_grad_(False)
        if self.adapters:
            linears = [layer.get_submodule(name) for layer in model.layers[self.base.n_frozen :] for name in ADAPTED]
            for adapter, linear in zip(self.adapters, linears, strict=True):
                linear.register_forward_hook(adapter.add)

    def share_base(self, other: "Reader") -> None:
        """Read with the language model of a reader with the same adapters, which stay as they are."""
        self._language_model = other._language_model

    def states(self, token_ids: Tensor, mask: Tensor) -> Tensor:
        """States of the language model after each token, scaled to unit variance, (batch, length, its hidden_size).

        Parameters
        ----------
        token_ids, mask : (batch, length) int64
            Of the decoder's tokens; padding may stand on either side.
        """
        pieces = self.pieces[token_ids].long()
        is_piece = (pieces >= 0) & mask.bool().unsqueeze(-1)
        places = is_piece.flatten(1).cumsum(1).view(pieces.shape) - 1
        n_pieces = max(int(places.amax()) + 1, 1)
        spelled = pieces.new_zeros(len(pieces), n_pieces)
        rows = torch.arange(len(pieces), device=pieces.device)[:, None, None].expand_as(pieces)
        spelled[rows[is_piece], places[is_piece]] = pieces[is_piece]
        # Equal texts of a batch are read once. What pads a row stands behind it, where no word looks.
        texts, text_of = spelled.unique(dim=0, return_inverse=True)
        read = self.read(texts) if self._remembered is None else self._recalled(texts, self._remembered)
        last = places[..., -1].clamp(min=0)
        return read[text_of.unsqueeze(1), last] * mask.unsqueeze(-1)

    def remember(self) -> None:
        """Keep what is read from now on, for a process that reads the same texts again and again and trains nothing."""
        self._remembered = {}

    def _recalled(self, texts: Tensor, remembered: dict[bytes, Tensor]) -> Tensor:
        keys = [row.tobytes() for row in texts.cpu().numpy()]
        new = [row for row, key in enumerate(keys) if key not in remembered]
        if new:
            remembered |= zip((keys[row] for row in new), self.read(texts[new]), strict=True)
        return torch.stack([remembered[key] for key in keys])

    def read(self, pieces: Tensor, mask: Tensor | None = None, positions: Tensor | None = None) -> Tensor:
        """States of the language model after each of its own tokens, scaled to unit variance, as `states` does.

        Parameters
        ----------
        pieces : (batch, length) int64
        mask : (batch, 1, length, length), optional
            What is added to the scores that each piece gives to others (last), -inf where it does not see them; it sees
            those before it by default.
        positions : (batch, length) int64, optional
        """
        learns = torch.is_grad_enabled() and any(weight.requires_grad for weight in self.adapters.parameters())
        with torch.set_grad_enabled(learns), torch.autocast(pieces.device.type, enabled=False):
            output = self.language_model(input_ids=pieces, attention_mask=mask, position_ids=positions, use_cache=False)
        read = output.last_hidden_state.float()
        return nn.functional.layer_norm(read, read.shape[-1:])

    def forward(self, token_ids: Tensor, mask: Tensor) -> Tensor:
        """What is added to the input embeddings of questions, (batch, length, hidden_size)."""
        states = self.states(token_ids, mask)
        return self.projection(states.to(self.projection.weight.dtype))
