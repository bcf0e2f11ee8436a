"""Many visitors at once on a real server: errors, cross-talk, waiting times, queue, and memory over time.

`python -m benchmarks.load --visitors 32 --minutes 10`
"""

import argparse
import json
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from benchmarks.bench import Bench
from benchmarks.expected import expected_of
from benchmarks.served import Server, serving
from benchmarks.visitor import ACTIONS, Answered, Visitor
from latentviz.analysis.evaluation import dial_problems
from latentviz.model.checkpoint import load_checkpoint
from latentviz.records.run_file import Run
from latentviz.utils.atomic import output_file
from latentviz.utils.shipped import TINY

SEED = 777
N_QUESTIONS = 8
SAMPLE_EVERY_S = 2.0
WARM_UP_SHARE = 0.25
# Neighbouring samples say nearly the same: a standard error of the single ones would be too small.
SAMPLES_A_BLOCK = 15
PERCENTILES = (50, 95, 99)


class MemoryWatch(threading.Thread):
    """Notes the memory of a server until it is told to stop."""

    def __init__(self, server: Server):
        super().__init__(daemon=True)
        self.server = server
        self.samples: list[tuple[float, float]] = []
        self.stopped = threading.Event()

    def run(self) -> None:
        """Note it every few seconds."""
        while not self.stopped.is_set():
            self.samples.append((time.monotonic(), self.server.resident_mb()))
            self.stopped.wait(SAMPLE_EVERY_S)

    def summary(self) -> dict:
        """As in `report`."""
        samples = np.array(self.samples)
        memory = samples[:, 1]
        found = {"start_mb": float(memory[0]), "end_mb": float(memory[-1]), "peak_mb": float(memory.max())}
        kept = samples[int(WARM_UP_SHARE * len(samples)) :]
        blocks = kept[len(kept) % SAMPLES_A_BLOCK :].reshape(-1, SAMPLES_A_BLOCK, 2).mean(1)
        if len(blocks) < 4:
            return found
        hours = (blocks[:, 0] - blocks[0, 0]) / 3600
        (slope, _), covariance = np.polyfit(hours, blocks[:, 1], 1, cov=True)
        return found | {
            "slope_mb_per_hour": round(float(slope), 1),
            "standard_error": round(float(covariance[0, 0]) ** 0.5, 1),
        }


def visit(server: Server, expected: Sequence[Sequence[Run]], duration_s: float, pause_s: float, n_crowd: int) -> dict:
    """Let visitors come, each with questions of its own, and report.

    Parameters
    ----------
    expected : sequence of sequence of Run
        What the library answers to the questions of each visitor.
    duration_s : float
        For so long each of them goes on asking.
    pause_s : float
        Mean of the time that a visitor thinks before the next action, exponential.
    n_crowd : int
        Thoughts that are asked for at once when the visits are over.
    """
    with ThreadPoolExecutor(len(expected)) as pool:
        visitors = list(pool.map(lambda own: Visitor(server.url, own), expected))
        visitors[0].warm_up()
        watch = MemoryWatch(server)
        watch.start()
        started = time.monotonic()
        runs = [
            pool.submit(visitor.stay, started + duration_s, pause_s, number) for number, visitor in enumerate(visitors)
        ]
        answered = [entry for run in runs for entry in run.result()]
        elapsed_s = time.monotonic() - started
        watch.stopped.set()
        watch.join()
    crowd = crowd_in(visitors, n_crowd)
    return report(len(visitors), answered, crowd, elapsed_s, watch.summary())


def crowd_in(visitors: Sequence[Visitor], n: int) -> list[Answered]:
    """Ask for so many thoughts at once, in turn by the visitors."""
    with ThreadPoolExecutor(n) as pool:
        asked = [pool.submit(visitors[i % len(visitors)].act, "/trace", random.Random(i)) for i in range(n)]
        return [run.result() for run in asked]


