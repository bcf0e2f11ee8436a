"""GRPO on the stopping decision and the answer (arXiv 2511.21581, section 3.2), from a fine-tuned checkpoint.

`python -m train.grpo --preset tiny` trains the shipped checkpoint from `checkpoints/tiny-sft`.
"""

import copy
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from transformers import PreTrainedTokenizerBase

from latentviz.analysis.evaluation import decode_problems, decoder_of, score, solved
from latentviz.data.problems import Problem
from latentviz.data.problems.problem import matches_gold
from latentviz.model.checkpoint import PROBES, load_checkpoint
from latentviz.model.generation import answer_token_cap, encode_questions
from latentviz.model.modeling import AdaptiveLatentModel
from latentviz.runs.rewards import REWARDS, advantages, limit_of_stage
from latentviz.stats import lowest_reliable_p, step_histogram
from train.config import GrpoOptions, SftOptions, replay_options
from train.data import SftBatch, set_token_caps, sft_batches
from train.loop.estimate import Pass, batch_passes, grpo_passes
from train.loop.snapshots import record_probes
from train.loop.trainer import TrainingRun, command_of
from train.rollouts import Rollouts, Uniforms, action_logp, sample_rollouts
from train.sft import SftObjective, shares
from train.sources import (
    generated_problems,
    mixture_of,
    read_problems_of,
    read_rows_of,
    sources_of,
    validation_problems,
)

# An answer counts as sure where so many of those at least as probable are right.
SURE_SHARE = 0.8


class GrpoBatch(NamedTuple):
    """Problems of one optimiser step with the random numbers of their rollouts.

    Attributes
    ----------
    questions : pair of (n_problems, length) int64
        Ids and mask.
    answers : (n_problems,) float64
        Gold answers.
    draws : Uniforms
    """

    questions: tuple[Tensor, Tensor]
    answers: Tensor
    draws: Uniforms


@dataclass(frozen=True)
class Group:
    """Rollouts of a part of a batch, judged.

    Attributes
    ----------
    rollouts : Rollouts
    right : (n_problems, n_rollouts) bool
    rewards, advantages : (n_problems, n_rollouts) float32
    reference_logp : (n_problems * n_rollouts, n_actions) float32
        Log-probabilities of the actions under the frozen start.
    old_logp : same shape, or None
        The same under the model that drew them; None where it is still that model when the gradient is taken.
    """

    rollouts: Rollouts
    right: Tensor
    rewards: Tensor
    advantages: Tensor
    reference_logp: Tensor
    old_logp: Tensor | None


class GrpoObjective(nn.Module):
    """The losses of one part of a batch; the forward of a module, so that accelerate can wrap it."""

    def __init__(
        self,
        model: AdaptiveLatentModel,
        tokenizer: PreTrainedTokenizerBase,
        options: GrpoOptions,
        recipe: SftOptions | None,
    ):
        super().__init__()
        self.model = model
        self.tokenizer = tokenizer
        self.options = options
        self.replay = None if recipe is None else SftObjective(model, recipe)

    def forward(
        self, batch: GrpoBatch, group: Group, replay: SftBatch | None, replay_share: dict[str, float]
    ) -> dict[str, Tensor]:
        """Policy loss, KL divergence and replay, scaled by the shares of the whole batch, and their sum as "loss"."""
        share = 1 / self.options.n_accumulate
        logp, mask = self.actions(self.model, batch, group.rollouts)
        old_logp = logp if group.old_logp is None else group.old_logp
        policy = policy_loss(logp, old_logp, group.advantages.flatten(), mask, self.options.clip_ratio)
        values = {"loss_policy": policy * share, "kl": kl_loss(logp, group.reference_logp, mask) * share}
        values["loss"] = values["loss_policy"] + self.options.weight_kl * values["kl"]
        if replay is not None:
            replayed = self.replay(replay, replay_share)
            values["loss_replay"] = replayed["loss"]
            values["loss"] = values["loss"] + self.options.weight_replay * replayed["loss"]
            values |= {name: replayed[name] for name in ("latent_norm", "latent_cosine") if name in replayed}
        return values | {name: value * share for name, value in group_means(group).items()}

    def actions(self, model: AdaptiveLatentModel, batch: GrpoBatch, rollouts: Rollouts) -> tuple[Tensor, Tensor]:
        """Log-probabilities of what the rollouts did, and their mask."""
        temperatures = (self.options.stop_temperature, self.options.token_temperature)
        with without_dropout(model):
            return action_logp(model, self.tokenizer, *batch.questions, rollouts, *temperatures)


@contextmanager
def without_dropout(model: nn.Module) -> Iterator[None]:
    """Let a model compute as it will after training: what it draws, and how probable it finds that, go together."""
    was_training = model.training
    model.eval()
    try:
        yield
    finally:
        model.train(was_training)


