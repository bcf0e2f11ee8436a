"""Training problems as batches of token ids, in an order that depends on the seed and the step alone."""

import math
import random
import re
from collections.abc import Callable, Iterator
from itertools import count, groupby
from typing import NamedTuple, TypeVar

import torch
from torch import Tensor
from torch.utils.data import DataLoader, IterableDataset, get_worker_info
from transformers import PreTrainedTokenizerBase

from latentviz.data.problems import Problem
from latentviz.model.generation import question_token_ids
from latentviz.model.modeling import AdaptiveLatentConfig
from train.config import RunOptions, SftOptions, chain_range
from train.sources import GENERATED, generated_problems, mixture_of, read_rows_of

Item = TypeVar("Item")
_BINARY_STEP = re.compile(r"(\d+)([-+*/])(\d+)=")


class SftBatch(NamedTuple):
    """One batch of both roles; all rows have the same number of latent steps, as the longest chain of them asks for.

    Attributes
    ----------
    question_ids, question_mask : (batch, question_length) int64
    chain_ids, chain_mask : (batch, chain_length) int64
        Chain of thought, answer prefix, answer, end of sequence.
    chain_target : (batch,) int64
        Index in `chain_ids` of the last token of the answer prefix.
    answer_ids, answer_mask : (batch, answer_length) int64
        Answer prefix, answer, end of sequence.
    answer_target : int
        Index in END and `answer_ids` of the last token of the answer prefix, where the answer begins with it.
    n_prefix : int
        Number of answer tokens that are given, not learned: the answer prefix, unless the model writes it itself.
    result_ids, result_mask : (batch, n) int64
        Result of gold step 1 .. n, of the last one where j lies past it; mask 0 where it is not one token. n is k where
        the first result is supervised at the first latent step, k + 1 where it is at START.
    equation_ids : (batch, n + 1, 3) int64
        Operand, sign, operand of gold step 1 .. n + 1: of each supervised place, and of the step that is left to END.
    equation_mask : (batch, n + 1) int64
        0 where there is no such step, or it is not two operands and a sign of one token each.
    n_latent_steps : int
        k.
    drill_ids : (n_drill_rows, length) int64 or None
        Bare arithmetic beside the problems, as in `DrillBatch`.
    """

    question_ids: Tensor
    question_mask: Tensor
    chain_ids: Tensor
    chain_mask: Tensor
    chain_target: Tensor
    answer_ids: Tensor
    answer_mask: Tensor
    answer_target: int
    n_prefix: int
    result_ids: Tensor
    result_mask: Tensor
    equation_ids: Tensor
    equation_mask: Tensor
    n_latent_steps: int
    drill_ids: Tensor | None = None

    @property
    def reasoning_mask(self) -> Tensor:
        """True at the tokens of the chain, (batch, chain_length) bool."""
        positions = torch.arange(self.chain_ids.shape[1], device=self.chain_ids.device)
        return positions <= self.chain_target.unsqueeze(1) - self.answer_target

    def counts(self) -> dict[str, int]:
        """Number of terms that each loss is a mean of."""
        rows = len(self.question_ids)
        return {
            "teacher": int(self.chain_mask.sum()),
            "answer": int(self.answer_mask[:, self.n_prefix :].sum()),
            "step": int(self.result_mask.sum()),
            "equation": int(self.equation_mask.sum()),
            "stop": rows,
            "codi": rows,
            "mean": rows,
            "align": rows,
            "drill": 0 if self.drill_ids is None else len(self.drill_ids),
        }


