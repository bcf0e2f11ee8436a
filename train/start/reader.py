"""A reader for a model that learns: which language model reads, and how it spells the tokens of the vocabulary."""

from dataclasses import asdict

import torch
from torch import Tensor
from transformers import AutoTokenizer, PreTrainedTokenizerBase

from latentviz.model.modeling import AdaptiveLatentModel
from latentviz.model.pretrained import base_of, located, read_llama
from latentviz.model.reader import MAX_PIECES, Base, Reader
from train.start.tiny import PIECE

NUMBER = " 7"


def add_reader(
    model: AdaptiveLatentModel,
    tokenizer: PreTrainedTokenizerBase,
    source: str,
    n_layers: int,
    rank: int = 0,
    n_frozen: int = 0,
) -> None:
    """Let the lower layers of a language model read the questions of a model, which at first changes nothing.

    Parameters
    ----------
    rank : int
        Of the adapters with which the reading is learned too; 0: it stays as it is.
    n_frozen : int
        Lowest layers without adapters.

    Raises
    ------
    BackboneError
        If the language model cannot be read.
    """
    config, _ = read_llama(source, n_layers)
    sizes = {
        "hidden_size": config.hidden_size,
        "key_size": config.num_key_value_heads * config.head_dim,
        "inner_size": config.intermediate_size,
    }
    base = asdict(Base(**base_of(source), n_layers=n_layers, **sizes, rank=rank, n_frozen=n_frozen))
    model.config.reader = base
    model.reader = Reader(base, len(tokenizer), model.hidden_size)
    name, where = located(source)
    model.reader.pieces.copy_(spelling(tokenizer, AutoTokenizer.from_pretrained(name, **where)))
    model.reader.load_base()


def carry_reader(model: AdaptiveLatentModel, tokenizer: PreTrainedTokenizerBase, start: AdaptiveLatentModel) -> None:
    """Give a model with another vocabulary the reader of a trained one, if it has one."""
    if start.reader is not None:
        base = start.reader.base
        add_reader(model, tokenizer, base.source, base.n_layers, base.rank, base.n_frozen)
        model.reader.projection.load_state_dict(start.reader.projection.state_dict())
        model.reader.adapters.load_state_dict(start.reader.adapters.state_dict())


def spelling(tokenizer: PreTrainedTokenizerBase, base_tokenizer: PreTrainedTokenizerBase) -> Tensor:
    """How a language model spells the tokens of a vocabulary, (n_tokens, MAX_PIECES) int32, -1 where it ends."""
    table = torch.full((len(tokenizer), MAX_PIECES), -1, dtype=torch.int32)
    for row, token in enumerate(tokenizer.convert_ids_to_tokens(range(len(tokenizer)))):
        ids = base_tokenizer(text_of(token), add_special_tokens=False)["input_ids"][:MAX_PIECES]
        table[row, : len(ids)] = torch.tensor(ids, dtype=torch.int32)
    return table


def text_of(token: str) -> str:
    """A token as a text has it, with a blank before a word.

    All numbers are read alike, so that a question with another number in it has the same states.
    """
    if token.isdecimal():
        return NUMBER
    if token.startswith(PIECE) and token != PIECE:
        return token.removeprefix(PIECE)
    if token.startswith("<") or not token.isascii():
        return ""
    return f" {token}" if token.isalpha() or token == "$" else token
