"""Word vectors of a pretrained language model, so that words which training never shows have a place before it."""

from dataclasses import dataclass
from functools import lru_cache

import gguf
import torch
from torch import Tensor, nn

from latentviz.model.modeling import AdaptiveLatentModel
from latentviz.model.pretrained import gguf_file
from train.start.tiny import PIECE

BLANK = "\u0120"  # how a byte-level tokenizer writes the blank before a word


@dataclass(frozen=True)
class WordVectors:
    """The input embedding of a language model.

    Attributes
    ----------
    rows : dict of str to int
        Row of each token, a blank before it written as `BLANK`; the more frequent come first.
    vectors : (n_tokens, size) float32
    """

    rows: dict[str, int]
    vectors: Tensor

    def frequent_words(self, n: int) -> list[str]:
        """The `n` most frequent whole words, in lower case."""
        words = (token[1:] for token in self.rows if token.startswith(BLANK))
        return list(dict.fromkeys(word.lower() for word in words if word.isalpha() and word.isascii()))[:n]

    def of_words(self, words: list[str], size: int) -> Tensor:
        """Principal components of the vectors of words, of unit variance together; 0 for a word without one.

        A word is looked up with a blank before it, in lower case and then capitalised.

        Returns
        -------
        features : (len(words), size) float32
        """
        found = [self._row(word) for word in words]
        known = torch.tensor([index for index, row in enumerate(found) if row is not None])
        vectors = nn.functional.normalize(self.vectors[[row for row in found if row is not None]], dim=1)
        centred = vectors - vectors.mean(0)
        _, _, directions = torch.linalg.svd(centred, full_matrices=False)
        components = centred @ directions[:size].T
        features = torch.zeros(len(words), size)
        features[known, : components.shape[1]] = components / components.std()
        return features

    def _row(self, word: str) -> int | None:
        if word.startswith(PIECE) and len(word) > len(PIECE):
            return self.rows.get(word.removeprefix(PIECE))
        spellings = (BLANK + word, BLANK + word.capitalize(), word)
        return next((self.rows[text] for text in spellings if text in self.rows), None)


@lru_cache(maxsize=1)
def read_word_vectors(source: str) -> WordVectors:
    """Read the input embedding of a GGUF file: its path, or "package:NAME" for the one in an installed package.

    Raises
    ------
    ValueError
        If there is no such file.
    """
    path = gguf_file(source)
    reader = gguf.GGUFReader(path)
    stored = next(tensor for tensor in reader.tensors if tensor.name == "token_embd.weight")
    tokens = reader.fields["tokenizer.ggml.tokens"].contents()
    vectors = gguf.dequantize(stored.data, stored.tensor_type)
    return WordVectors({token: row for row, token in enumerate(tokens)}, torch.from_numpy(vectors).float())


class SharedEmbedding(nn.Embedding):
    """An embedding whose rows also move together: row + features @ projection.

    What is learned of frequent words moves the words with similar features, which training shows rarely or never.

    Attributes
    ----------
    projection : (size, embedding_dim) Parameter
        Starts at 0.
    """

    def __init__(self, weight: nn.Parameter, features: Tensor):
        super().__init__(*weight.shape, _weight=weight.detach())
        self.weight = weight
        self.projection = nn.Parameter(torch.zeros(features.shape[1], weight.shape[1]))
        self.register_buffer("features", features, persistent=False)

    def forward(self, token_ids: Tensor) -> Tensor:
        shared = nn.functional.embedding(token_ids, self.features) @ self.projection
        return super().forward(token_ids) + shared


def share_embedding(model: AdaptiveLatentModel, features: Tensor) -> None:
    """Let the rows of the input embedding move together along `features`, (vocabulary, size)."""
    model.backbone.set_input_embeddings(SharedEmbedding(model.get_input_embeddings().weight, features))


def fold_embedding(model: AdaptiveLatentModel) -> None:
    """Undo `share_embedding`; the model computes what it did."""
    embedding = model.get_input_embeddings()
    if isinstance(embedding, SharedEmbedding):
        with torch.no_grad():
            embedding.weight += embedding.features @ embedding.projection
        folded = nn.Embedding(*embedding.weight.shape, _weight=embedding.weight)
        folded.weight = embedding.weight
        model.backbone.set_input_embeddings(folded)
