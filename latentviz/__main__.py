"""Command line: `python -m latentviz trace|evaluate|problems|dataset|causes|convert`."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tqdm.auto import tqdm
from transformers.utils import logging

from latentviz.analysis import batch_run
from latentviz.analysis.activation_patching import lens_shares, patch_experiment
from latentviz.analysis.evaluation import MODES, TEST_SEED, dial_problems, evaluate
from latentviz.analysis.set_statistics import SetStatistics
from latentviz.analysis.tracer import Tracer
from latentviz.data.counterfactuals import Twin, draw_twins, twins_of
from latentviz.data.problems import (
    BadRow,
    Problem,
    ProblemGenerator,
    Row,
    no_row,
    read_problems,
    read_rows,
    summarise,
)
from latentviz.data.problems.generator import SPLITS
from latentviz.data.problems.renumbering import is_held_out
from latentviz.data.uploads import numbered, read_upload
from latentviz.model.checkpoint import LoadedCheckpoint, load_checkpoint, save_checkpoint, write_sums
from latentviz.model.generation import StopRule
from latentviz.model.hub import SOURCE, SOURCE_HELP, own_folder
from latentviz.records.results_file import ResultSettings, save_results
from latentviz.records.run_file import Run, save_runs
from latentviz.records.summaries import trace_summary
from latentviz.utils.atomic import output_file, write_text
from latentviz.utils.checkpoint_files import CAUSES, WEIGHTS, digest
from latentviz.utils.command import run_command
from latentviz.utils.records import QuestionLimits
from latentviz.utils.shipped import default_checkpoint

LONGEST_FIXED_K = 6


def main(argv: list[str] | None = None) -> int:
    """Run a command.

    Returns
    -------
    code : int
        0; 1 where `dataset` or `evaluate` left rows of a file out; else as `run_command` says.
    """
    arguments = build_parser().parse_args(argv)
    logging.disable_progress_bar()
    return run_command(lambda: arguments.run(arguments))


def build_parser() -> argparse.ArgumentParser:
    """All commands and their flags."""
    parser = argparse.ArgumentParser(prog="python -m latentviz", description="Watch a small language model think.")
    commands = parser.add_subparsers(required=True, metavar="trace|evaluate|problems|dataset|causes|convert")
    for add in (add_trace, add_evaluate, add_problems, add_dataset, add_causes, add_convert):
        add(commands)
    return parser


def add_checkpoint_flags(parser: argparse.ArgumentParser) -> None:
    """Flags of the commands that load a model."""
    parser.add_argument("--checkpoint", default=default_checkpoint(), metavar=SOURCE, help=SOURCE_HELP)
    parser.add_argument("--device", help="cpu, cuda, cuda:1; a GPU where there is one")
    parser.add_argument("--dtype", help="float32, bfloat16 or float16")
    parser.add_argument("--json", type=output_file, metavar="FILE", help="write the result here as well")


def add_set_flags(parser: argparse.ArgumentParser, split: str) -> None:
    """Flags of the commands that answer many problems, those of a split or of a file, and halt by one rule."""
    parser.add_argument("--split", choices=SPLITS, default=split)
    parser.add_argument(
        "--input",
        metavar="FILE",
        help="problems of a file in place of a split; the exit code is 1 where some rows could not be used",
    )
    parser.add_argument("--n", type=int, default=1000, help="number of generated problems")
    parser.add_argument("--seed", type=int, default=TEST_SEED, help="seed of the generated problems")
    parser.add_argument("--threshold", type=float, help="P(stop) at which a thought halts")
    parser.add_argument("--k", type=int, help="force this number of latent steps")


def add_trace(commands: argparse._SubParsersAction) -> None:
    """The flags of `trace`."""
    parser = commands.add_parser("trace", help="one thought, or one for each line of a file")
    parser.add_argument("question", nargs="?")
    parser.add_argument("--input", metavar="FILE.jsonl", help="questions of a file; one JSON line each comes back")
    parser.add_argument("--k", type=int, help="force this number of latent steps")
    parser.add_argument("--threshold", type=float, help="P(stop) at which the thought halts")
    parser.add_argument("--temperature", type=float, default=1.0, help="divides the logits of the stop head")
    parser.add_argument(
        "--run-file",
        type=output_file,
        metavar="FILE",
        help="write the whole run, which the page opens without a model",
    )
    add_checkpoint_flags(parser)
    parser.set_defaults(run=run_trace)


def run_trace(arguments: argparse.Namespace) -> int:
    """The command `trace`."""
    if (arguments.question is None) == (arguments.input is None):
        raise ValueError("give either one QUESTION or --input FILE.jsonl")
    if arguments.run_file is not None and arguments.input is not None:
        raise ValueError("--run-file holds one thought; give one QUESTION in place of --input")
    tracer = Tracer(load_checkpoint(arguments.checkpoint, arguments.device, arguments.dtype))
    options = {"fixed_k": arguments.k, "threshold": arguments.threshold, "temperature": arguments.temperature}
    if arguments.input is None:
        trace = tracer.trace(arguments.question, explain=arguments.run_file is not None, **options)
        if arguments.run_file is not None:
            save_runs(arguments.run_file, {"run": Run.placed(trace, tracer.checkpoint.hidden_state_map)})
        return report(trace_summary(trace), arguments.json)
    StopRule.of(tracer.model.config, **options)  # refuses a flag once, not at every line
    rows, bad_rows = read_rows(arguments.input)
    lines: dict[int, Row | BadRow] = {row.line_number: row for row in bad_rows} | {row.number: row for row in rows}
    if not lines:
        raise no_row(arguments.input, [])
    results = []
    for number in tqdm(sorted(lines), unit="line"):
        results.append(trace_line(tracer, number, lines[number], options))
        tqdm.write(json.dumps(results[-1], ensure_ascii=False))
    write_json(results, arguments.json)
    n_bad = sum("error" in result for result in results)
    if n_bad:
        print(f"error: {n_bad} of {len(results)} lines cannot be used; their results say why", file=sys.stderr)
    return 2 if n_bad else 0


def trace_line(tracer: Tracer, number: int, row: Row | BadRow, options: dict) -> dict:
    """Trace one line of a file; one that cannot be asked gives its number and the reason."""
    if isinstance(row, BadRow):
        return {"line": number, "error": row.reason}
    try:
        return trace_summary(tracer.trace(row.problem.question, **options))
    except ValueError as error:
        return {"line": number, "error": str(error)}


def add_evaluate(commands: argparse._SubParsersAction) -> None:
    """The flags of `evaluate`."""
    parser = commands.add_parser("evaluate", help="accuracy on a split of generated problems or on a file")
    add_set_flags(parser, split="validation")
    parser.add_argument("--mode", choices=MODES, default="latent")
    parser.add_argument("--batch-size", type=int, default=128)
    parser.add_argument("--list-wrong", action="store_true", help="list each problem that was not solved")
    add_checkpoint_flags(parser)
    parser.set_defaults(run=run_evaluate)


def run_evaluate(arguments: argparse.Namespace) -> int:
    """The command `evaluate`."""
    if arguments.n < 1:
        raise ValueError(f"--n is {arguments.n}; it must be 1 or more")
    if arguments.batch_size < 1:
        raise ValueError(f"--batch-size is {arguments.batch_size}; it must be 1 or more")
    checkpoint = load_checkpoint(arguments.checkpoint, arguments.device, arguments.dtype, with_map=False)
    problems, left_out = evaluation_problems(arguments, checkpoint)
    result = evaluate(
        checkpoint.model,
        checkpoint.tokenizer,
        problems,
        mode=arguments.mode,
        fixed_k=arguments.k,
        threshold=arguments.threshold,
        batch_size=arguments.batch_size,
        show_progress=True,
        list_wrong=arguments.list_wrong,
    )
    report(result.to_dict() | rows_counted(len(problems), left_out), arguments.json)
    return 1 if left_out else 0


def evaluation_problems(
    arguments: argparse.Namespace, checkpoint: LoadedCheckpoint
) -> tuple[list[Problem], list[BadRow]]:
    """Problems of a file and the rows that are none, or equally many of each number of operations from a split."""
    if arguments.input is not None:
        problems, left_out = read_problems(arguments.input, needs_steps=False)
        if not problems:
            raise no_row(arguments.input, left_out)
        tell_left_out(arguments.input, left_out)
        return problems, left_out
    return dial_problems(checkpoint.model.config.limits, arguments.split, arguments.n, arguments.seed), []


def add_problems(commands: argparse._SubParsersAction) -> None:
    """The flags of `problems`."""
    parser = commands.add_parser("problems", help="what the generator writes: counts, and samples")
    parser.add_argument("--n", type=int, default=20000, help="problems to count")
    parser.add_argument("--samples", type=int, default=0, help="problems to print")
    parser.add_argument("--split", choices=SPLITS, default="train", help="split of the samples")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", type=output_file, metavar="FILE", help="write the counts here as well")
    parser.set_defaults(run=run_problems)


def run_problems(arguments: argparse.Namespace) -> int:
    """The command `problems`."""
    if arguments.n < 0 or arguments.samples < 0:
        raise ValueError(f"--n is {arguments.n} and --samples is {arguments.samples}; both must be 0 or more")
    if not arguments.n and arguments.json:
        raise ValueError("--json holds the counts of --n problems; leave --n 0 or --json out")
    generator = ProblemGenerator(arguments.seed, arguments.split)
    for _ in range(arguments.samples):
        problem = generator.sample()
        print(f"{problem.question}\n    {problem.chain} {problem.answer}")
    return report(summarise(arguments.seed, arguments.n), arguments.json) if arguments.n else 0


def add_dataset(commands: argparse._SubParsersAction) -> None:
    """The flags of `dataset`."""
    parser = commands.add_parser("dataset", help="where the thoughts on a split or a file halt, and what comes of it")
    add_set_flags(parser, split="test")
    parser.add_argument("--save", action="store_true", help="keep the rows in the checkpoint's folder, for the page")
    add_checkpoint_flags(parser)
    parser.set_defaults(run=run_dataset)


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
        for progress in batch_run.run_problems(model, checkpoint.tokenizer, problems, arguments.threshold, arguments.k):
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


def add_causes(commands: argparse._SubParsersAction) -> None:
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
    add_checkpoint_flags(parser)
    parser.set_defaults(run=run_causes)


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
    model, tokenizer, rule = checkpoint.model, checkpoint.tokenizer, rule_of(arguments, checkpoint, twins)
    patch = patch_experiment(model, tokenizer, twins, rule, arguments.batch_size, show_progress=True)
    lens = lens_shares(model, tokenizer, [twin.problem for twin in twins], arguments.seed)
    result = source | {"patch": patch.to_dict(), "lens": [shares.to_dict() for shares in lens]}
    if arguments.save:
        write_json(result, checkpoint.folder / CAUSES)
        write_sums(checkpoint.folder)
    return report(result, arguments.json)


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


def report(result: dict, path: str | None) -> int:
    """Print a result, and write it to a file if one is named; the exit code of success."""
    write_json(result, path)
    print(json.dumps(result, indent=2, ensure_ascii=False))
    return 0


def write_json(result: dict | list, path: str | Path | None) -> None:
    """Write a result to a file, if one is named."""
    if path is not None:
        write_text(path, json.dumps(result, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    raise SystemExit(main())
