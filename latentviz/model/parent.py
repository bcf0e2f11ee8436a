"""The checkpoint beside a folder that stores what it changed of that one's weights alone.

GRPO that trains the stop head leaves all other weights as they were. `PARENT` names the file that holds them.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from latentviz.utils.checkpoint_files import PARENT, WEIGHTS, CheckpointError, digest
from latentviz.utils.records import JsonRecord

# In the folder itself or one beside it: the record may come from elsewhere.
_FILE = re.compile(r"(\.\./\w[\w.-]*/)?\w[\w.-]*\.safetensors", re.ASCII)


@dataclass(frozen=True)
class Parent(JsonRecord):
    """Where the other weights lie.

    Attributes
    ----------
    file : str
        Path of a safetensors file, from the folder.
    sha256 : str
        Of that file.
    """

    file: str
    sha256: str

    def __post_init__(self):
        if not (isinstance(self.file, str) and _FILE.fullmatch(self.file)):
            raise ValueError(f"file is {self.file!r}; it must be in the folder or in one beside it")


def parent_weights(folder: Path) -> list[Path]:
    """The file with the weights that a folder did not change; none where it stores all.

    Raises
    ------
    CheckpointError
        If the file is not there, or another one than the folder goes on from.
    """
    path = folder / PARENT
    if not path.is_file():
        return []
    try:
        parent = Parent.from_dict(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise CheckpointError(f"{path}: {error}") from error
    weights = folder / parent.file
    if not weights.is_file():
        raise CheckpointError(f"{folder}: it stores what it changed of {parent.file} alone, which is not there")
    if digest(weights) != parent.sha256:
        raise CheckpointError(f"{folder}: {parent.file} is another file than the one that it goes on from")
    return [weights]


def keep_changes(fresh: Path, folder: Path, parent: Path) -> None:
    """Leave out the tensors of `fresh` that its parent stores alike, where that is whole and beside `folder`.

    Parameters
    ----------
    fresh : Path
        Folder with the weights, which get a `PARENT` beside them.
    folder : Path
        Where they will lie.
    """
    weights, own, other = parent / WEIGHTS, folder.resolve(), parent.resolve()
    if own == other or own.parent != other.parent or not weights.is_file() or (parent / PARENT).exists():
        return
    before, after = load_file(weights), load_file(fresh / WEIGHTS)
    same = {
        name
        for name, tensor in after.items()
        if name in before and tensor.dtype == before[name].dtype and torch.equal(tensor, before[name])
    }
    if not same or before.keys() != after.keys():
        return
    save_file({name: after[name] for name in after.keys() - same}, fresh / WEIGHTS, metadata={"format": "pt"})
    write_parent(fresh, f"../{other.name}/{WEIGHTS}", weights)


def write_parent(folder: Path, file: str, weights: Path) -> None:
    """Write that the other weights of `folder` are those of `weights`, which lie in `file` as seen from it."""
    text = json.dumps(Parent(file, digest(weights)).to_dict(), indent=2)
    (folder / PARENT).write_text(text + "\n", encoding="utf-8")
