"""What thinking in hidden states costs: adaptive steps against 6 fixed ones and against chains of thought."""

import statistics
from collections.abc import Callable, Sequence

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

# Problems by batch size, in whole batches.
N_PER_REPEAT = {1: 4, 8: 8, 64: 64}
N_REPEATS = {1: 16, 8: 9, 64: 5}
GOAL_AT_BATCH_1 = 3.0
FIXED_K = 6
ADAPTIVE, CHAIN = "adaptive latent", "chain of thought"
PEER = "chain of thought, transformers.generate"


def measure(bench: Bench) -> list[Line]:
    """One line for each other way of answering and each batch size; a repeat takes 1, 2, 3, .. operations in turn."""
    return [line for batch_size in N_PER_REPEAT for line in at_batch_size(bench, batch_size)]


def at_batch_size(bench: Bench, batch_size: int) -> list[Line]:
    """The lines of one batch size."""
    n, n_repeats = N_PER_REPEAT[batch_size], bench.repeats(N_REPEATS[batch_size])
    problems, ways = bench.dial_problems(n * n_repeats), ways_of_answering(bench)
    decoded: dict[str, list[Decoded]] = {name: [None] * len(problems) for name in ways}

    def answering(name: str) -> Callable[[int], None]:
        def work(repeat: int) -> None:
            for start in range(repeat * n, (repeat + 1) * n, batch_size):
                rows = slice(start, start + batch_size)
                decoded[name][rows] = ways[name]([problem.question for problem in problems[rows]])

        return work

    times = dict(zip(ways, in_turns([answering(name) for name in ways], n_repeats, n), strict=True))
    facts = {name: facts_of(rows, problems) for name, rows in decoded.items()}
    facts[PEER]["same_text"] = share_of_same_text(decoded[CHAIN], decoded[PEER])
    return [
        line_of(
            f"adaptive latent, against {name}, batch {batch_size}",
            "ms a problem",
            times[ADAPTIVE],
            times[name],
            GOAL_AT_BATCH_1 if name == CHAIN and batch_size == 1 else None,
            first=facts[ADAPTIVE],
            second=facts[name],
        )
        for name in ways
        if name != ADAPTIVE
    ]


def ways_of_answering(bench: Bench) -> dict[str, Callable[[list[str]], list[Decoded]]]:
    """Adaptive, fixed, chain of thought, and chain of thought by `transformers.generate`, on the same weights."""
    model, tokenizer, cap = bench.model, bench.tokenizer, bench.model.config.latent_cap
    adaptive, fixed = StopRule(bench.threshold), StopRule(fixed_k=min(FIXED_K, cap))
    return {
        ADAPTIVE: lambda asked: decode_latent(model, tokenizer, asked, adaptive),
        f"{fixed.fixed_k} fixed steps": lambda asked: decode_latent(model, tokenizer, asked, fixed),
        CHAIN: lambda asked: decode_chain(model, tokenizer, asked),
        PEER: lambda asked: generate_chain(model, tokenizer, asked),
    }


def facts_of(rows: Sequence[Decoded], problems: Sequence[Problem]) -> dict[str, float]:
    """Share of right answers, and means of latent steps and forward passes."""
    is_right = [matches_gold(row.answer_text, problem.answer) for row, problem in zip(rows, problems, strict=True)]
    return {
        "right": round(statistics.fmean(is_right), 3),
        "latent_steps": round(statistics.fmean(row.n_latent_steps for row in rows), 2),
        "forward_passes": round(statistics.fmean(row.n_forward_passes for row in rows), 2),
    }


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


def share_of_same_text(ours: Sequence[Decoded], peer: Sequence[Decoded]) -> float:
    """Share of problems on which two ways wrote the same chain and the same answer."""
    written = ([(row.chain_text.strip(), row.answer_text) for row in rows] for rows in (ours, peer))
    return round(statistics.fmean(own == other for own, other in zip(*written, strict=True)), 3)
