"""What a run that comes from elsewhere may hold: shapes and ranges past which no view could show it."""

from collections.abc import Iterator

import numpy as np

from latentviz.readings import Reading
from latentviz.trace import ThoughtTrace

MAX_STEPS = 256
MAX_NEAREST = 100
MAX_LAYERS = 256
MAX_TOKENS = 10_000


def check_bounds(trace: ThoughtTrace) -> None:
    """Check a trace of a file beyond what every trace obeys.

    Raises
    ------
    ValueError
        Naming the first value that no trace of a model has.
    """
    for name, is_possible in conditions(trace):
        if not is_possible:
            raise ValueError(f"its {name} cannot be that of a thought")


def conditions(trace: ThoughtTrace) -> Iterator[tuple[str, bool]]:
    """Name of a value, and whether it is possible; each may rely on those before it."""
    n_rows = len(trace.p_stop)
    yield "number of steps", 1 <= n_rows <= MAX_STEPS + 1 and 0 <= trace.cap <= MAX_STEPS
    yield "p_stop", trace.p_stop.ndim == 1 and are_shares(trace.p_stop)
    yield "hidden", trace.hidden.ndim == 2
    yield "nearest tokens", is_reading(trace.nearest, n_rows) and are_shares(trace.p_nearest)
    yield "threshold", 0 < trace.threshold <= 1
    yield "temperature", 1e-3 <= trace.temperature <= 1e3
    yield "fixed_k", trace.fixed_k is None or 0 <= trace.fixed_k <= MAX_STEPS
    yield "stop_logits", trace.stop_logits.shape in ((0, 2), (n_rows, 2))
    yield "p_answers", trace.p_answers.ndim == 1 and are_shares(trace.p_answers)
    yield "n_answer_tokens", is_count(trace.n_answer_tokens)
    yield "thinking_s", trace.thinking_s.ndim == 1
    yield "fed", trace.fed.ndim == 2
    sizes = (trace.n_question_tokens, trace.n_prefix_tokens, trace.n_forward_passes)
    yield "number of tokens", all(0 <= size <= 10 * MAX_TOKENS for size in sizes)
    texts = (trace.gold_steps, trace.notices, () if trace.controls is None else trace.controls.results)
    yield "number of texts", all(len(some) <= MAX_STEPS for some in texts)
    if trace.finished:
        yield "answers", trace.n_latent_steps is not None and len(trace.p_answers) == n_rows
        timed = (trace.stop_logits, trace.n_answer_tokens, trace.thinking_s)
        yield "answers", all(len(array) == n_rows for array in timed)
        yield "measured_k", trace.measured_k is not None and 0 <= trace.measured_k < n_rows
        yield "n_forward_passes", trace.n_forward_passes > 0
    others = (trace.cosine_reading, trace.fed_reading)
    if trace.controls is not None:
        others += (trace.controls.shuffled, trace.controls.untrained)
        yield "controls", are_shares(trace.controls.p_by_chance)
    yield "readings", all(reading is None or is_reading(reading, n_rows) for reading in others)
    if trace.lens is not None:
        n_layers, n_columns, n_nearest = trace.lens.p.shape
        yield "lens", 0 < n_layers <= MAX_LAYERS and n_columns == n_rows and 0 < n_nearest <= MAX_NEAREST
        yield "lens", are_shares(trace.lens.p)
    if trace.rules is not None:
        yield "stop rules", len(trace.rules.names) <= MAX_NEAREST and trace.rules.changes.shape[1] == n_rows - 1


def are_shares(values: np.ndarray) -> bool:
    """Whether all lie in [0, 1], but for rounding."""
    return bool(((values >= -1e-6) & (values <= 1 + 1e-6)).all())


def is_count(values: np.ndarray) -> bool:
    """Whether these are numbers of written tokens; an answer writes its end at least."""
    return values.ndim == 1 and bool(((values >= 1) & (values <= MAX_TOKENS)).all())


def is_reading(reading: Reading, n_rows: int) -> bool:
    """Whether each row has as many tokens as values, one or more."""
    shape = reading.values.shape
    return len(shape) == 2 and shape[0] == n_rows and 0 < shape[1] <= MAX_NEAREST
