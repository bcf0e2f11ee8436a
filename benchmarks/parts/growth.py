"""How cost grows with the work: the exponent of measured time beside that of theory."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from benchmarks.bench import Bench
from benchmarks.paired import in_turns, rounded
from latentviz.analysis.cost import decoder_shape
from latentviz.model.generation import fed_prefix_ids, run_latent_steps, write_answer
from latentviz.records.map_fit import nearest_references
from latentviz.utils.records import JsonRecord

N_REPEATS = 5
N_QUESTION, N_STEPS = 40, 6
BATCHES = (1, 4, 16, 64)
CAPS = (1, 4, 16, 64)
QUESTION_LENGTHS = (32, 128, 512)
REFERENCES = (1_000, 4_000, 16_000, 64_000)
N_PLACED, N_COMPONENTS, N_NEIGHBORS = 9, 32, 16


@dataclass(frozen=True)
class Curve(JsonRecord):
    """Cost against the size of the work.

    Attributes
    ----------
    name : str
        What grows.
    sizes : list of int
    ms : list of float
        Medians of the wall time.
    exponent : float
        Of the measured time: slope of its logarithm between the two largest sizes. The smallest ones show what every
        pass costs, however little it does.
    theory : float
        The same slope of what theory counts: operations, or passes.
    reason : str
        What the theory says.
    n : int
        Repeats.
    """

    name: str
    sizes: list[int]
    ms: list[float]
    exponent: float
    theory: float
    reason: str
    n: int


def measure(bench: Bench) -> list[Curve]:
    """The four curves."""
    return [
        curve(
            bench,
            "questions in a batch",
            BATCHES,
            lambda n: thinking(bench, n, N_STEPS),
            lambda n: n * flops(bench, N_STEPS),
            "operations are proportional to it; below 1 while reading the weights and starting a pass cost more",
        ),
        curve(
            bench,
            "latent steps",
            CAPS,
            lambda n: thinking(bench, 1, n),
            lambda n: 3 + n,
            "a pass of one row takes as long as reading the weights once, so it is the passes that count, n + 3",
        ),
        curve(
            bench,
            "tokens of the question",
            QUESTION_LENGTHS,
            lambda n: reading(bench, n),
            lambda n: decoder_shape(bench.model).pass_flops(n, n),
            "linear layers are linear in it and attention is quadratic: between 1 and 2",
        ),
        curve(
            bench,
            "reference states of the map",
            REFERENCES,
            placing,
            lambda n: n * np.log2(n),
            "a tree over them is built for each trajectory, n log n; past the processor's cache it takes longer",
        ),
    ]


def curve(
    bench: Bench,
    name: str,
    sizes: Sequence[int],
    work_of: Callable[[int], Callable[[int], object]],
    theory_of: Callable[[int], float],
    reason: str,
) -> Curve:
    """Time all sizes in turns, and set the slope beside that of theory."""
    works, n_repeats = [work_of(size) for size in sizes], bench.repeats(N_REPEATS)
    ms = [statistics.median(column) for column in in_turns(works, n_repeats)]
    return Curve(
        name=name,
        sizes=list(sizes),
        ms=[rounded(value) for value in ms],
        exponent=slope(sizes, ms),
        theory=slope(sizes, [theory_of(size) for size in sizes]),
        reason=reason,
        n=n_repeats,
    )


def slope(sizes: Sequence[int], values: Sequence[float]) -> float:
    """Slope of the logarithm between the two largest sizes: 1 for linear, 2 for quadratic growth."""
    return round(float(np.log(values[-1] / values[-2]) / np.log(sizes[-1] / sizes[-2])), 2)


def token_ids(bench: Bench, batch: int, length: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Random ordinary tokens, always the same, and a mask without padding."""
    generator = torch.Generator().manual_seed(0)
    ids = torch.randint(8, bench.model.get_input_embeddings().num_embeddings, (batch, length), generator=generator)
    return ids, torch.ones_like(ids)


def thinking(bench: Bench, batch: int, n_steps: int) -> Callable[[int], None]:
    """Read questions of one length, think, and write one token of the answer."""
    inputs = token_ids(bench, batch, N_QUESTION)

    def work(_: int) -> None:
        with torch.inference_mode():
            state, _ = run_latent_steps(bench.model, bench.model.begin(*inputs), n_steps)
            write_answer(bench.model, bench.tokenizer, state, max_tokens=1)

    return work


def reading(bench: Bench, length: int) -> Callable[[int], None]:
    """Read one question."""
    inputs = token_ids(bench, 1, length)

    def work(_: int) -> None:
        with torch.inference_mode():
            bench.model.prefill(*inputs)

    return work


def placing(n_references: int) -> Callable[[int], object]:
    """Find the neighbours of one trajectory among reference states."""
    rng = np.random.default_rng(0)
    points, references = (rng.normal(size=(n, N_COMPONENTS)).astype(np.float32) for n in (N_PLACED, n_references))
    return lambda _: nearest_references(points, references, N_NEIGHBORS)


def flops(bench: Bench, n_steps: int) -> float:
    """Operations of `thinking` for one question."""
    n_prefix = len(fed_prefix_ids(bench.model, bench.tokenizer))
    return decoder_shape(bench.model).latent_flops(N_QUESTION, n_steps, n_prefix, 1)
