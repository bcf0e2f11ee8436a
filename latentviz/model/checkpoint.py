"""The checkpoint folder: save, load, verify."""

import json
import math
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import torch
from huggingface_hub.errors import StrictDataclassError
from safetensors import SafetensorError, safe_open
from torch import Tensor
from transformers import AutoTokenizer, PreTrainedTokenizerBase

from latentviz.model.hub import find, label
from latentviz.model.modeling import BUILDING, AdaptiveLatentConfig, AdaptiveLatentModel
from latentviz.model.parent import keep_changes, parent_weights
from latentviz.model.pretrained import BackboneError
from latentviz.model.reference_format import is_reference, reference_config, reference_tensors, stop_head_tokens
from latentviz.model.weights import dequantized, store_as
from latentviz.records.map_fit import HiddenStateMap
from latentviz.utils.atomic import FRESH, sync, told_as_os_error, write_text
from latentviz.utils.checkpoint_files import (
    CARD,
    CAUSES,
    EVAL,
    EXAMPLES,
    MAP,
    METRICS,
    PARENT_WEIGHTS,
    PICKLES,
    PROBES,
    RESULTS,
    RUN,
    SUMS,
    WEIGHTS,
    WEIGHTS_INDEX,
    CheckpointError,
    check_format,
    digest,
)

CGROUP = Path("/sys/fs/cgroup")


def weight_files(folder: Path) -> list[Path]:
    """The files with a folder's tensors; what a later one holds counts.

    Raises
    ------
    CheckpointError
        If the folder has none, or one that is named is not there.
    """
    index = folder / WEIGHTS_INDEX
    if (folder / WEIGHTS).is_file() or not index.is_file():
        return [*parent_weights(folder), folder / WEIGHTS]
    try:
        names = sorted({str(name) for name in json.loads(index.read_text(encoding="utf-8"))["weight_map"].values()})
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise CheckpointError(f"{index}: not an index of weight files ({error})") from error
    missing = [name for name in names if Path(name).name != name or not (folder / name).is_file()]
    if missing or not names:
        raise CheckpointError(f"{index}: lists {', '.join(missing) or 'no file'}, which is not in the folder")
    return [folder / name for name in names]


def stored_tensors(folder: Path) -> Iterator[tuple[str, Any]]:
    """Names and slices of a folder's tensors; a slice reads its tensor when it is indexed.

    Raises
    ------
    CheckpointError
        If a file is not whole.
    """
    for path in weight_files(folder):
        try:
            with safe_open(path, framework="pt") as stored:
                yield from ((name, stored.get_slice(name)) for name in stored.keys())  # noqa: SIM118
        except SafetensorError as error:
            raise CheckpointError(f"{path}: not a whole safetensors file ({error})") from error


def read_tensors(folder: Path) -> dict[str, Tensor]:
    """The tensors of a folder by their names, as stored, int8 as float32; errors as in `stored_tensors`."""
    tensors = {name: piece[...] for name, piece in stored_tensors(folder)}
    try:
        return dequantized(tensors)
    except ValueError as error:
        raise CheckpointError(f"{folder}: {error}") from error


def memory_needed(folder: Path, dtype: torch.dtype) -> int:
    """Bytes that a folder's tensors take in a precision, read from the headers of its files alone."""
    return dtype.itemsize * sum(math.prod(piece.get_shape()) for _, piece in stored_tensors(folder))


def memory_available(device: torch.device) -> int:
    """Bytes that are free on a device now; on the CPU at most what a container lets its processes take."""
    if device.type == "cuda":
        return torch.cuda.mem_get_info(device)[0]
    free = psutil.virtual_memory().available
    try:
        limit, taken = ((CGROUP / name).read_text().strip() for name in ("memory.max", "memory.current"))
        if limit == "max":
            return free
        # Files that were read count as taken, and give way when memory is asked for.
        stat = dict(line.split() for line in (CGROUP / "memory.stat").read_text().splitlines())
        cached = int(stat["active_file"]) + int(stat["inactive_file"])
        return min(free, int(limit) - int(taken) + cached)
    except (OSError, ValueError, KeyError):
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


FOLDER_FILES = (
    *("config.json", WEIGHTS, PARENT_WEIGHTS, "tokenizer.json", "tokenizer_config.json", "generation_config.json", MAP),
    *(RUN, METRICS, PROBES, EVAL, EXAMPLES, CAUSES, RESULTS, CARD),
)


@dataclass(frozen=True)
class LoadedCheckpoint:
    """A model ready to think.

    Attributes
    ----------
    name : str
        Name of the folder, or of model and commit on the hub.
    folder : Path
    model : AdaptiveLatentModel
        In evaluation mode, on its device.
    tokenizer : PreTrainedTokenizerBase
    hidden_state_map : HiddenStateMap or None
        None where no map was fitted.
    """

    name: str
    folder: Path
    model: AdaptiveLatentModel
    tokenizer: PreTrainedTokenizerBase
    hidden_state_map: HiddenStateMap | None


