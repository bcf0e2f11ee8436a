"""A checkpoint of the hub, fetched by the hub's own client from a hub on this machine; and what is refused, and why."""

import json
import re
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch
from hub import COMMIT, Hub
from huggingface_hub import constants
from safetensors.torch import load_file, save_file

from latentviz.__main__ import main
from latentviz.model import checkpoint
from latentviz.model.checkpoint import CheckpointError, load_checkpoint, memory_available, memory_needed
from latentviz.model.hub import find, hub_name

NAME = "lab/tiny"


@pytest.fixture
def model(random_checkpoint: Path, tmp_path: Path) -> Path:
    """What the hub offers: a checkpoint, and files that are never to be fetched."""
    folder = shutil.copytree(random_checkpoint, tmp_path / "offered")
    (folder / "pytorch_model.bin").write_bytes(b"a pickle")
    (folder / "modeling.py").write_text("raise RuntimeError")
    return folder


@pytest.fixture
def hub(model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A hub with one model that is free and one that is gated, and an empty cache."""
    offered = Hub({NAME: model, "lab/gated": model}, gated={"lab/gated"})
    with offered as address:
        monkeypatch.setattr(constants, "ENDPOINT", address)
        monkeypatch.setattr(
            constants, "HUGGINGFACE_CO_URL_TEMPLATE", address + "/{repo_id}/resolve/{revision}/{filename}"
        )
        monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
        yield offered


def test_a_name_on_the_hub_loads_as_its_folder_does(hub: Hub, random_checkpoint: Path, tmp_path: Path):
    told = []
    folder = find(NAME, lambda n, total: told.append((n, total)))
    assert folder.is_relative_to(tmp_path / "cache")
    loaded, local = load_checkpoint(NAME, "cpu"), load_checkpoint(random_checkpoint, "cpu")
    assert loaded.name == f"{NAME}@{COMMIT[:8]}"
    assert loaded.hidden_state_map is not None
    for name, tensor in local.model.state_dict().items():
        assert torch.equal(tensor, loaded.model.state_dict()[name]), name
    # The configuration is looked at before the rest is fetched.
    n_bytes = sum(path.stat().st_size for path in folder.iterdir() if path.name != "config.json")
    assert max(told) == (n_bytes, n_bytes)
    assert not any(re.search(r"\.(bin|py)$", path) for path in hub.fetched)


def test_what_was_fetched_serves_without_the_hub(hub: Hub):
    folder = find(f"{NAME}@{COMMIT}")
    find(NAME)
    hub.broken = True
    assert find(NAME) == find(NAME, download=False) == folder


@pytest.mark.parametrize(
    ("name", "cause", "remedy"),
    [
        ("lab/gated", "grants access on request", "hf auth login"),
        ("lab/none", "no such model, or a private one", "check the name"),
        (f"{NAME}@v9", "no such revision", "leave out @v9"),
        ("lab/a.git", "cannot end by '.git'", ""),
        ("lab/a--b", "Cannot have -- or", ""),
    ],
)
def test_what_the_hub_refuses_is_said_with_what_to_do(hub: Hub, name: str, cause: str, remedy: str):
    with pytest.raises(CheckpointError, match=f"^{name}: .*{cause}.*{remedy}"):
        load_checkpoint(name, "cpu")


def test_a_hub_that_cannot_be_reached_is_said(hub: Hub, monkeypatch: pytest.MonkeyPatch):
    for download in (True, False):
        hub.broken = True
        with pytest.raises(CheckpointError, match=r"cannot be reached; check the network and HF_HUB_OFFLINE, or name"):
            find(NAME, download=download)
    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(CheckpointError, match="cannot be reached"):
        find(NAME)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("config.json", '{"model_type": "llama"}', "model_type is 'llama'.* no model that reasons in hidden states"),
        ("config.json", None, "has no config.json"),
        ("model.safetensors", None, "has no model.safetensors; weights as pickles are never"),
    ],
)
def test_what_is_no_checkpoint_is_refused_before_it_is_fetched(hub: Hub, model: Path, name: str, content, reason: str):
    (model / name).unlink()
    if content is not None:
        (model / name).write_text(content)
    with pytest.raises(CheckpointError, match=f"^{NAME}: .*{reason}"):
        find(NAME)
    assert not any(path.endswith(".safetensors") for path in hub.fetched)


def test_a_full_disk_is_named_with_both_sizes(hub: Hub, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("latentviz.model.hub.shutil.disk_usage", lambda path: SimpleNamespace(free=12_000))
    with pytest.raises(CheckpointError, match=r"0\.\d+ GB are to be downloaded, and 0\.00 GB are free.*set HF_HOME"):
        find(NAME)
    assert not any(path.endswith(".safetensors") for path in hub.fetched)


def test_a_download_that_is_given_up_ends(hub: Hub):
    class GivenUp(Exception):
        pass

    def give_up(n: int, total: int) -> None:
        raise GivenUp

    with pytest.raises(GivenUp):
        find(NAME, give_up)
    assert load_checkpoint(NAME, "cpu").name.startswith(NAME)


def test_the_commands_take_names_and_write_into_folders_only(hub: Hub, tmp_path: Path, capsys):
    assert main(["convert", NAME, str(tmp_path / "ours")]) == 0
    assert load_checkpoint(tmp_path / "ours", "cpu").name == "ours"
    capsys.readouterr()
    assert main(["trace", "Ann has 2 apples and buys 3 more. How many?", "--checkpoint", NAME, "--device", "cpu"]) == 0
    assert json.loads(capsys.readouterr().out)["checkpoint"] == f"{NAME}@{COMMIT[:8]}"
    assert main(["dataset", "--checkpoint", NAME, "--save"]) == 2
    assert "results are kept in a folder of your own" in capsys.readouterr().err


ODD = ("~nosuch/x", "x" * 300, "a\0b")


@pytest.mark.parametrize(
    "text", ["tiny", "a/b/c", "../x", "~/x", "/a/b", "a/b@", "checkpoints/none", "a /b", "./a", *ODD]
)
def test_what_is_no_name_on_the_hub_is_a_folder(text: str, tmp_path, monkeypatch):
    (tmp_path / "here" / "checkpoints").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here")
    assert hub_name(text) is None
    with pytest.raises(CheckpointError, match="there is no such checkpoint folder"):
        find(text)


def test_weights_in_several_files_are_one_model(random_checkpoint: Path, tmp_path: Path):
    folder = shutil.copytree(random_checkpoint, tmp_path / "split", ignore=shutil.ignore_patterns("SHA256SUMS"))
    tensors = load_file(folder / "model.safetensors")
    (folder / "model.safetensors").unlink()
    names = sorted(tensors)
    files = {"model-1.safetensors": names[::2], "model-2.safetensors": names[1::2]}
    for file, held in files.items():
        save_file({name: tensors[name] for name in held}, folder / file)
    index = {"weight_map": {name: file for file, held in files.items() for name in held}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))
    for name, tensor in load_checkpoint(folder, "cpu", "float32").model.state_dict().items():
        assert name not in tensors or torch.equal(tensor, tensors[name]), name
    assert memory_needed(folder, torch.bfloat16) == 2 * sum(tensor.numel() for tensor in tensors.values())
    (folder / "model-2.safetensors").unlink()
    with pytest.raises(CheckpointError, match=r"lists model-2\.safetensors, which is not in the folder"):
        load_checkpoint(folder, "cpu")
    for named in ("../model.safetensors", 5):
        (folder / "model.safetensors.index.json").write_text(json.dumps({"weight_map": {"a": named}}))
        with pytest.raises(CheckpointError, match=f"lists {named}, which is not in the folder"):
            load_checkpoint(folder, "cpu")


def test_too_little_memory_is_named_with_both_sizes(random_checkpoint: Path, monkeypatch: pytest.MonkeyPatch):
    n_values = sum(tensor.numel() for tensor in load_file(random_checkpoint / "model.safetensors").values())
    needed = {name: memory_needed(random_checkpoint, getattr(torch, name)) for name in ("float32", "bfloat16")}
    assert needed == {"float32": 4 * n_values, "bfloat16": 2 * n_values}
    monkeypatch.setattr(checkpoint, "memory_available", lambda device: needed["bfloat16"])
    assert load_checkpoint(random_checkpoint, "cpu", "bfloat16").model.dtype == torch.bfloat16
    monkeypatch.setattr("latentviz.model.checkpoint.load_model", lambda *_: pytest.fail("the weights were read"))
    with pytest.raises(CheckpointError, match=r"take 0\.\d\d GB as float32, and 0\.\d\d GB are free on cpu; choose"):
        load_checkpoint(random_checkpoint, "cpu", "float32")


def test_a_container_s_limit_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    cpu, whole = torch.device("cpu"), memory_available(torch.device("cpu"))
    assert whole > 1e6
    monkeypatch.setattr(checkpoint, "CGROUP", tmp_path)
    (tmp_path / "memory.current").write_text("400\n")
    (tmp_path / "memory.max").write_text("1000\n")
    (tmp_path / "memory.stat").write_text("anon 200\nactive_file 120\ninactive_file 30\n")
    assert memory_available(cpu) == 750
    (tmp_path / "memory.max").write_text("max\n")
    assert memory_available(cpu) > 1e6
