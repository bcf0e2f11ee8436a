"""Groups of sampled thoughts and answers, and their log-probabilities.

A latent step depends on the question and the steps before it alone, so all rollouts of a problem walk along one thought
and differ in where they halt and in what they then write. In sampling and in the gradient pass, the question and the
thought run once per problem, and equal beginnings of an answer once.
"""

from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor
from transformers import PreTrainedTokenizerBase

from latentviz.model.generation import fed_prefix_ids, fork_at_stops, prefix_ids, run_latent_steps
from latentviz.model.modeling import ANSWER_TOKEN_CAP, CONTINUE, STOP, AdaptiveLatentModel, ThoughtState


@dataclass(frozen=True)
class Rollouts:
    """Sampled rollouts of a batch of problems.

    Attributes
    ----------
    n_steps : (n_problems, n_rollouts) int64
        Latent steps of each thought.
    answer_ids, answer_mask : (n_problems * n_rollouts, length) int64, bool
        What each wrote after the answer prefix, end of sequence included; the rollouts of a problem are neighbours.
    texts : list of str
        The answers.
    p_answer : (n_problems, n_rollouts) float32
        Probability of each answer's tokens after its thought.
    well_formed : (n_problems, n_rollouts) bool
        Whether the answer ended before the cap of tokens, and began with the answer prefix.
    was_cut : (n_problems, n_rollouts) bool
        Whether the cap ended it.
    """

    n_steps: Tensor
    answer_ids: Tensor
    answer_mask: Tensor
    texts: list[str]
    p_answer: Tensor
    well_formed: Tensor
    was_cut: Tensor


class Uniforms(NamedTuple):
    """Uniform random numbers that decide a batch of rollouts, however the batch is cut into parts.

    Attributes
    ----------
    stop : (n_problems, n_rollouts, latent_cap) float32
    token : (n_problems, n_rollouts, n_tokens) float32
    """

    stop: Tensor
    token: Tensor

    @classmethod
    def of(cls, seed: int, n_problems: int, n_rollouts: int, cap: int, n_tokens: int = ANSWER_TOKEN_CAP) -> "Uniforms":
        """Draw them on the CPU, from a seed, for at most `n_tokens` answer tokens."""
        generator = torch.Generator().manual_seed(seed)
        shape = (n_problems, n_rollouts)
        stop = torch.rand(*shape, cap, generator=generator)
        return cls(stop, torch.rand(*shape, n_tokens, generator=generator))


@torch.no_grad()
def sample_rollouts(
    model: AdaptiveLatentModel,
    tokenizer: PreTrainedTokenizerBase,
    question_ids: Tensor,
    question_mask: Tensor,
    draws: Uniforms,
    stop_temperature: float,
    token_temperature: float,
) -> Rollouts:
    """Draw stop decisions and answers (arXiv 2511.21581, section 3.2).

    Parameters
    ----------
    question_ids, question_mask : (n_problems, length) int64
    draws : Uniforms
    stop_temperature, token_temperature : float
        Divide the logits of the stop head and of the tokens.
    """
    cap = model.config.latent_cap
    state, thoughts = run_latent_steps(model, model.begin(question_ids, question_mask), cap)
    p_stop = (model.stop_logits(thoughts[:, :-1]).float() / stop_temperature).softmax(-1)[..., STOP]
    halts = draws.stop < p_stop.unsqueeze(1)
    n_steps = torch.cat([halts, torch.ones_like(halts[..., :1])], -1).long().argmax(-1)
    problems = torch.arange(len(n_steps), device=n_steps.device).repeat_interleave(n_steps.shape[1])
    forks, row_of = torch.stack([problems, n_steps.flatten()], 1).unique(dim=0, return_inverse=True)
    state = fork_at_stops(state, thoughts, *forks.unbind(1))
    ids, mask, logp = _sample_answers(model, tokenizer, state, row_of, draws.token.flatten(0, 1), token_temperature)
    ended = ((ids == tokenizer.eos_token_id) & mask).any(1)
    texts = [text.strip() for text in tokenizer.batch_decode(ids, skip_special_tokens=True)]
    well_formed = ended
    if not model.config.feed_answer_prefix:
        prefix = tokenizer.decode(prefix_ids(model, tokenizer)).strip()
        begun = [text.startswith(prefix) for text in texts]
        well_formed = ended & torch.tensor(begun, device=ids.device)
        texts = [text.removeprefix(prefix).strip() for text in texts]
    per_rollout = (values.view_as(n_steps) for values in (logp.sum(1).exp(), well_formed, ~ended))
    return Rollouts(n_steps, ids, mask, texts, *per_rollout)


