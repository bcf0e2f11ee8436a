"""What sharing the question and the thought is worth: the trainers' passes against slow twins without it."""

import torch
from accelerate.utils import send_to_device

from benchmarks.bench import Bench
from benchmarks.paired import Line, in_turns, line_of
from latentviz.data.problems import Problem
from latentviz.model.checkpoint import LoadedCheckpoint
from latentviz.model.generation import encode_questions
from train.config import SftOptions
from train.data import SftBatch, collate
from train.loop.precision import fast_precision
from train.rollouts import Rollouts, Uniforms, action_logp, sample_rollouts
from train.sft import SftObjective

N_FINE_TUNING, N_POLICY, N_ROLLOUTS = 64, 16, 16
N_REPEATS_FINE_TUNING, N_REPEATS_POLICY = 7, 5
N_LATENT_STEPS = 6
GOAL_FINE_TUNING, GOAL_POLICY = 1.4, 4.0


def measure(bench: Bench) -> list[Line]:
    """A step of fine-tuning, and of GRPO: its rollouts, its gradient, and both; in the trainers' precision here."""
    device = bench.model.device
    with computing_in(fast_precision(device), device):
        return [fine_tuning_line(bench), *policy_lines(bench)]


def fine_tuning_line(bench: Bench, n_problems: int = N_FINE_TUNING) -> Line:
    """Both roles of fine-tuning, forward and backward."""
    work = fine_tuning_work(bench.checkpoint, bench.problems_of(3, n_problems))
    works = [lambda _, is_shared=is_shared: fine_tuning(*work, is_shared) for is_shared in (True, False)]
    times = in_turns(works, bench.repeats(N_REPEATS_FINE_TUNING), n_problems)
    return line_of("step of fine-tuning, question shared by both roles", "ms a problem", *times, GOAL_FINE_TUNING)


def policy_lines(bench: Bench, n_problems: int = N_POLICY, n_rollouts: int = N_ROLLOUTS) -> list[Line]:
    """Rollouts, gradient pass, and both together."""
    model, tokenizer, n_repeats = bench.model, bench.tokenizer, bench.repeats(N_REPEATS_POLICY)
    questions = encode_questions(model, tokenizer, [problem.question for problem in bench.problems_of(3, n_problems)])
    draws = Uniforms.of(0, n_problems, n_rollouts, model.config.latent_cap)
    drawn: dict[bool, Rollouts] = {}

    def sample(is_shared: bool) -> None:
        drawn[is_shared] = roll_out(model, tokenizer, questions, draws, is_shared)

    works = [
        lambda _: sample(True),
        lambda _: sample(False),
        lambda _: take_gradient(model, tokenizer, questions, drawn[True], True),
        lambda _: take_gradient(model, tokenizer, questions, drawn[False], False),
    ]
    times = in_turns(works, n_repeats, n_problems * n_rollouts)
    both = [[sum(pair) for pair in zip(*columns, strict=True)] for columns in (times[::2], times[1::2])]
    unit, steps = "ms a rollout", round(float(drawn[True].n_steps.float().mean()), 2)
    return [
        line_of("GRPO rollouts, question and thought shared", unit, *times[:2], latent_steps=steps),
        line_of("GRPO gradient pass, question and thought shared", unit, *times[2:]),
        line_of("GRPO step: rollouts and gradient pass", unit, *both, goal=GOAL_POLICY),
    ]


def fine_tuning_work(checkpoint: LoadedCheckpoint, problems: list[Problem]) -> tuple[SftObjective, SftBatch]:
    """Objective and batch of a step of fine-tuning."""
    model, tokenizer = checkpoint.model, checkpoint.tokenizer
    batch = collate(problems, model.config, tokenizer, min(N_LATENT_STEPS, model.config.latent_cap))
    return SftObjective(model, SftOptions()), send_to_device(batch, model.device)


def fine_tuning(objective: SftObjective, batch: SftBatch, is_shared: bool) -> None:
    """Both roles forward and backward; the slow twin reads the question once for each role."""
    model = objective.model
    question = model.prefill(batch.question_ids, batch.question_mask)
    teacher, states = objective.teacher(question, batch)
    again = question if is_shared else model.prefill(batch.question_ids, batch.question_mask)
    student, _ = objective.student(again, batch, states)
    (teacher + sum(student.values())).backward()
    model.zero_grad()


def policy_pass(checkpoint: LoadedCheckpoint, problems: list[Problem], is_shared: bool) -> None:
    """Rollouts of GRPO and their gradient pass."""
    model, tokenizer = checkpoint.model, checkpoint.tokenizer
    questions = encode_questions(model, tokenizer, [problem.question for problem in problems])
    draws = send_to_device(Uniforms.of(0, len(problems), N_ROLLOUTS, model.config.latent_cap), model.device)
    rollouts = roll_out(model, tokenizer, questions, draws, is_shared)
    take_gradient(model, tokenizer, questions, rollouts, is_shared)


def roll_out(model, tokenizer, questions, draws: Uniforms, is_shared: bool) -> Rollouts:
    """Sampling of GRPO; the slow twin runs question and thought once for each rollout."""
    if not is_shared:
        questions = apart(questions, draws.stop.shape[1])
        draws = Uniforms(draws.stop.flatten(0, 1).unsqueeze(1), draws.token.flatten(0, 1).unsqueeze(1))
    return sample_rollouts(model, tokenizer, *questions, draws, 1.0, 1.0)


def take_gradient(model, tokenizer, questions, rollouts: Rollouts, is_shared: bool) -> None:
    """The gradient pass of GRPO; the slow twin runs question and thought once for each rollout."""
    if not is_shared:
        questions = apart(questions, len(rollouts.n_steps) // len(questions[0]))
    action_logp(model, tokenizer, *questions, rollouts, 1.0, 1.0)[0].sum().backward()
    model.zero_grad()


def apart(questions, n_rollouts: int) -> list[torch.Tensor]:
    """Ids and mask of the questions, once for each rollout."""
    return [tensor.repeat_interleave(n_rollouts, 0) for tensor in questions]


def computing_in(precision: str, device: torch.device) -> torch.autocast:
    """The trainers' precision, "bf16" or "no"."""
    return torch.autocast(device.type, torch.bfloat16, enabled=precision == "bf16")
