"""The examples run with the arguments that a reader would give."""

from places import ROOT

from examples import patch_the_number, steps_and_accuracy


def test_every_example_is_tested():
    assert sorted(path.stem for path in (ROOT / "examples").glob("*.py")) == ["patch_the_number", "steps_and_accuracy"]


def test_patch_the_number(random_checkpoint, capsys):
    assert patch_the_number.main(["--checkpoint", str(random_checkpoint), "--n", "3"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 12
    assert sum("arithmetic: " in line for line in lines) == 3
    assert sum("control, noise" in line for line in lines) == 3


def test_steps_and_accuracy(random_checkpoint, capsys):
    assert steps_and_accuracy.main(["--checkpoint", str(random_checkpoint), "--n", "12"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("12 problems in ")
    assert "halts after" in out
    assert "not beaten: " in out
    assert "stop head against 8 steps: " in out
