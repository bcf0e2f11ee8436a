"""Files that are written whole or not at all, on a disk that is full, cannot be written to, or at a sudden end."""

import errno
import io
import json
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import torch
from places import ROOT
from processes import python
from sample_records import made_history, made_row, made_trace

from latentviz.model.checkpoint import CheckpointError, load_checkpoint, save_checkpoint
from latentviz.records.map_fit import HiddenStateMap
from latentviz.records.results_file import ResultSettings, load_results, save_results
from latentviz.records.run_file import Run, load_runs, save_runs
from latentviz.runs.log import read_training_log
from latentviz.runs.snapshots import ProbeHistory
from latentviz.utils.atomic import write_text
from latentviz.utils.checkpoint_files import MAP, PROBES, SUMS, WEIGHTS, digest
from train.loop.metrics_log import MetricsLog
from train.loop.run_record import read_record, write_record
from train.loop.state import load_state, save_state

LONG = "x" * 20_000
SMALL_FILE = 10_000


@contextmanager
def full_disk() -> Iterator[None]:
    """No file grows past `SMALL_FILE` bytes; what is written beyond fails as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL_FILE, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def read_only(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No file can be opened for writing, as below a read-only mount."""
    real = io.open

    def refused(file, mode="r", *rest, **named):
        if set(mode) & set("wax+"):
            raise OSError(errno.EROFS, "Read-only file system", str(file))
        return real(file, mode, *rest, **named)

    with monkeypatch.context() as patched:
        patched.setattr(io, "open", refused)
        yield


def results(folder: Path, question: str) -> None:
    (folder / WEIGHTS).touch()
    save_results(folder, ResultSettings("test", 1, 0, 0.5, digest(folder / WEIGHTS)), [made_row(question=question)])


# What is written, by a short and by a long version; and what a reader then finds.
WRITERS: dict[str, tuple[Callable, Callable, Callable]] = {
    "run file": (
        lambda folder: save_runs(folder / "a.safetensors", {"run": Run(made_trace(question="old"))}),
        lambda folder: save_runs(folder / "a.safetensors", {"run": Run(made_trace(question=LONG))}),
        lambda folder: load_runs(folder / "a.safetensors")["run"].trace.question,
    ),
    "results": (
        lambda folder: results(folder, "old"),
        lambda folder: results(folder, LONG),
        lambda folder: load_results(folder)[1][0].question,
    ),
    "probes": (
        lambda folder: made_history().save(folder / PROBES),
        lambda folder: made_history(0, answers=((("5", LONG),) * 2,)).save(folder / PROBES),
        lambda folder: len(ProbeHistory.load(folder / PROBES).steps),
    ),
    "record": (
        lambda folder: write_record(folder, {"stage": "old"}),
        lambda folder: write_record(folder, {"stage": LONG}),
        lambda folder: read_record(folder)["stage"],
    ),
    "state": (
        lambda folder: save_state(folder / "resume", torch.nn.Linear(2, 2), [], [], {"step": 1}),
        lambda folder: save_state(folder / "resume", torch.nn.Linear(200, 200), [], [], {"step": 2}),
        lambda folder: load_state(folder / "resume", torch.nn.Linear(2, 2), [], [])["step"],
    ),
}


@pytest.mark.parametrize("kind", list(WRITERS))
def test_a_full_disk_leaves_the_old_file_and_says_so(kind, tmp_path):
    write_old, write_new, read = WRITERS[kind]
    write_old(tmp_path)
    before = read(tmp_path)
    with full_disk(), pytest.raises(OSError, match=r"File too large"):
        write_new(tmp_path)
    assert read(tmp_path) == before


@pytest.mark.parametrize("kind", ["run file", "results", "record"])
def test_a_read_only_folder_leaves_the_old_file_and_says_so(kind, tmp_path, monkeypatch):
    write_old, write_new, read = WRITERS[kind]
    write_old(tmp_path)
    before = read(tmp_path)
    with read_only(monkeypatch), pytest.raises(OSError, match="Read-only file system"):
        write_new(tmp_path)
    assert read(tmp_path) == before


