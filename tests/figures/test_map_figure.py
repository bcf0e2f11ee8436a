"""The map is read as a viewer reads it: cloud, path, halt, replay, ghosts, overlays, rings, and what a hover tells."""

import base64
import dataclasses
import io

import numpy as np
import plotly.graph_objects as go
import pytest
from PIL import Image
from sample_records import first_rows, made_cloud, made_placement, made_trace, thinking_trace
from shown import outlines_of, trace_named

from latentviz.figures import Overlay, map_figure, palette
from latentviz.figures.map import MARK_GAP_PX, PLOT_HEIGHT_PX
from latentviz.figures.map_background import ground_picture, regions
from latentviz.figures.map_inset import SIZE, add_inset, clear_corner, inset_source
from latentviz.figures.map_paths import number_text
from latentviz.records.map import Placement, similar_problems
from latentviz.records.number_probe import NumberProbe

FLAT = ("umap2d", "pca2d", "number")
VIEWS = (*FLAT, "umap3d", "pca3d")
TRACE, CLOUD, PLACEMENT = made_trace(), made_cloud(), made_placement()


def places_in(placement: Placement, view: str) -> np.ndarray:
    if view == "number":
        return np.column_stack([np.arange(5), placement.magnitude])
    array = {"umap2d": placement.xy, "umap3d": placement.xyz, "pca2d": placement.pca, "pca3d": placement.pca}[view]
    return array[:, : int(view[-2])]


def xy_of(data: go.Scatter) -> np.ndarray:
    return np.column_stack([data.x, data.y]).astype(float)


def picture_of(image: go.layout.Image) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(image.source.partition(",")[2])))


@pytest.mark.parametrize("view", VIEWS)
def test_map_draws_cloud_path_and_halt_in_every_view(view):
    figure = map_figure(CLOUD, PLACEMENT, TRACE, view=view)
    places = places_in(PLACEMENT, view)
    steps, past = trace_named(figure, "steps"), trace_named(figure, "steps past the halt")
    for axis, column in zip("xyz" if view.endswith("3d") else "xy", places.T, strict=True):
        np.testing.assert_allclose(steps[axis], column[:3], atol=1e-2)
        np.testing.assert_allclose(past[axis], column[3:])
    assert len(trace_named(figure, "states of other problems").x) == 30
    assert list(steps.text) == ["S", "1", "2"]
    assert list(past.text) == (["", ""] if view.endswith("2d") else ["3", "4"])
    assert list(steps.marker.color) == [palette.CONTINUE] * 2 + [palette.STOP]
    assert list(past.marker.color) == [palette.PAST] * 2
    assert [symbol == "circle" for symbol in steps.marker.symbol] == [True, True, False]
    (mark,) = [
        mark for mark in (*figure.layout.annotations, *figure.layout.scene.annotations) if mark.text == "<b>halts</b>"
    ]
    assert mark.x == pytest.approx(places[2, 0], abs=1e-2)


def test_arrows_end_where_steps_are_and_a_way_back_is_another_way():
    there_and_back = dataclasses.replace(PLACEMENT, xy=np.array([[0, 0], [1, 0], [0, 0.1], [1, 1], [1, 1]], np.float32))
    figure = map_figure(CLOUD, there_and_back, TRACE)
    curves = xy_of(trace_named(figure, "this thought"))
    breaks = np.flatnonzero(np.isnan(curves[:, 0]))
    there, back = curves[: breaks[0]], curves[breaks[0] + 1 : breaks[1]]
    steps = xy_of(trace_named(figure, "steps"))
    np.testing.assert_allclose([there[0], there[-1], back[-1]], steps)
    middle = len(there) // 2
    assert there[middle, 1] > 0.05
    assert back[middle, 1] < there[middle, 1] - 0.1
    heads = trace_named(figure, "direction")
    assert (heads.marker.symbol, heads.marker.angleref) == ("arrow", "previous")
    np.testing.assert_allclose(xy_of(heads)[1], steps[1])
    assert trace_named(figure, "had it not stopped").line.dash == "dot"


