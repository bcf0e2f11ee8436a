"""Frozen option records with a strict JSON round trip."""

import dataclasses
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True)
class JsonRecord:
    """Base of frozen dataclasses: to and from JSON, where an unknown key is an error."""

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as plain JSON values."""
        return dataclasses.asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """Build the record.

        Raises
        ------
        ValueError
            If `values` holds a key that is not a field.
        """
        known = {field.name for field in dataclasses.fields(cls)}
        unknown = sorted(set(values) - known)
        if unknown:
            raise ValueError(f"{cls.__name__}: unknown keys {unknown}; known keys are {sorted(known)}")
        return cls(**values)


@dataclass(frozen=True)
class QuestionLimits(JsonRecord):
    """What a checkpoint was trained on, and so what a question may hold.

    Attributes
    ----------
    max_characters : int
        Longest question, in characters.
    max_number : int
        Largest number that is one token.
    trained_max_number : int
        Largest number, operand or result, that occurred in training.
    trained_max_operations : int
        Largest number of operations in a training problem.
    whole_numbers_only : bool
        Whether it was taught arithmetic on whole numbers alone: a question must hold one, and nothing else.

    Raises
    ------
    ValueError
        If a value is of another type.
    """

    max_characters: int = 1000
    max_number: int = 999
    trained_max_number: int = 200
    trained_max_operations: int = 6
    whole_numbers_only: bool = True

    def __post_init__(self):
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            if type(value) is not field.type:
                raise ValueError(f"limits: {field.name} is {value!r}, of another type than {field.default}")
