"""What the page reads of `eval.json` and `causes.json`; the files hold more."""

from pathlib import Path
from typing import NotRequired

from pydantic import TypeAdapter
from typing_extensions import TypedDict

Interval = tuple[float, float]


class Share(TypedDict):
    """How many of n, with its interval; None of none."""

    n: int
    share: float | None
    interval: Interval


class Patch(TypedDict):
    """What became of the answers where one thing was patched from one donor."""

    patch: str
    donor: str
    changed: Share
    predicted: Share
    predicted_where_solved: NotRequired[Share]


class Patches(TypedDict):
    """All that was patched over n pairs."""

    n: int
    results: list[Patch]


class Causes(TypedDict):
    """`causes.json`."""

    patch: NotRequired[Patches]


class Result(TypedDict):
    """One way of answering."""

    n: int
    mode: str
    fixed_k: int | None
    accuracy: float
    interval: Interval
    mean_counted_tokens: float


class Rule(TypedDict):
    """A training-free stop rule."""

    result: Result


class StopRules(TypedDict):
    """The rules that were tuned on a checkpoint."""

    checkpoint: str
    rules: dict[str, Rule]


class Source(TypedDict):
    """Texts of one source that no training saw."""

    results: NotRequired[dict[str, Result]]


class Measured(TypedDict):
    """`eval.json`."""

    n: NotRequired[int]
    results: NotRequired[dict[str, Result]]
    stop_rules: NotRequired[StopRules]
    real: NotRequired[dict[str, Source]]


_CAUSES, _MEASURED = TypeAdapter(Causes), TypeAdapter(Measured)


def read_causes(path: Path) -> Causes:
    """Read `causes.json`.

    Raises
    ------
    ValueError
        If it does not hold what the page reads of it.
    """
    return _CAUSES.validate_json(path.read_bytes(), strict=True)


def read_evaluation(path: Path) -> Measured:
    """Read `eval.json`; errors as in `read_causes`."""
    return _MEASURED.validate_json(path.read_bytes(), strict=True)
