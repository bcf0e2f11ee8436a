"""The processes that train or evaluate together."""

import torch
from accelerate import PartialState
from accelerate.utils import parse_flag_from_env


def join_processes() -> PartialState:
    """This process among those that `accelerate launch` or torchrun started, alone where nothing started it.

    On a machine without a GPU they talk over gloo: accelerate by itself would leave each of them alone there, unless
    ACCELERATE_USE_CPU is set.
    """
    return PartialState(cpu=parse_flag_from_env("ACCELERATE_USE_CPU") or not torch.accelerator.is_available())
