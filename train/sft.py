"""Supervised fine-tuning with self-distillation: teacher and student in one run, on one shared question pass.

`python -m train.sft --preset tiny` trains the shipped checkpoint.
"""

import random
from functools import partial
from pathlib import Path

import torch
from accelerate.utils import send_to_device
from torch import Tensor, nn

from latentviz.analysis.evaluation import evaluate
from latentviz.analysis.logit_lens import final_norm
from latentviz.model.modeling import AdaptiveLatentModel, ThoughtState
from train.config import SftOptions
from train.data import SftBatch, batches_ahead, set_token_caps, sft_batches
from train.drill import DrillBatch, computed, drill, result_logits
from train.loop.estimate import Pass, batch_passes, estimate_by_formula
from train.loop.losses import align_loss, codi_loss, equation_loss, mean_reasoning_loss, stop_loss, token_loss
from train.loop.trainer import TrainingRun, command_of
from train.sources import read_problems_of, sources_of, validation_problems
from train.start.backbone import known_config
from train.start.weights import start_of

DRILL, TEACHER, FORCED, BOTH = "drill", "teacher", "forced", "both roles"


class SftObjective(nn.Module):
    """The losses of one batch; the forward of a module, so that accelerate can wrap it."""

    def __init__(self, model: AdaptiveLatentModel, options: SftOptions):
        super().__init__()
        self.model = model
        self.options = options

    def forward(self, batch: SftBatch | DrillBatch, share: dict[str, float], kind: str = BOTH) -> dict[str, Tensor]:
        """Losses as "loss_NAME", and their weighted sum as "loss"; also what the detector looks at.

        Parameters
        ----------
        share : dict of str to float
            Factor of each loss, so that those of the parts of a batch add up to that of the whole.
        kind : str
            What is learned of word problems: `TEACHER`, `FORCED` or `BOTH`.
        """
        if isinstance(batch, DrillBatch):
            loss = self.drill(batch) * share["drill"]
            return {"loss": loss, "loss_drill": loss}
        losses, watched = self.word_problems(batch, kind)
        if batch.drill_ids is not None:
            losses["drill"] = self.drill(DrillBatch(batch.drill_ids))
        losses = {name: loss * share[name] for name, loss in losses.items()}
        total = sum(getattr(self.options, f"weight_{name}") * loss for name, loss in losses.items())
        watched = {name: value.detach() * share["stop"] for name, value in watched.items()}
        return {"loss": total} | {f"loss_{name}": loss for name, loss in losses.items()} | watched

    def drill(self, batch: DrillBatch) -> Tensor:
        """Cross-entropy of the results of bare equations."""
        logits = result_logits(self.model, batch.ids)
        return token_loss(logits, batch.results, torch.ones_like(batch.results))

    def word_problems(self, batch: SftBatch, kind: str) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
        """Losses of both roles on one question pass, and what the detector looks at."""
        question = self.model.prefill(batch.question_ids, batch.question_mask)
        losses, watched, teacher_states = {}, {}, None
        if self.options.has_teacher:
            losses["teacher"], teacher_states = self.teacher(question, batch)
        if self.options.has_student and kind != TEACHER:
            student, watched = self.student(question, batch, teacher_states, is_forced=kind == FORCED)
            losses |= student
        return losses, watched

    def teacher(self, question: ThoughtState, batch: SftBatch) -> tuple[Tensor, Tensor]:
        """Cross-entropy of the chain and the answer, and the hidden states, (n_layers, batch, length, hidden_size)."""
        _, hidden, states = self.model.extend(
            question, self.model.embed(batch.chain_ids), batch.chain_mask, output_hidden_states=True
        )
        hidden = torch.cat([question.hidden.unsqueeze(1), hidden[:, :-1]], 1)
        loss = token_loss(self.model.token_logits(hidden), batch.chain_ids, batch.chain_mask)
        return loss, torch.stack(states[1:])

    def student(
        self, question: ThoughtState, batch: SftBatch, teacher_states: Tensor | None, is_forced: bool = False
    ) -> tuple[dict, dict]:
        """Losses of the stop decisions, the latent steps, the answer and the distillation, and what is watched."""
        model, n_prefix, weights = self.model, batch.n_prefix, self.options
        first_result = model.config.first_result_at
        run = self.forced_latent_steps if is_forced and batch.n_latent_steps else self.run_latent_steps
        state, thought, layers, losses = run(question, batch)
        inputs = model.answer_inputs(state, batch.answer_ids, batch.answer_mask)
        _, answer_hidden, states = model.extend(state, *inputs, output_hidden_states=True)
        losses |= {
            "answer": token_loss(
                model.token_logits(answer_hidden[:, n_prefix:-1]),
                batch.answer_ids[:, n_prefix:],
                batch.answer_mask[:, n_prefix:],
            ),
            "stop": stop_loss(model.stop_logits(thought)),
        }
        if weights.weight_equation:
            layer = weights.equation_layer
            inside = [layers[layer - 1][:, first_result:], states[layer][:, :1]]
            logits = model.token_logits(final_norm(model)(torch.cat(inside, 1)))
            losses["equation"] = equation_loss(logits, batch.equation_ids, batch.equation_mask)
        if weights.weight_step and batch.result_ids.shape[1]:
            # Each result is read at its own place (in the spirit of SIM-CoT, arXiv 2509.20317).
            losses["step"] = token_loss(
                model.token_logits(thought[:, first_result:]), batch.result_ids, batch.result_mask
            )
        how = (weights.distance, weights.norm, weights.block_range or None)
        if weights.weight_codi:
            rows = torch.arange(len(thought), device=thought.device)
            target = teacher_states[:, rows, batch.chain_target]
            ours = torch.stack([layer[:, batch.answer_target] for layer in states[1:]])
            losses["codi"] = codi_loss(ours, target, *how)
        if weights.weight_mean and batch.n_latent_steps:
            steps = layers[:, :, 1:].float().mean(2)
            losses["mean"] = mean_reasoning_loss(steps, teacher_states, batch.reasoning_mask, *how)
        return losses, watched_quantities(model, thought)

    def run_latent_steps(
        self, question: ThoughtState, batch: SftBatch
    ) -> tuple[ThoughtState, Tensor, Tensor | None, dict]:
        """Think step by step.

        Returns
        -------
        state : ThoughtState
        thought : (batch, k + 1, hidden_size)
            Hidden states at START and at each latent step.
        layers : (n_layers, batch, k + 1, hidden_size) or None
            Outputs of all layers at START and at the latent steps, where a loss needs them.
        losses : dict
            Losses of the latent steps themselves.
        """
        needed = bool(self.options.weight_mean or self.options.weight_equation)
        state, value, hidden, layers = question, self.model.start_input(question), [], []
        for step in range(batch.n_latent_steps + 1):
            if step:
                value = self.model.latent_embedding(state.hidden).unsqueeze(1)
            state, _, states = self.model.extend(state, value, output_hidden_states=needed)
            hidden.append(state.hidden)
            layers.append(states)
        of_steps = torch.stack([torch.cat(of, 1) for of in list(zip(*layers, strict=True))[1:]]) if needed else None
        return state, torch.stack(hidden, 1), of_steps, {}

    def forced_latent_steps(
        self, question: ThoughtState, batch: SftBatch
    ) -> tuple[ThoughtState, Tensor, Tensor | None, dict]:
        """Think in one pass: gold results, scaled to the size of a latent, stand for the latents.

        Returns as `run_latent_steps` does.
        """
        model = self.model
        state, _, at_start = model.extend(question, model.start_input(question), output_hidden_states=True)
        first = model.latent_embedding(state.hidden).unsqueeze(1)
        results = model.embed(batch.result_ids[:, :-1]).to(first.dtype)
        size = first.detach().norm(dim=-1, keepdim=True)
        forced = size * results / results.norm(dim=-1, keepdim=True).clamp(min=1e-6)
        start = state.hidden.unsqueeze(1)
        state, hidden, states = model.extend(state, torch.cat([first, forced], 1), output_hidden_states=True)
        losses = {"align": align_loss(model.latent_embedding(hidden[:, :-1]), forced)}
        layers = torch.stack([torch.cat(pair, 1) for pair in zip(at_start[1:], states[1:], strict=True)])
        return state, torch.cat([start, hidden], 1), layers, losses


