"""Twins: the same problem with another number, computed again as arithmetic says; and number stress."""

import math
import random
import re

import pytest

from latentviz.data.counterfactuals import (
    draw_twins,
    numbers_that_can_vary,
    question_with,
    twin_of,
    twin_with,
    with_number,
)
from latentviz.data.number_sweep import numbers_in_text, varied_problems
from latentviz.data.problems import Problem, ProblemGenerator, check_steps

LIMITS = {"trained_max_operations": 4, "trained_max_number": 200}
TEXT = "Ava has 46 shells. She sells half of them, then finds 17 more and shares all with 9 friends. How many each?"
SHELLS = Problem(TEXT, ("46/2=23", "23+17=40", "40/10=4"), 4, 3)


def test_a_number_is_replaced_and_every_step_follows():
    varied = with_number(SHELLS, 46, 66)
    assert varied.question == TEXT.replace("46", "66")
    assert varied.steps == ("66/2=33", "33+17=50", "50/10=5")
    assert varied.answer == 5
    assert with_number(SHELLS, 17, 27).steps == ("46/2=23", "23+27=50", "50/10=5")


def test_a_step_without_a_whole_result_is_refused():
    with pytest.raises(ValueError, match="47/2 is 47/2: negative or no whole number"):
        with_number(SHELLS, 46, 47)
    with pytest.raises(ValueError, match="negative"):
        with_number(Problem("Bo has 30 and gives 20", ("30-20=10",), 10, 1), 20, 31)


@pytest.mark.parametrize(
    ("question", "steps", "number"),
    [
        ("Tom has 15 red and 15 blue cups.", ("15+15=30",), 15),
        ("Tom has 15 red and fifteen blue cups, and 3 more.", ("15+15=30", "30+3=33"), 15),
        ("Tom has 15 cups and doubles them, then adds as many.", ("15*2=30", "30+15=45"), 15),
        ("Tom has 6 rows of 5 cups. Ann has 30 cups.", ("6*5=30", "30+30=60"), 30),
        ("It is a 15 km way, twice.", ("15*2=30",), 15),
        ("15% of them and 15th", ("15+1=16",), 15),
        ("Tom has 1 cup and 20 more.", ("1+20=21",), 1),
        ("Tom has 40 cups.", (), 40),
        ("Tom has 40 cups and 3 more.", ("40+3=43",), 7),
    ],
)
def test_a_number_that_may_be_two_things_is_refused(question, steps, number):
    problem = Problem(question, steps, int(steps[-1].rpartition("=")[2]) if steps else 40, len(steps))
    assert number not in numbers_that_can_vary(problem)
    with pytest.raises(ValueError, match="does not stand exactly once"):
        with_number(problem, number, number + 1)


def test_an_operand_that_may_be_an_earlier_result_is_refused():
    # 30 is the first result, and another number of the text; it is not clear which of them the second step adds.
    problem = Problem("Tom has 16 and 14 cups, and Ann 30.", ("16+14=30", "50+30=80"), 80, 2)
    with pytest.raises(ValueError, match="30 may be an earlier result or a number of its own"):
        with_number(problem, 16, 18)


def test_two_equal_results_are_not_mixed_up():
    problem = Problem("11 and 9, 13 and 7", ("11+9=20", "13+7=20", "20+20=40"), 40, 3)
    with pytest.raises(ValueError, match="20 may be"):
        with_number(problem, 13, 14)


def test_a_twin_with_a_chosen_number():
    pair = twin_with(SHELLS, 46, 66)
    assert (pair.number, pair.replacement, pair.step, pair.predicted_answer) == (46, 66, 1, 5)
    assert twin_with(SHELLS, 17, 27).step == 2
    with pytest.raises(ValueError, match="stays the same"):
        twin_with(SHELLS, 46, 46)
    last = Problem("Tom has 40 cups in 8 rows and 11 cups more.", ("40/8=5", "5+11=16"), 16, 2)
    with pytest.raises(ValueError, match="11 enters the last step only"):
        twin_with(last, 11, 13)


