"""A visit of every tab: requests to the page's own origin only, its policy kept, figures that it can draw."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from visits import QUESTION, answer_of, ask, unfold

FIGURES = """() => [...document.querySelectorAll(".js-plotly-plot")].map((figure) => {
  const name = figure.closest("[id$=-plot]").id;
  try {
    const complaints = window.Plotly.validate(figure.data, figure.layout) ?? [];
    const unknown = complaints.filter((complaint) => ["schema", "value"].includes(complaint.code));
    return { name, unknown: unknown.map((complaint) => complaint.msg) };
  } catch (error) {
    return { name, unknown: [`${error.message}: ${JSON.stringify(figure.layout)}`] };
  }
})"""
ALL_DRAWN = "() => [...document.querySelectorAll('.js-plotly-plot')].every(figure => figure._fullLayout && figure.data)"


@pytest.fixture
def network_log(tmp_path: Path) -> Path:
    return tmp_path / "network.json"


@pytest.fixture
def browser(network_log: Path) -> Iterator:
    """Chromium, which logs the network; the log is whole once it is closed."""
    from benchmarks.served import browsing

    with browsing(f"--log-net-log={network_log}") as launched:
        yield launched


def origins_asked(log: Path, initiator: str) -> set[str]:
    """Origins that pages of an origin sent requests to; what the browser asks for itself has no initiator."""
    content = json.loads(log.read_text())
    kind = content["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"]
    started = [event.get("params", {}) for event in content["events"] if event["type"] == kind]
    asked = [request["url"] for request in started if request.get("initiator") == initiator]
    return {"/".join(url.split("/")[:3]) for url in asked}


@pytest.mark.slow
def test_a_full_visit_stays_at_home(open_page: Callable[..., Page], browser, network_log: Path, server: str):
    page = open_page()
    ask(page, QUESTION)
    answer_of(page)
    expect(page.locator("#past-runs input")).to_have_count(1)
    page.locator("#strip button[data-step='1']").click()
    unfold(page, "Look closer")
    page.get_by_label("3D").check()
    expect(page.locator("#map-plot .gl-container canvas")).to_have_count(1)
    for button in ("#save-run", "#save-table", 'button[data-export="tokens"][data-format="png"]'):
        if "export" in button:
            page.locator("#tokens summary").click()
        with page.expect_download():
            page.locator(button).first.click()
    page.get_by_role("tab", name="Lab").click()
    unfold(page, "Change the step")
    page.locator("#lab-edit-run").click()
    expect(page.locator("#lab-outcome table")).to_be_visible()
    for name, figure in (("Compare", "compare-map"), ("Dataset", "histogram"), ("Training", "losses")):
        page.get_by_role("tab", name=name).click()
        expect(page.locator(f"#{figure}-plot svg.main-svg").first).to_be_visible()
    expect(page.locator("#halts-plot svg.main-svg").first).to_be_visible()
    page.wait_for_function(ALL_DRAWN)
    figures = page.evaluate(FIGURES)
    assert len(figures) >= 20
    assert [figure for figure in figures if figure["unknown"]] == []
    page.get_by_role("tab", name="About").click()
    expect(page.locator("#about")).to_be_visible()
    page.get_by_role("button", name="Light / dark").click()
    browser.close()
    assert origins_asked(network_log, server) == {server}
