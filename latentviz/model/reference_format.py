"""Checkpoints of the reference implementation (github.com/apning/adaptive-latent-reasoning, commit 4e7d7dd).

Such a folder holds a decoder's configuration with the settings of the latent steps in it, and the decoder's tensors
under a prefix. Its stop head is two rows of the output embedding, START and END are rows of the input embedding, and
its prompts are fed as they stand.
"""

import re

import torch
from torch import Tensor

from latentviz.model.modeling import AdaptiveLatentConfig
from latentviz.utils.checkpoint_files import REFERENCE_SETTINGS as SETTINGS
from latentviz.utils.records import QuestionLimits

BACKBONE, FILTER = "_base_model.", "recurrent_filter."
# The paper's longest thoughts have 10 steps ("Latent-6-by-1").
LATENT_CAP = 10
# Our name of a filter, and of its parts, by the reference's.
FILTERS = {
    "MLP": ("mlp", {"input_layer": "expand", "output_layer": "contract", "norm": "norm"}),
    "linear": ("linear", {"linear_layer": "linear", "norm": "norm", "bias": "bias"}),
    None: ("none", {}),
}
EMBEDDINGS = {"output": ("lm_head.weight",), "input": ("model.embed_tokens.weight", "transformer.wte.weight")}
SPECIAL_ROW = re.compile(r"_(?P<token>start|end|continue|stop)_embed(?:_(?P<side>in|out))?\.(?P<kind>weight|bias)")
TIED_ROWS = ("start_embed", "end_embed", "continue_embed", "stop_embed")
UNTIED_ROWS = ("start_embed_in", "end_embed_in", "start_embed_out", "continue_embed_out", "stop_embed_out")


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
        limits=QuestionLimits(max_number=10**9, trained_max_number=999, whole_numbers_only=False).to_dict(),
    )


def special_token(settings: dict, name: str) -> int:
    """The id of a special token."""
    token = settings.get(f"{name}_token_id")
    if not isinstance(token, int):
        raise ValueError(f"{SETTINGS}: {name}_token_id is {token!r}, no token id")
    return token


def stop_head_tokens(values: dict) -> dict[str, int]:
    """The tokens whose rows of the output embedding are the stop head, by their names in the tokenizer."""
    settings = values[SETTINGS]
    return {f"<|{name.upper()}|>": special_token(settings, name) for name in ("continue", "stop")}


def reference_tensors(tensors: dict[str, Tensor], values: dict) -> dict[str, Tensor]:
    """The tensors of the reference under our names.

    Parameters
    ----------
    tensors : dict of Tensor
        As stored.
    values : dict
        Fields of its `config.json`.

    Raises
    ------
    ValueError
        If a tensor has a name that this format does not know, or an embedding is missing.
    """
    settings = values[SETTINGS]
    if settings.get("lora_mode"):
        tensors = with_special_rows(tensors, settings)
    parts = FILTERS[settings.get("recurrent_filter_mode")][1]
    renamed = {our_name(name, parts): tensor for name, tensor in tensors.items()}
    rows = [settings["continue_token_id"], settings["stop_token_id"]]
    weight, bias = stored_embedding(tensors, ("output", "input"))
    scale = 1 / (settings.get("binary_head_temp") or 1.0)
    renamed["stop_head.linear.weight"] = weight[rows] * scale
    renamed["stop_head.linear.bias"] = (torch.zeros(2, dtype=weight.dtype) if bias is None else bias[rows]) * scale
    return renamed


def with_special_rows(tensors: dict[str, Tensor], settings: dict) -> dict[str, Tensor]:
    """The tensors of a folder in `lora_mode`, with the rows of the special tokens back in their embeddings.

    The reference keeps these rows apart and zeroes them in the embeddings while those are frozen: one row for a token
    where input and output embedding are tied, else one for each embedding that the token occurs in.

    Raises
    ------
    ValueError
        If a row is missing.
    """
    apart = {name: match for name in tensors if (match := SPECIAL_ROW.fullmatch(name))}
    untied = any(match["side"] for match in apart.values())
    expected = {f"_{row}.weight" for row in (UNTIED_ROWS if untied else TIED_ROWS)}
    missing = sorted(expected - set(apart))
    if missing:
        raise ValueError(f"lora_mode is on, but {', '.join(missing)} is missing")
    kept = {name: tensor for name, tensor in tensors.items() if name not in apart}
    sides = {None: ("output", "input"), "in": ("input",), "out": ("output",)}
    for name, match in apart.items():
        matrix = stored_embedding(kept, sides[match["side"]])[match["kind"] == "bias"]
        if matrix is None:
            raise ValueError(f"{name} is there, but the output embedding has no bias")
        matrix[settings[f"{match['token']}_token_id"]] = tensors[name].squeeze(0)
    return kept


def our_name(name: str, filter_parts: dict[str, str]) -> str:
    """Our name of a tensor of the reference."""
    if name.startswith(BACKBONE):
        return "backbone." + name.removeprefix(BACKBONE)
    part, dot, rest = name.removeprefix(FILTER).partition(".")
    if not name.startswith(FILTER) or part not in filter_parts:
        hint = " (LoRA weights must be merged into the decoder first)" if "lora_" in name else ""
        raise ValueError(f"{name} is no tensor of the reference's format{hint}")
    return f"filter.{filter_parts[part]}{dot}{rest}"


def stored_embedding(tensors: dict[str, Tensor], sides: tuple[str, ...]) -> tuple[Tensor, Tensor | None]:
    """Weight, (vocabulary, hidden_size), and bias of the first of these embeddings that is there.

    Where both are tied, only one of "output" and "input" is stored.
    """
    names = [BACKBONE + name for side in sides for name in EMBEDDINGS[side]]
    for name in names:
        if name in tensors:
            return tensors[name], tensors.get(f"{BACKBONE}lm_head.bias")
    raise ValueError(f"none of {names} is there")
