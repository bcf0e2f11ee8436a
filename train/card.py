"""Measure a finished checkpoint on the test split and write `eval.json` and its card.

`python -m train.card --checkpoint checkpoints/tiny-sft`
"""

import argparse
import json
import sys
from pathlib import Path

from latentviz.checkpoints import CARD, EVAL, RUN, CheckpointError, LoadedCheckpoint, load_checkpoint, write_sums
from latentviz.evaluation import evaluate
from latentviz.problems import GeneratorOptions, ProblemGenerator

TEST_SEED = 12345


def settings(cap: int) -> dict[str, dict]:
    """What is measured, by name: arguments of `evaluate`."""
    fixed = {f"latent, k = {k}": {"fixed_k": k} for k in range(1, cap + 1)}
    return {
        "chain of thought": {"mode": "cot"},
        "latent, stop head": {},
        "no thinking (k = 0)": {"mode": "none"},
    } | fixed


def measure(checkpoint: LoadedCheckpoint, n: int) -> dict:
    """Evaluate every setting on the same unseen test problems."""
    limits, cap = checkpoint.model.config.limits, checkpoint.model.config.latent_cap
    dial = limits["trained_max_operations"]
    options = GeneratorOptions(max_number=limits["trained_max_number"], max_operations=dial)
    generator = ProblemGenerator(TEST_SEED, "test", options)
    problems = [generator.sample(1 + i % dial) for i in range(n)]
    results = {}
    for name, arguments in settings(cap).items():
        print(f"{name} ...", file=sys.stderr)
        results[name] = evaluate(
            checkpoint.model, checkpoint.tokenizer, problems, **arguments, show_progress=True
        ).to_dict()
    return {"split": "test", "seed": TEST_SEED, "n": n, "results": results}


def card(checkpoint: LoadedCheckpoint, evaluation: dict) -> str:
    """The checkpoint's README, made of `run.json` and `eval.json` alone."""
    run = json.loads((checkpoint.folder / RUN).read_text(encoding="utf-8"))
    options, config = run["options"], checkpoint.model.config
    dial = [str(count) for count in range(1, config.limits["trained_max_operations"] + 1)]
    rows = [table_row(name, result, dial) for name, result in evaluation["results"].items()]
    n_parameters = sum(parameter.numel() for parameter in checkpoint.model.parameters())
    return f"""# {checkpoint.name}

A Llama-architecture decoder with a recurrent filter ("{config.filter_mode}") and a stop head, {n_parameters / 1e6:.2f} million
weights, trained from nothing on generated grade-school word problems in English: 1 to {dial[-1]} operations, whole numbers
from 0 to {config.limits["trained_max_number"]}. Method: supervised fine-tuning with self-distillation (arXiv 2511.21581), with step supervision.

## Made by

`python -m train.{run["stage"]} --preset {run["preset"]} --output {options["output"]}`, {options["n_steps"]:,} optimiser steps of {options["batch_size"]} problems in
{run["wall_time_s"] / 60:.0f} minutes on {run["machine"]["n_threads"]} threads ({run["machine"]["processor"]}); the weights are those of step {run["best_step"]:,}, chosen on validation.
All options, versions and the commit stand in `run.json`, the log in `metrics.jsonl`.

## Accuracy on the test split

{evaluation["n"]:,} problems with unseen questions, as many of each number of operations; Wilson 95 % intervals. Latent steps are k,
counted tokens k + 2 (for a chain of thought: its tokens).

| thinking | accuracy | 95 % interval | {" | ".join(f"{count} op." for count in dial)} | latent steps | counted tokens | forward passes |
|---|---|---|{"---|" * len(dial)}---|---|---|
{chr(10).join(rows)}

Printed by `python -m train.card --checkpoint {options["output"]}`, which also writes `eval.json`.

## What it cannot do

It knows whole numbers only, and was trained on nothing past {config.limits["trained_max_number"]} and past {dial[-1]} operations. It knows the words of its generator; on
others it guesses. It cannot explain itself: tokens that the lens reads from a hidden state are a reading, not a reason.
"""


def table_row(name: str, result: dict, dial: list[str]) -> str:
    """One line of the table."""
    low, high = result["interval"]
    by_operations = " | ".join(f"{100 * result['by_n_operations'][count]['accuracy']:.1f}" for count in dial)
    return (
        f"| {name} | {100 * result['accuracy']:.1f} % | {100 * low:.1f} to {100 * high:.1f} | {by_operations} | "
        f"{result['mean_latent_steps']:.2f} | {result['mean_counted_tokens']:.2f} | {result['mean_forward_passes']:.1f} |"
    )


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m train.card", description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", required=True, metavar="DIR", type=Path)
    parser.add_argument("--n", type=int, default=2000, help="test problems")
    arguments = parser.parse_args(argv)
    try:
        checkpoint = load_checkpoint(arguments.checkpoint)
    except CheckpointError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    evaluation = measure(checkpoint, arguments.n)
    (checkpoint.folder / EVAL).write_text(json.dumps(evaluation, indent=2) + "\n", encoding="utf-8")
    text = card(checkpoint, evaluation)
    (checkpoint.folder / CARD).write_text(text, encoding="utf-8")
    write_sums(checkpoint.folder)
    print(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