def test_a_file_takes_its_place_only_when_it_is_whole(tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    write_text(path, "old")

    def break_off(fresh, target):
        assert (fresh.read_text(), target.read_text()) == ("new", "old")
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", break_off)
    with pytest.raises(KeyboardInterrupt):
        write_text(path, "new")
    monkeypatch.undo()
    with pytest.raises(UnicodeEncodeError):
        write_text(path, "half \ud800")
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["a.json"]
    write_text(path, "new")
    assert path.read_text() == "new"


def test_what_is_no_file_is_written_directly(tmp_path):
    write_text("/dev/null", "x")
    assert Path("/dev/null").is_char_device()


def test_a_pipe_on_standard_output_is_written_to():
    code = "from latentviz.utils.atomic import write_text; write_text('/dev/stdout', 'x')"
    assert python("-c", code).stdout == "x"


def test_a_checkpoint_that_is_half_written_is_refused(checkpoint, lively, tmp_path, monkeypatch):
    model, tokenizer = lively
    folder = tmp_path / "new"
    save_checkpoint(folder, checkpoint.model, checkpoint.tokenizer)
    moved, real = [], Path.replace

    def break_off(path, target):
        if Path(target).name != SUMS:
            moved.append(Path(target).name)
            if len(moved) == 2:
                raise KeyboardInterrupt
        return real(path, target)

    monkeypatch.setattr(Path, "replace", break_off)
    with pytest.raises(KeyboardInterrupt):
        save_checkpoint(folder, model, tokenizer)
    monkeypatch.undo()
    with pytest.raises(CheckpointError, match=r"SHA-256 is not the one"):
        load_checkpoint(folder)
    save_checkpoint(folder, model, tokenizer)
    again = load_checkpoint(folder, dtype="float32").model.state_dict()
    assert all(torch.equal(value, again[name]) for name, value in model.state_dict().items())


def test_a_full_disk_leaves_the_old_checkpoint(checkpoint, lively, tmp_path):
    save_checkpoint(tmp_path / "kept", checkpoint.model, checkpoint.tokenizer)
    with full_disk(), pytest.raises(OSError, match="File too large"):
        save_checkpoint(tmp_path / "kept", *lively)
    kept = load_checkpoint(tmp_path / "kept", dtype="float32").model.state_dict()
    assert all(torch.equal(value, kept[name]) for name, value in checkpoint.model.state_dict().items())
    assert not [path for path in (tmp_path / "kept").iterdir() if path.name.startswith(".")]


def test_a_map_that_does_not_fit_on_the_disk_leaves_the_old_one(random_checkpoint, tmp_path):
    states_map = HiddenStateMap.load(random_checkpoint / MAP)
    states_map.save(tmp_path / MAP)
    before = (tmp_path / MAP).read_bytes()
    with full_disk(), pytest.raises(OSError, match="File too large"):
        states_map.save(tmp_path / MAP)
    assert (tmp_path / MAP).read_bytes() == before


def test_a_log_line_that_was_cut_by_a_full_disk_is_left_out_and_mended(tmp_path):
    log = MetricsLog(tmp_path / "metrics.jsonl", 0)
    log.write(step=1, loss=2.0)
    with full_disk(), pytest.raises(OSError, match="File too large"):
        log.write(step=2, note=LONG)
    assert (tmp_path / "metrics.jsonl").stat().st_size == SMALL_FILE
    assert read_training_log(tmp_path).last_step == 1
    MetricsLog(tmp_path / "metrics.jsonl", 1).write(step=2, loss=1.0)
    assert read_training_log(tmp_path).last_step == 2


def test_a_writer_that_is_killed_again_and_again_never_leaves_half_a_file(tmp_path):
    path = tmp_path / "results.jsonl"
    code = (
        "import sys, json\nfrom latentviz.utils.atomic import write_text\n"
        "i = 0\nwhile True:\n    i += 1\n"
        f"    write_text({str(path)!r}, json.dumps([i] * 50_000))\n"
        "    print(i, flush=True)\n"
    )
    for _ in range(3):
        process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE)
        with process:
            process.stdout.readline()
            process.send_signal(signal.SIGKILL)
        values = json.loads(path.read_text())
        assert len(values) == 50_000
        assert len(set(values)) == 1
