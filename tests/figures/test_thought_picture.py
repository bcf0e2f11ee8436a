"""One thought in one picture: SVG, PNG and GIF say the same, whatever was typed."""

import io
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from sample_records import made_trace, made_use

from latentviz.figures import thought_picture
from latentviz.figures.thought_picture import PICTURES, Curve, marks_of, shortened, text_width, thought_gif, thought_svg

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def trace():
    use = made_use(
        change=np.array([[0.9, 0.05], [0.0, 0.8], [0.2, 0.0], [0.9, 0.9], [0.0, 0.0]], dtype=np.float32),
        control=np.full(5, 0.02, dtype=np.float32),
    )
    return replace(made_trace(), number_use=use)


def words_of(svg: str) -> list[str]:
    return [element.text for element in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_the_picture_tells_question_steps_halt_and_answer(trace):
    words = words_of(thought_svg(trace))
    for expected in ("12", "and", "7", "START", "z1", "z2", "z4", "halts", ".75", trace.answer_text):
        assert expected in words
    assert any("other words: 0.02 of 1 at most" in word for word in words)


def test_curves_lead_from_numbers_to_the_steps_of_the_thought_that_need_them(trace):
    curves = [mark for mark in marks_of(trace) if isinstance(mark, Curve)]
    assert [round(curve.opacity, 2) for curve in curves] == [0.9, 0.8, 0.2]
    assert curves[0].start[0] < curves[1].start[0]
    assert curves[0].end[0] < curves[1].end[0] < curves[2].end[0]


def test_without_a_measurement_there_is_no_curve(trace):
    plain = replace(trace, number_use=None)
    assert not [mark for mark in marks_of(plain) if isinstance(mark, Curve)]
    assert "Curves" not in " ".join(words_of(thought_svg(plain)))


def test_markup_stays_text(trace):
    hostile = replace(trace, question="<script>x</script> & 3", number_use=None)
    words = words_of(thought_svg(hostile))
    assert "<script>x</script>" in words
    assert "&" in words


def test_a_control_character_does_not_break_the_picture(trace):
    nearest = (("\x1c",), *trace.nearest_tokens[1:])
    ElementTree.fromstring(thought_svg(replace(trace, nearest_tokens=nearest)))


@pytest.mark.parametrize("kind", PICTURES)
def test_each_kind_opens_as_what_it_says(trace, kind):
    media_type, draw = PICTURES[kind]
    content = draw(trace)
    if kind == "svg":
        root = ElementTree.fromstring(content)
        assert (root.get("width"), root.get("height")) == ("1200", "630")
        return
    image = Image.open(io.BytesIO(content))
    assert Image.MIME[image.format] == media_type
    assert image.size == (1200, 630)
    assert len(content) < 300_000


def test_the_animation_shows_the_question_then_step_by_step_and_repeats(trace):
    image = Image.open(io.BytesIO(thought_gif(trace)))
    assert image.n_frames == trace.n_latent_steps + 2
    assert image.info["loop"] == 0
    inks = []
    for frame in range(image.n_frames):
        image.seek(frame)
        inks.append(int((np.array(image.convert("L")) < 250).sum()))
    assert inks == sorted(inks)
    assert len(set(inks)) == len(inks)


@pytest.mark.parametrize("n_words", [1, 40, 180])
def test_long_questions_stay_inside_the_picture(trace, n_words):
    long = replace(trace, question="apples " * n_words, number_use=None)
    for mark in marks_of(long):
        if isinstance(mark, thought_picture.Text) and mark.anchor == "start":
            assert mark.x + text_width(mark.text, mark.size) <= thought_picture.WIDTH
            assert mark.y <= thought_picture.HEIGHT


def test_a_long_word_and_a_line_break_keep_to_the_picture(trace):
    odd = replace(trace, question=f"{'a' * 900}\nand 3", number_use=None)
    drawn = [mark for mark in marks_of(odd) if isinstance(mark, thought_picture.Text) and mark.anchor == "start"]
    assert all(mark.x + text_width(mark.text, mark.size) <= thought_picture.WIDTH for mark in drawn)
    assert "and" in [mark.text for mark in drawn]


@pytest.mark.parametrize(("halt", "first"), [(0, 0), (2, 0), (40, 28), (59, 44)])
def test_a_long_thought_is_drawn_around_its_halt(trace, halt, first):
    def sixty(values):
        return np.resize(values, (60, *values.shape[1:]))

    arrays = {name: sixty(getattr(trace, name)) for name in ("p_stop", "hidden", "p_nearest", "p_answers")}
    long = replace(
        trace,
        **arrays,
        nearest_tokens=trace.nearest_tokens * 12,
        answers=trace.answers * 12,
        stop_logits=np.zeros((60, 2), dtype=np.float32),
        n_answer_tokens=np.ones(60, dtype=np.int64),
        thinking_s=np.zeros(60),
        n_latent_steps=halt,
        cap=59,
        number_use=None,
    )
    assert list(thought_picture.rows_of(long)) == list(range(first, first + 16))
    assert f" to z{first + 15} of z59. Bars" in thought_picture.caption(long)
    for _, draw in PICTURES.values():
        assert draw(long)


def test_texts_are_cut_to_their_width():
    assert shortened("12", 100, 20) == "12"
    cut = shortened("a very long reading of a step", 80, 20)
    assert cut.endswith("…")
    assert text_width(cut, 20) <= 80
    assert shortened("a" * 20_000, 80, 20) == shortened("a" * 100, 80, 20)


def test_what_a_step_would_say_is_told_however_narrow_it_is(trace):
    wide, empty = words_of(thought_svg(trace)), words_of(thought_svg(replace(trace, answers=("3", "", "7", "8", "9"))))
    assert "would say 3" in wide
    assert "would say nothing" in empty
    narrow = replace(
        trace,
        **{
            name: np.resize(getattr(trace, name), 12)
            for name in ("p_stop", "p_answers", "n_answer_tokens", "thinking_s")
        },
        hidden=np.resize(trace.hidden, (12, 2)),
        stop_logits=np.resize(trace.stop_logits, (12, 2)),
        p_nearest=np.resize(trace.p_nearest, (12, 2)),
        nearest_tokens=(trace.nearest_tokens * 3)[:12],
        answers=("123", "", *"7890123456"),
        cap=11,
        number_use=None,
    )
    words = words_of(thought_svg(narrow))
    assert "→ 123" in words
    assert "→ nothing" in words
