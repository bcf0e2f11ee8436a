"""Where a checkpoint comes from: a folder here, or a name on the Hugging Face hub."""

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import huggingface_hub
from huggingface_hub import constants
from huggingface_hub.errors import (
    DryRunError,
    GatedRepoError,
    HfHubHTTPError,
    HFValidationError,
    HTTPError,
    LocalEntryNotFoundError,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)
from tqdm.auto import tqdm

from latentviz.utils.checkpoint_files import SUMS, WEIGHTS, WEIGHTS_INDEX, CheckpointError, check_format

HUB_NAME = re.compile(r"(?P<repository>\w[\w.-]*/\w[\w.-]*)(?:@(?P<revision>[\w./-]+))?", re.ASCII)
# Nothing else is fetched, and so no pickle and no code.
WANTED = ("*.json", "*.jsonl", "*.safetensors", "*.md", SUMS)
CONFIG = "config.json"
SOURCE, SOURCE_HELP = "DIR|OWNER/NAME[@REVISION]", "a folder, or a model on the Hugging Face hub"
SHORT_COMMIT = 8


def find(source: str | Path, on_bytes: Callable[[int, int], None] | None = None, download: bool = True) -> Path:
    """The folder of a checkpoint, downloaded where it is a name on the hub.

    Parameters
    ----------
    source : str or Path
        A folder; or "owner/name" or "owner/name@revision", where no folder has that name.
    on_bytes : callable, optional
        Called with the bytes that are here and all bytes; without it, the terminal shows a bar. What it raises ends
        the download.
    download : bool
        Whether what is not in the hub's cache is fetched.

    Raises
    ------
    CheckpointError
        If there is no such checkpoint; the message says what to do.
    """
    named, folder = hub_name(source), Path(os.path.expanduser(source))
    if named is not None:
        return fetch(named["repository"], named["revision"], on_bytes, download)
    if not os.path.isdir(folder):
        is_file = os.path.isfile(folder)
        reason = "a file; name the folder that holds it" if is_file else "there is no such checkpoint folder"
        raise CheckpointError(f"{source}: {reason}")
    return folder


def hub_name(source: str | Path) -> re.Match | None:
    """Repository and revision of a name on the hub; None for a folder, also for one that is missing from its place."""
    folder = os.path.expanduser(source)
    if not isinstance(source, str) or os.path.isdir(folder) or os.path.isdir(os.path.dirname(folder) or "."):
        return None
    return HUB_NAME.fullmatch(source)


def own_folder(source: str | Path) -> Path:
    """A checkpoint's folder, in which results may be kept.

    Raises
    ------
    CheckpointError
        If it is a name on the hub, whose files lie in a cache.
    """
    if hub_name(source):
        raise CheckpointError(f"{source}: results are kept in a folder of your own; write one with `convert` first")
    return Path(source)


def label(folder: Path) -> str:
    """What a checkpoint is called: the name of its folder; of a download, its name on the hub and the commit."""
    *_, repository, snapshots, commit = ("", "", *folder.resolve().parts)
    if snapshots != "snapshots" or not repository.startswith("models--"):
        return commit
    return f"{repository.removeprefix('models--').replace('--', '/')}@{commit[:SHORT_COMMIT]}"


