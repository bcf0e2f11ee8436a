"""A checkpoint that stores what it changed of the one beside it alone."""

import copy
import json
from pathlib import Path

import pytest
import torch
from lively import untrained
from safetensors.torch import load_file

from latentviz.model.checkpoint import (
    WEIGHTS,
    CheckpointError,
    load_checkpoint,
    read_tensors,
    save_checkpoint,
    verify_sums,
    write_sums,
)
from latentviz.utils.checkpoint_files import PARENT

HEAD = {"stop_head.linear.weight", "stop_head.linear.bias"}


@pytest.fixture(scope="module")
def start():
    return untrained(0.1)


@pytest.fixture(scope="module")
def changed(start):
    """The same with another stop head."""
    model, tokenizer = copy.deepcopy(start[0]), start[1]
    with torch.no_grad():
        model.stop_head.linear.bias += 1
        model.stop_head.linear.weight *= 2
    return model, tokenizer


@pytest.fixture
def parent(start, tmp_path) -> Path:
    save_checkpoint(tmp_path / "start", *start, "int8")
    return tmp_path / "start"


@pytest.fixture
def child(changed, parent) -> Path:
    folder = parent.parent / "later"
    save_checkpoint(folder, *changed, "int8", parent)
    return folder


def test_what_was_changed_is_stored_alone_and_the_whole_is_read(child, changed, tmp_path):
    names = load_file(child / WEIGHTS).keys()
    assert {name.removesuffix(".scale") for name in names} == HEAD
    save_checkpoint(tmp_path / "whole", *changed, "int8")
    ours, whole = read_tensors(child), read_tensors(tmp_path / "whole")
    assert ours.keys() == whole.keys()
    assert all(torch.equal(ours[name], whole[name]) for name in whole)
    assert (
        load_checkpoint(child, dtype="float32").model.stop_head.linear.bias.tolist()
        == whole["stop_head.linear.bias"].tolist()
    )


def test_a_folder_elsewhere_stores_all(changed, parent, tmp_path):
    save_checkpoint(tmp_path / "other" / "later", *changed, "int8", parent)
    assert not (tmp_path / "other" / "later" / PARENT).exists()
    assert load_file(tmp_path / "other" / "later" / WEIGHTS).keys() == load_file(parent / WEIGHTS).keys()


def test_a_folder_that_goes_on_from_itself_stores_all(changed, parent):
    save_checkpoint(parent, *changed, "int8", parent)
    assert not (parent / PARENT).exists()
    load_checkpoint(parent)


def test_what_goes_on_from_such_a_folder_stores_all(start, child, tmp_path):
    save_checkpoint(tmp_path / "last", *start, "int8", child)
    assert not (tmp_path / "last" / PARENT).exists()


def test_all_weights_take_the_place_of_some(child, changed):
    save_checkpoint(child, *changed)
    assert not (child / PARENT).exists()
    verify_sums(child)
    load_checkpoint(child)


def test_a_parent_that_is_gone_or_another_one_is_named(child, parent, changed):
    save_checkpoint(parent, *changed, "int8")
    with pytest.raises(CheckpointError, match=r"\.\./start/model\.safetensors is another file than the one"):
        load_checkpoint(child)
    (parent / WEIGHTS).unlink()
    with pytest.raises(CheckpointError, match=r"changed of \.\./start/model\.safetensors alone, which is not there"):
        load_checkpoint(child)


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"file": "/etc/other.safetensors", "sha256": ""}, "it must be in the folder or in one beside it"),
        ({"file": "../../other.safetensors", "sha256": ""}, "it must be in the folder or in one beside it"),
        ({"file": 3, "sha256": ""}, "it must be in the folder or in one beside it"),
        ({"file": "parent.safetensors"}, "sha256"),
        ({"file": "parent.safetensors", "sha256": "", "more": 1}, "unknown keys"),
        ([], "parent.json"),
    ],
)
def test_a_record_that_is_none_is_refused(record, reason, child):
    (child / PARENT).write_text(json.dumps(record))
    write_sums(child)
    with pytest.raises(CheckpointError, match=reason):
        load_checkpoint(child)