def policy_loss(logp: Tensor, old_logp: Tensor, advantages: Tensor, mask: Tensor, clip_ratio: float) -> Tensor:
    """Clipped policy-gradient loss (GRPO, arXiv 2402.03300, equation 3): mean over rollouts of the mean over actions.

    Parameters
    ----------
    logp, old_logp : (n_rows, n_actions)
        Log-probabilities, in nats, now and when the actions were drawn.
    advantages : (n_rows,)
    mask : (n_rows, n_actions) bool
        True at an action.
    clip_ratio : float
        The ratio of probabilities counts from 1 - clip_ratio to 1 + clip_ratio.
    """
    ratio = (logp - old_logp.detach()).exp()
    advantages = advantages.unsqueeze(1)
    gain = torch.minimum(ratio * advantages, ratio.clamp(1 - clip_ratio, 1 + clip_ratio) * advantages)
    return -mean_of_row_means(gain, mask)


def kl_loss(logp: Tensor, reference_logp: Tensor, mask: Tensor) -> Tensor:
    """Unbiased, non-negative estimate of KL(policy, reference) in nats per action (arXiv 2402.03300, equation 4).

    Parameters
    ----------
    logp, reference_logp : (n_rows, n_actions)
        Log-probabilities of the drawn actions.
    mask : (n_rows, n_actions) bool
    """
    difference = (reference_logp - logp).masked_fill(~mask, 0.0)
    return mean_of_row_means(difference.exp() - difference - 1, mask)


def mean_of_row_means(values: Tensor, mask: Tensor) -> Tensor:
    """Mean over rows of each row's mean where the mask is 1."""
    mask = mask.to(values.dtype)
    return ((values * mask).sum(1) / mask.sum(1).clamp(min=1)).mean()


def group_means(group: Group) -> dict[str, Tensor]:
    """Means over the rollouts of a part, for the log."""
    return {
        "reward": group.rewards.mean(),
        "right": group.right.float().mean(),
        "well_formed": group.rollouts.well_formed.float().mean(),
        "cut": group.rollouts.was_cut.float().mean(),
        "latent_steps": group.rollouts.n_steps.float().mean(),
        "all_right": group.right.all(1).float().mean(),
    }


