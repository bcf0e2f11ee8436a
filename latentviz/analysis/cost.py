"""What a model costs: its sizes for counting operations, and its chain of thought, run and measured."""

import time

import torch
from torch import nn
from transformers.pytorch_utils import Conv1D

from latentviz.model.checkpoint import LoadedCheckpoint
from latentviz.model.filters import SoftmaxFilter
from latentviz.model.generation import decode_chain, encode_questions, prefix_ids
from latentviz.model.modeling import AdaptiveLatentModel
from latentviz.model.reader import Reader
from latentviz.records.flops import ChainOfThought, DecoderShape


def decoder_shape(model: AdaptiveLatentModel) -> DecoderShape:
    """The sizes of a model that decide what a pass costs."""
    config, size = model.backbone.config, model.hidden_size
    head = getattr(config, "head_dim", None) or size // config.num_attention_heads
    vocabulary = len(model.written_rows)
    is_softmax = isinstance(model.filter, SoftmaxFilter)
    return DecoderShape(
        n_layers=model.n_layers,
        hidden_size=size,
        vocabulary_size=vocabulary,
        attention_size=config.num_attention_heads * head,
        n_linear_weights=n_linear_weights(model.backbone.base_model),
        n_filter_weights=2 * vocabulary * size if is_softmax else n_linear_weights(model.filter),
        n_reader_weights=None if model.reader is None else n_reader_weights(model.reader),
    )


def n_reader_weights(reader: Reader) -> int:
    """Weights of all linear layers of a reader, and of their adapters."""
    return n_linear_weights(reader.language_model) + sum(weight.numel() for weight in reader.adapters.parameters())


def n_linear_weights(module: nn.Module) -> int:
    """Weights of all linear layers of a module."""
    return sum(layer.weight.numel() for layer in module.modules() if isinstance(layer, nn.Linear | Conv1D))


@torch.inference_mode()
def measure_chain(checkpoint: LoadedCheckpoint, question: str) -> ChainOfThought | None:
    """Run the model's chain of thought on one question; None where the end of its chain cannot be told."""
    model, tokenizer = checkpoint.model, checkpoint.tokenizer
    n_prefix = len(prefix_ids(model, tokenizer))
    if not n_prefix:
        return None
    started = time.perf_counter()
    (decoded,) = decode_chain(model, tokenizer, [question])
    elapsed_s = time.perf_counter() - started
    n_question = encode_questions(model, tokenizer, [question])[0].shape[1]
    n_chain = decoded.n_counted_tokens
    n_answer = decoded.n_forward_passes - 1 - n_chain
    return ChainOfThought(
        text=decoded.chain_text,
        answer_text=decoded.answer_text,
        n_tokens=n_chain,
        n_forward_passes=decoded.n_forward_passes,
        elapsed_s=elapsed_s,
        flops=decoder_shape(model).chain_flops(n_question, n_chain, n_prefix, n_answer),
    )
