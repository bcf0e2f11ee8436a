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


def stretched(trace, n_rows: int, **changes):
    """The thought over and over again, so many rows long."""
    arrays = ("p_stop", "hidden", "p_nearest", "p_answers", "stop_logits", "n_answer_tokens", "thinking_s")
    values = {name: np.resize(getattr(trace, name), (n_rows, *getattr(trace, name).shape[1:])) for name in arrays}
    for name in ("nearest_tokens", "answers"):
        values[name] = (n_rows * getattr(trace, name))[:n_rows]
    return replace(trace, **values | {"cap": n_rows - 1, "number_use": None} | changes)


def words_of(svg: str) -> list[str]:
    return [element.text for element in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_the_picture_tells_question_steps_halt_and_answer(trace):
    words = words_of(thought_svg(trace))
    for expected in ("12", "and", "7", "START", "z1", "z2", "z4", "halts", ".75", trace.answer_text):
        assert expected in words
    assert any("other words: 0.02 of 1 at most" in word for word in words)


def test_a_dashed_line_crosses_each_step_at_the_threshold(trace):
    svg = ElementTree.fromstring(thought_svg(trace))
    dashed = [path.get("d") for path in svg.iter(f"{SVG}path") if path.get("stroke-dasharray")]
    assert len(dashed) == 5
    assert {line.split()[1] for line in dashed} == {"415.0"}, "half of a bar that stands on 460 and is 90 high"
    assert all(float(box.get("height")) > 0 for box in svg.iter(f"{SVG}rect")), "no browser draws a flat rectangle"


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


@pytest.mark.parametrize(
    ("question", "word"),
    [*(("apples " * n_words, "apples") for n_words in (1, 40, 180)), (f"{'a' * 900}\nand 3", "and")],
)
def test_long_questions_words_and_line_breaks_stay_inside_the_picture(trace, question, word):
    odd = replace(trace, question=question, number_use=None)
    drawn = [mark for mark in marks_of(odd) if isinstance(mark, thought_picture.Text) and mark.anchor == "start"]
    for mark in drawn:
        assert mark.x + text_width(mark.text, mark.size) <= thought_picture.WIDTH
        assert mark.y <= thought_picture.HEIGHT
    assert word in [mark.text for mark in drawn]


@pytest.mark.parametrize(("halt", "first"), [(0, 0), (2, 0), (40, 28), (59, 44)])
def test_a_long_thought_is_drawn_around_its_halt(trace, halt, first):
    long = stretched(trace, 60, n_latent_steps=halt)
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
    assert shortened("wide", 1, 20) == "…"


def test_a_word_without_end_is_cut_after_a_few_measurements(monkeypatch):
    measured = []

    def counted(text, size):
        measured.append(text)
        return text_width(text, size)

    monkeypatch.setattr(thought_picture, "text_width", counted)
    assert text_width(shortened("a" * 20_000, 1104, 13), 13) > 1080
    assert len(measured) < 15


def test_what_a_step_would_say_is_told_however_narrow_it_is(trace):
    wide, empty = words_of(thought_svg(trace)), words_of(thought_svg(replace(trace, answers=("3", "", "7", "8", "9"))))
    assert "would say 3" in wide
    assert "would say nothing" in empty
    words = words_of(thought_svg(stretched(trace, 12, answers=("123", "", *"7890123456"))))
    assert "→ 123" in words
    assert "→ nothing" in words