def test_marks_that_would_cover_one_another_are_moved_and_tied_to_their_places():
    same = dataclasses.replace(PLACEMENT, xy=np.zeros((5, 2), np.float32))
    figure = map_figure(CLOUD, same, TRACE)
    steps = xy_of(trace_named(figure, "steps"))
    apart = [np.linalg.norm(steps[i] - steps[j]) for i, j in ((0, 1), (0, 2), (1, 2))]
    low, high = figure.layout.yaxis.range
    assert min(apart) > 0.95 * MARK_GAP_PX * (high - low) / PLOT_HEIGHT_PX
    ties = xy_of(trace_named(figure, "true places"))
    np.testing.assert_allclose(ties[::3], 0)
    np.testing.assert_allclose(ties[1:9:3], steps)


def test_steps_say_what_they_read_like_once_where_they_repeat_it():
    texts = [mark.text for mark in map_figure(CLOUD, PLACEMENT, TRACE, view="number").layout.annotations]
    assert [text for text in texts if "“" in text] == ["<b>“3”</b>", "<b>“4”</b>", "<b>“&lt;b&gt;”</b>"]
    repeated = dataclasses.replace(TRACE, nearest_tokens=(("3",), ("3",), ("7",), ("7",), ("7",)))
    texts = [mark.text for mark in map_figure(CLOUD, PLACEMENT, repeated, view="number").layout.annotations]
    assert [text for text in texts if "“" in text] == ["<b>“3”</b>", "<b>“7”</b>"]


def test_map_hover_tells_the_numbers():
    hover = trace_named(map_figure(CLOUD, PLACEMENT, TRACE), "steps").hovertext
    assert hover[2].split("<br>") == [
        "<b>z2</b>, the stop head halts the thought here",
        "P(stop) .75",
        "reads most like “&lt;b&gt;” (probability .70)",
        "the probe reads 9",
        "farther from known states than 43 % of those from each other",
        "80 % of its true neighbours are its neighbours here",
        "cosine to z1: 0.71",
    ]
    assert "cosine" not in hover[0]
    past = trace_named(map_figure(CLOUD, PLACEMENT, TRACE, view="number"), "steps past the halt").hovertext
    assert "cosine to z3: -1.00" in past[1]
    assert "true neighbours" not in past[1]


@pytest.mark.parametrize(("number", "text"), [(-0.5, "0"), (0.25, "0.25"), (9, "9"), (1583.9, "1580"), (9996, "10000")])
def test_what_the_probe_reads_has_three_digits_and_no_power_of_ten(number, text):
    assert number_text(np.float32(np.log10(1 + number))) == text


@pytest.mark.parametrize(("view", "title"), [("umap2d", ""), ("pca2d", "component 1 (hidden-state units)")])
def test_map_axes_hold_everything_and_have_names_that_mean_something(view, title):
    layout = map_figure(CLOUD, PLACEMENT, TRACE, view=view, zoom="all").layout
    assert layout.xaxis.title.text == title
    assert layout.yaxis.scaleanchor == "x"
    low, high = layout.xaxis.range
    assert low < CLOUD.xy[:, 0].min()
    assert high > {"umap2d": CLOUD.xy[:, 0].max(), "pca2d": 4.0}[view]
    scene = map_figure(CLOUD, PLACEMENT, TRACE, view=view.replace("2d", "3d")).layout.scene
    assert scene.xaxis.title.text == title
    assert scene.zaxis.title.text == title.replace("1", "3")


def test_a_thought_opens_on_its_path_and_can_show_the_whole_map():
    close = dataclasses.replace(PLACEMENT, xy=PLACEMENT.xy / 10)
    path, whole = (map_figure(CLOUD, close, TRACE, zoom=zoom).layout for zoom in ("path", "all"))
    for axis in ("xaxis", "yaxis"):
        assert np.ptp(path[axis].range) < 0.6 * np.ptp(whole[axis].range)
        assert path[axis].range[0] < 0 < path[axis].range[1]
    assert path.uirevision != whole.uirevision
    thinking = map_figure(CLOUD, first_rows(close, 3), thinking_trace(3)).layout
    assert thinking.yaxis.range == whole.yaxis.range


