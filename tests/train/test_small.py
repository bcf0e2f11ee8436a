"""`train/small.sh`, whose Python only tells what it is asked for."""

import os
import subprocess

import pytest
from places import ROOT

from train.config import GrpoOptions, ReaderOptions, SftOptions, parse_options
from train.evaluate import build_parser

OPTIONS = {"reader": ReaderOptions, "sft": SftOptions, "grpo": GrpoOptions}


@pytest.mark.parametrize(("trial", "n_steps", "n_real"), [("", 3000, 1000), ("1", 30, 48)])
def test_its_commands_are_those_of_the_trainers(trial, n_steps, n_real, tmp_path):
    python, calls = tmp_path / "python3", tmp_path / "calls"
    python.write_text(f'#!/bin/sh\necho "$@" >>{calls}\n')
    python.chmod(0o755)
    env = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}", "TRIAL": trial, "PARTS": ""}
    subprocess.run(["sh", "train/small.sh", tmp_path / "out", "--seed", "5"], cwd=ROOT, env=env, check=True)
    asked = [line.removeprefix("-m train.").split() for line in calls.read_text().splitlines()]
    assert [stage for stage, *_ in asked] == ["reader", "sft", "grpo", "evaluate", "evaluate"]
    options = [parse_options(OPTIONS[stage], stage, flags)[0] for stage, *flags in asked[:3]]
    assert (options[1].n_steps, options[1].seed) == (n_steps, 5)
    assert [build_parser().parse_args(flags).n_real for _, *flags in asked[3:]] == [n_real, n_real]
