"""Muon for the hidden matrices, AdamW for everything else, each on a cosine schedule."""

import torch
from torch import nn
from transformers import get_cosine_schedule_with_warmup

from train.options import SftOptions


def build_optimizers(model: nn.Module, options: SftOptions) -> list[torch.optim.Optimizer]:
    """Two optimisers over disjoint parameters; their order is fixed."""
    matrices, others = [], []
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        is_hidden_matrix = parameter.ndim == 2 and not any(part in name for part in ("embed", "lm_head", "stop_head"))
        (matrices if is_hidden_matrix else others).append(parameter)
    muon = torch.optim.Muon(
        matrices, lr=options.lr_matrix, weight_decay=options.weight_decay, adjust_lr_fn="match_rms_adamw"
    )
    adamw = torch.optim.AdamW(others, lr=options.lr_other, betas=(0.9, 0.98), weight_decay=0.0)
    return [muon, adamw]


def build_schedulers(optimizers: list[torch.optim.Optimizer], options: SftOptions) -> list:
    """Linear warm-up, then a cosine to 0, for each optimiser."""
    return [get_cosine_schedule_with_warmup(opt, options.n_warmup_steps, options.n_steps) for opt in optimizers]
