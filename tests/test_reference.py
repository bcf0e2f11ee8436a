"""Folders in the reference's format: the same numbers, converted without loss, or refused with the cause."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from latentviz.__main__ import main
from latentviz.checkpoints import CheckpointError, LoadedCheckpoint, load_checkpoint, save_checkpoint
from latentviz.decoding import StopRule, encode_questions, think, write_answer
from latentviz.figures import stop_figure
from latentviz.reference import SETTINGS
from latentviz.tracer import Tracer

GOLDEN = Path(__file__).resolve().parents[2] / "shared" / "official_parity"
FOLDERS = ("llama_tied_mlp", "llama_untied_linear", "llama_tied_nofilter_latent_end", "gpt2_tied_mlp")
needs_golden = pytest.mark.skipif(
    not GOLDEN.exists(), reason="the reference implementation's golden data is not beside the checkout"
)
# Rounding grows with every step of these random models: the deepest thoughts in float64, too, differ from the reference
# by more than 1e-5.
SHALLOW, ATOL, ATOL_DEEP = 8, 1e-5, 1e-4
N_TOKENS = 24


def in_reference_format(source: Path, target: Path) -> Path:
    """A copy of one of our folders without a filter, written as the reference would write it."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("map.safetensors", "SHA256SUMS"))
    ours = json.loads((target / "config.json").read_text())
    names = dict(zip(("start", "end", "continue", "stop"), (2, 3, 0, 1), strict=True))
    settings = {f"{name}_token_id": token for name, token in names.items()} | {"recurrent_filter_mode": "MLP"}
    (target / "config.json").write_text(json.dumps(ours["backbone"] | {SETTINGS: settings}))
    parts = {"filter.expand": "input_layer", "filter.contract": "output_layer", "filter.norm": "norm"}
    tensors = {}
    for name, tensor in load_file(target / "model.safetensors").items():
        part = name.rpartition(".")[0]
        if part in parts:
            tensors[f"recurrent_filter.{parts[part]}.{name.rpartition('.')[2]}"] = tensor
        elif name.startswith("backbone."):
            tensors["_base_model." + name.removeprefix("backbone.")] = tensor
    save_file(tensors, target / "model.safetensors", metadata={"format": "pt"})
    return target


@pytest.fixture
def folder(random_checkpoint, tmp_path):
    return in_reference_format(random_checkpoint, tmp_path / "reference")


def settings_of(folder: Path, **changes) -> None:
    values = json.loads((folder / "config.json").read_text())
    values[SETTINGS] |= changes
    (folder / "config.json").write_text(json.dumps(values))


def golden(name: str) -> tuple[list[dict], dict[str, np.ndarray]]:
    cases = json.loads((GOLDEN / name / "expected.json").read_text())["cases"]
    return cases, dict(np.load(GOLDEN / name / "expected.npz"))


def until_start(ids: list[int], start: int) -> list[int]:
    """Tokens up to a START that the reference took for the beginning of another thought."""
    return ids[: ids.index(start) + 1] if start in ids else ids


def agrees(checkpoint: LoadedCheckpoint, cases: list[dict], arrays: dict[str, np.ndarray]) -> None:
    """Compare everything with what the reference computed."""
    for index, case in enumerate(cases):
        own_ids(checkpoint, case, arrays[f"{index}.p_stop"])
        own_states(
            checkpoint, case, *(arrays[f"{index}.{name}"] for name in ("last_hidden", "answer_logits", "p_stop"))
        )


def own_ids(checkpoint: LoadedCheckpoint, case: dict, p_stop: np.ndarray) -> None:
    model, tokenizer = checkpoint.model, checkpoint.tokenizer
    ids, mask = encode_questions(model, tokenizer, [case["prompt"]])
    assert [*ids[0].tolist(), model.config.start_token_id] == case["input_ids"]
    thought = think(model, model.begin(ids, mask), StopRule(), cap=N_TOKENS)
    k = int(thought.n_latent_steps[0])
    assert k == case["n_latent_steps"]
    np.testing.assert_allclose(thought.p_stop[0, : k + 1], p_stop, atol=ATOL if k <= SHALLOW else ATOL_DEEP, rtol=0)
    expected = case["generated_ids"][k + 1 :]
    if expected:
        written = write_answer(model, tokenizer, thought.state, len(expected)).token_ids[0].tolist()
        start = model.config.start_token_id
        assert until_start(written, start) == until_start(expected, start)


def own_states(
    checkpoint: LoadedCheckpoint, case: dict, hidden: np.ndarray, logits: np.ndarray, p_stop: np.ndarray
) -> None:
    """The whole sequence in one pass, each latent input from the reference's own hidden state: no rounding adds up."""
    model = checkpoint.model
    prompt = torch.tensor([case["input_ids"]])
    length, k, start = prompt.shape[1], case["n_latent_steps"], model.config.start_token_id
    thoughts = torch.from_numpy(hidden[length - 1 : length + k]).unsqueeze(0)
    state = replace(model.prefill(prompt, torch.ones_like(prompt)), hidden=thoughts[:, -1])
    answer = torch.tensor([until_start(case["generated_ids"][k + 1 :], start)], dtype=torch.long)
    end, _ = model.answer_inputs(state, answer)
    every = torch.cat([model.embed(prompt), model.latent_embedding(thoughts[:, :-1]), end], 1)
    own = model.backbone.base_model(inputs_embeds=every, use_cache=False).last_hidden_state
    n = length + k + 1 + answer.shape[1]
    torch.testing.assert_close(own[0], torch.from_numpy(hidden[:n]), atol=1e-4, rtol=1e-4)
    own_p_stop = StopRule().p_stop(model.stop_logits(own[0, length - 1 : length + k]))
    torch.testing.assert_close(own_p_stop, torch.from_numpy(p_stop), atol=ATOL, rtol=0)
    n_written = answer.shape[1] - int(start in answer)
    after = model.writing_logits(own[0, n - answer.shape[1] :])
    torch.testing.assert_close(after[:n_written], torch.from_numpy(logits[:n_written]), atol=1e-4, rtol=1e-4)