def test_number_space_has_steps_and_numbers_on_its_axes():
    figure = map_figure(CLOUD, PLACEMENT, TRACE, view="number")
    assert list(figure.layout.xaxis.ticktext) == ["START", "z1", "z2", "z3", "z4"]
    ticks = dict(zip(figure.layout.yaxis.ticktext, figure.layout.yaxis.tickvals, strict=True))
    assert (ticks["0"], ticks["100"]) == (0, pytest.approx(np.log10(101)))
    dots = figure.data[0]
    np.testing.assert_array_equal(np.round(dots.x), CLOUD.labels.step)
    np.testing.assert_allclose(dots.y, np.log10(1 + CLOUD.labels.reading), rtol=1e-6)
    assert "R² 0.90 on 120 held-out states; fitted to shuffled numbers -0.01" in figure.layout.annotations[0].text
    silent = dataclasses.replace(CLOUD, probe=NumberProbe.of_nothing(2))
    assert "do not read as" in map_figure(silent, PLACEMENT, TRACE, view="number").layout.annotations[0].text


def test_other_states_are_coloured_by_number_or_step():
    marker = map_figure(CLOUD, PLACEMENT, TRACE).data[0].marker
    expected = 255 * np.log10(1 + CLOUD.labels.reading) / np.log10(21)
    np.testing.assert_allclose(marker.color, expected, atol=1)
    assert marker.colorbar.title.text == "number that it reads"
    ticks = dict(zip(marker.colorbar.ticktext, marker.colorbar.tickvals, strict=True))
    assert list(ticks) == ["0", "1", "3", "10"]
    assert ticks["10"] == pytest.approx(255 * np.log10(11) / np.log10(21))
    marker = map_figure(CLOUD, PLACEMENT, TRACE, color_by="step").data[0].marker
    np.testing.assert_allclose(marker.color, 255 * CLOUD.labels.step / 4, atol=1)
    assert marker.colorscale[-1][1] == palette.STEP_COLORS[-1]
    assert list(marker.colorbar.ticktext) == ["0", "1", "2", "3", "4"]
    many = made_cloud(500)
    labels = dataclasses.replace(many.labels, step=np.append(many.labels.step[:-1], 9))
    marker = map_figure(dataclasses.replace(many, labels=labels), None, None, color_by="step").data[0].marker
    assert list(marker.colorbar.ticktext) == ["0", "1", "2", "3", "4+"]


def test_states_that_read_as_no_number_are_grey():
    reading = np.where(np.arange(30) < 6, -1, CLOUD.labels.reading)
    mixed = dataclasses.replace(CLOUD, labels=dataclasses.replace(CLOUD.labels, reading=reading))
    figure = map_figure(mixed, PLACEMENT, TRACE)
    assert len(figure.data[0].x) == 24
    grey = trace_named(figure, "states that read as no number")
    assert (len(grey.x), grey.marker.color) == (6, palette.CLOUD)


def test_a_dot_says_what_it_is():
    dots = map_figure(CLOUD, PLACEMENT, TRACE).data[0]
    np.testing.assert_array_equal(dots.customdata, np.column_stack([CLOUD.labels.reading, CLOUD.labels.step]))
    assert "latent steps: %{customdata[1]}<br>reads like %{customdata[0]}" in dots.hovertemplate


@pytest.mark.parametrize("view", FLAT)
def test_the_ground_lies_under_all_references(view):
    figure = map_figure(CLOUD, PLACEMENT, TRACE, view=view)
    (image,) = [image for image in figure.layout.images if image.xref == "x"]
    rgba = np.asarray(picture_of(image).convert("RGBA")).astype(int)
    dots = xy_of(figure.data[0])
    across = ((dots[:, 0] - image.x) / image.sizex * rgba.shape[1]).astype(int)
    down = ((image.y - dots[:, 1]) / image.sizey * rgba.shape[0]).astype(int)
    assert (rgba[down, across, 3] > 0).all()
    assert rgba[:, :, 3].min() == 0


