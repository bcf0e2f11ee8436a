"""The generator of word problems and the readers of files."""

import hashlib
import json
import re
import sys
from collections import Counter
from dataclasses import replace

import pytest
from places import REAL_TEXTS

from latentviz.data.problems import (
    GeneratorOptions,
    Problem,
    ProblemGenerator,
    check_steps,
    held_out,
    read_problems,
    split_of,
    vocabulary_words,
)
from latentviz.data.problems.numbers import in_letters
from latentviz.data.problems.phrases import ENTRIES, expand, inflect
from latentviz.data.problems.problem import count_operations, evaluate
from latentviz.data.problems.readers import steps_of_chain

PLAIN = GeneratorOptions(p_pseudo_word=0.0, p_unfamiliar=0.0, p_sloppy=0.0)
STEP = re.compile(r"(\d+)([-+*/])(\d+)=(\d+)")


@pytest.fixture(scope="module")
def drawn() -> list[Problem]:
    return ProblemGenerator(seed=3).sample_many(4000)


def test_a_problem_gives_its_chain_and_results():
    problem = Problem("?", ("48/2=24", "48+24=72"), 72, 2)
    assert problem.chain == "<<48/2=24>><<48+24=72>>"
    assert problem.results == (24, 72)
    assert steps_of_chain(problem.chain) == problem.steps


@pytest.mark.parametrize("step", ["48/2=25", "3+4", "2**3=8", "1/0=0", "(1+2=3", "two+2=4"])
def test_check_steps_names_the_step_that_does_not_hold(step):
    with pytest.raises(ValueError, match=re.escape(repr(step))):
        check_steps(Problem("?", ("1+1=2", step), 8, 2))


def test_check_steps_wants_the_answer_to_be_the_last_result():
    with pytest.raises(ValueError, match="answer 73"):
        check_steps(Problem("?", ("48+24=72",), 73, 1))
    check_steps(Problem("?", ("10/3=3.33", "-3*(1+.5)=-4.5"), -4.5, 3))


def test_every_generated_step_computes_within_the_limits(drawn):
    for problem in drawn:
        check_steps(problem)
        assert problem.n_operations == len(problem.steps)
        for step in problem.steps:
            left, sign, right, result = STEP.fullmatch(step).groups()
            assert max(int(left), int(right), int(result)) <= 200, problem
            assert int(right) >= (1 if sign in "+-" else 2), problem
            assert int(left) >= (2 if sign == "*" else 1), problem


def test_every_number_of_the_chain_is_told_or_computed(drawn):
    hidden = {"1", "2", "3", "4", "5", "6", "7", "10", "12", "24", "60"}
    hidden |= {number for entry in ENTRIES for number in re.findall(r"\b\d+\b", entry.formula.partition(" where ")[0])}
    for problem in drawn:
        if re.search(
            r"[a-z]*(?:teen|ty|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", problem.question.lower()
        ):
            continue
        known = set(re.findall(r"\d+", problem.question)) | hidden
        for step in problem.steps:
            left, _, right, result = STEP.fullmatch(step).groups()
            assert {left, right} <= known, problem
            known.add(result)


def test_a_small_limit_holds():
    options = GeneratorOptions(max_number=50)
    for problem in ProblemGenerator(1, options=options).sample_many(600):
        assert all(int(number) <= 50 for step in problem.steps for number in re.findall(r"\d+", step))


def test_the_seed_decides_everything():
    first = ProblemGenerator(7).sample_many(50)
    assert ProblemGenerator(7).sample_many(50) == first
    generator = ProblemGenerator(7)
    assert [generator.sample() for _ in range(50)] == first
    assert ProblemGenerator(8).sample_many(50) != first


def test_the_split_of_a_question_depends_on_its_words_alone():
    assert split_of("What is 12 plus 7?") == split_of("what is  12 PLUS 7")
    shares = Counter(split_of(f"question {i}") for i in range(20000))
    assert shares["train"] / 20000 == pytest.approx(0.9, abs=0.01)
    assert shares["test"] / 20000 == pytest.approx(0.05, abs=0.01)


