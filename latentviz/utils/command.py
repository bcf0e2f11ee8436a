"""How every command ends early: input that cannot be used, Ctrl-C, or a reader of its output that has seen enough."""

import os
import sys
from collections.abc import Callable

INTERRUPTED = 130


def run_command(work: Callable[[], int | None]) -> int:
    """Run what a command does, and say in words what ends it early.

    Returns
    -------
    code : int
        What `work` returns, or 0; 2 where the input cannot be used, and the reason on standard error; 130 where it is
        interrupted; 141 where nobody reads standard output any more, as behind `| head`.
    """
    try:
        code = work() or 0
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # What is still in the buffer would be written, and fail again, when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt:
        print("\ninterrupted", file=sys.stderr)
        return INTERRUPTED
    except (OSError, ValueError) as error:
        print(f"error: {in_words(error)}", file=sys.stderr)
        return 2


def in_words(error: Exception) -> str:
    """The reason of an error, of one of the file system as "file: reason"."""
    if isinstance(error, OSError) and error.filename is not None and error.strerror:
        return f"{os.fsdecode(error.filename)}: {error.strerror.lower()}"
    return str(error)