def test_a_large_cloud_is_thinned_but_keeps_the_ringed_states():
    cloud, placement = made_cloud(9000), made_placement()
    placement.neighbors[2, 0] = 8999
    figure = map_figure(cloud, placement, made_trace())
    dots = figure.data[0]
    assert len(dots.x) <= 1020
    assert (xy_of(dots) == cloud.xy[8999]).all(axis=1).any()
    assert len(figure.to_json()) < 60_000


def test_regions_are_named_by_what_most_states_there_read_like():
    rng = np.random.default_rng(0)
    centres = np.array([[0.0, 0], [10, 0], [0, 10]])
    places = (centres[np.arange(120) % 3] + 0.1 * rng.normal(size=(120, 2))).astype(np.float32)
    reading = np.array([7, 40, 500])[np.arange(120) % 3]
    reading[::10] = -1
    named = regions(places, reading)
    assert sorted(number for _, number in named) == [7, 40, 500]
    for row, number in named:
        assert np.linalg.norm(places[row] - centres[[7, 40, 500].index(number)]) < 1
    assert regions(places, np.full(120, -1)) == []


def test_map_refuses_what_does_not_fit():
    with pytest.raises(ValueError, match="unknown view 'tsne'"):
        map_figure(CLOUD, PLACEMENT, TRACE, view="tsne")
    with pytest.raises(ValueError, match="placement has 5 states, the trace has 3 rows"):
        map_figure(CLOUD, PLACEMENT, thinking_trace(3))


@pytest.mark.parametrize("view", VIEWS)
def test_right_and_wrong_differ_by_symbol_too(view):
    right, wrong = map_figure(CLOUD, PLACEMENT, TRACE, view=view, color_by="right").data[:2]
    assert (right.name, wrong.name) == ("right if stopped there", "wrong")
    assert right.marker.symbol != wrong.marker.symbol
    assert len(right.x) + len(wrong.x) == len(CLOUD.labels)
    assert len(right.x) == CLOUD.labels.right.sum()


def test_replay_draws_the_first_steps_and_moves_no_axis():
    whole, first = (map_figure(CLOUD, PLACEMENT, TRACE, upto=upto) for upto in (None, 1))
    assert list(trace_named(first, "steps").text) == ["S", "1"]
    assert "<b>halts</b>" not in [mark.text for mark in first.layout.annotations]
    assert "had it not stopped" not in [data.name for data in first.data]
    assert first.layout.xaxis.range == whole.layout.xaxis.range
    halted = map_figure(CLOUD, PLACEMENT, TRACE, upto=2)
    assert "<b>halts</b>" in [mark.text for mark in halted.layout.annotations]
    assert list(trace_named(map_figure(CLOUD, PLACEMENT, TRACE, upto=0), "steps").text) == ["S"]


def test_ghosts_are_the_paths_of_similar_problems():
    problems = similar_problems(CLOUD, PLACEMENT, 2, 5)
    assert problems == (2, 0)
    ghosts = [
        data for data in map_figure(CLOUD, PLACEMENT, TRACE, ghosts=problems).data if data.legendgroup == "ghosts"
    ]
    assert [ghost.showlegend for ghost in ghosts] == [True, False]
    np.testing.assert_array_equal(ghosts[0].x, CLOUD.xy[10:15, 0])
    assert ghosts[0].text == "How much is 2 + 1 &lt;b&gt;?<br>2+1=3"


@pytest.mark.parametrize("view", VIEWS)
def test_overlays_are_told_apart_without_colour(view):
    overlays = tuple(Overlay(f"{i}. <b>", TRACE, PLACEMENT) for i in range(6))
    figure = map_figure(CLOUD, PLACEMENT, TRACE, view=view, overlays=overlays)
    drawn = [data for data in figure.data if data.name.endswith("&lt;b&gt;")]
    assert len(drawn) == 6
    assert len({(data.line.dash, data.marker.symbol) for data in drawn}) == 6
    assert all(len(data.x) == 3 for data in drawn)
    assert "&lt;b&gt;" in drawn[0].hovertext[0]


