"""Batched decoding: think until a stop rule says so, then answer; or write a chain of thought; or neither."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Self

import torch
from tokenizers.models import WordPiece
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence
from transformers import PreTrainedTokenizerBase

from latentviz.model.modeling import STOP, AdaptiveLatentConfig, AdaptiveLatentModel, ThoughtState
from latentviz.records.halting import TEMPERATURES
from latentviz.utils.refusal import Refusal

_NO_CENTS = re.compile(r"(?<=\d)\.00(?!\d)")


@dataclass(frozen=True)
class StopRule:
    """When a thought halts.

    Attributes
    ----------
    threshold : float
        Halt at the first step whose P(stop) reaches it, in (0, 1].
    temperature : float
        Divides the stop head's logits, within `TEMPERATURES`.
    fixed_k : int or None
        Halt after exactly k latent steps, whatever the head says.
    """

    threshold: float = 0.5
    temperature: float = 1.0
    fixed_k: int | None = None

    def __post_init__(self):
        if not 0 < self.threshold <= 1:
            raise Refusal(f"threshold is {self.threshold}; it must lie in (0, 1]")
        low, high = TEMPERATURES
        if not low <= self.temperature <= high:
            raise Refusal(f"temperature is {self.temperature}; it must lie in [{low:g}, {high:g}]")
        if self.fixed_k is not None and self.fixed_k < 0:
            raise Refusal(f"k is {self.fixed_k}; it must be 0 or more")

    def p_stop(self, stop_logits: Tensor) -> Tensor:
        """P(stop), (...), from the head's logits, (..., 2)."""
        return (stop_logits.float() / self.temperature).softmax(-1)[..., STOP]

    @classmethod
    def of(
        cls,
        config: AdaptiveLatentConfig,
        threshold: float | None = None,
        temperature: float = 1.0,
        fixed_k: int | None = None,
    ) -> Self:
        """The rule of a checkpoint, with its own threshold where None; a ValueError where k is past its cap."""
        rule = cls(config.stop_threshold if threshold is None else threshold, temperature, fixed_k)
        if fixed_k is not None and fixed_k > config.latent_cap:
            raise Refusal(f"k is {fixed_k}; this checkpoint thinks at most {config.latent_cap} latent steps")
        return rule


@dataclass(frozen=True)
class Generated:
    """Tokens that the model wrote, padded on the right.

    Attributes
    ----------
    token_ids : (batch, length) int64
    mask : (batch, length) bool
        True at written tokens, the end-of-sequence token included.
    logp : (batch, length) float32
        Log-probability of each, in nats; 0 at padding.
    texts : list of str
        Without special tokens.
    was_cut : (batch,) bool
        Whether the largest number of tokens ended a row.
    state : ThoughtState
        After every written token but each row's last.
    """

    token_ids: Tensor
    mask: Tensor
    logp: Tensor
    texts: list[str]
    was_cut: Tensor
    state: ThoughtState

    @property
    def p(self) -> Tensor:
        """Probability of each row's whole text, (batch,)."""
        return self.logp.sum(1).exp()


@dataclass(frozen=True)
class Thought:
    """A batch of halted thoughts.

    Attributes
    ----------
    state : ThoughtState
        Where each row halted; the next input is END.
    n_latent_steps : (batch,) int64
    stopped : (batch,) bool
        Whether the stop head halted the row.
    p_stop : (batch, m + 1) float32
        P(stop) at START and after each latent step; NaN past a row's halt.
    """

    state: ThoughtState
    n_latent_steps: Tensor
    stopped: Tensor
    p_stop: Tensor


@dataclass(frozen=True)
class Decoded:
    """One decoded problem.

    Attributes
    ----------
    answer_text : str
        What stands after the answer prefix.
    n_latent_steps : int
    n_counted_tokens : int
        k + 2 for a latent thought, the chain's tokens for a chain of thought, 0 without thinking.
    n_forward_passes : int
        Passes that this problem alone would need.
    stopped : bool
    p_stop : list of float
    chain_text : str
        The written chain of thought, empty otherwise.
    was_cut : bool
        Whether a largest number of tokens ended the chain or the answer.
    p_answer : float or None
        Probability of the answer after a thought; None after a chain.
    """

    answer_text: str
    n_latent_steps: int = 0
    n_counted_tokens: int = 0
    n_forward_passes: int = 0
    stopped: bool = False
    p_stop: list[float] = field(default_factory=list)
    chain_text: str = ""
    was_cut: bool = False
    p_answer: float | None = None


