"""What a Space reads and needs: the head of the README, and examples that need no model."""

import re
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


def test_the_readme_has_the_head_that_a_space_reads():
    head = yaml.safe_load((ROOT / "README.md").read_text().split("---\n")[1])
    assert head["sdk"] == "gradio"
    assert (ROOT / head["app_file"]).is_file()
    (gradio,) = re.findall(r"^gradio.*", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    assert head["sdk_version"] in Requirement(gradio).specifier
    assert Version(head["sdk_version"]) <= Version(gr.__version__)
    assert {head["colorFrom"], head["colorTo"]} <= set(COLOURS)
    assert len(head["short_description"]) <= 60


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
