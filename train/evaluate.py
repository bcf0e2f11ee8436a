"""Evaluate a finished checkpoint on unseen test problems and write `eval.json` into its folder.

`python -m train.evaluate --checkpoint checkpoints/tiny-grpo --baseline checkpoints/tiny-sft --seeds runs/grpo-1`

What is compared (stop head, 6 fixed steps, chain of thought) is decoded on all problems. All other fixed k, the stop
rules and the calibration are read from one decode to the cap, which takes longer, of the first `--n-thoughts` problems;
wall time is measured apart, on the first problems. Under `accelerate launch`, on CPUs
`torchrun --nproc_per_node N -m train.evaluate -- ..`, each process decodes its share of the problems.
"""

import argparse
import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from random import Random

import numpy as np
import torch
from accelerate import PartialState
from accelerate.utils import gather_object
from tqdm.auto import tqdm
from transformers.utils import logging

from latentviz.analysis.early_exit import MARGIN, QUANTITIES, FullThought, decode_by_change, fit_rule, record_thoughts
from latentviz.analysis.evaluation import (
    TEST_SEED,
    Evaluation,
    compare,
    decode_problems,
    decoder_of,
    dial_problems,
    evaluate,
    score,
    solved,
)
from latentviz.data.problems import Problem
from latentviz.data.problems.problem import matches_gold
from latentviz.model.checkpoint import EVAL, CheckpointError, LoadedCheckpoint, load_checkpoint, write_sums
from latentviz.model.generation import Decoded
from latentviz.model.hub import own_folder
from latentviz.model.modeling import AdaptiveLatentConfig
from latentviz.runs.folders import read_record
from latentviz.stats import calibration, rank_correlation, step_histogram
from latentviz.utils.atomic import write_text
from train import command
from train.card import HEAD, report
from train.loop.processes import join_processes
from train.sources import development_set, paths_of, read_source

BASELINE_K, LARGEST_FIXED_K = 6, 10
N_TIMED_BATCHES = 2
CHAIN, NO_THINKING = "chain of thought", "no thinking (k = 0)"


@dataclass(frozen=True)
class Measured:
    """One checkpoint on the test problems; lists are in their order.

    Attributes
    ----------
    name : str
    cap : int
        Largest number of latent steps.
    thoughts : list of FullThought
        Of the first problems; none where the stop head alone was measured.
    decoded : dict of list of Decoded
        By name of the setting.
    results : dict of Evaluation
        The same, scored.
    """

    name: str
    cap: int
    thoughts: list[FullThought]
    decoded: dict[str, list[Decoded]]
    results: dict[str, Evaluation]


