"""Folders in the reference's format: the same numbers, converted without loss, or refused with the cause."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from places import GOLDEN, needs_golden
from reference_format import (
    ATOL,
    ATOL_DEEP,
    FOLDERS,
    SHALLOW,
    golden,
    in_reference_format,
    rewrite,
    with_rows_apart,
)
from safetensors.torch import load_file
from transformers import AutoTokenizer

from latentviz.__main__ import main
from latentviz.analysis.logit_lens import token_texts
from latentviz.analysis.tracer import Tracer
from latentviz.model.checkpoint import (
    CheckpointError,
    LoadedCheckpoint,
    check_tensors,
    empty_model,
    load_checkpoint,
    save_checkpoint,
)
from latentviz.model.generation import StopRule, encode_questions, think, write_answer
from latentviz.model.modeling import AdaptiveLatentConfig, AdaptiveLatentModel
from latentviz.model.reference_format import SETTINGS, reference_config, reference_tensors

N_TOKENS = 24


@pytest.fixture
def folder(random_checkpoint, tmp_path):
    return in_reference_format(random_checkpoint, tmp_path / "reference")


def settings_of(folder: Path, **changes) -> None:
    values = json.loads((folder / "config.json").read_text())
    values[SETTINGS] |= changes
    (folder / "config.json").write_text(json.dumps(values))


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
    assert len(trace.number_use.change) == trace.n_recorded + 1


@torch.inference_mode()
def test_the_temperature_of_a_reference_s_head_divides_its_logits(folder):
    model = load_checkpoint(folder, "cpu", "float32").model
    hidden = torch.randn(2, model.hidden_size)
    settings_of(folder, binary_head_temp=2.0)
    halved = load_checkpoint(folder, "cpu", "float32").model.stop_logits(hidden)
    torch.testing.assert_close(halved, model.stop_logits(hidden) / 2)


SIZES = {"hidden_size": 16, "intermediate_size": 24, "num_hidden_layers": 2, "num_attention_heads": 2}
LLAMA = {"model_type": "llama", "max_position_embeddings": 256} | SIZES
GPT2 = {"model_type": "gpt2", "n_embd": 16, "n_layer": 2, "n_head": 2, "n_positions": 256}
STAND_INS = {
    "llama_tied_mlp": (LLAMA | {"tie_word_embeddings": True}, "mlp", False),
    "llama_untied_linear": (LLAMA | {"tie_word_embeddings": False}, "linear", False),
    "llama_tied_nofilter_latent_end": (LLAMA | {"tie_word_embeddings": True}, "none", True),
    "gpt2_tied_mlp": (GPT2 | {"tie_word_embeddings": True}, "mlp", False),
}


@pytest.fixture(params=sorted(STAND_INS))
def stand_in(request, random_checkpoint, tmp_path) -> tuple[str, AdaptiveLatentModel, Path]:
    """Name, our model, and its folder in the reference's format, of the kinds of which there is golden data."""
    backbone, filter_mode, to_end = STAND_INS[request.param]
    tokenizer = load_checkpoint(random_checkpoint, "cpu").tokenizer
    torch.manual_seed(0)
    ours = AdaptiveLatentConfig(
        backbone=backbone | {"vocab_size": len(tokenizer)},
        filter_mode=filter_mode,
        add_latent_to_end=to_end,
        start_token_id=2,
        end_token_id=3,
    )
    model = AdaptiveLatentModel(ours).eval()
    save_checkpoint(tmp_path / "ours", model, tokenizer)
    return request.param, model, in_reference_format(tmp_path / "ours", tmp_path / "theirs")


def same_thoughts(checkpoint: LoadedCheckpoint, model: AdaptiveLatentModel) -> None:
    """Compare tensors, two latent steps, the stop head and what is written then with those of our own model."""
    theirs = checkpoint.model
    for name, tensor in model.state_dict().items():
        if not name.startswith("stop_head"):
            assert torch.equal(tensor, theirs.state_dict()[name]), name
    ids = torch.tensor([[10, 11, 12]])
    states = []
    for other in (model, theirs):
        state = other.begin_thought(other.prefill(ids, torch.ones_like(ids)))
        states.append(other.think_step(other.think_step(state)))
    torch.testing.assert_close(states[1].hidden, states[0].hidden)
    torch.testing.assert_close(theirs.stop_logits(states[1].hidden), model.token_logits(states[0].hidden)[:, [0, 1]])
    inputs = [other.answer_inputs(state, ids)[0] for other, state in zip((model, theirs), states, strict=True)]
    torch.testing.assert_close(inputs[1], inputs[0][:, : inputs[1].shape[1]])


