"""Untrained models whose thoughts differ."""

import torch

from latentviz.model.modeling import AdaptiveLatentModel
from train.config import SftOptions
from train.start.tiny import build_model, build_tokenizer

WORDS = "question the answer is tom has apples and pears how many : . ? , + - * / =".split()
QUESTIONS = ["Tom has 3 apples and 4 pears. How many?", "How many apples has Tom?", "3 apples and 12 pears and 7?"]
CAP = 5


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


def untrained(scale: float):
    """A small model that was moved so far, which knows `WORDS` and thinks `CAP` steps at most, and its tokenizer."""
    tokenizer = build_tokenizer(WORDS, 3000)
    options = SftOptions(hidden_size=32, intermediate_size=48, n_layers=2, n_heads=2, latent_cap=CAP)
    model = build_model(options, tokenizer).eval()
    enliven(model, scale)
    return model, tokenizer
