"""What thinking in hidden states costs: adaptive steps against 6 fixed ones and against chains of thought."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from transformers import PreTrainedTokenizerBase

from benchmarks.bench import Bench
from benchmarks.paired import Line, in_turns, line_of
from latentviz.data.problems import Problem
from latentviz.data.problems.problem import matches_gold
from latentviz.model.generation import (
    Decoded,
    StopRule,
    decode_chain,
    decode_latent,
    encode_questions,
    prefix_ids,
)
from latentviz.model.modeling import AdaptiveLatentModel

N_PER_REPEAT = {1: 4, 8: 8, 64: 64}
N_REPEATS = {1: 16, 8: 9, 64: 5}
GOAL_AT_BATCH_1 = 3.0
FIXED_K = 6


@dataclass
class Way:
    """A way of answering, with what it answered last on each repeat.

    Attributes
    ----------
    name : str
    decode : callable
        From questions to a list of `Decoded`.
    """

    name: str
    decode: Callable[[list[str]], list[Decoded]]

    def __post_init__(self):
        self.decoded: dict[int, list[Decoded]] = {}

    def facts(self, problems: Sequence[Sequence[Problem]]) -> dict[str, float]:
        """Share of right answers, and means of latent steps and forward passes, over the problems of all repeats."""
        rows = [row for repeat in sorted(self.decoded) for row in self.decoded[repeat]]
        answers = [problem.answer for block in problems for problem in block]
        pairs = zip(rows, answers, strict=True)
        return {
            "right": round(statistics.fmean(matches_gold(row.answer_text, answer) for row, answer in pairs), 3),
            "latent_steps": round(statistics.fmean(row.n_latent_steps for row in rows), 2),
            "forward_passes": round(statistics.fmean(row.n_forward_passes for row in rows), 2),
        }


def measure(bench: Bench) -> list[Line]:
    """One line for each other way of answering and each batch size; a repeat takes 1, 2, 3, .. operations in turn."""
    return [line for batch_size in N_PER_REPEAT for line in at_batch_size(bench, batch_size)]


def at_batch_size(bench: Bench, batch_size: int) -> list[Line]:
    """The lines of one batch size."""
    n, n_repeats = N_PER_REPEAT[batch_size], bench.repeats(N_REPEATS[batch_size])
    problems = bench.dial_problems(n * n_repeats)
    blocks = [problems[start : start + n] for start in range(0, len(problems), n)]
    adaptive, *others = ways(bench)
    works = [answering(way, blocks, batch_size) for way in (adaptive, *others)]
    times = in_turns(works, n_repeats, n)
    facts = {way.name: way.facts(blocks) for way in (adaptive, *others)}
    goals = {"chain of thought": GOAL_AT_BATCH_1 if batch_size == 1 else None}
    same_text = facts["chain of thought, transformers.generate"]
    same_text["same_text"] = share_of_same_text(*others[1:])
    return [
        line_of(
            f"adaptive latent, against {way.name}, batch {batch_size}",
            "ms a problem",
            times[0],
            twin,
            goals.get(way.name),
            first=facts[adaptive.name],
            second=facts[way.name],
        )
        for way, twin in zip(others, times[1:], strict=True)
    ]


def ways(bench: Bench) -> list[Way]:
    """Adaptive, fixed, chain of thought, and chain of thought by `transformers.generate`, on the same weights."""
    model, tokenizer, cap = bench.model, bench.tokenizer, bench.model.config.latent_cap
    adaptive, fixed = StopRule(bench.threshold), StopRule(fixed_k=min(FIXED_K, cap))
    return [
        Way("adaptive latent", lambda asked: decode_latent(model, tokenizer, asked, adaptive, cap)),
        Way(f"{fixed.fixed_k} fixed steps", lambda asked: decode_latent(model, tokenizer, asked, fixed, cap)),
        Way("chain of thought", lambda asked: decode_chain(model, tokenizer, asked)),
        Way("chain of thought, transformers.generate", lambda asked: generate_chain(model, tokenizer, asked)),
    ]


def answering(way: Way, blocks: Sequence[Sequence[Problem]], batch_size: int) -> Callable[[int], None]:
    """Answers the problems of a repeat in batches, and keeps what was answered."""

    def work(repeat: int) -> None:
        asked = [problem.question for problem in blocks[repeat]]
        batches = [asked[start : start + batch_size] for start in range(0, len(asked), batch_size)]
        way.decoded[repeat] = [row for batch in batches for row in way.decode(batch)]

    return work


@torch.inference_mode()
def generate_chain(
    model: AdaptiveLatentModel, tokenizer: PreTrainedTokenizerBase, questions: list[str]
) -> list[Decoded]:
    """The peer: the backbone's own `generate`, greedy, with its cache; as one batch, padded on the left.

    It writes the answer prefix token by token, as plain generation does; `decode_chain` feeds it in one pass.
    """
    ids, mask = encode_questions(model, tokenizer, questions)
    order, n_read, prefix = mask.argsort(dim=1, stable=True), ids.shape[1], prefix_ids(model, tokenizer)
    config, n_tokens = model.config, model.get_output_embeddings().weight.shape[0]
    unwritten = [*config.unwritten_token_ids, *range(config.n_written_tokens or n_tokens, n_tokens)]
    written = model.backbone.generate(
        input_ids=ids.gather(1, order),
        attention_mask=mask.gather(1, order),
        do_sample=False,
        max_new_tokens=config.chain_token_cap + len(prefix) + config.answer_token_cap,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
        suppress_tokens=unwritten or None,
    )[:, n_read:]
    decoded, mark = [], tokenizer.decode(prefix)
    for row in written:
        chain, _, answer = tokenizer.decode(row, skip_special_tokens=True).partition(mark)
        n_written = int((row != tokenizer.pad_token_id).sum())
        decoded.append(Decoded(answer_text=answer.strip(), n_forward_passes=n_written, chain_text=chain))
    return decoded


def share_of_same_text(ours: Way, peer: Way) -> float:
    """Share of problems on which two ways wrote the same chain and the same answer."""
    pairs = [
        (own, other)
        for repeat in ours.decoded
        for own, other in zip(ours.decoded[repeat], peer.decoded[repeat], strict=True)
    ]
    same = (
        (own.chain_text.strip(), own.answer_text) == (other.chain_text.strip(), other.answer_text)
        for own, other in pairs
    )
    return round(statistics.fmean(same), 3)