@pytest.mark.parametrize(
    ("split", "digest"),
    [
        ("train", "c69c5084d07d0f267e9e0bed2a5e16d2bf22ad0846b6d5162751aef87a4fb600"),
        ("validation", "d3618b9773537c05ee54e32fed05454a55bb24c54734fa3836391ba9610140c7"),
        ("test", "33b9a224aaa13061f919f2db6b5908e7f7883a19be399f075792a12bfe60fc25"),
    ],
)
def test_a_seed_gives_the_problems_that_it_always_gave(split, digest):
    problems = ProblemGenerator(0, split).sample_many(200)
    rows = [(problem.question, problem.steps, problem.answer) for problem in problems]
    assert hashlib.sha256(json.dumps(rows).encode()).hexdigest() == digest


@pytest.mark.parametrize("split", ["train", "validation", "test"])
def test_a_split_holds_only_its_own_questions(split):
    problems = ProblemGenerator(11, split).sample_many(150)
    assert {split_of(problem.question) for problem in problems} == {split}


def test_held_out_pairs_are_never_in_train_or_validation(drawn):
    validation = ProblemGenerator(3, "validation").sample_many(200)
    assert not any(held_out(problem.protagonist, problem.template) for problem in [*drawn, *validation])
    test = ProblemGenerator(3, "test").sample_many(400)
    assert 8 <= sum(held_out(problem.protagonist, problem.template) for problem in test) <= 80


def test_families_templates_and_lengths_are_many_and_balanced(drawn):
    assert len({problem.family for problem in drawn}) >= 12
    assert len({problem.template for problem in drawn}) >= 500
    lengths = Counter(problem.n_operations for problem in drawn)
    assert all(lengths[n] / 4000 == pytest.approx(1 / 6, abs=0.04) for n in range(1, 7))
    for n in range(1, 7):
        signs = Counter(STEP.fullmatch(step)[2] for p in drawn if p.n_operations == n for step in p.steps)
        assert min(signs[sign] for sign in "+-*/") / signs.total() > 0.1
    assert Counter(problem.answer for problem in drawn).most_common(1)[0][1] < 0.05 * 4000


def test_the_dial_sets_the_number_of_operations():
    generator = ProblemGenerator(2, options=GeneratorOptions(min_operations=2, max_operations=4))
    assert {problem.n_operations for problem in generator.sample_many(60)} == {2, 3, 4}
    assert {generator.sample(3).n_operations for _ in range(20)} == {3}
    with pytest.raises(ValueError, match="n_operations is 5"):
        generator.sample(5)


@pytest.mark.parametrize(
    "options",
    [{"max_number": 10}, {"min_operations": 0}, {"max_operations": 7}, {"min_operations": 7}, {"p_sloppy": 2}],
)
def test_options_out_of_range_are_refused(options):
    with pytest.raises(ValueError, match=r"max_number|operations|p_sloppy"):
        GeneratorOptions(**options)


def test_options_survive_json_and_an_unknown_split_is_refused():
    options = GeneratorOptions(max_number=99, p_sloppy=0.0)
    assert GeneratorOptions.from_dict(json.loads(json.dumps(options.to_dict()))) == options
    with pytest.raises(ValueError, match="'dev'"):
        ProblemGenerator(0, "dev")


def test_questions_are_plain_text(drawn):
    for problem in drawn:
        assert problem.question == " ".join(problem.question.split())
        assert not re.search(r"[{}<>|\[\]]| [,.?]|\.\.", problem.question), problem
        assert len(problem.question) <= 1000


