"""Fit the frozen UMAP map of a checkpoint from the hidden states of validation problems.

`python -m train.fit_map --checkpoint checkpoints/tiny-sft` writes `map.safetensors` into the folder.
"""

import argparse
import sys

import numpy as np
import torch

from latentviz.analysis.evaluation import dial_problems
from latentviz.data.problems import Problem
from latentviz.data.problems.problem import matches_gold
from latentviz.model.checkpoint import MAP, CheckpointError, LoadedCheckpoint, load_checkpoint, write_sums
from latentviz.model.generation import StopRule, answers_at_every_stop, encode_questions, walk
from latentviz.model.hub import own_folder
from latentviz.records.map_fit import HiddenStateMap, ReferenceLabels

BATCH_SIZE = 64


@torch.inference_mode()
def reference_states(checkpoint: LoadedCheckpoint, problems: list[Problem]) -> tuple[np.ndarray, ReferenceLabels]:
    """Hidden states at START and after every latent step up to the cap, with what is known of them.

    Returns
    -------
    states : (n_problems * (cap + 1), hidden_size) float32
    labels : ReferenceLabels
        `right` tells whether the answer would have been right, had the model stopped at that state.
    """
    model, tokenizer = checkpoint.model, checkpoint.tokenizer
    cap = model.config.latent_cap
    states, p_stop, right = [], [], []
    for start in range(0, len(problems), BATCH_SIZE):
        batch = problems[start : start + BATCH_SIZE]
        encoded = encode_questions(model, tokenizer, [problem.question for problem in batch])
        state, thoughts = walk(model, model.begin(*encoded), cap)
        texts = answers_at_every_stop(model, tokenizer, state, thoughts).texts
        gold = [problem.answer for problem in batch for _ in range(cap + 1)]
        right += [matches_gold(text, answer) for text, answer in zip(texts, gold, strict=True)]
        p_stop.append(StopRule().p_stop(model.stop_logits(thoughts)).flatten().cpu().numpy())
        states.append(thoughts.flatten(0, 1).float().cpu().numpy())
    n_rows = cap + 1
    labels = ReferenceLabels(
        step=np.tile(np.arange(n_rows), len(problems)),
        n_operations=np.repeat([problem.n_operations for problem in problems], n_rows),
        p_stop=np.concatenate(p_stop),
        right=np.array(right),
        problem=np.repeat(np.arange(len(problems)), n_rows),
        questions=tuple(problem.question for problem in problems),
        gold_steps=tuple(problem.chain for problem in problems),
    )
    return np.concatenate(states), labels


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m train.fit_map", description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", required=True, metavar="DIR")
    parser.add_argument("--n-problems", type=int, default=400, help="validation problems; each gives cap + 1 states")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args(argv)
    try:
        checkpoint = load_checkpoint(own_folder(arguments.checkpoint))
    except CheckpointError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    limits = checkpoint.model.config.limits
    problems = dial_problems(limits, "validation", arguments.n_problems, arguments.seed)
    states, labels = reference_states(checkpoint, problems)
    HiddenStateMap.fit(states, labels, seed=arguments.seed).save(checkpoint.folder / MAP)
    write_sums(checkpoint.folder)
    print(f"{checkpoint.folder / MAP}: {len(states)} states of {len(problems)} validation problems")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
