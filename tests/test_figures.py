"""Figures are read as a viewer reads them: values, marks, words, and what they say when there is little to show."""

import dataclasses
from itertools import pairwise

import numpy as np
import plotly.graph_objects as go
import pytest

from latentviz.figures import explanations, map_figure, palette, stop_figure, tokens_figure
from latentviz.figures.wording import probability_text, token_text
from latentviz.projection import HiddenStateMap, Placement, ReferenceLabels
from latentviz.trace import ThoughtTrace

VIEWS = ("umap2d", "umap3d", "pca2d", "pca3d")


@pytest.fixture
def trace() -> ThoughtTrace:
    """START and four latent steps, halted by the stop head at z2."""
    return ThoughtTrace(
        question="How much is 3 + 4?",
        checkpoint="tiny",
        threshold=0.5,
        cap=4,
        fixed_k=None,
        p_stop=np.array([0.001, 0.25, 0.75, 0.9, 0.999], dtype=np.float32),
        hidden=np.array([[1, 0], [0, 1], [1, 1], [1, 1], [-1, -1]], dtype=np.float32),
        nearest_tokens=(("3", "the"), (" 4", "<i>x"), ("<b>", "7"), ("7", "&amp;"), ("\n", " ")),
        p_nearest=np.array([[0.5, 0.1], [0.6, 0.2], [0.7, 0.3], [0.8, 0.1], [0.9, 0.0]], dtype=np.float32),
        n_latent_steps=2,
        stopped=True,
        answers=("3", "4", "7", "<b>8</b>", "9"),
        p_answers=np.array([0.1, 0.2, 0.95, 0.4, 0.5], dtype=np.float32),
        gold_answer=7.0,
    )


def first_rows(trace: ThoughtTrace, n_rows: int) -> ThoughtTrace:
    """The trace while the model was still thinking."""
    return dataclasses.replace(
        trace,
        p_stop=trace.p_stop[:n_rows],
        hidden=trace.hidden[:n_rows],
        nearest_tokens=trace.nearest_tokens[:n_rows],
        p_nearest=trace.p_nearest[:n_rows],
        n_latent_steps=None,
        stopped=False,
        answers=(),
        p_answers=np.zeros(0, dtype=np.float32),
    )


def reference_map(n: int) -> HiddenStateMap:
    coordinates = np.random.default_rng(0).uniform(-1, 1, size=(n, 4)).astype(np.float32)
    labels = ReferenceLabels(
        step=np.arange(n) % 5,
        n_operations=np.ones(n, dtype=int),
        p_stop=np.full(n, 0.5),
        right=np.ones(n, dtype=bool),
        problem=np.zeros(n, dtype=int),
        questions=("How much is 1 + 1?",),
        gold_steps=("1+1=2",),
    )
    return HiddenStateMap(
        mean=np.zeros(4, dtype=np.float32),
        components=np.eye(4, dtype=np.float32),
        reduced=coordinates,
        xy=coordinates[:, :2],
        xyz=coordinates[:, :3],
        neighbor_distance=np.ones(n, dtype=np.float32),
        labels=labels,
        n_neighbors=3,
        seed=0,
        umap_version="0",
    )


@pytest.fixture
def states_map() -> HiddenStateMap:
    return reference_map(30)


@pytest.fixture
def placement() -> Placement:
    steps = np.arange(5, dtype=np.float32)
    return Placement(
        xy=np.stack([steps / 10, steps / 5], axis=1),
        xyz=np.stack([steps / 10, steps / 5, -steps], axis=1),
        pca=np.stack([steps, 2 * steps, -steps], axis=1),
        neighbors=np.zeros((5, 3), dtype=int),
        distance_percentile=np.array([10.0, 20, 43.4, 99, 100]),
    )


def trace_named(figure: go.Figure, name: str) -> go.Scatter:
    (found,) = [data for data in figure.data if data.name == name]
    return found


