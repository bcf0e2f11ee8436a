"""The run file: what goes in comes out, what is not a run stays out; the table and the link beside it."""

import csv
import dataclasses
import io

import numpy as np
import pytest
from safetensors.numpy import save
from sample_records import explained_trace, made_cloud, made_placement, made_trace

from latentviz.data.problems import Problem
from latentviz.records.links import LinkError, RunLink
from latentviz.records.run_file import (
    HEADER,
    Run,
    RunFileError,
    load_runs,
    run_table,
    runs_from_bytes,
    runs_to_bytes,
    save_runs,
)
from latentviz.utils.array_records import from_bytes, to_bytes


@pytest.fixture
def run() -> Run:
    return Run(explained_trace(), made_cloud(), made_placement())


def edited(content: bytes, change) -> bytes:
    """The file with another header."""
    header, tensors = from_bytes(HEADER, content)
    change(header)
    return to_bytes(HEADER, header, tensors)


def test_a_run_survives_the_file(run, tmp_path):
    save_runs(tmp_path / "run.safetensors", {"a": run, "b": Run(made_trace())})
    opened = load_runs(tmp_path / "run.safetensors")
    assert runs_to_bytes(opened) == runs_to_bytes({"a": run, "b": Run(made_trace())})
    trace = opened["a"].trace
    assert trace.nearest_tokens == run.trace.nearest_tokens
    assert trace.lens.tokens == run.trace.lens.tokens
    assert trace.chain == run.trace.chain
    assert trace.decoder == run.trace.decoder
    assert trace.rules.halts() == run.trace.rules.halts()
    np.testing.assert_array_equal(trace.hidden, run.trace.hidden)
    np.testing.assert_array_equal(opened["a"].placement.neighbors, run.placement.neighbors)
    assert opened["a"].cloud.labels.questions == run.cloud.labels.questions
    assert opened["b"].placement is None
    assert opened["b"].trace.lens is None


@pytest.mark.parametrize("cut", [0, 5, 100, 2000])
def test_a_file_that_was_cut_short_is_refused(run, cut):
    with pytest.raises(RunFileError, match="not a usable run file"):
        runs_from_bytes(runs_to_bytes({"run": run})[:cut])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda header: header.update(format=2), "has format 2"),
        (lambda header: header["runs"]["run"]["trace"].update(question=5), "question. is of another type"),
        (lambda header: header["runs"]["run"]["trace"].update(answers=["1"]), "answers has 1 rows"),
        (lambda header: header["runs"]["run"]["trace"].update(nearest_tokens=[[1]] * 5), "another type"),
        (lambda header: header["runs"]["run"]["trace"].update(n_latent_steps=9), "lies outside"),
        (lambda header: header["runs"]["run"]["trace"].pop("answers"), "'answers'"),
        (lambda header: header["runs"]["run"].update(placement=None), "both the cloud and the placement"),
        (lambda header: header.update(runs=[]), "not a usable run file"),
    ],
)
def test_a_header_that_does_not_fit_is_refused(run, change, message):
    with pytest.raises(RunFileError, match=message):
        runs_from_bytes(edited(runs_to_bytes({"run": run}), change))


@pytest.mark.parametrize(
    ("name", "array", "message"),
    [
        ("run.trace.p_stop", np.full(5, np.nan, np.float32), "not finite"),
        ("run.placement.neighbors", np.full((5, 3), 99), "outside the cloud"),
        ("run.trace.lens.kl", np.zeros((1, 5), np.float32), "a lens grid has"),
        ("run.cloud.xy", np.zeros((3, 2), np.float32), "cloud xy has shape"),
        ("run.cloud.labels.step", np.full(30, 10**9), "its map cannot be that of a thought"),
    ],
)
def test_arrays_that_do_not_fit_are_refused(run, name, array, message):
    header, tensors = from_bytes(HEADER, runs_to_bytes({"run": run}))
    with pytest.raises(RunFileError, match=message):
        runs_from_bytes(to_bytes(HEADER, header, tensors | {name: array}))


def test_another_safetensors_file_is_named_as_such():
    with pytest.raises(RunFileError, match="not a run file of this page"):
        runs_from_bytes(save({"x": np.zeros(2)}))


def test_the_table_holds_the_data_of_the_figures(run):
    rows = list(csv.DictReader(io.StringIO(run_table(run))))
    assert [row["step"] for row in rows] == ["0", "1", "2", "3", "4"]
    assert [row["past_halt"] for row in rows] == ["False"] * 3 + ["True"] * 2
    assert [row["right"] for row in rows] == ["False", "False", "True", "False", "False"]
    assert [row["token_1"] for row in rows] == [tokens[0] for tokens in run.trace.nearest_tokens]
    np.testing.assert_allclose([float(row["p_stop"]) for row in rows], run.trace.p_stop)
    np.testing.assert_allclose([float(row["umap_x"]) for row in rows], run.placement.xy[:, 0])
    assert rows[0]["neighbors_kept_umap2d"] == "0.8"
    assert "umap_x" not in run_table(Run(made_trace()))


def test_a_link_names_everything_that_the_run_needs():
    trace = made_trace(question="How much is 3 & 4? 100 % ünïcode <b>").decided(0.3, 2.0, 1)
    link = RunLink.of(trace, selected=3)
    assert RunLink.read(link.query, 0.5) == link
    assert link.problem == Problem(trace.question, ("3+4=7",), 7, 1)
    assert (link.threshold, link.temperature, link.fixed_k, link.selected) == (0.3, 2.0, 1, 3)


@pytest.mark.parametrize(("threshold", "temperature"), [(0.005, 20.0), (1e-6, 1e-3), (1.0, 1e3)])
def test_a_link_that_is_written_is_read(threshold, temperature):
    link = RunLink.of(made_trace().decided(threshold, temperature))
    assert RunLink.read(link.query, 0.5) == link


def test_a_gold_answer_without_steps_goes_along_with_its_link():
    link = RunLink.of(dataclasses.replace(made_trace(), gold_steps=()))
    assert link.problem == Problem(link.question, (), 7, 0)
    assert RunLink.read(link.query, 0.5) == link


def test_a_link_without_a_question_is_none_and_with_one_alone_is_enough():
    assert RunLink.read("?__theme=dark", 0.5) is None
    assert RunLink.read("?q=2+apples", 0.4) == RunLink("2 apples", 0.4)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("threshold=2", "threshold = '2'; it must be a number from 0.0 to 1.0"),
        ("threshold=nan", "threshold = 'nan'"),
        ("temperature=0", "temperature = '0'"),
        ("k=-1", "k = '-1'; it must be a whole number"),
        ("step=x", "step = 'x'"),
        ("gold=8&steps=3%2B4%3D7", "gold steps do not hold"),
        ("gold=7&steps=nonsense", "gold steps do not hold"),
    ],
)
def test_a_link_that_cannot_be_followed_says_why(query, message):
    with pytest.raises(LinkError, match=message.replace("+", r"\+")):
        RunLink.read(f"?q=2+apples&{query}", 0.5)
