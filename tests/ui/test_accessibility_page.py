"""Every tab in a browser, in both themes, wide and narrow: it bars nobody, and nothing jumps or scrolls sideways."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from visits import QUESTION, draws, open_tab, run_set, run_to_the_end, serious_violations, slide, unfold

pytestmark = pytest.mark.slow

NO_ANIMATION = "*, *::before, *::after { animation: none !important; transition: none !important; }"


def fill_explore(page: Page) -> None:
    run_to_the_end(page, QUESTION)
    unfold(page, "Look closer")
    draws(page, "grid")
    page.get_by_role("button", name="Tour, 90 s").click()
    expect(page.locator("#tour h2")).to_be_visible()


def fill_lab(page: Page) -> None:
    unfold(page, "Change the step", "Number sweep")
    draws(page, "lab-map")
    for name in ("lab-edit", "lab-stress"):
        expect(page.locator(f"#{name}-plot .js-plotly-plot")).to_be_visible()


def fill_dataset(page: Page) -> None:
    run_set(page, 50)
    draws(page, "front")
    height = page.evaluate("document.documentElement.scrollHeight")
    slide(page, "set-threshold", 0.01)
    expect(page.locator("#set-summary")).to_contain_text("P(stop) reaches 0.01")
    assert abs(page.evaluate("document.documentElement.scrollHeight") - height) <= 60, "a sentence may break elsewhere"


def fill_training(page: Page) -> None:
    draws(page, "advantages")


FILL = {"Explore": fill_explore, "Lab": fill_lab, "Dataset": fill_dataset, "Training": fill_training}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_tab_bars_anybody(open_page: Callable, theme: str, width: int):
    page = open_page(f"?__theme={theme}", width)
    page.add_style_tag(content=NO_ANIMATION)
    for name in ("Explore", "Lab", "Compare", "Dataset", "Training", "About"):
        open_tab(page, name)
        if name in FILL:
            FILL[name](page)
        assert serious_violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") == width, name