@dataclass(frozen=True)
class Bench:
    """Measures checkpoints on the same problems.

    Attributes
    ----------
    problems : list of Problem
    n_thoughts : int
        How many of them, the first, are thought through to the cap.
    batch_size : int
    process : PartialState
        This process and how many there are.
    bar : tqdm
        Advances by one for each recorded set of thoughts and each setting.
    """

    problems: list[Problem]
    n_thoughts: int
    batch_size: int
    process: PartialState
    bar: tqdm

    @property
    def timed(self) -> list[Problem]:
        """The problems on which wall time is measured."""
        return self.problems[: N_TIMED_BATCHES * self.batch_size]

    def measure(self, checkpoint: LoadedCheckpoint, settings: dict[str, dict]) -> Measured:
        """Decode and score every setting, given as arguments of `evaluate` by name."""
        model, threshold = checkpoint.model, checkpoint.model.config.stop_threshold
        thoughts = self.thoughts(checkpoint, self.problems[: self.n_thoughts]) if len(settings) > 1 else []
        decoded, results = {}, {}
        for name, arguments in settings.items():
            self.bar.set_description(f"{checkpoint.name}: {name}")
            mode, fixed_k = arguments.get("mode", "latent"), arguments.get("fixed_k")
            decode = decoder_of(model, mode, fixed_k, None)
            if name in (CHAIN, HEAD, fixed_name(min(BASELINE_K, model.config.latent_cap))):
                decoded[name] = self.everywhere(checkpoint, self.problems, decode, self.batch_size)
            else:
                k = 0 if mode == "none" else fixed_k
                decoded[name] = [thought.decoded(threshold, k) for thought in thoughts]
            time_ms = self.ms_per_problem(checkpoint, decode)
            answered = self.problems[: len(decoded[name])]
            results[name] = score(answered, decoded[name], mode, fixed_k, ms_per_problem=time_ms)
            self.bar.update()
        return Measured(checkpoint.name, model.config.latent_cap, thoughts, decoded, results)

    def thoughts(self, checkpoint: LoadedCheckpoint, problems: list[Problem]) -> list[FullThought]:
        """Thoughts to the cap; their answers at every stop are written together, so fewer fit into a batch."""
        self.bar.set_description(f"{checkpoint.name}: thoughts to the cap")
        batch_size = max(1, self.batch_size // (checkpoint.model.config.latent_cap + 1))
        thoughts = self.everywhere(checkpoint, problems, record_thoughts, batch_size)
        self.bar.update()
        return thoughts

    def everywhere(
        self, checkpoint: LoadedCheckpoint, problems: list[Problem], decode: Callable, batch_size: int
    ) -> list:
        """Decode, each process its share; every process gets all results, in the order of `problems`."""
        with self.process.split_between_processes(problems) as share:
            return gather_object(decode_problems(checkpoint.model, checkpoint.tokenizer, share, decode, batch_size))

    def ms_per_problem(self, checkpoint: LoadedCheckpoint, decode: Callable) -> float | None:
        """Wall time in milliseconds on the main process, None on the others."""
        if not self.process.is_main_process:
            return None
        started = time.perf_counter()
        decode_problems(checkpoint.model, checkpoint.tokenizer, self.timed, decode, self.batch_size)
        return 1000 * (time.perf_counter() - started) / len(self.timed)


def settings_of(config: AdaptiveLatentConfig) -> dict[str, dict]:
    """What is measured of a checkpoint, by name: arguments of `evaluate`."""
    chain = {CHAIN: {"mode": "cot"}} if config.answer_prefix else {}
    fixed = {fixed_name(k): {"fixed_k": k} for k in range(1, min(config.latent_cap, LARGEST_FIXED_K) + 1)}
    return chain | {HEAD: {}, NO_THINKING: {"mode": "none"}} | fixed


def fixed_name(k: int) -> str:
    """Name of the setting that forces k latent steps."""
    return f"latent, k = {k}"


def compare_settings(
    problems: list[Problem], first: Measured, first_setting: str, second: Measured, second_setting: str
) -> dict:
    """Accuracy and cost of one setting against another's, each named by its checkpoint and setting."""
    comparison = compare(problems, first.decoded[first_setting], second.decoded[second_setting])
    names = {"first": [first.name, first_setting], "second": [second.name, second_setting]}
    return names | comparison


def section(problems: list[Problem], measured: Measured) -> dict:
    """What `eval.json` holds of one checkpoint; halting and calibration are those of its stop head."""
    halted = measured.decoded[HEAD]
    steps = np.array([row.n_latent_steps for row in halted])
    n_operations = np.array([problem.n_operations for problem in problems])
    return {
        "checkpoint": measured.name,
        "results": {name: result.to_dict() for name, result in measured.results.items()},
        "halting": asdict(step_histogram(steps, n_operations, measured.cap))
        | {"spearman": asdict(rank_correlation(steps, n_operations))},
    } | ({"calibration": calibrations(problems, measured)} if measured.thoughts else {})


def calibrations(problems: list[Problem], measured: Measured) -> dict:
    """How well two probabilities at the stop head's halt tell whether the answer is right."""
    n = len(measured.thoughts)
    halted = measured.decoded[HEAD][:n]
    right = solved(problems[:n], halted)
    pairs = zip(measured.thoughts, halted, strict=True)
    p_answer = [thought.p_answers[row.n_latent_steps] for thought, row in pairs]
    return {
        "p_stop": asdict(calibration([row.p_stop[-1] for row in halted], right)),
        "p_answer": asdict(calibration(p_answer, right)),
    }


def measure_rules(
    bench: Bench, checkpoint: LoadedCheckpoint, measured: Measured, validation: list[Problem], fixed_k: int
) -> dict:
    """Training-free rules: thresholds chosen on the validation problems, applied once to the test problems."""
    thoughts = bench.thoughts(checkpoint, validation)
    right = np.array(
        [
            [matches_gold(answer, problem.answer) for answer in thought.answers]
            for problem, thought in zip(validation, thoughts, strict=True)
        ]
    )
    rules = {}
    for quantity in QUANTITIES:
        bench.bar.set_description(f"{checkpoint.name}: stop rule {quantity}")
        fitted = fit_rule(quantity, thoughts, right, fixed_k)
        decoded = [fitted.rule.decoded(thought) for thought in measured.thoughts]
        decode = partial(decode_by_change, rule=fitted.rule)
        time_ms = bench.ms_per_problem(checkpoint, decode)
        rules[quantity] = {
            "threshold": fitted.rule.threshold,
            "validation_accuracy": fitted.accuracy,
            "validation_mean_latent_steps": fitted.mean_latent_steps,
            "within_margin": fitted.within_margin,
            "result": score(bench.problems[: len(decoded)], decoded, ms_per_problem=time_ms).to_dict(),
        }
        bench.bar.update()
    return {
        "checkpoint": checkpoint.name,
        "n_validation": len(validation),
        "fixed_k": fixed_k,
        "validation_accuracy_fixed_k": float(right[:, fixed_k].mean()),
        "margin": MARGIN,
        "rules": rules,
    }


def evaluate_checkpoints(
    checkpoint: LoadedCheckpoint,
    baseline: LoadedCheckpoint | None,
    seeds: list[LoadedCheckpoint],
    arguments: argparse.Namespace,
    process: PartialState,
) -> dict:
    """Measure everything; the JSON values of `eval.json`.

    Parameters
    ----------
    baseline : LoadedCheckpoint, optional
        What the checkpoint is compared with, at 6 fixed steps or its cap; the checkpoint itself where None.
    seeds : list of LoadedCheckpoint
        Runs of the same recipe with other seeds.
    arguments : argparse.Namespace
        The flags of `build_parser`.
    """
    n, seed, batch_size = arguments.n, arguments.test_seed, arguments.batch_size
    limits = checkpoint.model.config.limits
    problems = dial_problems(limits, "test", n, seed)
    validation = dial_problems(limits, "validation", arguments.n_validation, seed)
    reference = baseline or checkpoint
    fixed_k = min(BASELINE_K, reference.model.config.latent_cap)
    whole = [checkpoint] if baseline is None else [checkpoint, baseline]
    plan = [(loaded, settings_of(loaded.model.config)) for loaded in whole] + [(twin, {HEAD: {}}) for twin in seeds]
    n_jobs = sum(len(settings) + (len(settings) > 1) for _, settings in plan) + 1 + len(QUANTITIES)
    with tqdm(total=n_jobs, unit="setting", disable=not process.is_main_process) as bar:
        bench = Bench(problems, arguments.n_thoughts, batch_size, process, bar)
        measured = [bench.measure(loaded, settings) for loaded, settings in plan]
        ours, theirs = measured[0], measured[len(whole) - 1]
        rules = measure_rules(bench, reference, theirs, validation, fixed_k)
    chains = [model for model in measured[: len(whole)] if CHAIN in model.decoded]
    return {
        "split": "test",
        "seed": seed,
        "n": n,
        "timing": {
            "n": len(bench.timed),
            "batch_size": batch_size,
            "device": str(checkpoint.model.device),
            "dtype": str(checkpoint.model.dtype).removeprefix("torch."),
            "n_threads": torch.get_num_threads(),
        },
        **section(problems, ours),
        "comparisons": [
            compare_settings(problems, ours, HEAD, theirs, fixed_name(fixed_k)),
            *(compare_settings(problems, ours, HEAD, model, CHAIN) for model in chains),
        ],
        "stop_rules": rules,
        "baseline": None if baseline is None else section(problems, theirs),
        "seeds": [
            section(problems, twin)
            | {"comparison": compare_settings(problems, twin, HEAD, theirs, fixed_name(fixed_k))}
            for twin in measured[len(whole) :]
        ],
    }


def measure_real_texts(
    checkpoint: LoadedCheckpoint,
    baseline: LoadedCheckpoint | None,
    record: dict,
    batch_size: int,
    n_real: int | None = None,
) -> dict:
    """Accuracy on texts that no training saw, by source, of those that the recipe renumbers.

    Parameters
    ----------
    record : dict
        `run.json` of the checkpoint. Where its recipe renumbers no texts there are none, and the result is empty.
    n_real : int, optional
        At most so many of each source are measured, always the same; all where None.

    Raises
    ------
    OSError
        If a source is not there.
    """
    options = record.get("options", {})
    if not options.get("p_renumber"):
        return {}
    sections = {}
    texts = development_set(options["data"], options["data_folder"], options["max_number"])
    paths = {Path(path).stem: path for path in paths_of(options["data"], options["data_folder"]).values()}
    for source, (problems, reasons) in texts.items():
        readable, left_out = read_source(paths[source])
        sections[source] = {
            "n_rows": len(readable) + left_out.total(),
            "left_out": dict(left_out.most_common()),
            "n_texts": len(problems) + reasons.total(),
            "n_inside": len(problems),
            "outside": dict(reasons.most_common()),
        }
        if n_real is not None and len(problems) > n_real:
            problems = Random(TEST_SEED).sample(problems, n_real)
        for key, loaded in (("results", checkpoint), ("baseline", baseline)):
            if loaded is not None and problems:
                k = min(BASELINE_K, loaded.model.config.latent_cap)
                settings = {CHAIN: {"mode": "cot"}, HEAD: {}, fixed_name(k): {"fixed_k": k}}
                sections[source][key] = {
                    name: evaluate(loaded.model, loaded.tokenizer, problems, batch_size=batch_size, **how).to_dict()
                    for name, how in settings.items()
                }
    return sections


def check_arguments(arguments: argparse.Namespace, loaded: list[LoadedCheckpoint]) -> None:
    """Refuse checkpoints of different dials, and counts too small for one problem of each number of operations."""
    first, *others = loaded
    dial, *dials = [
        tuple(each.model.config.limits[key] for key in ("trained_max_operations", "trained_max_number"))
        for each in loaded
    ]
    for other, values in zip(others, dials, strict=True):
        if values != dial:
            raise CheckpointError(
                f"{other.folder}: trained up to {values[0]} operations and numbers to {values[1]}, {first.folder} up "
                f"to {dial[0]} and {dial[1]}; the same test problems cannot be fair to both"
            )
    limits = {"n": dial[0], "n_thoughts": dial[0], "n_validation": dial[0], "batch_size": 1, "n_real": 0}
    for name, limit in limits.items():
        value = getattr(arguments, name)
        if value is not None and value < limit:
            raise ValueError(f"--{name.replace('_', '-')} is {value}; it must be {limit} or more")


def build_parser() -> argparse.ArgumentParser:
    """All flags."""
    parser = argparse.ArgumentParser(prog="python -m train.evaluate", description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", required=True, metavar="DIR")
    parser.add_argument("--baseline", metavar="DIR", help="compare with this one, forced to 6 steps: the SFT model")
    parser.add_argument("--seeds", nargs="+", default=[], metavar="DIR", help="the same recipe with other seeds")
    parser.add_argument("--n", type=int, default=5000, help="test problems")
    parser.add_argument("--n-thoughts", type=int, default=2000, help="those thought through to the cap")
    parser.add_argument("--n-validation", type=int, default=1000, help="problems on which stop rules are tuned")
    parser.add_argument(
        "--n-real",
        type=int,
        metavar="N",
        help="at most so many of the texts that no training saw, drawn of each source; all by default",
    )
    parser.add_argument("--batch-size", type=int, default=256)
    # Whoever chose anything after a look at some test problems measures it on others.
    parser.add_argument("--test-seed", type=int, default=TEST_SEED, help="of the draw of the problems")
    return parser


@command
def main(argv: list[str] | None = None) -> None:
    """Command line."""
    arguments = build_parser().parse_args(argv)
    logging.disable_progress_bar()
    process = join_processes()
    device = str(process.device)
    try:
        checkpoint = load_checkpoint(own_folder(arguments.checkpoint), device, with_map=False)
        baseline = load_checkpoint(arguments.baseline, device, with_map=False) if arguments.baseline else None
        seeds = [load_checkpoint(folder, device, with_map=False) for folder in arguments.seeds]
        models = [loaded for loaded in (checkpoint, baseline, *seeds) if loaded]
        check_arguments(arguments, models)
        record = read_record(checkpoint.folder)
        if (options := record.get("options", {})).get("p_renumber"):
            # A source that is not there is told of before the work, which would be lost.
            development_set(options["data"], options["data_folder"], options["max_number"])
        for loaded in models:
            if loaded.model.reader is not None:
                loaded.model.reader.remember()
        evaluation = evaluate_checkpoints(checkpoint, baseline, seeds, arguments, process)
        if process.is_main_process:
            evaluation["real"] = measure_real_texts(
                checkpoint, baseline, record, arguments.batch_size, arguments.n_real
            )
            text = json.dumps(evaluation, indent=2, allow_nan=False) + "\n"
            write_text(checkpoint.folder / EVAL, text)
            write_sums(checkpoint.folder)
            print(report(evaluation))
    finally:
        process.destroy_process_group()


if __name__ == "__main__":
    raise SystemExit(main())
