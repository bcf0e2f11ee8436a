"""The model and the tokenizer that supervised fine-tuning starts from, whatever they come from."""

from dataclasses import replace

import torch
from torch import Tensor
from transformers import PreTrainedTokenizerBase

from latentviz.data.problems import vocabulary_words
from latentviz.model.checkpoint import load_checkpoint
from latentviz.model.modeling import AdaptiveLatentModel
from train.config import SftOptions
from train.sources import training_words
from train.start.backbone import answer_prefix_of, has_number_tokens, start_from_backbone
from train.start.growth import with_layers
from train.start.reader import carry_reader
from train.start.tiny import build_model, build_tokenizer, trained_limits
from train.start.vocabulary import carry_over
from train.start.word_vectors import read_word_vectors, share_embedding

# Standard deviation of a word vector in the input embedding, near that of the number features.
WORD_SIZE = 0.1
# The library's name of a decoder's size, by that of its option.
SIZES = {
    "hidden_size": "hidden_size",
    "intermediate_size": "intermediate_size",
    "n_layers": "num_hidden_layers",
    "n_heads": "num_attention_heads",
}


def start_of(
    options: SftOptions, local_files_only: bool = False
) -> tuple[AdaptiveLatentModel, PreTrainedTokenizerBase]:
    """The model that training starts from, and its tokenizer.

    Parameters
    ----------
    local_files_only : bool
        Never download a backbone.

    Raises
    ------
    ValueError
        If the checkpoint or the backbone cannot be used, it has another filter or size than the options say, or the
        options need numbers of one token, which the tokenizer does not have.
    """
    model, tokenizer = first_weights(options, local_files_only)
    if (options.drills or options.n_forced_steps) and not has_number_tokens(tokenizer, options.max_number):
        raise ValueError(
            f"n_drill_steps is {options.n_drill_steps}, n_drill_rows {options.n_drill_rows} and n_forced_steps "
            f"{options.n_forced_steps}; all need every number up to {options.max_number} to be one token, and this "
            "tokenizer writes some with several"
        )
    if (options.word_vectors or options.p_word_dropout) and model.config.n_written_tokens is None:
        raise ValueError(
            "word_vectors and p_word_dropout need a vocabulary that tells the tokens that are written from the words "
            "that are only read, as that of a decoder from nothing does"
        )
    if options.word_vectors:
        features = vocabulary_features(options, model, tokenizer)
        if not options.checkpoint:
            with torch.no_grad():
                model.get_input_embeddings().weight += features
        share_embedding(model, features)
    return model, tokenizer


def vocabulary_features(options: SftOptions, model: AdaptiveLatentModel, tokenizer: PreTrainedTokenizerBase) -> Tensor:
    """Word vectors of the tokens that are read and never written, (vocabulary, hidden_size), of a number's size.

    Without `word_vectors` no token has one.
    """
    features = torch.zeros(len(tokenizer), model.hidden_size)
    if options.word_vectors:
        tokens = tokenizer.convert_ids_to_tokens(range(model.config.n_written_tokens or 0, len(tokenizer)))
        vectors = read_word_vectors(options.word_vectors).of_words(tokens, model.hidden_size)
        features[len(tokenizer) - len(tokens) :] = vectors * WORD_SIZE
    return features


def first_weights(options: SftOptions, local_files_only: bool) -> tuple[AdaptiveLatentModel, PreTrainedTokenizerBase]:
    """A backbone, a checkpoint or a tiny model, as the options say, and its tokenizer."""
    if options.backbone:
        start = start_from_backbone(options, local_files_only)
        sizes_of(start[0], options)
        return start
    if not options.checkpoint:
        return new_model(options)
    checkpoint = load_checkpoint(options.checkpoint, "cpu", "float32", with_map=False)
    start, start_tokenizer = checkpoint.model, checkpoint.tokenizer
    if options.n_layers > start.n_layers:
        start = with_layers(start, options.n_layers)
    sizes = sizes_of(start, options)
    config = start.config
    if options.filter_mode != config.filter_mode:
        raise ValueError(f"filter_mode is {options.filter_mode!r}; {options.checkpoint} has {config.filter_mode!r}")
    for name in ("latent_cap", "add_latent_to_start", "add_latent_to_end", "first_result_at"):
        setattr(config, name, getattr(options, name))
    config.limits |= trained_limits(options)
    if not config.feed_answer_prefix:
        config.answer_prefix = answer_prefix_of(start_tokenizer)
    if not options.n_words:
        return start, start_tokenizer
    model, tokenizer = new_model(replace(options, **sizes))
    carry_over(model, tokenizer, start, start_tokenizer, vocabulary_features(options, model, tokenizer))
    carry_reader(model, tokenizer, start)
    return model, tokenizer


def sizes_of(model: AdaptiveLatentModel, options: SftOptions) -> dict[str, int]:
    """Sizes of a decoder that training goes on from, by the names of their options.

    Raises
    ------
    ValueError
        If the options give another.
    """
    sizes = {name: getattr(model.backbone.config, field, 0) for name, field in SIZES.items()}
    for name, size in sizes.items():
        if getattr(options, name) not in (0, size):
            source = options.checkpoint or options.backbone
            raise ValueError(f"{name} is {getattr(options, name)}; {source} has {size}, which 0 keeps")
    return sizes


def new_model(options: SftOptions) -> tuple[AdaptiveLatentModel, PreTrainedTokenizerBase]:
    """A tiny model from the seed, and a tokenizer of the words that its data and its word vectors hold."""
    words = [*vocabulary_words(), *training_words(options)]
    if options.word_vectors:
        words += read_word_vectors(options.word_vectors).frequent_words(options.n_words)
    tokenizer = build_tokenizer(words, options.tokenizer_size)
    return build_model(options, tokenizer), tokenizer