@needs_golden
@pytest.mark.parametrize("name", FOLDERS)
@torch.inference_mode()
def test_the_reference_computed_the_same_and_so_does_the_converted_folder(name, tmp_path):
    cases, arrays = golden(name)
    checkpoint = load_checkpoint(GOLDEN / name, "cpu", "float32")
    agrees(checkpoint, cases, arrays)
    assert main(["convert", str(GOLDEN / name), str(tmp_path / "ours")]) == 0
    again = load_checkpoint(tmp_path / "ours", "cpu", "float32")
    agrees(again, cases, arrays)
    for key, value in checkpoint.model.state_dict().items():
        assert torch.equal(value, again.model.state_dict()[key]), key


@needs_golden
@pytest.mark.parametrize("name", FOLDERS)
def test_a_thought_of_the_reference_is_traced_and_drawn(name):
    trace = Tracer(load_checkpoint(GOLDEN / name, "cpu")).trace("Ava has 12 books and buys 30 more.", explain=True)
    assert trace.finished
    assert len(trace.answers) == trace.n_recorded + 1
    assert len(stop_figure(trace).data[0].y) == trace.n_recorded + 1


@torch.inference_mode()
def test_a_folder_in_the_reference_s_format_holds_the_same_decoder(folder, random_checkpoint):
    theirs, ours = (load_checkpoint(path, "cpu", "float32").model for path in (folder, random_checkpoint))
    weights = ours.state_dict()
    for name, tensor in theirs.state_dict().items():
        if not name.startswith("stop_head"):
            assert torch.equal(tensor, weights[name]), name
    hidden = torch.randn(2, ours.hidden_size)
    logits = ours.token_logits(hidden)[:, [0, 1]]
    torch.testing.assert_close(theirs.stop_logits(hidden), logits)
    settings_of(folder, binary_head_temp=2.0)
    torch.testing.assert_close(load_checkpoint(folder, "cpu", "float32").model.stop_logits(hidden), logits / 2)


def test_special_tokens_are_never_written(folder):
    model = load_checkpoint(folder, "cpu", "float32").model
    logits = model.writing_logits(torch.randn(3, model.hidden_size))
    assert torch.isneginf(logits[:, [3, 0, 1]]).all()
    assert torch.isfinite(logits).sum() == logits.numel() - 9


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"start_token_id": 3, "end_token_id": 2}, "START is token 3 in config.json, 2 in the tokenizer"),
        ({"end_token_id": 2}, "they must differ"),
        ({"stop_token_id": 10**6}, "there are"),
        ({"stop_token_id": None}, "stop_token_id is None, no token id"),
        ({"recurrent_filter_mode": "cubic"}, "recurrent_filter_mode is 'cubic'"),
        ({"recurrent_filter_mode": "linear"}, r"recurrent_filter\.input_layer\.bias is no tensor"),
    ],
)
def test_settings_that_do_not_fit_are_named(folder, changes, reason):
    settings_of(folder, **changes)
    with pytest.raises(CheckpointError, match=reason):
        load_checkpoint(folder)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda t: t.pop("_base_model.model.norm.weight"), r"missing tensors \['backbone\.model\.norm\.weight'\]"),
        (lambda t: t.pop("_base_model.model.embed_tokens.weight"), "none of .* is there"),
        (lambda t: t.update({"_base_model.x.lora_A.weight": torch.zeros(1)}), r"unknown tensors"),
        (lambda t: t.update({"lora_A": torch.zeros(1)}), "LoRA weights must be merged"),
        (lambda t: t["_base_model.model.norm.weight"].fill_(torch.nan), "not finite"),
    ],
)
def test_tensors_that_do_not_fit_are_named(folder, change, reason):
    tensors = load_file(folder / "model.safetensors")
    change(tensors)
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(CheckpointError, match=reason):
        load_checkpoint(folder)


def test_a_pickle_is_refused_unopened(folder):
    torch.save(load_file(folder / "model.safetensors"), folder / "pytorch_model.bin")
    shutil.copy(folder / "pytorch_model.bin", folder / "model.safetensors")
    with pytest.raises(CheckpointError, match="not a whole safetensors file"):
        load_checkpoint(folder)
    (folder / "model.safetensors").unlink()
    with pytest.raises(CheckpointError, match=r"pytorch_model\.bin is a pickle"):
        load_checkpoint(folder)


def test_a_folder_is_never_converted_over_another(folder, random_checkpoint, capsys):
    assert main(["convert", str(folder), str(random_checkpoint)]) == 2
    assert "is not empty" in capsys.readouterr().err


def test_a_converted_folder_needs_the_reference_s_format_no_more(folder, tmp_path):
    loaded = load_checkpoint(folder, "cpu", "float32")
    save_checkpoint(tmp_path / "ours", loaded.model, loaded.tokenizer)
    assert SETTINGS not in json.loads((tmp_path / "ours" / "config.json").read_text())
    again = load_checkpoint(tmp_path / "ours", "cpu", "float32")
    assert again.model.config.unwritten_token_ids == [3, 0, 1]
    assert not again.model.config.feed_answer_prefix
