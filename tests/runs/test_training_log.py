"""What a run folder says while it goes on: the log, and the thoughts on probe problems."""

import json
from dataclasses import replace

import numpy as np
import pytest
from sample_records import made_history

from latentviz.runs.log import read_training_log, series
from latentviz.runs.snapshots import ProbeHistory
from latentviz.utils.array_records import flattened

ROWS = [
    {"step": 2, "loss": 3.0, "loss_policy": 2.0, "kl": 0.0},
    {"step": 4, "loss": 2.0, "loss_policy": 1.0, "kl": 0.1},
    {"step": 4, "accuracy": 0.5, "latent_steps_by_n_operations": [1.0, 2.0], "halting_collapsed": False},
    {"step": 6, "loss": 90.0, "loss_policy": 80.0, "kl": 9.0},
    {"step": 4, "event": "recovered", "reason": "step 7: loss is nan", "n_recoveries": 1},
    {"step": 6, "loss": 1.5, "loss_policy": 0.5, "kl": 0.2, "halting_collapsed": True},
]


@pytest.fixture
def log_file(tmp_path):
    (tmp_path / "metrics.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return tmp_path / "metrics.jsonl"


def test_a_log_by_hand(log_file):
    log = read_training_log(log_file.parent)
    assert [values.tolist() for values in series(log.rows, "loss")] == [[2, 4, 6], [3.0, 2.0, 1.5]]
    assert [values.tolist() for values in series(log.abandoned, "loss")] == [[6], [90.0]]
    assert [values.tolist() for values in series(log.rows, "nothing")] == [[], []]
    steps, means = log.table("latent_steps_by_n_operations")
    assert (steps.tolist(), means.tolist()) == ([4], [[1.0, 2.0]])
    assert log.table("nothing")[0].tolist() == []
    assert log.names == ("loss", "loss_policy", "kl", "accuracy")
    assert log.last_step == 6
    assert [event["reason"] for event in log.events] == ["step 7: loss is nan"]
    assert [row["step"] for row in log.alarms] == [6]


def test_a_line_that_is_being_written_is_left_out(log_file):
    with log_file.open("a") as handle:
        handle.write('{"step": 8, "lo')
    assert read_training_log(log_file.parent).last_step == 6


@pytest.mark.parametrize("line", ["[3]", '{"loss": 2}', '{"step": "2", "loss": 2}'])
def test_a_broken_line_is_named(log_file, line):
    log_file.write_text(f'{{"step": 1, "loss": 2}}\n{line}\n')
    with pytest.raises(ValueError, match="line 2 is no line of a training log"):
        read_training_log(log_file.parent)


def test_an_empty_log_has_no_series(tmp_path):
    (tmp_path / "metrics.jsonl").write_text("")
    log = read_training_log(tmp_path)
    assert (log.names, log.last_step, log.events) == ((), 0, ())
    with pytest.raises(FileNotFoundError):
        read_training_log(tmp_path / "none")


def test_a_history_survives_its_file(tmp_path):
    ours, arrays, read = made_history(0, 10, 20), {}, {}
    ours.save(tmp_path / "probes.safetensors")
    first = (tmp_path / "probes.safetensors").read_bytes()
    assert flattened(ProbeHistory.load(tmp_path / "probes.safetensors"), read) == flattened(ours, arrays)
    np.testing.assert_equal(read, arrays)
    ours.save(tmp_path / "probes.safetensors")
    assert (tmp_path / "probes.safetensors").read_bytes() == first
    assert [path.name for path in tmp_path.iterdir()] == ["probes.safetensors"]


def test_what_a_run_undid_leaves_no_trace():
    joined = made_history(0, 10, 20).followed_by(made_history(20)).followed_by(made_history(30))
    assert joined.steps.tolist() == [0, 10, 20, 30]
    assert np.array_equal(joined.p_stop[2], made_history(20).p_stop[0])
    assert [row[1][2] for row in joined.answers] == ["0", "10", "20", "30"]
    back = joined.followed_by(made_history(15))
    assert back.steps.tolist() == [0, 10, 15]
    assert len(back.answers) == 3


def test_histories_that_do_not_fit_are_refused(tmp_path):
    with pytest.raises(ValueError, match="of other problems"):
        made_history(0).followed_by(made_history(1, questions=("c?", "d?")))
    with pytest.raises(ValueError, match="p_stop has shape"):
        replace(made_history(0), p_stop=np.zeros((2, 2, 3)))
    with pytest.raises(ValueError, match="answers has shape"):
        replace(made_history(0), answers=((("1",),),))
    (tmp_path / "probes.safetensors").write_bytes(b"\x10\x00")
    with pytest.raises(ValueError, match=r"probes\.safetensors: no history"):
        ProbeHistory.load(tmp_path / "probes.safetensors")
    with pytest.raises(FileNotFoundError):
        ProbeHistory.load(tmp_path / "none.safetensors")
