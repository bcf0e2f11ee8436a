"""Supervised fine-tuning with self-distillation: teacher and student in one run, on one shared question pass.

`python -m train.sft` with the presets tiny-base, tiny-latent and tiny, in this order, trains the shipped checkpoint.
"""

import sys
from functools import partial
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import PreTrainedTokenizerBase

from latentviz.checkpoints import load_checkpoint
from latentviz.evaluation import evaluate
from latentviz.lens import final_norm
from latentviz.model import AdaptiveLatentModel, ThoughtState
from latentviz.problems import Problem, ProblemGenerator, vocabulary_words
from train.data import SftBatch, generator_options, sft_batches, stage_rows
from train.drill import N_EQUATION_TOKENS, RESULT_TOKEN, DrillBatch, drill_batch
from train.guard import Diverged
from train.objectives import align_loss, codi_loss, equation_loss, mean_reasoning_loss, step_loss, stop_loss, token_loss
from train.options import RunOptions, parse_options
from train.run import TrainingRun
from train.sft_options import SftOptions
from train.tiny import build_model, trained_limits
from train.tokenizer import build_tokenizer

DRILL, TEACHER, FORCED, BOTH = "drill", "teacher", "forced", "both roles"


class SftObjective(nn.Module):
    """The losses of one batch; the forward of a module, so that accelerate can wrap it."""

    def __init__(self, model: AdaptiveLatentModel, options: SftOptions):
        super().__init__()
        self.model = model
        self.options = options

    def forward(self, batch: SftBatch | DrillBatch, share: dict[str, float], kind: str = BOTH) -> dict[str, Tensor]:
        """Losses as "loss_NAME", and their weighted sum as "loss"; also what the guard looks at.

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
        losses = {name: loss * share[name] for name, loss in losses.items()}
        total = sum(getattr(self.options, f"weight_{name}") * loss for name, loss in losses.items())
        watched = {name: value.detach() * share["stop"] for name, value in watched.items()}
        return {"loss": total} | {f"loss_{name}": loss for name, loss in losses.items()} | watched

    def drill(self, batch: DrillBatch) -> Tensor:
        """Cross-entropy of the results of bare equations."""
        hidden = self.model.backbone.base_model(inputs_embeds=self.model.embed(batch.ids)).last_hidden_state
        logits = self.model.token_logits(hidden[:, RESULT_TOKEN - 1 :: N_EQUATION_TOKENS])
        return token_loss(logits, batch.results, torch.ones_like(batch.results))

    def word_problems(self, batch: SftBatch, kind: str) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
        """Losses of both roles on one question pass, and what the guard looks at."""
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
        walk = self.forced_walk if is_forced and batch.n_latent_steps else self.walk
        state, thought, layers, losses = walk(question, batch)
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
            losses["step"] = step_loss(
                model.token_logits(thought[:, first_result:]), batch.result_ids, batch.result_mask
            )
        how = (weights.distance, weights.norm, weights.block_range or None)
        if weights.weight_codi:
            rows = torch.arange(len(thought), device=thought.device)
            target = teacher_states[:, rows, batch.chain_target]
            losses["codi"] = codi_loss(torch.stack([layer[:, n_prefix] for layer in states[1:]]), target, *how)
        if weights.weight_mean and batch.n_latent_steps:
            steps = layers[:, :, 1:]
            step_mask = torch.ones(steps.shape[1:3], dtype=torch.bool, device=steps.device)
            losses["mean"] = mean_reasoning_loss(steps, teacher_states, step_mask, batch.reasoning_mask, *how)
        return losses, watched_quantities(model, thought)

    def walk(self, question: ThoughtState, batch: SftBatch) -> tuple[ThoughtState, Tensor, Tensor | None, dict]:
        """Think step by step.

        Returns
        -------
        state : ThoughtState
        thought : (batch, k + 1, hidden_size)
            Hidden states at START and at each latent step.
        layers : (n_layers, batch, k + 1, hidden_size) or None
            Outputs of all layers at START and at the latent steps, where a loss needs them.
        losses : dict
            Losses of the walk itself.
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

    def forced_walk(self, question: ThoughtState, batch: SftBatch) -> tuple[ThoughtState, Tensor, Tensor | None, dict]:
        """Think in one pass: gold results, scaled to the size of a latent, stand for the latents; returns as `walk`."""
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


