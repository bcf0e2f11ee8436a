"""Does a latent step carry its number? Copy it from a twin that differs in one number, and look at the answer.

`python -m examples.patch_the_number --checkpoint checkpoints/tiny-grpo`
"""

import argparse

from latentviz.analysis.interventions import Edit, edit_question
from latentviz.data.counterfactuals import draw_twins
from latentviz.figures.wording import step_label
from latentviz.model.checkpoint import load_checkpoint
from latentviz.model.generation import StopRule
from latentviz.utils.command import run_command


def main(argv: list[str] | None = None) -> int:
    """Print a few twins, and what the model answers before and after their steps are exchanged."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", default="checkpoints/tiny-grpo")
    parser.add_argument("--n", type=int, default=5)
    arguments = parser.parse_args(argv)
    checkpoint = load_checkpoint(arguments.checkpoint)
    model, tokenizer = checkpoint.model, checkpoint.tokenizer
    rule = StopRule(fixed_k=min(6, model.config.latent_cap))
    for pair in draw_twins(model.config.limits, "test", arguments.n, seed=0):
        step = model.config.step_of_result(pair.step)
        edits = [Edit("copy", step + 1), Edit("noise", step + 1)]
        outcomes = edit_question(model, tokenizer, pair.problem.question, edits, rule, donor=pair.twin.question)
        plain, patched, noisy = outcomes.answers
        print(pair.problem.question)
        print(f"  {pair.number} -> {pair.replacement}: {pair.problem.chain} becomes {pair.twin.chain}")
        print(f"  answers {plain}; with what {step_label(step)} of the twin hands on {patched}", end=" ")
        print(f"(arithmetic: {pair.predicted_answer})")
        print(f"  control, noise in its place: {noisy}")
    return 0


if __name__ == "__main__":
    raise SystemExit(run_command(main))