@torch.no_grad()
def watched_quantities(model: AdaptiveLatentModel, thought: Tensor) -> dict[str, Tensor]:
    """Mean norm of the latent inputs, and mean cosine of consecutive steps of thoughts, (batch, k + 1, hidden_size)."""
    if thought.shape[1] < 2:
        return {}
    norm = model.latent_embedding(thought[:, :-1]).float().norm(dim=-1).mean()
    cosine = torch.cosine_similarity(thought[:, 1:].float(), thought[:, :-1].float(), dim=-1).mean()
    return {"latent_norm": norm, "latent_cosine": cosine}


def shares(part: SftBatch | DrillBatch, whole: SftBatch | DrillBatch, n_processes: int) -> dict[str, float]:
    """Factors by which the mean losses of a part add up, after the mean over processes, to those of the whole batch."""
    whole_counts = whole.counts()
    return {name: n_processes * count / max(whole_counts[name], 1) for name, count in part.counts().items()}


class SftRun(TrainingRun):
    """A run of supervised fine-tuning; parameters as in `TrainingRun` and `start_of`."""

    stage = "sft"

    def __init__(
        self, options: SftOptions, resume: bool = False, preset: str | None = None, local_files_only: bool = False
    ):
        model, tokenizer = start_of(options, local_files_only)
        n_layers = model.backbone.config.num_hidden_layers
        if options.weight_equation and not 1 <= options.equation_layer <= n_layers:
            raise ValueError(f"equation_layer is {options.equation_layer}; it must be a layer of 1 .. {n_layers}")
        first, last = options.block_range or (0, 0)
        if not 0 <= first <= last < n_layers:
            raise ValueError(
                f"block_range is {options.block_range}; it must be two layers of 0 .. {n_layers - 1} in order"
            )
        super().__init__(options, model, tokenizer, SftObjective(model, options), resume, preset)
        if 0 < options.n_drill_rows < self.n_parts:
            raise ValueError(
                f"n_drill_rows is {options.n_drill_rows}; each of {self.n_parts} parts of a batch needs one"
            )
        self.problems = validation_problems(options)
        set_token_caps(self.model.config, tokenizer, [*read_problems_of(options), *self.problems])

    @classmethod
    def dry_run(cls, options: SftOptions) -> str:
        """What a run would need, from its first passes, or by formula where a known backbone or the data are not here.

        Raises
        ------
        ValueError
            If neither can be told.
        """
        try:
            return cls(options, local_files_only=True).estimate(measures=True)
        except ValueError as error:
            config = known_config(options.backbone)
            if config is None:
                raise
            return f"{error}\n{estimate_by_formula(options, config)}"

    def start_from(self, step: int) -> None:
        """Continue the stream of batches."""
        first = max(0, step - 1 - self.options.n_drill_steps)
        self.batches = batches_ahead(self.options, self.model.config, self.tokenizer, first)

    def training_step(self, step: int) -> dict[str, float]:
        """One optimiser step."""
        kind = self.kind_of(step)
        batch = self.arithmetic(step, self.options.batch_size) if kind == DRILL else self.word_problems(step)
        n_processes = self.accelerator.num_processes
        parts = self.optimizer_step.parts(batch)
        passes = [partial(self.objective, part, shares(part, batch, n_processes), kind) for part in parts]
        return self.optimizer_step(step, kind, passes)

    def arithmetic(self, step: int, n_rows: int) -> DrillBatch:
        """Bare arithmetic of an optimiser step; it depends on the seed and the step alone."""
        rng = random.Random(f"{self.options.seed}/{step}/drill")
        return drill(rng, n_rows, self.options.max_number, self.tokenizer)

    def word_problems(self, step: int) -> SftBatch:
        """The next batch of word problems, with the bare arithmetic beside it."""
        batch = next(self.batches)
        n_rows = self.options.n_drill_rows
        return batch._replace(drill_ids=self.arithmetic(step, n_rows).ids) if n_rows else batch

    def kind_of(self, step: int) -> str:
        """What is learned at a step: `DRILL`, then `TEACHER`, then `FORCED`, then `BOTH`."""
        for kind, n_steps in self.phases().items():
            if step <= n_steps:
                return kind
            step -= n_steps
        return BOTH

    def phases(self) -> dict[str, int]:
        """Kinds of optimiser steps in their order, and how many there are of each."""
        options = self.options
        first = {DRILL: options.n_drill_steps, TEACHER: options.n_teacher_steps, FORCED: options.n_forced_steps}
        return first | {BOTH: max(0, options.n_steps - sum(first.values()))}

    def passes(self) -> list[Pass]:
        """Passes over a part of the first batch of word problems."""
        batch = next(sft_batches(self.options, self.model.config, self.tokenizer))
        return batch_passes(self.options, batch, self.n_parts)

    def validate(self) -> tuple[dict, float]:
        """Accuracy of the chain of thought, of 6 latent steps (or the cap), of the head's own halting, of k = 0."""
        fixed_k = min(6, self.options.latent_cap)
        modes = {"cot": {"mode": "cot"}, "latent_fixed": {"fixed_k": fixed_k}, "latent": {}, "none": {"mode": "none"}}
        results = {
            name: evaluate(self.model, self.tokenizer, self.problems, batch_size=256, **mode)
            for name, mode in modes.items()
        }
        scores = {f"accuracy_{name}": result.accuracy for name, result in results.items()}
        scores["mean_latent_steps"] = results["latent"].mean_latent_steps
        scores["n_cut"] = sum(result.n_cut for result in results.values())
        families = [Path(name).stem for name in sources_of(self.options.data)] if self.options.p_renumber else []
        for family in families:
            held_out = [problem for problem in self.problems if problem.family == family]
            if held_out:
                result = evaluate(self.model, self.tokenizer, held_out, batch_size=256, fixed_k=fixed_k)
                scores[f"accuracy_latent_fixed_{family}"] = result.accuracy
        if self.options.drills:
            unseen = send_to_device(self.arithmetic(step=0, n_rows=self.options.batch_size), self.model.device)
            scores["accuracy_arithmetic"] = computed(self.model, unseen).float().mean().item()
        scores["accuracy_latent_fixed_by_n_operations"] = [
            round(entry["accuracy"], 4) for entry in results["latent_fixed"].by_n_operations.values()
        ]
        chosen = {"cot": self.options.has_teacher, "latent_fixed": self.options.has_student}
        return scores, sum(scores[f"accuracy_{name}"] for name, counts in chosen.items() if counts)


main = command_of(SftRun, SftOptions)

if __name__ == "__main__":
    raise SystemExit(main())