def annotations(figure: go.Figure) -> str:
    return " | ".join(annotation.text for annotation in figure.layout.annotations)


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


def test_stop_bars_show_the_record(trace):
    figure = stop_figure(trace)
    (bars,) = figure.data
    np.testing.assert_array_equal(bars.y, trace.p_stop)
    assert list(bars.x) == [0, 1, 2, 3, 4]
    assert list(bars.text) == ["&lt;.01", ".25", ".75", ".90", "&gt;.99"]
    assert list(figure.layout.xaxis.ticktext) == ["START", "z1", "z2", "z3", "z4"]
    assert figure.layout.xaxis.title.text == "latent step"
    assert figure.layout.yaxis.title.text == "probability of stopping (0 to 1)"


def test_stop_marks_the_halt_by_colour_pattern_and_word(trace):
    figure = stop_figure(trace)
    marker = figure.data[0].marker
    assert list(marker.color) == [palette.CONTINUE] * 2 + [palette.STOP] + [palette.CONTINUE] * 2
    assert list(marker.pattern.shape) == ["", "", "/", "", ""]
    assert list(marker.opacity) == [1, 1, 1, palette.FAINT, palette.FAINT]
    (mark,) = [annotation for annotation in figure.layout.annotations if "halts" in annotation.text]
    assert mark.x == 2
    assert mark.y == 0.75


def test_stop_draws_the_threshold(trace):
    figure = stop_figure(dataclasses.replace(trace, threshold=0.7))
    (line,) = figure.layout.shapes
    assert (line.y0, line.y1) == (0.7, 0.7)
    assert "threshold 0.70" in annotations(figure)


@pytest.mark.parametrize(
    ("fixed_k", "word", "sentence"),
    [(2, "<b>forced</b>", "2 latent steps were forced"), (None, "<b>cap</b>", "the cap of 4 latent steps")],
)
def test_stop_says_when_the_head_did_not_decide(trace, fixed_k, word, sentence):
    figure = stop_figure(dataclasses.replace(trace, stopped=False, fixed_k=fixed_k))
    assert word in annotations(figure)
    assert ("not used" in annotations(figure)) == (fixed_k is not None)
    assert sentence in figure.data[0].hovertext[2]


def test_stop_hover_tells_what_it_would_have_answered(trace):
    hover = stop_figure(trace).data[0].hovertext
    assert hover[1] == "<b>z1</b><br>P(stop) .25<br>would have answered 4 (probability .20)"
    assert hover[2].startswith("<b>z2</b>, the stop head halts the thought here<br>P(stop) .75")
    assert "past the halt" in hover[3]
    assert "would have answered &lt;b&gt;8&lt;/b&gt; (probability .40)" in hover[3]


@pytest.mark.parametrize("n_rows", [1, 3])
def test_while_thinking_nothing_is_marked_and_nothing_jumps(trace, states_map, placement, n_rows):
    thinking = first_rows(trace, n_rows)
    stop = stop_figure(thinking)
    assert list(stop.data[0].marker.color) == [palette.CONTINUE] * n_rows
    assert "answered" not in stop.data[0].hovertext[0]
    tokens = tokens_figure(thinking)
    assert tokens.data[0].z.shape == (2, n_rows)
    assert len(tokens.layout.shapes) == 0
    for thinking_figure, finished in ((stop, stop_figure(trace)), (tokens, tokens_figure(trace))):
        assert thinking_figure.layout.xaxis.range == finished.layout.xaxis.range
        assert thinking_figure.layout.yaxis.range == finished.layout.yaxis.range
        assert thinking_figure.layout.height == finished.layout.height
    placed = dataclasses.replace(placement, xy=placement.xy[:n_rows])
    mapped = map_figure(states_map, placed, thinking)
    assert list(trace_named(mapped, "steps").marker.color) == [palette.CONTINUE] * n_rows
    assert annotations(mapped) == ""