def test_generated_twins_differ_in_one_number_and_hold():
    twins = draw_twins(LIMITS, "test", 30, seed=1)
    assert len({pair.problem.question for pair in twins}) == 30
    assert {pair.problem.n_operations for pair in twins} == {2, 3, 4}
    for pair in twins:
        ours, theirs = (re.findall(r"\d+|\D+", problem.question) for problem in (pair.problem, pair.twin))
        changed = [(a, b) for a, b in zip(ours, theirs, strict=True) if a != b]
        assert changed == [(str(pair.number), str(pair.replacement))]
        check_steps(pair.twin)
        assert pair.problem.steps[: pair.step - 1] == pair.twin.steps[: pair.step - 1]
        assert pair.problem.results[pair.step - 1] != pair.twin.results[pair.step - 1]
        assert pair.step < len(pair.problem.steps)
        assert pair.predicted_answer == pair.twin.answer != pair.problem.answer
        assert max(pair.twin.results) <= 200
        signs = [[re.sub(r"[\d.]", "", step) for step in problem.steps] for problem in (pair.problem, pair.twin)]
        assert signs[0] == signs[1]


def test_the_prediction_is_the_problems_own_rest_after_the_twins_result():
    for pair in draw_twins(LIMITS, "test", 20, seed=2):
        renewed = {pair.problem.results[pair.step - 1]: pair.twin.results[pair.step - 1]}
        for step in pair.problem.steps[pair.step :]:
            expression, _, result = step.rpartition("=")
            fresh = re.sub(
                r"\d+", lambda match, known=renewed: str(known.get(int(match.group()), match.group())), expression
            )
            renewed[int(result)] = eval(fresh.replace("/", "//"))
        assert renewed[pair.problem.results[-1]] == pair.predicted_answer


def test_twins_depend_on_the_seed_alone():
    assert draw_twins(LIMITS, "test", 5, seed=3) == draw_twins(LIMITS, "test", 5, seed=3)
    assert draw_twins(LIMITS, "test", 5, seed=3) != draw_twins(LIMITS, "test", 5, seed=4)


def test_one_operation_has_no_twin():
    with pytest.raises(ValueError, match="no intermediate step"):
        draw_twins(LIMITS | {"trained_max_operations": 1}, "test", 1, seed=0)
    generator = ProblemGenerator(0, "test")
    assert all(twin_of(generator.sample(1), random.Random(0), 200) is None for _ in range(10))


def test_a_text_is_changed_only_where_the_number_stands_by_itself():
    assert question_with("Pay $12, please.", 12, 30) == "Pay $30, please."
    for text in ("12 and 12", "1,200 and 3", "12.5", "the 12th", "12%", "a 12 km way"):
        with pytest.raises(ValueError, match=r"stands (0|2) times"):
            question_with(text, 12, 30)
    assert numbers_in_text(TEXT) == (46, 17, 9)


def test_stress_knows_the_answer_where_arithmetic_gives_one():
    rows = varied_problems(SHELLS, 46, [44, 46, 66])
    assert [row.number for row in rows] == [1, 2, 3]
    assert [row.is_known for row in rows] == [False, True, True]
    assert [row.problem.answer for row in rows[1:]] == [4, 5]
    assert math.isnan(rows[0].problem.answer)
    assert [row.problem.n_operations for row in rows] == [0, 3, 3]
    assert rows[0].problem.question == TEXT.replace("46", "44")


def test_stress_asks_a_question_whose_steps_are_unknown():
    typed = Problem("Ann has 12 cups and loses 5. How many?", (), math.nan, 0)
    rows = varied_problems(typed, 12, range(10, 13))
    assert [row.problem.question for row in rows] == [f"Ann has {n} cups and loses 5. How many?" for n in (10, 11, 12)]
    assert not any(row.is_known for row in rows)
    with pytest.raises(ValueError, match="7 stands 0 times"):
        varied_problems(typed, 7, [1])
