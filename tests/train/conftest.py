"""A tokenizer of few words, for models that are made in a moment."""

import pytest

WORDS = "question the answer is tom has apples finds how many more now : . , ? + - * / =".split()


@pytest.fixture(scope="session")
def tokenizer():
    from train.start.tiny import build_tokenizer

    return build_tokenizer(WORDS, 3000)
