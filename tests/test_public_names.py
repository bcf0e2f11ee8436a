"""The names that the package gives, and the README's snippet that uses them."""

import re
import tomllib

import pytest
from places import ROOT

import latentviz

README = ROOT / "README.md"


@pytest.mark.parametrize("name", latentviz.__all__)
def test_every_public_name_is_there(name):
    assert getattr(latentviz, name) is not None


def test_another_name_is_not():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        latentviz.nothing  # noqa: B018


def test_an_installed_package_brings_the_checkpoints():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    brought = {name for name, patterns in settings["package-data"].items() if patterns == ["*"]}
    assert brought == {f"checkpoints.{folder.name}" for folder in (ROOT / "checkpoints").iterdir()}
    assert "checkpoints*" in settings["packages"]["find"]["include"]


def test_the_snippet_of_the_readme_runs(capsys, monkeypatch):
    monkeypatch.chdir(README.parent)
    (snippet,) = [
        text
        for text in re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
        if "Tracer" in text
    ]
    exec(snippet, {})
    assert capsys.readouterr().out.startswith("19.0 ")
