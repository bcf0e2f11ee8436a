"""`AdaptiveLatentModel`: any Hugging Face decoder with a recurrent filter and a stop head, one step at a time."""

import threading
from dataclasses import field
from typing import cast

import torch
from huggingface_hub.dataclasses import strict
from torch import Tensor, nn
from transformers import AutoConfig, AutoModelForCausalLM, PreTrainedConfig, PreTrainedModel

from latentviz.model.filters import FILTER_MODES, SoftmaxFilter, build_filter
from latentviz.model.lean_decoder import LeanDecoder
from latentviz.model.reader import Reader
from latentviz.model.state import ThoughtCache, ThoughtState, copy_cache
from latentviz.utils.checkpoint_files import OUR_MODEL_TYPE
from latentviz.utils.records import QuestionLimits
from latentviz.utils.refusal import Refusal

CONTINUE, STOP = 0, 1
# Where the data of a checkpoint do not ask for more.
CHAIN_TOKEN_CAP, ANSWER_TOKEN_CAP = 96, 8
# A model is built under settings of the whole process, such as its precision: two threads must not build at once.
BUILDING = threading.Lock()


@strict
class AdaptiveLatentConfig(PreTrainedConfig):
    """Configuration of `AdaptiveLatentModel`.

    Parameters
    ----------
    backbone : dict
        Configuration of the decoder, as `PreTrainedConfig.to_dict` gives it.
    filter_mode : {"mlp", "linear", "linear_ln", "softmax", "none"}
        Recurrent filter between a hidden state and the next input embedding.
    filter_size : int or None
        Inner width of the "mlp" filter; None means the hidden size.
    add_latent_to_start : bool
        Whether the filtered hidden state at the question's last token is added to the embedding of START, so that
        START's pass goes on from what the question's computed, as a latent step does.
    add_latent_to_end : bool
        Whether the last hidden state is added to the embedding of END.
    first_result_at : {0, 1}
        Where the result of the first gold step was supervised: 1 at the first latent step, 0 at START, whose pass then
        computes as a latent step does; each next result one latent step later.
    start_token_id, end_token_id : int
        Rows of the input embedding that open and close the latent steps.
    question_template, answer_prefix : str
        Text around the question, and text that the answer begins with.
    feed_answer_prefix : bool
        Whether the prefix is fed after END; otherwise the model writes it itself.
    unwritten_token_ids : list of int
        Tokens that are never written, such as the special ones.
    n_written_tokens : int, optional
        Tokens 0 .. n - 1 are those that can be written, and have logits; None: all.
    chain_token_cap, answer_token_cap : int
        Largest number of tokens of a chain of thought, and of an answer without its prefix.
    latent_cap : int
        Largest number of latent steps.
    stop_threshold : float
        P(stop) at which greedy decoding halts.
    sure_threshold : float, optional
        Probability of an answer from which on four of five were right on validation problems; None: not measured.
    limits : dict
        Fields of `QuestionLimits`.
    reader : dict, optional
        Fields of `latentviz.model.reader.Base`, of the language model that reads questions first.
    backbone_attention : str
        Attention implementation of the decoder. On a CPU the backward pass of "sdpa" is slower than "eager".
    """

    model_type = OUR_MODEL_TYPE

    backbone: dict = field(default_factory=lambda: {"model_type": "llama"})
    filter_mode: str = "mlp"
    filter_size: int | None = None
    add_latent_to_start: bool = False
    add_latent_to_end: bool = False
    first_result_at: int = 1
    start_token_id: int = 0
    end_token_id: int = 1
    question_template: str = "Question: {question}"
    answer_prefix: str = " The answer is: "
    feed_answer_prefix: bool = True
    unwritten_token_ids: list[int] = field(default_factory=list)
    n_written_tokens: int | None = None
    chain_token_cap: int = CHAIN_TOKEN_CAP
    answer_token_cap: int = ANSWER_TOKEN_CAP
    latent_cap: int = 8
    stop_threshold: float | int = 0.5
    sure_threshold: float | int | None = None
    limits: dict = field(default_factory=dict)
    reader: dict | None = None
    backbone_attention: str = "eager"

    def __post_init__(self, **kwargs):
        if self.filter_mode not in FILTER_MODES:
            raise ValueError(f"filter_mode is {self.filter_mode!r}; it must be one of {FILTER_MODES}")
        if self.first_result_at not in (0, 1):
            raise ValueError(
                f"first_result_at is {self.first_result_at}; it must be 0 (START) or 1 (the first latent step)"
            )
        for name in ("n_written_tokens", "chain_token_cap", "answer_token_cap", "latent_cap"):
            n = getattr(self, name)
            if n is not None and n < 1:
                raise ValueError(f"{name} is {n}; it must be 1 or more")
        if not 0 < self.stop_threshold <= 1:
            raise ValueError(f"stop_threshold is {self.stop_threshold}; it must lie in (0, 1]")
        if self.question_template.count("{question}") != 1:
            raise ValueError(f"question_template is {self.question_template!r}; it must hold {{question}} once")
        self.limits = QuestionLimits.from_dict(self.limits).to_dict()
        super().__post_init__(**kwargs)

    def step_of_result(self, number: int) -> int:
        """Latent step, 0 for START, that was supervised with the result of a gold step, counted from 1."""
        return number - 1 + self.first_result_at

    def backbone_config(self) -> PreTrainedConfig:
        """The decoder's own configuration object, without a precision: that is the whole model's."""
        values = {name: value for name, value in self.backbone.items() if name not in ("dtype", "torch_dtype")}
        return AutoConfig.for_model(values.pop("model_type"), **values)


