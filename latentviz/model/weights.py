"""How weights are stored: as float32, as bfloat16, or as int8 with one scale a row."""

from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

WEIGHT_FORMATS = ("float32", "bfloat16", "int8")
SCALE = ".scale"
LARGEST_INT8 = 127


def store_as(path: Path, weights: str) -> None:
    """Rewrite a safetensors file of float32 tensors in a format of `WEIGHT_FORMATS`.

    As int8, matrices are stored; vectors are float32 as before.
    """
    if weights == "float32":
        return
    stored = {}
    for name, tensor in load_file(path).items():
        if not tensor.is_floating_point():
            stored[name] = tensor
        elif weights == "bfloat16":
            stored[name] = tensor.to(torch.bfloat16)
        else:
            stored |= quantized(name, tensor) if tensor.ndim >= 2 else {name: tensor}
    save_file(stored, path, metadata={"format": "pt"})


def quantized(name: str, matrix: Tensor) -> dict[str, Tensor]:
    """Round a matrix, or several, to 255 levels a row; rounding what was rounded changes nothing.

    Returns
    -------
    tensors : dict of str to Tensor
        `name`, (.., rows, columns) int8, and `name` + `SCALE`, (.., rows, 1) float32.
    """
    scale = matrix.float().abs().amax(-1, keepdim=True).clamp(min=1e-12) / LARGEST_INT8
    return {name: (matrix / scale).round().to(torch.int8), name + SCALE: scale}


def dequantized(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """Multiply what `quantized` rounded by its scales; other tensors stay as they are.

    Raises
    ------
    ValueError
        If an int8 tensor has no scale of its rows.
    """
    plain = {}
    for name, tensor in tensors.items():
        if tensor.dtype == torch.int8:
            scale = tensors.get(name + SCALE)
            if scale is None or scale.shape != (*tensor.shape[:-1], 1):
                raise ValueError(f"{name} is int8 without a scale for each row")
            plain[name] = tensor * scale
        elif not (name.endswith(SCALE) and name.removesuffix(SCALE) in tensors):
            plain[name] = tensor
    return plain