@torch.inference_mode()
def test_every_kind_loads_and_converts_to_the_same_thoughts(stand_in, tmp_path):
    _, model, folder = stand_in
    same_thoughts(load_checkpoint(folder, "cpu", "float32"), model)
    assert main(["convert", str(folder), str(tmp_path / "converted")]) == 0
    same_thoughts(load_checkpoint(tmp_path / "converted", "cpu", "float32"), model)


@torch.inference_mode()
def test_rows_that_lora_mode_keeps_apart_go_back_into_their_embeddings(stand_in):
    name, model, folder = stand_in
    embedding = "transformer.wte" if name.startswith("gpt2") else "model.embed_tokens"
    head = "_base_model.lm_head.weight" if "untied" in name else None
    with_rows_apart(folder, f"_base_model.{embedding}.weight", head)
    with pytest.raises(CheckpointError, match="is no tensor of the reference's format"):
        load_checkpoint(folder, "cpu", "float32")
    settings_of(folder, lora_mode=True)
    same_thoughts(load_checkpoint(folder, "cpu", "float32"), model)
    tensors = load_file(folder / "model.safetensors")
    row = next(name for name in sorted(tensors) if name.startswith("_continue_embed"))
    del tensors[row]
    rewrite(folder, tensors)
    with pytest.raises(CheckpointError, match=f"lora_mode is on, but {row} is missing"):
        load_checkpoint(folder, "cpu", "float32")


@pytest.mark.parametrize("stand_in", ["gpt2_tied_mlp", "llama_untied_linear"], indirect=True)
def test_no_tensor_may_be_missing(stand_in):
    _, model, folder = stand_in
    values = json.loads((folder / "config.json").read_text())
    tensors = load_file(folder / "model.safetensors")
    for name in tensors:
        less = {other: tensor for other, tensor in tensors.items() if other != name}
        with pytest.raises(ValueError, match=r"missing tensors|is there"):
            check_tensors(empty_model(reference_config(values)), reference_tensors(less, values))
    ours = {name: tensor for name, tensor in model.state_dict().items() if name not in model.all_tied_weights_keys}
    check_tensors(model, ours)
    for name in ours:
        with pytest.raises(ValueError, match=f"missing tensors .*{name}"):
            check_tensors(model, {other: tensor for other, tensor in ours.items() if other != name})


def test_a_row_of_the_embedding_without_a_token_is_shown_by_its_number(folder):
    tokenizer = load_checkpoint(folder, "cpu").tokenizer
    ids = torch.tensor([[2, len(tokenizer)]])
    assert token_texts(tokenizer, ids) == (("<START>", f"[{len(tokenizer)}]"),)


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


def test_a_stop_head_whose_tokens_are_swapped_is_refused(folder):
    tokenizer = AutoTokenizer.from_pretrained(folder)
    continue_token, stop_token = range(len(tokenizer), len(tokenizer) + 2)
    tokenizer.add_special_tokens({"additional_special_tokens": ["<|CONTINUE|>", "<|STOP|>"]})
    tokenizer.save_pretrained(folder)
    tensors = load_file(folder / "model.safetensors")
    rows = tensors["_base_model.model.embed_tokens.weight"]
    tensors["_base_model.model.embed_tokens.weight"] = torch.cat([rows, rows[:2]])
    rewrite(folder, tensors)
    values = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(values | {"vocab_size": len(rows) + 2}))
    settings_of(folder, continue_token_id=continue_token, stop_token_id=stop_token)
    load_checkpoint(folder, "cpu")
    settings_of(folder, continue_token_id=stop_token, stop_token_id=continue_token)
    with pytest.raises(CheckpointError, match=f"CONTINUE is token {stop_token} in config.json, {continue_token} in"):
        load_checkpoint(folder, "cpu")


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
    rewrite(folder, tensors)
    with pytest.raises(CheckpointError, match=reason):
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


@needs_golden
@pytest.mark.parametrize("dtype", ["bfloat16", "float16"])
@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_thinks_in_the_precision_that_is_asked_for(name, dtype):
    checkpoint = load_checkpoint(GOLDEN / name, "cpu", dtype)
    assert {str(parameter.dtype) for parameter in checkpoint.model.parameters()} == {f"torch.{dtype}"}
    assert Tracer(checkpoint).trace("Ava has 12 books and buys 30 more.").finished
