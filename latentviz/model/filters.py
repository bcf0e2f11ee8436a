"""Recurrent filters: from a hidden state after the final norm to the next input embedding."""

import torch
from torch import Tensor, nn


class MlpFilter(nn.Module):
    """Linear, GELU, Linear, LayerNorm (the main runs of arXiv 2511.21581)."""

    def __init__(self, hidden_size: int, inner_size: int):
        super().__init__()
        self.expand = nn.Linear(hidden_size, inner_size)
        self.contract = nn.Linear(inner_size, hidden_size)
        self.norm = nn.LayerNorm(hidden_size)

    def forward(self, hidden: Tensor) -> Tensor:
        return self.norm(self.contract(nn.functional.gelu(self.expand(hidden))))


class LinearFilter(nn.Module):
    """Linear, RMSNorm, then another bias."""

    def __init__(self, hidden_size: int):
        super().__init__()
        self.linear = nn.Linear(hidden_size, hidden_size)
        self.norm = nn.RMSNorm(hidden_size, eps=1e-6)
        self.bias = nn.Parameter(torch.zeros(hidden_size))

    def forward(self, hidden: Tensor) -> Tensor:
        return self.norm(self.linear(hidden)) + self.bias


class LinearLayerNormFilter(nn.Module):
    """Linear, LayerNorm."""

    def __init__(self, hidden_size: int):
        super().__init__()
        self.linear = nn.Linear(hidden_size, hidden_size)
        self.norm = nn.LayerNorm(hidden_size)

    def forward(self, hidden: Tensor) -> Tensor:
        return self.norm(self.linear(hidden))


class SoftmaxFilter(nn.Module):
    """The input embedding that is expected next: the mean over the tokens that can be written, by their probabilities.

    It has no weights of its own. The decoder's embeddings are arguments, so that they are registered once only.
    """

    def forward(self, token_logits: Tensor, embeddings: Tensor) -> Tensor:
        """Mean embedding.

        Parameters
        ----------
        token_logits : (..., vocabulary)
            Of the token that would be written after the hidden state.
        embeddings : (vocabulary, hidden_size)
            Input embeddings.

        Returns
        -------
        embedding : (..., hidden_size)
        """
        return token_logits.float().softmax(-1).to(embeddings.dtype) @ embeddings


FILTERS = {
    "mlp": MlpFilter,
    "linear": lambda hidden_size, inner_size: LinearFilter(hidden_size),
    "linear_ln": lambda hidden_size, inner_size: LinearLayerNormFilter(hidden_size),
    "softmax": lambda hidden_size, inner_size: SoftmaxFilter(),
    "none": lambda hidden_size, inner_size: nn.Identity(),
}
FILTER_MODES = tuple(FILTERS)


def build_filter(mode: str, hidden_size: int, inner_size: int) -> nn.Module:
    """The filter of a mode.

    Parameters
    ----------
    mode : {"mlp", "linear", "linear_ln", "softmax", "none"}
        "none" is the hidden state itself (Coconut, arXiv 2412.06769).
    inner_size : int
        Inner width of "mlp".
    """
    return FILTERS[mode](hidden_size, inner_size)
