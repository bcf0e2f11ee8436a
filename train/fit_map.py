"""Fit the frozen UMAP map of a checkpoint from the hidden states of validation problems.

`python -m train.fit_map --checkpoint checkpoints/tiny-sft` writes `map.safetensors` into the folder.
"""

import argparse

import numpy as np
import torch

from latentviz.analysis.evaluation import dial_problems
from latentviz.analysis.logit_lens import logit_lens
from latentviz.data.problems import Problem
from latentviz.data.problems.problem import matches_gold
from latentviz.model.checkpoint import MAP, LoadedCheckpoint, load_checkpoint, write_sums
from latentviz.model.generation import (
    StopRule,
    encode_questions,
    fork_at_stops,
    run_latent_steps,
    strip_prefix,
    write_answer,
)
from latentviz.model.hub import own_folder
from latentviz.records.halting import first_true
from latentviz.records.map import ReferenceLabels
from latentviz.records.map_fit import HiddenStateMap
from latentviz.records.number_probe import NumberProbe, magnitude_of
from train import command

BATCH_SIZE = 64
N_NEIGHBORS, STATES_A_NEIGHBOR = 50, 4
# Each gives a state at least, and UMAP takes two neighbours or more.
MIN_PROBLEMS = 2 * STATES_A_NEIGHBOR
HELD_OUT = 0.25
MIN_READ_STATES = 20
RIDGE_PENALTIES = tuple(10.0**power for power in range(-2, 6))


@torch.inference_mode()
def reference_states(checkpoint: LoadedCheckpoint, problems: list[Problem]) -> tuple[np.ndarray, ReferenceLabels]:
    """Compute the hidden states of thoughts from START to their halts, with what is known of them.

    States past the halt, and those before it where the thought already rests, are left out: their near-copies would be
    most of the map, and draw it as specks. See `moving`.

    Returns
    -------
    states : (n, hidden_size) float32
    labels : ReferenceLabels
    """
    model, tokenizer = checkpoint.model, checkpoint.tokenizer
    cap, rule = model.config.latent_cap, StopRule(model.config.stop_threshold)
    columns = {"states": [], "step": [], "reading": [], "right": [], "problem": []}
    for start in range(0, len(problems), BATCH_SIZE):
        batch = problems[start : start + BATCH_SIZE]
        encoded = encode_questions(model, tokenizer, [problem.question for problem in batch])
        state, thoughts = run_latent_steps(model, model.begin(*encoded), cap)
        stops_at = (rule.p_stop(model.stop_logits(thoughts)) >= rule.threshold).cpu().numpy()
        rows, steps = np.nonzero(np.arange(cap + 1) <= first_true(stops_at, cap)[:, None])
        forks = fork_at_stops(
            state, thoughts, *(torch.as_tensor(index, device=model.device) for index in (rows, steps))
        )
        texts = write_answer(model, tokenizer, forks).texts
        gold = np.array([problem.answer for problem in batch])[rows]
        columns["states"].append(forks.hidden.float().cpu().numpy())
        columns["step"].append(steps)
        lens = logit_lens(model, tokenizer, forks.hidden, n_nearest=1)
        columns["reading"].append([whole_number(token) for (token,) in lens.tokens])
        columns["right"].append(
            [matches_gold(strip_prefix(model, text), g) for text, g in zip(texts, gold, strict=True)]
        )
        columns["problem"].append(start + rows)
    columns = {name: np.concatenate(parts) for name, parts in columns.items()}
    kept = moving(columns["states"], columns["problem"])
    labels = {name: values[kept] for name, values in columns.items()}
    states = labels.pop("states")
    questions, gold_steps = zip(*((problem.question, problem.chain) for problem in problems), strict=True)
    return states, ReferenceLabels(**labels, questions=questions, gold_steps=gold_steps)


