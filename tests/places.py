"""Where things lie that tests read, and Python in a process of its own there."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# Beside the repository, where there is such a folder: golden data of the reference, and texts that people wrote.
GOLDEN = ROOT.parent / "shared" / "official_parity"
REAL_TEXTS = ROOT.parent / "shared" / "data"
needs_golden = pytest.mark.skipif(
    not GOLDEN.exists(), reason="the reference implementation's golden data is not beside the checkout"
)


def python(*arguments: object, **options) -> subprocess.CompletedProcess:
    """Run Python in the root of the checkout; what it prints is kept as text."""
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, **options)