class StopHead(nn.Module):
    """Two-way linear head on a hidden state: CONTINUE or STOP."""

    def __init__(self, hidden_size: int):
        super().__init__()
        self.linear = nn.Linear(hidden_size, 2)

    def forward(self, hidden: Tensor) -> Tensor:
        return self.linear(hidden)


class AdaptiveLatentModel(PreTrainedModel):
    """Decoder, recurrent filter and stop head (arXiv 2511.21581, section 3), steppable.

    `prefill` reads the question and `begin_thought` feeds START; `begin` does both. `think_step` feeds one filtered
    hidden state, `stop_logits` asks the stop head, `answer_logits` feeds END and the answer. Every step takes a
    `ThoughtState` and returns a new one, so continuations of one question share its cache.

    Parameters
    ----------
    config : AdaptiveLatentConfig
    backbone : PreTrainedModel, optional
        The decoder with its weights, as `config.backbone` describes it; made at random where None.

    Attributes
    ----------
    special_rows : (2, hidden_size) Parameter, or None
        Rows of START and END that learn while the input embedding is frozen, and stand for its own.
    reader : Reader or None
        What reads a question before the decoder does.
    lean_decoder : LeanDecoder or None
        Runs the layers where they are Llama's; None where the library's own forward pass does.
    window : int or None
        Slots to which the decoder's narrowest sliding window attends; None where every layer attends to all.
    """

    config: AdaptiveLatentConfig
    special_rows: nn.Parameter | None
    config_class = AdaptiveLatentConfig
    base_model_prefix = ""
    _supports_sdpa = True
    _supports_flash_attn = True

    def __init__(self, config: AdaptiveLatentConfig, backbone: PreTrainedModel | None = None):
        super().__init__(config)
        self.backbone: PreTrainedModel = backbone or AutoModelForCausalLM.from_config(
            config.backbone_config(), attn_implementation=config.backbone_attention
        )
        size = self.hidden_size
        self.filter = build_filter(config.filter_mode, size, config.filter_size or size)
        self.stop_head = StopHead(size)
        self.register_parameter("special_rows", None)
        vocabulary = self.backbone.config.vocab_size
        self.reader = Reader(config.reader, vocabulary, size) if config.reader else None
        self.lean_decoder = LeanDecoder.of(self.backbone.base_model)
        layers = ThoughtCache(config=self.backbone.config).layers
        self.window = min((layer.sliding_window for layer in layers if layer.is_sliding), default=None)
        self._tied_weights_keys = {
            f"backbone.{key}": f"backbone.{source}" for key, source in (self.backbone._tied_weights_keys or {}).items()
        }
        self.post_init()

    def _init_weights(self, module: nn.Module):
        if isinstance(module, nn.LayerNorm | nn.RMSNorm):
            nn.init.ones_(module.weight)
        elif isinstance(module, nn.Linear):
            nn.init.normal_(module.weight, std=0.02)
        if (bias := getattr(module, "bias", None)) is not None:
            nn.init.zeros_(bias)

    @property
    def hidden_size(self) -> int:
        """Width of a hidden state."""
        return self.backbone.config.hidden_size

    @property
    def n_layers(self) -> int:
        """Number of decoder layers."""
        return self.backbone.config.num_hidden_layers

    def get_input_embeddings(self) -> nn.Embedding:
        return cast(nn.Embedding, self.backbone.get_input_embeddings())

    def get_output_embeddings(self) -> nn.Linear:
        return self.backbone.get_output_embeddings()

    def embed(self, token_ids: Tensor) -> Tensor:
        """Input embeddings, (..., hidden_size), of token ids."""
        return self.get_input_embeddings()(token_ids)

    @property
    def embedding_scale(self) -> float:
        """What `embed` multiplies a row of the input embedding by: the root of the hidden size in Gemma, else 1."""
        return getattr(self.get_input_embeddings(), "scalar_embed_scale", 1.0)

    @property
    def written_rows(self) -> Tensor:
        """Rows of the input embedding of tokens that can be written, (n_written, hidden_size)."""
        return self.get_input_embeddings().weight[: self.config.n_written_tokens]

    def token_logits(self, hidden: Tensor) -> Tensor:
        """Next-token logits, (..., vocabulary), of hidden states after the final norm."""
        head, n_written = self.get_output_embeddings(), self.config.n_written_tokens
        return head(hidden) if n_written is None else nn.functional.linear(hidden, head.weight[:n_written])

    def writing_logits(self, hidden: Tensor) -> Tensor:
        """As `token_logits`, for the token that is written next: minus infinity where none is ever written."""
        logits, never = self.token_logits(hidden), self.config.unwritten_token_ids
        if never:
            logits = logits.index_fill(-1, torch.tensor(never, device=logits.device), -torch.inf)
        return logits

    def stop_logits(self, hidden: Tensor) -> Tensor:
        """Logits of CONTINUE and STOP, (..., 2), of hidden states after the final norm."""
        return self.stop_head(hidden)

    def latent_embedding(self, hidden: Tensor) -> Tensor:
        """Input embeddings of the next latent step, (..., hidden_size), from hidden states after the final norm."""
        if isinstance(self.filter, SoftmaxFilter):
            return self.filter(self.writing_logits(hidden), self.written_rows) * self.embedding_scale
        return self.filter(hidden)

    def prefill(self, input_ids: Tensor, attention_mask: Tensor) -> ThoughtState:
        """Read the questions once.

        Parameters
        ----------
        input_ids, attention_mask : (batch, length) int64
            Tokens and padding mask; padding may stand on either side.
        """
        embedded = self.embed(input_ids)
        if self.reader is not None:
            embedded = embedded + self.reader(input_ids, attention_mask)
        return self.extend(self.unread(attention_mask), embedded, attention_mask)[0]

    def unread(self, attention_mask: Tensor) -> ThoughtState:
        """The state before the first slot, for as many rows as `attention_mask` has."""
        batch = attention_mask.shape[0]
        weight = self.get_input_embeddings().weight
        return ThoughtState(
            ThoughtCache(config=self.backbone.config),
            attention_mask.new_zeros(batch, 0),
            attention_mask.new_zeros(batch),
            weight.new_zeros(batch, self.hidden_size),
        )

    def begin(self, input_ids: Tensor, attention_mask: Tensor) -> ThoughtState:
        """Read the questions, as `prefill` does, and feed START."""
        return self.begin_thought(self.prefill(input_ids, attention_mask))

    def begin_thought(self, state: ThoughtState) -> ThoughtState:
        """Feed START; `hidden` is then what the stop head reads first."""
        return self.extend(state, self.start_input(state))[0]

    def start_input(self, state: ThoughtState) -> Tensor:
        """What is fed as START after a question, (batch, 1, hidden_size)."""
        start = self._special(self.config.start_token_id, state)
        if self.config.add_latent_to_start:
            start = start + self.latent_embedding(state.hidden).unsqueeze(1)
        return start

    def think_step(self, state: ThoughtState, active: Tensor | None = None) -> ThoughtState:
        """One latent step: feed the filtered hidden state.

        Parameters
        ----------
        active : (batch,) bool, optional
            Rows that think; the others get a masked slot and keep their hidden state.
        """
        latent = self.latent_embedding(state.hidden).unsqueeze(1)
        return self.extend(state, latent, None if active is None else active.long().unsqueeze(1))[0]

    def answer_logits(
        self, state: ThoughtState, answer_ids: Tensor, answer_mask: Tensor | None = None
    ) -> tuple[Tensor, ThoughtState]:
        """Feed END and the answer.

        Parameters
        ----------
        answer_ids : (batch, length) int64
            Tokens that follow END.
        answer_mask : (batch, length) int64, optional
            0 at padding.

        Returns
        -------
        logits : (batch, 1 + length, vocabulary)
            At END and at each answer token, what should follow it.
        state : ThoughtState
        """
        state, hidden, _ = self.extend(state, *self.answer_inputs(state, answer_ids, answer_mask))
        return self.writing_logits(hidden), state

    def begin_answer(self, state: ThoughtState, prefix_ids: Tensor) -> tuple[Tensor, ThoughtState]:
        """Feed END and the given part, (length,), of the answer; logits, (batch, vocabulary), of what follows."""
        prefix = prefix_ids.expand(state.attention_mask.shape[0], -1)
        state, hidden, _ = self.extend(state, *self.answer_inputs(state, prefix))
        return self.writing_logits(hidden[:, -1]), state

    def answer_inputs(
        self, state: ThoughtState, answer_ids: Tensor, answer_mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """Embeddings and mask, (batch, 1 + length), of END and the answer tokens."""
        end = self._special(self.config.end_token_id, state)
        if self.config.add_latent_to_end:
            end = end + state.hidden.unsqueeze(1)
        mask = torch.ones_like(answer_ids) if answer_mask is None else answer_mask
        ones = mask.new_ones(mask.shape[0], 1)
        return torch.cat([end, self.embed(answer_ids).to(end.dtype)], 1), torch.cat([ones, mask], 1)

    def extend(
        self,
        state: ThoughtState,
        inputs_embeds: Tensor,
        mask: Tensor | None = None,
        output_hidden_states: bool = False,
    ) -> tuple[ThoughtState, Tensor, tuple[Tensor, ...] | None]:
        """Run the decoder over new slots.

        Parameters
        ----------
        inputs_embeds : (batch, length, hidden_size)
        mask : (batch, length) int64, optional
            0 where a row has no slot.

        Returns
        -------
        state : ThoughtState
        hidden : (batch, length, hidden_size)
            After the final norm.
        hidden_states : tuple of (batch, length, hidden_size), or None
            Embeddings and the output of every layer, the last after the final norm.

        Raises
        ------
        ValueError
            If there are more slots than a sliding window of the decoder sees: its cache would forget the question.
        """
        batch, length = inputs_embeds.shape[:2]
        if mask is None:
            mask = state.attention_mask.new_ones(batch, length)
        attention_mask = torch.cat([state.attention_mask, mask], 1)
        if self.window and attention_mask.shape[1] >= self.window:
            raise Refusal(
                f"the sequence has {attention_mask.shape[1]} slots; the sliding window of "
                f"{type(self.backbone).__name__} is {self.window}, and past it the question would be forgotten"
            )
        offsets = mask.cumsum(1)
        positions = (state.next_position.unsqueeze(1) + offsets - 1).clamp(min=0)
        cache = copy_cache(state.cache)
        hidden, hidden_states = self.run_layers(inputs_embeds, attention_mask, positions, cache, output_hidden_states)
        n_new = offsets[:, -1]
        slots = torch.arange(length, device=mask.device)
        last = torch.where(mask.bool(), slots, -1).amax(1)
        picked = hidden[torch.arange(batch, device=mask.device), last.clamp(min=0)]
        hidden_now = torch.where((last >= 0).unsqueeze(1), picked, state.hidden.to(hidden.dtype))
        new_state = ThoughtState(cache, attention_mask, state.next_position + n_new, hidden_now)
        return new_state, hidden, hidden_states

    def run_layers(
        self, inputs_embeds: Tensor, attention_mask: Tensor, positions: Tensor, cache: ThoughtCache, all_layers: bool
    ) -> tuple[Tensor, tuple[Tensor, ...] | None]:
        """The decoder over new slots, as `LeanDecoder.run` where that fits, else by the library's own forward pass."""
        if self.lean_decoder is not None:
            return self.lean_decoder.run(inputs_embeds, attention_mask, positions, cache, all_layers)
        output = self.backbone.base_model(
            inputs_embeds=inputs_embeds,
            attention_mask=attention_mask,
            position_ids=positions,
            cache=cache,
            use_cache=True,
            output_hidden_states=all_layers,
        )
        return output.last_hidden_state, output.hidden_states

    def forward(self, input_ids: Tensor, attention_mask: Tensor, n_latent_steps: int, answer_ids: Tensor) -> Tensor:
        """Answer logits, (batch, 1 + length, vocabulary), after a fixed number of latent steps."""
        state = self.begin(input_ids, attention_mask)
        for _ in range(n_latent_steps):
            state = self.think_step(state)
        return self.answer_logits(state, answer_ids)[0]

    def _special(self, token_id: int, state: ThoughtState) -> Tensor:
        batch = state.attention_mask.shape[0]
        if self.special_rows is not None:
            row = self.special_rows[int(token_id == self.config.end_token_id)] * self.embedding_scale
            return row.expand(batch, 1, -1).to(state.hidden.dtype)
        return self.embed(state.attention_mask.new_full((batch, 1), token_id)).to(state.hidden.dtype)


AutoConfig.register(AdaptiveLatentConfig.model_type, AdaptiveLatentConfig)
