"""Command line: `python -m latentviz trace|evaluate|problems|dataset|causes|convert`."""

import argparse
import json
import sys

from tqdm.auto import tqdm
from transformers.utils import logging

from latentviz.analysis.evaluation import MODES, TEST_SEED, dial_problems, evaluate
from latentviz.analysis.tracer import Tracer
from latentviz.commands import (
    add_causes,
    add_convert,
    add_dataset,
    report,
    rows_counted,
    tell_left_out,
    write_json,
)
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
from latentviz.model.checkpoint import LoadedCheckpoint, load_checkpoint
from latentviz.model.generation import StopRule
from latentviz.model.hub import SOURCE, SOURCE_HELP
from latentviz.records.run_file import Run, save_runs
from latentviz.records.summaries import trace_summary
from latentviz.utils.atomic import output_file
from latentviz.utils.command import run_command
from latentviz.utils.shipped import default_checkpoint


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
    trace = commands.add_parser("trace", help="one thought, or one for each line of a file")
    trace.add_argument("question", nargs="?")
    trace.add_argument("--input", metavar="FILE.jsonl", help="questions of a file; one JSON line each comes back")
    trace.add_argument("--k", type=int, help="force this number of latent steps")
    trace.add_argument("--threshold", type=float, help="P(stop) at which the thought halts")
    trace.add_argument("--temperature", type=float, default=1.0, help="divides the logits of the stop head")
    trace.add_argument(
        "--run-file",
        type=output_file,
        metavar="FILE",
        help="write the whole run, which the page opens without a model",
    )
    add_checkpoint_flags(trace)
    trace.set_defaults(run=run_trace)
    evaluation = commands.add_parser("evaluate", help="accuracy on a split of generated problems or on a file")
    evaluation.add_argument("--split", choices=SPLITS, default="validation")
    evaluation.add_argument(
        "--input",
        metavar="FILE",
        help="problems of a file in place of a split; the exit code is 1 where some rows could not be scored",
    )
    evaluation.add_argument("--n", type=int, default=1000, help="number of generated problems")
    evaluation.add_argument("--seed", type=int, default=TEST_SEED, help="seed of the generated problems")
    evaluation.add_argument("--mode", choices=MODES, default="latent")
    evaluation.add_argument("--k", type=int, help="force this number of latent steps")
    evaluation.add_argument("--threshold", type=float, help="P(stop) at which a thought halts")
    evaluation.add_argument("--batch-size", type=int, default=128)
    evaluation.add_argument("--list-wrong", action="store_true", help="list each problem that was not solved")
    add_checkpoint_flags(evaluation)
    evaluation.set_defaults(run=run_evaluate)
    problems = commands.add_parser("problems", help="what the generator writes: counts, and samples")
    problems.add_argument("--n", type=int, default=20000, help="problems to count")
    problems.add_argument("--samples", type=int, default=0, help="problems to print")
    problems.add_argument("--split", choices=SPLITS, default="train", help="split of the samples")
    problems.add_argument("--seed", type=int, default=0)
    problems.add_argument("--json", type=output_file, metavar="FILE", help="write the counts here as well")
    problems.set_defaults(run=run_problems)
    for command in (add_dataset(commands), add_causes(commands)):
        add_checkpoint_flags(command)
    add_convert(commands)
    return parser


def add_checkpoint_flags(parser: argparse.ArgumentParser) -> None:
    """Flags of the commands that load a model."""
    parser.add_argument("--checkpoint", default=default_checkpoint(), metavar=SOURCE, help=SOURCE_HELP)
    parser.add_argument("--device", help="cpu, cuda, cuda:1; a GPU where there is one")
    parser.add_argument("--dtype", help="float32, bfloat16 or float16")
    parser.add_argument("--json", type=output_file, metavar="FILE", help="write the result here as well")


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


if __name__ == "__main__":
    raise SystemExit(main())
