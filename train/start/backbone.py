"""A causal language model of the transformers library as the start of training.

It gets tokens START and END, a recurrent filter and a stop head. Its weights are read as float32, whatever they are
stored in; `precision` decides what is computed in.
"""

import inspect
import json
from pathlib import Path

import torch
from safetensors import SafetensorError
from transformers import (
    MODEL_FOR_CAUSAL_LM_MAPPING,
    AutoConfig,
    AutoModelForCausalLM,
    AutoTokenizer,
    DynamicCache,
    PreTrainedConfig,
    PreTrainedModel,
    PreTrainedTokenizerBase,
)
from transformers.cache_utils import DynamicLayer

from latentviz.model.modeling import AdaptiveLatentConfig, AdaptiveLatentModel
from latentviz.model.pretrained import BackboneError, located
from latentviz.utils.records import QuestionLimits
from train.config import SftOptions
from train.sources import first_line
from train.start.tiny import END, START, thought_settings, trained_limits

KNOWN = Path(__file__).with_name("backbones.json")
# The second is for tokenizers that join a blank to the number after it.
ANSWER_PREFIXES = (" The answer is: ", " The answer is:")
# Where the weights came from says nothing about the decoder, and may name a folder of this machine.
_NOT_KEPT = ("_name_or_path", "_model_name_or_path", "quantization_config", "transformers_version")
NO_LIMIT = 10**9
LOGIT_TOLERANCE = 1e-2


def start_from_backbone(
    options: SftOptions, local_files_only: bool = False
) -> tuple[AdaptiveLatentModel, PreTrainedTokenizerBase]:
    """The model around `options.backbone`, and its tokenizer.

    Parameters
    ----------
    local_files_only : bool
        Never download.

    Raises
    ------
    BackboneError
        If it cannot be found or read, or its architecture cannot think in latent steps.
    """
    name, where = located(options.backbone)
    where["local_files_only"] = local_files_only
    try:
        check_architecture(options.backbone, AutoConfig.from_pretrained(name, **where))
        tokenizer = AutoTokenizer.from_pretrained(name, **where)
        backbone = AutoModelForCausalLM.from_pretrained(
            name, dtype=torch.float32, attn_implementation=attention(), use_safetensors=True, **where
        )
    except BackboneError:
        raise
    except (OSError, ImportError, ValueError, SafetensorError) as error:
        raise BackboneError(f"backbone {options.backbone!r}: {first_line(error)}") from error
    prepare_tokenizer(options.backbone, tokenizer, backbone)
    model = around(options, backbone, tokenizer)
    check_steps(options.backbone, model)
    return model, tokenizer


def attention() -> str:
    """Attention implementation: on a CPU the backward pass of "sdpa" is slower than "eager"."""
    return "sdpa" if torch.cuda.is_available() else "eager"


def known_config(name: str) -> PreTrainedConfig | None:
    """Configuration of a backbone that a preset names, for estimates without a download; None where it is not known."""
    values = json.loads(KNOWN.read_text(encoding="utf-8")).get(name)
    return None if values is None else AutoConfig.for_model(values.pop("model_type"), **values)


def check_architecture(name: str, config: PreTrainedConfig) -> None:
    """Refuse what cannot be stepped with a cache of keys and values.

    Raises
    ------
    BackboneError
        If it is an encoder-decoder, not a causal language model, keeps a recurrent state, or cannot be given positions
        or input embeddings.
    """
    kind = type(config).__name__
    if config.is_encoder_decoder:
        raise BackboneError(f"backbone {name!r} is an encoder-decoder ({kind}); latent steps need a decoder alone")
    if type(config) not in MODEL_FOR_CAUSAL_LM_MAPPING:
        raise BackboneError(f"backbone {name!r} ({kind}) is not a causal language model of the transformers library")
    model_class = MODEL_FOR_CAUSAL_LM_MAPPING[type(config)]
    if model_class._is_stateful or not all(
        isinstance(layer, DynamicLayer) for layer in DynamicCache(config=config).layers
    ):
        raise BackboneError(
            f"backbone {name!r} ({kind}) keeps a recurrent state; a thought forks and forgets slots, which needs keys "
            "and values of every slot"
        )
    missing = {"inputs_embeds", "position_ids"} - set(inspect.signature(model_class.forward).parameters)
    if missing:
        raise BackboneError(f"backbone {name!r}: {model_class.__name__} takes no {' and no '.join(sorted(missing))}")


