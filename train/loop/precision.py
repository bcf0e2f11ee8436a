"""What a device trains in: float32, or bfloat16 where that is much faster."""

from dataclasses import replace
from functools import cache
from typing import TypeVar

import torch

from latentviz.model.threads import shortest_s
from train.config import RunOptions

Options = TypeVar("Options", bound=RunOptions)
# What mixed precision costs in conversions must be won back by the products.
WORTH = 2.0
N_ROWS, N_INNER, N_COLUMNS = 1024, 256, 768


def fast_precision(device: torch.device) -> str:
    """What a device trains in: "bf16" where its products of matrices are much faster in bfloat16, else "no"."""
    if device.type == "cpu":
        return "bf16" if bfloat16_gain() >= WORTH else "no"
    if device.type == "cuda":
        return "bf16" if torch.cuda.is_bf16_supported(including_emulation=False) else "no"
    return "no"


@cache
def bfloat16_gain() -> float:
    """How many times faster products of matrices are on this CPU in bfloat16 than in float32.

    Measured, as its instructions do not tell: products with AVX-512 BF16 alone can be slower than in float32.
    """
    return product_s(torch.float32) / product_s(torch.bfloat16)


def product_s(dtype: torch.dtype) -> float:
    """Seconds of one product of matrices."""
    left, right = torch.ones(N_ROWS, N_INNER, dtype=dtype), torch.ones(N_INNER, N_COLUMNS, dtype=dtype)
    return shortest_s(lambda: left @ right)


def with_precision(options: Options, device: torch.device) -> Options:
    """The options, with the precision of a device in place of "auto"."""
    return replace(options, precision=fast_precision(device)) if options.precision == "auto" else options
