"""`ThoughtState`: where a batch of thoughts stands, as a value; and `Step`, from one to the next."""

import copy
from dataclasses import dataclass, replace
from typing import Any

from torch import Tensor
from transformers import DynamicCache


class ThoughtCache(DynamicCache):
    """Keys and values of all slots so far, both in the type of the values.

    In mixed precision rotary embeddings make float32 of the keys: each pass would convert those of all slots anew.

    Attributes
    ----------
    layers : list of transformers.cache_utils.DynamicLayer
        No decoder is taken that has others.
    """

    layers: list[Any]

    def update(self, key_states: Tensor, value_states: Tensor, *args, **kwargs) -> tuple[Tensor, Tensor]:
        return super().update(key_states.to(value_states.dtype), value_states, *args, **kwargs)


@dataclass(frozen=True)
class ThoughtState:
    """Where a batch of thoughts stands. A state is a value: extending it leaves it usable.

    Attributes
    ----------
    cache : ThoughtCache
        Keys and values of all slots so far.
    attention_mask : (batch, n_slots) int64
        1 where a slot is part of the row's sequence. Rows that wait for others hold masked slots.
    next_position : (batch,) int64
        Position of the next real slot of each row.
    hidden : (batch, hidden_size)
        Last hidden state after the final norm at each row's last real slot.
    """

    cache: ThoughtCache
    attention_mask: Tensor
    next_position: Tensor
    hidden: Tensor

    @property
    def n_slots(self) -> int:
        """Number of slots, masked ones included."""
        return self.attention_mask.shape[1]

    def select(self, rows: Tensor) -> "ThoughtState":
        """Rows of the batch, in this order and as often as named: continuations of a shared prefix.

        Parameters
        ----------
        rows : (n,) int64
        """
        cache = copy_cache(self.cache)
        cache.batch_select_indices(rows)
        return ThoughtState(cache, self.attention_mask[rows], self.next_position[rows], self.hidden[rows])

    def hide_slots(self, hidden_slots: Tensor) -> "ThoughtState":
        """Forget slots of each row, which must be its last real ones.

        Parameters
        ----------
        hidden_slots : (batch, n_slots) bool
            True where a slot is to be forgotten. `hidden` is left as it was.
        """
        mask = self.attention_mask * (~hidden_slots)
        return replace(self, attention_mask=mask, next_position=mask.sum(1))


@dataclass(frozen=True)
class Step:
    """A pass through the decoder, at START or at a latent step.

    Attributes
    ----------
    before, after : ThoughtState
        Batch size 1.
    inputs : (1, 1, hidden_size)
    layers : (1, n_layers + 1, hidden_size)
        Embedding and the output of every layer, the last after the final norm.
    """

    before: ThoughtState
    inputs: Tensor
    after: ThoughtState
    layers: Tensor

    @property
    def hidden(self) -> Tensor:
        """Hidden state after the final norm, (1, hidden_size)."""
        return self.layers[:, -1]


def copy_cache(cache: ThoughtCache) -> ThoughtCache:
    """Copy a cache without copying its tensors (a layer's update binds new tensors, it does not write)."""
    duplicate = copy.copy(cache)
    duplicate.layers = [copy.copy(layer) for layer in cache.layers]
    return duplicate
