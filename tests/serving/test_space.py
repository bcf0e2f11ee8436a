"""What a Space reads and needs: the head of the README, the requirements, and examples that need no model."""

import shutil
from pathlib import Path

import gradio as gr
import pytest
import yaml
from packaging.requirements import Requirement
from packaging.version import Version
from places import ROOT

from latentviz.data.examples import EXAMPLES
from latentviz.serving.engine import Engine, ModelUnavailable
from latentviz.ui import tour
from latentviz.utils.checkpoint_files import WEIGHTS

COLOURS = ("red", "yellow", "green", "blue", "indigo", "purple", "pink", "gray")


def requirements() -> dict[str, Requirement]:
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    return {requirement.name: requirement for requirement in map(Requirement, lines)}


def test_the_readme_has_the_head_that_a_space_reads():
    head = yaml.safe_load((ROOT / "README.md").read_text().split("---\n")[1])
    assert head["sdk"] == "gradio"
    assert (ROOT / head["app_file"]).is_file()
    assert head["sdk_version"] in requirements()["gradio"].specifier
    assert Version(head["sdk_version"]) <= Version(gr.__version__)
    assert head["python_version"] == "3.11"
    assert head["title"] == "latentviz"
    assert head["emoji"]
    assert {head["colorFrom"], head["colorTo"]} <= set(COLOURS)
    assert head["license"] == "mit"
    assert len(head["short_description"]) <= 60


def test_every_requirement_has_a_lower_bound_and_every_young_one_an_upper_bound():
    for name, requirement in requirements().items():
        operators = {specifier.operator for specifier in requirement.specifier}
        assert operators & {">=", "=="}, name
    for name in ("gradio", "plotly", "transformers", "datasets", "accelerate", "numpy", "umap-learn", "torch"):
        assert {specifier.operator for specifier in requirements()[name].specifier} & {"<", "=="}, name


def test_the_tour_shows_the_shipped_examples_without_the_model(tmp_path: Path):
    folder = tmp_path / "no-weights"
    shutil.copytree(ROOT / "checkpoints" / "tiny-grpo", folder, ignore=shutil.ignore_patterns(WEIGHTS))
    engine = Engine(folder, device="cpu")
    engine.settle()
    with pytest.raises(ModelUnavailable):
        engine.wait()
    for place, stop in enumerate(tour.STOPS):
        *_, values = tour.go_to(engine, place)
        assert values["run_state"].trace.question == EXAMPLES[stop.example].question
        assert values["run_state"].trace.finished
