"""Losses of supervised fine-tuning, as free functions on tensors."""

import torch
from torch import Tensor
from torch.nn import functional as F

from latentviz.model.modeling import CONTINUE, STOP


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


# Distances of each layer, means over the problems; and scales of the teacher.
DISTANCES = {
    "smooth_l1": lambda student, teacher: F.smooth_l1_loss(student, teacher, reduction="none").mean(dim=(1, 2)),
    "mean_l2": lambda student, teacher: (student - teacher).norm(dim=-1).mean(dim=1),
}
NORMS = {
    "layerwise_std": lambda teacher: teacher.std(dim=(1, 2)),
    "layerwise_avg_l2": lambda teacher: teacher.norm(dim=-1).mean(dim=1),
    "std": lambda teacher: teacher.std(),
    "avg_l2": lambda teacher: teacher.norm(dim=-1).mean(),
    "none": lambda teacher: teacher.new_ones(()),
}


def codi_loss(
    student: Tensor,
    teacher: Tensor,
    distance: str = "smooth_l1",
    norm: str = "layerwise_std",
    block_range: tuple[int, int] | None = None,
) -> Tensor:
    """Distance of the hidden states at the token before the answer (CODI, arXiv 2502.21074).

    Distance per layer, divided by the teacher's scale, averaged over layers. The teacher is detached.

    Parameters
    ----------
    student, teacher : (n_layers, batch, hidden_size)
        Outputs of the decoder layers, without the embedding.
    distance : {"smooth_l1", "mean_l2"}
    norm : {"layerwise_std", "layerwise_avg_l2", "std", "avg_l2", "none"}
        Scale of the teacher: the standard deviation of its values or the mean Euclidean norm of its states, of each
        layer or of all chosen layers together; "none" leaves the distance as it is.
    block_range : (int, int), optional
        First and last layer that count, from 0, both included: the intermediate block loss (arXiv 2511.21581,
        appendix). All layers by default.

    Returns
    -------
    loss : ()
    """
    first, last = block_range or (0, len(student) - 1)
    student, teacher = student[first : last + 1].float(), teacher[first : last + 1].detach().float()
    return (DISTANCES[distance](student, teacher) / NORMS[norm](teacher).clamp(min=1e-6)).mean()


def mean_reasoning_loss(
    student: Tensor,
    teacher: Tensor,
    teacher_mask: Tensor,
    distance: str = "smooth_l1",
    norm: str = "layerwise_std",
    block_range: tuple[int, int] | None = None,
) -> Tensor:
    """Meaned reasoning loss (arXiv 2511.21581, appendix): distance of the mean hidden states of the reasoning.

    Problems whose chain is empty do not count; the loss is 0 where none is left.

    Parameters
    ----------
    student : (n_layers, batch, hidden_size)
        Means over the latent steps.
    teacher : (n_layers, batch, length, hidden_size)
        Outputs of the decoder layers, without the embedding.
    teacher_mask : (batch, length) bool
        True at the tokens of the chain.
    distance, norm, block_range
        As in `codi_loss`; the teacher's scale is that of its means.

    Returns
    -------
    loss : ()
    """
    has_chain = teacher_mask.any(1)
    if not has_chain.any():
        return student.new_zeros((), dtype=torch.float32)
    teacher = mean_over_positions(teacher[:, has_chain], teacher_mask[has_chain])
    return codi_loss(student[:, has_chain], teacher, distance, norm, block_range)


def mean_over_positions(states: Tensor, mask: Tensor) -> Tensor:
    """Mean of hidden states, (n_layers, batch, length, hidden_size), over the positions where the mask is 1."""
    weights = mask.float() / mask.sum(1, keepdim=True)
    return (states.float() * weights.unsqueeze(-1)).sum(2)


def align_loss(latents: Tensor, forced: Tensor) -> Tensor:
    """One minus the cosine of each latent input with what was fed in its place, meaned; 0 where there is none.

    Parameters
    ----------
    latents, forced : (batch, n, hidden_size)
    """
    if not latents.shape[1]:
        return latents.new_zeros((), dtype=torch.float32)
    return 1 - torch.cosine_similarity(latents.float(), forced.detach().float(), dim=-1).mean()


def equation_loss(logits: Tensor, equation_ids: Tensor, mask: Tensor) -> Tensor:
    """Cross-entropy in nats of reading both operands and the sign of gold step j inside latent step j.

    The best reading puts a third of the probability on each, so that the loss ends at log 3 where they differ.

    Parameters
    ----------
    logits : (batch, n, vocabulary)
        Logit lens of a layer in the middle of the decoder.
    equation_ids : (batch, n, 3) int64
    mask : (batch, n)
        0 where there is no such step.
    """
    losses = -logits.float().log_softmax(-1).gather(-1, equation_ids).mean(-1)
    return masked_mean(losses, mask)


def masked_mean(values: Tensor, mask: Tensor) -> Tensor:
    """Mean of the values where the mask is 1; 0 where it is 0 everywhere."""
    mask = mask.to(values.dtype)
    return (values * mask).sum() / mask.sum().clamp(min=1)
