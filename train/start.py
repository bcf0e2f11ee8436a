"""The weights that fine-tuning starts from: a backbone, a checkpoint, or a tiny model from nothing."""

from transformers import PreTrainedTokenizerBase

from latentviz.checkpoints import load_checkpoint
from latentviz.model import AdaptiveLatentModel
from latentviz.problems import vocabulary_words
from train.backbone import answer_prefix_of, has_number_tokens, start_from_backbone
from train.sft_options import SftOptions
from train.tiny import build_model, trained_limits
from train.tokenizer import build_tokenizer


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
        If the checkpoint or the backbone cannot be used, the checkpoint was made with another filter than the options
        say, or the options need numbers of one token, which the tokenizer does not have.
    """
    model, tokenizer = first_weights(options, local_files_only)
    if (options.n_drill_steps or options.n_forced_steps) and not has_number_tokens(tokenizer, options.max_number):
        raise ValueError(
            f"n_drill_steps is {options.n_drill_steps} and n_forced_steps {options.n_forced_steps}; both need every "
            f"number up to {options.max_number} to be one token, and this tokenizer writes some with several"
        )
    return model, tokenizer


def first_weights(options: SftOptions, local_files_only: bool) -> tuple[AdaptiveLatentModel, PreTrainedTokenizerBase]:
    """A backbone, a checkpoint or a tiny model, as the options say, and its tokenizer."""
    if options.backbone:
        return start_from_backbone(options, local_files_only)
    if not options.checkpoint:
        tokenizer = build_tokenizer(vocabulary_words(), options.tokenizer_size, options.seed)
        return build_model(options, tokenizer), tokenizer
    start = load_checkpoint(options.checkpoint, dtype="float32")
    config = start.model.config
    if options.filter_mode != config.filter_mode:
        raise ValueError(f"filter_mode is {options.filter_mode!r}; {options.checkpoint} has {config.filter_mode!r}")
    for name in ("latent_cap", "add_latent_to_start", "add_latent_to_end", "first_result_at"):
        setattr(config, name, getattr(options, name))
    config.limits |= trained_limits(options)
    if not config.feed_answer_prefix:
        config.answer_prefix = answer_prefix_of(start.tokenizer)
    return start.model, start.tokenizer
