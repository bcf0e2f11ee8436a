"""A tokenizer of few words; a model and its losses under the small options. All are made in a moment."""

import pytest

WORDS = "question the answer is tom has apples finds how many more now : . , ? + - * / =".split()


@pytest.fixture(scope="session")
def tokenizer():
    from train.start.tiny import build_tokenizer

    return build_tokenizer(WORDS, 3000)


@pytest.fixture
def objective(tokenizer):
    from small_runs import SMALL_SFT

    from train.config import SftOptions
    from train.sft import SftObjective
    from train.start.tiny import build_model

    options = SftOptions(**SMALL_SFT)
    return SftObjective(build_model(options, tokenizer), options)


@pytest.fixture
def model(objective):
    return objective.model
