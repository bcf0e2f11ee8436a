"""Which arithmetic a device is fast in."""

from dataclasses import replace
from typing import TypeVar

import torch

from train.options import RunOptions

Options = TypeVar("Options", bound=RunOptions)
BFLOAT16_UNITS = ("amx_bf16", "avx512_bf16", "bf16")


def fast_precision(device: torch.device) -> str:
    """What a device trains in: "bf16" where hardware multiplies bfloat16 matrices, "no" where that is imitated."""
    if device.type == "cpu":
        units = torch.cpu.get_capabilities()
        return "bf16" if any(units.get(name) for name in BFLOAT16_UNITS) else "no"
    if device.type == "cuda":
        return "bf16" if torch.cuda.is_bf16_supported(including_emulation=False) else "no"
    return "no"


def with_precision(options: Options, device: torch.device) -> Options:
    """The options, with the precision of a device in place of "auto"."""
    return replace(options, precision=fast_precision(device)) if options.precision == "auto" else options
