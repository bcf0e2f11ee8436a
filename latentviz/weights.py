"""The weight files of a checkpoint folder: one, or several that an index lists; and the memory that they take."""

import json
import math
from pathlib import Path

import psutil
import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor

from latentviz.folder import WEIGHTS, WEIGHTS_INDEX, CheckpointError

CGROUP = Path("/sys/fs/cgroup")


def weight_files(folder: Path) -> list[Path]:
    """The files with a folder's tensors.

    Raises
    ------
    CheckpointError
        If the folder has none, or the index lists one that is not there.
    """
    index = folder / WEIGHTS_INDEX
    if (folder / WEIGHTS).is_file() or not index.is_file():
        return [folder / WEIGHTS]
    try:
        names = sorted(set(json.loads(index.read_text(encoding="utf-8"))["weight_map"].values()))
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise CheckpointError(f"{index}: not an index of weight files ({error})") from error
    missing = [name for name in names if Path(name).name != name or not (folder / name).is_file()]
    if missing or not names:
        raise CheckpointError(f"{index}: lists {', '.join(missing) or 'no file'}, which is not in the folder")
    return [folder / name for name in names]


def read_tensors(folder: Path) -> dict[str, Tensor]:
    """The tensors of a folder by their names, as stored.

    Raises
    ------
    CheckpointError
        If a file is not whole.
    """
    tensors: dict[str, Tensor] = {}
    for path in weight_files(folder):
        try:
            with safe_open(path, framework="pt") as stored:
                tensors |= {name: stored.get_tensor(name) for name in stored.keys()}  # noqa: SIM118
        except SafetensorError as error:
            raise CheckpointError(f"{path}: not a whole safetensors file ({error})") from error
    return tensors


def memory_needed(folder: Path, dtype: torch.dtype) -> int:
    """Bytes that a folder's tensors take in a precision, read from the headers of its files alone.

    Raises
    ------
    CheckpointError
        If a file is not whole.
    """
    n_values = 0
    for path in weight_files(folder):
        try:
            with safe_open(path, framework="pt") as stored:
                n_values += sum(math.prod(stored.get_slice(name).get_shape()) for name in stored.keys())  # noqa: SIM118
        except SafetensorError as error:
            raise CheckpointError(f"{path}: not a whole safetensors file ({error})") from error
    return n_values * dtype.itemsize


def memory_available(device: torch.device) -> int:
    """Bytes that are free on a device now; on the CPU at most what a container lets its processes take."""
    if device.type == "cuda":
        return torch.cuda.mem_get_info(device)[0]
    free = psutil.virtual_memory().available
    try:
        limit, taken = ((CGROUP / name).read_text().strip() for name in ("memory.max", "memory.current"))
        return free if limit == "max" else min(free, int(limit) - int(taken))
    except (OSError, ValueError):
        return free


def check_memory(folder: Path, dtype: torch.dtype, device: torch.device) -> None:
    """Refuse weights that do not fit, before they are read.

    Raises
    ------
    CheckpointError
        If they take more memory than there is.
    """
    needed, free = memory_needed(folder, dtype), memory_available(device)
    if needed > free:
        name = str(dtype).removeprefix("torch.")
        raise CheckpointError(
            f"{folder}: its weights take {needed / 1e9:.2f} GB as {name}, and {free / 1e9:.2f} GB are free on {device}"
            "; choose --dtype bfloat16, close other programs, or use a larger machine"
        )
