"""Give a trained model another vocabulary, so that it can go on with words that it has no tokens for."""

import torch
from torch import Tensor
from transformers import PreTrainedTokenizerBase

from latentviz.model.modeling import AdaptiveLatentModel
from train.start.tiny import PIECE

# Share of the features' mean square that the ridge regression adds to each.
RIDGE = 1.0


@torch.no_grad()
def carry_over(
    model: AdaptiveLatentModel,
    tokenizer: PreTrainedTokenizerBase,
    start: AdaptiveLatentModel,
    start_tokenizer: PreTrainedTokenizerBase,
    features: Tensor,
) -> None:
    """Give a model with a new vocabulary the weights of a trained one.

    A token that was one token before keeps its row of the embedding. A new word's row is predicted from its word
    vector, by a ridge regression on the words that both have, and what that leaves unexplained is filled with the word
    vector itself; without a vector it is the mean of the rows that spelled it before.

    Parameters
    ----------
    features : (n_tokens, hidden_size)
        Word vectors of the new vocabulary; 0 for a token without one.

    Raises
    ------
    ValueError
        If the decoders differ in more than their vocabulary.
    """
    embedding = start.get_input_embeddings().weight
    values = {name: value for name, value in start.state_dict().items() if not name.startswith("reader.")}
    own = model.state_dict()
    tied = {name for name, value in values.items() if value.data_ptr() == embedding.data_ptr()}
    try:
        model.load_state_dict(values | {name: own[name] for name in tied})
    except RuntimeError as error:
        raise ValueError(f"the checkpoint has another decoder than one that begins from nothing: {error}") from error
    spelled = spellings(start_tokenizer, tokenizer.convert_ids_to_tokens(range(len(tokenizer))))
    rows = torch.stack([embedding[ids].mean(0) if ids else embedding.mean(0) for ids in spelled])
    known = torch.tensor([len(ids) == 1 for ids in spelled])
    has_vector = features.abs().sum(1) > 0
    old, new = known & has_vector, ~known & has_vector
    if old.any() and new.any():
        predicted = ridge_regression(features[old], rows[old])
        unexplained = (rows[old] - predicted(features[old])).std() / features[old].std()
        rows[new] = predicted(features[new]) + unexplained * features[new]
    model.get_input_embeddings().weight.copy_(rows)


def spellings(tokenizer: PreTrainedTokenizerBase, tokens: list[str]) -> list[list[int]]:
    """Ids with which a tokenizer writes each token of another one."""
    known, spelled = tokenizer.get_vocab(), []
    for token in tokens:
        text = token.removeprefix(PIECE) if len(token) > len(PIECE) else token
        token_id = known.get(token, known.get(text))
        spelled.append(tokenizer(text, add_special_tokens=False)["input_ids"] if token_id is None else [token_id])
    return spelled


def ridge_regression(inputs: Tensor, targets: Tensor):
    """Fit targets, (n, d), to inputs, (n, p); return the function that predicts others."""
    mean = targets.mean(0)
    gram = inputs.T @ inputs
    gram += RIDGE * gram.diagonal().mean() * torch.eye(len(gram))
    weights = torch.linalg.solve(gram, inputs.T @ (targets - mean))
    return lambda others: mean + others @ weights
