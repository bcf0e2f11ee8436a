"""Supervised fine-tuning with self-distillation: teacher and student in one run, on one shared question pass.

`python -m train.sft --preset tiny` trains the shipped checkpoint from nothing.
"""

import json
import math
import shutil
import sys
import time
from pathlib import Path

import torch
from accelerate import Accelerator, DistributedDataParallelKwargs
from torch import Tensor, nn
from tqdm.auto import tqdm

from latentviz.checkpoints import save_checkpoint
from latentviz.evaluation import evaluate
from latentviz.model import AdaptiveLatentModel
from latentviz.problems import Problem, ProblemGenerator, vocabulary_words
from train.data import SftBatch, generator_options, sft_batches, training_rows
from train.drill import N_EQUATION_TOKENS, RESULT_TOKEN, DrillBatch, drill_batch
from train.objectives import codi_loss, step_loss, stop_loss, token_loss
from train.optimizers import build_optimizers, build_schedulers
from train.options import SftOptions, parse_options
from train.record import finish_record, read_record, run_record, write_record
from train.resume import load_state, save_state
from train.tiny import build_model
from train.tokenizer import build_tokenizer


class SftObjective(nn.Module):
    """The losses of one batch; the forward of a module, so that accelerate can wrap it."""

    def __init__(self, model: AdaptiveLatentModel, options: SftOptions):
        super().__init__()
        self.model = model
        self.options = options

    def forward(self, batch: SftBatch | DrillBatch) -> dict[str, Tensor]:
        """Unweighted losses as "loss_NAME", and their weighted sum as "loss"."""
        if isinstance(batch, DrillBatch):
            loss = self.drill(batch)
            return {"loss": loss, "loss_drill": loss}
        question = self.model.prefill(batch.question_ids, batch.question_mask)
        teacher, teacher_states = self.teacher(question, batch)
        losses = {"teacher": teacher} | self.student(question, batch, teacher_states)
        total = sum(getattr(self.options, f"weight_{name}") * value for name, value in losses.items())
        return {"loss": total} | {f"loss_{name}": value for name, value in losses.items()}

    def drill(self, batch: DrillBatch) -> Tensor:
        """Cross-entropy of the results of bare equations."""
        hidden = self.model.backbone.base_model(inputs_embeds=self.model.embed(batch.ids)).last_hidden_state
        logits = self.model.token_logits(hidden[:, RESULT_TOKEN - 1 :: N_EQUATION_TOKENS])
        return token_loss(logits, batch.results, torch.ones_like(batch.results))

    def teacher(self, question, batch: SftBatch) -> tuple[Tensor, Tensor]:
        """Cross-entropy of the chain and the answer, and the hidden states at the token before the answer."""
        _, hidden, states = self.model.extend(
            question, self.model.embed(batch.chain_ids), batch.chain_mask, output_hidden_states=True
        )
        hidden = torch.cat([question.hidden.unsqueeze(1), hidden[:, :-1]], 1)
        loss = token_loss(self.model.token_logits(hidden), batch.chain_ids, batch.chain_mask)
        rows = torch.arange(len(batch.chain_ids), device=hidden.device)
        return loss, torch.stack([layer[rows, batch.chain_target] for layer in states[1:]])

    def student(self, question, batch: SftBatch, teacher_states: Tensor) -> dict[str, Tensor]:
        """Losses of the stop decisions, the latent steps, the answer and the distillation."""
        model, n_prefix = self.model, batch.n_prefix
        state = model.begin_thought(question)
        hidden = [state.hidden]
        for _ in range(batch.n_latent_steps):
            state = model.think_step(state)
            hidden.append(state.hidden)
        thought = torch.stack(hidden, 1)
        inputs = model.answer_inputs(state, batch.answer_ids, batch.answer_mask)
        _, answer_hidden, states = model.extend(state, *inputs, output_hidden_states=True)
        losses = {
            "answer": token_loss(
                model.token_logits(answer_hidden[:, n_prefix:-1]),
                batch.answer_ids[:, n_prefix:],
                batch.answer_mask[:, n_prefix:],
            ),
            "stop": stop_loss(model.stop_logits(thought)),
            "codi": codi_loss(torch.stack([layer[:, n_prefix] for layer in states[1:]]), teacher_states),
        }
        if self.options.weight_step and batch.n_latent_steps:
            losses["step"] = step_loss(model.token_logits(thought[:, 1:]), batch.result_ids, batch.result_mask)
        return losses


