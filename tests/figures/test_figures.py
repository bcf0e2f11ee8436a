"""Figures are read as a viewer reads them: values, marks, words, and what they say when there is little to show."""

import dataclasses
from itertools import pairwise

import numpy as np
import pytest
from sample_records import explained_trace, made_cloud, made_placement, made_trace, thinking_trace
from shown import annotations, outlines_of, trace_named

from latentviz.figures import control_figure, lens_grid_figure, map_figure, palette, tokens_figure, what_if_figure
from latentviz.figures.wording import probability_text, token_text

VIEWS = ("umap2d", "umap3d", "pca2d", "pca3d")
TRACE = made_trace()


def contrast(color: str, background: str) -> float:
    """WCAG 2 contrast ratio of two colours "#RRGGBB"."""

    def luminance(value: str) -> float:
        channels = np.array([int(value[start : start + 2], 16) for start in (1, 3, 5)]) / 255
        linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
        return float(linear @ [0.2126, 0.7152, 0.0722])

    darker, lighter = sorted((luminance(color), luminance(background)))
    return (lighter + 0.05) / (darker + 0.05)


def test_text_is_read_in_light_and_dark():
    # 4.5 on both is out of reach: the backgrounds themselves are only 4.38 squared apart.
    ceiling = contrast("#FFFFFF", "#0B0F19") ** 0.5
    assert ceiling == pytest.approx(4.376, abs=1e-3)
    for background in ("#FFFFFF", "#0B0F19"):
        assert contrast(palette.FOREGROUND, background) > 0.995 * ceiling


def test_step_numbers_are_read_on_their_marks():
    pairs = [(palette.ON_CONTINUE, palette.CONTINUE), (palette.ON_STOP, palette.STOP), (palette.ON_PAST, palette.PAST)]
    assert all(contrast(ink, fill) >= 4.5 for ink, fill in pairs)


def test_step_colours_keep_their_order_without_hue():
    lightness = [contrast(color, "#000000") for color in palette.STEP_COLORS]
    assert all(later > 1.2 * earlier for earlier, later in pairwise(lightness))
    assert [position for position, _ in palette.STEP_SCALE] == pytest.approx(np.linspace(0, 1, 7))


@pytest.mark.parametrize(
    ("p", "text"), [(0.0, "&lt;.01"), (0.03, ".03"), (0.254, ".25"), (0.97, ".97"), (0.994, ".99"), (0.996, "&gt;.99")]
)
def test_probability_text(p, text):
    assert probability_text(p) == text


@pytest.mark.parametrize(
    ("token", "text"),
    [
        (" 38", "38"),
        ("<b>", "&lt;b&gt;"),
        ("&lt;", "&amp;lt;"),
        ("\n", "⏎"),
        (" ", "␣"),
        ("", "(empty)"),
        ("a b", "a b"),
    ],
)
def test_token_text(token, text):
    assert token_text(token) == text


def test_token_text_is_cut_before_it_is_escaped():
    assert token_text("<<<<<<", 4) == "&lt;&lt;&lt;…"
    assert token_text("four", 4) == "four"


@pytest.mark.parametrize("n_rows", [1, 3])
def test_while_thinking_nothing_is_marked_and_nothing_jumps(n_rows):
    thinking = thinking_trace(n_rows, TRACE)
    tokens = tokens_figure(thinking)
    assert tokens.data[0].z.shape == (2, n_rows)
    assert len(tokens.layout.shapes) == 0
    finished = tokens_figure(TRACE)
    assert tokens.layout.xaxis.range == finished.layout.xaxis.range
    assert tokens.layout.yaxis.range == finished.layout.yaxis.range
    assert tokens.layout.height == finished.layout.height
    mapped = map_figure(made_cloud(), made_placement(n_rows), thinking)
    assert list(trace_named(mapped, "steps").marker.color) == [palette.CONTINUE] * n_rows
    assert "halts" not in annotations(mapped)


def test_halt_at_start_is_marked():
    at_start = dataclasses.replace(TRACE, n_latent_steps=0)
    assert [heatmap.z.shape for heatmap in tokens_figure(at_start).data] == [(2, 1), (2, 4)]
    names = [data.name for data in map_figure(made_cloud(), made_placement(), at_start).data]
    assert names == ["states of other problems", "had it not stopped", "steps past the halt", "steps"]


