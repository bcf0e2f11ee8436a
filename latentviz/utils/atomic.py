"""Files that are written whole or not at all: under another name in the same folder, synced to disk, then renamed."""

import os
from argparse import ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from safetensors import SafetensorError

FRESH = ".new"


def write_bytes(path: str | Path, content: bytes) -> None:
    """Write a file.

    A reader sees what was there before or all of what is new, even after a crash; where writing fails, what was there
    before stays. What is no regular file, such as `/dev/stdout`, is written directly.

    Raises
    ------
    OSError
        If the disk is full or cannot be written to.
    """
    path = Path(path)
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    path = path.resolve()
    fresh = path.with_name(path.name + FRESH)
    try:
        fresh.write_bytes(content)
        sync(fresh)
        fresh.replace(path)
    except BaseException as error:
        with suppress(OSError):
            fresh.unlink()
        if isinstance(error, OSError) and error.errno is not None:
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise
    sync(path.parent)


def output_file(text: str) -> Path:
    """The file that a flag of a command names, looked at before the work that fills it.

    Raises
    ------
    ArgumentTypeError
        If no file can be written there.
    """
    path = Path(text)
    folder = path.resolve().parent
    if path.is_dir():
        raise ArgumentTypeError(f"{text!r} is a folder; name a file in it")
    if not folder.is_dir():
        raise ArgumentTypeError(f"there is no folder {folder}; make it, or name a file elsewhere")
    if not os.access(path if path.exists() and not path.is_file() else folder, os.W_OK):
        raise ArgumentTypeError(f"{folder} cannot be written to; name a file elsewhere")
    return path


def write_text(path: str | Path, text: str) -> None:
    """Write a file in UTF-8, as `write_bytes` does."""
    write_bytes(path, text.encode("utf-8"))


@contextmanager
def told_as_os_error(path: str | Path) -> Iterator[None]:
    """A failure of the disk under a safetensors file, raised as `OSError` like that under any other file."""
    try:
        yield
    except SafetensorError as error:
        raise OSError(f"{path}: {error}") from error


def sync(path: str | Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