def encode_questions(
    model: AdaptiveLatentModel, tokenizer: PreTrainedTokenizerBase, questions: list[str]
) -> tuple[Tensor, Tensor]:
    """Token ids and padding mask, (batch, length), of the questions in the checkpoint's template."""
    rows = [torch.tensor(ids, device=model.device) for ids in question_token_ids(model.config, tokenizer, questions)]
    ids = pad_sequence(rows, batch_first=True, padding_value=tokenizer.pad_token_id)
    return ids, pad_sequence([torch.ones_like(row) for row in rows], batch_first=True)


def question_token_ids(
    config: AdaptiveLatentConfig, tokenizer: PreTrainedTokenizerBase, questions: list[str]
) -> list[list[int]]:
    """Token ids of each question in the checkpoint's template: the one way in, of training and of a page.

    The name of a special token, such as "<END>", is read letter by letter: no question can put in the token itself. A
    model that reads whole numbers only is given "$5" for "$5.00".
    """
    return tokenizer(prompts_of(config, questions), split_special_tokens=True)["input_ids"]


def prompts_of(config: AdaptiveLatentConfig, questions: list[str]) -> list[str]:
    """Each question in the checkpoint's template, as its tokenizer is given it."""
    if config.limits["whole_numbers_only"]:
        questions = [_NO_CENTS.sub("", question) for question in questions]
    return [config.question_template.format(question=question) for question in questions]


def prefix_ids(model: AdaptiveLatentModel, tokenizer: PreTrainedTokenizerBase) -> Tensor:
    """Token ids, (length,), of the answer prefix."""
    ids = tokenizer(model.config.answer_prefix, add_special_tokens=False)["input_ids"]
    return torch.tensor(ids, dtype=torch.long, device=model.device)


def fed_prefix_ids(model: AdaptiveLatentModel, tokenizer: PreTrainedTokenizerBase) -> Tensor:
    """The part, (length,), of the answer prefix that is fed: all of it, or nothing."""
    ids = prefix_ids(model, tokenizer)
    return ids if model.config.feed_answer_prefix else ids[:0]


def answer_token_cap(model: AdaptiveLatentModel, tokenizer: PreTrainedTokenizerBase) -> int:
    """Largest number of tokens of an answer; more where the model writes the answer prefix itself."""
    n_own = len(prefix_ids(model, tokenizer)) - len(fed_prefix_ids(model, tokenizer))
    return model.config.answer_token_cap + n_own


def think(model: AdaptiveLatentModel, state: ThoughtState, rule: StopRule, cap: int) -> Thought:
    """Think until each row halts (arXiv 2511.21581, section 3).

    Parameters
    ----------
    state : ThoughtState
        After START.
    cap : int
        Largest number of latent steps.
    """
    batch = state.attention_mask.shape[0]
    active = torch.ones(batch, dtype=torch.bool, device=model.device)
    stopped = torch.zeros_like(active)
    n_steps = torch.zeros(batch, dtype=torch.long, device=model.device)
    limit = cap if rule.fixed_k is None else rule.fixed_k
    history = []
    for step in range(limit + 1):
        p_stop = rule.p_stop(model.stop_logits(state.hidden))
        history.append(p_stop.masked_fill(~active, torch.nan))
        if rule.fixed_k is None:
            halts = (p_stop >= rule.threshold) & active
            stopped |= halts
            active = active & ~halts
        if step == limit or not active.any():
            break
        state = model.think_step(state, None if active.all() else active)
        n_steps += active
    return Thought(state, n_steps, stopped, torch.stack(history, 1))


