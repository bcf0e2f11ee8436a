"""From nothing to measured checkpoints with one command: fine-tuning, GRPO, maps, evaluation, examples, causes, cards.

`python -m train.reproduce --preset tiny`; the same command goes on after an interruption.
"""

import argparse
import dataclasses
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tqdm.auto import tqdm
from transformers.utils import logging

from latentviz.__main__ import main as commands
from latentviz.runs.folders import read_record
from latentviz.utils.atomic import write_text
from latentviz.utils.command import INTERRUPTED
from latentviz.utils.records import JsonRecord
from train import cache_examples, card, command, evaluate, fit_map
from train.config import GrpoOptions, ReaderOptions, RunOptions, SftOptions, load_preset
from train.grpo import GrpoRun
from train.loop.trainer import RESUME, TrainingRun
from train.reader import ReaderRun
from train.sft import SftRun


@dataclass(frozen=True)
class ReproduceOptions(JsonRecord):
    """What the stages are made with.

    Attributes
    ----------
    sft : list of str
        Names of presets of fine-tuning, each of which goes on from the one before.
    grpo : str
        Name of its preset; goes on from the last of fine-tuning.
    grpo_seeds : list of int
        One run of GRPO for each; the first is the checkpoint that is kept, the others lie in `runs` and are reported.
    n_test, n_rule_problems : int
        Test problems, and validation problems on which training-free stop rules are fitted.
    test_seed : int
        Of their draw.
    n_map_problems : int
        Validation problems of each map.
    n_pairs, n_results : int
        Pairs of twin problems on which latent steps are tested as causes, and test problems whose results are kept for
        the page.
    n_real : int, optional
        At most so many texts of each source that no training saw are evaluated; all where None.
    reader : str
        Name of the preset of `train.reader` whose checkpoint fine-tuning goes on from; empty: none.
    """

    sft: list[str]
    grpo: str
    grpo_seeds: list[int]
    n_test: int
    n_rule_problems: int
    test_seed: int
    n_map_problems: int
    n_pairs: int
    n_results: int
    n_real: int | None = None
    reader: str = ""


class Stage(NamedTuple):
    """One stage: its name, how much work it is against the others, and the work, which is told of its own progress."""

    name: str
    weight: float
    work: Callable[[Callable[[float], None]], None]