def test_rings_mark_the_selected_step_and_its_neighbors():
    figure = map_figure(CLOUD, PLACEMENT, TRACE, selected=1)
    assert outlines_of(figure) == {"step 1": 4}
    rings = [shape for shape in figure.layout.shapes if shape.name != "inset"]
    assert len(rings) == 4 * 5
    own, first_neighbor = rings[4:6]
    assert own.xanchor == pytest.approx(0.1, abs=1e-2)
    assert first_neighbor.xanchor == pytest.approx(float(CLOUD.xy[1, 0]), abs=1e-4)
    solid = map_figure(CLOUD, PLACEMENT, TRACE, view="umap3d", selected=1)
    ring = trace_named(solid, "selected step")
    assert len(solid.layout.meta["rings"]) == 5
    np.testing.assert_allclose(ring.z, solid.layout.meta["rings"][1]["z"], atol=1e-4)
    assert map_figure(CLOUD, PLACEMENT, TRACE).layout.meta is None


def inset_of(figure: go.Figure) -> list:
    return [shape for shape in figure.layout.shapes if shape.name == "inset"]


def test_a_close_up_holds_the_whole_map_with_the_path_up_to_the_halt():
    figure = map_figure(CLOUD, PLACEMENT, TRACE)
    (picture,) = [image for image in figure.layout.images if image.xref == "paper"]
    assert picture_of(picture).size == (128, 128)
    border, path, halt = inset_of(figure)
    points = np.array([point.split(",") for point in path.path[1:].split("L")], dtype=float)
    low, high = CLOUD.xy.min(axis=0), CLOUD.xy.max(axis=0)
    margin = 0.06 * (high - low)
    expected = (PLACEMENT.xy[:3] - low + margin) / (high - low + 2 * margin)
    corner, size = np.array([border.x0, border.y0]), border.x1 - border.x0
    np.testing.assert_allclose((points - corner) / size, expected, atol=1e-3)
    assert (halt.xanchor, halt.yanchor) == pytest.approx(tuple(points[-1]), abs=1e-4)
    assert (picture.x, picture.y, picture.sizex) == pytest.approx((border.x0, border.y1, size))


def test_the_inset_hides_no_mark_and_shows_no_region_name_of_the_close_up():
    notes = [{"name": "region", "x": 19, "y": 1, "text": "under"}, {"x": 19, "y": 1, "text": "a mark"}]
    notes.append({"name": "region", "x": 1, "y": 19, "text": "beside"})
    figure, window = go.Figure(layout={"annotations": notes}), np.array([[0.0, 0.0], [20.0, 20.0]])
    add_inset(
        figure, inset_source(ground_picture(CLOUD, CLOUD.xy, "number")), CLOUD.xy, np.array([[10.0, 10.0]]), window
    )
    assert [note.text for note in figure.layout.annotations] == ["a mark", "beside"]


@pytest.mark.parametrize("change", [{"zoom": "all"}, {"view": "umap3d"}, {"view": "number"}])
def test_what_shows_all_states_needs_no_inset(change):
    figure = map_figure(CLOUD, PLACEMENT, TRACE, **change)
    assert inset_of(figure) == []
    assert all(image.xref == "x" for image in figure.layout.images)


@pytest.mark.parametrize(
    ("marks", "corner"),
    [
        ([(0.5, 0.5)], (1, 0)),
        ([(0.9, 0.1)], (0, 0)),
        ([(0.9, 0.1), (0.1, 0.1)], (1, 1)),
        ([(1, 0), (0, 0), (1, 1)], (0, 1)),
    ],
)
def test_the_inset_lies_where_the_path_does_not(marks, corner):
    place = clear_corner(np.array(marks, dtype=float))
    np.testing.assert_allclose(place, (1 - SIZE) * np.array(corner))
