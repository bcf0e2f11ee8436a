"""Options of supervised fine-tuning."""

import dataclasses
import re
from dataclasses import dataclass

from latentviz.filters import FILTER_MODES
from train.objectives import DISTANCES, NORMS
from train.options import RunOptions

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
        Folder of the model that training goes on from; empty: a tiny model, from nothing.
    tokenizer_size, hidden_size, intermediate_size, n_layers, n_heads : int
        Size of the decoder that is trained from nothing; a checkpoint has its own.
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
    n_drill_steps : int
        Optimiser steps at the beginning that are bare arithmetic.
    n_teacher_steps : int
        Optimiser steps after those in which the teacher alone learns to read: the latent steps of a model that cannot
        read yet have nothing to compute with, and their large losses would decide the gradient.
    n_forced_steps : int
        Optimiser steps after those in which latent inputs are forced: from the second latent step on, the input is the
        embedding of the gold result before, in place of the filtered hidden state, so that all steps run in one pass.
    weight_teacher, weight_answer, weight_stop, weight_codi, weight_mean, weight_step : float
    weight_equation, weight_align : float
        Weights of the losses: chain and answer of the teacher, answer of the student, stop decisions, CODI
        distillation, meaned reasoning distillation, step supervision, supervision of the equation inside a step, and,
        while latent inputs are forced, the filter's distance from them. A role whose weights are all 0 does not run:
        the teacher alone is chain-of-thought fine-tuning.
    equation_layer : int
        Layer, counted from 1, whose logit lens should read the operands and the sign of the gold step.
    distance, norm : str
        Of both distillation losses.
    block_range : list of int
        First and last layer of the intermediate block loss, counted from 0, both included; empty for all layers.
    """

    output: str = "runs/sft"
    checkpoint: str = ""
    tokenizer_size: int = 8192
    hidden_size: int = 256
    intermediate_size: int = 768
    n_layers: int = 6
    n_heads: int = 4
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
    n_drill_steps: int = 0
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
    distance: str = "smooth_l1"
    norm: str = "layerwise_std"
    block_range: list[int] = dataclasses.field(default_factory=list)

    def __post_init__(self):
        super().__post_init__()
        self.check_positive("latent_cap", "coconut_stages", "coconut_steps")
        for name, known in (("filter_mode", FILTER_MODES), ("distance", DISTANCES), ("norm", NORMS)):
            if getattr(self, name) not in known:
                raise ValueError(f"{name} is {getattr(self, name)!r}; it must be one of {tuple(known)}")
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
        if self.latent_steps == "coconut" and self.distils:
            raise ValueError("the coconut curriculum has no distillation: set weight_codi and weight_mean to 0")
        if self.n_forced_steps and not self.first_result_at:
            raise ValueError("n_forced_steps forces results from the first latent step on: set first_result_at to 1")
        if not self.has_teacher and not self.has_student:
            raise ValueError("all weights are 0: there is nothing to train")
        if (self.distils or self.n_teacher_steps) and not self.has_teacher:
            raise ValueError("distillation and n_teacher_steps need a teacher: set weight_teacher above 0")

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