class Journal:
    """Which stages are finished, in a file, so that the same command goes on after an interruption."""

    def __init__(self, path: Path, recipe: dict):
        self.path = path
        self.recipe = recipe
        known = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        self.finished: list[str] = known["finished"] if known.get("recipe") == recipe else []

    def finish(self, name: str) -> None:
        """Note that a stage is finished."""
        self.finished.append(name)
        self.write()

    def write(self) -> None:
        """Keep the journal."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"recipe": self.recipe, "finished": self.finished}, indent=2) + "\n"
        write_text(self.path, text)


class Reproduction:
    """All stages of a preset.

    Parameters
    ----------
    preset : str
    root : Path
        Folder that the outputs named by the presets lie in.

    Raises
    ------
    ValueError
        If a preset is unknown or holds an unknown option.
    """

    def __init__(self, preset: str, root: Path):
        self.options = ReproduceOptions.from_dict(load_preset(preset, "reproduce"))
        self.reader = self._reader(root)
        self.fine_tuning = self._chain(root)
        self.sft = list(self.fine_tuning.values())[-1]
        grpo = GrpoOptions.from_dict(load_preset(self.options.grpo, "grpo"))
        first, *others = self.options.grpo_seeds
        name = Path(grpo.output).name
        outputs = {first: root / grpo.output} | {seed: root / "runs" / f"{name}-seed{seed}" for seed in others}
        self.grpo = [
            dataclasses.replace(grpo, seed=seed, output=str(output), checkpoint=self.sft.output)
            for seed, output in outputs.items()
        ]
        runs = {"reader": self.reader, "sft": self.fine_tuning.values(), "grpo": self.grpo}
        recipe = {stage: [options.to_dict() for options in of_stage] for stage, of_stage in runs.items()}
        self.journal = Journal(root / "runs" / f"reproduce-{preset}.json", self.options.to_dict() | recipe)

    def _reader(self, root: Path) -> list[ReaderOptions]:
        """Options of the reader's training, if there is one."""
        if not self.options.reader:
            return []
        options = ReaderOptions.from_dict(load_preset(self.options.reader, "reader"))
        return [dataclasses.replace(options, output=str(root / options.output))]

    def _chain(self, root: Path) -> dict[str, SftOptions]:
        """Options of each fine-tuning by the name of its preset; each starts where the one before ends."""
        chain, checkpoint = {}, self.reader[0].output if self.reader else ""
        for name in self.options.sft:
            options = SftOptions.from_dict(load_preset(name, "sft"))
            chain[name] = dataclasses.replace(
                options, output=str(root / options.output), checkpoint=checkpoint or options.checkpoint
            )
            checkpoint = chain[name].output
        return chain

    def stages(self) -> list[Stage]:
        """Every stage in order; weights are guesses, in seconds on two cores, for the bar alone."""
        counts, sft = self.options, self.sft.output
        grpo, *twins = [options.output for options in self.grpo]
        drawn = ["--n", counts.n_test, "--n-validation", counts.n_rule_problems, "--test-seed", counts.test_seed]
        drawn += [] if counts.n_real is None else ["--n-real", counts.n_real]
        compared = ["--baseline", sft, *(["--seeds", *twins] if twins else [])]
        evaluations = [
            (evaluate.main, "--checkpoint", sft, *drawn),
            (evaluate.main, "--checkpoint", grpo, *drawn, *compared),
        ]

        def of_both(name: str, weight: float, calls_of: Callable[[str], list[tuple]]) -> list[Stage]:
            return [Stage(f"{name} of {Path(f).name}", weight, partial(follow_up, calls_of(f))) for f in (sft, grpo)]

        return [
            *(
                Stage("reader", size(options) / 25, partial(train, ReaderRun, options, counts.reader))
                for options in self.reader
            ),
            *(
                Stage(f"sft, {name}", size(options) / 90, partial(train, SftRun, options, name))
                for name, options in self.fine_tuning.items()
            ),
            *(
                Stage(f"grpo, seed {options.seed}", size(options) / 30, partial(train, GrpoRun, options, counts.grpo))
                for options in self.grpo
            ),
            *of_both("map", 40, lambda f: [(fit_map.main, "--checkpoint", f, "--n-problems", counts.n_map_problems)]),
            Stage("evaluation of sft", counts.n_test / 25, partial(follow_up, evaluations[:1])),
            Stage("evaluation of grpo", counts.n_test / 12.5, partial(follow_up, evaluations[1:])),
            *of_both("examples", 10, lambda f: [(cache_examples.main, "--checkpoint", f)]),
            *of_both(
                "causes",
                counts.n_pairs / 10,
                lambda f: [
                    (commands, "causes", "--checkpoint", f, "--n", counts.n_pairs, "--save"),
                    (commands, "dataset", "--checkpoint", f, "--n", counts.n_results, "--save"),
                ],
            ),
            *of_both("card", 5, lambda f: [(card.main, "--checkpoint", f)]),
        ]

    def run(self) -> None:
        """Run what is not finished yet, with a progress bar over all stages.

        Raises
        ------
        ValueError
            If a stage does not end well; what is finished stays so.
        """
        stages = self.stages()
        self.journal.write()
        started = time.perf_counter()
        with tqdm(total=sum(stage.weight for stage in stages), unit="", bar_format=BAR) as bar:
            before = 0.0
            for index, stage in enumerate(stages, start=1):
                bar.set_description(f"[{index}/{len(stages)}] {stage.name}")
                if stage.name in self.journal.finished:
                    bar.initial += stage.weight
                    bar.update(stage.weight)
                else:
                    stage.work(lambda share, b=before, w=stage.weight: advance(bar, b + share * w))
                    advance(bar, before + stage.weight)
                    self.journal.finish(stage.name)
                before += stage.weight
        print(
            f"finished in {(time.perf_counter() - started) / 60:.1f} minutes: {self.sft.output}, {self.grpo[0].output}"
        )


BAR = "{desc}: {percentage:3.0f} %|{bar}| {elapsed} passed, about {remaining} left"


def train(run_class: type[TrainingRun], options: RunOptions, preset: str, told: Callable[[float], None]) -> None:
    """Run a stage of training, from its state where there is one of the same options."""
    resume = (Path(options.output) / RESUME).exists() and is_record_of(options)
    run = run_class(options, resume=resume, preset=preset)
    run.train(on_step=lambda step: told(step / options.n_steps))


def is_record_of(options: RunOptions) -> bool:
    """Whether the record in the folder of a run says that it began with these options."""
    begun = read_record(Path(options.output)).get("options", {})
    # The record says which precision was chosen.
    precision = begun.get("precision") if options.precision == "auto" else options.precision
    return begun == options.to_dict() | {"precision": precision}


def follow_up(calls: list[tuple], _told: Callable[[float], None]) -> None:
    """Call commands that follow training, each a `main` and its arguments."""
    for main, *arguments in calls:
        code = main([str(argument) for argument in arguments])
        if code == INTERRUPTED:
            raise KeyboardInterrupt
        if code:
            raise ValueError(f"the stage ended with exit code {code}; its message stands above")


def size(options: RunOptions) -> int:
    """Problems that a run learns from."""
    return options.n_steps * options.batch_size


def advance(bar: tqdm, n: float) -> None:
    """Move a progress bar to `n`."""
    bar.update(n - bar.n)


@command
def main(argv: list[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m train.reproduce", description=__doc__.splitlines()[0])
    parser.add_argument("--preset", required=True, help="name of a preset in train/presets, such as tiny or smoke")
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="folder that the outputs lie in")
    arguments = parser.parse_args(argv)
    logging.disable_progress_bar()
    Reproduction(arguments.preset, arguments.root).run()


if __name__ == "__main__":
    raise SystemExit(main())
