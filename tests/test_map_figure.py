"""The map is read as a viewer reads it: cloud, path, halt, replay, ghosts, overlays, rings, and what a hover tells."""

import numpy as np
import plotly.graph_objects as go
import pytest
from records import made_cloud, made_placement, made_trace, outlines_of, thinking_trace

from latentviz.figures import Overlay, map_figure, palette
from latentviz.records.map import Cloud, Placement, similar_problems
from latentviz.records.trace import ThoughtTrace

VIEWS = ("umap2d", "umap3d", "pca2d", "pca3d")


@pytest.fixture
def trace() -> ThoughtTrace:
    return made_trace(p_stop=np.array([0.001, 0.25, 0.75, 0.9, 0.999], dtype=np.float32))


@pytest.fixture
def cloud() -> Cloud:
    return made_cloud()


@pytest.fixture
def placement() -> Placement:
    return made_placement()


def trace_named(figure: go.Figure, name: str) -> go.Scatter:
    (found,) = [data for data in figure.data if data.name == name]
    return found


@pytest.mark.parametrize("view", VIEWS)
def test_map_draws_cloud_path_and_halt_in_every_view(trace, cloud, placement, view):
    figure = map_figure(cloud, placement, trace, view=view)
    cloud, thought, past, steps = figure.data
    coordinates = {"umap2d": placement.xy, "umap3d": placement.xyz, "pca2d": placement.pca, "pca3d": placement.pca}[
        view
    ]
    for axis, column in zip("xyz"[: int(view[-2])], coordinates.T[: int(view[-2])], strict=True):
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


def test_map_has_arrows_on_the_flat_path(trace, cloud, placement):
    figure = map_figure(cloud, placement, trace)
    for name in ("this thought", "had it not stopped"):
        marker = trace_named(figure, name).marker
        assert (marker.symbol, marker.angleref) == ("arrow", "previous")
    assert trace_named(figure, "had it not stopped").line.dash == "dot"


def test_map_hover_tells_the_numbers(trace, cloud, placement):
    hover = trace_named(map_figure(cloud, placement, trace), "steps").hovertext
    assert hover[2].split("<br>") == [
        "<b>z2</b>, the stop head halts the thought here",
        "P(stop) .75",
        "reads most like “&lt;b&gt;” (probability .70)",
        "farther from known states than 43 % of those from each other",
        "80 % of its true neighbours are its neighbours here",
        "cosine to z1: 0.71; 0.22 away from it on this page",
    ]
    assert "cosine" not in hover[0]
    assert "cosine to START: 0.00;" in hover[1]
    assert "cosine to z3: -1.00;" in hover[4]


@pytest.mark.parametrize(
    ("view", "title"), [("umap2d", "map direction 1 (no unit)"), ("pca2d", "component 1 (hidden-state units)")]
)
def test_map_axes_are_named_and_hold_everything(trace, cloud, placement, view, title):
    layout = map_figure(cloud, placement, trace, view=view).layout
    assert layout.xaxis.title.text == title
    assert layout.yaxis.scaleanchor == "x"
    low, high = layout.xaxis.range
    assert low < cloud.xy[:, 0].min()
    assert high > {"umap2d": cloud.xy[:, 0].max(), "pca2d": 4.0}[view]
    scene = map_figure(cloud, placement, trace, view=view.replace("2d", "3d")).layout.scene
    assert scene.xaxis.title.text == title
    assert scene.zaxis.title.text == title.replace("1", "3")


def test_map_cloud_is_grey_or_coloured_by_step(trace, cloud, placement):
    assert map_figure(cloud, placement, trace).data[0].marker.color == palette.CLOUD
    marker = map_figure(cloud, placement, trace, color_by="step").data[0].marker
    np.testing.assert_array_equal(marker.color, cloud.labels.step)
    assert marker.colorbar.title.text == "latent step"
    assert marker.colorscale[-1][1] == palette.STEP_COLORS[-1]


def test_map_stays_svg_up_to_its_limit():
    assert isinstance(map_figure(made_cloud(4000), None, None).data[0], go.Scatter)
    assert isinstance(map_figure(made_cloud(4001), None, None).data[0], go.Scattergl)


