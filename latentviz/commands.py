"""More commands: `dataset`, many problems in one go; `causes`, what latent steps are worth; `convert`."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tqdm.auto import tqdm

from latentviz.analysis.activation_patching import lens_shares, patch_experiment
from latentviz.analysis.batch_run import run_problems
from latentviz.analysis.evaluation import TEST_SEED, dial_problems
from latentviz.analysis.set_statistics import SetStatistics
from latentviz.data.counterfactuals import Twin, draw_twins, twins_of
from latentviz.data.problems import BadRow, Problem, Row, no_row
from latentviz.data.problems.generator import SPLITS
from latentviz.data.problems.renumbering import is_held_out
from latentviz.data.uploads import numbered, read_upload
from latentviz.model.checkpoint import LoadedCheckpoint, load_checkpoint, save_checkpoint, write_sums
from latentviz.model.generation import StopRule
from latentviz.model.hub import SOURCE, SOURCE_HELP, own_folder
from latentviz.records.results_file import ResultSettings, save_results
from latentviz.utils.atomic import write_text
from latentviz.utils.checkpoint_files import CAUSES, WEIGHTS, digest
from latentviz.utils.records import QuestionLimits

LONGEST_FIXED_K = 6


def add_dataset(commands: argparse._SubParsersAction) -> argparse.ArgumentParser:
    """The flags of `dataset`."""
    parser = commands.add_parser("dataset", help="where the thoughts on a split or a file halt, and what comes of it")
    parser.add_argument("--split", choices=SPLITS, default="test")
    parser.add_argument(
        "--input",
        metavar="FILE.jsonl",
        help="problems of a file in place of a split; the exit code is 1 where some rows could not be run",
    )
    parser.add_argument("--n", type=int, default=1000, help="number of generated problems")
    parser.add_argument("--seed", type=int, default=TEST_SEED)
    parser.add_argument("--threshold", type=float, help="P(stop) at which a thought halts")
    parser.add_argument("--k", type=int, help="force this number of latent steps")
    parser.add_argument("--save", action="store_true", help="keep the rows in the checkpoint's folder, for the page")
    parser.set_defaults(run=run_dataset)
    return parser


def add_causes(commands: argparse._SubParsersAction) -> argparse.ArgumentParser:
    """The flags of `causes`."""
    parser = commands.add_parser(
        "causes", help="whether the answer follows a copied step, and what the lens reads there"
    )
    parser.add_argument("--n", type=int, default=500, help="pairs of twin problems")
    parser.add_argument("--split", choices=SPLITS, default="test")
    parser.add_argument(
        "--input", nargs="+", metavar="FILE.jsonl", help="problems with steps of files, in place of a split"
    )
    parser.add_argument(
        "--held-out",
        action="store_true",
        help="of the files, the texts that are kept for the development set",
    )
    parser.add_argument("--seed", type=int, default=TEST_SEED)
    parser.add_argument(
        "--k", type=int, help=f"latent steps of each thought; {LONGEST_FIXED_K}, or the cap if that is less"
    )
    parser.add_argument("--head", action="store_true", help="let the stop head decide instead")
    parser.add_argument("--batch-size", type=int, default=32, help="pairs")
    parser.add_argument(
        "--save", action="store_true", help="write causes.json into the checkpoint's folder, for its card"
    )
    parser.set_defaults(run=run_causes)
    return parser


def add_convert(commands: argparse._SubParsersAction) -> None:
    """The flags of `convert`."""
    parser = commands.add_parser("convert", help="write a checkpoint of the reference implementation's format in ours")
    parser.add_argument("source", metavar=SOURCE, help=SOURCE_HELP)
    parser.add_argument("target", metavar="NEW_DIR")
    parser.add_argument("--dtype", help="float32, bfloat16 or float16 of the weights that are written")
    parser.set_defaults(run=run_convert)


def run_convert(arguments: argparse.Namespace) -> int:
    """The command `convert`."""
    target = Path(arguments.target)
    if target.exists() and any(target.iterdir()):
        raise ValueError(f"{target} is not empty; name a new folder")
    checkpoint = load_checkpoint(arguments.source, "cpu", arguments.dtype, with_map=False)
    save_checkpoint(target, checkpoint.model, checkpoint.tokenizer)
    print(target)
    return 0


def run_dataset(arguments: argparse.Namespace) -> int:
    """The command `dataset`."""
    if arguments.n < 1:
        raise ValueError(f"--n is {arguments.n}; it must be 1 or more")
    if arguments.save and (arguments.input or arguments.k is not None):
        raise ValueError("--save keeps the stop head's results on a split; leave --input and --k out")
    if arguments.save:
        own_folder(arguments.checkpoint)
    checkpoint = load_checkpoint(arguments.checkpoint, arguments.device, arguments.dtype, with_map=False)
    problems, left_out = problems_to_run(arguments, checkpoint)
    model = checkpoint.model
    # Before the work: a folder whose weights lie in several files cannot keep results.
    weights = digest(checkpoint.folder / WEIGHTS) if arguments.save else ""
    with tqdm(total=len(problems), unit="problem") as bar:
        for progress in run_problems(model, checkpoint.tokenizer, problems, arguments.threshold, arguments.k):
            bar.update(progress.n_done - bar.n)
    if arguments.save:
        threshold = model.config.stop_threshold if arguments.threshold is None else arguments.threshold
        settings = ResultSettings(arguments.split, arguments.n, arguments.seed, threshold, weights)
        save_results(checkpoint.folder, settings, progress.rows)
        write_sums(checkpoint.folder)
    summary = SetStatistics.of(progress.rows).to_dict() | rows_counted(len(problems), left_out)
    report(summary, arguments.json)
    return 1 if left_out else 0


def problems_to_run(
    arguments: argparse.Namespace, checkpoint: LoadedCheckpoint
) -> tuple[Sequence[Row], Sequence[BadRow]]:
    """Problems of the file, and the lines that cannot be run, or problems of the split."""
    limits = checkpoint.model.config.limits
    if arguments.input is None:
        return numbered(dial_problems(limits, arguments.split, arguments.n, arguments.seed)), ()
    upload = read_upload(arguments.input, QuestionLimits.from_dict(limits))
    if not upload.problems:
        raise no_row(arguments.input, upload.bad_rows)
    tell_left_out(arguments.input, upload.bad_rows)
    return upload.problems, upload.bad_rows


def tell_left_out(source: str, left_out: Sequence[BadRow]) -> None:
    """Say on standard error which rows are left out, and why."""
    for row in left_out:
        print(f"{source}: line {row.line_number} left out: {row.reason}", file=sys.stderr)


def rows_counted(n_used: int, left_out: Sequence[BadRow]) -> dict:
    """What a result says of the rows that it is made of: how many there were, and which were left out, and why."""
    return {
        "n_rows": n_used + len(left_out),
        "n_left_out": len(left_out),
        "left_out": [{"line": row.line_number, "reason": row.reason} for row in left_out],
    }


def run_causes(arguments: argparse.Namespace) -> int:
    """The command `causes`."""
    if arguments.n < 2 or arguments.batch_size < 2:
        raise ValueError("--n and --batch-size must be 2 or more: the control of a pair is another pair")
    if arguments.head and arguments.k is not None:
        raise ValueError("--head lets the stop head decide; leave --k out")
    if arguments.save and arguments.input:
        raise ValueError("--save keeps what is found on a split; leave --input out")
    if arguments.held_out and not arguments.input:
        raise ValueError("--held-out chooses among the texts of files; name them with --input")
    if arguments.save:
        own_folder(arguments.checkpoint)
    checkpoint = load_checkpoint(arguments.checkpoint, arguments.device, arguments.dtype, with_map=False)
    source, twins = twins_to_test(arguments, checkpoint)
    rule = rule_of(arguments, checkpoint, twins)
    result = source | causes_of(checkpoint, twins, arguments.seed, rule, arguments.batch_size)
    if arguments.save:
        write_json(result, checkpoint.folder / CAUSES)
        write_sums(checkpoint.folder)
    return report(result, arguments.json)


def rule_of(arguments: argparse.Namespace, checkpoint: LoadedCheckpoint, twins: Sequence[Twin]) -> StopRule:
    """When the thoughts of `causes` halt: forced ones not before the step after each pair's result."""
    config = checkpoint.model.config
    if arguments.head:
        return StopRule.of(config)
    k = min(LONGEST_FIXED_K, config.latent_cap) if arguments.k is None else arguments.k
    needed = 1 + max(config.step_of_result(twin.step) for twin in twins)
    if 0 <= k < needed:
        raise ValueError(f"k is {k}; these pairs hold results up to step {needed - 1} and need {needed} latent steps")
    return StopRule.of(config, fixed_k=k)


