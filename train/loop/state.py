"""The state of a run on disk, from which it goes on: what learns, optimisers, schedules and progress."""

import json
import shutil
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from latentviz.utils.atomic import FRESH, sync, told_as_os_error


def save_state(folder: Path, model: nn.Module, optimizers: list, schedulers: list, progress: dict) -> None:
    """Write the state; a reader sees the old one or the new one, never a half.

    Where the disk is full or cannot be written to, `OSError` is raised and the old one stays.

    Parameters
    ----------
    progress : dict
        JSON values of the loop, such as the number of finished steps.
    """
    fresh, old = folder.with_name(folder.name + FRESH), folder.with_name(folder.name + ".old")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    tensors = {f"model.{name}": parameter.detach().contiguous() for name, parameter in learning(model)}
    plain = {"progress": progress, "schedulers": [s.state_dict() for s in schedulers], "optimizers": []}
    for index, optimizer in enumerate(optimizers):
        state = optimizer.state_dict()
        for key, values in state["state"].items():
            tensors |= {f"optimizer.{index}.{key}.{name}": value.contiguous() for name, value in values.items()}
        plain["optimizers"].append({"param_groups": state["param_groups"]})
    with told_as_os_error(fresh):
        save_file(tensors, fresh / "tensors.safetensors")
    (fresh / "state.json").write_text(json.dumps(plain), encoding="utf-8")
    for written in (*fresh.iterdir(), fresh):
        sync(written)
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    sync(folder.parent)
    shutil.rmtree(old, ignore_errors=True)


def learning(model: nn.Module) -> list[tuple[str, nn.Parameter]]:
    """Names and parameters of what learns."""
    return [(name, parameter) for name, parameter in model.named_parameters() if parameter.requires_grad]


def load_state(folder: Path, model: nn.Module, optimizers: list, schedulers: list) -> dict:
    """Restore what `save_state` wrote; return `progress`.

    Raises
    ------
    FileNotFoundError
        If there is no state in the folder.
    """
    if not folder.exists():
        folder = folder.with_name(folder.name + ".old")
    if not folder.exists():
        raise FileNotFoundError(f"no resumable state at {folder.with_suffix('')}")
    tensors = load_file(folder / "tensors.safetensors")
    plain = json.loads((folder / "state.json").read_text(encoding="utf-8"))
    with torch.no_grad():
        for name, parameter in learning(model):
            parameter.copy_(tensors[f"model.{name}"])
    states: list[dict[int, dict[str, Tensor]]] = [{} for _ in plain["optimizers"]]
    for full_name, value in tensors.items():
        if full_name.startswith("optimizer."):
            _, index, key, name = full_name.split(".")
            states[int(index)].setdefault(int(key), {})[name] = value
    for optimizer, state, saved in zip(optimizers, states, plain["optimizers"], strict=True):
        optimizer.load_state_dict({"state": state, "param_groups": saved["param_groups"]})
    for scheduler, saved in zip(schedulers, plain["schedulers"], strict=True):
        scheduler.load_state_dict(saved)
    return plain["progress"]