def test_without_sloppy_typing_every_question_of_a_writer_starts_with_a_capital_and_ends():
    options = GeneratorOptions(p_sloppy=0.0)
    for problem in ProblemGenerator(4, options=options).sample_many(800):
        if problem.family not in ("bare", "visitors"):
            assert re.match(r"[A-Z0-9]", problem.question), problem
            assert problem.question.endswith(("?", ".", ".)")), problem


def test_articles_agree():
    for problem in ProblemGenerator(6, options=PLAIN).sample_many(3000):
        assert not re.search(r"\ba [aeio]\w|\ban [bcdfgjklmnpqrstvwz]\w", problem.question), problem
    for problem in ProblemGenerator(6, options=replace(PLAIN, p_template=0.0)).sample_many(2000):
        assert problem.family == "bare" or not re.search(r"\b1 [a-z]+s\b", problem.question), problem


def test_the_vocabulary_covers_all_that_is_written():
    words = set(vocabulary_words())
    written = set()
    for problem in ProblemGenerator(9, options=replace(PLAIN, p_sloppy=0.5)).sample_many(4000):
        written |= set(re.findall(r"[a-z]+", problem.question.lower()))
    assert written <= words
    assert len(words) > 1200


def test_pseudo_words_are_outside_the_vocabulary():
    words = set(vocabulary_words())
    odd = sum(
        bool(set(re.findall(r"[a-z]+", problem.question.lower())) - words)
        for problem in ProblemGenerator(9).sample_many(2000)
    )
    assert 0.02 < odd / 2000 < 0.12


@pytest.mark.parametrize(
    ("past", "agreement", "text"),
    [
        (False, "sg", "is given 3, has 4, is"),
        (False, "pl", "are given 3, have 4, is"),
        (False, "I", "am given 3, have 4, is"),
        (True, "sg", "was given 3, has 4, was"),
        (True, "pl", "were given 3, have 4, was"),
        (True, "I", "was given 3, have 4, was"),
    ],
)
def test_verbs_agree_with_their_subject(past, agreement, text):
    assert inflect("<was given/is given/are given> 3, <has/have> 4, <~was/is>", past, agreement, "sg") == text


def test_a_pattern_expands_to_all_its_alternatives():
    assert expand("[a|b] cup[ of tea|]?") == ("a cup of tea?", "a cup?", "b cup of tea?", "b cup?")


def test_numbers_in_letters():
    expected = "zero, nineteen, twenty-five, one hundred, one hundred twelve".split(", ")
    assert [in_letters(n) for n in (0, 19, 25, 100, 112)] == expected


def test_expressions_are_computed_exactly_and_counted():
    assert evaluate("2+3*4-(1/4)*8") == 12
    assert count_operations("-3*(1+.5)") == 2
    with pytest.raises(ValueError, match=r"'2\+' lacks a number at its end"):
        evaluate("2+")


@pytest.mark.parametrize(
    "expression", ["(" * 99 + "1" + ")" * 99, "(" * 200, "-" * 199 + "1", "1+1*(" * 32 + "1" + ")" * 32, "1-(-" * 50]
)
def test_the_longest_expression_needs_few_calls(expression):
    before, depth, frame = sys.getrecursionlimit(), 0, sys._getframe()
    while frame := frame.f_back:
        depth += 1
    sys.setrecursionlimit(depth + 300)
    try:
        assert evaluate(expression)
    except ValueError:
        assert expression.endswith(("(", "-"))
    finally:
        sys.setrecursionlimit(before)


@pytest.mark.parametrize(("name", "n_rows"), [("gsm8k_train.jsonl", 7473), ("gsm8k_aug_valid.txt", 500)])
def test_every_real_row_is_parsed_or_reported(name, n_rows):
    if not (REAL_TEXTS / name).exists():
        pytest.skip(f"{name} is not here")
    problems, bad = read_problems(REAL_TEXTS / name)
    assert len(problems) + len(bad) == n_rows
    assert len(bad) < 0.06 * len(problems)
    assert all(row.reason for row in bad)
