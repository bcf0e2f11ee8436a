"""Muon for the hidden matrices and AdamW for everything else, or AdamW alone, each on a cosine schedule."""

import torch
from torch import nn
from transformers import get_wsd_schedule

from train.muon import Float32Muon
from train.options import RunOptions

_NOT_HIDDEN = ("embed", "lm_head", "stop_head", "lora_", "wte", "wpe", "special_rows")


def build_optimizers(model: nn.Module, options: RunOptions) -> list[torch.optim.Optimizer]:
    """Muon and AdamW, in this order, over disjoint parameters; AdamW alone on request or where no matrix is left."""
    if options.optimizer == "adamw":
        return [plain_adamw(model, options)]
    matrices, others = [], []
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        is_hidden_matrix = parameter.ndim == 2 and not any(part in name for part in _NOT_HIDDEN)
        (matrices if is_hidden_matrix else others).append(parameter)
    adamw = torch.optim.AdamW(others, lr=options.lr_other, betas=(0.9, 0.98), weight_decay=0.0)
    if not matrices:
        return [adamw]
    rates = {"lr": options.lr_matrix, "weight_decay": options.weight_decay}
    if options.precision == "bf16":
        return [torch.optim.Muon(matrices, **rates, adjust_lr_fn="match_rms_adamw"), adamw]
    return [Float32Muon(matrices, **rates), adamw]


def plain_adamw(model: nn.Module, options: RunOptions) -> torch.optim.AdamW:
    """AdamW over all that learns (arXiv 2511.21581); vectors and the rows of START and END do not decay."""
    decaying, others = [], []
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            decays = parameter.ndim > 1 and "special_rows" not in name
            (decaying if decays else others).append(parameter)
    groups = [{"params": decaying, "weight_decay": options.weight_decay}, {"params": others, "weight_decay": 0.0}]
    return torch.optim.AdamW([group for group in groups if group["params"]], lr=options.lr_other)


def build_schedulers(optimizers: list[torch.optim.Optimizer], options: RunOptions) -> list:
    """Linear warm-up, peak, then a cosine to 0, for each optimiser."""
    n_decay_steps = round(options.decay_share * (options.n_steps - options.n_warmup_steps))
    return [
        get_wsd_schedule(opt, options.n_warmup_steps, n_decay_steps, num_training_steps=options.n_steps)
        for opt in optimizers
    ]


def scale_rates(schedulers: list, factor: float) -> None:
    """Multiply the rates of the rest of the schedules."""
    for scheduler in schedulers:
        scheduler.base_lrs = [rate * factor for rate in scheduler.base_lrs]
        for group, rate in zip(scheduler.optimizer.param_groups, scheduler.get_last_lr(), strict=True):
            group["lr"] = rate * factor
        scheduler._last_lr = [group["lr"] for group in scheduler.optimizer.param_groups]
