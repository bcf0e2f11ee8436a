"""Tiny random backbones with tokenizers of the usual kinds, for tests of training on large ones."""

from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
from transformers import (
    AutoModelForCausalLM,
    GemmaConfig,
    GPT2Config,
    LlamaConfig,
    PreTrainedTokenizerFast,
    Qwen2Config,
)

DATA = Path(__file__).parent / "data"
GSM8K, GSM8K_AUG = DATA / "gsm8k_form.jsonl", DATA / "gsm8k_aug_form.txt"
EOS, BOS = "<|endoftext|>", "<|begin|>"
SIZES = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4}
CONFIGS = {
    "llama": lambda **sizes: LlamaConfig(**SIZES, num_key_value_heads=2, **sizes),
    "gpt2": lambda **sizes: GPT2Config(n_embd=32, n_layer=2, n_head=4, n_positions=256, **sizes),
    "qwen2": lambda **sizes: Qwen2Config(**SIZES, num_key_value_heads=2, **sizes),
    "gemma": lambda **sizes: GemmaConfig(**SIZES, num_key_value_heads=1, head_dim=8, **sizes),
}
# Each with its own tokenizer: does a blank belong to the number after it?
JOINS_BLANKS = {"llama": False, "gpt2": True, "qwen2": False, "gemma": False}


def build_tokenizer(joins_blanks: bool, has_bos: bool) -> PreTrainedTokenizerFast:
    """A byte-level BPE over the test rows; numbers are joined to their blank, or one token a digit."""
    tokenizer = Tokenizer(models.BPE())
    bytes_alone = pre_tokenizers.ByteLevel(add_prefix_space=False)
    digits = pre_tokenizers.Digits(individual_digits=True)
    tokenizer.pre_tokenizer = bytes_alone if joins_blanks else pre_tokenizers.Sequence([digits, bytes_alone])
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=400,
        special_tokens=[EOS, BOS],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    numbers = " ".join(str(number) for number in range(1000))
    tokenizer.train_from_iterator([GSM8K_AUG.read_text(), f" The answer is: {numbers}"], trainer)
    if has_bos:
        tokenizer.post_processor = processors.TemplateProcessing(
            single=f"{BOS} $A", special_tokens=[(BOS, tokenizer.token_to_id(BOS))]
        )
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token=EOS, bos_token=BOS if has_bos else None)


def save_backbone(folder: Path, kind: str, dtype: torch.dtype = torch.float32, **changes) -> Path:
    """A folder as the hub holds it: random weights, tokenizer, no padding token."""
    tokenizer = build_tokenizer(JOINS_BLANKS[kind], has_bos=kind == "llama")
    settings = {"vocab_size": len(tokenizer), "eos_token_id": tokenizer.eos_token_id, "bos_token_id": 1}
    torch.manual_seed(0)
    config = CONFIGS[kind](**settings | {"pad_token_id": None, "initializer_range": 0.2} | changes)
    AutoModelForCausalLM.from_config(config, dtype=dtype).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder
