"""A trained model with a new vocabulary or more layers: what it knew stays, new words start near their like."""

import pytest
import torch

from latentviz.model.modeling import AdaptiveLatentModel
from train.config import SftOptions
from train.start.growth import deepened, with_layers
from train.start.tiny import build_model, build_tokenizer
from train.start.vocabulary import carry_over, ridge_regression, spellings
from train.start.weights import start_of

OPTIONS = SftOptions(hidden_size=32, intermediate_size=48, n_layers=2, n_heads=2)
OLD = "tom has 3 apples and 4 plums how many".split()
FEATURE = {"apples": [1.0, 0.0], "plums": [1.0, 0.1], "tom": [0.0, 1.0], "pears": [1.0, 0.05]}


@pytest.fixture
def old():
    torch.manual_seed(1)
    tokenizer = build_tokenizer(OLD, 3000)
    return build_model(OPTIONS, tokenizer), tokenizer


def renewed(old, words: list[str]) -> tuple[AdaptiveLatentModel, object]:
    tokenizer = build_tokenizer(words, 3000)
    model = build_model(OPTIONS, tokenizer)
    features = torch.zeros(len(tokenizer), OPTIONS.hidden_size)
    for word, values in FEATURE.items():
        if word in words:
            features[tokenizer.convert_tokens_to_ids(word), :2] = torch.tensor(values)
    carry_over(model, tokenizer, *old, features)
    return model, tokenizer


def row(model, tokenizer, word: str) -> torch.Tensor:
    return model.get_input_embeddings().weight[tokenizer.convert_tokens_to_ids(word)].detach()


def last_hidden(model: AdaptiveLatentModel, tokenizer) -> torch.Tensor:
    ids = torch.tensor([tokenizer(" ".join(OLD))["input_ids"]])
    return model.prefill(ids, torch.ones_like(ids)).hidden


def test_a_question_of_known_words_is_read_as_before(old):
    model, tokenizer = renewed(old, ["pears", "zebra", *OLD])
    assert len(tokenizer) > len(old[1])
    torch.testing.assert_close(last_hidden(model, tokenizer), last_hidden(*old))


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
    (ids,) = spellings(old[1], ["tomhas"])
    assert len(ids) > 1
    torch.testing.assert_close(
        row(model, tokenizer, "tomhas"), old[0].get_input_embeddings().weight[ids].mean(0).detach()
    )


def test_a_vocabulary_is_made_anew_without_word_vectors_too(random_checkpoint):
    model, tokenizer = start_of(SftOptions(checkpoint=str(random_checkpoint)))
    renewed_model, renewed_tokenizer = start_of(SftOptions(checkpoint=str(random_checkpoint), n_words=1))
    assert renewed_tokenizer.get_vocab() == tokenizer.get_vocab()
    torch.testing.assert_close(renewed_model.state_dict(), model.state_dict())


def test_another_decoder_is_refused(old):
    tokenizer = build_tokenizer(OLD, 3000)
    other = build_model(SftOptions(hidden_size=16, intermediate_size=48, n_layers=2, n_heads=2), tokenizer)
    with pytest.raises(ValueError, match="another decoder than one that begins from nothing"):
        carry_over(other, tokenizer, *old, torch.zeros(len(tokenizer), 16))


@pytest.mark.parametrize("n_words", [0, 1])
@pytest.mark.parametrize("n_layers", [3, 4])
def test_a_checkpoint_gets_the_layers_that_it_lacks(random_checkpoint, n_layers: int, n_words: int):
    start = start_of(SftOptions(checkpoint=str(random_checkpoint)))
    deeper = start_of(SftOptions(checkpoint=str(random_checkpoint), n_layers=n_layers, n_words=n_words))
    assert len(deeper[0].backbone.model.layers) == deeper[0].n_layers == n_layers
    torch.testing.assert_close(last_hidden(*deeper), last_hidden(*start))


@pytest.mark.parametrize("n_words", [0, 1])
@pytest.mark.parametrize(
    ("sizes", "message"),
    [
        ({"n_layers": 1}, "n_layers is 1; .*random has 2"),
        ({"n_layers": 5}, "the checkpoint has 2 layers, n_layers is 5: at most one copy of each"),
        ({"hidden_size": 64}, "hidden_size is 64; .*random has 32"),
        ({"intermediate_size": 48}, "intermediate_size is 48; .*random has 64"),
        ({"n_heads": 4, "n_layers": 3}, "n_heads is 4; .*random has 2"),
    ],
)
def test_a_size_that_a_checkpoint_does_not_have_is_refused(random_checkpoint, sizes, n_words: int, message: str):
    with pytest.raises(ValueError, match=message):
        start_of(SftOptions(checkpoint=str(random_checkpoint), n_words=n_words, **sizes))


def test_only_a_llama_gets_layers(old):
    old[0].config.backbone["model_type"] = "gpt2"
    with pytest.raises(ValueError, match="the checkpoint has 2 layers; only a Llama can get more"):
        with_layers(old[0], 3)


def test_added_layers_stand_evenly_and_learn(old):
    layers = with_layers(old[0], 3).backbone.model.layers
    assert not layers[2].mlp.down_proj.weight.any()
    assert not layers[2].self_attn.o_proj.weight.any()
    torch.testing.assert_close(layers[2].mlp.up_proj.weight, layers[1].mlp.up_proj.weight)
    deeper = deepened({f"backbone.model.layers.{i}.mlp.up_proj.weight": torch.tensor(i) for i in range(6)}, 8)
    places = [int(deeper[f"backbone.model.layers.{i}.mlp.up_proj.weight"]) for i in range(8)]
    assert places == [0, 1, 2, 2, 3, 4, 5, 5]


def test_the_regression_finds_a_linear_map_and_shrinks_it():
    inputs = torch.randn(4000, 3, generator=torch.Generator().manual_seed(0))
    weights = torch.tensor([[1.0, 2.0], [0.0, -1.0], [3.0, 0.5]])
    predict = ridge_regression(inputs, inputs @ weights)
    found = predict(torch.eye(3)) - predict(torch.zeros(1, 3))
    torch.testing.assert_close(found, weights / 2, atol=0.1, rtol=0)
