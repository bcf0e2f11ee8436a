"""Records with arrays as one safetensors file: arrays as tensors, everything else as JSON in its header."""

import json
import reprlib
from dataclasses import fields, is_dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

import numpy as np
import orjson
from safetensors.numpy import load, save

# Types of a record's arrays; a plain `np.ndarray` holds floating-point numbers.
Integers = Annotated[np.ndarray, "integers"]
Booleans = Annotated[np.ndarray, "booleans"]
KINDS = {np.ndarray: "f", Integers: "iu", Booleans: "b"}
MAX_TEXT = 20_000

Record = TypeVar("Record")


class RecordError(ValueError):
    """A value in a file that no record has; the message names the field."""


def to_bytes(key: str, header: dict[str, Any], tensors: dict[str, np.ndarray]) -> bytes:
    """A file with a JSON header of its own under a key; the same values give the same bytes."""
    return save({name: np.ascontiguousarray(array) for name, array in tensors.items()}, {key: json.dumps(header)})


def from_bytes(key: str, content: bytes) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """Read header and tensors of what `to_bytes` made.

    Raises
    ------
    SafetensorError
        If it is no safetensors file.
    KeyError
        If it is one without that key.
    ValueError
        If the header is no JSON.
    """
    tensors = load(content)
    length = int.from_bytes(content[:8], "little")
    return orjson.loads(orjson.loads(content[8 : 8 + length]).get("__metadata__", {})[key]), tensors


def flattened(record: Any, tensors: dict[str, np.ndarray], prefix: str = "") -> dict[str, Any]:
    """Fields of a record as JSON values; its arrays go to `tensors`, under their names from the outermost record on."""
    values = {}
    for field in fields(record):
        name, value = prefix + field.name, getattr(record, field.name)
        if isinstance(value, np.ndarray):
            tensors[name] = value
        else:
            values[field.name] = flattened(value, tensors, f"{name}.") if is_dataclass(value) else value
    return values


def restored(
    record_type: type[Record], values: dict[str, Any], tensors: dict[str, np.ndarray], prefix: str = ""
) -> Record:
    """The record of which `flattened` made values and tensors.

    Raises
    ------
    RecordError
        If a field has another type than the record's.
    KeyError
        If one is missing.
    """
    arguments = {}
    for name, hint in get_type_hints(record_type, include_extras=True).items():
        options = get_args(hint) or (hint,)
        if name not in values and NoneType in options:
            continue  # a file of an earlier version, which had no such part
        nested: Any = next((option for option in options if is_dataclass(option)), None)
        if hint in KINDS:
            arguments[name] = tensors[prefix + name]
            if arguments[name].dtype.kind not in KINDS[hint]:
                raise RecordError(f"{reprlib.repr(prefix + name)} holds values of the type {arguments[name].dtype}")
        elif nested is not None and values[name] is not None:
            arguments[name] = restored(nested, values[name], tensors, f"{prefix}{name}.")
        else:
            arguments[name] = _frozen(values[name])
            if not _fits(arguments[name], hint):
                raise RecordError(f"{reprlib.repr(prefix + name)} is of another type than {hint}, or too long")
    return record_type(**arguments)


def check_shapes(record: Any, what: str, shapes: dict[str, tuple[int, ...]]) -> None:
    """Check arrays of a record, by the names of their fields.

    Raises
    ------
    ValueError
        Naming the first one of another shape.
    """
    for name, shape in shapes.items():
        found = getattr(record, name).shape
        if found != shape:
            raise ValueError(f"{what} {name} has shape {found}, expected {shape}")


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
