"""The examples run as a reader would run them."""

import subprocess
import sys

from places import ROOT


def run(module, checkpoint, n):
    command = [
        sys.executable,
        "-W",
        "error",
        "-m",
        f"examples.{module}",
        "--checkpoint",
        str(checkpoint),
        "--n",
        str(n),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_example_is_tested():
    assert sorted(path.stem for path in (ROOT / "examples").glob("*.py")) == ["patch_the_number", "steps_and_accuracy"]


def test_patch_the_number(random_checkpoint):
    lines = run("patch_the_number", random_checkpoint, 3).splitlines()
    assert len(lines) == 12
    assert sum("arithmetic: " in line for line in lines) == 3
    assert sum("control, noise" in line for line in lines) == 3


def test_steps_and_accuracy(random_checkpoint):
    out = run("steps_and_accuracy", random_checkpoint, 12)
    assert out.startswith("12 problems in ")
    assert "halts after" in out
    assert "not beaten: " in out
    assert "stop head against 8 steps: " in out
