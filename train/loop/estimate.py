"""What a run needs of memory and time, before it starts.

Memory is weights + gradients + optimiser state + activations. Activations are what the backward pass needs, counted for
a Llama layer with eager attention; `activation_bytes` states the formula. Time is measured where the model can be
loaded, and is otherwise operations over the rate of a matrix product on this machine.
"""

import time
from collections.abc import Iterable
from typing import NamedTuple

import torch
from torch import nn
from transformers import PreTrainedConfig
from transformers.pytorch_utils import Conv1D

from latentviz.analysis.cost import decoder_shape
from latentviz.model.modeling import AdaptiveLatentConfig, AdaptiveLatentModel
from train.config import RunOptions, SftOptions
from train.data import SftBatch
from train.drill import N_EQUATION_TOKENS, N_EQUATIONS
from train.loop.optim import build_optimizers
from train.loop.precision import with_precision
from train.loop.processes import join_processes
from train.start.lora import add_adapters

# Usual lengths of a GSM8K-Aug problem in tokens; the answer's with prefix and end.
QUESTION, CHAIN, ANSWER = 70, 35, 9
MEGABYTE, GIGABYTE = 2**20, 2**30
# Share of the rate of a large matrix product that training reaches.
UTILISATION = 0.4
N_PRODUCT = 1024
MEASURED = "measured, without the optimizer"
BY_FORMULA = f"operations by formula, at {UTILISATION:.0%} of the rate of a matrix product here"


class Pass(NamedTuple):
    """One call of the decoder in the forward pass of a part of a batch.

    Attributes
    ----------
    n_rows, n_tokens : int
        Rows, and new slots of each.
    n_slots : int
        Slots of each row, the new ones included.
    n_logits : int
        Slots of each row at which the next token is predicted.
    """

    n_rows: int
    n_tokens: int
    n_slots: int
    n_logits: int = 0


