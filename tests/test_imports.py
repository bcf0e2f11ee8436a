"""The import table of the design: compute -> record -> statistic -> figure -> page."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MAY_IMPORT = {
    "atomic": set(),
    "config": {"atomic"},
    "hosting": {"config"},
    "event_log": set(),
    "memory": set(),
    "threads": set(),
    "problems": {"config"},
    "examples": {"problems"},
    "questions": {"config"},
    "tokens": set(),
    "filters": set(),
    "folder": set(),
    "sources": {"folder"},
    "weights": {"folder"},
    "costs": set(),
    "readings": set(),
    "rules": set(),
    "cloud": set(),
    "thought": set(),
    "model": {"config", "filters", "folder", "thought"},
    "decoding": {"model"},
    "stop_rules": {"decoding", "model", "rules"},
    "trace": {"config", "costs", "problems", "readings", "rules"},
    "stats": {"trace"},
    "projection": {"atomic", "cloud", "trace"},
    "runfile": {"atomic", "cloud", "projection", "run_bounds", "trace"},
    "run_bounds": {"readings", "trace"},
    "links": {"answered", "problems", "questions", "trace"},
    "summaries": {"runfile", "trace"},
    "lens": {"model", "readings"},
    "meter": {"costs", "decoding", "filters", "model"},
    "controls": {"decoding", "lens", "model", "problems", "readings"},
    "reference": {"config", "folder", "model"},
    "checkpoints": {"atomic", "config", "folder", "model", "projection", "reference", "sources", "weights"},
    "evidence": {"checkpoints", "controls", "lens", "problems", "rules", "stop_rules", "trace"},
    "evaluation": {"config", "decoding", "model", "problems", "stats", "trace"},
    "tracer": {
        *("checkpoints", "config", "controls", "decoding", "evidence", "lens", "meter", "model", "problems"),
        *("questions", "tokens", "trace"),
    },
    "twins": {"problems"},
    "uploads": {"config", "problems", "questions"},
    "stress": {"problems", "twins", "uploads"},
    "gpu_time": {"problems", "trace", "uploads"},
    "answered": {"config", "rules", "trace"},
    "comparison": {"answered", "config", "stats"},
    "front": {"answered", "stats"},
    "halt_groups": {"answered", "stats"},
    "results": {"answered", "atomic", "config", "folder", "runfile"},
    "reward_group": set(),
    "rewards": {"reward_group"},
    "training_log": {"folder"},
    "probes": {"atomic"},
    "run_folders": {"folder", "probes", "training_log"},
    "edits": {"config", "decoding", "model", "rules", "trace"},
    "edit_controls": {"decoding", "edits", "model", "stats"},
    "edited": {
        *("causes", "checkpoints", "config", "decoding", "edits", "lens", "questions", "trace", "twins"),
    },
    "causes": {"config", "controls", "decoding", "edits", "model", "problems", "stats", "twins"},
    "dataset_run": {"answered", "decoding", "model", "stop_rules", "uploads"},
    "commands": {
        *("answered", "atomic", "causes", "checkpoints", "config", "dataset_run", "decoding", "evaluation", "folder"),
        *("problems", "results", "sources", "stats", "twins", "uploads"),
    },
    "figures": {
        *("answered", "cloud", "comparison", "config", "front", "probes", "readings", "reward_group", "stats"),
        *("trace", "training_log"),
    },
    "ui": {
        *("answered", "causes", "checkpoints", "cloud", "comparison", "config", "dataset_run", "decoding"),
        *("edit_controls", "edited", "edits", "evaluation", "examples", "figures", "folder", "front", "gpu_time"),
        *("halt_groups", "hosting", "lens", "links", "memory", "model", "probes", "problems", "projection"),
        *("questions", "readings", "reference", "results", "reward_group", "rewards", "run_folders", "runfile"),
        *("sources", "stats", "stop_rules", "stress", "summaries", "threads", "tokens", "trace", "tracer"),
        *("training_log", "twins", "uploads"),
    },
    "__main__": {
        *("checkpoints", "commands", "config", "decoding", "evaluation", "lens", "model", "problems", "projection"),
        *("questions", "runfile", "sources", "stats", "summaries", "tokens", "trace", "tracer"),
    },
    "__init__": set(),
}
LIBRARIES = {
    "torch": {
        *("model", "thought", "filters", "decoding", "checkpoints", "controls", "evidence", "lens", "meter"),
        *("stop_rules", "tracer", "evaluation", "causes", "edited", "edits", "reference", "rewards", "weights"),
        "threads",
    },
    "gradio": {"ui"},
    "plotly": {"figures", "ui"},
    "umap": {"projection"},
    "huggingface_hub": {"sources"},
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


def test_every_module_stands_in_the_table():
    found = {path.stem for path in (ROOT / "latentviz").iterdir() if path.suffix == ".py"}
    found |= {path.name for path in (ROOT / "latentviz").iterdir() if (path / "__init__.py").exists()}
    assert found == set(MAY_IMPORT)


@pytest.mark.parametrize("module", sorted(MAY_IMPORT))
def test_a_module_imports_only_what_the_table_allows(module):
    for path in files_of(module):
        own = {name.split(".")[1] for name in imported(path) if name.startswith("latentviz.")} - {"__version__"}
        assert own <= MAY_IMPORT[module] | {module}, path
        assert not any(name.split(".")[0] in ("train", "app") for name in imported(path)), path


@pytest.mark.parametrize("library", sorted(LIBRARIES))
def test_a_library_is_used_in_its_own_modules_only(library):
    users = {
        module
        for module in MAY_IMPORT
        for path in files_of(module)
        if any(name.split(".")[0] == library for name in imported(path))
    }
    assert users <= LIBRARIES[library]


def test_the_trainers_never_import_the_page():
    for path in (ROOT / "train").rglob("*.py"):
        assert not any(name.startswith(("latentviz.ui", "gradio", "app")) for name in imported(path)), path


def test_files_stay_short():
    long = {}
    for folder in ("latentviz", "train", "tests", "examples"):
        for path in (ROOT / folder).rglob("*.py"):
            n_lines = len(path.read_text(encoding="utf-8").splitlines())
            if n_lines > 400:
                long[path.name] = n_lines
    assert long == {}
