"""A trained model with a new vocabulary or more layers: what it knew stays, new words start near their like."""

from dataclasses import replace

import pytest
import torch

from latentviz.model.modeling import AdaptiveLatentModel
from train.config import SftOptions
from train.start.growth import deepened
from train.start.tiny import build_model, build_tokenizer
from train.start.vocabulary import carry_over, ridge_regression, spelling
from train.start.weights import start_of

OPTIONS = SftOptions(hidden_size=32, intermediate_size=48, n_layers=2, n_heads=2)
OLD = "tom has 3 apples and 4 plums how many".split()
FEATURE = {"apples": [1.0, 0.0], "plums": [1.0, 0.1], "tom": [0.0, 1.0], "pears": [1.0, 0.05]}


@pytest.fixture
def old():
    torch.manual_seed(1)
    tokenizer = build_tokenizer(OLD, 3000)
    return build_model(OPTIONS, tokenizer), tokenizer


def renewed(old, words: list[str], n_layers: int = 2) -> tuple[AdaptiveLatentModel, object]:
    tokenizer = build_tokenizer(words, 3000)
    model = build_model(replace(OPTIONS, n_layers=n_layers), tokenizer)
    features = torch.zeros(len(tokenizer), OPTIONS.hidden_size)
    for word, values in FEATURE.items():
        if word in words:
            features[tokenizer.convert_tokens_to_ids(word), :2] = torch.tensor(values)
    carry_over(model, tokenizer, *old, features)
    return model, tokenizer


def row(model, tokenizer, word: str) -> torch.Tensor:
    return model.get_input_embeddings().weight[tokenizer.convert_tokens_to_ids(word)].detach()


@pytest.mark.parametrize("n_layers", [2, 3, 4])
def test_a_question_of_known_words_is_read_as_before(old, n_layers: int):
    model, tokenizer = renewed(old, ["pears", "zebra", *OLD], n_layers)
    assert len(tokenizer) > len(old[1])
    assert model.backbone.config.num_hidden_layers == n_layers
    hidden = [
        m.prefill(ids := torch.tensor([t(" ".join(OLD))["input_ids"]]), torch.ones_like(ids)).hidden
        for m, t in (old, (model, tokenizer))
    ]
    torch.testing.assert_close(*hidden)


def test_a_new_word_starts_near_its_like(old):
    with torch.no_grad():
        weight = old[0].get_input_embeddings().weight
        fruit, names = (old[1].convert_tokens_to_ids(words) for words in (["apples", "plums"], ["tom"]))
        weight[fruit] = torch.linspace(1, 2, 32)
        weight[names] = torch.linspace(2, -1, 32)
    model, tokenizer = renewed(old, ["pears", *OLD])
    near, far = (torch.dist(row(model, tokenizer, "pears"), row(model, tokenizer, word)) for word in ("apples", "tom"))
    assert near < far / 2


def test_a_new_word_without_a_vector_is_the_mean_of_its_pieces(old):
    model, tokenizer = renewed(old, ["tomhas", *OLD])
    ids = spelling(old[1], "tomhas")
    assert len(ids) > 1
    torch.testing.assert_close(
        row(model, tokenizer, "tomhas"), old[0].get_input_embeddings().weight[ids].mean(0).detach()
    )


def test_a_vocabulary_is_made_anew_without_word_vectors_too(random_checkpoint):
    model, tokenizer = start_of(SftOptions(checkpoint=str(random_checkpoint)))
    sizes = {"hidden_size": model.hidden_size, "intermediate_size": 64, "n_layers": model.n_layers, "n_heads": 2}
    renewed_model, renewed_tokenizer = start_of(SftOptions(checkpoint=str(random_checkpoint), n_words=1, **sizes))
    assert renewed_tokenizer.get_vocab() == tokenizer.get_vocab()
    torch.testing.assert_close(renewed_model.state_dict(), model.state_dict())


def test_another_decoder_is_refused(old):
    tokenizer = build_tokenizer(OLD, 3000)
    other = build_model(SftOptions(hidden_size=16, intermediate_size=48, n_layers=2, n_heads=2), tokenizer)
    with pytest.raises(ValueError, match="another decoder than the options say"):
        carry_over(other, tokenizer, *old, torch.zeros(len(tokenizer), 16))


def test_added_layers_stand_evenly_and_learn(old):
    layers = renewed(old, OLD, n_layers=3)[0].backbone.model.layers
    assert not layers[2].mlp.down_proj.weight.any()
    assert not layers[2].self_attn.o_proj.weight.any()
    torch.testing.assert_close(layers[2].mlp.up_proj.weight, layers[1].mlp.up_proj.weight)
    deeper = deepened({f"backbone.model.layers.{i}.mlp.up_proj.weight": torch.tensor(i) for i in range(6)}, 8)
    places = [int(deeper[f"backbone.model.layers.{i}.mlp.up_proj.weight"]) for i in range(8)]
    assert places == [0, 1, 2, 2, 3, 4, 5, 5]


@pytest.mark.parametrize("n_layers", [1, 5])
def test_fewer_layers_and_two_copies_of_each_are_refused(old, n_layers: int):
    with pytest.raises(ValueError, match=f"the checkpoint has 2 layers, n_layers is {n_layers}"):
        renewed(old, OLD, n_layers)


def test_the_regression_finds_a_linear_map_and_shrinks_it():
    inputs = torch.randn(4000, 3, generator=torch.Generator().manual_seed(0))
    weights = torch.tensor([[1.0, 2.0], [0.0, -1.0], [3.0, 0.5]])
    predict = ridge_regression(inputs, inputs @ weights)
    found = predict(torch.eye(3)) - predict(torch.zeros(1, 3))
    torch.testing.assert_close(found, weights / 2, atol=0.1, rtol=0)
