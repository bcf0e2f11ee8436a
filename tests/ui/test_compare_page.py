"""The Compare tab in a browser: one question, a set with cancel, and a flip opened in Explore."""

import json
import re

import pytest
from places import ROOT
from playwright.sync_api import Locator, Page, expect
from visits import QUESTION, open_tab, slide, takes


@pytest.fixture
def compare(lasting_page: Page) -> Page:
    """The tab with two thresholds of the page's checkpoint, as the test before left it."""
    open_tab(lasting_page, "Compare")
    lasting_page.locator("#compare-question textarea").fill(QUESTION)
    for place, threshold in enumerate((0.05, 1)):
        slide(lasting_page, f"compare-threshold-{place}", threshold)
    return lasting_page


def threshold_of(page: Page, place: int) -> Locator:
    return page.locator(f"#compare-threshold-{place} input[type=number]")


def saved_threshold(name: str) -> float:
    return json.loads((ROOT / "checkpoints" / name / "config.json").read_text())["stop_threshold"]


def test_each_checkpoint_begins_with_its_own_threshold(lasting_page: Page):
    open_tab(lasting_page, "Compare")
    for place, name in enumerate(("tiny-grpo", "tiny-sft")):
        expect(threshold_of(lasting_page, place)).to_have_value(f"{saved_threshold(name):g}")


def test_two_thresholds_on_one_question(compare: Page):
    compare.get_by_role("button", name="Compare on this question").click()
    expect(compare.locator("#compare-pair tbody tr")).to_have_count(8)
    takes(compare, "compare-map", "(figure) => figure.data.some((trace) => / at 1.00$/.test(trace.name))")
    expect(compare.locator("#compare-dropped .finding")).to_contain_text("left out")


def test_a_set_is_compared_and_a_flip_opened_in_explore(compare: Page):
    slide(compare, "compare-n", 50)
    compare.get_by_role("button", name="Run both").click()
    expect(compare.locator("#compare-progress")).to_contain_text("done: 50 of 50")
    expect(compare.locator("#compare-comparison")).to_contain_text("50 problems of the test split")
    compare.wait_for_timeout(300)
    takes(compare, "compare-flips", "(figure) => figure.data[0].x.length === 4")
    n_before = compare.locator("#past-runs label").count()
    compare.locator("#compare-flips-table tbody button").first.click()
    expect(compare.get_by_role("tab", name="Explore")).to_have_attribute("aria-selected", "true")
    expect(compare.locator("#past-runs label")).to_have_count(n_before + 1)


def test_cancel_compares_what_both_have_done(compare: Page):
    slide(compare, "compare-n", 1000)
    compare.get_by_role("button", name="Run both").click()
    expect(compare.locator("#compare-progress")).to_contain_text(re.compile(r"[1-9]\d* of 1,000"))
    compare.locator("#compare-set-cancel").click()
    expect(compare.locator("#compare-progress")).to_contain_text("cancelled")
    expect(compare.locator("#compare-comparison")).to_contain_text("McNemar")


def test_the_same_twice_is_refused(compare: Page):
    compare.locator("#compare-checkpoint-1 input").click()
    compare.get_by_role("option", name="tiny-grpo").click()
    expect(threshold_of(compare, 1)).to_have_value(f"{saved_threshold('tiny-grpo'):g}")
    for place in (0, 1):
        slide(compare, f"compare-threshold-{place}", 1)
    compare.get_by_role("button", name="Compare on this question").click()
    expect(compare.get_by_role("alert")).to_contain_text("same checkpoint at the same threshold")


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 390])
def test_a_comparison_moves_nothing(open_page, width: int):
    page = open_page("", width)
    open_tab(page, "Compare")
    expect(page.locator("#compare-pair tbody tr")).to_have_count(8)
    expect(page.locator("#compare-comparison")).to_contain_text("McNemar")
    page.locator("#compare-question textarea").fill(QUESTION)
    place = "document.querySelector('#compare-comparison').getBoundingClientRect().top + window.scrollY"
    top = page.evaluate(place)
    page.get_by_role("button", name="Compare on this question").click()
    expect(page.locator("#compare-pair tbody tr")).to_have_count(8)
    assert page.evaluate(place) == pytest.approx(top, abs=1)
    assert page.evaluate("document.documentElement.scrollWidth") == width