def run_latent_steps(model: AdaptiveLatentModel, state: ThoughtState, n_steps: int) -> tuple[ThoughtState, Tensor]:
    """Think exactly `n_steps` latent steps.

    Parameters
    ----------
    state : ThoughtState
        After START.

    Returns
    -------
    state : ThoughtState
    thoughts : (batch, n_steps + 1, hidden_size)
        Hidden states at START and after each step.
    """
    hidden = [state.hidden]
    for _ in range(n_steps):
        state = model.think_step(state)
        hidden.append(state.hidden)
    return state, torch.stack(hidden, 1)


def write_answer(
    model: AdaptiveLatentModel,
    tokenizer: PreTrainedTokenizerBase,
    state: ThoughtState,
    max_tokens: int | None = None,
) -> Generated:
    """Feed END and the answer prefix in one pass, then write the answer, up to `answer_token_cap` by default."""
    max_tokens = answer_token_cap(model, tokenizer) if max_tokens is None else max_tokens
    logits, state = model.begin_answer(state, fed_prefix_ids(model, tokenizer))
    return write(model, tokenizer, state, logits, max_tokens)


def write(
    model: AdaptiveLatentModel,
    tokenizer: PreTrainedTokenizerBase,
    state: ThoughtState,
    logits: Tensor,
    max_tokens: int,
    until: int | None = None,
) -> Generated:
    """Write tokens until each row has written end-of-sequence, or `until`, or `max_tokens`.

    Parameters
    ----------
    logits : (batch, vocabulary)
        Of the first token.
    until : int, optional
        A token id that ends a row too.
    """
    active = torch.ones(logits.shape[0], dtype=torch.bool, device=logits.device)
    ids, masks, logps = [], [], []
    for index in range(max_tokens):
        token = logits.argmax(-1)
        logp = logits.float().log_softmax(-1).gather(1, token.unsqueeze(1)).squeeze(1)
        ids.append(token.masked_fill(~active, tokenizer.pad_token_id))
        masks.append(active)
        logps.append(logp.masked_fill(~active, 0.0))
        active = active & (token != tokenizer.eos_token_id)
        if until is not None:
            active = active & (token != until)
        if not active.any() or index == max_tokens - 1:
            break
        state, hidden, _ = model.extend(state, model.embed(ids[-1].unsqueeze(1)), active.long().unsqueeze(1))
        logits = model.writing_logits(hidden[:, -1])
    token_ids = torch.stack(ids, 1)
    texts = [text.strip() for text in tokenizer.batch_decode(token_ids, skip_special_tokens=True)]
    return Generated(token_ids, torch.stack(masks, 1), torch.stack(logps, 1), texts, active, state)


def answers_at_every_stop(
    model: AdaptiveLatentModel, tokenizer: PreTrainedTokenizerBase, state: ThoughtState, thoughts: Tensor
) -> Generated:
    """What each thought would have answered after k = 0 .. m latent steps, in one batched call on its cache.

    Parameters
    ----------
    state : ThoughtState
        After m latent steps of every row.
    thoughts : (batch, m + 1, hidden_size)
        Hidden states at START and after each step.

    Returns
    -------
    written : Generated
        batch * (m + 1) rows; the stops of one thought are neighbours.
    """
    batch, n_stops = thoughts.shape[:2]
    rows = torch.arange(batch, device=model.device).repeat_interleave(n_stops)
    stops = torch.arange(n_stops, device=model.device).repeat(batch)
    return write_answer(model, tokenizer, fork_at_stops(state, thoughts, rows, stops))


def fork_at_stops(state: ThoughtState, thoughts: Tensor, rows: Tensor, stops: Tensor) -> ThoughtState:
    """Fork thoughts where they are to halt; the forks share the question and all steps before.

    Parameters
    ----------
    state : ThoughtState
        After m latent steps of every row.
    thoughts : (batch, m + 1, hidden_size)
        Hidden states at START and after each step.
    rows, stops : (n,) int64
        Of each fork the thought, 0 .. batch - 1, and after how many latent steps it halts, 0 .. m.

    Returns
    -------
    state : ThoughtState
        n rows. The next input is END.
    """
    kept = (state.n_slots - (thoughts.shape[1] - 1) + stops).unsqueeze(1)
    slots = torch.arange(state.n_slots, device=stops.device)
    return replace(state.select(rows).hide_slots(slots >= kept), hidden=thoughts[rows, stops])


