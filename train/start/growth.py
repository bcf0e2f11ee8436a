"""Make a trained decoder deeper, so that it can learn more and still knows what it knew."""

import copy
import re
from collections.abc import Mapping

import torch
from torch import Tensor

from latentviz.model.modeling import AdaptiveLatentModel

_LAYER = re.compile(r"(?P<before>backbone\.model\.layers\.)(?P<index>\d+)(?P<after>\..*)")
# What a layer adds to the residual stream comes out of these two.
_OUTPUTS = ("self_attn.o_proj.weight", "mlp.down_proj.weight")


def with_layers(model: AdaptiveLatentModel, n_layers: int) -> AdaptiveLatentModel:
    """Make a model with more layers that computes the same.

    Raises
    ------
    ValueError
        If its decoder is no Llama, or `deepened` refuses it.
    """
    if model.config.backbone["model_type"] != "llama":
        raise ValueError(
            f"n_layers is {n_layers}, the checkpoint has {model.n_layers} layers; only a Llama can get more"
        )
    values = deepened(model.state_dict(), n_layers)
    config = copy.deepcopy(model.config)
    config.backbone["num_hidden_layers"] = n_layers
    deeper = AdaptiveLatentModel(config)
    deeper.load_state_dict(values)
    deeper.reader = model.reader
    return deeper


def deepened(values: Mapping[str, Tensor], n_layers: int) -> dict[str, Tensor]:
    """Spread copies of a Llama decoder's layers between them, which at first add nothing to the residual stream.

    The decoder computes what it did before (block expansion, arXiv 2401.02415). The copies stand evenly, each above
    the layer it is made of.

    Parameters
    ----------
    values : mapping of str to Tensor
        Weights of an `AdaptiveLatentModel` by their names.
    n_layers : int
        Layers of the deeper decoder.

    Raises
    ------
    ValueError
        If it has more layers than that, or too few to copy.
    """
    matches = {name: _LAYER.fullmatch(name) for name in values}
    n_before = 1 + max((int(match["index"]) for match in matches.values() if match), default=-1)
    if not n_before <= n_layers <= 2 * n_before:
        raise ValueError(f"the checkpoint has {n_before} layers, n_layers is {n_layers}: at most one copy of each")
    n_added = n_layers - n_before
    copied = {(n_before * (k + 1)) // n_added - 1 for k in range(n_added)}
    deeper = {}
    for name, match in matches.items():
        if match is None:
            deeper[name] = values[name]
            continue
        index = int(match["index"])
        place = index + sum(other < index for other in copied)
        deeper[f"{match['before']}{place}{match['after']}"] = values[name]
        if index in copied:
            is_output = name.endswith(_OUTPUTS)
            deeper[f"{match['before']}{place + 1}{match['after']}"] = (
                torch.zeros_like(values[name]) if is_output else values[name]
            )
    return deeper
