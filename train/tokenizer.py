"""The tiny checkpoints' own BPE tokenizer: every number 0..999 and every word of the generator is one token."""

import random

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

from latentviz.tokens import broken_words

PAD, EOS, START, END = "<pad>", "<eos>", "<START>", "<END>"
N_NUMBERS = 1000


def build_tokenizer(words: list[str], vocabulary_size: int, seed: int) -> PreTrainedTokenizerFast:
    """Train a byte-level BPE on words and numbers.

    Text is lower-cased and white space is dropped: spelling of a number or word does not depend on what precedes it.

    Parameters
    ----------
    words : list of str
        Words that must each be one token.
    vocabulary_size : int
        Largest number of tokens.

    Raises
    ------
    ValueError
        If a word or number does not fit into one token, because `vocabulary_size` is too small.
    """
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKD(), normalizers.StripAccents(), normalizers.Replace("’", "'"), normalizers.Lowercase()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Split(Regex(r"\d{1,3}|<<|>>|'s\b|[^\w\s]"), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary_size,
        special_tokens=[PAD, EOS, START, END],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    order = sorted(set(words))
    random.Random(seed).shuffle(order)
    numbers = [str(number) for number in range(N_NUMBERS)]
    tokenizer.train_from_iterator([" ".join(order), " ".join(numbers), "<<>>"], trainer)
    wrapped = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token=PAD, eos_token=EOS, additional_special_tokens=[START, END]
    )
    split = [text for text in [*numbers, *order] if broken_words(wrapped, text)]
    if split:
        raise ValueError(
            f"vocabulary_size {vocabulary_size} is too small: {len(split)} words or numbers take several tokens, "
            f"such as {split[:5]}"
        )
    return wrapped


def number_token_ids(tokenizer: PreTrainedTokenizerFast) -> list[int]:
    """Token ids of the numbers 0..999, in order."""
    return tokenizer.convert_tokens_to_ids([str(number) for number in range(N_NUMBERS)])
