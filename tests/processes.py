"""Python in a process of its own."""

import subprocess
import sys

from places import ROOT


def python(*arguments: object, **options) -> subprocess.CompletedProcess:
    """Run Python in the root of the checkout; what it prints is kept as text."""
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, **options)