def test_no_trace_leaves_a_sentence_of_the_same_height():
    not_begun = thinking_trace(0)
    for empty in (None, not_begun):
        figure = tokens_figure(empty)
        assert len(figure.data) == 0
        assert annotations(figure).startswith("Run a question")
        assert figure.layout.height == tokens_figure(TRACE).layout.height
        figure = map_figure(made_cloud(), None, empty)
        assert [data.name for data in figure.data] == ["states of other problems"]
        assert "Run a question" in annotations(figure)


def test_no_map_leaves_a_sentence():
    figure = map_figure(None, None, TRACE)
    assert len(figure.data) == 0
    assert "no map" in annotations(figure)
    assert figure.layout.height == map_figure(made_cloud(), made_placement(), TRACE).layout.height


def test_tokens_show_the_record():
    figure = tokens_figure(TRACE)
    kept, past = figure.data
    np.testing.assert_allclose(kept.z, [[0.5, 0.6, 0.7], [0.1, 0.2, 0.3]])
    np.testing.assert_allclose(past.z, [[0.8, 0.9], [0.1, 0.0]])
    assert (list(kept.x), list(past.x)) == ([0, 1, 2], [3, 4])
    assert np.array(kept.text).tolist() == [["3", "4", "&lt;b&gt;"], ["the", "&lt;i&gt;x", "7"]]
    assert np.array(past.text).tolist() == [["7", "⏎"], ["&amp;amp;", "␣"]]
    assert (kept.zmin, kept.zmax) == (0, 1)
    assert figure.layout.xaxis.title.text == "latent step"
    assert figure.layout.yaxis.title.text == "rank (1 = most probable)"
    assert figure.layout.yaxis.range == (2.5, 0.5)
    assert kept.colorbar.title.text == "probability (0 to 1)"


def test_tokens_mark_the_halt_and_fade_what_follows():
    figure = tokens_figure(TRACE)
    (outline,) = figure.layout.shapes
    assert (outline.x0, outline.x1) == (1.5, 2.5)
    assert outline.line.color == palette.STOP
    assert figure.layout.annotations[0].x == 2
    assert "rgba" in figure.data[1].colorscale[-1][1]
    assert figure.data[1].showscale is False


def test_tokens_hover_escapes_what_the_model_read():
    kept, past = tokens_figure(TRACE).data
    assert kept.hovertext[0][2] == (
        "<b>z2</b>, the stop head halts the thought here<br>rank 1: “&lt;b&gt;”, probability .70"
    )
    assert "past the halt" in past.hovertext[0][0]


def test_tokens_are_cut_to_the_room_of_a_column():
    long = dataclasses.replace(TRACE, nearest_tokens=(("extraordinarily", "b"),) * 5, cap=24)
    kept = tokens_figure(long).data[0]
    assert kept.text[0][0] == "ex…"
    assert "extraordinarily" in kept.hovertext[0][0]


def test_every_figure_suits_any_page():
    explained = explained_trace()
    figures = [tokens_figure(TRACE), tokens_figure(None)]
    figures += [map_figure(made_cloud(), made_placement(), TRACE, view=view) for view in VIEWS]
    figures += [what_if_figure(explained), lens_grid_figure(explained), control_figure(explained)]
    figures += [what_if_figure(None), lens_grid_figure(None), control_figure(None)]
    for figure in figures:
        style = figure.layout.template.layout
        assert style.paper_bgcolor == style.plot_bgcolor == palette.TRANSPARENT
        assert style.font.color == palette.FOREGROUND
        assert figure.layout.height > 0
        assert figure.layout.width is None
    assert [figure.layout.uirevision for figure in figures[:2]] == ["tokens", "tokens"]
    assert [figure.layout.uirevision.removesuffix(f"-{TRACE.question}") for figure in figures[2:6]] == [
        f"map-{view}" for view in VIEWS
    ]
    assert [figure.layout.uirevision for figure in figures[6:9]] == ["what-if", "grid", "control-shuffled"]
    assert [figure.layout.height for figure in figures[6:9]] == [figure.layout.height for figure in figures[9:]]