def twins_to_test(arguments: argparse.Namespace, checkpoint: LoadedCheckpoint) -> tuple[dict, list[Twin]]:
    """Where the pairs of `causes` come from, as JSON values, and the pairs."""
    limits, seed = checkpoint.model.config.limits, arguments.seed
    source = {"checkpoint": checkpoint.name, "split": arguments.split, "seed": seed}
    if not arguments.input:
        return source, draw_twins(limits, arguments.split, arguments.n, seed)
    problems: list[Problem] = []
    n_left_out = 0
    for path in arguments.input:
        upload = read_upload(path, QuestionLimits.from_dict(limits))
        if not upload.problems:
            raise no_row(path, upload.bad_rows)
        problems += [row.problem for row in upload.problems]
        n_left_out += len(upload.bad_rows)
    if arguments.held_out:
        problems = [problem for problem in problems if is_held_out(problem)]
    names = [Path(path).name for path in arguments.input]
    source |= {"split": None, "input": names, "held_out": arguments.held_out, "n_left_out": n_left_out}
    return source, twins_of(problems, arguments.n, seed, limits["trained_max_number"])


def causes_of(
    checkpoint: LoadedCheckpoint, twins: Sequence[Twin], seed: int, rule: StopRule, batch_size: int = 32
) -> dict:
    """Both experiments on pairs of twins, as JSON values."""
    model, tokenizer = checkpoint.model, checkpoint.tokenizer
    patch = patch_experiment(model, tokenizer, twins, rule, batch_size, show_progress=True)
    lens = lens_shares(model, tokenizer, [twin.problem for twin in twins], seed)
    return {"patch": patch.to_dict(), "lens": [shares.to_dict() for shares in lens]}


def report(result: dict, path: str | None) -> int:
    """Print a result, and write it to a file if one is named; the exit code of success."""
    write_json(result, path)
    print(json.dumps(result, indent=2, ensure_ascii=False))
    return 0


def write_json(result: dict | list, path: str | Path | None) -> None:
    """Write a result to a file, if one is named."""
    if path is not None:
        write_text(path, json.dumps(result, indent=2, ensure_ascii=False) + "\n")
