"""The Lab in a browser: edit, controls, patch, stress with cancel, and into Explore."""

import re

import pytest
from playwright.sync_api import Page, expect
from visits import QUESTION, answer_of, open_tab, run_to_the_end, takes, unfold

from latentviz.data.examples import EXAMPLES

PENCILS = EXAMPLES["pencils"].question


@pytest.fixture(scope="module")
def pencils(lasting_page: Page) -> Page:
    """The page after it thought about the pencils, and the Lab took them from there."""
    lasting_page.get_by_role("button", name="pencils (3)").click()
    expect(lasting_page.get_by_label("Your word problem")).to_have_value(PENCILS)
    expect(lasting_page.locator("#past-runs label")).to_have_count(1)
    open_tab(lasting_page, "Lab")
    expect(lasting_page.locator("#lab-question textarea")).to_have_value(PENCILS)
    unfold(lasting_page, "Change the step", "Number sweep")
    return lasting_page


@pytest.fixture
def lab(pencils: Page) -> Page:
    """The Lab with the pencils, whatever the test before asked."""
    open_tab(pencils, "Lab")
    pencils.locator("#lab-question textarea").fill(PENCILS)
    return pencils


def test_the_tab_opens_with_a_number_that_was_patched(pencils: Page):
    expect(pencils.locator("#lab-patch .finding")).to_contain_text(
        re.compile("the answer must become .* It does(?: not)?: it becomes|does not solve both")
    )
    expect(pencils.locator("#lab-finding")).to_contain_text("what arithmetic predicts")


def test_a_step_is_edited(lab: Page):
    lab.locator("#lab-force-k label", has_text=re.compile(r"^\s*4\s*$")).click()
    lab.locator("#lab-step").get_by_label("z2").check()
    lab.locator("#lab-act").get_by_label("copy from another problem").check()
    lab.get_by_role("button", name="Edit the thought").click()
    expect(lab.locator("#lab-outcome tbody tr")).to_have_count(3)
    expect(lab.locator("#lab-donor textarea")).not_to_have_value("")
    expect(lab.locator("#lab-tokens")).to_contain_text("z2 (edited)")
    takes(lab, "lab-edit", "(figure) => figure.data.length === 3")
    takes(lab, "lab-map", "(figure) => figure.data.some((trace) => trace.name === 'after the edit')")
    lab.get_by_role("button", name="The same edit on other problems").click()
    expect(lab.locator("#lab-controls .finding")).to_contain_text("exact binomial p")


def test_a_number_is_patched(lab: Page):
    lab.locator("#lab-patch-value input").fill("9")
    lab.get_by_role("button", name="Patch", exact=True).click()
    expect(lab.locator("#lab-patch .finding")).to_contain_text("6 → 9 makes step 1 of the problem 9*8=72")


def test_a_number_is_varied_and_a_value_opened_in_explore(lab: Page):
    lab.locator("#lab-stress-high input").fill("30")
    lab.get_by_role("button", name="Vary the number").click()
    expect(lab.locator("#lab-stress-progress")).to_contain_text("30 of 30 values")
    takes(lab, "lab-stress", "(figure) => figure.data.length >= 2")
    lab.get_by_role("button", name="Open value 3 in Explore").click()
    expect(lab.get_by_role("tab", name="Explore")).to_have_attribute("aria-selected", "true")
    expect(lab.get_by_label("Your word problem")).to_have_value(re.compile("Sara has 3 boxes"))
    expect(lab.locator("#past-runs label")).to_have_count(2)
    assert answer_of(lab)


def test_cancel_keeps_the_values_that_are_done(lab: Page):
    lab.locator("#lab-stress-high input").fill("250")
    lab.get_by_role("button", name="Vary the number").click()
    expect(lab.locator("#lab-stress-progress")).to_contain_text(re.compile(r"[1-9]\d* of 250"))
    lab.locator("#lab-stress-cancel").click()
    expect(lab.locator("#lab-stress-progress")).to_contain_text("cancelled")


def test_explore_is_as_it_was_after_a_visit_elsewhere(lab: Page):
    open_tab(lab, "Explore")
    run_to_the_end(lab, QUESTION)
    before = lab.locator("#strip").inner_text()
    width = lab.evaluate("document.querySelector('#map-plot .js-plotly-plot').clientWidth")
    open_tab(lab, "Lab")
    open_tab(lab, "Explore")
    assert lab.locator("#strip").inner_text() == before
    assert lab.evaluate("document.querySelector('#map-plot .js-plotly-plot').clientWidth") == width


def test_the_tour_leads_back_to_explore(lab: Page):
    lab.get_by_role("button", name="Tour, 90 s").click()
    expect(lab.get_by_role("tab", name="Explore")).to_have_attribute("aria-selected", "true")
    expect(lab.locator("#tour h2")).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 390])
def test_an_edit_moves_nothing(open_page, width: int):
    page = open_page("", width)
    open_tab(page, "Lab")
    page.locator("#lab-question textarea").fill(PENCILS)
    expect(page.locator("#lab-patch .finding")).to_be_visible()
    unfold(page, "Change the step", "Number sweep")
    expect(page.locator("#lab-stress-plot svg.main-svg").first).to_be_visible()
    top = page.evaluate("document.querySelector('#lab-stress-plot').getBoundingClientRect().top + window.scrollY")
    page.get_by_role("button", name="Edit the thought").click()
    expect(page.locator("#lab-outcome tbody tr")).to_have_count(3)
    takes(page, "lab-edit", "(figure) => figure.data.length === 3")
    now = page.evaluate("document.querySelector('#lab-stress-plot').getBoundingClientRect().top + window.scrollY")
    assert now == pytest.approx(top, abs=1)
