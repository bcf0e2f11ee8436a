"""What a reader learns by: questions packed behind their story, and pointers to the operands of each step."""

import math

import pytest
import torch

from latentviz.data.problems import Problem
from latentviz.data.problems.renumbering import MAX_OPERATIONS, Operation, Term, template_of
from train.pointers import (
    FIXED,
    SIGNS,
    PointedQuestion,
    PointerBatch,
    are_right,
    collate,
    groups_of,
    in_order,
    packed,
    pointer_losses,
)

STORY = "Tom has 8 pens and 3 cups."
A, B = Term("variable", 0), Term("variable", 1)
SUM, HALF = Operation(A, "+", B), Operation(Term("result", 0), "/", Term("constant", 2))
# The spelling of token t: none for 0, two pieces for 5, else one.
SPELLING = [[], [10], [20], [30], [40], [50, 51], [60]]
# "1 2 3" is the story, with numbers at 1 and 2; "4" and "5 6" are the questions, with a number at 6.
GROUP = [
    PointedQuestion([1, 2, 3, 4], [(1, 0), (2, 1)], (SUM, HALF)),
    PointedQuestion([1, 2, 3, 5, 6], [(1, 0), (4, 1), (2, 0)], (Operation(B, "-", A),)),
]


@pytest.fixture
def batch() -> PointerBatch:
    """Those questions, and the first of them alone."""
    return collate([GROUP, GROUP[:1]], SPELLING)


def test_a_story_is_spelled_once_and_each_question_follows_it():
    text = packed(GROUP, SPELLING)
    assert text.pieces == [10, 20, 30, 40, 50, 51, 60]
    assert text.segments == [0, 0, 0, 1, 2, 2, 2]
    assert text.positions == [0, 1, 2, 3, 3, 4, 5]
    assert text.ends == [3, 6]
    assert text.numbers == [1, 2, 6]
    assert text.number_tokens == [(1, 0), (2, 0), (4, 2)]


def test_the_last_token_of_a_lone_question_is_its_own_segment():
    assert packed(GROUP[:1], SPELLING).segments == [0, 0, 0, 1]


def test_targets_are_the_operands_of_each_step(batch):
    n = 3
    assert batch.targets.shape == (2, 2, MAX_OPERATIONS, 2, n + len(FIXED))
    result, two = n + FIXED.index(Term("result", 0)), n + FIXED.index(Term("constant", 2))
    wanted = {(0, 0, 0, 0): [0], (0, 0, 0, 1): [1], (0, 0, 1, 0): [result], (0, 0, 1, 1): [two]}
    wanted |= {(0, 1, 0, 0): [2], (0, 1, 0, 1): [0, 1]}
    wanted |= {(1, *place[1:]): found for place, found in wanted.items() if place[1] == 0}
    found: dict = {}
    for *place, key in batch.targets.nonzero().tolist():
        found.setdefault(tuple(place), []).append(key)
    assert found == wanted
    signs = [[SIGNS[sign] for sign in of_question[:3]] for of_question in batch.signs[0].tolist()]
    assert signs == [["+", "/", "end"], ["-", "end", "end"]]
    assert batch.is_question.tolist() == [[True, True], [True, False]]


def test_the_loss_is_a_sum_over_operands_and_signs(batch):
    assert batch.n_terms == (4 + 2 + 4) + 3 * MAX_OPERATIONS


def test_operands_of_sums_and_products_have_an_order():
    assert in_order(Operation(B, "+", A)) == in_order(SUM) == (A, B)
    assert in_order(Operation(Term("constant", 2), "*", A)) == (A, Term("constant", 2))
    assert in_order(Operation(B, "-", A)) == (B, A)


def test_the_loss_counts_any_number_that_may_be_meant(batch):
    n_keys = batch.targets.shape[-1]
    operands = torch.full(batch.targets.shape, -math.log(n_keys))
    signs = torch.full((*batch.signs.shape, len(SIGNS)), -math.log(len(SIGNS)))
    each = math.log(n_keys)
    of_signs = MAX_OPERATIONS * math.log(len(SIGNS))
    expected = [[4 * each + of_signs, 2 * each - math.log(2) + of_signs], [4 * each + of_signs, 0.0]]
    torch.testing.assert_close(pointer_losses(operands, signs, batch), torch.tensor(expected))


def test_a_question_is_right_where_all_its_steps_are(batch):
    operands = batch.targets.float()
    signs = torch.nn.functional.one_hot(batch.signs, len(SIGNS)).float()
    assert are_right(operands, signs, batch).tolist() == [[True, True], [True, False]]
    operands[0, 1, 0, 0, 0] = 2
    assert are_right(operands, signs, batch).tolist() == [[True, False], [True, False]]
    signs[1, 0, 2] = torch.eye(len(SIGNS))[0]
    assert are_right(operands, signs, batch).tolist() == [[True, False], [False, False]]


def test_questions_about_one_story_stand_together(checkpoint):
    rows = [
        ("How many in all?", "8+3=11", 11),
        ("How many more pens than cups?", "8-3=5", 5),
        ("How odd?", "8*17=136", 136),
    ]
    problems = [Problem(f"{STORY} {question}", (step,), answer, 1, template=STORY) for question, step, answer in rows]
    # A number that may be one of the text or a result: nothing tells which one is meant.
    unclear = Problem("Bo has 4 pens and 2 cups. He breaks 2 pens. Pens?", ("4-2=2", "2+2=4"), 4, 2)
    assert not template_of(unclear).slots
    problems.append(unclear)
    problems.append(Problem("Ann had 9 figs and ate 4. How many are left?", ("9-4=5",), 5, 1))
    (first,), group = sorted(groups_of([*map(template_of, problems)], checkpoint.model, checkpoint.tokenizer), key=len)
    assert [op.sign for question in group for op in question.operations] == ["+", "-"]
    tokens = checkpoint.tokenizer.convert_ids_to_tokens(first.token_ids)
    assert [(tokens[place], variable) for place, variable in first.numbers] == [("9", 0), ("4", 1)]
