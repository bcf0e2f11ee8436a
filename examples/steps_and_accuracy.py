"""Where do thoughts halt, and what would other thresholds cost? One run over a split answers all of it.

`python -m examples.steps_and_accuracy --checkpoint checkpoints/tiny-grpo`
"""

import argparse

from latentviz.analysis.batch_run import run_problems
from latentviz.analysis.comparison import compare_sets
from latentviz.analysis.evaluation import dial_problems
from latentviz.analysis.pareto import on_front, points_of_rows
from latentviz.data.uploads import numbered
from latentviz.model.checkpoint import load_checkpoint
from latentviz.records.answered import AnsweredArrays
from latentviz.stats import accuracy_by_steps, rank_correlation
from latentviz.utils.command import run_command


def main(argv: list[str] | None = None) -> int:
    """Print accuracy by steps, the Pareto front, and the stop head against thinking to the cap."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", default="checkpoints/tiny-grpo")
    parser.add_argument("--n", type=int, default=200)
    arguments = parser.parse_args(argv)
    checkpoint = load_checkpoint(arguments.checkpoint)
    model = checkpoint.model
    problems = numbered(dial_problems(model.config.limits, "test", arguments.n, seed=0))
    *_, progress = run_problems(model, checkpoint.tokenizer, problems)
    arrays, cap = AnsweredArrays.of(progress.rows), model.config.latent_cap
    print(f"{progress.n_done} problems in {progress.elapsed_s:.1f} s")
    for group in accuracy_by_steps(arrays.n_latent_steps, arrays.right, arrays.n_operations, cap):
        if group.right.n:
            print(f"  halts after {group.n_latent_steps} steps: {group.right.n_hits} of {group.right.n} right")
    print(f"  rank correlation with the operations: {rank_correlation(arrays.n_latent_steps, arrays.n_operations).rho}")
    points = points_of_rows(progress.rows)
    for point, is_best in zip(points, on_front(points), strict=True):
        if is_best:
            print(f"  not beaten: {point.name}, {point.accuracy:.3f} at {point.mean_counted_tokens:.2f} counted tokens")
    to_the_cap = [row.halted(threshold=1.0, fixed_k=cap) for row in progress.rows]
    against = compare_sets(progress.rows, to_the_cap)
    print(f"  stop head against {cap} steps: {against.difference:+.3f}, 95 % interval {against.interval}")
    return 0


if __name__ == "__main__":
    raise SystemExit(run_command(main))
