"""Record the page's example problems, so that its tour needs no model.

`python -m train.cache_examples --checkpoint checkpoints/tiny-sft` writes `examples.safetensors` into the folder.
"""

import argparse

from latentviz.analysis.tracer import Tracer
from latentviz.data.examples import EXAMPLES
from latentviz.model.checkpoint import EXAMPLES as EXAMPLES_FILE
from latentviz.model.checkpoint import load_checkpoint, write_sums
from latentviz.model.hub import own_folder
from latentviz.records.run_file import Run, save_runs
from train import command


@command
def main(argv: list[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m train.cache_examples", description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", required=True, metavar="DIR")
    arguments = parser.parse_args(argv)
    checkpoint = load_checkpoint(own_folder(arguments.checkpoint))
    tracer = Tracer(checkpoint)
    runs = {
        name: Run(tracer.trace(problem.question, problem=problem, explain=True)) for name, problem in EXAMPLES.items()
    }
    save_runs(checkpoint.folder / EXAMPLES_FILE, runs)
    write_sums(checkpoint.folder)
    print(f"{checkpoint.folder / EXAMPLES_FILE}: {len(runs)} recorded thoughts")


if __name__ == "__main__":
    raise SystemExit(main())
