"""Muon for the hidden matrices and AdamW for everything else, or AdamW alone: their schedules, and their step."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

import torch
from accelerate import Accelerator
from accelerate.utils import recursively_apply, send_to_device
from torch import Tensor, nn
from transformers import get_wsd_schedule

from train.config import RunOptions
from train.loop.divergence import DivergenceDetector
from train.loop.processes import join_processes

Batch = TypeVar("Batch", bound=tuple)


@dataclass
class OptimizerStep:
    """The step that all optimisers of a run take together, on a batch in parts, one process or several.

    Attributes
    ----------
    accelerator : Accelerator
    model : nn.Module
        Whose gradients are clipped.
    optimizers : list
        As the accelerator has prepared them; without any, gradients are summed and no step is taken.
    options : RunOptions
    detector : DivergenceDetector
        Looks at the values of a step before it is taken.
    """

    accelerator: Accelerator
    model: nn.Module
    optimizers: list
    options: RunOptions
    detector: DivergenceDetector

    def parts(self, batch: Batch) -> list[Batch]:
        """This process's share of a batch, cut for gradient accumulation, on its device."""
        accelerator, n = self.accelerator, self.options.n_accumulate
        first, n_parts = accelerator.process_index * n, accelerator.num_processes * n
        parts = [shard(batch, first + i, n_parts) for i in range(n)]
        return send_to_device(parts, accelerator.device, non_blocking=True)

    def __call__(self, step: int, kind: str, passes: Iterable[Callable[[], dict[str, Tensor]]]) -> dict[str, float]:
        """Sum the gradients of `passes`, look at them, and take the step.

        Parameters
        ----------
        kind : str
            For the detector.
        passes : iterable of callables
            Each runs the objective on one part and returns its named values, scaled so that they add up over parts
            and average over processes; "loss" is differentiated.

        Raises
        ------
        Diverged
            As `DivergenceDetector.check` does; no step is taken then.
        """
        values: dict[str, Tensor] = {}
        for run_pass in passes:
            part = run_pass()
            self.accelerator.backward(part["loss"])
            values = {name: values.get(name, 0) + value.detach() for name, value in part.items()}
        norm = self.accelerator.clip_grad_norm_(self.model.parameters(), self.options.max_grad_norm)
        reduced = {name: value.item() for name, value in self.accelerator.reduce(values, "mean").items()}
        reduced["gradient_norm"] = float(norm)
        self.detector.check(step, kind, reduced)
        for optimizer in self.optimizers:
            optimizer.step()
            optimizer.zero_grad()
        return reduced


def shard(batch: Batch, index: int, n_shards: int) -> Batch:
    """Rows index, index + n_shards, ... of every tensor of a batch."""
    return recursively_apply(lambda rows: rows[index::n_shards], batch)


class SharedMuon(torch.optim.Muon):
    """`torch.optim.Muon` whose Newton-Schulz iteration is shared out over the processes and runs in a dtype of choice.

    Every process orthogonalises some of the matrices and learns the updates of the others, so that all take the same
    step and hold the same state. The rate is that of `adjust_lr_fn="match_rms_adamw"`, the momentum Nesterov's.
    """

    def __init__(self, params, lr: float, weight_decay: float, dtype: torch.dtype = torch.float32):
        super().__init__(params, lr=lr, weight_decay=weight_decay, adjust_lr_fn="match_rms_adamw")
        self.dtype = dtype
        self.processes = join_processes()

    @torch.no_grad()
    def step(self, closure: None = None) -> None:
        """Take one step; the loss is never computed again."""
        for group in self.param_groups:
            matrices = [matrix for matrix in group["params"] if matrix.grad is not None]
            for matrix, update in zip(matrices, self.updates(matrices, group), strict=True):
                matrix.mul_(1 - group["lr"] * group["weight_decay"])
                matrix.add_(update.view_as(matrix), alpha=-0.2 * group["lr"] * max(matrix.shape) ** 0.5)

    def updates(self, matrices: list[Tensor], group: dict) -> tuple[Tensor, ...]:
        """Orthogonalised momenta of all matrices, flat, each from the process whose turn it is."""
        if not matrices:
            return ()
        updates = []
        for index, matrix in enumerate(matrices):
            state = self.state[matrix]
            if not state:
                state["momentum_buffer"] = torch.zeros_like(matrix.grad)
            momentum = state["momentum_buffer"].lerp_(matrix.grad, 1 - group["momentum"])
            if index % self.processes.num_processes == self.processes.process_index:
                ahead = matrix.grad.lerp(momentum, group["momentum"]).to(self.dtype)
                update = orthogonalized(ahead, group["ns_coefficients"], group["ns_steps"], group["eps"])
            else:
                update = torch.zeros_like(matrix)
            updates.append(update.to(matrix.dtype).flatten())
        flat = torch.cat(updates)
        if self.processes.num_processes > 1:
            torch.distributed.all_reduce(flat)
        return flat.split([matrix.numel() for matrix in matrices])


