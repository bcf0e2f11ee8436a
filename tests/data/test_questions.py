"""What a person may ask, and what is said where a question is unusual."""

from dataclasses import replace

import pytest

from latentviz.data.questions import QuestionError, check_question
from latentviz.utils.records import QuestionLimits

LIMITS = QuestionLimits(max_characters=1000, max_number=999, trained_max_number=200)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("", "empty"),
        (" \n\t ", "empty"),
        ("Tom has 3 apples. " * 1200, "at most 1,000"),
        ("\U0001f600\U0001f389", "neither words nor numbers"),
        ("How many apples does Tom have?", "holds no number"),
        ("<b>Tom</b> has 3 apples.", "HTML"),
        ("Tom has 3 apples. <script>alert(1)</script>", "HTML"),
        ("Tom has 3 <img src=x onerror=alert(1)", "HTML"),
        ("Tom has 3&nbsp;apples.", "HTML"),
        ("Tom has 1000 apples.", "number 1,000 is too large"),
        ("Tom has 12,345 apples and 2 pears.", "number 12,345 is too large"),
        ("Tom has two million apples.", "number million is too large"),
        ("12 + 7", "no words"),
        ("Tom runs 2.5 miles, then 3 more.", r"whole numbers only, not 2\.5\. Change it"),
        ("I earn $12.50 an hour and work 8 hours.", r"whole numbers only, not 12\.50\. Change it to a whole number\.$"),
        ("A car costs $1,234.50, a bike $20.", r"not 1,234\.50\. Change it to a whole number\.$"),
        ("A pen costs $2.50. What do 3 cost?", r"not 2\.50\. .* or count in a smaller unit, such as cents\.$"),
        ("He pours .5 litres into 3 cups.", r"whole numbers only, not \.5"),
        ("A pen costs $.50. How much do 4 cost?", r"whole numbers only, not \.50"),
        ("He walks 2 1/2 miles and then 3.", r"whole numbers only, not 2 1/2"),
        ("He walks 3½ miles and then 2.", "digits 0 to 9 only, not ½"),
        ("A square has 5² tiles and 2 more.", "digits 0 to 9 only, not ²"),
        ("Tom has ٣ apples and 4 pears.", "digits 0 to 9 only, not ٣"),
        ("Tom eats ¾ of a pie.", "digits 0 to 9 only, not ¾"),
        ("Tom has \u2163 cats.", "digits 0 to 9 only, not \u2163"),
        ("Tom counts two trillion stars.", "number trillion is too large"),
        ("He drinks 1,5 litres and 2 more.", "reads 1,5 as two numbers"),
        ("He drinks 1,0000 litres and 2 more.", "reads 1,0000 as two numbers"),
        ("A city of 1,000,0000 people grows by 5.", "as two numbers"),
        ("A city of 12'000 people grows by 5.", "reads 12'000 as two numbers"),
        ("A city of 1_000 people grows by 5.", "reads 1_000 as two numbers"),
        ("A city of 12 000 people grows by 5.", "reads 12 000 as two numbers"),
        ("It was -$5 and rose by 9.", r"numbers from 0 on, not -\$5"),
        ("A pen costs $1.005.", r"not 1\.005"),
        ("It was -5 degrees and rose by 9.", "numbers from 0 on, not -5"),
        ("It was \u22125 degrees and rose by 9.", "numbers from 0 on, not \u22125"),
        ("Tom has 3\x00 apples.", "invisible character U.0000"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_reason(question, reason):
    with pytest.raises(QuestionError, match=reason):
        check_question(question, LIMITS)


@pytest.mark.parametrize(
    "question",
    [
        "Tom has 3 apples and 4 < 5 pears.",
        "A dozen eggs are shared by three kids. How many each?",
        "Tom has 3 apples,12 pears and 40 figs.",
        "What is 200 minus 5?",
        "Tom reads 3/4 of 20 pages... 5 more are left, so he has 5, 10 or 15.",
        "A hat costs $20.00 and a scarf $5. How much for both?",
        "A ticket is 20% cheaper for pupils. It costs 10 dollars. What do pupils pay?",
        "Each of two brothers has a pair of shoes. How many shoes?",
        "\u963f\u5a03\u67093\u4e2a\u82f9\u679c\u548c4\u4e2a\u68a8\u3002\u4e00\u5171\u51e0\u4e2a\uff1f",
    ],
)
def test_ordinary_questions_pass_without_a_notice(question):
    assert check_question(question, LIMITS) == ()


def test_what_lies_outside_the_training_data_gives_a_notice():
    (found,) = check_question("Tom has 201 apples.", LIMITS)
    assert "The number 201 is past 200" in found


def test_a_number_word_that_is_not_too_large_is_to_be_written_in_digits():
    with pytest.raises(QuestionError, match=r"cannot read the word “thousand”\. Write the number in digits"):
        check_question("Tom has two thousand apples.", replace(LIMITS, max_number=9999))
    with pytest.raises(QuestionError, match="number million is too large: this model knows numbers up to 9999"):
        check_question("Tom has two million apples.", replace(LIMITS, max_number=9999))


@pytest.mark.parametrize("number", ["1,000", "12,345,678"])
def test_commas_between_thousands_are_read(number):
    limits = replace(LIMITS, max_number=10**9, trained_max_number=10**9)
    assert check_question(f"A city of {number} people grows by 5.", limits) == ()


@pytest.mark.parametrize("text", ["3:45", "5-7", "10\u201312"])
def test_numbers_that_are_joined_give_a_notice(text):
    question = f"The train takes {text} hours, and 2 more. How many hours?"
    (notice,) = check_question(question, LIMITS)
    assert f"reads {text} as two whole numbers" in notice
    assert check_question(question, replace(LIMITS, whole_numbers_only=False)) == ()


@pytest.mark.parametrize(
    "question", ["How many days are in two weeks?", "Where is Paris?", "12 + 7", "It was -5.5 degrees.", "Two million?"]
)
def test_what_may_be_asked_is_what_the_checkpoint_declares(question):
    assert check_question(question, replace(LIMITS, max_number=10**9, whole_numbers_only=False)) == ()


def test_unknown_words_are_named_once_each():
    (found,) = check_question("Tom has 3 quokkas.", LIMITS, lambda text: ["Quokkas", "quokkas", "\u2603"])
    assert "“quokkas”." in found
