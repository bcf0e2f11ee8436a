"""Where things lie that tests read."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# Beside the repository, where there is such a folder: golden data of the reference, and texts that people wrote.
GOLDEN = ROOT.parent / "shared" / "official_parity"
REAL_TEXTS = ROOT.parent / "shared" / "data"
needs_golden = pytest.mark.skipif(
    not GOLDEN.exists(), reason="the reference implementation's golden data is not beside the checkout"
)
