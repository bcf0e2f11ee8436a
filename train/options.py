"""Options of the trainers: frozen dataclasses, filled from a JSON preset and then from the command line."""

import argparse
import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path

from latentviz.config import JsonRecord

PRESETS = Path(__file__).parent / "presets"


@dataclass(frozen=True)
class RunOptions(JsonRecord):
    """What both stages of training share.

    Attributes
    ----------
    output : str
        Folder of the finished checkpoint; the resumable state and the log lie in it while the run goes on.
    seed : int
    data : str
        Where problems come from: "generated"; a file of GSM8K (.jsonl) or GSM8K-Aug (.txt, .jsonl) rows; or a set for
        `datasets.load_dataset`, such as "whyNLP/gsm8k-aug" or "openai/gsm8k", or a folder of one. Several, joined by
        commas, are mixed: half of the problems are generated where that is one of them.
    n_validation : int
        Problems of each validation.
    max_number, max_operations : int
        Dials of the generator.
    operation_weights : list of float
        Relative share of problems with 1, 2, ... operations; empty means equal shares.
    batch_size : int
        Problems of one optimiser step, over all processes.
    n_accumulate : int
        Passes of each process that one optimiser step sums up; the gradient is that of the whole batch.
    n_steps, n_warmup_steps : int
        Optimiser steps; of which the rate rises.
    optimizer : str
        "muon": Muon for the hidden matrices, AdamW for everything else. "adamw": AdamW alone, as in the paper, where
        biases, norms and the rows of START and END do not decay.
    lr_matrix, lr_other : float
        Peak rate of Muon and of AdamW.
    decay_share : float
        Share of the steps after the warm-up in which the rate falls, as a cosine, to 0; before, it stays at its peak.
    weight_decay, max_grad_norm : float
    max_recoveries : int
        How often a run that diverges goes back to its last good state before it gives up.
    recovery_factor : float
        What the rates are multiplied by at each return.
    lora_rank, lora_alpha, lora_dropout : int, float, float
        Low-rank adapters on the decoder, merged into the finished checkpoint; rank 0 trains all weights.
    precision : str
        "bf16" or "no": autocast; "auto": "bf16" on a device that is faster in it, "no" on others. No activation
        checkpointing: each latent step extends the cache of keys and values of the passes before it, which a
        checkpoint would have to compute again for every step.
    max_minutes : float
        Wall time after which the run validates and ends as a finished one; 0 for none.
    log_every, validate_every : int
        Optimiser steps between lines of the log; between validations, after each of which the state is saved.
    """

    output: str = "runs/run"
    seed: int = 0
    data: str = "generated"
    n_validation: int = 512
    max_number: int = 200
    max_operations: int = 4
    operation_weights: list[float] = dataclasses.field(default_factory=list)
    batch_size: int = 96
    n_accumulate: int = 1
    n_steps: int = 5000
    n_warmup_steps: int = 100
    optimizer: str = "muon"
    lr_matrix: float = 4e-3
    lr_other: float = 2e-3
    decay_share: float = 1.0
    weight_decay: float = 0.05
    max_grad_norm: float = 2.0
    max_recoveries: int = 3
    recovery_factor: float = 0.5
    lora_rank: int = 0
    lora_alpha: float = 32.0
    lora_dropout: float = 0.0
    precision: str = "auto"
    max_minutes: float = 0.0
    log_every: int = 20
    validate_every: int = 500

    def __post_init__(self):
        if self.precision not in ("auto", "bf16", "no"):
            raise ValueError(f"precision is {self.precision!r}; it must be 'auto', 'bf16' or 'no'")
        if self.optimizer not in ("muon", "adamw"):
            raise ValueError(f"optimizer is {self.optimizer!r}; it must be 'muon' or 'adamw'")
        if self.max_minutes < 0:
            raise ValueError(f"max_minutes is {self.max_minutes}; it must be 0 or more")
        if self.operation_weights and len(self.operation_weights) != self.max_operations:
            raise ValueError(
                f"operation_weights has {len(self.operation_weights)} values, max_operations is {self.max_operations}"
            )
        if not 0 < self.decay_share <= 1:
            raise ValueError(f"decay_share is {self.decay_share}; it must lie in (0, 1]")
        self.check_positive("batch_size", "n_accumulate", "n_steps", "log_every", "validate_every", "max_operations")

    def check_positive(self, *names: str) -> None:
        """Refuse values below 1."""
        for name in names:
            if getattr(self, name) < 1:
                raise ValueError(f"{name} is {getattr(self, name)}; it must be 1 or more")


def parse_options(options_class, stage: str, argv: list[str] | None = None):
    """Read `--preset NAME`, `--resume`, `--dry-run` and one flag per option; flags win over the preset.

    Parameters
    ----------
    options_class : type of JsonRecord
    stage : str
        Presets are `train/presets/NAME-STAGE.json`; NAME may also be the path of a JSON file.

    Returns
    -------
    options : options_class
    flags : argparse.Namespace
        `preset`, `resume` and `dry_run`.
    """
    parser = argparse.ArgumentParser(prog=f"python -m train.{stage}", description=options_class.__doc__.splitlines()[0])
    parser.add_argument("--preset", help="name of a preset in train/presets, or a JSON file")
    parser.add_argument("--resume", action="store_true", help="go on where the run in --output stands")
    parser.add_argument("--dry-run", action="store_true", help="print what the run needs of memory and time, and stop")
    for field in dataclasses.fields(options_class):
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=json_value, default=argparse.SUPPRESS)
    flags = vars(parser.parse_args(argv))
    preset, resume, dry_run = (flags.pop(name) for name in ("preset", "resume", "dry_run"))
    try:
        values = {**(load_preset(preset, stage) if preset else {}), **flags}
        for field in dataclasses.fields(options_class):
            if field.type is str and field.name in values:
                values[field.name] = str(values[field.name])
        return options_class.from_dict(values), argparse.Namespace(preset=preset, resume=resume, dry_run=dry_run)
    except (ValueError, TypeError) as error:
        parser.error(str(error))


def json_value(text: str):
    """A flag's value: JSON where it is JSON, else the text itself."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text


def load_preset(name: str, stage: str) -> dict:
    """Values of a preset: a name from `train/presets` or the path of a JSON file.

    A preset may name another of its stage under "extends", whose values hold where it has none of its own.

    Raises
    ------
    ValueError
        If there is no such preset, or presets extend each other in a circle.
    """
    values, names = {}, [name]
    while names[-1]:
        if names[-1] in names[:-1]:
            raise ValueError(f"presets extend each other in a circle: {' -> '.join(names)}")
        found = read_preset(names[-1], stage)
        names.append(found.pop("extends", ""))
        values = found | values
    return values


def read_preset(name: str, stage: str) -> dict:
    """The values in a preset's own file."""
    path = Path(name) if name.endswith(".json") else PRESETS / f"{name}-{stage}.json"
    if not path.is_file():
        known = sorted(file.stem.removesuffix(f"-{stage}") for file in PRESETS.glob(f"*-{stage}.json"))
        raise ValueError(f"no preset {name!r} for {stage}; known presets are {known}")
    return json.loads(path.read_text(encoding="utf-8"))