def save_checkpoint(
    folder: str | Path,
    model: AdaptiveLatentModel,
    tokenizer: PreTrainedTokenizerBase,
    weights: str = "float32",
    parent: str | Path | None = None,
) -> None:
    """Write weights, configuration, tokenizer and the check sums over all files of the folder.

    The sums of what is to come are there before it: a folder that was left half-written is refused by `verify_sums`.

    Parameters
    ----------
    weights : {"float32", "bfloat16", "int8"}
        How they are stored; of a model whose weights are float32.
    parent : str or Path, optional
        Folder beside this one that the model goes on from: what it changed alone is stored.

    Raises
    ------
    OSError
        If the disk is full or cannot be written to; before the sums are, the folder is as it was.
    """
    folder = Path(folder)
    fresh = folder / FRESH
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        with told_as_os_error(folder):
            model.save_pretrained(fresh)
            if (fresh / WEIGHTS).is_file():
                store_as(fresh / WEIGHTS, weights)
                if parent is not None:
                    keep_changes(fresh / WEIGHTS, folder, Path(parent))
        tokenizer.save_pretrained(fresh)
        written = sorted(fresh.iterdir())
        for path in written:
            # safetensors lets the owner alone read what it writes; a server may run as somebody else.
            shutil.copymode(fresh / "config.json", path)
            sync(path)
        write_sums(folder, fresh)
        for path in written:
            path.replace(folder / path.name)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    sync(folder)


def write_sums(folder: str | Path, fresh: Path | None = None) -> None:
    """Write `SHA256SUMS` over the files of the folder, in the form of `sha256sum`; those of `fresh` go first."""
    folder = Path(folder)
    paths = [fresh / name if fresh and (fresh / name).exists() else folder / name for name in FOLDER_FILES]
    write_text(folder / SUMS, "".join(f"{digest(path)}  {path.name}\n" for path in paths if path.exists()))


def verify_sums(folder: Path) -> None:
    """Compare the files with `SHA256SUMS`, where the folder has one.

    Raises
    ------
    CheckpointError
        If a listed file is missing or differs.
    """
    if not (folder / SUMS).exists():
        return
    for line in (folder / SUMS).read_text(encoding="utf-8", errors="replace").splitlines():
        expected, _, name = line.partition("  ")
        path = folder / name
        if Path(name).name != name or not path.is_file():
            raise CheckpointError(f"{folder}: {SUMS} lists {name}, which is not in the folder")
        if digest(path) != expected:
            raise CheckpointError(f"{path}: its SHA-256 is not the one in {SUMS}; the file was changed or cut short")


def load_checkpoint(
    source: str | Path,
    device: str | None = None,
    dtype: str | None = None,
    with_map: bool = True,
) -> LoadedCheckpoint:
    """Load a checkpoint, in our format or the reference's.

    Parameters
    ----------
    source : str or Path
        A folder, or a name on the Hugging Face hub: "owner/name" or "owner/name@revision".
    device : str, optional
        "cpu", "cuda", "cuda:1" and so on; a GPU where there is one, else the CPU.
    dtype : str, optional
        "float32", "bfloat16" or "float16"; bfloat16 on a GPU, float32 on the CPU.
    with_map : bool
        Whether its map is read, where it has one.

    Raises
    ------
    CheckpointError
        If it cannot be had, or a file, a tensor, the device, the dtype or the memory does not serve.
    """
    target = choose_device(device)
    precision = choose_dtype(dtype, target)
    folder = find(source)
    check_files(folder)
    verify_sums(folder)
    check_memory(folder, precision, target)
    model = load_model(folder, precision)
    tokenizer = load_tokenizer(folder, model.config)
    try:
        hidden_state_map = HiddenStateMap.load(folder / MAP) if with_map and (folder / MAP).exists() else None
    except ValueError as error:
        hint = f"python -m train.fit_map --checkpoint {folder} makes a new one"
        raise CheckpointError(f"{error}; {hint}") from error
    model = model.to(target).eval()  # type: ignore[arg-type]  # to() is wrapped: mypy sees no method
    return LoadedCheckpoint(label(folder), folder, model, tokenizer, hidden_state_map)


def check_files(folder: Path) -> None:
    """Look for the files that a checkpoint needs.

    Raises
    ------
    CheckpointError
        If one is missing.
    """
    weights = WEIGHTS_INDEX if (folder / WEIGHTS_INDEX).is_file() else WEIGHTS
    missing = [name for name in ("config.json", weights, "tokenizer.json") if not (folder / name).is_file()]
    if missing:
        pickles = [path.name for path in folder.iterdir() if path.suffix in PICKLES]
        hint = f"; {', '.join(pickles)} is a pickle, which may run code when it is opened" if pickles else ""
        raise CheckpointError(f"{folder}: not a checkpoint, {', '.join(missing)} missing{hint}")


