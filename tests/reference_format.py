"""The reference's golden data, and folders as it would write them, made of our own models: stand-ins for that data."""

import json
import shutil
from pathlib import Path

import numpy as np
import torch
from places import GOLDEN
from safetensors.torch import load_file, save_file

from latentviz.model.reference_format import FILTERS, SETTINGS

START, END, CONTINUE, STOP = 2, 3, 0, 1
TOKENS = dict(zip(("start", "end", "continue", "stop"), (START, END, CONTINUE, STOP), strict=True))
FOLDERS = ("llama_tied_mlp", "llama_untied_linear", "llama_tied_nofilter_latent_end", "gpt2_tied_mlp")
# Rounding grows with every step of these random models: the deepest thoughts in float64, too, differ from the reference
# by more than 1e-5.
SHALLOW, ATOL, ATOL_DEEP = 8, 1e-5, 1e-4


def golden(name: str) -> tuple[list[dict], dict[str, np.ndarray]]:
    """The cases of a golden folder, and their arrays."""
    cases = json.loads((GOLDEN / name / "expected.json").read_text())["cases"]
    return cases, dict(np.load(GOLDEN / name / "expected.npz"))


def in_reference_format(source: Path, target: Path, **settings) -> Path:
    """A copy of one of our folders as the reference would write it, less the stop head, which it keeps elsewhere."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("map.safetensors", "SHA256SUMS"))
    ours = json.loads((target / "config.json").read_text())
    mode, parts = next((theirs, parts) for theirs, (name, parts) in FILTERS.items() if name == ours["filter_mode"])
    kept = {f"{name}_token_id": token for name, token in TOKENS.items()}
    kept |= {"recurrent_filter_mode": mode, "add_latent_to_end": ours["add_latent_to_end"]} | settings
    (target / "config.json").write_text(json.dumps(ours["backbone"] | {SETTINGS: kept}))
    theirs = {own: part for part, own in parts.items()}
    tensors = {}
    for name, tensor in load_file(target / "model.safetensors").items():
        module, _, rest = name.partition(".")
        if module == "backbone":
            tensors[f"_base_model.{rest}"] = tensor
        elif module == "filter":
            part, dot, kind = rest.partition(".")
            tensors[f"recurrent_filter.{theirs[part]}{dot}{kind}"] = tensor
    rewrite(target, tensors)
    return target


def with_rows_apart(folder: Path, input_embedding: str, output_embedding: str | None) -> None:
    """Put the rows of the special tokens aside and zero them, as `lora_mode` does."""
    tensors = load_file(folder / "model.safetensors")
    if output_embedding is None:
        places = {f"_{name}_embed": (input_embedding, token) for name, token in TOKENS.items()}
    else:
        places = {f"_{name}_embed_in": (input_embedding, TOKENS[name]) for name in ("start", "end")}
        places |= {f"_{name}_embed_out": (output_embedding, TOKENS[name]) for name in ("start", "continue", "stop")}
    for row, (matrix, token) in places.items():
        tensors[f"{row}.weight"] = tensors[matrix][token : token + 1].clone()
    for matrix, token in places.values():
        tensors[matrix][token] = 0
    rewrite(folder, tensors)


def rewrite(folder: Path, tensors: dict[str, torch.Tensor]) -> None:
    """Write the weight file again."""
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
