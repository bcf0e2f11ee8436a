"""Whether a JSON value of a file has the fields that are read from it."""

from typing import Any


def has_shape(value: Any, shape: Any) -> bool:
    """Tell whether a JSON value holds all that a shape names; it may hold more.

    Parameters
    ----------
    shape
        A type; a list of one shape, for a list of any length; a tuple of shapes, for a list of that length; or a dict
        of shapes by name, where "name?" may be missing and "*" is every name.
    """
    if isinstance(shape, list):
        return isinstance(value, list) and all(has_shape(item, shape[0]) for item in value)
    if isinstance(shape, tuple):
        return isinstance(value, list) and len(value) == len(shape) and all(map(has_shape, value, shape))
    if not isinstance(shape, dict):
        return isinstance(value, shape)
    if not isinstance(value, dict):
        return False
    if "*" in shape:
        return all(has_shape(item, shape["*"]) for item in value.values())
    found = {name: name.removesuffix("?") for name in shape}
    return all(has_shape(value[key], shape[name]) if key in value else name != key for name, key in found.items())
