"""A pretrained Llama that learns to reckon: a token for each number, and an adapter in place of its own weights.

It has read English, and writes numbers digit by digit. Here it gets the numbers 0..999 as tokens of their own, started
from their digits and from sines and cosines of their values, before its own vocabulary.
"""

import json

import torch
from tokenizers import Tokenizer
from torch import Tensor
from transformers import AutoTokenizer, LlamaForCausalLM, PreTrainedTokenizerBase, PreTrainedTokenizerFast

from latentviz.model.adapter import Adapter
from latentviz.model.modeling import AdaptiveLatentConfig, AdaptiveLatentModel
from latentviz.model.pretrained import base_of, located, read_llama
from latentviz.utils.records import QuestionLimits
from train.config import SftOptions
from train.start.tiny import (
    END,
    EOS,
    N_NUMBERS,
    PAD,
    SIGNS,
    START,
    number_features,
    thought_settings,
    trained_limits,
)

ANSWER_PREFIX = " The answer is:"
BRACKETS = ("<<", ">>")


def start_with_adapter(options: SftOptions) -> tuple[AdaptiveLatentModel, PreTrainedTokenizerBase]:
    """The model around the Llama in the GGUF file of `options.backbone`, which is frozen, and its tokenizer."""
    torch.manual_seed(options.seed)
    name, where = located(options.backbone)
    own = AutoTokenizer.from_pretrained(name, **where)
    config, tensors = read_llama(options.backbone)
    tokenizer, written = with_number_tokens(own)
    rows = written_rows(tensors["model.embed_tokens.weight"], own, written, options.number_features)
    tensors["model.embed_tokens.weight"] = torch.cat([rows, tensors["model.embed_tokens.weight"]])
    config.vocab_size = len(tensors["model.embed_tokens.weight"])
    config.pad_token_id, config.eos_token_id = tokenizer.pad_token_id, tokenizer.eos_token_id
    backbone = LlamaForCausalLM.from_pretrained(
        None, config=config, state_dict=tensors, dtype=torch.float32, attn_implementation="sdpa"
    )
    model = AdaptiveLatentModel(
        AdaptiveLatentConfig(
            backbone=config.to_dict(),
            answer_prefix=ANSWER_PREFIX,
            limits=QuestionLimits(**trained_limits(options)).to_dict(),
            n_written_tokens=len(written),
            unwritten_token_ids=tokenizer.convert_tokens_to_ids([PAD, START, END]),
            base=base_of(options.backbone),
            adapter_rank=options.adapter_rank,
            backbone_attention="sdpa",
            **thought_settings(options, tokenizer),
        ),
        backbone,
    )
    model.backbone.requires_grad_(False)
    model.adapter = Adapter(model.backbone.base_model, options.adapter_rank, rows)
    if options.filter_mode == "mlp":
        # A latent starts at the size of an embedding, not many times larger.
        torch.nn.init.constant_(model.filter.norm.weight, float(rows.std()))
    return model, tokenizer


def with_number_tokens(own: PreTrainedTokenizerBase) -> tuple[PreTrainedTokenizerFast, list[str]]:
    """A tokenizer whose first tokens are those that can be written, followed by all of `own`.

    Returns
    -------
    tokenizer : PreTrainedTokenizerFast
    written : list of str
        Tokens 0 .. n - 1: special ones, numbers, and those of chains and of the answer prefix.
    """
    numbers = [str(number) for number in range(N_NUMBERS)]
    # Brackets that stand side by side may be one token of its own.
    added = [PAD, EOS, START, END, *numbers, *BRACKETS]
    texts = [sign for sign in SIGNS if sign not in BRACKETS] + [ANSWER_PREFIX]
    parts = [token for text in texts for token in own.convert_ids_to_tokens(own(text)["input_ids"])]
    written = list(dict.fromkeys([*added, *parts]))
    plain = json.loads(own.backend_tokenizer.to_str())
    ids = {token: index for index, token in enumerate(written)}
    own_ids = {token: len(written) + index for token, index in plain["model"]["vocab"].items()}
    plain["model"]["vocab"] = own_ids | ids
    # A blank before a number is part of it: no token stands for a blank alone.
    plain["added_tokens"] = [
        {
            "id": index,
            "content": token,
            "single_word": False,
            "lstrip": token in numbers,
            "rstrip": False,
            "normalized": False,
            "special": token in (PAD, EOS, START, END),
        }
        for index, token in enumerate(added)
    ]
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=Tokenizer.from_str(json.dumps(plain)),
        pad_token=PAD,
        eos_token=EOS,
        additional_special_tokens=[START, END],
    )
    return tokenizer, written


def written_rows(embedding: Tensor, own: PreTrainedTokenizerBase, written: list[str], size: float) -> Tensor:
    """Embeddings that the written tokens start from, (n_written, hidden_size).

    A number is the mean of its digits and `size` standard deviations of its features; a token that was one before keeps
    its row, and a special one is drawn with the mean and the spread of all.
    """
    spread = embedding.std()
    rows = torch.normal(embedding.mean(0).expand(len(written), -1), embedding.std(0))
    vocabulary = own.get_vocab()
    features = number_features(N_NUMBERS, embedding.shape[1]) * spread * size
    for index, token in enumerate(written):
        if token.isdecimal():
            rows[index] = embedding[own(token)["input_ids"]].mean(0) + features[int(token)]
        elif token == EOS:
            rows[index] = embedding[own.eos_token_id]
        elif token in vocabulary:
            rows[index] = embedding[vocabulary[token]]
    return rows
