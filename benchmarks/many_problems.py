"""Many problems in one go: time, peak memory, and whether a second run needs more than the first.

`python -m benchmarks.many_problems --checkpoint checkpoints/tiny-sft --n 1000`
"""

import argparse
import gc
import json
import resource
import sys
import time

from latentviz.checkpoints import load_checkpoint
from latentviz.dataset_run import run_problems
from latentviz.evaluation import dial_problems
from latentviz.uploads import numbered


def measure(model, tokenizer, problems) -> dict:
    """One run: problems, seconds, the longest batch in seconds, and the peak memory of the process so far in MB."""
    started = last = time.perf_counter()
    longest, n_done = 0.0, 0
    for progress in run_problems(model, tokenizer, problems):
        n_done, now = progress.n_done, time.perf_counter()
        longest, last = max(longest, now - last), now
    gc.collect()
    # Linux counts in kB, macOS in bytes.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    return {
        "n": n_done,
        "elapsed_s": round(last - started, 2),
        "longest_batch_s": round(longest, 3),
        "peak_mb": round(peak, 1),
    }


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.many_problems", description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", default="checkpoints/tiny-sft")
    parser.add_argument("--n", type=int, default=1000)
    parser.add_argument("--n-runs", type=int, default=2)
    arguments = parser.parse_args(argv)
    checkpoint = load_checkpoint(arguments.checkpoint)
    problems = numbered(dial_problems(checkpoint.model.config.limits, "test", arguments.n, seed=0))
    runs = [measure(checkpoint.model, checkpoint.tokenizer, problems) for _ in range(arguments.n_runs)]
    print(json.dumps({"checkpoint": checkpoint.name, "runs": runs}, indent=2))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
