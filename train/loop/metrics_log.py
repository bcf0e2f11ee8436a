"""The log of a run, `metrics.jsonl`, which the page draws."""

import json
from pathlib import Path

from latentviz.utils.atomic import write_text


class MetricsLog:
    """`metrics.jsonl`: one JSON line a logging step. A resumed run drops what lies past its state."""

    def __init__(self, path: Path, first_step: int):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True) if first_step and path.exists() else []
        # A killed run may have left half a line.
        whole = [line for line in lines if line.endswith("\n")]
        write_text(path, "".join(line for line in whole if json.loads(line)["step"] <= first_step))
        self.path = path

    def write(self, **values) -> None:
        """Append a line; numbers are rounded to six digits."""
        rounded = {k: float(f"{v:.6g}") if isinstance(v, float) else v for k, v in values.items()}
        with self.path.open("a", encoding="utf-8") as handle:
            handle.write(json.dumps(rounded) + "\n")