def test_halt_at_start_is_marked(trace, states_map, placement):
    at_start = dataclasses.replace(trace, n_latent_steps=0)
    assert list(stop_figure(at_start).data[0].marker.pattern.shape) == ["/", "", "", "", ""]
    assert [heatmap.z.shape for heatmap in tokens_figure(at_start).data] == [(2, 1), (2, 4)]
    names = [data.name for data in map_figure(states_map, placement, at_start).data]
    assert names == ["states of other problems", "had it not stopped", "steps"]


def test_no_trace_leaves_a_sentence_of_the_same_height(trace, states_map):
    not_begun = first_rows(trace, 0)
    for empty in (None, not_begun):
        for draw in (stop_figure, tokens_figure):
            figure = draw(empty)
            assert len(figure.data) == 0
            assert annotations(figure).startswith("Run a question")
            assert figure.layout.height == draw(trace).layout.height
        figure = map_figure(states_map, None, empty)
        assert [data.name for data in figure.data] == ["states of other problems"]
        assert annotations(figure).startswith("Run a question")


def test_no_map_leaves_a_sentence(trace, states_map, placement):
    figure = map_figure(None, None, trace)
    assert len(figure.data) == 0
    assert "no map" in annotations(figure)
    assert figure.layout.height == map_figure(states_map, placement, trace).layout.height


def test_tokens_show_the_record(trace):
    figure = tokens_figure(trace)
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


def test_tokens_mark_the_halt_and_fade_what_follows(trace):
    figure = tokens_figure(trace)
    (outline,) = figure.layout.shapes
    assert (outline.x0, outline.x1) == (1.5, 2.5)
    assert outline.line.color == palette.STOP
    assert figure.layout.annotations[0].x == 2
    assert "rgba" in figure.data[1].colorscale[-1][1]
    assert figure.data[1].showscale is False


def test_tokens_hover_escapes_what_the_model_read(trace):
    kept, past = tokens_figure(trace, top=1).data
    assert kept.hovertext[0][2] == (
        "<b>z2</b>, the stop head halts the thought here<br>rank 1: “&lt;b&gt;”, probability .70"
    )
    assert len(kept.hovertext) == 1
    assert "past the halt" in past.hovertext[0][0]


def test_tokens_are_cut_to_the_room_of_a_column(trace):
    long = dataclasses.replace(trace, nearest_tokens=(("extraordinarily", "b"),) * 5, cap=24)
    kept = tokens_figure(long).data[0]
    assert kept.text[0][0] == "ex…"
    assert "extraordinarily" in kept.hovertext[0][0]


@pytest.mark.parametrize("view", VIEWS)
def test_map_draws_cloud_path_and_halt_in_every_view(trace, states_map, placement, view):
    figure = map_figure(states_map, placement, trace, view=view)
    cloud, thought, past, steps = figure.data
    coordinates = {"umap2d": placement.xy, "umap3d": placement.xyz, "pca2d": placement.pca, "pca3d": placement.pca}[
        view
    ]
    for axis, column in zip("xyz"[: int(view[-2])], coordinates.T, strict=False):
        np.testing.assert_array_equal(steps[axis], column)
        np.testing.assert_array_equal(thought[axis], column[:3])
        np.testing.assert_array_equal(past[axis], column[2:])
    assert len(cloud.x) == 30
    assert list(steps.text) == ["S", "1", "2", "3", "4"]
    assert list(steps.marker.color) == [palette.CONTINUE] * 2 + [palette.STOP] + [palette.PAST] * 2
    symbols = list(steps.marker.symbol)
    assert symbols.count("circle") == 4
    assert symbols[2] != "circle"
    marks = figure.layout.annotations or figure.layout.scene.annotations
    assert [mark.text for mark in marks] == ["<b>halts</b>"]
    assert marks[0].x == pytest.approx(coordinates[2, 0])


