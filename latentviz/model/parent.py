"""The checkpoint beside a folder that stores what it changed of that one's weights alone.

GRPO that trains the stop head leaves all other weights as they were. The header of the file with the changed ones names
the folder with the others, and the SHA-256 of its weights.
"""

import re
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import load_file, save_file

from latentviz.utils.checkpoint_files import PARENT_WEIGHTS, WEIGHTS, CheckpointError, digest

FOLDER, SHA256 = "parent", "parent_sha256"
_NAME = re.compile(r"\w[\w.-]*", re.ASCII)


def parent_of(weights: Path) -> dict[str, str]:
    """What the header of a file says of its parent; nothing where the file stores all, or cannot be read."""
    try:
        with safe_open(weights, framework="pt") as stored:
            header = stored.metadata() or {}
    except (OSError, SafetensorError):
        return {}
    return {name: value for name, value in header.items() if name in (FOLDER, SHA256)}


def parent_weights(folder: Path) -> list[Path]:
    """The file with the weights that a folder did not change; none where it stores all.

    It lies beside them, as `train.publish` puts it, or in the parent's folder.

    Raises
    ------
    CheckpointError
        If the file is not there, or another one than the folder goes on from.
    """
    parent = parent_of(folder / WEIGHTS)
    if not parent:
        return []
    name = parent.get(FOLDER, "")
    # The header may come from elsewhere: it names a folder beside this one, and no path.
    if not _NAME.fullmatch(name):
        raise CheckpointError(
            f"{folder / WEIGHTS}: parent is {name!r}; it must be the name of a folder beside {folder}"
        )
    copied = folder / PARENT_WEIGHTS
    weights = copied if copied.is_file() else folder / ".." / name / WEIGHTS
    if not weights.is_file():
        raise CheckpointError(f"{folder}: it stores what it changed of {name} alone, which is not beside it")
    if digest(weights) != parent.get(SHA256):
        raise CheckpointError(f"{folder}: {name} has other weights than those that it goes on from")
    return [weights]


def keep_changes(weights: Path, folder: Path, parent: Path) -> None:
    """Leave out the tensors that a parent stores alike, where it stores all and lies beside `folder`.

    Parameters
    ----------
    weights : Path
        File of all tensors, written anew.
    folder : Path
        Where it will lie.
    """
    before, own, other = parent / WEIGHTS, folder.resolve(), parent.resolve()
    if own == other or own.parent != other.parent or not before.is_file() or parent_of(before):
        return
    old, new = load_file(before), load_file(weights)
    if old.keys() != new.keys():
        return
    changed = {
        name: tensor
        for name, tensor in new.items()
        if tensor.dtype != old[name].dtype or not torch.equal(tensor, old[name])
    }
    if len(changed) < len(new):
        save_file(changed, weights, metadata={"format": "pt", FOLDER: other.name, SHA256: digest(before)})