class MetricsLog:
    """`metrics.jsonl`: one JSON line a logging step. A resumed run drops what lies past its state."""

    def __init__(self, path: Path, first_step: int):
        lines = path.read_text(encoding="utf-8").splitlines() if first_step and path.exists() else []
        kept = [line for line in lines if json.loads(line)["step"] <= first_step]
        path.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")
        self.path = path

    def write(self, **values) -> None:
        """Append a line; numbers are rounded to six digits."""
        rounded = {k: float(f"{v:.6g}") if isinstance(v, float) else v for k, v in values.items()}
        with self.path.open("a", encoding="utf-8") as handle:
            handle.write(json.dumps(rounded) + "\n")


def validation_problems(options: SftOptions) -> list[Problem]:
    """Held-out problems, equally many of each number of operations."""
    if options.data != "generated":
        return training_rows(options.data)[-options.n_validation :]
    generator = ProblemGenerator(options.seed + 1, "validation", generator_options(options))
    return [generator.sample(1 + i % options.max_operations) for i in range(options.n_validation)]


def validate(model: AdaptiveLatentModel, tokenizer, problems: list[Problem], options: SftOptions) -> dict:
    """Accuracy of the chain of thought and of 6 latent steps (or the cap), and the head's own halting."""
    fixed_k = min(6, options.latent_cap)
    modes = {"cot": {"mode": "cot"}, "latent_fixed": {"fixed_k": fixed_k}, "latent": {}, "none": {"mode": "none"}}
    model.eval()
    with torch.autocast(model.device.type, torch.bfloat16, enabled=options.precision == "bf16"):
        results = {name: evaluate(model, tokenizer, problems, batch_size=256, **kw) for name, kw in modes.items()}
    model.train()
    values = {f"accuracy_{name}": result.accuracy for name, result in results.items()}
    by_operations = [entry["accuracy"] for entry in results["latent_fixed"].by_n_operations.values()]
    return values | {
        "mean_latent_steps": results["latent"].mean_latent_steps,
        "accuracy_latent_fixed_by_n_operations": [round(value, 4) for value in by_operations],
    }


