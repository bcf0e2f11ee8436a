"""One latent step: its lean layers against the library's, and against its matrix products alone."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor
from torch.nn.functional import linear

from benchmarks.bench import Bench
from benchmarks.paired import Line, in_turns, line_of
from latentviz.model.generation import encode_questions
from latentviz.model.lean_decoder import layers_of
from latentviz.model.modeling import AdaptiveLatentModel

BATCH_SIZES = (1, 64)
N_REPEATS = 30
N_PASSES = 5
# A pass is to take at most half as long again as its products.
GOAL = 1 / 1.5


def measure(bench: Bench) -> list[Line]:
    """Two lines for each batch size; none where the layers are not Llama's."""
    if bench.model.lean_decoder is None:
        return []
    return [line for batch_size in BATCH_SIZES for line in at_batch_size(bench, batch_size)]


@torch.inference_mode()
def at_batch_size(bench: Bench, batch_size: int) -> list[Line]:
    """The lines of one batch size; a repeat is several passes over the slot after a question."""
    model = bench.model
    question = bench.problems_of(3, 1)[0].question
    state = model.begin(*encode_questions(model, bench.tokenizer, [question] * batch_size))
    latent = model.latent_embedding(state.hidden).unsqueeze(1)

    def passes(_) -> None:
        for _ in range(N_PASSES):
            model.extend(state, latent)

    def passes_of_the_library(_) -> None:
        with library_layers(model):
            passes(_)

    works = [passes, passes_of_the_library, lambda _: [products(latent, model) for _ in range(N_PASSES)]]
    ours, library, alone = in_turns(works, bench.repeats(N_REPEATS), N_PASSES)
    unit, which, goal = "ms a pass", f"batch {batch_size}", GOAL if batch_size == 1 else None
    return [
        line_of(f"latent pass, lean layers, against the library's, {which}", unit, ours, library),
        line_of(f"latent pass, against its matrix products alone, {which}", unit, ours, alone, goal),
    ]


@contextmanager
def library_layers(model: AdaptiveLatentModel) -> Iterator[None]:
    """Run the layers by the library's own forward pass, the slow twin."""
    lean, model.lean_decoder = model.lean_decoder, None
    try:
        yield
    finally:
        model.lean_decoder = lean


def products(hidden: Tensor, model: AdaptiveLatentModel) -> Tensor:
    """The matrix products of a pass, each on inputs of its own shape."""
    for layer in layers_of(model.lean_decoder.decoder):
        block, mlp = layer.self_attn, layer.mlp
        mixed = [linear(hidden, projection.weight) for projection in (block.q_proj, block.k_proj, block.v_proj)]
        hidden = linear(mixed[0], block.o_proj.weight)
        gate, _ = (linear(hidden, projection.weight) for projection in (mlp.gate_proj, mlp.up_proj))
        hidden = linear(gate, mlp.down_proj.weight)
    return hidden
