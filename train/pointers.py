"""What a reader learns by: pointers from the end of a question to the operands of each gold step.

The state after the last word of a question has to name, for each step, the sign and the two operands: numbers of the
text, results of earlier steps, or numbers that the text implies (a pointer network, arXiv 1506.03134, over the equation
of a problem). Questions about one story share the reading of the story.
"""

import random
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import count, takewhile
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import PreTrainedTokenizerBase

from latentviz.data.problems.renumbering import (
    MAX_OPERATIONS,
    NotRenumbered,
    Operation,
    RenumberingTemplate,
    Term,
    template_of,
)
from latentviz.model.generation import prompts_of
from latentviz.model.modeling import AdaptiveLatentModel
from latentviz.model.reader import Reader
from train.config import RunOptions
from train.data import batched, pad, pool_batches
from train.sources import generated_problems, mixture_of, shuffled_rows

# Numbers that texts imply: a pair, a week, a dozen, the hours of a day, an hour, a hundred ..
CONSTANTS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 24, 25, 30, 50, 52, 60, 100)
FIXED = (*(Term("result", index) for index in range(MAX_OPERATIONS)), *(Term("constant", n) for n in CONSTANTS))
KINDS = ("variable", "result", "constant")
SIGNS = ("+", "-", "*", "/", "end")
# Questions about one story that are read together.
MAX_QUESTIONS = 6


class PointerBatch(NamedTuple):
    """Texts, each with one question or several, and what the end of each question should point at.

    Attributes
    ----------
    pieces : (batch, length) int64
        Tokens of the language model: a story, then its questions.
    segments : (batch, length) int64
        0 in the story, 1, 2, .. in its questions, -1 at padding. A question sees the story and itself.
    positions : (batch, length) int64
        Of each piece, as if its question followed the story at once.
    ends : (batch, n_questions) int64
        Place of the last piece of each question.
    numbers, number_segments : (batch, n_numbers) int64
        Place and segment of each number of the text, segment -1 at padding.
    targets : (batch, n_questions, MAX_OPERATIONS, 2, n_numbers + len(FIXED)) bool
        Which of the numbers, and of `FIXED`, each operand is; several where the text has a number twice, none after the
        last step.
    signs : (batch, n_questions, MAX_OPERATIONS) int64
        Index in `SIGNS`.
    is_question : (batch, n_questions) bool
    """

    pieces: Tensor
    segments: Tensor
    positions: Tensor
    ends: Tensor
    numbers: Tensor
    number_segments: Tensor
    targets: Tensor
    signs: Tensor
    is_question: Tensor

    @property
    def n_terms(self) -> int:
        """Operands and signs that the loss is a sum over."""
        return int(self.targets.any(-1).sum()) + MAX_OPERATIONS * int(self.is_question.sum())


class Pointers(nn.Module):
    """Queries of each operand, at the end of a question, and keys of what they may point at.

    Parameters
    ----------
    state_size : int
        Of a state of the reader.
    size : int
        Of queries and keys.
    """

    def __init__(self, state_size: int, size: int):
        super().__init__()
        self.size = size
        self.queries = nn.Linear(state_size, MAX_OPERATIONS * 2 * size)
        self.keys = nn.Linear(state_size, size)
        self.fixed_keys = nn.Parameter(torch.randn(len(FIXED), size))
        self.signs = nn.Linear(state_size, MAX_OPERATIONS * len(SIGNS))

    def forward(self, states: Tensor, batch: PointerBatch) -> tuple[Tensor, Tensor]:
        """Log-probabilities of what each operand is, shaped as `batch.targets`, and of the signs, with `SIGNS` last."""
        rows = torch.arange(len(states), device=states.device).unsqueeze(1)
        ends, numbers = states[rows, batch.ends], states[rows, batch.numbers]
        queries = self.queries(ends).unflatten(-1, (MAX_OPERATIONS, 2, self.size))
        keys = torch.cat([self.keys(numbers), self.fixed_keys.expand(len(states), -1, -1)], 1)
        scores = torch.einsum("bqsod,bkd->bqsok", queries, keys).float() / self.size**0.5
        questions = torch.arange(1, ends.shape[1] + 1, device=states.device)[None, :, None]
        segments = batch.number_segments.unsqueeze(1)
        seen = (segments == 0) | (segments == questions)
        seen = F.pad(seen, (0, len(FIXED)), value=True)[:, :, None, None]
        signs = self.signs(ends).unflatten(-1, (MAX_OPERATIONS, len(SIGNS))).float()
        return scores.masked_fill(~seen, -torch.inf).log_softmax(-1), signs.log_softmax(-1)


def pointer_losses(operands: Tensor, signs: Tensor, batch: PointerBatch) -> Tensor:
    """Negative log-probability, in nats, of all gold steps of each question, (batch, n_questions), 0 at padding."""
    given = batch.targets.any(-1)
    right = operands.masked_fill(~batch.targets, -torch.inf).logsumexp(-1).masked_fill(~given, 0)
    signed = signs.gather(-1, batch.signs.unsqueeze(-1)).squeeze(-1)
    return -(right.sum((-2, -1)) + signed.sum(-1)) * batch.is_question


