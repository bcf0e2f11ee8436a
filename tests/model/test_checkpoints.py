"""A checkpoint folder loads whole or is refused with the cause."""

import json
import shutil

import pytest
import torch
from reference_format import in_reference_format
from safetensors.torch import load_file, save_file

from latentviz.analysis.tracer import chosen_thresholds
from latentviz.model.checkpoint import CheckpointError, load_checkpoint, save_checkpoint, write_sums
from latentviz.utils.shipped import SHIPPED

BIAS = "stop_head.linear.bias"


def rewrite(folder, change):
    tensors = load_file(folder / "model.safetensors")
    change(tensors)
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    write_sums(folder)


def configure(folder, **changes):
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | changes))
    write_sums(folder)


def test_a_whole_folder_loads_with_its_map(folder):
    loaded = load_checkpoint(folder)
    assert loaded.name == "copy"
    assert not loaded.model.training
    assert loaded.hidden_state_map is not None
    assert loaded.tokenizer.decode(loaded.tokenizer("<<12+7=19>>")["input_ids"]) == "<<12+7=19>>"


@pytest.mark.parametrize("dtype", ["float32", "bfloat16", "float16"])
def test_dtype_decides_the_precision(folder, dtype):
    assert load_checkpoint(folder, "cpu", dtype).model.dtype == getattr(torch, dtype)


@pytest.mark.parametrize("name", ["config.json", "model.safetensors", "tokenizer.json"])
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(CheckpointError, match=rf"{name}.* missing"):
        load_checkpoint(folder)


def test_a_changed_file_does_not_pass_the_check_sums(folder):
    with open(folder / "tokenizer.json", "a", encoding="utf-8") as handle:
        handle.write(" ")
    with pytest.raises(CheckpointError, match=r"tokenizer\.json: its SHA-256"):
        load_checkpoint(folder)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("config.json", b'{"a": ', r"config\.json: it is no whole JSON text"),
        ("config.json", b"[]", r"config\.json: it holds no settings"),
        ("tokenizer.json", b'{"a": ', "its tokenizer files cannot be read"),
        ("tokenizer.json", b"{}", "its tokenizer files cannot be read"),
        ("tokenizer_config.json", b"{", "its tokenizer files cannot be read"),
        ("SHA256SUMS", b"\xff\xfe", "SHA256SUMS lists"),
    ],
)
def test_a_damaged_text_file_is_named(folder, name, content, reason):
    (folder / "SHA256SUMS").unlink()
    (folder / name).write_bytes(content)
    with pytest.raises(CheckpointError, match=reason) as refused:
        load_checkpoint(folder)
    assert str(folder) in str(refused.value)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"latent_cap": None}, "Field 'latent_cap' expected int, got NoneType"),
        ({"latent_cap": 0}, "latent_cap is 0; it must be 1 or more"),
        ({"n_written_tokens": -1}, "n_written_tokens is -1; it must be 1 or more"),
        ({"stop_threshold": 7}, r"stop_threshold is 7; it must lie in \(0, 1\]"),
        ({"question_template": "Q:"}, r"question_template is 'Q:'; it must hold \{question\} once"),
        ({"limits": []}, "Field 'limits' expected dict, got list"),
        ({"limits": {"max_number": "x"}}, "max_number is 'x', of another type than 999"),
        ({"filter_size": -5}, "negative dimension -5"),
        ({"backbone": None}, "Field 'backbone' expected dict, got NoneType"),
        ({"backbone": {"hidden_size": "x"}}, "Field 'hidden_size' expected int, got str"),
        ({"backbone": {"hidden_size": -1}}, "-1"),
        ({"backbone": {"num_attention_heads": 0}}, "zero"),
    ],
)
def test_a_setting_that_does_not_fit_is_named(folder, changes, reason):
    if changes.get("backbone"):
        backbone = json.loads((folder / "config.json").read_text())["backbone"]
        changes = {"backbone": backbone | changes["backbone"]}
    configure(folder, **changes)
    with pytest.raises(CheckpointError, match=rf"config\.json: .*{reason}"):
        load_checkpoint(folder, "cpu")


@pytest.mark.parametrize("threshold", [1, 1.0, 0.25])
def test_a_threshold_may_be_a_whole_number(folder, threshold):
    configure(folder, stop_threshold=threshold)
    assert load_checkpoint(folder, "cpu").model.config.stop_threshold == threshold


