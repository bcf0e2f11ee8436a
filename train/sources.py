"""Where training problems come from: the generator, files, sets, and texts of them with new numbers.

`python -m train.sources FILE ..` prints how many texts can get new numbers, and why others cannot.
"""

import argparse
import hashlib
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from latentviz.data.problems import GeneratorOptions, Problem, ProblemGenerator, count_reasons, no_row, read_problems
from latentviz.data.problems.renumbering import (
    NotRenumbered,
    RenumberingTemplate,
    is_held_out,
    template_of,
)
from train import command
from train.config import RunOptions

GENERATED, NO_STEPS = "generated", "it has no steps"
FILES = (".jsonl", ".json", ".txt")
SHIPPED = Path(__file__).parent / "texts"
# Sets with several configurations: the one that holds the problems.
CONFIGURATIONS = {"openai/gsm8k": "main"}
SFT_SHARE = 0.85
# The same split for every run, so that no stage sees the rows of the other.
SPLIT_SEED = 0

Row = Problem | RenumberingTemplate


def sources_of(data: str) -> dict[str, float | None]:
    """Parse "generated, rows.jsonl" or "generated:0.4,rows.jsonl:0.6": the share of each source, None without shares.

    Raises
    ------
    ValueError
        If a source is named twice, only some have a share, or the shares do not add up to 1.
    """
    sources: dict[str, float | None] = {}
    for text in data.split(","):
        name, _, share = text.strip().rpartition(":")
        is_share = bool(name) and share.replace(".", "", 1).isdecimal()
        if not is_share:
            name = text.strip()
        if name in sources:
            raise ValueError(f"data is {data!r}: {name} stands there twice; a larger share gives it more problems")
        sources[name] = float(share) if is_share else None
    shares = [share for share in sources.values() if share is not None]
    if shares and (len(shares) < len(sources) or abs(sum(shares) - 1) > 1e-6):
        raise ValueError(f"data is {data!r}: give every source a share, and shares that add up to 1, or none a share")
    return sources


def paths_of(data: str, folder: str) -> dict[str, str]:
    """The sources that are read, not generated, by name: the path of a file, or a set.

    A file that is not there may lie in `folder`, or be one that comes with the trainers.
    """
    paths = {}
    for name in sources_of(data):
        places = [Path(name), Path(folder) / name, SHIPPED / name] if is_file(name) else []
        paths[name] = next((str(place) for place in places if place.exists()), name)
    paths.pop(GENERATED, None)
    return paths


@lru_cache(maxsize=8)
def read_source(source: str) -> tuple[tuple[Problem, ...], Counter[str]]:
    """Read a file or a set once.

    Returns
    -------
    problems : tuple of Problem
        Those whose answer is not negative.
    left_out : Counter of str
        Why other rows are left out, with what differs from row to row as "..".

    Raises
    ------
    ValueError
        If it cannot be loaded, or holds no row of a known form.
    """
    problems, bad_rows = read_problems(source if is_file(source) else load(source))
    for row in bad_rows[:5]:
        print(f"{source}: line {row.line_number} left out: {row.reason}", file=sys.stderr)
    if len(bad_rows) > 5:
        print(f"{source}: {len(bad_rows)} lines left out in all", file=sys.stderr)
    if not problems:
        raise no_row(source, bad_rows)
    kept = tuple(problem for problem in problems if problem.answer >= 0)
    left_out = count_reasons(bad_rows)
    left_out["negative answer"] += len(problems) - len(kept)
    return kept, +left_out


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
        reason = first_line(error)
        raise ValueError(f"data {source!r}: it is no file ({', '.join(FILES)}), and as a set: {reason}") from error


def first_line(error: Exception) -> str:
    """The first line of an error's message, or its kind where it has none."""
    return (str(error).splitlines() or [type(error).__name__])[0]


def hash_of(data: str, generator: list[Path], folder: str = "") -> str:
    """SHA-256 of all sources: bytes of files, problems of sets, and the generator's own source files."""
    total, paths = hashlib.sha256(), paths_of(data, folder)
    for name in sources_of(data):
        if name != GENERATED and not is_file(paths[name]):
            for problem in read_source(paths[name])[0]:
                total.update(repr(problem).encode())
            continue
        for file in generator if name == GENERATED else [Path(paths[name])]:
            total.update(file.read_bytes())
    return total.hexdigest()


@lru_cache(maxsize=8)
def templates_of(
    source: str, max_number: int, held_out: bool = False
) -> tuple[tuple[RenumberingTemplate, ...], Counter[str]]:
    """Templates of a source's texts that fit whole numbers up to `max_number`, and why others do not.

    Parameters
    ----------
    held_out : bool
        Whether those of the development set are asked for, or the others. One of the development set must fit with its
        own numbers, another with some.
    """
    templates, reasons = [], Counter()
    for problem in read_source(source)[0]:
        if is_held_out(problem) != held_out:
            continue
        try:
            template = template_of(problem)
        except NotRenumbered as error:
            reasons[str(error)] += 1
            continue
        if template.fits(max_number) or not (held_out or template.sample(random.Random(0), max_number) is None):
            templates.append(template)
        else:
            reasons[f"a number above {max_number}"] += 1
    return tuple(templates), reasons


