"""`Run`: everything that the page shows of one thought, as one portable file without code in it."""

import csv
import io
import json
import reprlib
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Self, get_args, get_origin, get_type_hints

import numpy as np
import orjson
from safetensors import SafetensorError
from safetensors.numpy import load, save

from latentviz.data.problems.problem import matches_gold, number_of
from latentviz.records.lens import Reading
from latentviz.records.map import VIEWS, Cloud, Placement
from latentviz.records.map_fit import HiddenStateMap
from latentviz.records.trace import ThoughtTrace
from latentviz.utils.atomic import write_bytes

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
    others = [trace.cosine_reading, trace.fed_reading]
    if trace.controls is not None:
        others += [trace.controls.shuffled, trace.controls.untrained]
        yield "controls", are_shares(trace.controls.p_by_chance)
    yield "readings", all(reading is None or is_reading(reading, n_rows) for reading in others)
    if trace.lens is not None:
        n_layers, n_columns, n_nearest = trace.lens.p.shape
        yield "lens", 0 < n_layers <= MAX_LAYERS and n_columns == n_rows and 0 < n_nearest <= MAX_NEAREST
        yield "lens", are_shares(trace.lens.p)
    if trace.number_use is not None:
        use = trace.number_use
        yield "numbers of the question", len(use.control) == n_rows and len(use.starts) <= MAX_TOKENS
        yield "numbers of the question", are_shares(use.change) and are_shares(use.control)
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


FORMAT = 1
HEADER = "latentviz_runs"
SUFFIX = ".safetensors"
MAX_BYTES = 8 * 2**20
MAX_TEXT = 20_000
N_NEAREST_IN_TABLE = 5
# Types of the arrays that hold no floating-point numbers.
KINDS = dict.fromkeys(("neighbors", "step", "reading", "problem", "n_answer_tokens", "starts", "ends"), "iu") | {
    "right": "b"
}
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


class RunFileError(ValueError):
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
    """One safetensors file that holds runs by name: arrays as tensors, everything else as JSON in its header."""
    tensors: dict[str, np.ndarray] = {}
    values = {name: _flatten(run, f"{name}.", tensors) for name, run in runs.items()}
    return save(tensors, {HEADER: json.dumps({"format": FORMAT, "runs": values})})


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
        tensors = load(content)
        header = _header(content)
        if header.get("format") != FORMAT:
            raise RunFileError(f"the file has format {header.get('format')!r}; this version reads format {FORMAT}")
        return {name: _restored(name, values, tensors) for name, values in header["runs"].items()}
    except RunFileError:
        raise
    except KeyError as error:
        raise RunFileError(f"this is not a usable run file: it lacks {reprlib.repr(error.args[0])}") from error
    except (SafetensorError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise RunFileError(f"this is not a usable run file: {error}") from error


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
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(names)
    for row in range(trace.n_recorded + 1):
        answer = trace.answers[row]
        right = "" if trace.gold_answer is None else matches_gold(answer, trace.gold_answer)
        values = [row, trace.p_stop[row], row > trace.halt, cell(answer), trace.p_answers[row], right]
        pairs = list(zip(trace.nearest_tokens[row], trace.p_nearest[row], strict=True))[:N_NEAREST_IN_TABLE]
        pairs += [("", "")] * (N_NEAREST_IN_TABLE - len(pairs))
        values += [value for token, p in pairs for value in (cell(token), p)]
        if placement is not None:
            places = [placement.xy, placement.xyz, placement.pca]
            places += [placement.magnitude[:, None], placement.distance_percentile[:, None]]
            values += [value for array in (*places, placement.neighbors_kept) for value in array[row]]
        writer.writerow(values)
    return table.getvalue()


def cell(text: str) -> str:
    """Text that a spreadsheet will not take for a formula."""
    return f"'{text}" if text[:1] in FORMULA_STARTS and number_of(text) is None else text


def _flatten(record: Any, prefix: str, tensors: dict[str, np.ndarray]) -> dict[str, Any]:
    values = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(value, np.ndarray):
            tensors[prefix + field.name] = np.ascontiguousarray(value)
        else:
            nested = is_dataclass(value)
            values[field.name] = _flatten(value, f"{prefix}{field.name}.", tensors) if nested else value
    return values


def _header(content: bytes) -> dict:
    length = int.from_bytes(content[:8], "little")
    metadata = orjson.loads(content[8 : 8 + length]).get("__metadata__", {})
    if HEADER not in metadata:
        raise RunFileError("this is a safetensors file, but not a run file of this page")
    return orjson.loads(metadata[HEADER])


def _restored(name: str, values: dict[str, Any], tensors: dict[str, np.ndarray]) -> Run:
    run = _restore(Run, values, f"{name}.", tensors)
    check_bounds(run.trace)
    if run.cloud is not None:
        step = run.cloud.labels.step
        if not len(step) or step.min() < 0 or step.max() > MAX_STEPS:
            raise RunFileError("its map cannot be that of a thought")
    return run


def _restore(record_type: type, values: dict[str, Any], prefix: str, tensors: dict[str, np.ndarray]) -> Any:
    arguments = {}
    for name, hint in get_type_hints(record_type).items():
        options = get_args(hint) or (hint,)
        if name not in values and NoneType in options:
            continue  # a file of an earlier version, which had no such part
        nested = next((option for option in options if isinstance(option, type) and is_dataclass(option)), None)
        if hint is np.ndarray:
            arguments[name] = _checked_array(prefix + name, tensors)
        elif nested is not None and values[name] is not None:
            arguments[name] = _restore(nested, values[name], f"{prefix}{name}.", tensors)
        else:
            arguments[name] = _frozen(values[name])
            if not _fits(arguments[name], hint):
                raise RunFileError(f"{reprlib.repr(prefix + name)} is of another type than {hint}, or too long")
    return record_type(**arguments)


def _checked_array(name: str, tensors: dict[str, np.ndarray]) -> np.ndarray:
    array = tensors[name]
    kinds = KINDS.get(name.rpartition(".")[2], "f")
    if array.dtype.kind not in kinds:
        raise RunFileError(f"{reprlib.repr(name)} holds values of the type {array.dtype}")
    if kinds == "f" and not np.isfinite(array).all():
        raise RunFileError(f"{reprlib.repr(name)} holds a value that is not finite")
    return array


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def _fits(value: Any, hint: Any) -> bool:
    origin, options = get_origin(hint), get_args(hint)
    if origin is UnionType:
        return any(_fits(value, option) for option in options)
    if origin is tuple:
        return isinstance(value, tuple) and all(_fits(item, options[0]) for item in value)
    if hint is float:
        return type(value) in (int, float)
    if hint is str:
        return isinstance(value, str) and len(value) <= MAX_TEXT
    return value is None if hint is NoneType else type(value) is hint