def test_stop_rules_that_cannot_be_read_are_named(folder):
    (folder / "SHA256SUMS").unlink()
    (folder / "eval.json").write_text("{")
    with pytest.raises(CheckpointError, match=r"eval\.json: its stop rules cannot be read"):
        chosen_thresholds(folder)


def test_a_file_in_place_of_a_folder_is_called_one(folder):
    with pytest.raises(CheckpointError, match="a file; name the folder"):
        load_checkpoint(folder / "config.json")


def test_whoever_reads_the_settings_reads_the_weights(folder):
    loaded = load_checkpoint(folder)
    save_checkpoint(folder / "copy", loaded.model, loaded.tokenizer)
    modes = {(folder / "copy" / name).stat().st_mode for name in ("config.json", "model.safetensors")}
    assert len(modes) == 1


def test_a_truncated_weight_file_is_refused(folder):
    data = (folder / "model.safetensors").read_bytes()
    (folder / "model.safetensors").write_bytes(data[: len(data) // 2])
    write_sums(folder)
    with pytest.raises(CheckpointError, match="not a whole safetensors file"):
        load_checkpoint(folder)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda tensors: tensors.pop("stop_head.linear.weight"), r"missing tensors \['stop_head\.linear\.weight'\]"),
        (lambda tensors: tensors.update(extra=torch.zeros(1)), r"unknown tensors \['extra'\]"),
        (lambda tensors: tensors[BIAS].fill_(torch.nan), f"{BIAS} holds values that are not finite"),
        (lambda tensors: tensors.update({BIAS: torch.zeros(3)}), rf"{BIAS} has shape \(3,\), not \(2,\)"),
    ],
)
def test_tensors_that_do_not_fit_are_named(folder, change, reason):
    rewrite(folder, change)
    with pytest.raises(CheckpointError, match=reason):
        load_checkpoint(folder)


def test_another_kind_of_model_is_refused(folder):
    (folder / "config.json").write_text(json.dumps({"model_type": "llama"}))
    write_sums(folder)
    with pytest.raises(CheckpointError, match="model_type is 'llama'"):
        load_checkpoint(folder)


@pytest.mark.parametrize(
    ("device", "dtype", "reason"),
    [
        ("tpu9", None, "device 'tpu9'"),
        ("meta", None, "device 'meta': torch cannot compute on it here"),
        ("mtia", None, "device 'mtia': torch cannot compute on it here"),
        ("hpu", None, "device 'hpu': torch cannot compute on it here"),
        ("cpu", "float8", "dtype 'float8'"),
    ],
)
def test_a_device_or_dtype_that_is_not_there_is_named(folder, device, dtype, reason):
    with pytest.raises(CheckpointError, match=reason):
        load_checkpoint(folder, device, dtype)


@pytest.mark.skipif(torch.cuda.is_available(), reason="this machine has a GPU")
def test_a_gpu_is_not_promised_where_there_is_none(folder):
    with pytest.raises(CheckpointError, match="no usable GPU"):
        load_checkpoint(folder, "cuda")


def test_the_shipped_checkpoints_keep_to_their_size():
    for checkpoint in SHIPPED.iterdir():
        files = [path for path in checkpoint.iterdir() if path.is_file()]
        assert sum(path.stat().st_size for path in files) < 30e6, checkpoint


def test_special_tokens_that_are_swapped_are_refused(folder):
    config = json.loads((folder / "config.json").read_text())
    configure(folder, start_token_id=config["end_token_id"], end_token_id=config["start_token_id"])
    with pytest.raises(CheckpointError, match=r"START is token \d+ in config\.json, \d+ in the tokenizer"):
        load_checkpoint(folder)


@pytest.mark.parametrize("copied", [shutil.copytree, in_reference_format])
def test_a_pickle_is_refused_unopened(random_checkpoint, tmp_path, copied):
    folder = copied(random_checkpoint, tmp_path / "copy")
    torch.save(load_file(folder / "model.safetensors"), folder / "pytorch_model.bin")
    shutil.copy(folder / "pytorch_model.bin", folder / "model.safetensors")
    write_sums(folder)
    with pytest.raises(CheckpointError, match="not a whole safetensors file"):
        load_checkpoint(folder)
    (folder / "model.safetensors").unlink()
    (folder / "SHA256SUMS").unlink()
    with pytest.raises(CheckpointError, match=r"pytorch_model\.bin is a pickle"):
        load_checkpoint(folder)
