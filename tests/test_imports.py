"""The layers of the design: each may import only what lies below it."""

import ast
from pathlib import Path

import pytest
from places import ROOT

LAYERS = (
    ("utils", "stats"),
    ("data",),
    ("records", "runs"),
    ("model",),
    ("analysis",),
    ("figures",),
    ("serving",),
    ("ui",),
    ("__main__",),
)
LIBRARIES = {
    "torch": {"model", "analysis", "runs", "serving"},
    "gradio": {"serving", "ui"},
    "plotly": {"figures", "ui"},
    "umap": {"records"},
    "huggingface_hub": {"model"},
}


def imported(path: Path) -> set[str]:
    """Dotted names that a file imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return names


def files_of(module: str) -> list[Path]:
    package = ROOT / "latentviz" / module
    return sorted(package.rglob("*.py")) if package.is_dir() else [package.with_suffix(".py")]


def test_every_package_stands_in_one_layer():
    found = {path.stem for path in (ROOT / "latentviz").iterdir() if path.suffix == ".py"} - {"__init__"}
    found |= {path.name for path in (ROOT / "latentviz").iterdir() if (path / "__init__.py").exists()}
    assert sorted(found) == sorted(module for layer in LAYERS for module in layer)


@pytest.mark.parametrize("level", range(len(LAYERS)))
def test_a_layer_imports_only_what_lies_below_it(level: int):
    below = {module for layer in LAYERS[:level] for module in layer} | {"__version__"}
    for module in LAYERS[level]:
        for path in files_of(module):
            names = imported(path)
            assert {name.split(".")[1] for name in names if name.startswith("latentviz.")} <= below | {module}, path
            assert not any(name.split(".")[0] in ("train", "app") for name in names), path


@pytest.mark.parametrize("library", sorted(LIBRARIES))
def test_a_library_is_used_in_its_own_packages_only(library):
    users = {
        module
        for layer in LAYERS
        for module in layer
        for path in files_of(module)
        if any(name.split(".")[0] == library for name in imported(path))
    }
    assert users <= LIBRARIES[library]


def test_the_trainers_never_import_the_page():
    page = ("latentviz.serving", "latentviz.ui", "gradio", "app")
    for path in (ROOT / "train").rglob("*.py"):
        assert not any(name.startswith(page) for name in imported(path)), path


@pytest.mark.parametrize(
    ("folder", "above"), [("start", ("loop", "sft", "grpo", "reproduce")), ("loop", ("sft", "grpo", "reproduce"))]
)
def test_what_a_stage_of_training_is_built_on_never_imports_the_stage(folder: str, above: tuple[str, ...]):
    for path in (ROOT / "train" / folder).rglob("*.py"):
        assert not any(name.startswith(tuple(f"train.{module}" for module in above)) for name in imported(path)), path