def prepare_tokenizer(name: str, tokenizer: PreTrainedTokenizerBase, backbone: PreTrainedModel) -> None:
    """Add START and END, pad with the end of sequence where there is no token for it, and forget how to chat.

    Raises
    ------
    BackboneError
        If the tokenizer has no end of sequence, or more tokens than the model has embeddings.
    """
    n_rows = backbone.get_input_embeddings().weight.shape[0]
    if tokenizer.eos_token_id is None:
        raise BackboneError(f"backbone {name!r}: its tokenizer has no end-of-sequence token, so no answer could end")
    if len(tokenizer) > n_rows:
        raise BackboneError(
            f"backbone {name!r}: its tokenizer has {len(tokenizer)} tokens, its input embedding {n_rows} rows"
        )
    if tokenizer.pad_token is None:
        tokenizer.pad_token = tokenizer.eos_token
    tokenizer.chat_template = None
    tokenizer.add_special_tokens({"additional_special_tokens": [START, END]}, replace_extra_special_tokens=False)


def around(options: SftOptions, backbone: PreTrainedModel, tokenizer: PreTrainedTokenizerBase) -> AdaptiveLatentModel:
    """Filter and stop head, from the seed, around a decoder, whose embedding grows by START and END if it must."""
    torch.manual_seed(options.seed)
    settings = thought_settings(options, tokenizer)
    special = [settings["start_token_id"], settings["end_token_id"]]
    add_rows(backbone, special)
    limits = QuestionLimits(max_number=NO_LIMIT, whole_numbers_only=False, **trained_limits(options))
    config = AdaptiveLatentConfig(
        backbone={name: value for name, value in backbone.config.to_dict().items() if name not in _NOT_KEPT},
        answer_prefix=answer_prefix_of(tokenizer),
        unwritten_token_ids=special,
        limits=limits.to_dict(),
        backbone_attention=attention(),
        **settings,
    )
    return AdaptiveLatentModel(config, backbone)


def add_rows(backbone: PreTrainedModel, token_ids: list[int]) -> None:
    """Embed new tokens as strangers among the known ones: each feature is drawn with the others' mean and spread."""
    n_rows = backbone.get_input_embeddings().weight.shape[0]
    if max(token_ids) >= n_rows:
        backbone.resize_token_embeddings(max(token_ids) + 1, mean_resizing=False)
    weight = backbone.get_input_embeddings().weight
    known = weight.detach()[: min(token_ids)]
    with torch.no_grad():
        weight[token_ids] = torch.normal(known.mean(0).expand(len(token_ids), -1), known.std(0))


def answer_prefix_of(tokenizer: PreTrainedTokenizerBase) -> str:
    """The prefix of an answer, cut so that its tokens stay the same when a number follows.

    Raises
    ------
    BackboneError
        If there is no such cut.
    """
    for prefix in ANSWER_PREFIXES:
        alone, followed = (
            tokenizer(text, add_special_tokens=False)["input_ids"] for text in (prefix, f"{prefix.rstrip()} 72")
        )
        if followed[: len(alone)] == alone:
            return prefix
    raise BackboneError(f"the tokenizer joins {ANSWER_PREFIXES[-1]!r} to the number after it")


def has_number_tokens(tokenizer: PreTrainedTokenizerBase, largest: int) -> bool:
    """Whether the numbers 0 .. `largest` are one token each, as drills and forced latents need."""
    encoded = tokenizer([str(number) for number in range(largest + 1)], add_special_tokens=False)["input_ids"]
    return all(len(ids) == 1 for ids in encoded)


@torch.no_grad()
def check_steps(name: str, model: AdaptiveLatentModel) -> None:
    """Compare one token after a cache with the plain language model.

    Raises
    ------
    BackboneError
        If they disagree: the decoder treats token ids and input embeddings differently, or its logits are not its
        output embedding of its last hidden state.
    """
    model.eval()
    ids = torch.arange(3, 8).unsqueeze(0)
    plain = model.backbone(ids, use_cache=False).logits[:, -1]
    state = model.prefill(ids[:, :-1], torch.ones_like(ids[:, :-1]))
    stepped = model.token_logits(model.extend(state, model.embed(ids[:, -1:]))[0].hidden)
    difference = float((stepped - plain).abs().max())
    if not difference <= LOGIT_TOLERANCE * max(1.0, float(plain.abs().max())):
        raise BackboneError(
            f"backbone {name!r}: step by step its logits differ by {difference:.3g} from those of "
            f"{type(model.backbone).__name__}; it scales embeddings of tokens, or caps or scales its logits"
        )
    model.train()
