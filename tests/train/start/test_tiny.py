"""The tokenizer and the number embeddings of a decoder from nothing."""

import pytest
import torch

from train.start.backbone import has_number_tokens
from train.start.tiny import END, START, build_tokenizer, number_features


def test_every_number_and_word_is_one_token(tokenizer):
    assert has_number_tokens(tokenizer, 999)
    assert tokenizer.tokenize("Tom has 12 apples.") == ["tom", "has", "12", "apples", "."]
    assert len(tokenizer.tokenize("<<120+7=127>>")) == 7
    assert len(tokenizer(START + END)["input_ids"]) == 2


def test_a_vocabulary_that_is_too_small_is_refused():
    with pytest.raises(ValueError, match="tokenizer_size 300 is too small"):
        build_tokenizer(["apples"], 300)


def test_number_features_make_near_numbers_alike():
    features = torch.nn.functional.normalize(number_features(1000, 256), dim=1)
    assert features[50] @ features[51] > features[50] @ features[73]
