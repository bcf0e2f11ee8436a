"""What sharing the question and the thought is worth: the trainers' passes against slow twins without it, in one run.

`python -m benchmarks.shared_prefix`
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable

import torch

from latentviz.checkpoints import load_checkpoint
from latentviz.decoding import encode_questions
from latentviz.problems import GeneratorOptions, ProblemGenerator
from train.data import collate
from train.grpo_options import GrpoOptions
from train.replay import replay_options
from train.rollouts import Draws, Rollouts, action_logp, sample_rollouts
from train.sft import SftObjective


def fine_tuning(objective: SftObjective, batch, is_shared: bool) -> None:
    """Both roles forward and backward; the slow twin reads the question once for each role."""
    model = objective.model
    question = model.prefill(batch.question_ids, batch.question_mask)
    teacher, states = objective.teacher(question, batch)
    again = question if is_shared else model.prefill(batch.question_ids, batch.question_mask)
    student, _ = objective.student(again, batch, states)
    (teacher + sum(student.values())).backward()
    model.zero_grad()


def policy_step(model, tokenizer, questions, draws: Draws, is_shared: bool) -> Rollouts:
    """Sampling and the gradient pass of GRPO; the slow twin runs question and thought once for each rollout."""
    n_rollouts = draws.stop.shape[1]
    if not is_shared:
        questions = [tensor.repeat_interleave(n_rollouts, 0) for tensor in questions]
        draws = Draws(draws.stop.flatten(0, 1).unsqueeze(1), draws.token.flatten(0, 1).unsqueeze(1))
    rollouts = sample_rollouts(model, tokenizer, *questions, draws, 1.0, 1.0)
    action_logp(model, tokenizer, *questions, rollouts, 1.0, 1.0).logp.sum().backward()
    model.zero_grad()
    return rollouts


def compare(work: Callable[[bool], object], n_items: int, n_repeats: int) -> dict:
    """Alternate shared and slow runs; items per second of the median run, and the median of the paired ratios."""
    seconds = {True: [], False: []}
    for is_shared in (True, False):
        work(is_shared)
    for _ in range(n_repeats):
        for is_shared in (True, False):
            started = time.perf_counter()
            work(is_shared)
            seconds[is_shared].append(time.perf_counter() - started)
    ratios = sorted(slow / shared for shared, slow in zip(seconds[True], seconds[False], strict=True))
    return {
        "shared_per_s": round(n_items / statistics.median(seconds[True]), 1),
        "slow_per_s": round(n_items / statistics.median(seconds[False]), 1),
        "ratio": round(statistics.median(ratios), 2),
        "ratio_range": [round(ratios[0], 2), round(ratios[-1], 2)],
        "n_repeats": n_repeats,
    }


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.shared_prefix", description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", default="checkpoints/tiny-sft", metavar="DIR")
    parser.add_argument("--n-problems", type=int, default=16)
    parser.add_argument("--n-rollouts", type=int, default=16)
    parser.add_argument("--n-repeats", type=int, default=7)
    arguments = parser.parse_args(argv)
    checkpoint = load_checkpoint(arguments.checkpoint, dtype="float32")
    model, tokenizer = checkpoint.model, checkpoint.tokenizer
    generator = ProblemGenerator(0, options=GeneratorOptions(max_operations=4))
    problems = [generator.sample(3) for _ in range(96)]
    options = replay_options(GrpoOptions(checkpoint=arguments.checkpoint, weight_replay=1.0))
    batch = collate(problems, model.config, tokenizer, n_latent_steps=6)
    objective = SftObjective(model, options)
    questions = encode_questions(model, tokenizer, [problem.question for problem in problems[: arguments.n_problems]])
    draws = Draws.of(0, arguments.n_problems, arguments.n_rollouts, model.config.latent_cap)
    n_rollouts = arguments.n_problems * arguments.n_rollouts
    with torch.autocast(model.device.type, torch.bfloat16):
        results = {
            "fine-tuning, problems": compare(
                lambda is_shared: fine_tuning(objective, batch, is_shared), len(problems), arguments.n_repeats
            ),
            "grpo, rollouts": compare(
                lambda is_shared: policy_step(model, tokenizer, questions, draws, is_shared),
                n_rollouts,
                arguments.n_repeats,
            ),
        }
    print(json.dumps(results | {"n_threads": torch.get_num_threads()}, indent=2))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