def pool_batches(batch_size: int) -> int:
    """Batches of a pool: 64, fewer where they are large, so that the first one need not be waited for."""
    return min(64, max(16, 8192 // batch_size))


def training_pools(options: RunOptions, first_pool: int = 0, every: int = 1) -> Iterator[list[Problem]]:
    """Endless pools of training problems, each `every`-th of them; pool i depends on the seed and i alone.

    What is generated fills whole batches of equally long chains. Rows that are read come pass after pass, each pass in
    an order of its own.
    """
    mixture = mixture_of(options, pool_batches(options.batch_size))
    for index in count(first_pool, every):
        rng = random.Random(f"{options.seed}/{index}")
        pool = []
        for rows, n_batches in mixture:
            if rows is None:
                pool += generated_problems(options, rng, n_batches, options.batch_size)
            else:
                n = min(n_batches * options.batch_size, len(rows))
                pool += read_rows_of(rows, options, index * n, n)
        yield pool


def batches_of_pool(
    pool: list[Problem], batch_size: int, tokenizer, rng: random.Random
) -> tuple[list[list[Problem]], list[Problem]]:
    """Group a pool into full batches of one number of steps and nearly one question length, in random order.

    What fills no batch of its own number of steps is put together with its neighbours in this order.

    Returns
    -------
    batches : list of list of Problem
    rest : list of Problem
        Fewer than `batch_size` problems, for the next pool.
    """
    lengths = [len(ids) for ids in tokenizer([problem.question for problem in pool])["input_ids"]]
    order = sorted(range(len(pool)), key=lambda i: (len(pool[i].steps), lengths[i], rng.random()))
    groups = [list(group) for _, group in groupby((pool[i] for i in order), key=lambda problem: len(problem.steps))]
    batches = [batch for group in groups for batch in batched(group, batch_size) if len(batch) == batch_size]
    left = [problem for group in groups for problem in group[len(group) - len(group) % batch_size :]]
    # From anywhere, or the rarest chains, which stand last, would wait again and again.
    n_rest = len(left) % batch_size
    first = rng.randint(0, len(left) - n_rest)
    rest = left[first : first + n_rest]
    batches += batched(left[:first] + left[first + n_rest :], batch_size)
    rng.shuffle(batches)
    return batches, rest


def batched(rows: list[Item], size: int) -> list[list[Item]]:
    """Cut a list into lists of `size`; the last one may be shorter."""
    return [rows[i : i + size] for i in range(0, len(rows), size)]


def sft_batches(
    options: SftOptions,
    config: AdaptiveLatentConfig,
    tokenizer: PreTrainedTokenizerBase,
    first_step: int = 0,
    worker: int = 0,
    n_workers: int = 1,
) -> Iterator[SftBatch]:
    """Endless batches from optimiser step `first_step` on: a resumed run reads what the unbroken one would have.

    Every row that is read is drawn once in each pass, but for fewer than a batch that open the next one. Of several
    workers each makes the batches of every `n_workers`-th step, from pools of its own.
    """
    n_pool = pool_batches(options.batch_size)
    first_pool = first_step // n_pool if options.data == GENERATED and n_workers == 1 else 0
    step, rest = first_pool * n_pool * n_workers + worker, []
    pools = training_pools(options, first_pool + worker, n_workers)
    for index, pool in zip(count(first_pool + worker, n_workers), pools, strict=True):
        order = random.Random(f"{options.seed}/{index}/order")
        batches, rest = batches_of_pool(rest + pool, options.batch_size, tokenizer, order)
        for batch in batches:
            if step >= first_step:
                n_steps = max(len(problem.steps) for problem in batch)
                k = latent_steps_of(options, n_steps, step, random.Random(f"{options.seed}/{step}/k"))
                n_replaced = coconut_stage(options, step) if options.latent_steps == "coconut" else None
                collated = collate(batch, config, tokenizer, k, n_replaced, options.drop_last_step)
                yield with_dropped_words(collated, config, tokenizer, options, step)
            step += n_workers


class SftBatches(IterableDataset):
    """The batches of `sft_batches`, for a `DataLoader` whose workers make them ahead."""

    def __init__(self, options: SftOptions, config: AdaptiveLatentConfig, tokenizer, first_step: int):
        self.arguments = (options, config, tokenizer, first_step)
        self.first_step = first_step

    def __iter__(self) -> Iterator[SftBatch]:
        info = get_worker_info()
        # The loader takes from its workers in turn, and the first of them has the first step.
        return sft_batches(*self.arguments, (self.first_step + info.id) % info.num_workers, info.num_workers)


def batches_ahead(
    options: SftOptions, config: AdaptiveLatentConfig, tokenizer: PreTrainedTokenizerBase, first_step: int
) -> Iterator[SftBatch]:
    """As `sft_batches`, made by `options.n_workers` processes, in memory that a GPU copies from while it computes."""
    if not options.n_workers:
        return sft_batches(options, config, tokenizer, first_step)
    stream = SftBatches(options, config, tokenizer, first_step)
    return iter(
        DataLoader(
            stream,
            batch_size=None,
            num_workers=options.n_workers,
            prefetch_factor=8,
            pin_memory=torch.cuda.is_available(),
        )
    )


def with_dropped_words(
    batch: SftBatch, config: AdaptiveLatentConfig, tokenizer: PreTrainedTokenizerBase, options: SftOptions, step: int
) -> SftBatch:
    """Put padding in the place of some words of the questions, numbers and signs excepted."""
    if not options.p_word_dropout:
        return batch
    draws = torch.Generator().manual_seed(random.Random(f"{options.seed}/{step}/words").getrandbits(62))
    drops = torch.rand(batch.question_ids.shape, generator=draws) < options.p_word_dropout
    drops &= batch.question_ids >= (config.n_written_tokens or 0)
    return batch._replace(question_ids=batch.question_ids.masked_fill(drops, tokenizer.pad_token_id))


def latent_steps_of(options: SftOptions, n_chain: int, step: int, rng: random.Random) -> int:
    """Number of latent steps of a batch whose chains have `n_chain` steps, at word-problem batch `step` from 0."""
    cap = options.latent_cap
    if options.latent_steps == "random":
        return rng.randint(min(max(0, n_chain - options.latent_shortfall), cap), cap)
    if options.latent_steps == "coconut":
        return min(min(coconut_stage(options, step), n_chain) * options.coconut_steps, cap)
    if options.latent_steps.startswith("chain"):
        return min(max(0, n_chain + rng.randint(*chain_range(options.latent_steps))), cap)
    return int(options.latent_steps)


def coconut_stage(options: SftOptions, step: int) -> int:
    """Stage of the Coconut curriculum, from 0, at word-problem batch `step` from 0."""
    n_steps = options.n_steps - options.n_drill_steps
    return min(step * options.coconut_stages // n_steps, options.coconut_stages - 1)


def collate(
    problems: list[Problem],
    config: AdaptiveLatentConfig,
    tokenizer: PreTrainedTokenizerBase,
    n_latent_steps: int,
    n_replaced: int | None = None,
    drop_last_step: bool = False,
) -> SftBatch:
    """Tokenise problems into one batch.

    Parameters
    ----------
    n_replaced : int, optional
        Chain steps that the thought stands for; the student writes out the others before its answer. All by default.
    drop_last_step : bool
        Whether the teacher's chains lack their last step.
    """

    def encode(texts: list[str]) -> list[list[int]]:
        return tokenizer(texts, add_special_tokens=False)["input_ids"] if texts else []

    prompts = question_token_ids(config, tokenizer, [problem.question for problem in problems])
    prefix = encode([config.answer_prefix])[0]
    blank = " " if config.answer_prefix[-1:].strip() else ""
    written = encode([f"{blank}{format_number(problem.answer)}" for problem in problems])
    answers = [[*prefix, *ids, tokenizer.eos_token_id] for ids in written]
    n_chain = [len(problem.steps) - drop_last_step for problem in problems]
    chains = encode(["".join(f"<<{step}>>" for step in p.steps[:n]) for p, n in zip(problems, n_chain, strict=True)])
    n_replaced = max(len(p.steps) for p in problems) if n_replaced is None else n_replaced
    rests = encode(["".join(f"<<{step}>>" for step in p.steps[n_replaced:]) for p in problems])
    n_given = 0 if any(rests) or not config.feed_answer_prefix else len(prefix)
    n_results = n_latent_steps + 1 - config.first_result_at
    results = [latent_results(problem, n_results) for problem in problems]
    result_ids = encode([format_number(value) for row in results for value in row])
    shape = (len(problems), n_results)
    equation_ids, equation_mask = equations(problems, n_results + 1, encode)
    question_ids, question_mask = pad(prompts, tokenizer.pad_token_id)
    chain_ids, chain_mask = pad([c + a for c, a in zip(chains, answers, strict=True)], tokenizer.pad_token_id)
    answer_ids, answer_mask = pad([r + a for r, a in zip(rests, answers, strict=True)], tokenizer.pad_token_id)
    return SftBatch(
        question_ids=question_ids,
        question_mask=question_mask,
        chain_ids=chain_ids,
        chain_mask=chain_mask,
        chain_target=torch.tensor([len(chain) + len(prefix) - 1 for chain in chains]),
        answer_ids=answer_ids,
        answer_mask=answer_mask,
        answer_target=len(prefix),
        n_prefix=n_given,
        result_ids=torch.tensor([ids[0] for ids in result_ids], dtype=torch.long).reshape(shape),
        result_mask=torch.tensor([len(ids) == 1 for ids in result_ids], dtype=torch.long).reshape(shape),
        equation_ids=equation_ids,
        equation_mask=equation_mask,
        n_latent_steps=n_latent_steps,
    )


def set_token_caps(config: AdaptiveLatentConfig, tokenizer: PreTrainedTokenizerBase, problems: list[Problem]) -> None:
    """Let the longest chain and the longest answer of the data be written, with a fifth more."""
    for name, texts in (
        ("chain_token_cap", [problem.chain for problem in problems]),
        ("answer_token_cap", [f" {format_number(problem.answer)}" for problem in problems]),
    ):
        longest = max(len(ids) for ids in tokenizer(texts, add_special_tokens=False)["input_ids"])
        setattr(config, name, max(getattr(config, name), math.ceil(1.2 * longest) + 1))


def latent_results(problem: Problem, n: int) -> list[int | float]:
    """What each of n places of a thought should read: the result of gold step j, then the answer."""
    results = [*problem.results[:n]]
    return results + [problem.answer] * (n - len(results))


def equations(
    problems: list[Problem], n_steps: int, encode: Callable[[list[str]], list[list[int]]]
) -> tuple[Tensor, Tensor]:
    """Operand, sign, operand of the first `n_steps` gold steps, and where they are known; as in `SftBatch`."""
    ids = torch.zeros(len(problems), n_steps, 3, dtype=torch.long)
    mask = torch.zeros(len(problems), n_steps, dtype=torch.long)
    steps = (
        (r, c, _BINARY_STEP.match(step)) for r, p in enumerate(problems) for c, step in enumerate(p.steps[:n_steps])
    )
    parts = {(row, column): match.groups() for row, column, match in steps if match}
    texts = sorted({text for group in parts.values() for text in group})
    tokens = dict(zip(texts, encode(texts), strict=True))
    for place, group in parts.items():
        if all(len(tokens[text]) == 1 for text in group):
            ids[place] = torch.tensor([tokens[text][0] for text in group])
            mask[place] = 1
    return ids, mask


def format_number(value: int | float) -> str:
    """A number as the model writes it: no decimal point on whole numbers."""
    return str(int(value)) if float(value).is_integer() else str(value)


def pad(rows: list[list[int]], pad_id: int) -> tuple[Tensor, Tensor]:
    """Pad on the right; return ids and mask, (rows, longest) int64."""
    length = max(len(row) for row in rows)
    ids = torch.tensor([row + [pad_id] * (length - len(row)) for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (length - len(row)) for row in rows])
    return ids, mask
