"""Checkpoints of the reference implementation (github.com/apning/adaptive-latent-reasoning, commit 4e7d7dd).

Such a folder holds a decoder's configuration with the settings of the latent steps in it, and the decoder's tensors
under a prefix. Its stop head is two rows of the output embedding, START and END are rows of the input embedding, and
its prompts are fed as they stand.
"""

from pathlib import Path

import torch
from safetensors import safe_open
from torch import Tensor

from latentviz.config import QuestionLimits
from latentviz.model import AdaptiveLatentConfig

SETTINGS = "_inserted_LatentThinkingModelSettings"
BACKBONE, FILTER = "_base_model.", "recurrent_filter."
# The paper's longest thoughts have 10 steps ("Latent-6-by-1").
LATENT_CAP = 10
# Our name of a filter, and of its parts, by the reference's.
FILTERS = {
    "MLP": ("mlp", {"input_layer": "expand", "output_layer": "contract", "norm": "norm"}),
    "linear": ("linear", {"linear_layer": "linear", "norm": "norm", "bias": "bias"}),
    None: ("none", {}),
}
OUTPUT_EMBEDDINGS = ("lm_head.weight",)
INPUT_EMBEDDINGS = ("model.embed_tokens.weight", "transformer.wte.weight")


def is_reference(values: dict) -> bool:
    """Whether the fields of a `config.json` are the reference's."""
    return SETTINGS in values


def reference_config(values: dict) -> AdaptiveLatentConfig:
    """The configuration, from the fields of the reference's `config.json`.

    Raises
    ------
    ValueError
        If a field is missing, two special tokens are the same, or the filter is unknown.
    """
    settings = values[SETTINGS]
    special = [special_token(settings, name) for name in ("start", "end", "continue", "stop")]
    if len(set(special)) < len(special):
        raise ValueError(f"START, END, CONTINUE and STOP are the tokens {special}; they must differ")
    if not all(0 <= token < values["vocab_size"] for token in special):
        raise ValueError(f"START, END, CONTINUE and STOP are the tokens {special}; there are {values['vocab_size']}")
    mode = settings.get("recurrent_filter_mode")
    if mode not in FILTERS:
        raise ValueError(f"recurrent_filter_mode is {mode!r}; it must be one of {list(FILTERS)}")
    backbone = {name: value for name, value in values.items() if name not in (SETTINGS, "architectures")}
    start, *rest = special
    return AdaptiveLatentConfig(
        backbone=backbone,
        filter_mode=FILTERS[mode][0],
        add_latent_to_end=bool(settings.get("add_latent_to_end")),
        start_token_id=start,
        end_token_id=rest[0],
        question_template="{question}",
        feed_answer_prefix=False,
        unwritten_token_ids=rest,
        latent_cap=LATENT_CAP,
        limits=QuestionLimits(max_number=10**9, trained_max_number=999).to_dict(),
    )


def special_token(settings: dict, name: str) -> int:
    """The id of a special token."""
    token = settings.get(f"{name}_token_id")
    if not isinstance(token, int):
        raise ValueError(f"{SETTINGS}: {name}_token_id is {token!r}, no token id")
    return token


def read_reference(path: Path, values: dict) -> dict[str, Tensor]:
    """The tensors of a weight file of the reference under our names, as stored.

    Parameters
    ----------
    path : Path
        Its `model.safetensors`.
    values : dict
        Fields of its `config.json`.

    Raises
    ------
    ValueError
        If a tensor has a name that this format does not know, or the output embedding is missing.
    safetensors.SafetensorError
        If the file is not whole.
    """
    with safe_open(path, framework="pt") as stored:
        tensors = {name: stored.get_tensor(name) for name in stored.keys()}  # noqa: SIM118
    settings = values[SETTINGS]
    parts = FILTERS[settings.get("recurrent_filter_mode")][1]
    renamed = {our_name(name, parts): tensor for name, tensor in tensors.items()}
    rows = [settings["continue_token_id"], settings["stop_token_id"]]
    weight, bias = output_embedding(tensors)
    scale = 1 / (settings.get("binary_head_temp") or 1.0)
    renamed["stop_head.linear.weight"] = weight[rows] * scale
    renamed["stop_head.linear.bias"] = (torch.zeros(2, dtype=weight.dtype) if bias is None else bias[rows]) * scale
    return renamed


def our_name(name: str, filter_parts: dict[str, str]) -> str:
    """Our name of a tensor of the reference."""
    if name.startswith(BACKBONE):
        return "backbone." + name.removeprefix(BACKBONE)
    part, dot, rest = name.removeprefix(FILTER).partition(".")
    if not name.startswith(FILTER) or part not in filter_parts:
        hint = " (LoRA weights must be merged into the decoder first)" if "lora_" in name else ""
        raise ValueError(f"{name} is no tensor of the reference's format{hint}")
    return f"filter.{filter_parts[part]}{dot}{rest}"


def output_embedding(tensors: dict[str, Tensor]) -> tuple[Tensor, Tensor | None]:
    """Weight, (vocabulary, hidden_size), and bias of the output embedding; the input embedding where they are tied."""
    for name in (*OUTPUT_EMBEDDINGS, *INPUT_EMBEDDINGS):
        if BACKBONE + name in tensors:
            return tensors[BACKBONE + name], tensors.get(f"{BACKBONE}lm_head.bias")
    raise ValueError(f"none of {[BACKBONE + name for name in (*OUTPUT_EMBEDDINGS, *INPUT_EMBEDDINGS)]} is there")
