"""`TrainingRun`: what every stage of training shares: steps, log, state, recovery and the finished folder."""

import functools
import json
import math
import os
import shutil
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import torch
from accelerate import Accelerator, DistributedDataParallelKwargs, DistributedType
from tqdm.auto import tqdm

from latentviz.model.checkpoint import CARD, CAUSES, EVAL, EXAMPLES, MAP, PROBES, RESULTS, SUMS, save_checkpoint
from latentviz.model.threads import calibrate_num_threads
from latentviz.runs.folders import read_record
from train import command
from train.config import RunOptions, parse_options
from train.loop.divergence import Diverged, DivergenceDetector
from train.loop.estimate import BY_FORMULA, MEASURED, Pass, described, formula_step_s, memory_of
from train.loop.metrics_log import MetricsLog
from train.loop.optim import OptimizerStep, build_optimizers, build_schedulers, scale_rates
from train.loop.pace import Pace
from train.loop.precision import with_precision
from train.loop.processes import join_processes
from train.loop.run_record import run_record, with_resumption, write_record
from train.loop.state import load_state, save_state
from train.start.lora import add_adapters, merge_adapters
from train.start.word_vectors import fold_embedding

# What is made of finished weights does not outlive them.
MADE_OF_WEIGHTS = (MAP, EXAMPLES, RESULTS, CAUSES, EVAL, CARD)
RESUME, BEST = "resume", "best"
# Two more passes for each kind of step, before a run of so many, cost at most one percent.
MEASURED_FROM = 200


def check_distribution(kind: DistributedType) -> None:
    """Refuse launchers that share the weights out over processes.

    Raises
    ------
    ValueError
        With the way that works.
    """
    if kind in (DistributedType.FSDP, DistributedType.DEEPSPEED, DistributedType.MEGATRON_LM):
        raise ValueError(
            f"distributed_type is {kind.value}: latent steps, rollouts and saved states need whole weights in every "
            "process; launch with train/accelerate/ddp.yaml"
        )