def test_map_refuses_what_does_not_fit(trace, cloud, placement):
    with pytest.raises(ValueError, match="unknown view 'tsne'"):
        map_figure(cloud, placement, trace, view="tsne")
    with pytest.raises(ValueError, match="placement has 5 states, the trace has 3 rows"):
        map_figure(cloud, placement, thinking_trace(3))


@pytest.mark.parametrize(
    ("color_by", "attribute", "title"),
    [("operations", "n_operations", "operations"), ("p_stop", "p_stop", "P(stop), 0 to 1")],
)
def test_map_cloud_takes_its_colour_from_a_label(trace, cloud, placement, color_by, attribute, title):
    marker = map_figure(cloud, placement, trace, color_by=color_by).data[0].marker
    np.testing.assert_array_equal(marker.color, getattr(cloud.labels, attribute))
    assert marker.colorbar.title.text == title


@pytest.mark.parametrize("view", VIEWS)
def test_right_and_wrong_differ_by_symbol_too(trace, cloud, placement, view):
    right, wrong = map_figure(cloud, placement, trace, view=view, color_by="right").data[:2]
    assert (right.name, wrong.name) == ("right if stopped there", "wrong")
    assert right.marker.symbol != wrong.marker.symbol
    assert len(right.x) + len(wrong.x) == len(cloud.labels)
    assert len(right.x) == cloud.labels.right.sum()


def test_replay_draws_the_first_steps_and_moves_no_axis(trace, cloud, placement):
    whole, first = (map_figure(cloud, placement, trace, upto=upto) for upto in (None, 1))
    assert list(trace_named(first, "steps").text) == ["S", "1"]
    assert len(first.layout.annotations) == 0
    assert "had it not stopped" not in [data.name for data in first.data]
    assert first.layout.xaxis.range == whole.layout.xaxis.range
    assert [a.text for a in map_figure(cloud, placement, trace, upto=2).layout.annotations] == ["<b>halts</b>"]
    assert list(trace_named(map_figure(cloud, placement, trace, upto=0), "steps").text) == ["S"]


def test_ghosts_are_the_paths_of_similar_problems(trace, cloud, placement):
    problems = similar_problems(cloud, placement, 2, 5)
    assert problems == (2, 0)
    ghosts = [
        data for data in map_figure(cloud, placement, trace, ghosts=problems).data if data.legendgroup == "ghosts"
    ]
    assert [ghost.showlegend for ghost in ghosts] == [True, False]
    np.testing.assert_array_equal(ghosts[0].x, cloud.xy[10:15, 0])
    assert ghosts[0].text == "How much is 2 + 1 &lt;b&gt;?<br>2+1=3"


@pytest.mark.parametrize("view", VIEWS)
def test_overlays_are_told_apart_without_colour(trace, cloud, placement, view):
    overlays = tuple(Overlay(f"{i}. <b>", trace, placement) for i in range(6))
    figure = map_figure(cloud, placement, trace, view=view, overlays=overlays)
    drawn = [data for data in figure.data if data.name.endswith("&lt;b&gt;")]
    assert len(drawn) == 6
    assert len({(data.line.dash, data.marker.symbol) for data in drawn}) == 6
    assert all(len(data.x) == 3 for data in drawn)
    assert "&lt;b&gt;" in drawn[0].hovertext[0]


def test_rings_mark_the_selected_step_and_its_neighbors(trace, cloud, placement):
    figure = map_figure(cloud, placement, trace, selected=1)
    assert outlines_of(figure) == {"step 1": 4}
    assert len(figure.layout.shapes) == 4 * 5
    own, first_neighbor = figure.layout.shapes[4:6]
    assert own.xanchor == pytest.approx(0.1)
    assert first_neighbor.xanchor == pytest.approx(float(cloud.xy[1, 0]), abs=1e-4)
    solid = map_figure(cloud, placement, trace, view="umap3d", selected=1)
    ring = trace_named(solid, "selected step")
    assert len(solid.layout.meta["rings"]) == 5
    np.testing.assert_allclose(ring.z, solid.layout.meta["rings"][1]["z"], atol=1e-4)
    assert map_figure(cloud, placement, trace).layout.meta is None
