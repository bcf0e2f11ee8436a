"""Memory that is free goes back to the system."""

import ctypes
import platform
import threading

import pytest
from processes import python

from latentviz.serving import server
from latentviz.serving.server import trim_memory

# Between what is freed stands what is kept, so that the C library cannot give back the end of its heap by itself.
PIECES = """
from pathlib import Path
from latentviz.serving.server import trim_memory

def resident_mb():
    (line,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1000

pieces = [bytes(20_000 if i % 2 else 1000) for i in range(20_000)]
pieces = [piece for piece in pieces if len(piece) == 1000]
free = resident_mb()
print(trim_memory(), free - resident_mb())
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc can give back")
def test_what_is_free_between_what_is_used_goes_back():
    given, mb = python("-c", PIECES, check=True).stdout.split()
    assert given == "True"
    assert float(mb) > 100


def test_a_library_that_cannot_give_back_is_left_alone(monkeypatch):
    monkeypatch.setattr(ctypes, "CDLL", lambda name: object())
    assert trim_memory() is False


def test_a_server_gives_back_until_it_is_stopped(monkeypatch):
    stop, given = threading.Event(), []

    def give() -> None:
        given.append(True)
        if len(given) == 3:
            stop.set()

    monkeypatch.setattr(server, "TRIM_EVERY_S", 0.01)
    monkeypatch.setattr(server, "trim_memory", give)
    server.wait_for(stop)
    assert len(given) == 3