def validation_problems(options: RunOptions) -> list[Problem]:
    """Held-out problems, equally many of each number of operations."""
    if options.data != "generated":
        return stage_rows(options)[2]
    generator = ProblemGenerator(options.seed + 1, "validation", generator_options(options))
    return [generator.sample(1 + i % options.max_operations) for i in range(options.n_validation)]


def start_of(options: SftOptions) -> tuple[AdaptiveLatentModel, PreTrainedTokenizerBase]:
    """The model that training starts from, and its tokenizer.

    Raises
    ------
    ValueError
        If the checkpoint cannot be used, or was made with another filter than the options say.
    """
    if not options.checkpoint:
        tokenizer = build_tokenizer(vocabulary_words(), options.tokenizer_size, options.seed)
        return build_model(options, tokenizer), tokenizer
    start = load_checkpoint(options.checkpoint, dtype="float32")
    config = start.model.config
    if options.filter_mode != config.filter_mode:
        raise ValueError(f"filter_mode is {options.filter_mode!r}; {options.checkpoint} has {config.filter_mode!r}")
    for name in ("latent_cap", "add_latent_to_start", "add_latent_to_end", "first_result_at"):
        setattr(config, name, getattr(options, name))
    config.limits |= trained_limits(options)
    return start.model, start.tokenizer


class SftRun(TrainingRun):
    """A run of supervised fine-tuning; parameters as in `TrainingRun`."""

    stage = "sft"

    def __init__(self, options: SftOptions, resume: bool = False, preset: str | None = None):
        model, tokenizer = start_of(options)
        n_layers = model.backbone.config.num_hidden_layers
        if options.weight_equation and not 1 <= options.equation_layer <= n_layers:
            raise ValueError(f"equation_layer is {options.equation_layer}; it must be a layer of 1 .. {n_layers}")
        super().__init__(options, model, tokenizer, SftObjective(model, options), resume, preset)
        self.problems = validation_problems(options)

    def start_from(self, step: int) -> None:
        """Continue the stream of batches."""
        first = max(0, step - 1 - self.options.n_drill_steps)
        self.batches = sft_batches(self.options, self.model.config, self.tokenizer, first)

    def learn(self, step: int) -> dict[str, float]:
        """One optimiser step."""
        kind = self.kind_of(step)
        batch = drill_batch(self.options, self.tokenizer, step) if kind == DRILL else next(self.batches)
        n_processes = self.accelerator.num_processes
        passes = [partial(self.objective, part, shares(part, batch, n_processes), kind) for part in self.parts(batch)]
        return self.descend(step, kind, passes)

    def kind_of(self, step: int) -> str:
        """What is learned at a step: `DRILL`, then `TEACHER`, then `FORCED`, then `BOTH`."""
        for kind, n_steps in (
            (DRILL, self.options.n_drill_steps),
            (TEACHER, self.options.n_teacher_steps),
            (FORCED, self.options.n_forced_steps),
        ):
            if step <= n_steps:
                return kind
            step -= n_steps
        return BOTH

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
        by_operations = [entry["accuracy"] for entry in results["latent_fixed"].by_n_operations.values()]
        scores["accuracy_latent_fixed_by_n_operations"] = [round(value, 4) for value in by_operations]
        chosen = {"cot": self.options.has_teacher, "latent_fixed": self.options.has_student}
        return scores, sum(scores[f"accuracy_{name}"] for name, counts in chosen.items() if counts)


def train(options: SftOptions, resume: bool = False, stop_after: int | None = None, preset: str | None = None) -> Path:
    """Train and return the checkpoint folder; parameters as in `SftRun` and `TrainingRun.train`."""
    return SftRun(options, resume, preset).train(stop_after)


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    options, flags = parse_options(SftOptions, "sft", argv)
    try:
        print(train(options, resume=flags.resume, preset=flags.preset))
    except (OSError, Diverged, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