def _sample_answers(
    model: AdaptiveLatentModel,
    tokenizer: PreTrainedTokenizerBase,
    state: ThoughtState,
    row_of: Tensor,
    uniform: Tensor,
    temperature: float,
) -> tuple[Tensor, Tensor, Tensor]:
    """Write the answers of all rollouts; those that have written the same so far share a row of `state`.

    Parameters
    ----------
    row_of : (n_rollouts,) int64
        The row of each rollout.
    uniform : (n_rollouts, n_tokens)

    Returns
    -------
    ids, mask, logp : (n_rollouts, length)
        As in `latentviz.model.generation.Generated`; `logp` at temperature 1.
    """
    logits, state = model.begin_answer(state, fed_prefix_ids(model, tokenizer))
    active = torch.ones_like(row_of, dtype=torch.bool)
    ids, masks, logps = [], [], []
    for column in uniform.unbind(1):
        token = draw_tokens(logits, row_of, column, temperature).masked_fill(~active, tokenizer.pad_token_id)
        ids.append(token)
        masks.append(active)
        logps.append(logits.float().log_softmax(-1)[row_of, token].masked_fill(~active, 0.0))
        active = active & (token != tokenizer.eos_token_id)
        if not active.any():
            break
        rows, inverse = torch.stack([row_of, token], 1)[active].unique(dim=0, return_inverse=True)
        row_of = torch.zeros_like(row_of).masked_scatter(active, inverse)
        state, hidden, _ = model.extend(state.select(rows[:, 0]), model.embed(rows[:, 1:]))
        logits = model.writing_logits(hidden[:, -1])
    return torch.stack(ids, 1), torch.stack(masks, 1), torch.stack(logps, 1)


def draw_tokens(logits: Tensor, row_of: Tensor, uniform: Tensor, temperature: float) -> Tensor:
    """Draw token ids, (n,), by the inverse of the cumulative distribution.

    Parameters
    ----------
    logits : (n_rows, vocabulary)
    row_of : (n,) int64
        The row of `logits` that each token is drawn from.
    uniform : (n,)
        Random numbers in [0, 1).
    temperature : float
        Divides the logits.
    """
    cumulative = (logits.float() / temperature).softmax(-1).cumsum(-1)[row_of]
    bound = uniform.unsqueeze(1) * cumulative[:, -1:]
    return torch.searchsorted(cumulative, bound, right=True).squeeze(1).clamp(max=logits.shape[-1] - 1)


def action_logp(
    model: AdaptiveLatentModel,
    tokenizer: PreTrainedTokenizerBase,
    question_ids: Tensor,
    question_mask: Tensor,
    rollouts: Rollouts,
    stop_temperature: float,
    token_temperature: float,
) -> tuple[Tensor, Tensor]:
    """Log-probabilities of the rollouts' actions under `model`, with a gradient.

    At the cap END is fed without a decision, so a thought of `latent_cap` steps has only CONTINUE decisions.

    Returns
    -------
    logp : (n_rows, n_decisions + answer_length) float32
        In nats: of stop decisions, then of answer tokens; 0 where there was no action.
    mask : same shape, bool
        True at an action.
    """
    deepest = int(rollouts.n_steps.max())
    state, thoughts = run_latent_steps(model, model.begin(question_ids, question_mask), deepest)
    positions, halts_at = torch.arange(deepest + 1, device=thoughts.device), rollouts.n_steps.unsqueeze(-1)
    decision_logp = (model.stop_logits(thoughts).float() / stop_temperature).log_softmax(-1).unsqueeze(1)
    decided = torch.where(positions == halts_at, decision_logp[..., STOP], decision_logp[..., CONTINUE])
    decided_mask = (positions <= halts_at) & (positions < model.config.latent_cap)
    written = _answer_logp(model, tokenizer, state, thoughts, rollouts, token_temperature)
    mask = torch.cat([decided_mask.flatten(0, 1), rollouts.answer_mask], 1)
    # Not a product with the mask: a token that is never written has minus infinity, and padding may be one.
    return torch.cat([decided.flatten(0, 1), written], 1).masked_fill(~mask, 0.0), mask


def _answer_logp(
    model: AdaptiveLatentModel,
    tokenizer: PreTrainedTokenizerBase,
    state: ThoughtState,
    thoughts: Tensor,
    rollouts: Rollouts,
    temperature: float,
) -> Tensor:
    """Log-probability of every answer token, (n_rows, length); equal answers after equal thoughts run once."""
    n_problems, n_rollouts = rollouts.n_steps.shape
    problems = torch.arange(n_problems, device=thoughts.device).repeat_interleave(n_rollouts)
    ids = rollouts.answer_ids.masked_fill(~rollouts.answer_mask, tokenizer.pad_token_id)
    keys = torch.cat([problems.unsqueeze(1), rollouts.n_steps.reshape(-1, 1), rollouts.answer_mask.long(), ids], 1)
    keys, row_of = keys.unique(dim=0, return_inverse=True)
    mask, ids = keys[:, 2:].chunk(2, 1)
    prefix = fed_prefix_ids(model, tokenizer).expand(len(keys), -1)
    fed, fed_mask = torch.cat([prefix, ids[:, :-1]], 1), torch.cat([torch.ones_like(prefix), mask[:, :-1]], 1)
    logits, _ = model.answer_logits(fork_at_stops(state, thoughts, keys[:, 0], keys[:, 1]), fed, fed_mask)
    logp = (logits[:, prefix.shape[1] :].float() / temperature).log_softmax(-1)
    return logp.gather(-1, ids.unsqueeze(-1)).squeeze(-1)[row_of]