def are_right(operands: Tensor, signs: Tensor, batch: PointerBatch) -> Tensor:
    """Whether the likeliest operands and signs are those of all gold steps, (batch, n_questions) bool."""
    chosen = batch.targets.gather(-1, operands.argmax(-1, keepdim=True)).squeeze(-1)
    right = (chosen | ~batch.targets.any(-1)).all(-1) & (signs.argmax(-1) == batch.signs)
    return right.all(-1) & batch.is_question


def read(reader: Reader, batch: PointerBatch) -> Tensor:
    """States of a reader at each piece, (batch, length, its hidden_size)."""
    length = batch.pieces.shape[1]
    asked, seen = batch.segments.unsqueeze(2), batch.segments.unsqueeze(1)
    causal = torch.ones(length, length, dtype=torch.bool, device=batch.pieces.device).tril()
    mask = (causal & ((seen == 0) | (seen == asked))).unsqueeze(1)
    # Added to the scores: attention that is not fused takes no other.
    hidden = torch.zeros_like(mask, dtype=reader.language_model.dtype).masked_fill(~mask, -torch.inf)
    return reader.read(batch.pieces, hidden, batch.positions)


class PointedQuestion(NamedTuple):
    """One question, tokenised, with the steps that its end should name.

    Attributes
    ----------
    token_ids : list of int
        Of the decoder, story included.
    numbers : list of (int, int)
        Token and variable of each number of the text.
    operations : tuple of Operation
    """

    token_ids: list[int]
    numbers: list[tuple[int, int]]
    operations: tuple[Operation, ...]


def groups_of(
    templates: Sequence[RenumberingTemplate], model: AdaptiveLatentModel, tokenizer: PreTrainedTokenizerBase
) -> list[list[PointedQuestion]]:
    """Questions about one story together, `MAX_QUESTIONS` at most; those whose operands cannot be pointed at left out.

    They cannot where an operand is none of `FIXED` and no number of the text that may change: all numbers are read
    alike, so that none tells its own value.
    """
    prompts = prompts_of(model.config, [template.question for template in templates])
    encoded = tokenizer(prompts, split_special_tokens=True)
    groups: dict[str, list[PointedQuestion]] = {}
    for row, (template, prompt) in enumerate(zip(templates, prompts, strict=True)):
        terms = {term for op in template.operations for term in (op.left, op.right) if term.kind != "variable"}
        shift = prompt.find(template.question)
        if not template.slots or not terms <= {*FIXED} or shift < 0:
            continue
        places = [encoded.char_to_token(row, shift + slot.start) for slot in template.slots]
        numbers = [(place, slot.variable) for place, slot in zip(places, template.slots, strict=True)]
        question = PointedQuestion(encoded["input_ids"][row], numbers, template.operations)
        groups.setdefault(template.story or template.question, []).append(question)
    return [part for group in groups.values() for part in batched(group, MAX_QUESTIONS)]


def n_tokens(group: list[PointedQuestion]) -> int:
    """Tokens of all questions of a group, each with its story."""
    return sum(len(question.token_ids) for question in group)


def collate(groups: list[list[PointedQuestion]], spelling: list[list[int]]) -> PointerBatch:
    """Put groups of questions into one batch.

    Parameters
    ----------
    spelling : list of list of int
        How the language model spells each token of the decoder.
    """
    texts = [packed(group, spelling) for group in groups]
    n_questions = max(len(group) for group in groups)
    n_numbers = max(len(text.numbers) for text in texts)
    signs = torch.full((len(groups), n_questions, MAX_OPERATIONS), SIGNS.index("end"))
    targets = torch.zeros(*signs.shape, 2, n_numbers + len(FIXED), dtype=torch.bool)
    for row, (group, text) in enumerate(zip(groups, texts, strict=True)):
        for column, question in enumerate(group):
            numbers = [
                (index, variable)
                for index, (token, segment) in enumerate(text.number_tokens)
                for place, variable in question.numbers
                if place == token and segment in (0, column + 1)
            ]
            for step, operation in enumerate(question.operations):
                signs[row, column, step] = SIGNS.index(operation.sign)
                for side, term in enumerate(in_order(operation)):
                    if term.kind == "variable":
                        found = [index for index, variable in numbers if variable == term.index]
                    else:
                        found = [n_numbers + FIXED.index(term)]
                    targets[row, column, step, side, found] = True
    ends, is_question = pad([text.ends for text in texts], 0)
    return PointerBatch(
        pad([text.pieces for text in texts], 0)[0],
        pad([text.segments for text in texts], -1)[0],
        pad([text.positions for text in texts], 0)[0],
        ends,
        pad([text.numbers for text in texts], 0)[0],
        pad([[segment for _, segment in text.number_tokens] for text in texts], -1)[0],
        targets,
        signs,
        is_question.bool(),
    )


