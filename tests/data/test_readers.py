"""Every row of a file decides its form, is read or reported by its line, and is scored where it gives an answer."""

import gzip
import json

import pytest

from latentviz.data.problems import BadRow, Problem, count_reasons, no_row, read_problems, read_rows
from latentviz.data.problems.problem import count_operations, matches_gold, number_of, parse_number

QUESTION = "Tom has 3 apples and gets 4 more. How many apples?"
FULL = {"question": QUESTION, "answer": "<<3+4=7>>\n#### 7"}


def write(folder, raw: bytes | str):
    path = folder / "rows.jsonl"
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return path


def lines(*rows) -> str:
    return "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)


@pytest.mark.parametrize(
    ("row", "answer", "steps"),
    [
        ({"question": QUESTION, "answer": 7}, 7, ()),
        ({"question": QUESTION, "answer": 7.0}, 7, ()),
        ({"question": QUESTION, "answer": "7", "steps": None}, 7, ()),
        ({"question": QUESTION, "answer": "#### 7"}, 7, ()),
        ({"question": QUESTION, "answer": 7, "steps": ["<<3+4=7>>"]}, 7, ("3+4=7",)),
        (FULL, 7, ("3+4=7",)),
        (f"{QUESTION}||<<3+4=7>> #### 7", 7, ("3+4=7",)),
        ({"question": QUESTION, "answer": "12+7=<<12+7=19>>19, and after the loss 19-4=15.\n#### 15"}, 15, ()),
        (f"{QUESTION}||<<1.5*2=3>> <<3+2.5=5.5>> #### 5.5", 5.5, ("1.5*2=3", "3+2.5=5.5")),
        ({"question": QUESTION, "steps": ["<<3*4=12>>", "<<12-2=10>>"], "answer": "10"}, 10, ("3*4=12", "12-2=10")),
        *(
            ({"question": QUESTION, "answer": text}, answer, steps)
            for text, answer, steps in (
                ("He sold 48/2 = <<48/2=24>>24.\n<<48+24=72>>72\n#### 72", 72, ("48/2=24", "48+24=72")),
                ("<<12/60=0.2>>0.2, 0.2 x 50 = $<<0.2*50=10>>10.\n#### $10", 10, ("12/60=0.2", "0.2*50=10")),
                ("<<500*2=1,000>>\n#### 1,000", 1000, ("500*2=1000",)),
                ("<<50%*30=15>> <<10-15=-5>>\n#### -5", -5, ("(50/100)*30=15", "10-15=-5")),
            )
        ),
    ],
    ids=str,
)
def test_a_row_in_each_form_gives_its_answer(tmp_path, row, answer, steps):
    (problem,), left_out = read_problems(write(tmp_path, lines(row)), needs_steps=False)
    assert left_out == []
    assert (problem.question, problem.answer, problem.steps) == (QUESTION, answer, steps)
    assert problem.n_operations == sum(map(count_operations, steps))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"question": QUESTION, "answer": None}, "missing answer"),
        ({"question": QUESTION, "answer": True}, "neither a number nor a text"),
        ({"question": QUESTION, "answer": "7", "steps": "<<3+4=7>>"}, "steps is no list of texts"),
        ({"question": QUESTION, "answer": "7", "steps": [3]}, "steps is no list of texts"),
        ({"question": 5, "answer": "7"}, "no JSON object with a text under the key question"),
        ({"question": "  ", "answer": "7"}, "the question is empty"),
        ({"story": 5, "question": QUESTION, "answer": "7"}, "the story is no text"),
        ("# a comment", "is no JSON, and has no '||'"),
        ("{}", "no JSON object"),
        ('""', "no JSON object"),
        ({"question": QUESTION, "answer": "<<2+2=4>>"}, "no '#### answer'"),
        (f"{QUESTION}||<<2/.5=4>> #### four", "the answer 'four' is not a number"),
        ("||<<2+2=4>> #### 4", "the question is empty"),
    ],
    ids=str,
)
def test_a_row_that_cannot_be_scored_is_reported_by_its_line_and_the_rest_is_read(tmp_path, row, reason):
    problems, (left_out,) = read_problems(write(tmp_path, lines(row, FULL)), needs_steps=False)
    assert [problem.answer for problem in problems] == [7]
    assert left_out.line_number == 1
    assert reason in left_out.reason


def test_a_byte_order_mark_belongs_to_no_row(tmp_path):
    for row in (FULL, f"{QUESTION}||<<3+4=7>> #### 7"):
        problems, left_out = read_problems(write(tmp_path, b"\xef\xbb\xbf" + lines(row, FULL).encode()))
        assert [problem.question for problem in problems] == [QUESTION] * 2
        assert left_out == []


def test_lines_end_at_a_line_feed_only(tmp_path):
    texts = [f"Tom has 3 apples{mark}and gets 4 more." for mark in ("\u2028", "\u0085", "\u000b", "\u000c")]
    raw = "\r\n".join([*(json.dumps({"question": text}, ensure_ascii=False) for text in texts), "", "not json", "", ""])
    rows, bad_rows = read_rows(write(tmp_path, raw))
    assert [row.number for row in rows] == [1, 2, 3, 4]
    assert [row.problem.question for row in rows] == ["Tom has 3 apples and gets 4 more."] * 4
    assert [row.line_number for row in bad_rows] == [6]


