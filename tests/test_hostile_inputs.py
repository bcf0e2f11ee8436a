"""What a visitor types, uploads or puts into a link, drawn by hypothesis: it is read, or refused in words."""

import csv
import io
import json
import time

import numpy as np
import orjson
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from safetensors.numpy import save
from sample_records import explained_trace, made_cloud, made_placement, made_row, made_trace

from latentviz.data.problems.problem import evaluate, number_of, parse_number
from latentviz.data.questions import check_question
from latentviz.data.uploads import read_upload
from latentviz.model.generation import encode_questions
from latentviz.records.halting import TEMPERATURES
from latentviz.records.links import RunLink
from latentviz.records.results_file import results_table
from latentviz.records.run_file import (
    FORMULA_STARTS,
    HEADER,
    Run,
    RunFileError,
    cell,
    run_table,
    runs_from_bytes,
    runs_to_bytes,
)
from latentviz.records.summaries import trace_summary, what_if_summary
from latentviz.serving.engine import Engine
from latentviz.ui.explore import handlers
from latentviz.ui.explore.render import Display
from latentviz.utils.array_records import from_bytes
from latentviz.utils.records import QuestionLimits

QUICK = settings(
    max_examples=40, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
LIMITS = QuestionLimits()
ANY_TEXT = st.text(st.characters(codec=None), max_size=60)
ODD = "12 <b> <<3+4=7>> #### || \u202e \u200b \ud800 \x00 e a\u0301\u0301 1e999999999 1/0 % <script> &lt; \u0663 = - \t"
SNIPPETS = st.sampled_from(["Tom has 3 apples", "9" * 5000, "(" * 300, "\r\n", "\u2028", *ODD.split(" ")])
MIXED = st.lists(st.one_of(SNIPPETS, ANY_TEXT), max_size=6).map("".join)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), MIXED),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(MIXED, inner, max_size=4)),
    max_leaves=8,
)


def words_of_refusal(read, *arguments) -> str | None:
    """Why a text is refused, None where it is read; the words are short, and can be sent as JSON."""
    try:
        read(*arguments)
    except ValueError as error:
        words = str(error)
        orjson.dumps(words)
        return words if len(words) < 1000 else pytest.fail(f"{len(words)} characters of words")
    return None


@QUICK
@given(MIXED)
@example("Tom has 3\u202e apples")
@example("Tom has \ud800 3 apples")
@example("Tom has 3 a" + "\u0301" * 4)
@example("Tom has " + "9" * 900)
def test_a_question_passes_or_is_refused_in_words(text):
    if words_of_refusal(check_question, text, LIMITS) is None:
        assert not set("\u202e\u200b\u2066\x00\ud800") & set(text)
        orjson.dumps(text)


@QUICK
@given(st.text("0123456789.+-*/() %e_,$\u0663=<>", max_size=80))
@example("1e999999999")
@example("1e-999999999")
@example("9" * 1_000_000)
@example("(" * 200)
@example("-" * 200 + "1")
@example("1/0")
@example("*".join(["999999999"] * 20))
def test_arithmetic_is_computed_or_refused_at_once(text):
    started = time.perf_counter()
    for read in (parse_number, evaluate):
        words_of_refusal(read, text)
    assert time.perf_counter() - started < 1