def test_map_has_arrows_on_the_flat_path(trace, states_map, placement):
    figure = map_figure(states_map, placement, trace)
    for name in ("this thought", "had it not stopped"):
        marker = trace_named(figure, name).marker
        assert (marker.symbol, marker.angleref) == ("arrow", "previous")
    assert trace_named(figure, "had it not stopped").line.dash == "dot"


def test_map_hover_tells_the_numbers(trace, states_map, placement):
    hover = trace_named(map_figure(states_map, placement, trace), "steps").hovertext
    assert hover[2].split("<br>") == [
        "<b>z2</b>, the stop head halts the thought here",
        "P(stop) .75",
        "reads most like “&lt;b&gt;” (probability .70)",
        "farther from known states than 43 % of those from each other",
        "cosine to z1: 0.71",
    ]
    assert "cosine" not in hover[0]
    assert hover[1].endswith("cosine to START: 0.00")
    assert hover[4].endswith("cosine to z3: -1.00")


@pytest.mark.parametrize(
    ("view", "title"), [("umap2d", "map direction 1 (no unit)"), ("pca2d", "component 1 (hidden-state units)")]
)
def test_map_axes_are_named_and_hold_everything(trace, states_map, placement, view, title):
    layout = map_figure(states_map, placement, trace, view=view).layout
    assert layout.xaxis.title.text == title
    assert layout.yaxis.scaleanchor == "x"
    low, high = layout.xaxis.range
    assert low < states_map.xy[:, 0].min()
    assert high > {"umap2d": states_map.xy[:, 0].max(), "pca2d": 4.0}[view]
    scene = map_figure(states_map, placement, trace, view=view.replace("2d", "3d")).layout.scene
    assert scene.xaxis.title.text == title
    assert scene.zaxis.title.text == title.replace("1", "3")


def test_map_cloud_is_grey_or_coloured_by_step(trace, states_map, placement):
    assert map_figure(states_map, placement, trace).data[0].marker.color == palette.CLOUD
    marker = map_figure(states_map, placement, trace, color_by="step").data[0].marker
    np.testing.assert_array_equal(marker.color, states_map.labels.step)
    assert marker.colorbar.title.text == "latent step"
    assert marker.colorscale[-1][1] == palette.STEP_COLORS[-1]


def test_map_stays_svg_up_to_its_limit():
    assert isinstance(map_figure(reference_map(4000), None, None).data[0], go.Scatter)
    assert isinstance(map_figure(reference_map(4001), None, None).data[0], go.Scattergl)


def test_map_refuses_what_does_not_fit(trace, states_map, placement):
    with pytest.raises(ValueError, match="unknown view 'tsne'"):
        map_figure(states_map, placement, trace, view="tsne")
    with pytest.raises(ValueError, match="placement has 5 states, the trace has 3 rows"):
        map_figure(states_map, placement, first_rows(trace, 3))


def test_every_figure_suits_any_page(trace, states_map, placement):
    figures = [stop_figure(trace), stop_figure(None), tokens_figure(trace), tokens_figure(None)]
    figures += [map_figure(states_map, placement, trace, view=view) for view in VIEWS]
    for figure in figures:
        layout = figure.layout
        assert layout.paper_bgcolor == layout.plot_bgcolor == palette.TRANSPARENT
        assert layout.font.color == palette.FOREGROUND
        assert layout.template.layout.to_plotly_json() == {}
        assert layout.height > 0
        assert layout.width is None
    assert [figure.layout.uirevision for figure in figures[:4]] == ["stop", "stop", "tokens", "tokens"]
    assert [figure.layout.uirevision for figure in figures[4:]] == [f"map-{view}" for view in VIEWS]


@pytest.mark.parametrize("explanation", [explanations.STOP, explanations.MAP, explanations.TOKENS])
def test_each_figure_is_explained_in_two_sentences(explanation):
    for sentence in (explanation.how_to_read, explanation.cannot_tell):
        assert sentence.endswith(".")
        assert sentence.count(". ") == 0
    assert explanation.how_to_read != explanation.cannot_tell