def fetch(repository: str, revision: str | None, on_bytes: Callable[[int, int], None] | None, download: bool) -> Path:
    """Download a checkpoint into the hub's cache, where it is not there yet; its format and size are looked at first.

    Raises
    ------
    CheckpointError
        If it cannot be had; the message says why, and what to do.
    """
    name = repository if revision is None else f"{repository}@{revision}"
    asked: dict[str, Any] = {"repo_id": repository, "revision": revision, "ignore_patterns": "*/*"}
    try:
        n_bytes = check_files_to_come(name, asked) if download else 0
        bar = tqdm if on_bytes is None and n_bytes else bar_that_tells(on_bytes)
        folder = huggingface_hub.snapshot_download(
            **asked, allow_patterns=list(WANTED), tqdm_class=bar, local_files_only=not download
        )
    except GatedRepoError as error:
        raise CheckpointError(
            f"{name}: its owner grants access on request; ask on {constants.ENDPOINT}/{repository}, then run "
            "`hf auth login` here"
        ) from error
    except RepositoryNotFoundError as error:
        raise CheckpointError(
            f"{name}: there is no such folder here, and on the hub no such model, or a private one; check the name, or "
            "run `hf auth login` with an account that may read it"
        ) from error
    except RevisionNotFoundError as error:
        raise CheckpointError(
            f"{name}: the model has no such revision; leave out @{revision} for its main one"
        ) from error
    except LocalEntryNotFoundError as error:
        raise CheckpointError(
            f"{name}: there is no such folder here, it is not in the hub's cache, and the hub cannot be reached; check "
            "the network and HF_HUB_OFFLINE, or name a folder"
        ) from error
    except HfHubHTTPError as error:
        raise CheckpointError(
            f"{name}: the hub refuses with status {error.response.status_code}; try again later, or name a folder"
        ) from error
    except HFValidationError as error:
        raise CheckpointError(f"{name}: {error}") from error
    except (HTTPError, OSError) as error:
        raise CheckpointError(
            f"{name}: the download broke off ({error}); try again, and it goes on from there"
        ) from error
    return Path(folder)


def check_files_to_come(name: str, asked: dict) -> int:
    """Refuse another kind of model, one without safetensors, and one that the disk cannot hold, before it is fetched.

    Returns
    -------
    n_bytes : int
        What is to be downloaded; 0, without any check, where the hub cannot be reached: its cache may serve.

    Raises
    ------
    CheckpointError
        With the cause.
    """
    asked = asked | {"tqdm_class": bar_that_tells(None)}
    try:
        plan = huggingface_hub.snapshot_download(**asked, allow_patterns=list(WANTED), dry_run=True)
    except DryRunError as error:
        if isinstance(error.__cause__, HfHubHTTPError) and error.__cause__.response.status_code in (401, 403, 404):
            raise error.__cause__ from None
        return 0
    names = {file.filename for file in plan}
    if CONFIG not in names:
        raise CheckpointError(f"{name}: the model has no {CONFIG}, so that it is no checkpoint; check the name")
    if not names & {WEIGHTS, WEIGHTS_INDEX}:
        raise CheckpointError(
            f"{name}: the model has no {WEIGHTS}; weights as pickles are never loaded, so ask its owner for safetensors"
        )
    config = Path(huggingface_hub.snapshot_download(**asked, allow_patterns=[CONFIG])) / CONFIG
    try:
        check_format(json.loads(config.read_text(encoding="utf-8")))
    except ValueError as error:
        raise CheckpointError(f"{name}: {error}") from error
    needed = sum(file.file_size or 0 for file in plan if file.will_download)
    free = shutil.disk_usage(existing(Path(constants.HF_HUB_CACHE))).free
    if needed > free:
        raise CheckpointError(
            f"{name}: {needed / 1e9:.2f} GB are to be downloaded, and {free / 1e9:.2f} GB are free below "
            f"{constants.HF_HUB_CACHE}; free some, or set HF_HOME to a larger disk"
        )
    return needed


def existing(folder: Path) -> Path:
    """The folder, or the nearest above it that exists."""
    return next(path for path in (folder, *folder.parents) if path.exists())


def bar_that_tells(on_bytes: Callable[[int, int], None] | None) -> type[tqdm]:
    """A progress bar for the hub's client that draws nothing, and calls a function, if there is one, with the bytes."""

    class Bar(tqdm):
        def __init__(self, *args, **kwargs):
            self._counts_bytes = kwargs.get("unit") == "B"
            super().__init__(*args, **kwargs | {"disable": True})

        def update(self, n=1):
            self.n += n
            if on_bytes is not None and self._counts_bytes and self.total:
                on_bytes(int(self.n), int(self.total))

    return Bar