@QUICK
@given(
    st.lists(
        st.one_of(
            st.binary(max_size=60),
            MIXED.map(lambda text: text.encode("utf-8", "surrogatepass")),
            JSON.map(lambda row: json.dumps(row).encode()),
            st.fixed_dictionaries(
                {"question": st.one_of(st.just("Tom has 3 apples and gets 4."), MIXED)},
                optional={"answer": JSON, "steps": st.one_of(JSON, st.lists(MIXED, max_size=3))},
            ).map(lambda row: json.dumps(row).encode()),
        ),
        max_size=6,
    )
)
@example([b"[" * 100_000, b'{"question": "Tom has 3 apples", "answer": NaN}', b'{"question": "\\ud800 3 apples"}'])
@example(
    [b'{"question": "Tom has 3 apples", "answer": "1e999999999"}', b'{"question": "Tom has 3 apples", "answer": 1e400}']
)
@example(
    [b'{"question": "Tom has 3 apples", "answer": 1' + b"0" * 5000 + b"}", b"Tom has 3||" + b"<<" * 9000 + b" #### 3"]
)
@example([b'{"question": "Tom has 3 apples", "steps": [[[[[]]]]], "answer": 3}'])
@example([b"\xff\xfe{"])
@example([b"{", b'"question": "Tom has 3 apples"', b"}"])
@example([b'{"question": "Tom has 3 apples", "steps": ["' + b"9" * 390 + b'=9"], "answer": 9}'] * 5)
@example(
    [
        b'{"question": "Tom has 3 apples", "answer": "' + b"x" * 1000 + b'"}',
        b'{"question": "Tom has 3 apples", "answer": -1e30}',
    ]
)
def test_every_line_of_an_upload_is_a_problem_or_is_reported(tmp_path_factory, lines):
    path = tmp_path_factory.mktemp("upload") / "upload.jsonl"
    path.write_bytes(b"\n".join(line.replace(b"\n", b" ").replace(b"\r", b" ") for line in lines))
    if path.read_bytes().startswith((b"\x1f\x8b", b"PK\x03\x04", b"\xff\xfe", b"\xfe\xff")):
        with pytest.raises(ValueError, match="it is"):
            read_upload(path, LIMITS)
        return
    upload = read_upload(path, LIMITS)
    try:
        array = orjson.loads(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError:
        array = None
    rows = path.read_bytes().split(b"\n")
    n_lines = sum(bool(line.decode("utf-8-sig", "replace").strip()) for line in rows)
    n_lines = len(array) if isinstance(array, list) else 1 if isinstance(array, dict) else n_lines
    assert len(upload.problems) + len(upload.bad_rows) == n_lines
    for row in upload.bad_rows:
        orjson.dumps(row.reason)
        assert len(row.reason) < 1000
    for found in upload.problems:
        check_question(found.problem.question, LIMITS)
        if found.is_known:
            link = RunLink(found.problem.question, 0.5, problem=found.problem)
            assert RunLink.read(link.query, 0.5).question == found.problem.question


def test_a_file_of_too_many_lines_is_refused(tmp_path):
    (tmp_path / "bomb.jsonl").write_bytes(b"x\n" * 101)
    with pytest.raises(ValueError, match="101 lines; at most 100"):
        read_upload(tmp_path / "bomb.jsonl", LIMITS, max_rows=100)


@QUICK
@given(
    st.one_of(
        MIXED,
        st.lists(
            st.tuples(st.sampled_from(["q", "threshold", "temperature", "k", "step", "gold", "steps", "x"]), MIXED),
            max_size=7,
        ).map(lambda pairs: "?" + "&".join(f"{name}={text}" for name, text in pairs)),
    )
)
@example("?q=3&" + "&".join("a=1" for _ in range(60)))
@example("?q=3&gold=7&steps=" + "(" * 5000)
@example("?q=3&gold=1e999999999&steps=3")
@example("?q=3&gold=7&steps=1=1e999999999")
@example("?q=" + "x" * 30_000)
@example("?q=3&threshold=0&temperature=7")
def test_a_link_is_read_or_refused_in_words(query):
    if words_of_refusal(RunLink.read, query, 0.5) is None:
        link, (low, high) = RunLink.read(query, 0.5), TEMPERATURES
        assert link is None or (0 <= link.threshold <= 1 and low <= link.temperature <= high)


@QUICK
@given(MIXED)
@example("=1+1")
@example("\uff1d1+1")
@example("-5")
@example("-5+cmd")
@example("\t=1")
def test_a_cell_is_no_formula_and_a_number_stays_one(text):
    written = cell(text)
    if number_of(text) is not None:
        assert written == text
    else:
        assert not written.startswith(FORMULA_STARTS)
        assert written.removeprefix("'") == text.removeprefix("'")


def test_both_tables_hide_no_formula_in_any_column():
    evil = '=HYPERLINK("http://x","y")'
    row = made_row(halts=0, answers=(evil, "-4"), gold=-3.0, question=evil)
    trace = made_trace(
        answers=(evil, "-4", "@x", "8", "9"), nearest_tokens=((evil, "the"), *made_trace().nearest_tokens[1:])
    )
    for table in (results_table([row]), run_table(Run(trace))):
        for cells in csv.reader(io.StringIO(table)):
            assert not [value for value in cells if value.startswith(FORMULA_STARTS) and number_of(value) is None]
    assert "-3.0" in results_table([row])
    assert ",-4," in run_table(Run(trace))


@pytest.mark.parametrize(("written", "sent"), [("19", 19), ("-4", -4), ("2.5", 2.5), ("9" * 40, 1e40), ("", None)])
def test_an_endless_number_that_the_model_writes_can_be_sent(written, sent):
    trace = made_trace(answers=("3", "4", written, "8", "9"))
    for summary in (trace_summary(trace), what_if_summary(trace)["stops"][2]):
        assert orjson.loads(orjson.dumps(summary))["answer"] == sent
        assert type(summary["answer"]) is type(sent)


RUN = runs_to_bytes({"run": Run(explained_trace(), made_cloud(), made_placement())})
RUN_HEADER, RUN_TENSORS = from_bytes(HEADER, RUN)
TRACE_FIELDS = sorted(RUN_HEADER["runs"]["run"]["trace"])
EVIL = "<img src=x onerror=alert(1)>\u202e${1}{{1}}"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(None)


@settings(QUICK, max_examples=12)
@given(
    fields=st.dictionaries(
        st.sampled_from(TRACE_FIELDS),
        st.one_of(JSON, st.integers(-3, 300), st.floats(0, 1), st.just(EVIL), st.just([EVIL] * 5)),
        max_size=2,
    ),
    arrays=st.dictionaries(
        st.sampled_from(sorted(RUN_TENSORS)),
        st.tuples(
            st.sampled_from([np.float32, np.float64, np.float16, np.int64, np.uint8, np.bool_]),
            st.lists(st.integers(0, 6), max_size=3).map(tuple),
            st.sampled_from([0, 1, -1, 0.5, 2**62, 1e300, np.nan]),
            st.booleans(),
        ),
        max_size=2,
    ),
)
@example(fields={"question": EVIL, "answers": [EVIL] * 5, "checkpoint": EVIL, "gold_steps": [EVIL]}, arrays={})
@example(fields={"cap": 10**9}, arrays={})
@example(fields={}, arrays={"run.trace.n_answer_tokens": (np.int64, None, 2**62, True)})
@example(fields={}, arrays={"run.trace.n_answer_tokens": (np.int64, None, 0, True)})
@example(fields={"measured_k": None}, arrays={})
def test_a_run_file_is_shown_or_refused_in_words(engine, tmp_path_factory, fields, arrays):
    header = json.loads(json.dumps(RUN_HEADER))
    header["runs"]["run"]["trace"].update(fields)
    tensors = dict(RUN_TENSORS)
    for name, (kind, shape, value, keeps_shape) in arrays.items():
        with np.errstate(all="ignore"):
            filled = np.full(tensors[name].shape if keeps_shape else shape, value, dtype=np.float64)
            tensors[name] = filled.astype(kind)
    path = tmp_path_factory.mktemp("run") / "run.safetensors"
    path.write_bytes(save(tensors, {HEADER: json.dumps(header)}))
    with np.errstate(all="ignore"):
        shown = handlers.open_file(engine, str(path), [], Display())
    for name in {"message", "card", "strip", "detail", "meter", "link"} & set(shown):
        orjson.dumps(shown[name])
        assert "<img" not in shown[name]
    if "run_state" not in shown:
        assert set(shown) == {"message"}
        assert "cannot be opened" in shown["message"]
        return
    trace = shown["run_state"].trace
    trace.decided(0.3, 2.0)
    trace.decided(0.9, 1.0, 0)
    assert runs_from_bytes(runs_to_bytes({"run": shown["run_state"]}))["run"].trace.question == trace.question
    run_table(shown["run_state"])


@pytest.mark.parametrize(
    "content",
    [
        (2**63).to_bytes(8, "little") + b"{}",
        (100_000).to_bytes(8, "little") + b"[" * 100_000,
        save({"x": np.zeros((0, 2**40), np.float32)}, {HEADER: "{}"}),
        save({"x": np.zeros(1)}, {HEADER: "[" * 5000}),
        save({"x": np.zeros(1)}, {HEADER: '{"format": 1, "runs": {"a": ' + "[" * 900 + "]" * 900 + "}}"}),
        save({"x": np.zeros(1)}, {HEADER: '{"format": 1, "runs": {"a": NaN}}'}),
        b"PK\x03\x04" + b"\x00" * 100,
        b"\x00" * (9 * 2**20),
    ],
)
def test_a_bomb_in_place_of_a_run_file_is_refused(content):
    with pytest.raises(RunFileError):
        runs_from_bytes(content)


def test_names_of_special_tokens_are_read_as_text(lively):
    model, tokenizer = lively
    special = set(tokenizer.all_special_ids)
    plain, _ = encode_questions(model, tokenizer, ["Tom has 3 apples and gets 4."])
    inside = special & set(plain.flatten().tolist())
    for name in tokenizer.all_special_tokens:
        ids, _ = encode_questions(model, tokenizer, [f"Tom has 3 apples {name} and gets {name}4."])
        assert special & set(ids.flatten().tolist()) <= inside, name
    (asked,) = tokenizer(["<END>"], add_special_tokens=False)["input_ids"]
    assert asked == [tokenizer.convert_tokens_to_ids("<END>")], "the tokenizer itself would have put the token in"
