"""Losses of supervised fine-tuning with self-distillation, as free functions on tensors."""

import torch
from torch import Tensor
from torch.nn import functional as F

from latentviz.model import CONTINUE, STOP


def token_loss(logits: Tensor, targets: Tensor, mask: Tensor) -> Tensor:
    """Cross-entropy in nats per target token, of either role (arXiv 2511.21581, section 3.1).

    Parameters
    ----------
    logits : (batch, length, vocabulary)
    targets : (batch, length) int64
    mask : (batch, length)
        0 where there is no target.
    """
    losses = F.cross_entropy(logits.float().flatten(0, 1), targets.flatten(), reduction="none")
    return masked_mean(losses, mask.flatten())


def stop_loss(stop_logits: Tensor) -> Tensor:
    """Cross-entropy in nats per decision of CONTINUE x k, then STOP (arXiv 2511.21581, section 3.1).

    Parameters
    ----------
    stop_logits : (batch, k + 1, 2)
        Read at START and at each of the k latent steps.
    """
    targets = torch.full(stop_logits.shape[:2], CONTINUE, device=stop_logits.device)
    targets[:, -1] = STOP
    return F.cross_entropy(stop_logits.float().flatten(0, 1), targets.flatten())


def codi_loss(student: Tensor, teacher: Tensor) -> Tensor:
    """Distance of the hidden states at the token before the answer (CODI, arXiv 2502.21074).

    Smooth L1 per layer, divided by that layer's standard deviation in the teacher, averaged over layers. The teacher
    is detached.

    Parameters
    ----------
    student, teacher : (n_layers, batch, hidden_size)
    """
    teacher = teacher.detach().float()
    distance = F.smooth_l1_loss(student.float(), teacher, reduction="none").mean(dim=(1, 2))
    return (distance / teacher.std(dim=(1, 2)).clamp(min=1e-6)).mean()


def step_loss(step_logits: Tensor, result_ids: Tensor, mask: Tensor) -> Tensor:
    """Cross-entropy in nats of reading the result of gold step j at latent step j (spirit of SIM-CoT, 2509.20317).

    Parameters
    ----------
    step_logits : (batch, k, vocabulary)
        Logit lens of the hidden states of latent steps 1 .. k.
    result_ids : (batch, k) int64
        Token of the result of gold step j; of the last gold step where j lies past it.
    mask : (batch, k)
        0 where the result is not one token.
    """
    return token_loss(step_logits, result_ids, mask)


def masked_mean(values: Tensor, mask: Tensor) -> Tensor:
    """Mean of the values where the mask is 1; 0 where it is 0 everywhere."""
    mask = mask.to(values.dtype)
    return (values * mask).sum() / mask.sum().clamp(min=1)
