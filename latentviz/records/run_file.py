"""`Run`: everything that the page shows of one thought, as one portable file without code in it."""

import csv
import io
import reprlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Self

import numpy as np
from safetensors import SafetensorError

from latentviz.data.problems.problem import matches_gold, number_of
from latentviz.records.halting import TEMPERATURES
from latentviz.records.lens import Reading
from latentviz.records.map import VIEWS, Cloud, Placement
from latentviz.records.map_fit import HiddenStateMap
from latentviz.records.trace import ThoughtTrace
from latentviz.utils.array_records import RecordError, flattened, from_bytes, restored, to_bytes
from latentviz.utils.atomic import write_bytes
from latentviz.utils.refusal import Refusal

FORMAT = 1
HEADER = "latentviz_runs"
SUFFIX = ".safetensors"
MAX_BYTES = 8 * 2**20
MAX_STEPS = 256
MAX_NEAREST = 100
MAX_LAYERS = 256
MAX_TOKENS = 10_000
N_NEAREST_IN_TABLE = 5
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


class RunFileError(Refusal):
    """A file that is no run file; the message says what is wrong with it."""


@dataclass(frozen=True)
class Run:
    """A finished thought, and where it lies on the map.

    Attributes
    ----------
    trace : ThoughtTrace
    cloud : Cloud or None
        The map's reference states; None where the checkpoint has no map.
    placement : Placement or None
        Where the rows of the trace lie; None where `cloud` is.

    Raises
    ------
    ValueError
        If the parts do not belong together.
    """

    trace: ThoughtTrace
    cloud: Cloud | None = None
    placement: Placement | None = None

    @classmethod
    def placed(cls, trace: ThoughtTrace, states_map: HiddenStateMap | None) -> Self:
        """A trace with its place on a map, if there is one."""
        return cls(trace) if states_map is None else cls(trace, states_map.cloud, states_map.place(trace.hidden))

    def __post_init__(self):
        trace, placement = self.trace, self.placement
        if (self.cloud is None) != (placement is None):
            raise ValueError("a run needs both the cloud and the placement, or neither")
        if placement is None:
            return
        if len(placement.xy) != len(trace.p_stop):
            raise ValueError(f"{len(placement.xy)} states are placed, the trace has {len(trace.p_stop)} rows")
        if not np.isin(placement.neighbors, np.arange(len(self.cloud.labels))).all():
            raise ValueError("placement neighbors holds an index outside the cloud")


def runs_to_bytes(runs: dict[str, Run]) -> bytes:
    """The run file that holds runs by name."""
    tensors: dict[str, np.ndarray] = {}
    values = {name: flattened(run, tensors, f"{name}.") for name, run in runs.items()}
    return to_bytes(HEADER, {"format": FORMAT, "runs": values}, tensors)