def report(
    n_visitors: int, answered: Sequence[Answered], crowd: Sequence[Answered], elapsed_s: float, memory: dict
) -> dict:
    """Sum up what all visitors met, in their visits and in the crowd.

    Returns
    -------
    n_visitors, n_errors, n_refused, n_cross_talk : int
        Refused: because the queue was full. Cross-talk: an answer that is not the one to the visitor's own question.
    elapsed_s, per_second : float
        Of the visits, and answers in each second.
    actions : dict
        For each action "n" and "p50_ms", "p95_ms", "p99_ms": from asking to the answer, waiting included.
    longest_queue : int
        Largest number of waiting visitors that one of them was told; -1 where none had to wait.
    memory : dict
        "start_mb", "end_mb", "peak_mb", and "slope_mb_per_hour" after the first quarter, least squares over means of
        half a minute, with its standard error.
    crowd : dict
        Of many thoughts asked for at once when the visits are over, more than the queue may hold: "n", "n_answered",
        "n_refused", "words" of the refusals, and "longest_queue".
    errors : list of str
        The first ones, each with its action.
    """
    everything = [*answered, *crowd]
    failures = [entry for entry in everything if entry.error and not entry.refused]
    good = [entry for entry in answered if not entry.error]
    return {
        "n_visitors": n_visitors,
        "n_errors": len(failures),
        "n_refused": sum(entry.refused for entry in answered),
        "n_cross_talk": sum(not entry.is_own for entry in everything),
        "elapsed_s": round(elapsed_s, 1),
        "per_second": round(len(good) / elapsed_s, 2),
        "actions": {action: waiting([entry for entry in good if entry.action == action]) for action in ACTIONS},
        "longest_queue": longest_queue(answered),
        "memory": memory,
        "crowd": {
            "n": len(crowd),
            "n_answered": sum(not entry.error for entry in crowd),
            "n_refused": sum(entry.refused for entry in crowd),
            "words": sorted({entry.error for entry in crowd if entry.refused}),
            "longest_queue": longest_queue(crowd),
        },
        "errors": [f"{entry.action}: {entry.error}" for entry in failures[:10]],
    }


def longest_queue(answered: Sequence[Answered]) -> int:
    """Largest number of waiting visitors that one was told; -1 where none was told any."""
    return max((entry.longest_queue for entry in answered), default=-1)


def waiting(entries: Sequence[Answered]) -> dict:
    """Number and percentiles of one action."""
    if not entries:
        return {"n": 0}
    values = np.percentile([1000 * entry.elapsed_s for entry in entries], PERCENTILES)
    return {"n": len(entries)} | {f"p{p}_ms": round(float(value)) for p, value in zip(PERCENTILES, values, strict=True)}


def main(argv: list[str] | None = None) -> int:
    """Command line.

    Returns
    -------
    code : int
        0, or 1 where a visitor met an error or another's answer.
    """
    arguments = build_parser().parse_args(argv)
    checkpoint = load_checkpoint(arguments.checkpoint, device="cpu", dtype="float32")
    n = arguments.visitors * N_QUESTIONS
    problems = dial_problems(checkpoint.model.config.limits, "test", n, SEED)
    expected = expected_of(checkpoint, [problem.question for problem in problems])
    shares = [expected[number :: arguments.visitors] for number in range(arguments.visitors)]
    with serving(*Bench(Path(arguments.checkpoint)).served_with) as server:
        found = visit(server, shares, 60 * arguments.minutes, arguments.pause, arguments.crowd)
    text = json.dumps(found, indent=2)
    print(text)
    if arguments.json:
        arguments.json.write_text(text + "\n", encoding="utf-8")
    if not (found["n_errors"] or found["n_cross_talk"]):
        return 0
    words = Counter(found["errors"]).most_common(3)
    print(f"{found['n_errors']} errors, {found['n_cross_talk']} answers to others: {words}", file=sys.stderr)
    return 1


def build_parser() -> argparse.ArgumentParser:
    """All flags."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", default=TINY, metavar="DIR")
    parser.add_argument("--visitors", type=int, default=32)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--pause", type=float, default=5.0, metavar="S", help="mean seconds between two actions of one")
    parser.add_argument("--crowd", type=int, default=100, metavar="N", help="thoughts asked for at once at the end")
    parser.add_argument("--json", type=output_file, metavar="FILE")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
