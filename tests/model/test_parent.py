"""A checkpoint that stores what it changed of the one beside it alone."""

import copy
from pathlib import Path

import pytest
import torch
from lively import untrained
from safetensors.torch import load_file, save_file

from latentviz.model.checkpoint import (
    SUMS,
    WEIGHTS,
    CheckpointError,
    load_checkpoint,
    read_tensors,
    save_checkpoint,
    verify_sums,
)
from latentviz.model.parent import parent_of

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
    assert not parent_of(tmp_path / "other" / "later" / WEIGHTS)
    assert load_file(tmp_path / "other" / "later" / WEIGHTS).keys() == load_file(parent / WEIGHTS).keys()


def test_a_folder_that_goes_on_from_itself_stores_all(changed, parent):
    save_checkpoint(parent, *changed, "int8", parent)
    assert not parent_of(parent / WEIGHTS)
    load_checkpoint(parent)


def test_what_goes_on_from_such_a_folder_stores_all(start, child, tmp_path):
    save_checkpoint(tmp_path / "last", *start, "int8", child)
    assert not parent_of(tmp_path / "last" / WEIGHTS)


def test_all_weights_take_the_place_of_some(child, changed):
    save_checkpoint(child, *changed)
    assert not parent_of(child / WEIGHTS)
    verify_sums(child)
    load_checkpoint(child)


def test_a_parent_that_is_gone_or_another_one_is_named(child, parent, changed):
    save_checkpoint(parent, *changed, "int8")
    with pytest.raises(CheckpointError, match="start has other weights than those that it goes on from"):
        load_checkpoint(child)
    (parent / WEIGHTS).unlink()
    with pytest.raises(CheckpointError, match="what it changed of start alone, which is not beside it"):
        load_checkpoint(child)


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ({"parent": "/etc", "parent_sha256": ""}, "it must be the name of a folder beside"),
        ({"parent": "../start", "parent_sha256": ""}, "it must be the name of a folder beside"),
        ({"parent": "..", "parent_sha256": ""}, "it must be the name of a folder beside"),
        ({"parent_sha256": ""}, "it must be the name of a folder beside"),
        ({"parent": "start"}, "start has other weights"),
    ],
)
def test_a_header_that_names_no_folder_beside_it_is_refused(header, reason, child):
    save_file(load_file(child / WEIGHTS), child / WEIGHTS, metadata=header)
    (child / SUMS).unlink()
    with pytest.raises(CheckpointError, match=reason):
        load_checkpoint(child)