def load_model(folder: Path, dtype: torch.dtype) -> AdaptiveLatentModel:
    """Read configuration and tensors, in our format or the reference's.

    Raises
    ------
    CheckpointError
        If `config.json` is no configuration of this model, or a tensor does not fit it.
    """
    path = folder / "config.json"
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        check_format(values)
        config = reference_config(values) if is_reference(values) else AdaptiveLatentConfig.from_dict(values)
        empty = empty_model(config)
        path = folder / WEIGHTS
        tensors = read_tensors(folder)
        tensors = reference_tensors(tensors, values) if is_reference(values) else tensors
        check_tensors(empty, tensors)
    except CheckpointError:
        raise
    except json.JSONDecodeError as error:
        raise CheckpointError(f"{path}: it is no whole JSON text ({error}); fetch or copy it again") from error
    except KeyError as error:
        raise CheckpointError(f"{path}: {error} is missing") from error
    except StrictDataclassError as error:
        raise CheckpointError(f"{path}: {error.__cause__ or error}") from error
    except (ValueError, TypeError, AttributeError, ArithmeticError, RuntimeError) as error:
        raise CheckpointError(f"{path}: {error}") from error
    with BUILDING:
        model = AdaptiveLatentModel.from_pretrained(None, config=config, state_dict=tensors, dtype=dtype)
    # Not of the mapped file: who overwrites that in place would otherwise end this process.
    for tensor in (*model.parameters(), *model.buffers()):
        tensor.data = tensor.data.clone()
    if model.reader is not None:
        try:
            with BUILDING:
                model.reader.load_base()
        except BackboneError as error:
            raise CheckpointError(f"{folder}: {error}") from error
    return model


def empty_model(config: AdaptiveLatentConfig) -> AdaptiveLatentModel:
    """A model whose tensors have names and shapes, but no values."""
    with BUILDING, torch.device("meta"):
        return AdaptiveLatentModel(config)


def check_tensors(model: AdaptiveLatentModel, tensors: dict[str, torch.Tensor]) -> None:
    """Compare names, shapes and finiteness of stored tensors with the model's.

    Raises
    ------
    ValueError
        If a tensor is missing, unknown, of another shape or not finite.
    """
    expected = {name: tuple(value.shape) for name, value in model.state_dict().items()}
    tied = set(model.all_tied_weights_keys)
    missing, unknown = sorted(set(expected) - tied - set(tensors)), sorted(set(tensors) - set(expected))
    if missing or unknown:
        raise ValueError(f"missing tensors {missing}, unknown tensors {unknown}")
    for name, tensor in tensors.items():
        if tuple(tensor.shape) != expected[name]:
            raise ValueError(f"{name} has shape {tuple(tensor.shape)}, not {expected[name]}")
        if not tensor.isfinite().all():
            raise ValueError(f"{name} holds values that are not finite")


def load_tokenizer(folder: Path, config: AdaptiveLatentConfig) -> PreTrainedTokenizerBase:
    """The tokenizer, which pads with the end of sequence where it has no token of its own for it.

    Raises
    ------
    CheckpointError
        If its files are damaged, or its special tokens, where it has them by their names, are not the configuration's.
    """
    try:
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    except Exception as error:  # the tokenizers library raises no narrower one
        reason = f"{type(error).__name__}: {error}"
        raise CheckpointError(
            f"{folder}: its tokenizer files cannot be read ({reason}); fetch or copy them again"
        ) from error
    vocabulary = tokenizer.get_vocab()
    special = {"<START>": config.start_token_id, "<END>": config.end_token_id}
    values = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    if is_reference(values):
        special |= stop_head_tokens(values)
    for name, own in special.items():
        token = vocabulary.get(name)
        if token is not None and token != own:
            word = name.strip("<|>")
            raise CheckpointError(f"{folder}: {word} is token {own} in config.json, {token} in the tokenizer")
    if tokenizer.pad_token is None:
        tokenizer.pad_token = tokenizer.eos_token
    return tokenizer


def choose_device(device: str | None) -> torch.device:
    """The named device, or a GPU where there is one, else the CPU."""
    try:
        chosen = torch.device(device or ("cuda" if torch.cuda.is_available() else "cpu"))
        if chosen.type != "cuda":
            torch.zeros(1, device=chosen).item()  # nothing can be computed on "meta", nor on what is not there
    except (RuntimeError, AssertionError, ImportError) as error:
        reason = "torch cannot compute on it here; leave --device out, or use cpu or cuda"
        raise CheckpointError(f"device {device!r}: {reason}") from error
    n_gpus = torch.cuda.device_count() if chosen.type == "cuda" else 0
    if chosen.type == "cuda" and (chosen.index or 0) >= n_gpus:
        found = f"{n_gpus or 'no'} usable GPU{'s' if n_gpus > 1 else ''}"
        raise CheckpointError(f"device {device!r}: this machine has {found}; leave --device out or use cpu")
    return chosen


def choose_dtype(dtype: str | None, device: torch.device) -> torch.dtype:
    """The named dtype, or bfloat16 on a GPU and float32 on the CPU."""
    known = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}
    if dtype is None:
        return torch.bfloat16 if device.type == "cuda" else torch.float32
    if dtype not in known:
        raise CheckpointError(f"dtype {dtype!r}: it must be {', '.join(sorted(known))}")
    return known[dtype]