def runs_from_bytes(content: bytes) -> dict[str, Run]:
    """Read what `runs_to_bytes` wrote.

    Raises
    ------
    RunFileError
        If the content is not a run file, was cut short or changed, or was written by a later version.
    """
    if len(content) > MAX_BYTES:
        raise RunFileError(f"the file has {len(content):,} bytes; a run file has at most {MAX_BYTES:,}")
    try:
        header, tensors = from_bytes(HEADER, content)
        if header.get("format") != FORMAT:
            raise RecordError(f"the file has format {header.get('format')!r}; this version reads format {FORMAT}")
        for name, array in tensors.items():
            if array.dtype.kind == "f" and not np.isfinite(array).all():
                raise RecordError(f"{reprlib.repr(name)} holds a value that is not finite")
        runs = {name: restored(Run, values, tensors, f"{name}.") for name, values in header["runs"].items()}
        for name, is_possible in chain.from_iterable(map(conditions, runs.values())):
            if not is_possible:
                raise ValueError(f"its {name} cannot be that of a thought")
        return runs
    except RecordError as error:
        raise RunFileError(str(error)) from error
    except KeyError as error:
        (lacking,) = error.args
        if lacking == HEADER:
            raise RunFileError("this is a safetensors file, but not a run file of this page") from error
        raise RunFileError(f"this is not a usable run file: it lacks {reprlib.repr(lacking)}") from error
    except (SafetensorError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise RunFileError(f"this is not a usable run file: {error}") from error


def conditions(run: Run) -> Iterator[tuple[str, bool]]:
    """What the run of a file must obey beyond what every run does: the name of a value, and whether it is possible.

    Each may rely on those before it.
    """
    trace, n_rows = run.trace, len(run.trace.p_stop)
    yield "number of steps", 1 <= n_rows <= MAX_STEPS + 1 and 0 <= trace.cap <= MAX_STEPS
    yield "p_stop", trace.p_stop.ndim == 1 and are_shares(trace.p_stop)
    yield "hidden", trace.hidden.ndim == 2
    yield "nearest tokens", is_reading(trace.nearest, n_rows) and are_shares(trace.p_nearest)
    yield "threshold", 0 < trace.threshold <= 1
    yield "temperature", TEMPERATURES[0] <= trace.temperature <= TEMPERATURES[1]
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
        of_answers = (trace.p_answers, trace.stop_logits, trace.n_answer_tokens, trace.thinking_s)
        yield "answers", trace.n_latent_steps is not None and all(len(array) == n_rows for array in of_answers)
        yield "measured_k", trace.measured_k is not None and 0 <= trace.measured_k < n_rows
        yield "n_forward_passes", trace.n_forward_passes > 0
    others = [trace.cosine_reading, trace.fed_reading]
    if trace.controls is not None:
        others += [trace.controls.shuffled, trace.controls.untrained]
        yield "controls", are_shares(trace.controls.p_by_chance)
    yield "readings", all(reading is None or is_reading(reading, n_rows) for reading in others)
    if trace.lens is not None:
        n_layers, n_columns, n_nearest = trace.lens.p.shape
        is_grid = 0 < n_layers <= MAX_LAYERS and n_columns == n_rows and 0 < n_nearest <= MAX_NEAREST
        yield "lens", is_grid and are_shares(trace.lens.p)
    if trace.number_use is not None:
        use = trace.number_use
        yield "numbers of the question", len(use.control) == n_rows and len(use.starts) <= MAX_TOKENS
        yield "numbers of the question", are_shares(use.change) and are_shares(use.control)
    if trace.rules is not None:
        yield "stop rules", len(trace.rules.names) <= MAX_NEAREST and trace.rules.changes.shape[1] == n_rows - 1
    if run.cloud is not None:
        step = run.cloud.labels.step
        yield "map", len(step) > 0 and step.min() >= 0 and step.max() <= MAX_STEPS


def are_shares(values: np.ndarray) -> bool:
    """Whether all lie in [0, 1], but for rounding."""
    return bool(((values >= -1e-6) & (values <= 1 + 1e-6)).all())


def is_count(values: np.ndarray) -> bool:
    """Whether these are numbers of written tokens; an answer writes its end at least."""
    return values.ndim == 1 and bool(((values >= 1) & (values <= MAX_TOKENS)).all())


def is_reading(reading: Reading, n_rows: int) -> bool:
    """Whether there are so many rows, of one or more tokens."""
    return len(reading.values) == n_rows and 0 < reading.values.shape[1] <= MAX_NEAREST


def save_runs(path: str | Path, runs: dict[str, Run]) -> None:
    """Write a run file; the same runs give the same bytes."""
    write_bytes(path, runs_to_bytes(runs))


def load_runs(path: str | Path) -> dict[str, Run]:
    """Read a run file.

    Raises
    ------
    RunFileError
        As `runs_from_bytes` does.
    OSError
        If the file cannot be read.
    """
    return runs_from_bytes(Path(path).read_bytes())


def run_table(run: Run) -> str:
    """The data behind the figures as CSV: a row for START and each recorded step."""
    trace, placement = run.trace, run.placement
    names = ["step", "p_stop", "past_halt", "answer", "p_answer", "right"]
    names += [f"{what}_{rank}" for rank in range(1, N_NEAREST_IN_TABLE + 1) for what in ("token", "p")]
    if placement is not None:
        names += ["umap_x", "umap_y", "umap3_x", "umap3_y", "umap3_z", "pca_1", "pca_2", "pca_3", "probe_magnitude"]
        names += ["distance_percentile", *(f"neighbors_kept_{view}" for view in VIEWS)]
    rows = []
    for row in range(trace.n_recorded + 1):
        answer = trace.answers[row]
        right = "" if trace.gold_answer is None else matches_gold(answer, trace.gold_answer)
        values = [row, trace.p_stop[row], row > trace.halt, answer, trace.p_answers[row], right]
        pairs = list(zip(trace.nearest_tokens[row], trace.p_nearest[row], strict=True))[:N_NEAREST_IN_TABLE]
        pairs += [("", "")] * (N_NEAREST_IN_TABLE - len(pairs))
        values += [value for pair in pairs for value in pair]
        if placement is not None:
            places = [placement.xy, placement.xyz, placement.pca]
            places += [placement.magnitude[:, None], placement.distance_percentile[:, None]]
            values += [value for array in (*places, placement.neighbors_kept) for value in array[row]]
        rows.append(values)
    return csv_text(names, rows)


def csv_text(names: Sequence[str], rows: Iterable[Iterable[Any]]) -> str:
    """A table with a head line, in which a spreadsheet takes no text for a formula."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([cell(value) if isinstance(value, str) else value for value in row] for row in rows)
    return table.getvalue()


def cell(text: str) -> str:
    """Text that a spreadsheet will not take for a formula."""
    return f"'{text}" if text[:1] in FORMULA_STARTS and number_of(text) is None else text