class GrpoRun(TrainingRun):
    """A run of GRPO from a checkpoint; parameters as in `TrainingRun`.

    Raises
    ------
    CheckpointError
        If `options.checkpoint` cannot be loaded.
    """

    stage = "grpo"

    def __init__(self, options: GrpoOptions, resume: bool = False, preset: str | None = None):
        start = load_checkpoint(options.checkpoint, "cpu", "float32", with_map=False)
        self.problems = validation_problems(options)
        set_token_caps(start.model.config, start.tokenizer, [*read_problems_of(options), *self.problems])
        reference, model = copy.deepcopy(start.model), start.model.train()
        if reference.reader is not None:
            reference.reader.share_base(model.reader)
        if options.learns == "stop_head":
            model.requires_grad_(False)
            model.stop_head.requires_grad_(True)
        # Of the replayed batches; read once, as the record of this run may take the place of the start's.
        self.recipe = replay_options(options) if options.weight_replay else None
        objective = GrpoObjective(model, start.tokenizer, options, self.recipe)
        super().__init__(options, model, start.tokenizer, objective, resume, preset)
        self.reference = reference.to(self.accelerator.device).requires_grad_(False)
        self.modules.append(self.reference)
        # A policy that has run away from its start counts as diverged too.
        self.detector.limits["kl"] = options.max_kl
        if self.recipe and options.n_replay < self.n_parts:
            raise ValueError(f"n_replay is {options.n_replay}; {self.n_parts} parts need at least one problem each")
        self.n_tokens = answer_token_cap(model, start.tokenizer)
        self.mixture = mixture_of(options, options.batch_size, "grpo")
        for rows, n in self.mixture:
            if rows is not None and len(rows) < n:
                raise ValueError(
                    f"batch_size {options.batch_size} takes {n} different problems of {options.data}, which holds "
                    f"{len(rows)} for GRPO"
                )

    def parent(self) -> str | None:
        """The start, where the stop head alone learns."""
        return self.options.checkpoint if self.options.learns == "stop_head" else None

    def start_from(self, step: int) -> None:
        """Continue the stream of replayed batches; the problems depend on the step alone."""
        self.replays = self.replays_from(step) if self.recipe else None

    def replays_from(self, step: int) -> Iterator[SftBatch]:
        """Batches of fine-tuning beside the rollouts of optimiser steps."""
        return sft_batches(self.recipe, self.model.config, self.tokenizer, step - 1)

    def open_folder(self) -> None:
        """Make the folder of the run; a new one records the thoughts of the start on the probe problems."""
        super().open_folder()
        if not self.progress["step"]:
            self.look_at_probes(0)

    def passes(self) -> list[Pass]:
        """Passes over a part of the first batch, whose answers are as long as may be, and of the first replay."""
        batch, cap = self.batch_of(1), self.model.config.latent_cap
        n_problems, question = len(batch.answers) // self.n_parts, batch.questions[0].shape[1]
        passes = grpo_passes(n_problems, self.options.n_rollouts, question, cap, self.n_tokens)
        if self.recipe:
            passes += batch_passes(self.recipe, next(self.replays_from(step=1)), self.n_parts)
        return passes

    def training_step(self, step: int) -> dict[str, float]:
        """Draw rollouts, then take `n_inner_steps` updates on them."""
        parts = self.optimizer_step.parts(self.batch_of(step))
        drawn = [self.roll_out(part) for part in parts]
        settings = self.reward_settings(step, drawn)
        groups = [self.judge(part, rollouts, settings) for part, rollouts in zip(parts, drawn, strict=True)]
        replays: list[tuple[SftBatch | None, dict[str, float]]] = [(None, {})] * len(parts)
        if self.replays is not None:
            whole, n_processes = next(self.replays), self.accelerator.num_processes
            replays = [(part, shares(part, whole, n_processes)) for part in self.optimizer_step.parts(whole)]
        passes = [
            partial(self.objective, part, group, *replay)
            for part, group, replay in zip(parts, groups, replays, strict=True)
        ]
        for _ in range(self.options.n_inner_steps):
            values = self.optimizer_step(step, "rollouts", passes)
        return values

    def batch_of(self, step: int) -> GrpoBatch:
        """The batch of an optimiser step."""
        options, problems = self.options, self.problems_of(step)
        questions = encode_questions(self.model, self.tokenizer, [problem.question for problem in problems])
        seed = random.Random(f"{options.seed}/{step}/draws").getrandbits(62)
        draws = Uniforms.of(seed, len(problems), options.n_rollouts, self.model.config.latent_cap, self.n_tokens)
        answers = torch.tensor([float(problem.answer) for problem in problems], dtype=torch.float64)
        return GrpoBatch(tuple(tensor.cpu() for tensor in questions), answers, draws)

    def problems_of(self, step: int) -> list[Problem]:
        """Training problems of an optimiser step, those that are read first."""
        options, read, generated = self.options, [], []
        for rows, n in self.mixture:
            if rows is None:
                rng = random.Random(f"{options.seed}/{step}/grpo")
                generated = generated_problems(options, rng, n, group_size=1)
            else:
                read += read_rows_of(rows, options, (step - 1) * n, n)
        return read + generated

    def roll_out(self, batch: GrpoBatch) -> Rollouts:
        """Draw the rollouts of a part."""
        temperatures = (self.options.stop_temperature, self.options.token_temperature)
        with self.accelerator.autocast(), without_dropout(self.model):
            return sample_rollouts(self.model, self.tokenizer, *batch.questions, batch.draws, *temperatures)

    def reward_settings(self, step: int, drawn: list[Rollouts]) -> dict:
        """Settings of the reward at an optimiser step, given the rollouts of this process's parts."""
        options = self.options
        settings = dict(options.reward_settings)
        if options.reward == "step_limit":
            settings["limit"] = limit_of_stage((step - 1) / options.n_steps, options.step_limits)
        if options.target_steps:
            mean_steps = torch.stack([rollouts.n_steps.float().mean() for rollouts in drawn]).mean()
            if self.accelerator.reduce(mean_steps, "mean") <= options.target_steps:
                settings["penalty"] = 0.0
        return settings

    @torch.no_grad()
    def judge(self, batch: GrpoBatch, rollouts: Rollouts, settings: dict) -> Group:
        """Reward the rollouts of a part."""
        options = self.options
        with self.accelerator.autocast():
            objective = self.accelerator.unwrap_model(self.objective)
            reference_logp, _ = objective.actions(self.reference, batch, rollouts)
            old_logp = objective.actions(self.model, batch, rollouts)[0] if options.n_inner_steps > 1 else None
        right = right_answers(rollouts, batch.answers)
        if options.reward == "confidence_aware":
            settings = settings | {"p_answer": rollouts.p_answer}
        rewards = REWARDS[options.reward](right, rollouts.well_formed, rollouts.n_steps, **settings)
        return Group(rollouts, right, rewards, advantages(rewards), reference_logp, old_logp)

    def validate(self) -> tuple[dict, float]:
        """Accuracy and steps of the stop head's halting, and how the start did with 6 steps, on the same problems.

        See `selection_score` for which weights are the best.
        """
        fixed_k = min(6, self.model.config.latent_cap)
        if "baseline" not in self.progress:
            self.progress["baseline"] = self._scores(self.reference, fixed_k=fixed_k)["accuracy"]
        scores = self._scores(self.model) | {"accuracy_baseline": self.progress["baseline"]}
        if scores["halting_collapsed"]:
            print("halting collapse: nearly all problems halt after the same number of steps", file=sys.stderr)
        return scores, self.selection_score(scores)

    def selection_score(self, scores: dict) -> float:
        """Value of weights, or of a stop threshold, in the choice of the best, by accuracy and mean steps.

        With `target_steps` the most accurate are the best among those that take no more, or those that take the fewest
        where none does. Without it those that take the fewest steps are the best among the ones as accurate as the
        start at 6 fixed steps, within the margin, or the most accurate where none is.
        """
        options, accuracy, mean_latent_steps = self.options, scores["accuracy"], scores["mean_latent_steps"]
        if options.target_steps:
            return accuracy if mean_latent_steps <= options.target_steps else -mean_latent_steps
        lost = self.progress["baseline"] - accuracy
        return 1 - mean_latent_steps / (self.model.config.latent_cap + 1) if lost <= options.accuracy_margin else -lost

    def before_saving(self) -> dict:
        """Set the stop threshold, chosen among `stop_thresholds` on the validation problems as the weights are."""
        choices = []
        for threshold in sorted(self.options.stop_thresholds):
            scores = self._scores(self.model, threshold=threshold)
            kept = {name: scores[name] for name in ("accuracy", "mean_latent_steps")}
            choices.append({"threshold": threshold} | kept)
        record = {}
        if choices:
            best = max(choices, key=self.selection_score)
            self.model.config.stop_threshold = best["threshold"]
            record = {"stop_threshold": best["threshold"], "stop_thresholds": choices}
        # A visitor's text is like those that were written, not generated.
        families = {Path(name).stem for name in sources_of(self.options.data)}
        written = [problem for problem in self.problems if problem.family in families]
        self.model.config.sure_threshold = sure_threshold(self.model, self.tokenizer, written or self.problems)
        return record | {"sure_threshold": self.model.config.sure_threshold}

    def validate_and_keep_best(self, step: int) -> None:
        """Score the model and keep the best weights; then look at the probe problems."""
        super().validate_and_keep_best(step)
        if self.is_main:
            self.look_at_probes(step)

    def look_at_probes(self, step: int) -> None:
        """Add the thoughts on the probe problems after an optimiser step to the file beside the log."""
        if self.options.n_probes:
            problems = self.problems[: self.options.n_probes]
            with without_dropout(self.model):
                record_probes(self.output / PROBES, self.model, self.tokenizer, problems, step)

    def _scores(self, model: AdaptiveLatentModel, fixed_k: int | None = None, threshold: float | None = None) -> dict:
        decode = decoder_of(model, "latent", fixed_k, threshold)
        decoded = decode_problems(model, self.tokenizer, self.problems, decode, batch_size=256)
        result = score(self.problems, decoded, fixed_k=fixed_k)
        steps = np.array([row.n_latent_steps for row in decoded])
        n_operations = np.array([problem.n_operations for problem in self.problems])
        halting = step_histogram(steps, n_operations, model.config.latent_cap)
        by_count = result.by_n_operations.values()
        return {
            "accuracy": result.accuracy,
            "mean_latent_steps": result.mean_latent_steps,
            "latent_steps_by_n_operations": [round(entry["mean_latent_steps"], 3) for entry in by_count],
            "halts": halting.counts,
            "halting_collapsed": halting.collapsed,
            "n_cut": result.n_cut,
        }


def sure_threshold(
    model: AdaptiveLatentModel, tokenizer: PreTrainedTokenizerBase, problems: list[Problem]
) -> float | None:
    """Probability of an answer from which on `SURE_SHARE` of the answers to problems are right."""
    decoded = decode_problems(model, tokenizer, problems, decoder_of(model, "latent", None, None), batch_size=256)
    return lowest_reliable_p([row.p_answer for row in decoded], solved(problems, decoded), SURE_SHARE)


def right_answers(rollouts: Rollouts, answers: Tensor) -> Tensor:
    """Whether each rollout's text is the gold answer of its problem, (n_problems, n_rollouts) bool."""
    gold = answers.repeat_interleave(rollouts.n_steps.shape[1]).tolist()
    right = [matches_gold(text, answer) for text, answer in zip(rollouts.texts, gold, strict=True)]
    return torch.tensor(right, device=answers.device).view_as(rollouts.n_steps)


main = command_of(GrpoRun, GrpoOptions)

if __name__ == "__main__":
    raise SystemExit(main())