@torch.inference_mode()
def decode_latent(
    model: AdaptiveLatentModel,
    tokenizer: PreTrainedTokenizerBase,
    questions: list[str],
    rule: StopRule,
) -> list[Decoded]:
    """Answer the questions after latent thoughts, as one batch."""
    state = model.begin(*encode_questions(model, tokenizer, questions))
    thought = think(model, state, rule, model.config.latent_cap)
    written = write_answer(model, tokenizer, thought.state)
    n_written = written.mask.sum(1).tolist()
    return [
        Decoded(
            answer_text=strip_prefix(model, text),
            n_latent_steps=k,
            n_counted_tokens=k + 2,
            n_forward_passes=2 + k + n,
            stopped=stopped,
            p_stop=p_stop[: k + 1],
            was_cut=was_cut,
            p_answer=p_answer,
        )
        for text, k, stopped, p_stop, n, was_cut, p_answer in zip(
            written.texts,
            thought.n_latent_steps.tolist(),
            thought.stopped.tolist(),
            thought.p_stop.tolist(),
            n_written,
            written.was_cut.tolist(),
            written.p.tolist(),
            strict=True,
        )
    ]


@torch.inference_mode()
def decode_chain(model: AdaptiveLatentModel, tokenizer: PreTrainedTokenizerBase, questions: list[str]) -> list[Decoded]:
    """Answer the questions after a written chain of thought, as one batch.

    A row's chain ends where it writes the first token of the answer prefix; the rest of the prefix is fed.
    """
    prefix = prefix_ids(model, tokenizer)
    if not len(prefix):
        raise Refusal("this checkpoint has no answer_prefix, so the end of its chain of thought cannot be told")
    state = model.prefill(*encode_questions(model, tokenizer, questions))
    until = int(prefix[0])
    chain = write(
        model, tokenizer, state, model.writing_logits(state.hidden), model.config.chain_token_cap, until=until
    )
    chain_mask = chain.mask & (chain.token_ids != until) & (chain.token_ids != tokenizer.eos_token_id)
    state, hidden, _ = model.extend(chain.state, model.embed(prefix.expand(len(questions), -1)))
    answer = write(model, tokenizer, state, model.writing_logits(hidden[:, -1]), model.config.answer_token_cap)
    chain_ids = chain.token_ids.masked_fill(~chain_mask, tokenizer.pad_token_id)
    chain_texts = tokenizer.batch_decode(chain_ids, skip_special_tokens=True)
    return [
        Decoded(text, 0, n, 1 + n + m, chain_text=chain_text, was_cut=was_cut)
        for text, n, m, chain_text, was_cut in zip(
            answer.texts,
            chain_mask.sum(1).tolist(),
            answer.mask.sum(1).tolist(),
            chain_texts,
            (chain.was_cut | answer.was_cut).tolist(),
            strict=True,
        )
    ]


def strip_prefix(model: AdaptiveLatentModel, text: str) -> str:
    """The answer itself, where the model wrote the answer prefix as well."""
    return text.removeprefix(model.config.answer_prefix.strip()).strip()


def broken_words(tokenizer: PreTrainedTokenizerBase, text: str) -> list[str]:
    """Words of a text, as it writes them, that never occurred in training: they take more than one token.

    It is empty for a vocabulary of other pieces, where a word that was often read may be several tokens.
    """
    backend = tokenizer.backend_tokenizer
    if not isinstance(backend.model, WordPiece):
        return []
    read = backend.encode(text, add_special_tokens=False)
    n_tokens = Counter(read.word_ids)
    spans = {word: read.word_to_chars(word) for word, n in n_tokens.items() if word is not None and n > 1}
    return [text[start:end] for start, end in spans.values()]