def test_what_if_shows_every_answer_with_its_sign():
    figure = what_if_figure(explained_trace())
    answers, rules = figure.data
    np.testing.assert_allclose(answers.y, [0.1, 0.2, 0.95, 0.4, 0.5])
    assert list(answers.text) == ["3 ✗", "4 ✗", "7 ✓", "&lt;b&gt;8&lt;/… ✗", "9 ✗"]
    assert list(answers.marker.pattern.shape) == ["/", "/", "", "/", "/"]
    assert list(answers.marker.color) == [palette.WRONG] * 2 + [palette.RIGHT] + [palette.WRONG] * 2
    assert dict(zip(rules.y, rules.x, strict=True)) == {"stop head": 2, "prediction settles": 3, "answer repeats": 4}
    assert "would have answered 7 ✓" in rules.hovertext[0]
    assert "the best number of steps" in answers.hovertext[2]
    assert annotations(figure) == "<b>halts</b>"
    assert figure.layout.yaxis.title.text == "probability of the answer (0 to 1)"


def test_what_if_names_the_best_number_of_steps():
    assert "<b>best</b>" in annotations(what_if_figure(explained_trace().decided(0.99)))
    unknown = what_if_figure(explained_trace(gold_answer=None, answers=("3", "7", "7", "7", "7")))
    assert "<b>settled</b>" in annotations(unknown)
    assert list(unknown.data[0].marker.color) == [palette.CONTINUE] * 5
    assert unknown.data[0].text[0] == "3"


def test_what_if_frames_the_selected_answer():
    figure = what_if_figure(explained_trace(), selected=3)
    assert outlines_of(figure) == {"step 3": 1}
    frame = figure.layout.shapes[3]
    assert (frame.name, frame.x0, frame.x1) == ("step 3", 2.58, 3.42)


@pytest.mark.parametrize(
    ("statistic", "expected"), [("p_max", 14 / 14), ("entropy", 2.0), ("kl", 0.0)], ids=["p_max", "entropy", "kl"]
)
def test_lens_grid_shows_the_statistic_of_the_last_layer_on_top(statistic, expected):
    figure = lens_grid_figure(explained_trace(), statistic)
    (cells,) = figure.data
    assert cells.z.shape == (3, 5)
    assert cells.z[2, 4] == pytest.approx(expected)
    assert cells.text[0][2] == "7"
    assert figure.layout.yaxis.title.text == "layer (0 = input)"
    assert figure.layout.yaxis.range[0] < figure.layout.yaxis.range[1]
    assert "1: “7”" in cells.hovertext[1][2]
    assert "entropy" in cells.hovertext[1][2]
    assert cells.hovertext[0][0].startswith("<b>START</b><br>input of the first layer")


def test_lens_grid_refuses_an_unknown_statistic():
    with pytest.raises(ValueError, match="unknown statistic 'tuned'"):
        lens_grid_figure(explained_trace(), "tuned")


@pytest.mark.parametrize("draw", [tokens_figure, lens_grid_figure])
def test_the_selected_step_is_outlined(draw):
    figure = draw(explained_trace(), selected=3)
    halt, *outlines = figure.layout.shapes
    assert (halt.x0, halt.x1) == (1.5, 2.5)
    assert outlines_of(figure) == {"step 3": 1}
    assert [outline.name for outline in outlines] == [f"step {row}" for row in range(5)]
    selected = outlines[3]
    assert selected.x0 == pytest.approx(2.58)
    assert (selected.line.color, selected.line.dash) == (palette.SELECTED, "dot")


def test_control_shows_what_the_lens_shows_by_itself():
    kept, past = control_figure(explained_trace(), "untrained").data
    assert np.array(kept.text).tolist() == [["1", "2", "5"], ["y", "y", "y"]]
    assert np.array(past.text).tolist() == [["7", "6"], ["y", "y"]]
    assert "no untrained copy of the model" in annotations(control_figure(made_trace(), "untrained")).replace(
        "<br>", " "
    )


def test_a_thought_of_one_state_is_drawn():
    row = np.zeros((1, 1), dtype=np.float32)
    single = made_trace(
        cap=0,
        stop_logits=np.array([[0, 3]], dtype=np.float32),
        p_stop=np.array([0.95], dtype=np.float32),
        hidden=np.array([[1, 0]], dtype=np.float32),
        nearest_tokens=(("7",),),
        p_nearest=row + 0.5,
        n_latent_steps=0,
        answers=("7",),
        p_answers=np.array([0.9], dtype=np.float32),
        n_answer_tokens=np.array([2]),
        thinking_s=np.array([0.01]),
        measured_k=0,
    )
    assert what_if_figure(single).data[0].y == pytest.approx([0.9])
    assert tokens_figure(single, selected=0).data[0].z.shape == (1, 1)
    figure = map_figure(made_cloud(), made_placement(1), single, selected=0)
    assert [data.name for data in figure.data] == ["states of other problems", "steps"]