def renumbered(template: RenumberingTemplate, rng: random.Random, options: RunOptions) -> Problem:
    """The text of a template, with probability `p_renumber` with new numbers, else with its own where they fit."""
    fits = template.fits(options.max_number)
    if fits and rng.random() >= options.p_renumber:
        return template.problem()
    drawn = template.sample(rng, options.max_number)
    if drawn is None:
        drawn = template.problem() if fits else template.sample(random.Random(0), options.max_number)
    return drawn


def mixture_of(options: RunOptions, n: int, stage: str = "sft") -> list[tuple[Sequence[Row] | None, int]]:
    """Divide `n` problems, or batches of them, among the rows that are read, None where they are generated.

    Without shares half is generated, where any is, and all that is read is one part; what is left over is the last
    one's.
    """
    sources, rows = sources_of(options.data), rows_of_stages(options)[stage]
    if None not in sources.values():
        parts = [(share, rows.get(name)) for name, share in sources.items()]
    else:
        read = [row for of_source in rows.values() for row in of_source]
        parts = [(0.5, None)] if GENERATED in sources else []
        parts += [(0.5, read)] if read or not parts else []
    counts = [int(share * n) for share, _ in parts[:-1]]
    return [(rows, count) for (_, rows), count in zip(parts, [*counts, n - sum(counts)], strict=True)]


def rows_report(options: RunOptions) -> dict[str, dict]:
    """Count what is read of each source: its rows, those of each stage, and why others are left out.

    Without new numbers, fine-tuning and GRPO have rows of their own.
    """
    report = {}
    stages = rows_of_stages(options)
    for name, path in paths_of(options.data, options.data_folder).items():
        problems, left_out = read_source(path)
        n_rows = len(problems) + left_out.total()
        counts = {f"n_{stage}": len(rows[name]) for stage, rows in stages.items()}
        n_used = sum(counts.values())
        if options.p_renumber:
            n_used, unused = n_used - counts["n_grpo"], "for evaluation alone"
            for held_out in (False, True):
                left_out = left_out + templates_of(path, options.max_number, held_out)[1]
        else:
            unused = "a question of an earlier source"
            left_out = left_out + Counter({NO_STEPS: sum(not problem.steps for problem in problems)})
        left_out = left_out + Counter({unused: n_rows - n_used - left_out.total()})
        report[name] = {"n_rows": n_rows, **counts, "left_out": dict(left_out.most_common())}
    return report


def generated_problems(options: RunOptions, rng: random.Random, n_groups: int, group_size: int) -> list[Problem]:
    """Generated problems in groups with chains of one length."""
    generator = ProblemGenerator(rng.getrandbits(48), "train", generator_options(options))
    weights = options.operation_weights or [1.0] * options.max_operations
    counts = rng.choices(range(1, options.max_operations + 1), weights, k=n_groups)
    return [generator.sample(count) for count in counts for _ in range(group_size)]


def read_rows_of(rows: Sequence[Row], options: RunOptions, first: int, n: int) -> list[Problem]:
    """Rows `first` .. `first + n - 1` of endless passes, templates with numbers that depend on seed and place alone."""
    return [
        renumbered(row, random.Random(f"{options.seed}/numbers/{place}"), options)
        if isinstance(row, RenumberingTemplate)
        else row
        for place, row in enumerate(shuffled_rows(rows, options.seed, first, n), first)
    ]


def shuffled_rows(rows: Sequence[Row], seed: int, first: int, n: int) -> list[Row]:
    """Rows `first` .. `first + n - 1` of endless passes over `rows`, each shuffled by the seed and its number."""
    drawn: list[Row] = []
    while len(drawn) < n:
        number, position = divmod(first + len(drawn), len(rows))
        order = pass_order(len(rows), seed, number)
        drawn += [rows[i] for i in order[position : position + n - len(drawn)]]
    return drawn


@lru_cache(maxsize=8)
def pass_order(n: int, seed: int, number: int) -> list[int]:
    """Order of `n` rows in pass `number`."""
    return random.Random(f"{seed}/pass/{number}").sample(range(n), n)


def generator_options(options: RunOptions) -> GeneratorOptions:
    """The generator's dials for a run."""
    return GeneratorOptions(max_number=options.max_number, max_operations=options.max_operations)


