"""Untrained models whose thoughts differ."""

import torch

from latentviz.model.modeling import AdaptiveLatentModel


def enliven(model: AdaptiveLatentModel, scale: float) -> None:
    """Move the weights so far from zero that thoughts differ and halt at different steps; always in the same way.

    Parameters
    ----------
    scale : float
        Standard deviation of what is added. With 0.3 rounding grows along a thought to about 1e-3, with 0.2 far less.
    """
    torch.manual_seed(3)
    for parameter in model.backbone.base_model.layers.parameters():
        parameter.data += scale * torch.randn_like(parameter)
    model.stop_head.linear.weight.data *= 40
