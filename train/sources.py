"""Where training problems come from: the generator, files, and sets that the `datasets` library loads."""

import hashlib
import sys
from functools import lru_cache
from pathlib import Path

from latentviz.problems import Problem
from latentviz.problems.files import read_problems
from latentviz.problems.readers import read_rows

GENERATED = "generated"
FILES = (".jsonl", ".json", ".txt")
# Sets with several configurations: the one that holds the problems.
CONFIGURATIONS = {"openai/gsm8k": "main"}


def sources_of(data: str) -> list[str]:
    """The names in the option `data`."""
    return [name.strip() for name in data.split(",")]


def written_sources(data: str) -> list[str]:
    """The names of those that are read, not generated."""
    return [name for name in sources_of(data) if name != GENERATED]


@lru_cache(maxsize=8)
def rows_of(source: str) -> tuple[Problem, ...]:
    """Problems of a file or a set; negative answers are dropped, as in the paper's recipe.

    Raises
    ------
    ValueError
        If it cannot be loaded, or holds no row of a known form.
    """
    problems, bad_rows = read_problems(source) if is_file(source) else read_rows(load(source))
    for row in bad_rows[:5]:
        print(f"{source}: line {row.line_number} left out: {row.reason}", file=sys.stderr)
    if len(bad_rows) > 5:
        print(f"{source}: {len(bad_rows)} lines left out in all", file=sys.stderr)
    if not problems:
        reason = f"line {bad_rows[0].line_number}: {bad_rows[0].reason}" if bad_rows else "it is empty"
        raise ValueError(f"{source}: no row could be read ({reason})")
    return tuple(problem for problem in problems if problem.answer >= 0)


def is_file(source: str) -> bool:
    """Whether a source is a file, and not a set by name or folder."""
    return Path(source).suffix in FILES


def load(source: str):
    """Rows of the training split of a set on the Hugging Face hub, or of a folder of data files.

    Raises
    ------
    ValueError
        If the library cannot load it.
    """
    from datasets import load_dataset
    from datasets.exceptions import DatasetsError

    try:
        return load_dataset(source, CONFIGURATIONS.get(source), split="train")
    except (DatasetsError, OSError, ValueError) as error:
        first = (str(error).splitlines() or [type(error).__name__])[0]
        raise ValueError(f"data {source!r}: it is no file ({', '.join(FILES)}), and as a set: {first}") from error


def hash_of(data: str, generator: list[Path]) -> str:
    """SHA-256 of all sources: bytes of files, problems of sets, and the generator's own source files."""
    total = hashlib.sha256()
    for source in sources_of(data):
        if source == GENERATED or is_file(source):
            for file in generator if source == GENERATED else [Path(source)]:
                total.update(file.read_bytes())
        else:
            for problem in rows_of(source):
                total.update(repr(problem).encode())
    return total.hexdigest()
