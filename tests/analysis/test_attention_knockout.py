"""Which numbers a step looks at: against one pass over the whole sequence under a mask of its own, and as a record."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from sample_records import made_use

from latentviz.analysis import attention_knockout
from latentviz.analysis.attention_knockout import N_CONTROL_WORDS, number_spans, number_use, spread
from latentviz.analysis.tracer import Tracer
from latentviz.data.examples import EXAMPLES
from latentviz.model.checkpoint import LoadedCheckpoint, load_checkpoint
from latentviz.model.generation import encode_questions
from latentviz.records.run_file import Run, RunFileError, runs_from_bytes, runs_to_bytes
from latentviz.records.trace import ThoughtTrace
from latentviz.utils.shipped import TINY

QUESTION = "Ava has 12 shells and finds 7 more. How many shells does she have?"


@pytest.fixture(scope="module")
def trace(checkpoint) -> ThoughtTrace:
    return Tracer(checkpoint).trace(QUESTION, explain=True)


@torch.inference_mode()
def whole_pass(checkpoint: LoadedCheckpoint, question: str, row: int, hidden_tokens: list[str]) -> np.ndarray:
    """Lens of a step in one pass over question and thought, where the step's own row of the mask is cut."""
    model, tokenizer = checkpoint.model, checkpoint.tokenizer
    ids, mask = encode_questions(model, tokenizer, [question])
    state = model.prefill(ids, mask)
    inputs = [model.embed(ids), model.start_input(state)]
    state = model.begin_thought(state)
    for _ in range(row):
        inputs.append(model.latent_embedding(state.hidden).unsqueeze(1))
        state = model.think_step(state)
    embeddings = torch.cat(inputs, 1)
    n = embeddings.shape[1]
    allowed = torch.ones(n, n).tril().bool()
    allowed[-1, [i for i, t in enumerate(tokenizer.convert_ids_to_tokens(ids[0])) if t in hidden_tokens]] = False
    bias = torch.zeros(1, 1, n, n).masked_fill(~allowed, torch.finfo(torch.float32).min)
    hidden = model.backbone.base_model(inputs_embeds=embeddings, attention_mask=bias).last_hidden_state[:, -1]
    return model.token_logits(hidden).softmax(-1)[0].numpy()


def test_a_hidden_number_changes_a_step_as_a_mask_over_the_whole_sequence_does(checkpoint, trace):
    use = trace.number_use
    assert use.words == ("12", "7")
    for row in (0, 3):
        seen = whole_pass(checkpoint, QUESTION, row, [])
        for index, word in enumerate(use.words):
            blind = whole_pass(checkpoint, QUESTION, row, [word])
            assert use.change[row, index] == pytest.approx(0.5 * np.abs(seen - blind).sum(), abs=1e-5)
        assert use.control[row] > 0


def test_steps_of_several_passes_are_those_of_one(checkpoint, trace, monkeypatch):
    monkeypatch.setattr(attention_knockout, "SLOTS_AT_ONCE", 1)
    alone = Tracer(checkpoint).trace(QUESTION, explain=True).number_use
    np.testing.assert_allclose(alone.change, trace.number_use.change, atol=1e-5)
    np.testing.assert_allclose(alone.control, trace.number_use.control, atol=1e-5)


def test_numbers_stand_in_digits_and_in_words():
    text = "A dozen eggs cost $1,200. How much for half of 5?"
    numbers, others = number_spans(text)
    assert [text[start:end] for start, end in numbers] == ["dozen", "1,200", "half", "5"]
    assert [text[start:end] for start, end in others] == ["A", "eggs", "cost", "How", "much", "for", "of"]


@pytest.mark.parametrize("question", ["Add " + "1 2 3 4 5 " * 6, "Add nothing at all."])
def test_nothing_is_measured_without_numbers_or_with_more_than_memory_is_for(checkpoint, question):
    assert number_use(checkpoint, question, []) is None


def test_control_words_are_spread_over_the_question():
    spans = [(i, i + 1) for i in range(20)]
    assert spread(spans, 3) == [(0, 1), (10, 11), (19, 20)]
    assert spread(spans[:2], 8) == spans[:2]
    assert spread([], 8) == []


def test_the_shipped_model_looks_at_the_numbers_of_each_gold_step():
    problem = EXAMPLES["pencils"]
    trace = Tracer(load_checkpoint(TINY)).trace(problem.question, problem=problem, explain=True)
    use = trace.number_use
    assert use.n_control_words == N_CONTROL_WORDS
    assert [use.used(row) for row in range(3)] == [("6", "8"), ("10",), ("23",)]
    assert use.control[:3].max() < 0.1


def test_a_question_without_cents_is_told_as_it_was_read(checkpoint):
    use = Tracer(checkpoint).trace("Eggs cost $3.00 and jam costs $4. How much?", explain=True).number_use
    assert use.text == "Eggs cost $3 and jam costs $4. How much?"
    assert use.words == ("3", "4")


def test_a_tokenizer_that_knows_no_characters_measures_nothing(checkpoint, monkeypatch):
    monkeypatch.setattr(type(checkpoint.tokenizer), "is_fast", property(lambda self: False))
    assert number_use(checkpoint, QUESTION, []) is None


def test_a_number_is_used_where_it_changes_more_than_half_and_more_than_the_control():
    assert [made_use().used(row) for row in (0, 1)] == [("12", "7"), ()]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"starts": np.array([0])}, "1 numbers of a question have ends"),
        ({"change": np.zeros((2, 3), dtype=np.float32)}, "2 numbers of a question have ends"),
        ({"ends": np.array([2, 9])}, "overlap, or lie outside"),
        ({"starts": np.array([0, 1])}, "overlap, or lie outside"),
    ],
)
def test_parts_that_do_not_belong_together_are_refused(changes, complaint):
    with pytest.raises(ValueError, match=complaint):
        made_use(**changes)


def test_a_run_file_keeps_it_and_one_of_an_earlier_version_opens_without(trace):
    content = runs_to_bytes({"run": Run(trace)})
    (kept,) = runs_from_bytes(content).values()
    np.testing.assert_array_equal(kept.trace.number_use.change, trace.number_use.change)
    assert kept.trace.number_use.words == ("12", "7")
    earlier = content.replace(rb"\"number_use\"", rb"\"number_xyz\"")
    (opened,) = runs_from_bytes(earlier).values()
    assert opened.trace.number_use is None
    assert opened.trace.answers == trace.answers


def test_a_run_file_with_an_impossible_one_is_refused(trace):
    impossible = replace(trace, number_use=replace(trace.number_use, change=trace.number_use.change + 2))
    with pytest.raises(RunFileError, match="numbers of the question cannot be that of a thought"):
        runs_from_bytes(runs_to_bytes({"run": Run(impossible)}))