@pytest.mark.parametrize("indent", [None, 2])
def test_a_json_array_is_read(tmp_path, indent):
    raw = json.dumps([FULL, {"question": QUESTION, "answer": "seven"}, FULL], indent=indent)
    problems, (left_out,) = read_problems(write(tmp_path, raw))
    assert problems == [Problem(QUESTION, ("3+4=7",), 7, 1)] * 2
    assert (left_out.line_number, left_out.reason) == (2, "the answer 'seven' is not a number")


def test_a_story_may_stand_apart_from_its_question(tmp_path):
    path = write(tmp_path, lines({"story": "Tom has  3 apples.", "question": " How many? ", "answer": 3}, FULL))
    (asked, whole), _ = read_problems(path, needs_steps=False)
    assert (asked.question, asked.template) == ("Tom has 3 apples. How many?", "Tom has  3 apples.")
    assert (whole.question, whole.template) == (QUESTION, "")


@pytest.mark.parametrize("indent", [None, 2])
def test_one_object_is_one_row(tmp_path, indent):
    problems, left_out = read_problems(write(tmp_path, json.dumps(FULL, indent=indent)))
    assert (problems, left_out) == ([Problem(QUESTION, ("3+4=7",), 7, 1)], [])
    _, (left_out,) = read_rows(write(tmp_path, json.dumps({"data": [FULL]}, indent=indent)))
    assert "no JSON object with a text under the key question" in left_out.reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (gzip.compress(json.dumps(FULL).encode()), "it is compressed; unpack it first"),
        (json.dumps(FULL).encode("utf-16"), "save it as UTF-8"),
        (json.dumps(FULL).encode("utf-16-be"), "no row"),
        (b"PK\x03\x04 a spreadsheet", "save its rows as lines of JSON"),
    ],
    ids=["gzip", "utf-16", "utf-16 without a mark", "zip"],
)
def test_a_file_that_is_no_text_in_utf_8_is_refused_as_a_whole(tmp_path, content, reason):
    path = write(tmp_path, content)
    with pytest.raises(ValueError, match=reason) as refused:
        raise no_row(path, read_rows(path)[1])
    assert path.name in str(refused.value)


def test_the_place_where_a_line_breaks_off_is_a_character_of_that_line(tmp_path):
    _, (left_out,) = read_rows(write(tmp_path, lines(FULL, "question,answer")))
    assert left_out.line_number == 2
    assert left_out.reason.endswith("expected a JSON value at character 1")


def test_an_array_that_breaks_off_is_reported(tmp_path):
    rows, bad_rows = read_rows(write(tmp_path, "[" + json.dumps(FULL)))
    assert rows == []
    assert "no JSON" in bad_rows[0].reason


def test_a_step_without_a_result_is_told_as_it_stands():
    (row,), _ = read_rows([{"question": QUESTION, "answer": "<<48/2>> #### 24"}])
    assert row.missing_steps == "step '48/2' has no '='"


def test_a_benchmark_is_scored_whole_and_trained_where_its_steps_hold(tmp_path):
    gap = {"question": QUESTION, "answer": "3+4=<<3+4=7>>7, and after the loss 7-2=5.\n#### 5"}
    path = write(tmp_path, lines(*[gap if i % 14 == 0 else FULL for i in range(1319)]))
    problems, left_out = read_problems(path, needs_steps=False)
    assert (len(problems), left_out) == (1319, [])
    trained, left_out = read_problems(path)
    assert len(trained) + len(left_out) == 1319
    assert {row.reason for row in left_out} == {"step '3+4=7' does not end in the answer 5"}


def test_reasons_are_counted_without_what_differs_from_row_to_row():
    reasons = [
        "step '1+1=3' does not hold",
        "step '2+2=5' does not hold",
        'the answer "it\'s" is not a number',
        "1,200 > 9",
    ]
    counts = count_reasons(BadRow(number, reason) for number, reason in enumerate(reasons, 1))
    assert counts == {"step .. does not hold": 2, "the answer .. is not a number": 1, ".. > ..": 1}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("1/2", 0.5), ("50%", 50), ("-$5", -5), ("$-5", -5), ("18$", 18), ("\u22127", -7), ("1,450,000", 1450000)),
        *((" 12 ", 12), ("12.", 12), (".5", 0.5), ("5.00", 5), ("$ 3.50", 3.5), ("1e3", 1000)),
        *(("- 5", -5), ("5 %", 5), ("1 1/2", None), ("1 200", None), ("$5 $6", None), ("-" + " " * 9999 + "5 5", None)),
        *(("1_000", None), ("1,00", None), ("nan", None), ("inf", None), ("", None), ("12 apples", None), (None, None)),
        *(("1/0", None), ("--5", None), ("1.2.3", None)),
    ],
)
def test_a_prediction_is_read_as_gold_is(text, value):
    assert number_of(text) == value
    if value is None and text is not None:
        with pytest.raises(ValueError, match=r".*"):
            parse_number(text)


@pytest.mark.parametrize(
    ("text", "gold", "same"),
    [
        *(("0.33", 1 / 3, True), ("0.3", 1 / 3, False), ("1/3", 1 / 3, True), ("5.25", 5.25, True)),
        *(("5.26", 5.25, False), ("5", 5, True), ("6", 5, False), ("5.1", 5, False), ("0", 0, True)),
        *(("0.004", 0, False), ("-5", 5, False), (None, 5, False), ("five", 5, False), ("0.001", 0.004, False)),
        *(("1450000", 1450000, True), ("5", None, False)),
    ],
)
def test_one_equality_has_a_stated_tolerance(text, gold, same):
    assert matches_gold(text, gold) is same
