"""Where things lie that tests read."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Beside the repository, where there is such a folder: golden data of the reference, and texts that people wrote.
GOLDEN = ROOT.parent / "shared" / "official_parity"
REAL_TEXTS = ROOT.parent / "shared" / "data"
