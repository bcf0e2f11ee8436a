"""Training of the checkpoints: supervised fine-tuning with self-distillation, and what follows it."""

import functools
import sys
from collections.abc import Callable


def command(work: Callable[[list[str] | None], None]) -> Callable[..., int]:
    """Make the `main` of a command: exit code 2, and the reason on standard error, where its input cannot be used."""

    @functools.wraps(work)
    def main(argv: list[str] | None = None) -> int:
        try:
            work(argv)
        except (OSError, ValueError) as error:
            print(f"error: {error}", file=sys.stderr)
            return 2
        return 0

    return main