def moving(states: np.ndarray, problem: np.ndarray) -> np.ndarray:
    """Tell the states that a thought moved to from near-copies of the one before.

    A state counts where it lies at least as far from the state before it as from the nearest one of another problem; so
    does START.

    Parameters
    ----------
    states : (n, d) array
        In the order of problems and steps.
    problem : (n,) int array
        Problem of each.

    Returns
    -------
    (n,) bool array
    """
    from sklearn.neighbors import NearestNeighbors

    k = min(np.bincount(problem).max() + 1, len(states))
    distance, neighbors = NearestNeighbors(n_neighbors=k, algorithm="brute").fit(states).kneighbors(states)
    nearest_other = distance[np.arange(len(states)), (problem[neighbors] != problem[:, None]).argmax(axis=1)]
    length = np.linalg.norm(np.diff(states, axis=0, prepend=states[:1]), axis=1)
    is_start = np.diff(problem, prepend=-1) != 0
    return is_start | (length >= nearest_other)


def whole_number(text: str) -> int:
    """The whole number that a token's text is, -1 where it is none."""
    stripped = text.strip()
    return int(stripped) if stripped.isascii() and stripped.isdigit() else -1


def fit_number_probe(states: np.ndarray, labels: ReferenceLabels, seed: int) -> NumberProbe:
    """Fit a ridge probe for the magnitude of the number that is read at each state, and its control.

    A quarter of the problems are held out for both scores; the penalty is chosen by leave-one-out error on the rest.
    """
    from sklearn.linear_model import RidgeCV
    from sklearn.model_selection import GroupShuffleSplit

    read = labels.reading >= 0
    if read.sum() < MIN_READ_STATES or len(np.unique(labels.problem[read])) < 2:
        return NumberProbe.of_nothing(states.shape[1])
    inputs, magnitude = states[read].astype(np.float64), magnitude_of(labels.reading[read])
    split = GroupShuffleSplit(n_splits=1, test_size=HELD_OUT, random_state=seed)
    fitted, held_out = next(split.split(inputs, groups=labels.problem[read]))
    shuffled = np.random.default_rng(seed).permutation(magnitude[fitted])
    probe, control = (
        RidgeCV(alphas=RIDGE_PENALTIES).fit(inputs[fitted], target) for target in (magnitude[fitted], shuffled)
    )
    r2, r2_shuffled = (float(ridge.score(inputs[held_out], magnitude[held_out])) for ridge in (probe, control))
    return NumberProbe(
        probe.coef_.astype(np.float32), float(probe.intercept_), round(r2, 4), round(r2_shuffled, 4), len(held_out)
    )


@command
def main(argv: list[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m train.fit_map", description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", required=True, metavar="DIR")
    parser.add_argument(
        "--n-problems", type=int, default=1000, help="validation problems; each gives the states of its thought"
    )
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args(argv)
    if arguments.n_problems < MIN_PROBLEMS:
        raise ValueError(f"--n-problems is {arguments.n_problems}; a map needs {MIN_PROBLEMS} or more")
    checkpoint = load_checkpoint(own_folder(arguments.checkpoint), with_map=False)
    limits = checkpoint.model.config.limits
    problems = dial_problems(limits, "validation", arguments.n_problems, arguments.seed)
    states, labels = reference_states(checkpoint, problems)
    probe = fit_number_probe(states, labels, arguments.seed)
    n_neighbors = min(N_NEIGHBORS, len(states) // STATES_A_NEIGHBOR)
    HiddenStateMap.fit(states, labels, probe, arguments.seed, n_neighbors).save(checkpoint.folder / MAP)
    write_sums(checkpoint.folder)
    print(
        f"{checkpoint.folder / MAP}: {len(states)} states of {len(problems)} validation problems; "
        f"number probe R2 {probe.r2:.3f} (shuffled {probe.r2_shuffled:.3f}) on {probe.n_held_out} held-out states"
    )


if __name__ == "__main__":
    raise SystemExit(main())
