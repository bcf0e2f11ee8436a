"""Weights that are stored in fewer bits, and come back near what they were."""

import pytest
import torch
from lively import enliven
from safetensors.torch import load_file, save_file

from latentviz.model.checkpoint import WEIGHTS, CheckpointError, load_checkpoint, save_checkpoint, write_sums
from latentviz.model.weights import SCALE, dequantized, quantized
from train.config import SftOptions
from train.start.tiny import build_model, build_tokenizer


@pytest.fixture(scope="module")
def model_and_tokenizer():
    tokenizer = build_tokenizer("tom has apples".split(), 3000)
    options = SftOptions(hidden_size=32, intermediate_size=48, n_layers=2, n_heads=2)
    model = build_model(options, tokenizer).eval()
    enliven(model, 0.1)
    return model, tokenizer


def test_rounding_is_at_most_half_a_level_and_happens_once():
    matrix = torch.randn(50, 80, generator=torch.Generator().manual_seed(0)) * torch.logspace(-4, 2, 50).unsqueeze(1)
    again = dequantized(quantized("a", matrix))["a"]
    assert ((again - matrix).abs() <= matrix.abs().amax(1, keepdim=True) / 254 * 1.001).all()
    assert torch.equal(quantized("a", again)["a"], quantized("a", matrix)["a"])
    assert torch.allclose(dequantized(quantized("a", again))["a"], again, rtol=1e-6)
    assert (dequantized(quantized("z", torch.zeros(2, 3)))["z"] == 0).all()


@pytest.mark.parametrize(
    ("weights", "share", "tolerance"), [("float32", 1, 0), ("bfloat16", 0.5, 0.2), ("int8", 0.3, 0.3)]
)
def test_a_folder_in_fewer_bits_thinks_nearly_the_same(model_and_tokenizer, tmp_path, weights, share, tolerance):
    model, tokenizer = model_and_tokenizer
    save_checkpoint(tmp_path, model, tokenizer, weights)
    whole = sum(parameter.numel() * 4 for parameter in model.parameters())
    assert (tmp_path / WEIGHTS).stat().st_size < share * whole + 30_000
    loaded = load_checkpoint(tmp_path, dtype="float32").model
    ids = torch.tensor([tokenizer("Tom has 3 apples")["input_ids"]])
    ours, theirs = (m.begin(ids, torch.ones_like(ids)).hidden for m in (model, loaded))
    assert loaded.dtype == torch.float32
    assert (ours - theirs).abs().max() <= tolerance
    assert loaded.get_output_embeddings().weight.data_ptr() == loaded.get_input_embeddings().weight.data_ptr()


def test_int8_without_its_scales_is_refused(model_and_tokenizer, tmp_path):
    save_checkpoint(tmp_path, *model_and_tokenizer, "int8")
    tensors = load_file(tmp_path / WEIGHTS)
    name = next(name for name in tensors if name.endswith(SCALE))
    del tensors[name]
    save_file(tensors, tmp_path / WEIGHTS, metadata={"format": "pt"})
    write_sums(tmp_path)
    with pytest.raises(CheckpointError, match=rf"{name.removesuffix(SCALE)} is int8 without a scale for each row"):
        load_checkpoint(tmp_path)
