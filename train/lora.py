"""Low-rank adapters (LoRA, arXiv 2106.09685) on the decoder, for backbones too large to train whole."""

import peft
from peft.tuners.tuners_utils import BaseTunerLayer

from latentviz.model import AdaptiveLatentModel


def add_adapters(model: AdaptiveLatentModel, rank: int, alpha: float, dropout: float) -> None:
    """Freeze the decoder and put adapters on all its linear layers; the filter and the stop head still learn."""
    config = peft.LoraConfig(r=rank, lora_alpha=alpha, lora_dropout=dropout, target_modules="all-linear")
    peft.inject_adapter_in_model(config, model.backbone)


def merge_adapters(model: AdaptiveLatentModel) -> None:
    """Add the adapters to the weights, and take them off."""
    layers = [(name, layer) for name, layer in model.backbone.named_modules() if isinstance(layer, BaseTunerLayer)]
    for name, layer in layers:
        layer.merge()
        parent, _, child = name.rpartition(".")
        setattr(model.backbone.get_submodule(parent), child, layer.get_base_layer())
    model.requires_grad_(True)
