"""Bare arithmetic: rows of equations whose results are learned, and how many of them a model computes.

`python -m train.drill --checkpoint DIR` counts those that a checkpoint computes.
"""

import argparse
import random
from typing import NamedTuple

import torch
from accelerate.utils import send_to_device
from torch import Tensor
from transformers import PreTrainedTokenizerBase

from latentviz.model.checkpoint import load_checkpoint
from latentviz.model.modeling import AdaptiveLatentModel
from latentviz.stats import proportion
from train import command
from train.start.backbone import has_number_tokens

SIGNS = "+-*/"
N_EQUATIONS = 8
N_EQUATION_TOKENS = 7
RESULT_TOKEN = 5


class DrillBatch(NamedTuple):
    """Rows of `N_EQUATIONS` equations of `N_EQUATION_TOKENS` tokens each.

    Attributes
    ----------
    ids : (batch, N_EQUATIONS * N_EQUATION_TOKENS) int64
    """

    ids: Tensor

    def counts(self) -> dict[str, int]:
        """Number of terms of the loss."""
        return {"drill": self.results.numel()}

    @property
    def results(self) -> Tensor:
        """Tokens after the equals signs, (batch, N_EQUATIONS)."""
        return self.ids[:, RESULT_TOKEN::N_EQUATION_TOKENS]


def drill(
    rng: random.Random, n_rows: int, max_number: int, tokenizer: PreTrainedTokenizerBase, signs: str = SIGNS
) -> DrillBatch:
    """Draw rows of equations with numbers up to `max_number`."""
    rows = ["".join(f"<<{equation(rng, max_number, signs)}>>" for _ in range(N_EQUATIONS)) for _ in range(n_rows)]
    return DrillBatch(torch.tensor(tokenizer(rows, add_special_tokens=False)["input_ids"]))


def equation(rng: random.Random, max_number: int, signs: str = SIGNS) -> str:
    """A gold step such as "12+7=19" with whole numbers from 1 to `max_number`, each sign equally often."""
    sign = rng.choice(signs)
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
def computed(model: AdaptiveLatentModel, batch: DrillBatch) -> Tensor:
    """Whether each result is the most probable token, (batch, N_EQUATIONS) bool."""
    return result_logits(model, batch.ids).argmax(-1) == batch.results


@command
def main(argv: list[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m train.drill", description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", required=True, metavar="DIR")
    parser.add_argument("--max-number", type=int, help="largest number; by default that of the checkpoint's problems")
    parser.add_argument("--n", type=int, default=2000, help="equations of each sign, rounded up to whole rows")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args(argv)
    if arguments.n < 1:
        raise ValueError(f"--n is {arguments.n}; it must be 1 or more")
    checkpoint = load_checkpoint(arguments.checkpoint, with_map=False)
    largest = arguments.max_number
    if largest is None:
        largest = checkpoint.model.config.limits["trained_max_number"]
    if largest < 4 or not has_number_tokens(checkpoint.tokenizer, largest):
        raise ValueError(f"--max-number is {largest}; it must be 4 or more, and each number one token of this model")
    for sign in SIGNS:
        rng = random.Random(f"{arguments.seed}/{sign}")
        batch = drill(rng, -(-arguments.n // N_EQUATIONS), largest, checkpoint.tokenizer, sign)
        right = computed(checkpoint.model, send_to_device(batch, checkpoint.model.device))
        share = proportion(right.flatten().cpu().numpy())
        low, high = share.interval
        print(f"{sign}  {share.share:.1%} of {share.n:,} (95 % interval {low:.1%} to {high:.1%}), numbers to {largest}")


if __name__ == "__main__":
    raise SystemExit(main())