def sft_passes(options: SftOptions, n_rows: int, question: int, chain: int, k: int, answer: int) -> list[Pass]:
    """Passes of supervised fine-tuning; lengths in tokens, `chain` and `answer` with answer prefix and end."""
    passes = [Pass(n_rows, question, question)]
    if options.has_teacher:
        passes.append(Pass(n_rows, chain, question + chain, chain))
    if options.has_student:
        steps = [Pass(n_rows, 1, question + 1 + step, int(bool(options.weight_step))) for step in range(k + 1)]
        passes += [*steps, Pass(n_rows, 1 + answer, question + k + 2 + answer, answer)]
    if options.n_drill_rows:
        n_drills, length = -(-options.n_drill_rows * n_rows // options.batch_size), N_EQUATIONS * N_EQUATION_TOKENS
        passes.append(Pass(n_drills, length, length, N_EQUATIONS))
    return passes


def batch_passes(options: SftOptions, batch: SftBatch, n_parts: int) -> list[Pass]:
    """Passes of supervised fine-tuning over one of `n_parts` parts of a batch."""
    question, chain, answer = (ids.shape[1] for ids in (batch.question_ids, batch.chain_ids, batch.answer_ids))
    return sft_passes(options, len(batch.question_ids) // n_parts, question, chain, batch.n_latent_steps, answer)


def grpo_passes(n_problems: int, n_rollouts: int, question: int, cap: int, answer: int) -> list[Pass]:
    """Passes of GRPO where no two rollouts of a problem agree."""
    steps = [Pass(n_problems, 1, question + 1 + step) for step in range(cap + 1)]
    answers = Pass(n_problems * n_rollouts, 1 + answer, question + cap + 2 + answer, 1 + answer)
    return [Pass(n_problems, question, question), *steps, answers]


def activation_bytes(model: AdaptiveLatentModel, options: RunOptions, passes: Iterable[Pass]) -> int:
    """Bytes that the backward pass of these passes needs.

    For each layer and token, with h the hidden size, i that of the MLP and r the rank of adapters: 4 h around the two
    norms, 4 h in front of linear layers and attention, 4 i in the MLP; with adapters also 7 r, and where these drop
    inputs out, the mask (float32) and the rest of 6 h + i. For each layer, head, and pair of a token and a slot: one
    probability. For each layer and slot of each pass: a key and a value. For each predicted token: the vocabulary three
    times in float32. Under bfloat16, all but norms, masks, probabilities and predictions take 2 bytes in place of 4,
    each probability 2 more, and every weight of a linear layer has a copy of 2 bytes.
    """
    config = model.backbone.config
    h, heads = config.hidden_size, config.num_attention_heads
    inner = getattr(config, "intermediate_size", None) or getattr(config, "n_inner", None) or 4 * h
    attention = heads * (getattr(config, "head_dim", None) or h // heads)
    n_logits = model.config.n_written_tokens or config.vocab_size
    half = options.precision == "bf16"
    size = 2 if half else 4
    per_token = 16 * h + size * (4 * h + 4 * inner)
    if options.lora_rank:
        per_token += size * 7 * options.lora_rank + bool(options.lora_dropout) * (4 + size) * (6 * h + inner)
    total = 0.0
    for each in passes:
        layer = each.n_tokens * per_token + each.n_tokens * each.n_slots * heads * (6 if half else 4)
        layer += each.n_slots * 2 * attention * size
        total += each.n_rows * (model.n_layers * layer + each.n_logits * n_logits * 12)
    copies = sum(m.weight.numel() for m in model.modules() if isinstance(m, nn.Linear | Conv1D)) * 2 if half else 0
    return int(total) + copies


def memory_of(
    modules: list[nn.Module], model: AdaptiveLatentModel, options: RunOptions, optimizers: list, passes: Iterable[Pass]
) -> dict[str, int]:
    """Bytes on one device, by what they hold: what a process needs at the end of a forward pass, and never more.

    Parameters
    ----------
    modules : list of Module
        All that lie in memory: the model, and its frozen start where there is one.
    optimizers : list
        Muon keeps one number for each weight that learns, AdamW two.
    """
    weights = sum(p.numel() * p.element_size() for module in modules for p in module.parameters())
    gradients = sum(p.numel() * p.element_size() for p in model.parameters() if p.requires_grad)
    states = 0
    for optimizer in optimizers:
        n_kept = 1 if isinstance(optimizer, torch.optim.Muon) else 2
        states += sum(n_kept * p.numel() * 4 for group in optimizer.param_groups for p in group["params"])
    activations = activation_bytes(model, options, passes)
    return {"weights": weights, "gradients": gradients, "optimizer": states, "activations": activations}


def step_flops(model: AdaptiveLatentModel, options: RunOptions, passes: Iterable[Pass]) -> int:
    """Operations of an optimiser step on one process: the forward pass, and twice as many backward.

    With adapters, the frozen weights need no gradient, and the backward pass takes as many as the forward pass.
    """
    shape = decoder_shape(model)
    forward = sum(each.n_rows * shape.pass_flops(each.n_tokens, each.n_slots, each.n_logits) for each in passes)
    return forward * (2 if options.lora_rank else 3) * options.n_accumulate


def product_rate(device: torch.device, precision: str) -> float:
    """Operations a second of a large matrix product."""
    dtype = torch.bfloat16 if precision == "bf16" else torch.float32
    left = torch.randn(N_PRODUCT, N_PRODUCT, device=device, dtype=dtype)
    left @ left
    started = time.perf_counter()
    (left @ left).sum().item()
    return 2 * N_PRODUCT**3 / (time.perf_counter() - started)


def formula_step_s(
    model: AdaptiveLatentModel, options: RunOptions, passes: Iterable[Pass], device: torch.device
) -> float:
    """Seconds of an optimiser step by formula."""
    return step_flops(model, options, passes) / (UTILISATION * product_rate(device, options.precision))


def estimate_by_formula(options: SftOptions, backbone: PreTrainedConfig) -> str:
    """What a run on a backbone of this configuration would need, at lengths that are usual for GSM8K-Aug."""
    processes = join_processes()
    device = processes.device
    options = with_precision(options, device)
    config = AdaptiveLatentConfig(backbone=backbone.to_dict(), filter_mode=options.filter_mode)
    with torch.device("meta"):
        model = AdaptiveLatentModel(config)
        if options.lora_rank:
            add_adapters(model, options.lora_rank, options.lora_alpha, options.lora_dropout)
    k = int(options.latent_steps) if options.latent_steps.isdigit() else options.latent_cap
    n_rows = options.batch_size // (processes.num_processes * options.n_accumulate)
    passes = sft_passes(options, n_rows, QUESTION, CHAIN + ANSWER, k, ANSWER)
    memory = memory_of([model], model, options, build_optimizers(model, options), passes)
    step_s = formula_step_s(model, options, passes, device)
    how = f"{BY_FORMULA}, and {QUESTION} tokens of question, {CHAIN} of chain, {ANSWER} of answer"
    return described(memory, step_s, options.n_steps, how)


def described(memory: dict[str, int], step_s: float, n_steps: int, how: str) -> str:
    """The estimate in two lines."""
    parts = ", ".join(f"{name} {readable(n_bytes)}" for name, n_bytes in memory.items())
    return (
        f"memory of each process: about {readable(sum(memory.values()))} ({parts})\n"
        f"time: about {duration(step_s * n_steps)}, {n_steps:,} steps of {step_s:.3g} s ({how}), without validation"
    )


def readable(n_bytes: int) -> str:
    """Bytes as "1.5 GB" or "12 MB"."""
    return f"{n_bytes / GIGABYTE:.1f} GB" if n_bytes >= GIGABYTE else f"{n_bytes / MEGABYTE:.0f} MB"


def duration(seconds: float) -> str:
    """Seconds as "26 h", "20 min" or "5 s"."""
    for unit, length in (("h", 3600), ("min", 60)):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} s"
