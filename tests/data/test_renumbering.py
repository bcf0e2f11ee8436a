"""Real texts with new numbers: which numeral is which operand, what cannot be told, and what must stay true."""

import json
import random
import re

import pytest

from latentviz.data.problems import Problem, check_steps
from latentviz.data.problems.renumbering import NotRenumbered, is_held_out, template_of
from train.config import SftOptions
from train.sources import main, renumbered, rows_of_stages, templates_of, validation_problems

BAKER = Problem(
    "A baker made 3 trays of 12 rolls. She sold twenty rolls and gave half of the rest away. How many are left?",
    ("3*12=36", "36-20=16", "16/2=8"),
    8,
    3,
)


def steps_of(question: str, *steps: str) -> tuple[str, ...]:
    return template_of(Problem(question, steps, float(steps[-1].rpartition("=")[2]), len(steps))).problem().steps


def test_a_text_with_its_own_numbers_is_itself():
    again = template_of(BAKER).problem()
    assert (again.question, again.steps, again.answer) == (BAKER.question, BAKER.steps, BAKER.answer)


@pytest.mark.parametrize("max_number", [60, 999])
def test_new_numbers_stand_in_text_and_steps_alike(max_number: int):
    template, rng, seen = template_of(BAKER), random.Random(0), set()
    for _ in range(200):
        problem = template.sample(rng, max_number)
        check_steps(problem)
        trays, rolls = map(int, re.findall(r"\d+", problem.question))
        assert problem.steps[0] == f"{trays}*{rolls}={trays * rolls}"
        assert problem.steps[2].endswith(f"/2={problem.answer}")
        assert re.search(r"sold [a-z-]+ rolls", problem.question)
        numbers = [int(number) for step in problem.steps for number in re.findall(r"\d+", step)]
        assert max(numbers) <= max_number
        assert min(numbers) >= 1
        seen.add(problem.steps)
    assert len(seen) > 100


def test_long_steps_are_cut_into_binary_ones_and_what_is_not_needed_is_left_out():
    question = "Ann had 50 beads, lost 6, 7 and 8, and bought 3 pens. How many beads has she?"
    assert steps_of(question, "3+1=4", "50-6-7-8=29") == ("50-6=44", "44-7=37", "37-8=29")
    assert steps_of("5 bags hold 2 red and 7 blue balls each. How many?", "5*(2+7)=45") == ("2+7=9", "5*9=45")


def test_shares_become_divisions():
    assert steps_of("25% of 80 pupils walk. How many?", "0.25*80=20") == ("80/4=20",)
    assert steps_of("He ate 3/4 of 20 nuts. How many?", "3/4*20=15") == ("20*3=60", "60/4=15")
    assert steps_of("A $30 hat got 50% dearer. What is its price?", "30*1.5=45") == ("30*3=90", "90/2=45")


def test_equal_numerals_change_together():
    template = template_of(Problem("He has 4 red and 4 blue pens. How many?", ("4+4=8",), 8, 1))
    for seed in range(20):
        first, second = re.findall(r"\d+", template.sample(random.Random(seed), 99).question)
        assert first == second


def test_numbers_of_unknown_origin_stay_what_they_are():
    for problem in (
        Problem("After 5 tests the average is 90. Which sum is that of a mark of 17?", ("450-17=433",), 433, 1),
        Problem("Each bar costs $4. All but 7 of 11 bars were sold. What was earned?", ("11-7=4", "4*4=16"), 16, 2),
    ):
        template = template_of(problem)
        assert template.slots == ()
        assert template.sample(random.Random(0), 999).question == problem.question


def test_a_number_that_a_word_implies_stays_although_the_text_has_it_too():
    problem = Problem("She reads 7 pages a day. How many in a week of 7 days?", ("7*7=49",), 49, 1)
    assert template_of(problem).sample(random.Random(0), 999).question == problem.question


@pytest.mark.parametrize(
    ("steps", "answer", "reason"),
    [
        ((), 3, "it has no steps"),
        (("5/2=2.5",), 2.5, "a result is no whole number"),
        (("1.25*3=3.75",), 3.75, "a result is no whole number"),
        (("3-5=-2",), -2, "a result is negative"),
        (("-2+5=3",), 3, "an operand is negative"),
        (("1+2+3+4+5+6+7+8=36",), 36, "more than 6 operations"),
    ],
)
def test_the_reason_is_told(steps, answer, reason):
    with pytest.raises(NotRenumbered, match=reason):
        template_of(Problem("Of 2, 3 and 5.", steps, answer, len(steps)))


