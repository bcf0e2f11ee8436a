"""States of a part of the map: which they are, what is said of them, and what opens."""

import math
import re

import numpy as np
import pytest
from sample_records import made_cloud

from latentviz.ui.explore.region import MAX_ROWS, NO_REGION, problem_link, region_table, rows_in_box

CLOUD = made_cloud()


@pytest.mark.parametrize("view", ["umap2d", "pca2d"])
def test_rows_in_a_box_are_those_between_its_corners_the_nearest_to_its_middle_first(view):
    places = CLOUD.xy if view == "umap2d" else CLOUD.pca[:, :2]
    (left, bottom), (right, top) = np.quantile(places, [0.1, 0.9], axis=0)
    expected = {row for row, (x, y) in enumerate(places.tolist()) if left <= x <= right and bottom <= y <= top}
    assert 0 < len(expected) < len(places)
    rows = rows_in_box(CLOUD, view, [left, bottom, right, top])
    assert set(rows.tolist()) == expected
    middle, size = np.array([left + right, bottom + top]) / 2, np.array([right - left, top - bottom])
    distances = np.linalg.norm((places[rows] - middle) / size, axis=1)
    assert (np.diff(distances) >= 0).all()
    assert set(rows_in_box(CLOUD, view, [right, top, left, bottom]).tolist()) == expected


@pytest.mark.parametrize("corners", [[], [0, 1, 2], [0, 0, 1, math.nan], [0, 0, math.inf, 1], [[0, 0], [1, 1]]])
def test_corners_that_are_no_box_are_refused(corners):
    with pytest.raises(ValueError, match="a region has the corners"):
        rows_in_box(CLOUD, "umap2d", corners)


def test_the_table_counts_states_and_readings_and_shows_the_first():
    rows = np.arange(len(CLOUD.labels))
    table = region_table(CLOUD.labels, rows)
    assert f"{len(rows):,} states of {len(set(CLOUD.labels.problem.tolist())):,} problems" in table
    numbers = CLOUD.labels.reading[CLOUD.labels.reading >= 0]
    most = np.bincount(numbers).max()
    assert re.search(rf"read most like \d+ \({most}\)", table)
    assert "Shown: all of them." in table
    many = np.tile(rows, 2)
    assert f"Shown: the {MAX_ROWS} nearest its middle." in region_table(CLOUD.labels, many)
    assert "Shown: the first of them." in region_table(CLOUD.labels, many, "the first of them")
    opened = [int(place) for place in re.findall(r'data-open="(\d+)"', table)]
    assert opened == CLOUD.labels.problem[:MAX_ROWS].tolist()


def test_an_empty_region_says_so():
    assert NO_REGION in region_table(CLOUD.labels, np.array([], dtype=int))


def test_a_row_opens_its_problem_with_the_gold_answer():
    problem = int(CLOUD.labels.problem[0])
    link = problem_link(CLOUD.labels, problem, 0.5)
    assert (link.question, link.threshold) == (CLOUD.labels.questions[problem], 0.5)
    last = re.findall(r"=(\d+)", CLOUD.labels.gold_steps[problem])[-1]
    assert link.problem.answer == int(last)
    assert link.problem.question == link.question
