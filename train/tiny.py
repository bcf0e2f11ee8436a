"""The tiny decoder that is trained from nothing."""

import math
import random

import torch
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
from torch import Tensor
from transformers import LlamaConfig, PreTrainedTokenizerBase, PreTrainedTokenizerFast

from latentviz.model.generation import broken_words
from latentviz.model.modeling import AdaptiveLatentConfig, AdaptiveLatentModel
from latentviz.utils.records import QuestionLimits
from train.config import SftOptions

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


NUMBER_PERIODS = (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 200, 500, 1000, 2000)


def build_model(options: SftOptions, tokenizer: PreTrainedTokenizerFast) -> AdaptiveLatentModel:
    """A Llama-architecture decoder of a few million weights, its filter and its stop head."""
    backbone = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=options.hidden_size,
        intermediate_size=options.intermediate_size,
        num_hidden_layers=options.n_layers,
        num_attention_heads=options.n_heads,
        num_key_value_heads=options.n_heads,
        max_position_embeddings=1024,
        tie_word_embeddings=True,
        pad_token_id=tokenizer.pad_token_id,
        eos_token_id=tokenizer.eos_token_id,
        bos_token_id=None,
    )
    config = AdaptiveLatentConfig(
        backbone=backbone.to_dict(),
        limits=QuestionLimits(**trained_limits(options)).to_dict(),
        **thought_settings(options, tokenizer),
    )
    torch.manual_seed(options.seed)
    model = AdaptiveLatentModel(config)
    if options.number_features:
        embedding = model.get_input_embeddings().weight
        ids = number_token_ids(tokenizer)
        with torch.no_grad():
            embedding[ids] += number_features(len(ids), options.hidden_size) * embedding.std() * options.number_features
    return model


def thought_settings(options: SftOptions, tokenizer: PreTrainedTokenizerBase) -> dict:
    """Fields of `AdaptiveLatentConfig` that say how a model thinks, whatever its decoder."""
    start_id, end_id = tokenizer.convert_tokens_to_ids([START, END])
    return {
        "filter_mode": options.filter_mode,
        "add_latent_to_start": options.add_latent_to_start,
        "add_latent_to_end": options.add_latent_to_end,
        "first_result_at": options.first_result_at,
        "start_token_id": start_id,
        "end_token_id": end_id,
        "latent_cap": options.latent_cap,
    }


def trained_limits(options: SftOptions) -> dict[str, int]:
    """What a run teaches, as `QuestionLimits` names it."""
    return {"trained_max_number": options.max_number, "trained_max_operations": options.max_operations}


def number_features(n_numbers: int, hidden_size: int) -> Tensor:
    """Sines and cosines of each number at several periods, mixed at random (spirit of FoNE, arXiv 2502.09741).

    Returns
    -------
    features : (n_numbers, hidden_size)
        Unit variance.
    """
    numbers = torch.arange(n_numbers).unsqueeze(1)
    angles = 2 * math.pi * numbers / torch.tensor(NUMBER_PERIODS)
    waves = torch.cat([angles.sin(), angles.cos()], 1)
    mixed = waves @ torch.randn(waves.shape[1], hidden_size)
    return mixed / mixed.std()