def rows_of_stages(options: RunOptions) -> dict[str, dict[str, list[Row]]]:
    """Divide the rows that are read among the stages ("sft", "grpo", "validation"), each by source.

    The last rows of each source are for validation, `n_validation` in equal parts over all sources, the generator among
    them; of a seeded shuffle of the others the first 85 % are for fine-tuning and the rest for GRPO (arXiv 2511.21581,
    section 4). A question of an earlier source is left out, as sets of GSM8K overlap, and so is one without steps.
    Texts that get new numbers serve both stages, and validation takes those of the development set, with their own
    numbers.

    Raises
    ------
    ValueError
        If nothing of a source is left for training, or two whose texts get new numbers have the same name.
    """
    stages: dict[str, dict[str, list[Row]]] = {"sft": {}, "grpo": {}, "validation": {}}
    earlier: set[str] = set()
    texts = development_set(options.data, options.data_folder, options.max_number) if options.p_renumber else {}
    for index, (name, path) in enumerate(paths_of(options.data, options.data_folder).items()):
        # What the sources that are read leave over is generated.
        n_validation = (options.n_validation + index) // len(sources_of(options.data))
        if options.p_renumber:
            training = list(templates_of(path, options.max_number)[0])
            if not training:
                raise ValueError(
                    f"{name}: it has no text for training that fits numbers up to {options.max_number}; "
                    f"python -m train.sources {path} --max-number {options.max_number} says why"
                )
            parts = (training, training, texts[Path(path).stem][0][:n_validation])
        else:
            rows = [problem for problem in read_source(path)[0] if problem.steps and problem.question not in earlier]
            earlier |= {problem.question for problem in rows}
            if len(rows) <= n_validation:
                raise ValueError(f"{name}: it has {len(rows)} problems, n_validation takes {n_validation} of them")
            training, validation = rows[: len(rows) - n_validation], rows[len(rows) - n_validation :]
            random.Random(SPLIT_SEED).shuffle(training)
            n_sft = round(SFT_SHARE * len(training))
            parts = (training[:n_sft], training[n_sft:], validation)
        for stage, part in zip(stages.values(), parts, strict=True):
            stage[name] = part
    return stages


def development_set(data: str, folder: str, max_number: int) -> dict[str, tuple[list[Problem], Counter[str]]]:
    """Texts of each source that is read which no run of renumbered texts trains, with their own numbers.

    Returns
    -------
    problems : dict of (list of Problem, Counter of str)
        By the stem of the file's name: those inside the domain, and why the others are outside.

    Raises
    ------
    ValueError
        If two sources have the same stem.
    """
    texts: dict[str, tuple[list[Problem], Counter[str]]] = {}
    for path in paths_of(data, folder).values():
        held_out, reasons = templates_of(path, max_number, held_out=True)
        family = Path(path).stem
        if family in texts:
            raise ValueError(f"data is {data!r}: two sources are called {family}, by which their texts are told apart")
        texts[family] = ([replace(template.problem(), family=family) for template in held_out], reasons)
    return texts


def read_problems_of(options: RunOptions) -> list[Problem]:
    """Problems that are read for any stage, those of a template with its own numbers where they fit."""
    rows = [row for stage in rows_of_stages(options).values() for of_source in stage.values() for row in of_source]
    return [
        row if isinstance(row, Problem) else row.problem()
        for row in rows
        if isinstance(row, Problem) or row.fits(options.max_number)
    ]


def validation_problems(options: RunOptions) -> list[Problem]:
    """Held-out problems: of each file or set, and generated ones, equally many of each number of operations.

    Raises
    ------
    ValueError
        If there are none.
    """
    problems = [problem for rows in rows_of_stages(options)["validation"].values() for problem in rows]
    if GENERATED in sources_of(options.data):
        generator = ProblemGenerator(options.seed + 1, "validation", generator_options(options))
        problems += [
            generator.sample(1 + i % options.max_operations) for i in range(options.n_validation - len(problems))
        ]
    if not problems:
        raise ValueError(
            f"n_validation is {options.n_validation}, and {options.data!r} holds out no text: nothing could be measured"
        )
    return problems


def training_words(options: RunOptions) -> list[str]:
    """Words, in lower case, that occur in two or more of the texts that are read for training."""
    rows = [row for of_source in rows_of_stages(options)["sft"].values() for row in of_source]
    counts = Counter(word for row in rows for word in set(re.findall(r"[^\W\d_]+", row.question.lower())))
    return sorted(word for word, count in counts.items() if count > 1)


def renumbering_counts(source: str, max_number: int) -> dict:
    """Count the texts of a source that get new numbers, that keep their own, and that are left out, by reason."""
    (training, reasons), (held_out, others) = (templates_of(source, max_number, held_out) for held_out in (False, True))
    n_fixed = sum(not template.slots for template in training)
    return {
        "source": Path(source).name,
        "n_renumbered": len(training) - n_fixed,
        "n_with_own_numbers": n_fixed,
        "n_held_out": len(held_out),
        "left_out": dict((reasons + others).most_common()),
    }


@command
def main(argv: list[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m train.sources", description=__doc__.splitlines()[2])
    parser.add_argument("sources", nargs="+", metavar="FILE")
    parser.add_argument("--max-number", type=int, default=999, help="largest number in a text and its steps")
    arguments = parser.parse_args(argv)
    for source in arguments.sources:
        print(json.dumps(renumbering_counts(source, arguments.max_number)))


if __name__ == "__main__":
    raise SystemExit(main())
