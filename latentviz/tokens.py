"""Words and tokens of a checkpoint's tokenizer."""

from transformers import PreTrainedTokenizerBase


def broken_words(tokenizer: PreTrainedTokenizerBase, text: str) -> list[str]:
    """Words of a text that take more than one token.

    In a tokenizer that was trained on whole words, these are the words that never occurred in training.
    """
    backend = tokenizer.backend_tokenizer
    normalized = backend.normalizer.normalize_str(text) if backend.normalizer else text
    pieces = backend.pre_tokenizer.pre_tokenize_str(normalized)
    return [normalized[start:end] for piece, (start, end) in pieces if len(backend.model.tokenize(piece)) > 1]
