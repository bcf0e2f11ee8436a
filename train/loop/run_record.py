"""`run.json`: what a run was made of, so that it can be made again."""

import json
import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

import torch
from accelerate import PartialState

from latentviz.model.checkpoint import RUN
from latentviz.model.hub import find
from latentviz.runs.folders import read_record
from latentviz.utils.atomic import write_text
from latentviz.utils.records import JsonRecord
from train.sources import hash_of, rows_report

# Environment variable with the commit of files that were sent to another machine without their history.
COPY_OF = "LATENTVIZ_COMMIT"
LIBRARIES = ("torch", "transformers", "tokenizers", "accelerate", "safetensors", "numpy")
ROOT = Path(__file__).resolve().parents[2]
GENERATOR = ROOT / "latentviz" / "data" / "problems"


def run_record(stage: str, options: JsonRecord, preset: str | None) -> dict:
    """Options, seed, versions, commit, data hash and machine of a run that starts now, as JSON values.

    "start" is the record of the checkpoint that it goes on from, None where it starts from nothing.
    """
    start = getattr(options, "checkpoint", "")
    generator = sorted(path for path in GENERATOR.rglob("*") if path.suffix in (".py", ".json", ".jsonl"))
    return {
        "stage": stage,
        "preset": preset,
        "options": options.to_dict(),
        "libraries": {name: version(name) for name in LIBRARIES},
        "python": platform.python_version(),
        "machine": {
            "processor": platform.machine(),
            "n_threads": torch.get_num_threads(),
            "n_processes": PartialState().num_processes,
            "gpu": torch.cuda.get_device_name() if torch.cuda.is_available() else None,
        },
        "commit": commit(),
        "data_sha256": hash_of(options.data, generator, options.data_folder),
        "rows": rows_report(options),
        "start": read_record(find(start)) if start else None,
    }


def with_resumption(record: dict, current: dict, step: int) -> dict:
    """Note in a run's record that it went on at a step, where it did so with other options or at another commit."""
    before = [record, *record.get("resumed", [])]
    options = {name: value for found in before for name, value in found.get("options", {}).items()}
    changed = {name: value for name, value in current["options"].items() if options.get(name, value) != value}
    if not changed and current["commit"] == before[-1].get("commit"):
        return record
    resumed = {"step": step, "commit": current["commit"], "options": changed}
    return record | {"resumed": [*record.get("resumed", []), resumed]}


def write_record(folder: Path, record: dict) -> None:
    """Write `run.json`."""
    write_text(folder / RUN, json.dumps(record, indent=2) + "\n")


def commit() -> str | None:
    """What `COPY_OF` names, else the commit of the checkout, with "-dirty" where files differ from it.

    Those of `checkpoints/`, which an earlier stage has written, may differ.
    """
    if os.environ.get(COPY_OF):
        return os.environ[COPY_OF]
    head = git("rev-parse", "HEAD")
    changed = git("status", "--porcelain", "--untracked-files=no", "--", ".", ":(exclude)checkpoints")
    return f"{head}-dirty" if changed else head or None


def git(*arguments: str) -> str:
    """What git prints about the checkout; nothing where there is none, or no git."""
    command = ["git", "-C", str(ROOT), *arguments]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except FileNotFoundError:
        return ""
