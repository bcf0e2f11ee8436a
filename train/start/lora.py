"""Low-rank adapters on a decoder that is frozen beneath them (LoRA, arXiv 2106.09685)."""

import torch
from torch import nn
from transformers.pytorch_utils import Conv1D

from latentviz.model.lean_decoder import LeanDecoder
from latentviz.model.modeling import AdaptiveLatentModel


def add_adapters(model: AdaptiveLatentModel, rank: int, alpha: float, dropout: float) -> None:
    """Freeze the decoder and put adapters on all its linear layers; filter, stop head, START and END still learn.

    Raises
    ------
    ValueError
        If the library of the adapters, which nothing else needs, is not installed.
    """
    try:
        import peft
    except ImportError as error:
        raise ValueError("lora_rank needs the library peft: pip install peft") from error

    config = peft.LoraConfig(
        r=rank,
        lora_alpha=alpha,
        lora_dropout=dropout,
        target_modules="all-linear",
        fan_in_fan_out=any(isinstance(module, Conv1D) for module in model.backbone.modules()),
    )
    peft.inject_adapter_in_model(config, model.backbone)
    model.lean_decoder = None
    # Rows that learn apart are no part of the logits until they are merged.
    model.config.unwritten_token_ids = sorted({*model.config.unwritten_token_ids, *special_ids(model)})
    model.special_rows = nn.Parameter(model.get_input_embeddings().weight[special_ids(model)].detach().clone())


def merge_adapters(model: AdaptiveLatentModel) -> None:
    """Add the adapters to the weights, and take them off."""
    from peft.tuners.tuners_utils import BaseTunerLayer

    layers = [(name, layer) for name, layer in model.backbone.named_modules() if isinstance(layer, BaseTunerLayer)]
    for name, layer in layers:
        layer.merge()
        parent, _, child = name.rpartition(".")
        setattr(model.backbone.get_submodule(parent), child, layer.get_base_layer())
    with torch.no_grad():
        model.get_input_embeddings().weight[special_ids(model)] = model.special_rows
    model.special_rows = None
    model.lean_decoder = LeanDecoder.of(model.backbone.base_model)
    model.requires_grad_(True)


def special_ids(model: AdaptiveLatentModel) -> list[int]:
    """Token ids of START and END."""
    return [model.config.start_token_id, model.config.end_token_id]
