"""Training of the checkpoints: supervised fine-tuning with self-distillation, and what follows it."""

import functools
from collections.abc import Callable

from latentviz.utils.command import run_command


def command(work: Callable[[list[str] | None], None]) -> Callable[..., int]:
    """Make the `main` of a command, with the exit codes of `run_command`."""

    @functools.wraps(work)
    def main(argv: list[str] | None = None) -> int:
        return run_command(lambda: work(argv))

    return main
