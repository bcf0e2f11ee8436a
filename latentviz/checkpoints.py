"""The checkpoint folder: save, load, verify."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from transformers import AutoTokenizer, PreTrainedTokenizerBase

from latentviz.atomic import FRESH, sync, told_as_os_error, write_text
from latentviz.folder import CARD, CAUSES, EVAL, EXAMPLES, MAP, METRICS, PROBES, RESULTS, RUN, SUMS, WEIGHTS, digest
from latentviz.model import AdaptiveLatentConfig, AdaptiveLatentModel
from latentviz.projection import HiddenStateMap
from latentviz.reference import is_reference, read_reference, reference_config

REQUIRED = ("config.json", WEIGHTS, "tokenizer.json")
FOLDER_FILES = (
    *(*REQUIRED, "tokenizer_config.json", "generation_config.json", MAP),
    *(RUN, METRICS, PROBES, EVAL, EXAMPLES, CAUSES, RESULTS, CARD),
)
PICKLES = (".bin", ".pt", ".pth", ".pkl", ".ckpt")


class CheckpointError(ValueError):
    """A checkpoint folder that cannot be used; the message names the file and the cause."""


@dataclass(frozen=True)
class LoadedCheckpoint:
    """A model ready to think.

    Attributes
    ----------
    name : str
        Name of the folder.
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


def save_checkpoint(folder: str | Path, model: AdaptiveLatentModel, tokenizer: PreTrainedTokenizerBase) -> None:
    """Write weights, configuration, tokenizer and the check sums over all files of the folder.

    The sums of what is to come are there before it: a folder that was left half-written is refused by `verify_sums`.

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
        tokenizer.save_pretrained(fresh)
        written = sorted(fresh.iterdir())
        for path in written:
            sync(path)
        write_sums(folder, fresh)
        for path in written:
            path.replace(folder / path.name)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    sync(folder)


def write_sums(folder: str | Path, fresh: Path | None = None) -> None:
    """Write `SHA256SUMS` over the files of the folder, in the form of `sha256sum`; those of `fresh` go first."""
    sources = [path for path in (fresh, Path(folder)) if path is not None]
    found = ((name, next((s / name for s in sources if (s / name).exists()), None)) for name in FOLDER_FILES)
    write_text(Path(folder) / SUMS, "".join(f"{digest(path)}  {name}\n" for name, path in found if path is not None))


def verify_sums(folder: Path) -> None:
    """Compare the files with `SHA256SUMS`, where the folder has one.

    Raises
    ------
    CheckpointError
        If a listed file is missing or differs.
    """
    if not (folder / SUMS).exists():
        return
    for line in (folder / SUMS).read_text(encoding="utf-8").splitlines():
        expected, _, name = line.partition("  ")
        path = folder / name
        if Path(name).name != name or not path.is_file():
            raise CheckpointError(f"{folder}: {SUMS} lists {name}, which is not in the folder")
        if digest(path) != expected:
            raise CheckpointError(f"{path}: its SHA-256 is not the one in {SUMS}; the file was changed or cut short")


def load_checkpoint(
    folder: str | Path, device: str | None = None, dtype: str | None = None, verify: bool = True
) -> LoadedCheckpoint:
    """Load a checkpoint folder.

    Parameters
    ----------
    device : str, optional
        "cpu", "cuda", "cuda:1" and so on; a GPU where there is one, else the CPU.
    dtype : str, optional
        "float32", "bfloat16" or "float16"; bfloat16 on a GPU, float32 on the CPU.
    verify : bool
        Whether `SHA256SUMS` is checked.

    Raises
    ------
    CheckpointError
        If the folder, a file, a tensor, the device or the dtype is not usable.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise CheckpointError(f"{folder}: there is no such checkpoint folder")
    missing = [name for name in REQUIRED if not (folder / name).is_file()]
    if missing:
        pickles = [path.name for path in folder.iterdir() if path.suffix in PICKLES]
        hint = f"; {', '.join(pickles)} is a pickle, which may run code when it is opened" if pickles else ""
        raise CheckpointError(f"{folder}: not a checkpoint, {', '.join(missing)} missing{hint}")
    if verify:
        verify_sums(folder)
    target, precision = choose_device(device), choose_dtype(dtype, device)
    model = load_model(folder, precision)
    tokenizer = load_tokenizer(folder, model.config)
    try:
        hidden_state_map = HiddenStateMap.load(folder / MAP) if (folder / MAP).exists() else None
    except ValueError as error:
        raise CheckpointError(f"{folder / MAP}: {error}") from error
    name = folder.resolve().name
    return LoadedCheckpoint(name, folder, model.to(target).eval(), tokenizer, hidden_state_map)


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
        config = reference_config(values) if is_reference(values) else our_config(values)
        path = folder / WEIGHTS
        tensors = read_reference(path, values) if is_reference(values) else load_file(path)
        check_tensors(config, tensors)
    except SafetensorError as error:
        raise CheckpointError(f"{path}: not a whole safetensors file ({error})") from error
    except KeyError as error:
        raise CheckpointError(f"{path}: {error} is missing") from error
    except (ValueError, TypeError) as error:
        raise CheckpointError(f"{path}: {error}") from error
    model = AdaptiveLatentModel.from_pretrained(None, config=config, state_dict=tensors, dtype=dtype)
    # Not of the mapped file: who overwrites that in place would otherwise end this process.
    for tensor in (*model.parameters(), *model.buffers()):
        tensor.data = tensor.data.clone()
    return model


def our_config(values: dict) -> AdaptiveLatentConfig:
    """The configuration, from the fields of our `config.json`."""
    if values.get("model_type") != AdaptiveLatentConfig.model_type:
        raise ValueError(f"model_type is {values.get('model_type')!r}, not {AdaptiveLatentConfig.model_type!r}")
    return AdaptiveLatentConfig.from_dict(values)


def check_tensors(config: AdaptiveLatentConfig, tensors: dict[str, torch.Tensor]) -> None:
    """Compare names, shapes and finiteness of stored tensors with the model's.

    Raises
    ------
    ValueError
        If a tensor is missing, unknown, of another shape or not finite.
    """
    with torch.device("meta"):
        model = AdaptiveLatentModel(config)
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
        If its tokens START and END, where it has them by these names, are not the configuration's.
    """
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    vocabulary = tokenizer.get_vocab()
    for name in ("START", "END"):
        token, own = vocabulary.get(f"<{name}>"), getattr(config, f"{name.lower()}_token_id")
        if token is not None and token != own:
            raise CheckpointError(f"{folder}: {name} is token {own} in config.json, {token} in the tokenizer")
    if tokenizer.pad_token is None:
        tokenizer.pad_token = tokenizer.eos_token
    return tokenizer


def choose_device(device: str | None) -> torch.device:
    """The named device, or a GPU where there is one, else the CPU."""
    try:
        chosen = torch.device(device or ("cuda" if torch.cuda.is_available() else "cpu"))
    except RuntimeError as error:
        raise CheckpointError(f"device {device!r}: {str(error).splitlines()[0]}") from error
    if chosen.type == "cuda" and not torch.cuda.is_available():
        raise CheckpointError(f"device {device!r}: this machine has no usable GPU; leave --device out or use cpu")
    return chosen


def choose_dtype(dtype: str | None, device: str | None) -> torch.dtype:
    """The named dtype, or bfloat16 on a GPU and float32 on the CPU."""
    known = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}
    if dtype is None:
        return torch.bfloat16 if choose_device(device).type == "cuda" else torch.float32
    if dtype not in known:
        raise CheckpointError(f"dtype {dtype!r}: it must be one of {sorted(known)}")
    return known[dtype]