def orthogonalized(matrix: Tensor, coefficients: tuple[float, float, float], n_steps: int, eps: float) -> Tensor:
    """The matrix with its singular values pulled towards 1, by the quintic Newton-Schulz iteration (Jordan, 2024)."""
    a, b, c = coefficients
    is_tall = matrix.size(0) > matrix.size(1)
    wide = matrix.T if is_tall else matrix
    wide = wide / wide.norm().clamp(min=eps)
    for _ in range(n_steps):
        gram = wide @ wide.T
        wide = torch.addmm(wide, torch.addmm(gram, gram, gram, beta=b, alpha=c), wide, beta=a)
    return wide.T if is_tall else wide


_NOT_HIDDEN = ("embed", "lm_head", "stop_head", "lora_", "wte", "wpe", "special_rows", "reader")


def build_optimizers(model: nn.Module, options: RunOptions) -> list[torch.optim.Optimizer]:
    """Muon and AdamW, in this order, over disjoint parameters; AdamW alone on request or where no matrix is left."""
    learning = [(name, parameter) for name, parameter in model.named_parameters() if parameter.requires_grad]
    if options.optimizer == "adamw":
        # As in arXiv 2511.21581; vectors and the rows of START and END do not decay.
        decaying, others = divided(learning, lambda name, p: p.ndim > 1 and "special_rows" not in name)
        decays = ((decaying, options.weight_decay), (others, 0.0))
        groups = [{"params": params, "weight_decay": decay} for params, decay in decays if params]
        return [torch.optim.AdamW(groups, lr=options.lr_other)]
    matrices, others = divided(learning, lambda name, p: p.ndim == 2 and not any(part in name for part in _NOT_HIDDEN))
    adamw = torch.optim.AdamW(others, lr=options.lr_other, betas=(0.9, 0.98), weight_decay=0.0)
    if not matrices:
        return [adamw]
    dtype = torch.bfloat16 if options.precision == "bf16" else torch.float32
    return [SharedMuon(matrices, options.lr_matrix, options.weight_decay, dtype), adamw]


def divided(
    named: list[tuple[str, nn.Parameter]], is_first: Callable[[str, nn.Parameter], bool]
) -> tuple[list[nn.Parameter], list[nn.Parameter]]:
    """Parameters that a condition holds for, and the others."""
    first = [parameter for name, parameter in named if is_first(name, parameter)]
    return first, [parameter for name, parameter in named if not is_first(name, parameter)]


def build_schedulers(
    optimizers: list[torch.optim.Optimizer], options: RunOptions, position: Callable[[int], float] = float
) -> list:
    """Linear warm-up, peak, then a cosine to 0, for each optimiser.

    Parameters
    ----------
    position : callable
        Of a step, from 0: where in the schedule of `n_steps` it lies; past it where a clock ends the run sooner.
    """
    n_decay_steps = round(options.decay_share * (options.n_steps - options.n_warmup_steps))
    schedulers = [
        get_wsd_schedule(opt, options.n_warmup_steps, n_decay_steps, num_training_steps=options.n_steps)
        for opt in optimizers
    ]
    for scheduler in schedulers:
        scheduler.lr_lambdas = [lambda step, factor=factor: factor(position(step)) for factor in scheduler.lr_lambdas]
    return schedulers


def scale_rates(schedulers: list, factor: float) -> None:
    """Multiply the rates of the rest of the schedules."""
    for scheduler in schedulers:
        scheduler.base_lrs = [rate * factor for rate in scheduler.base_lrs]
        for group, rate in zip(scheduler.optimizer.param_groups, scheduler.get_last_lr(), strict=True):
            group["lr"] = rate * factor
        scheduler._last_lr = [group["lr"] for group in scheduler.optimizer.param_groups]
