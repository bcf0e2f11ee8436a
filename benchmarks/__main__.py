"""All benchmarks of speed and size in one run: `python -m benchmarks`; `--help` lists what can be chosen.

Each line is a ratio against a slow twin or a peer, measured in turns with it, so that it holds on a busy machine too.
"""

import argparse
import json
import os
import platform
import sys
import time
import traceback
from importlib import import_module
from pathlib import Path

import torch
import transformers

from benchmarks.bench import Bench
from benchmarks.paired import Line
from benchmarks.parts.growth import Curve
from latentviz.utils.atomic import output_file
from latentviz.utils.shipped import TINY

# Modules of `benchmarks.parts`, in order; each has a function `measure`.
PARTS = "thinking latent_pass stops shared_prefix arithmetic placement start page growth".split()


def main(argv: list[str] | None = None) -> int:
    """Command line.

    Returns
    -------
    code : int
        0; 1 where a part broke off, which is named in the table's place.
    """
    arguments = build_parser().parse_args(argv)
    bench = Bench(Path(arguments.checkpoint), arguments.threshold, arguments.n_repeats)
    report = {"settings": settings(bench), "lines": [], "curves": [], "failed": {}, "elapsed_s": {}}
    for name in arguments.only or PARTS:
        print(f"{name} ...", file=sys.stderr, flush=True)
        started = time.perf_counter()
        try:
            found = import_module(f"benchmarks.parts.{name}").measure(bench)
        except Exception as error:
            traceback.print_exc()
            report["failed"][name] = f"{type(error).__name__}: {error}"
            found = []
        report["elapsed_s"][name] = round(time.perf_counter() - started, 1)
        report["lines"] += [line for line in found if isinstance(line, Line)]
        report["curves"] += [curve for curve in found if isinstance(curve, Curve)]
    print(table(report["lines"], report["curves"]))
    for name, reason in report["failed"].items():
        print(f"{name} broke off: {reason}")
    print(f"{sum(report['elapsed_s'].values()):.0f} s in all, {bench.folder.name}, {torch.get_num_threads()} threads")
    if arguments.json:
        plain = {name: [entry.to_dict() for entry in report[name]] for name in ("lines", "curves")}
        arguments.json.write_text(json.dumps(report | plain, indent=2) + "\n", encoding="utf-8")
    return int(bool(report["failed"]))


def build_parser() -> argparse.ArgumentParser:
    """All flags."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", default=TINY, metavar="DIR")
    parser.add_argument("--only", nargs="+", choices=PARTS, metavar="NAME", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--threshold", type=float, help="P(stop) at which thoughts halt; else the checkpoint's own")
    parser.add_argument("--n-repeats", type=int, help="of every measurement; else each has its own number")
    parser.add_argument("--json", type=output_file, metavar="FILE", help="write all that was found there")
    return parser


def settings(bench: Bench) -> dict:
    """What a reader of the file must know to compare it with another."""
    return {
        "checkpoint": bench.folder.name,
        "threshold": bench.threshold,
        "n_threads": torch.get_num_threads(),
        "n_cores": len(os.sched_getaffinity(0)),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "torch": torch.__version__,
        "transformers": transformers.__version__,
    }


def table(lines: list[Line], curves: list[Curve]) -> str:
    """All lines as one text table, and the curves below it."""
    rows = [("measured, against", "first", "second", "unit", "ratio", "quartiles", "n", "goal")]
    for line in lines:
        quartiles = " to ".join(f"{value:g}" for value in line.quartiles)
        goal = "" if line.goal is None else f"{line.goal:g} {'reached' if line.reached else 'MISSED'}"
        rows.append(
            (line.name, f"{line.ours:g}", f"{line.twin:g}", line.unit, f"{line.ratio:g}", quartiles, f"{line.n}", goal)
        )
    text = [] if not lines else [aligned(rows)]
    for line in lines:
        if line.facts:
            text.append(f"  {line.name}: " + json.dumps(line.facts))
    for curve in curves:
        points = ", ".join(f"{size:,}: {ms:g}" for size, ms in zip(curve.sizes, curve.ms, strict=True))
        text.append(
            f"{curve.name}: ms at {points}; exponent {curve.exponent:g}, by theory {curve.theory:g} ({curve.reason})"
        )
    return "\n".join(text)


def aligned(rows: list[tuple[str, ...]]) -> str:
    """Columns side by side."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


if __name__ == "__main__":
    raise SystemExit(main())
