"""Where pretrained weights lie: names on the hub, folders, GGUF files, and those that a Python package ships."""

import importlib.util
from pathlib import Path

PACKAGE, GGUF = "package:", ".gguf"


class BackboneError(ValueError):
    """A backbone that cannot be used; the message names it and the cause."""


def located(spec: str) -> tuple[str, dict]:
    """Name or folder of a backbone, and arguments for `from_pretrained`."""
    if spec.startswith(PACKAGE):
        spec = str(gguf_of(spec.removeprefix(PACKAGE)))
    if spec.endswith(GGUF):
        if not Path(spec).is_file():
            raise BackboneError(f"backbone {spec!r}: there is no such file")
        return str(Path(spec).parent), {"gguf_file": Path(spec).name}
    return spec, {}


def gguf_of(package: str) -> Path:
    """The one GGUF file in the folder of an installed Python package, which is not imported."""
    found = importlib.util.find_spec(package)
    folders = found.submodule_search_locations if found else None
    if not folders:
        raise BackboneError(f"backbone 'package:{package}': there is no such package; pip install it")
    files = [path for folder in folders for path in sorted(Path(folder).rglob(f"*{GGUF}"))]
    if len(files) != 1:
        raise BackboneError(f"backbone 'package:{package}': the package holds {len(files)} GGUF files, not one")
    return files[0]


def gguf_file(spec: str) -> Path:
    """The GGUF file that is meant: a path, or "package:NAME".

    Raises
    ------
    BackboneError
        If there is none.
    """
    folder, where = located(spec)
    if "gguf_file" not in where:
        raise BackboneError(f"{spec!r} is no GGUF file")
    return Path(folder) / where["gguf_file"]
