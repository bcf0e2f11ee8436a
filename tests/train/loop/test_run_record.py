"""The commit that a run names: of the checkout, and whether its files differ from it."""

import subprocess
from dataclasses import replace

import pytest

from train.config import SftOptions
from train.loop import run_record
from train.reproduce import is_record_of


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    monkeypatch.setattr(run_record, "ROOT", tmp_path)
    monkeypatch.delenv(run_record.COPY_OF, raising=False)
    (tmp_path / "checkpoints").mkdir()
    for name in ("code.py", "checkpoints/weights"):
        (tmp_path / name).write_text("before")
    author = ["-c", "user.name=test", "-c", "user.email=test@localhost"]
    for command in (["init", "-q"], ["add", "."], [*author, "commit", "-q", "-m", "first"]):
        subprocess.run(["git", "-C", str(tmp_path), *command], check=True, capture_output=True)
    return tmp_path


def test_weights_of_an_earlier_stage_may_differ_from_the_commit(checkout):
    head = run_record.git("rev-parse", "HEAD")
    assert len(head) == 40
    assert run_record.commit() == head
    (checkout / "checkpoints" / "weights").write_text("after")
    (checkout / "notes").write_text("not tracked")
    assert run_record.commit() == head
    (checkout / "code.py").write_text("after")
    assert run_record.commit() == f"{head}-dirty"


def test_without_a_checkout_no_commit_is_named_but_that_of_a_copy(tmp_path, monkeypatch):
    monkeypatch.setattr(run_record, "ROOT", tmp_path)
    monkeypatch.delenv(run_record.COPY_OF, raising=False)
    assert run_record.commit() is None
    with monkeypatch.context() as patched:
        patched.setenv("PATH", str(tmp_path))
        assert run_record.commit() is None, "git itself is not there"
    monkeypatch.setenv(run_record.COPY_OF, "abc")
    assert run_record.commit() == "abc"


def test_a_stage_whose_precision_was_chosen_when_it_began_is_gone_on_with(tmp_path):
    options = SftOptions(output=str(tmp_path))
    assert not is_record_of(options)
    run_record.write_record(tmp_path, {"options": options.to_dict() | {"precision": "bf16"}})
    assert is_record_of(options)
    assert not is_record_of(replace(options, seed=5))
    assert not is_record_of(replace(options, precision="no"))
