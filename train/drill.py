"""Bare arithmetic: rows of equations whose results are learned, and how many of them a model computes."""

import random
from dataclasses import dataclass

import torch
from torch import Tensor
from transformers import PreTrainedTokenizerBase

from latentviz.model.modeling import AdaptiveLatentModel
from train.config import SftOptions

N_EQUATIONS = 8
N_EQUATION_TOKENS = 7
RESULT_TOKEN = 5


@dataclass(frozen=True)
class DrillBatch:
    """Rows of `N_EQUATIONS` equations of `N_EQUATION_TOKENS` tokens each.

    Attributes
    ----------
    ids : (batch, N_EQUATIONS * N_EQUATION_TOKENS) int64
    """

    ids: Tensor

    def to(self, device: torch.device) -> "DrillBatch":
        """Move the tensor."""
        return DrillBatch(self.ids.to(device))

    def shard(self, index: int, n_shards: int) -> "DrillBatch":
        """Rows index, index + n_shards, ...: the share of one process."""
        return DrillBatch(self.ids[index::n_shards])

    def counts(self) -> dict[str, int]:
        """Number of terms of the loss."""
        return {"drill": self.results.numel()}

    @property
    def results(self) -> Tensor:
        """Tokens after the equals signs, (batch, N_EQUATIONS)."""
        return self.ids[:, RESULT_TOKEN::N_EQUATION_TOKENS]


def drill_batch(options: SftOptions, tokenizer: PreTrainedTokenizerBase, step: int) -> DrillBatch:
    """The drill of one optimiser step; it depends on the seed and the step alone."""
    rng = random.Random(f"{options.seed}/{step}/drill")
    rows = [
        "".join(f"<<{equation(rng, options.max_number)}>>" for _ in range(N_EQUATIONS))
        for _ in range(options.batch_size)
    ]
    return DrillBatch(torch.tensor(tokenizer(rows, add_special_tokens=False)["input_ids"]))


def equation(rng: random.Random, max_number: int) -> str:
    """A gold step such as "12+7=19" with whole numbers from 1 to `max_number`, each sign equally often."""
    sign = rng.choice("+-*/")
    if sign in "+-":
        total = rng.randint(2, max_number)
        part = rng.randint(1, total - 1)
        return f"{part}+{total - part}={total}" if sign == "+" else f"{total}-{part}={total - part}"
    factor = rng.randint(2, max_number // 2)
    other = rng.randint(2, max_number // factor)
    if rng.random() < 0.5:
        factor, other = other, factor
    product = factor * other
    return f"{factor}*{other}={product}" if sign == "*" else f"{product}/{factor}={other}"


def result_logits(model: AdaptiveLatentModel, ids: Tensor) -> Tensor:
    """Logits of what follows each equals sign, (batch, N_EQUATIONS, n_writable); `ids` as in `DrillBatch`."""
    _, hidden, _ = model.extend(model.unread(torch.ones_like(ids)), model.embed(ids))
    return model.token_logits(hidden[:, RESULT_TOKEN - 1 :: N_EQUATION_TOKENS])


@torch.no_grad()
def arithmetic_accuracy(model: AdaptiveLatentModel, tokenizer: PreTrainedTokenizerBase, options: SftOptions) -> float:
    """Share of results that are the most probable token, in [0, 1], over a drill that no step learns from."""
    batch = drill_batch(options, tokenizer, step=0).to(next(model.parameters()).device)
    return (result_logits(model, batch.ids).argmax(-1) == batch.results).float().mean().item()
