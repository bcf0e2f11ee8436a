"""`Reader`: the lower layers of a pretrained language model read the words of a question before the decoder does.

A small decoder that learns from a few thousand problems knows too little English. The states of a language model that
has read much of it tell which words mean alike here, and who gives what to whom. They are added to the input embedding
of the question; the language model itself stays as it is, and no checkpoint holds it.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import LlamaModel

from latentviz.model.pretrained import BackboneError, base_of, read_llama

MAX_PIECES = 8


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
    hidden_size : int
    """

    source: str
    sha256: str
    n_layers: int
    hidden_size: int


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
    """

    pieces: Tensor

    def __init__(self, base: dict, n_tokens: int, hidden_size: int):
        super().__init__()
        self.base = Base(**base)
        self.register_buffer("pieces", torch.full((n_tokens, MAX_PIECES), -1, dtype=torch.int32))
        self.projection = nn.Linear(self.base.hidden_size, hidden_size, bias=False)
        nn.init.zeros_(self.projection.weight)
        # In a list it is no part of the module: neither trained nor stored.
        self._language_model: list[LlamaModel] = []

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

    @torch.no_grad()
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
        # What pads a row stands behind it, where no word looks.
        with torch.autocast(spelled.device.type, enabled=False):
            read = self.language_model(input_ids=spelled, use_cache=False).last_hidden_state
        read = nn.functional.layer_norm(read.float(), read.shape[-1:])
        last = places[..., -1].clamp(min=0)
        return read[rows[..., 0], last] * mask.unsqueeze(-1)

    def forward(self, token_ids: Tensor, mask: Tensor) -> Tensor:
        """What is added to the input embeddings of questions, (batch, length, hidden_size)."""
        states = self.states(token_ids, mask)
        return self.projection(states.to(self.projection.weight.dtype))