def spelling_of(reader: Reader) -> list[list[int]]:
    """How the language model of a reader spells each token of the decoder."""
    return [[piece for piece in row if piece >= 0] for row in reader.pieces.tolist()]


class PackedText(NamedTuple):
    """A story and its questions, spelled; `number_tokens` are the (token, segment) of each of `numbers`."""

    pieces: list[int]
    segments: list[int]
    positions: list[int]
    ends: list[int]
    numbers: list[int]
    number_tokens: list[tuple[int, int]]


def packed(group: list[PointedQuestion], spelling: list[list[int]]) -> PackedText:
    """Spell a story once and its questions after it, whatever they have in common being the story."""
    columns = zip(*(question.token_ids[:-1] for question in group), strict=False)
    shared = sum(1 for _ in takewhile(lambda tokens: len({*tokens}) == 1, columns))
    text = PackedText([], [], [], [], [], [])
    parts = [group[0].token_ids[:shared], *(question.token_ids[shared:] for question in group)]
    of_parts = [[place for question in group for place, _ in question.numbers if place < shared]]
    of_parts += [[place for place, _ in question.numbers if place >= shared] for question in group]
    n_story = 0
    for segment, (tokens, places) in enumerate(zip(parts, of_parts, strict=True)):
        first_token, first_piece = (shared, n_story) if segment else (0, 0)
        begins = len(text.pieces)
        for token, token_id in enumerate(tokens, first_token):
            text.pieces.extend(spelling[token_id])
            if token in places:
                text.numbers.append(len(text.pieces) - 1)
                text.number_tokens.append((token, segment))
        n_new = len(text.pieces) - begins
        text.segments.extend([segment] * n_new)
        text.positions.extend(range(first_piece, first_piece + n_new))
        if segment:
            text.ends.append(len(text.pieces) - 1)
        else:
            n_story = n_new
    return text


def in_order(operation: Operation) -> tuple[Term, Term]:
    """Operands; those of a sum or a product in an order that does not depend on how the step was written."""
    operands = (operation.left, operation.right)
    if operation.sign in "+*":
        operands = sorted(operands, key=lambda term: (KINDS.index(term.kind), term.index))
    return tuple(operands)


def training_groups(
    options: RunOptions, model: AdaptiveLatentModel, tokenizer: PreTrainedTokenizerBase
) -> list[tuple[list[list[PointedQuestion]] | None, int]]:
    """Questions of each source that is read, None where they are generated, and its batches of a pool.

    Raises
    ------
    ValueError
        If a source has no question whose operands can be pointed at.
    """
    mixture = mixture_of(options, pool_batches(options.batch_size))
    groups = [(None if rows is None else groups_of(rows, model, tokenizer), n_batches) for rows, n_batches in mixture]
    if any(of_source == [] for of_source, _ in groups):
        raise ValueError(f"data is {options.data!r}: a source has no text whose operands a reader can point at")
    return groups


def pointer_batches(
    options: RunOptions,
    mixture: list[tuple[list[list[PointedQuestion]] | None, int]],
    model: AdaptiveLatentModel,
    tokenizer: PreTrainedTokenizerBase,
    first_step: int = 0,
) -> Iterator[PointerBatch]:
    """Endless batches of `options.batch_size` texts from optimiser step `first_step` on, nearly equally long in each.

    The shares of the sources are shares of texts. Pool i depends on the seed and i alone.

    Parameters
    ----------
    mixture : list of tuple
        As `training_groups` gives it.
    """
    n_pool = pool_batches(options.batch_size)
    spelling = spelling_of(model.reader)
    for index in count(first_step // n_pool):
        rng = random.Random(f"{options.seed}/{index}/pointers")
        pool = []
        for groups, n_batches in mixture:
            n = n_batches * options.batch_size
            if groups is None:
                pool += generated_groups(options, rng, n, model, tokenizer)
            else:
                pool += shuffled_rows(groups, options.seed, index * n, n)
        rng.shuffle(pool)
        pool.sort(key=n_tokens)
        batches = batched(pool, options.batch_size)
        rng.shuffle(batches)
        for step, batch in enumerate(batches, index * n_pool):
            if step >= first_step:
                yield collate(batch, spelling)


def generated_groups(
    options: RunOptions, rng: random.Random, n: int, model: AdaptiveLatentModel, tokenizer: PreTrainedTokenizerBase
) -> list[list[PointedQuestion]]:
    """`n` generated questions, each by itself; others in place of those whose operands cannot be pointed at."""
    groups: list[list[PointedQuestion]] = []
    while len(groups) < n:
        templates = []
        for problem in generated_problems(options, rng, n - len(groups), 1):
            with suppress(NotRenumbered):
                # Its template is a pattern of the generator, and no story.
                templates.append(template_of(replace(problem, template="")))
        groups += groups_of(templates, model, tokenizer)
    return groups