class TrainingRun(ABC):
    """One run of one stage: model, optimisers and log, and where the run stands.

    A stage supplies `start_from`, `training_step`, `passes` and `validate`. Nothing is written before `train`.

    Parameters
    ----------
    options : RunOptions
    model : AdaptiveLatentModel
        With the weights that training starts from.
    tokenizer : PreTrainedTokenizerBase
    objective : torch.nn.Module
        Wraps the model; its forward is what several processes share the gradient of.
    resume : bool
        Go on from the state in `options.output`.
    preset : str, optional
        Name of the preset, for the record.

    Raises
    ------
    FileNotFoundError
        If there is nothing to resume.
    ValueError
        If the batch cannot be split evenly over processes and accumulation, or the weights are shared out over them.
    """

    stage = ""

    def __init__(self, options: RunOptions, model, tokenizer, objective, resume: bool, preset: str | None):
        self.output = Path(options.output)
        self.state_folder, self.best_folder = self.output / RESUME, self.output / BEST
        if resume and options.precision == "auto":
            begun = read_record(self.output).get("options", {})
            options = replace(options, precision=begun.get("precision", "auto"))
        self.options = options = with_precision(options, join_processes().device)
        self.preset = preset
        # A drill leaves the filter and the stop head without a gradient; no buffer changes in training.
        parallel = DistributedDataParallelKwargs(find_unused_parameters=True, broadcast_buffers=False)
        self.accelerator = Accelerator(mixed_precision=options.precision, kwargs_handlers=[parallel])
        check_distribution(self.accelerator.distributed_type)
        self.n_parts = self.accelerator.num_processes * options.n_accumulate
        if options.batch_size % self.n_parts:
            raise ValueError(
                f"batch_size {options.batch_size} cannot be split evenly into {self.n_parts} parts "
                f"({self.accelerator.num_processes} processes x n_accumulate {options.n_accumulate})"
            )
        self.is_main = self.accelerator.is_main_process
        self.model, self.tokenizer = model, tokenizer
        # All whose weights lie in memory.
        self.modules: list[torch.nn.Module] = [model]
        if options.lora_rank:
            add_adapters(model, options.lora_rank, options.lora_alpha, options.lora_dropout)
        if model.reader is not None:
            reader = model.reader.language_model
            self.modules.append(reader.to(torch.bfloat16 if options.precision == "bf16" else torch.float32))
        self.optimizers = build_optimizers(model, options)
        self.time_share = 0.0
        self.pace = Pace()
        self.schedulers = build_schedulers(self.optimizers, options, self.schedule_position)
        self.detector = DivergenceDetector()
        self.progress = {"step": 0, "best": -math.inf, "best_step": 0, "elapsed_s": 0.0, "n_recoveries": 0}
        if resume:
            self.progress = load_state(self.state_folder, model, self.optimizers, self.schedulers)
        self.objective, *prepared = self.accelerator.prepare(objective, *self.optimizers)
        self.optimizer_step = OptimizerStep(self.accelerator, model, prepared, options, self.detector)
        self.log = None
        self.validated_step: int | None = None

    @classmethod
    def dry_run(cls, options: RunOptions) -> str:
        """What a run would need, from its first passes."""
        return cls(options).estimate(measures=True)

    @abstractmethod
    def start_from(self, step: int) -> None:
        """Make the next call of `training_step` see the data of `step`."""

    @abstractmethod
    def training_step(self, step: int) -> dict[str, float]:
        """Take one optimiser step; return what is worth logging, "loss" included."""

    @abstractmethod
    def passes(self) -> list[Pass]:
        """Passes of the decoder in the forward pass of one part of a batch, for estimates."""

    def phases(self) -> dict[str, int]:
        """Kinds of optimiser steps in their order, and how many there are of each."""
        return {self.stage: self.options.n_steps}

    @abstractmethod
    def validate(self) -> tuple[dict, float]:
        """Scores on validation problems, and the one number by which the best weights are chosen (higher is better)."""

    def before_saving(self) -> dict:
        """Bring the model with the best weights into the form that is saved; return what the record is to say of it."""
        return {}

    def parent(self) -> str | None:
        """The checkpoint whose weights stay as they are but for a few, and are not stored again beside it."""
        return None

    @property
    def elapsed_s(self) -> float:
        """Wall time of the run so far, interruptions left out."""
        return time.perf_counter() - self.started

    def train(self, stop_after: int | None = None, on_step: Callable[[int], None] | None = None) -> Path:
        """Train to the end and return the checkpoint folder.

        Parameters
        ----------
        stop_after : int, optional
            Leave after this optimiser step with a resumable state, as an interruption would.
        on_step : callable, optional
            Is told the number of finished steps, in place of a progress bar.

        Raises
        ------
        Diverged
            If the run went wrong more often than `options.max_recoveries`.
        """
        step = self.progress["step"]
        # How long a run takes that ends by the clock need not be measured.
        measures = self.options.n_steps - step >= MEASURED_FROM and not self.options.max_minutes
        text = self.estimate(measures)
        if self.is_main:
            print(text, file=sys.stderr)
            self.open_folder()
        self.started = time.perf_counter() - self.progress["elapsed_s"]
        if not step:
            self.save(0)
        self.model.train()
        if self.chooses_threads(step):
            self.choose_threads(step + 1)
        self.start_from(step + 1)
        hidden = not self.is_main or on_step is not None
        bar = tqdm(initial=step, total=self.options.n_steps, unit="step", disable=hidden)
        while step < self.options.n_steps and not self.is_out_of_time():
            try:
                self.take(step + 1, bar)
                step += 1
            except Diverged as error:
                step = self.recover(error)
                bar.n = step
            if self.chooses_threads(step) and self.pace.is_slow():
                self.choose_threads(step + 1)
                self.start_from(step + 1)
            if on_step:
                on_step(step)
            if step == stop_after:
                self.save(step)
                return self.output
        bar.close()
        if step < self.options.n_steps:
            if step != self.validated_step:
                self.validate_and_keep_best(step)
            self.progress |= {"step": step, "elapsed_s": self.elapsed_s}
        self.finish()
        return self.output

    def open_folder(self) -> None:
        """Make the folder of the run, its record and its log."""
        self.output.mkdir(parents=True, exist_ok=True)
        # A checkpoint that lies there already stays one that can be loaded, whatever becomes of the run.
        (self.output / SUMS).unlink(missing_ok=True)
        step = self.progress["step"]
        if not step:
            # The thoughts of another run that lay here; those of a run that goes on are its own.
            (self.output / PROBES).unlink(missing_ok=True)
        current = run_record(self.stage, self.options, self.preset)
        for source, counts in current["rows"].items():
            print(f"{source}: {json.dumps(counts)}", file=sys.stderr)
        write_record(self.output, with_resumption(read_record(self.output), current, step) if step else current)
        self.log = MetricsLog(self.output / "metrics.jsonl", step)

    def is_out_of_time(self) -> bool:
        """Look at the clock; whether `max_minutes` have passed in the mean of the processes."""
        if not self.options.max_minutes:
            return False
        share = torch.tensor(self.elapsed_s / (60 * self.options.max_minutes), device=self.accelerator.device)
        self.time_share = float(self.accelerator.reduce(share, "mean"))
        return self.time_share >= 1

    def schedule_position(self, step: int) -> float:
        """Where in the schedule of rates a step lies: by its number, or by the clock where that is further on."""
        return max(step, self.time_share * self.options.n_steps)

    def estimate(self, measures: bool) -> str:
        """What the run needs of memory and time, as text.

        Parameters
        ----------
        measures : bool
            Whether passes are run for it, or their operations counted.
        """
        passes, how = self.passes(), MEASURED
        memory = memory_of(self.modules, self.model, self.options, self.optimizers, passes)
        step_s = self.measured_step_s() if measures else None
        if step_s is None:
            step_s, how = formula_step_s(self.model, self.options, passes, self.accelerator.device), BY_FORMULA
        return described(memory, step_s, self.options.n_steps - self.progress["step"], how)

    def measured_step_s(self) -> float | None:
        """Mean seconds of a step over the kinds of steps, None where a pass diverges.

        Weights, optimisers and random numbers stay as they are.
        """
        self.start_from(1)
        first, total_s = 1, 0.0
        try:
            with self._changing_nothing():
                for n in filter(None, self.phases().values()):
                    total_s += n * min(self._timed(first) for _ in range(2))
                    first += n
        except Diverged:
            return None
        return total_s / self.options.n_steps

    def chooses_threads(self, step: int) -> bool:
        """Whether the threads of a CPU are this run's to choose: it is alone, long, and nobody set their number."""
        is_alone = self.accelerator.device.type == "cpu" and self.accelerator.num_processes == 1
        return is_alone and self.options.n_steps - step >= MEASURED_FROM and "OMP_NUM_THREADS" not in os.environ

    def choose_threads(self, step: int) -> None:
        """Take the fewest threads that pay, measured on passes of a step, and say so in the log.

        The threads of an operation wait for each other, so that on a busy machine fewer are faster.
        """
        self.start_from(step)
        batch_step = functools.partial(self._timed, step)
        try:
            with self._changing_nothing():
                n_threads = calibrate_num_threads(batch_step)
        except Diverged:
            return
        torch.set_num_threads(n_threads)
        self.pace = Pace()
        self.log.write(step=step - 1, n_threads=n_threads, elapsed_s=self.elapsed_s)

    @contextmanager
    def _changing_nothing(self) -> Iterator[None]:
        """Let `training_step` take no step; weights, optimisers, random numbers and the detector stay as they are."""
        prepared, self.optimizer_step.optimizers = self.optimizer_step.optimizers, []
        self.model.train()
        try:
            with torch.random.fork_rng():
                yield
        finally:
            for optimizer in self.optimizers:
                optimizer.zero_grad()
            self.optimizer_step.optimizers = prepared
            self.detector.reset()

    def _timed(self, step: int) -> float:
        started = time.perf_counter()
        self.training_step(step)
        return time.perf_counter() - started

    def take(self, step: int, bar) -> None:
        """One step with its log, validation and state."""
        started = time.perf_counter()
        values = self.training_step(step)
        self.pace.add(time.perf_counter() - started)
        for scheduler in self.schedulers:
            scheduler.step()
        bar.update()
        if step % self.options.log_every == 0:
            bar.set_postfix(loss=f"{values['loss']:.3f}")
            if self.is_main:
                rate = {"lr_matrix" if len(self.optimizers) > 1 else "lr_other": self.schedulers[0].get_last_lr()[0]}
                clock = {"time_share": self.time_share} if self.options.max_minutes else {}
                self.log.write(step=step, **values, **rate, elapsed_s=self.elapsed_s, **clock)
        if step % self.options.validate_every == 0 or step == self.options.n_steps:
            self.validate_and_keep_best(step)
            self.save(step)

    def validate_and_keep_best(self, step: int) -> None:
        """Score the model, and keep its weights if they are the best so far."""
        if self.is_main:
            self.model.eval()
            with torch.autocast(self.model.device.type, torch.bfloat16, enabled=self.options.precision == "bf16"):
                scores, score = self.validate()
            self.model.train()
            self.log.write(step=step, **scores)
            if score >= self.progress["best"]:
                self.progress |= {"best": score, "best_step": step}
                save_state(self.best_folder, self.model, [], [], {"step": step})
        self.validated_step = step
        self.accelerator.wait_for_everyone()

    def save(self, step: int) -> None:
        """Keep what a resumed run needs."""
        self.progress |= {"step": step, "elapsed_s": self.elapsed_s}
        if self.is_main:
            save_state(self.state_folder, self.model, self.optimizers, self.schedulers, self.progress)
        self.accelerator.wait_for_everyone()

    def recover(self, error: Diverged) -> int:
        """Go back to the last good state with lower rates; return its step."""
        n_recoveries = self.progress["n_recoveries"] + 1
        if n_recoveries > self.options.max_recoveries:
            raise Diverged(
                f"{error}; gave up after {self.options.max_recoveries} returns to an earlier state. "
                "Lower lr_matrix and lr_other"
            ) from error
        self.progress = load_state(self.state_folder, self.model, self.optimizers, self.schedulers)
        # Until all have read it: `save` puts another in its place.
        self.accelerator.wait_for_everyone()
        scale_rates(self.schedulers, self.options.recovery_factor)
        self.progress["n_recoveries"] = n_recoveries
        step = self.progress["step"]
        self.detector.reset()
        for optimizer in self.optimizers:
            optimizer.zero_grad()
        self.start_from(step + 1)
        if self.is_main:
            self.log.write(
                step=step, event="recovered", reason=str(error), n_recoveries=n_recoveries, elapsed_s=self.elapsed_s
            )
            print(f"{error}; back to step {step} at {self.options.recovery_factor} x the rate", file=sys.stderr)
        self.save(step)
        return step

    def finish(self) -> None:
        """Write the checkpoint of the best weights; the resumable state goes."""
        if self.is_main:
            load_state(self.best_folder, self.model, [], [])
            self.model.eval()
            finished = {
                "last_step": self.progress["step"],
                "best_step": self.progress["best_step"],
                "wall_time_s": round(self.progress["elapsed_s"], 1),
            }
            write_record(self.output, read_record(self.output) | finished | self.before_saving())
            if self.options.lora_rank:
                merge_adapters(self.model)
            fold_embedding(self.model)
            for name in MADE_OF_WEIGHTS:
                (self.output / name).unlink(missing_ok=True)
            save_checkpoint(self.output, self.model, self.tokenizer, self.options.weights, self.parent())
            shutil.rmtree(self.state_folder)
            shutil.rmtree(self.best_folder)
        self.accelerator.end_training()


def command_of(run_class: type[TrainingRun], options_class: type[RunOptions]) -> Callable[..., int]:
    """Make the `main` of a stage."""

    @command
    def main(argv: list[str] | None = None) -> None:
        """Command line."""
        options, flags = parse_options(options_class, run_class.stage, argv)
        print(run_class.dry_run(options) if flags.dry_run else run_class(options, flags.resume, flags.preset).train())

    return main
