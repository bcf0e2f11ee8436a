"""From nothing to measured checkpoints with one command: fine-tuning, GRPO, maps, evaluation, examples, causes, cards.

`python -m train.reproduce --preset tiny`; the same command goes on after an interruption.
"""

import argparse
import dataclasses
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tqdm.auto import tqdm
from transformers.utils import logging

from latentviz.__main__ import main as commands
from latentviz.utils.atomic import write_text
from latentviz.utils.records import JsonRecord
from train import cache_examples, card, evaluate, fit_map
from train.config import GrpoOptions, RunOptions, SftOptions, load_preset
from train.grpo import GrpoRun
from train.loop.divergence import Diverged
from train.loop.run_record import read_record
from train.loop.trainer import RESUME, TrainingRun
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


@dataclass(frozen=True)
class Stage:
    """One stage: its name, how much work it is against the others, and the work, which is told of its own progress."""

    name: str
    weight: float
    work: Callable[[Callable[[float], None]], None]


class StageError(RuntimeError):
    """A stage that did not end well."""


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
        sft = [options.to_dict() for options in self.fine_tuning.values()]
        recipe = {"sft": sft, "grpo": [options.to_dict() for options in self.grpo]}
        self.journal = Journal(root / "runs" / f"reproduce-{preset}.json", recipe | self.options.to_dict())

    def _chain(self, root: Path) -> dict[str, SftOptions]:
        """Options of each fine-tuning by the name of its preset; each starts where the one before ends."""
        chain, checkpoint = {}, ""
        for name in self.options.sft:
            options = SftOptions.from_dict(load_preset(name, "sft"))
            chain[name] = dataclasses.replace(
                options, output=str(root / options.output), checkpoint=checkpoint or options.checkpoint
            )
            checkpoint = chain[name].output
        return chain

    def stages(self) -> list[Stage]:
        """Every stage in order; weights are guesses, in seconds on two cores, for the bar alone."""
        kept = (self.sft, self.grpo[0])
        fine_tuning = [
            Stage(f"sft, {name}", size(o) / 90, lambda told, o=o, name=name: self._train(SftRun, o, name, told))
            for name, o in self.fine_tuning.items()
        ]
        policies = [
            Stage(
                f"grpo, seed {o.seed}",
                size(o) / 30,
                lambda told, o=o: self._train(GrpoRun, o, self.options.grpo, told),
            )
            for o in self.grpo
        ]
        maps = [Stage(f"map of {Path(o.output).name}", 40, lambda told, o=o: self._map(o.output)) for o in kept]
        examples = [
            Stage(f"examples of {Path(o.output).name}", 10, lambda told, o=o: self._examples(o.output)) for o in kept
        ]
        test = self.options.n_test / 25
        evaluations = [
            Stage("evaluation of sft", test, lambda told: self._evaluate(self.sft.output)),
            Stage("evaluation of grpo", 2 * test, lambda told: self._evaluate_grpo()),
        ]
        causes = [
            Stage(
                f"causes of {Path(o.output).name}", self.options.n_pairs / 10, lambda told, o=o: self._causes(o.output)
            )
            for o in kept
        ]
        cards = [Stage(f"card of {Path(o.output).name}", 5, lambda told, o=o: self._card(o.output)) for o in kept]
        return [*fine_tuning, *policies, *maps, *evaluations, *examples, *causes, *cards]

    def run(self) -> None:
        """Run what is not finished yet, with a progress bar over all stages.

        Raises
        ------
        StageError
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

    def _train(
        self, run_class: type[TrainingRun], options: RunOptions, preset: str, told: Callable[[float], None]
    ) -> None:
        resume = (Path(options.output) / RESUME).exists() and self._is_ours(options)
        run = run_class(options, resume=resume, preset=preset)
        run.train(on_step=lambda step: told(step / options.n_steps))

    @staticmethod
    def _is_ours(options) -> bool:
        begun = read_record(Path(options.output)).get("options", {})
        # The record says which precision was chosen.
        precision = begun.get("precision") if options.precision == "auto" else options.precision
        return begun == options.to_dict() | {"precision": precision}

    def _map(self, folder: str) -> None:
        self._check(fit_map.main(["--checkpoint", folder, "--n-problems", str(self.options.n_map_problems)]))

    def _examples(self, folder: str) -> None:
        self._check(cache_examples.main(["--checkpoint", folder]))

    def _evaluate(self, folder: str, *more: str) -> None:
        options = self.options
        counts = ["--n", str(options.n_test), "--n-validation", str(options.n_rule_problems)]
        drawn = ["--test-seed", str(options.test_seed)]
        self._check(evaluate.main(["--checkpoint", folder, *counts, *drawn, *more]))

    def _evaluate_grpo(self) -> None:
        first, *others = (options.output for options in self.grpo)
        self._evaluate(first, "--baseline", self.sft.output, *(["--seeds", *others] if others else []))

    def _causes(self, folder: str) -> None:
        self._check(commands(["causes", "--checkpoint", folder, "--n", str(self.options.n_pairs), "--save"]))
        self._check(commands(["dataset", "--checkpoint", folder, "--n", str(self.options.n_results), "--save"]))

    def _card(self, folder: str) -> None:
        self._check(card.main(["--checkpoint", folder]))

    @staticmethod
    def _check(code: int) -> None:
        if code:
            raise StageError(f"the stage ended with exit code {code}; its message stands above")


BAR = "{desc}: {percentage:3.0f} %|{bar}| {elapsed} passed, about {remaining} left"


def size(options: RunOptions) -> int:
    """Problems that a run learns from."""
    return options.n_steps * options.batch_size


def advance(bar: tqdm, n: float) -> None:
    """Move a progress bar to `n`."""
    bar.update(n - bar.n)


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m train.reproduce", description=__doc__.splitlines()[0])
    parser.add_argument("--preset", required=True, help="name of a preset in train/presets, such as tiny or smoke")
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="folder that the outputs lie in")
    arguments = parser.parse_args(argv)
    logging.disable_progress_bar()
    try:
        Reproduction(arguments.preset, arguments.root).run()
    except (Diverged, OSError, StageError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