def test_twenty_dollars_with_cents_are_a_whole_number():
    template = template_of(Problem("A hat costs $20.00 and a scarf $1,005. How much?", ("20+1005=1025",), 1025, 1))
    problem = template.sample(random.Random(1), 999)
    assert re.fullmatch(r"A hat costs \$\d+ and a scarf \$\d+\. How much\?", problem.question)
    assert template.problem().question == "A hat costs $20 and a scarf $1005. How much?"


@pytest.fixture
def real(tmp_path):
    """A file of 60 texts, one with a number above 999."""
    names = "abcdefghijklmnopqrstuvwxyz"
    lines = [
        f"{a}{b} has 12 shells and finds {n} more. How many?||<<12+{n}={12 + n}>> #### {12 + n}"
        for n, (a, b) in enumerate(((a, b) for a in names[:10] for b in names[:6]), 3)
    ]
    lines[0] = "A town has 5000 people and 20 leave. How many stay?||<<5000-20=4980>> #### 4980"
    path = tmp_path / "real.txt"
    path.write_text("\n".join(lines))
    return SftOptions(data=f"generated:0.5,{path}:0.5", p_renumber=1.0, max_number=999, n_validation=20)


def test_a_tenth_of_the_texts_is_held_out_whole(real):
    path = real.data.rpartition(":")[0].partition(",")[2]
    training, reasons = templates_of(path, 999)
    held_out, _ = templates_of(path, 999, held_out=True)
    assert len(training) + len(held_out) + sum(reasons.values()) == 60
    assert 0 < len(held_out) < 15
    assert all(is_held_out(template.problem()) for template in held_out)
    for template in training:
        assert not is_held_out(template.problem())
        assert not is_held_out(renumbered(template, random.Random(0), real)), "a renumbered twin changed side"
    validation = [problem for problem in validation_problems(real) if problem.family == "real"]
    assert [problem.question for problem in validation] == [template.question for template in held_out][:10]
    stages = rows_of_stages(real)
    assert stages["sft"] == stages["grpo"]


def test_numbers_that_the_answer_does_not_need_change_too():
    text = "At 9:30 the two of them had 45 pens and 18 caps, lost 7 pens; 12 inches is a foot. How many pens are left?"
    template = template_of(Problem(text, ("45-7=38",), 38, 1))
    drawn = [template.sample(random.Random(seed), 999) for seed in range(20)]
    assert len({re.search(r"(\d+) caps", problem.question)[1] for problem in drawn}) > 10
    for problem in drawn:
        assert problem.question.startswith("At 9:30 the two of them had ")
        assert "; 12 inches is a foot" in problem.question
        check_steps(problem)
    assert template.problem().question == text
    twice = template_of(Problem("By 9:30 she had 45 pens and 30 caps, and lost 7 pens. Left?", ("45-7=38",), 38, 1))
    assert twice.sample(random.Random(0), 999).question.startswith("By 9:30 she had ")
    far = template_of(Problem("In 2026 she had 45 pens and lost 7. How many now?", ("45-7=38",), 38, 1))
    assert far.fits(999)
    assert far.sample(random.Random(0), 999).question.startswith("In 2026 ")


def test_all_questions_about_a_story_are_on_one_side(tmp_path):
    path = tmp_path / "stories.jsonl"
    path.write_text(
        "\n".join(
            json.dumps({"story": f"{name} has 12 shells and finds 5.", "question": text, "steps": [step], "answer": n})
            for name in (a + b for a in "abcdefghij" for b in "uvwxyz")
            for text, step, n in (("How many now?", "12+5=17", 17), ("How many more had they?", "12-5=7", 7))
        )
    )
    held_out, others = (
        {template.story for template in templates_of(str(path), 999, held_out)[0]} for held_out in (True, False)
    )
    assert 0 < len(held_out) < 15
    assert len(held_out) + len(others) == 60, "a story is on both sides"


def test_the_command_counts_texts_and_reasons(tmp_path, capsys):
    path = tmp_path / "rows.txt"
    rows = [f"{name} has 2 and gets 3.||<<2+3=5>> #### 5" for name in ("Ann", "Bo", "Cy", "Di")]
    rows += ["Of 2.||<<2/4=0.5>> #### 0.5", "Each bar costs $4. All but 7 of 11.||<<11-7=4>> <<4*4=16>> #### 16"]
    path.write_text("\n".join(rows))
    assert main([str(path)]) == 0
    counts = json.loads(capsys.readouterr().out)
    assert counts["left_out"] == {"a result is no whole number": 1}
    assert counts["n_renumbered"] + counts["n_with_own_numbers"] + counts["n_held_out"] == 5
    assert main([str(tmp_path / "missing.txt")]) == 2
    assert "missing.txt" in capsys.readouterr().err
