"""The tiny decoder that is trained from nothing."""

import math
from collections import Counter

import torch
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers
from torch import Tensor
from transformers import LlamaConfig, PreTrainedTokenizerBase, PreTrainedTokenizerFast

from latentviz.model.modeling import AdaptiveLatentConfig, AdaptiveLatentModel
from latentviz.utils.records import QuestionLimits
from train.config import SftOptions

PAD, EOS, START, END = "<pad>", "<eos>", "<START>", "<END>"
N_NUMBERS = 1000
# Tokens that a chain or an answer holds beside the numbers.
SIGNS = (*"+-*/=.:", "<<", ">>")
PIECE, POSSESSIVE = "##", "'s"
N_ENDINGS = 500
NUMBER_PERIODS = (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 200, 500, 1000, 2000)


def build_tokenizer(words: list[str], vocabulary_size: int) -> PreTrainedTokenizerFast:
    """Make a tokenizer in which every word and every number from 0 to 999 is one token.

    Text is lower-cased, accents and white space are dropped: the spelling of a number or word does not depend on what
    precedes it. Other words fall into the longest known beginnings and the most frequent endings of `words`, in the
    last resort into bytes (WordPiece, Wu et al. 2016). The `written_tokens` come first.

    Parameters
    ----------
    words : list of str
    vocabulary_size : int
        Largest number of tokens.

    Raises
    ------
    ValueError
        If `vocabulary_size` is too small.
    """
    tokenizer = Tokenizer(models.WordPiece(unk_token=PAD))
    tokenizer.normalizer = normalizers.Sequence(
        [
            *(normalizers.NFKD(), normalizers.StripAccents(), normalizers.Lowercase()),
            normalizers.Replace("\u2019", "'"),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Split(Regex(rf"\d{{1,3}}|<<|>>|{POSSESSIVE}\b|[^\w\s]"), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.Sequence([decoders.Replace(PIECE, ""), decoders.ByteLevel()])
    spelled = sorted(set(words_of(tokenizer, " ".join(words))))
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokens = dict.fromkeys([*written_tokens(tokenizer), *alphabet, POSSESSIVE, *spelled])
    tokens |= dict.fromkeys(PIECE + text for text in (*alphabet, *frequent_endings(spelled)))
    if len(tokens) > vocabulary_size:
        raise ValueError(f"tokenizer_size {vocabulary_size} is too small: {len(tokens)} tokens are needed")
    tokenizer.model = models.WordPiece(
        {token: index for index, token in enumerate(tokens)},
        unk_token=PAD,
        continuing_subword_prefix=PIECE,
        max_input_chars_per_word=10_000,
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token=PAD, eos_token=EOS, additional_special_tokens=[START, END]
    )


def words_of(tokenizer: Tokenizer, text: str) -> list[str]:
    """Split a text as the tokenizer does before it looks words up."""
    return [word for word, _ in tokenizer.pre_tokenizer.pre_tokenize_str(tokenizer.normalizer.normalize_str(text))]


def written_tokens(tokenizer: Tokenizer) -> list[str]:
    """Tokens that a chain or an answer may hold, the special ones first."""
    numbers, prefix = map(str, range(N_NUMBERS)), words_of(tokenizer, AdaptiveLatentConfig().answer_prefix)
    return list(dict.fromkeys([PAD, EOS, START, END, *numbers, *SIGNS, *prefix]))


def frequent_endings(words: list[str]) -> list[str]:
    """The `N_ENDINGS` most frequent endings of two to five letters."""
    counts = Counter(word[-n:] for word in words for n in range(2, 6) if len(word) > n)
    return sorted(counts, key=lambda ending: (-counts[ending], ending))[:N_ENDINGS]


def build_model(options: SftOptions, tokenizer: PreTrainedTokenizerFast) -> AdaptiveLatentModel:
    """A Llama-architecture decoder of a few million weights, its filter and its stop head."""
    n_heads = options.n_heads or 4
    backbone = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=options.hidden_size or 256,
        intermediate_size=options.intermediate_size or 768,
        num_hidden_layers=options.n_layers or 6,
        num_attention_heads=n_heads,
        num_key_value_heads=n_heads,
        max_position_embeddings=1024,
        tie_word_embeddings=True,
        pad_token_id=tokenizer.pad_token_id,
        eos_token_id=tokenizer.eos_token_id,
        bos_token_id=None,
    )
    config = AdaptiveLatentConfig(
        backbone=backbone.to_dict(),
        limits=QuestionLimits(**trained_limits(options)).to_dict(),
        n_written_tokens=len(written_tokens(tokenizer.backend_tokenizer)),
        **thought_settings(options, tokenizer),
    )
    torch.manual_seed(options.seed)
    model = AdaptiveLatentModel(config)
    if options.number_features:
        embedding = model.get_input_embeddings().weight
        ids = tokenizer.convert_tokens_to_ids([str(number) for number in range(N_NUMBERS)])
        with torch.no_grad():
            embedding[ids] += number_features(N_NUMBERS, model.hidden_size) * embedding.std() * options.number_features
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