class SftRun:
    """One run: model, optimisers and log, and where the run stands.

    Parameters
    ----------
    options : SftOptions
    resume : bool
        Go on from the state in `options.output`.
    preset : str, optional
        Name of the preset, for the record.

    Raises
    ------
    FileNotFoundError
        If there is nothing to resume.
    """

    def __init__(self, options: SftOptions, resume: bool = False, preset: str | None = None):
        self.options = options
        self.output = Path(options.output)
        self.output.mkdir(parents=True, exist_ok=True)
        # A drill leaves the filter and the stop head without a gradient.
        parallel = DistributedDataParallelKwargs(find_unused_parameters=True)
        self.accelerator = Accelerator(mixed_precision=options.precision, kwargs_handlers=[parallel])
        self.is_main = self.accelerator.is_main_process
        self.tokenizer = build_tokenizer(vocabulary_words(), options.tokenizer_size, options.seed)
        self.model = build_model(options, self.tokenizer)
        self.optimizers = build_optimizers(self.model, options)
        self.schedulers = build_schedulers(self.optimizers, options)
        self.progress = {"step": 0, "best": -math.inf, "best_step": 0, "elapsed_s": 0.0}
        if resume:
            self.progress = load_state(self.state_folder, self.model, self.optimizers, self.schedulers)
        elif self.is_main:
            write_record(self.output, run_record("sft", options, preset))
        prepared = self.accelerator.prepare(SftObjective(self.model, options), *self.optimizers)
        self.objective, *self.stepping = prepared
        self.log = MetricsLog(self.output / "metrics.jsonl", self.progress["step"]) if self.is_main else None
        self.problems = validation_problems(options)
        self.started = time.perf_counter() - self.progress["elapsed_s"]

    @property
    def state_folder(self) -> Path:
        """Where the resumable state lies while the run goes on."""
        return self.output / "resume"

    @property
    def best_folder(self) -> Path:
        """Where the best weights lie while the run goes on."""
        return self.output / "best"

    @property
    def elapsed_s(self) -> float:
        """Wall time of the run so far, interruptions left out."""
        return time.perf_counter() - self.started

    def learn(self, step: int, batch: SftBatch | DrillBatch) -> dict[str, float] | None:
        """One optimiser step; the losses where this step is logged."""
        losses = self.objective(batch)
        self.accelerator.backward(losses["loss"])
        norm = self.accelerator.clip_grad_norm_(self.model.parameters(), self.options.max_grad_norm)
        for optimizer, scheduler in zip(self.stepping, self.schedulers, strict=True):
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()
        if step % self.options.log_every:
            return None
        values = {name: value.item() for name, value in self.accelerator.reduce(losses, "mean").items()}
        if not math.isfinite(values["loss"]):
            raise FloatingPointError(f"the loss is {values['loss']} at step {step}; lower lr_matrix or lr_other")
        lr = self.schedulers[0].get_last_lr()[0]
        if self.is_main:
            self.log.write(step=step, **values, gradient_norm=float(norm), lr_matrix=lr, elapsed_s=self.elapsed_s)
        return values

    def validate(self, step: int) -> None:
        """Score the model, and keep its weights if they are the best so far."""
        scores = validate(self.model, self.tokenizer, self.problems, self.options)
        self.log.write(step=step, **scores)
        score = scores["accuracy_latent_fixed"] + scores["accuracy_cot"]
        if score >= self.progress["best"]:
            self.progress |= {"best": score, "best_step": step}
            save_state(self.best_folder, self.model, [], [], {"step": step})

    def save(self, step: int) -> None:
        """Keep what a resumed run needs."""
        self.progress |= {"step": step, "elapsed_s": self.elapsed_s}
        save_state(self.state_folder, self.model, self.optimizers, self.schedulers, self.progress)

    def finish(self) -> None:
        """Write the checkpoint of the best weights; the resumable state goes."""
        load_state(self.best_folder, self.model, [], [])
        write_record(self.output, read_record(self.output) | finish_record(self.progress))
        save_checkpoint(self.output, self.model, self.tokenizer)
        shutil.rmtree(self.state_folder)
        shutil.rmtree(self.best_folder)


def train(options: SftOptions, resume: bool = False, stop_after: int | None = None, preset: str | None = None) -> Path:
    """Train to the end and return the checkpoint folder; parameters as in `SftRun`.

    Parameters
    ----------
    stop_after : int, optional
        Leave after this optimiser step with a resumable state, as an interruption would.

    Raises
    ------
    FloatingPointError
        If the loss is not finite.
    """
    run = SftRun(options, resume, preset)
    accelerator = run.accelerator
    first = run.progress["step"] + 1
    batches = sft_batches(options, run.model.config, run.tokenizer, max(0, first - 1 - options.n_drill_steps))
    steps = tqdm(
        range(first, options.n_steps + 1),
        initial=first - 1,
        total=options.n_steps,
        unit="step",
        disable=not run.is_main,
    )
    run.model.train()
    for step in steps:
        batch = drill_batch(options, run.tokenizer, step) if step <= options.n_drill_steps else next(batches)
        share = batch.shard(accelerator.process_index, accelerator.num_processes)
        losses = run.learn(step, share.to(accelerator.device))
        if losses:
            steps.set_postfix(loss=f"{losses['loss']:.3f}")
        if step == stop_after:
            run.save(step)
            return run.output
        if run.is_main and (step % options.validate_every == 0 or step == options.n_steps):
            run.validate(step)
            run.save(step)
    if run.is_main:
        run.finish()
    accelerator.end_training()
    return run.output


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    options, flags = parse_options(SftOptions, "sft", argv)
    try:
        print(train(options, resume=flags.resume, preset=flags.preset))
    except (FileNotFoundError, FloatingPointError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
