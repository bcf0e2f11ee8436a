"""The page in a browser, served by `app.py` as a visitor gets it."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import plotly.offline
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError
from places import ROOT
from playwright.sync_api import Browser, Page, expect
from processes import python
from visits import QUESTION, answer_of, ask, choose_step, forget_answer, measure_of, unfold

from latentviz.data.examples import EXAMPLES
from latentviz.utils.shipped import TINY

BAD_INPUT = {
    "": "The question is empty",
    "apples 5 " * 2222 + "ab": "The question has 20,000 characters",
    "<script>document.title = 'hacked'</script> 2 apples": "HTML or other markup",
}
INJECTED = """() => {
  document.querySelector("#card").innerHTML += '<img src="data:," onerror="window.harmed = true">';
  const script = document.createElement("script");
  script.textContent = "window.harmed = true";
  document.body.append(script);
}"""


@pytest.fixture
def page(lasting_page: Page) -> Page:
    """The page as the test before left it; its answer is forgotten."""
    forget_answer(lasting_page)
    return lasting_page


def test_the_page_opens_with_a_recorded_thought(page: Page):
    expect(page.locator(".asked")).to_contain_text(EXAMPLES["pencils"].question)
    expect(page.locator(".thinking-words")).to_contain_text("It read the question, took")
    expect(page.locator(".card output")).not_to_have_text("")
    expect(page.locator(".strip .halt")).to_have_count(1)
    expect(page.get_by_label("Your word problem")).to_have_value("")
    expect(page.locator("#past-runs label")).to_have_count(0)
    choose_step(page, 0)


def test_a_typed_problem_is_answered_and_drawn(page: Page, client: Client):
    ask(page, QUESTION)
    answer = answer_of(page)
    unfold(page, "Look closer")
    summary = client.predict(QUESTION, api_name="/trace")
    k = summary["n_latent_steps"]
    assert answer == summary["answer_text"]
    assert measure_of(page, "latent steps") == str(k)
    assert measure_of(page, "counted tokens") == str(k + 2) == str(summary["n_counted_tokens"])
    assert re.fullmatch(r"[\d.]+ (ms|s)", measure_of(page, "time"))
    expect(page.locator(".strip .halt")).to_have_attribute("data-step", str(k))
    halting_word = "halts" if summary["stopped"] else "cap"
    for name in ("tokens", "map"):
        annotations = page.locator(f"#{name}-plot svg .annotation")
        expect(annotations.filter(has_text=halting_word)).to_have_count(1)
    threshold = json.loads((TINY / "config.json").read_text())["stop_threshold"]
    assert f"--threshold: {threshold:.3f}" in page.locator(".strip").get_attribute("style")
    expect(page.locator("#what-if-plot .bars .point")).to_have_count(page.locator(".strip .step").count())
    expect(page.locator("#map-plot .legendtext", has_text="states of other problems")).to_be_visible()
    read = page.locator("#tokens-plot .heatmap-label").all_text_contents()
    assert len(read) == 5 * page.locator(".strip .step").count()
    assert summary["nearest_tokens"][0][0]["token"][:4] in "".join(read)
    sure = page.locator(".strip :is(.taken, .halt) .p b").all_inner_texts()
    assert len(sure) == len(summary["p_stop"]) == k + 1
    for text, p in zip(sure, summary["p_stop"], strict=True):
        shown = {"<.01": 0.0, ">.99": 1.0}.get(text) if text[0] in "<>" else float(text)
        assert shown == pytest.approx(p, abs=0.0051)


def test_bad_input_is_refused_in_words_and_the_app_goes_on(page: Page, client: Client):
    for text, message in BAD_INPUT.items():
        ask(page, text)
        expect(page.get_by_role("alert")).to_contain_text(message)
        assert page.get_by_label("Your word problem").input_value() == text
        assert page.title() == "latentviz"
        with pytest.raises(AppError, match=re.escape(message)):
            client.predict(text, api_name="/trace")
    ask(page, QUESTION)
    answer_of(page)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_unknown_words_give_a_notice(page: Page):
    ask(page, "Zorblax has 250 flumpets and buys 3 more. How many flumpets?")
    answer_of(page)
    notices = page.locator(".notices")
    expect(notices).to_contain_text("flumpets")
    ask(page, QUESTION)
    answer_of(page)
    expect(notices).to_have_count(0)


def test_a_new_problem_brings_its_gold_answer_until_it_is_edited(page: Page):
    page.get_by_label("number input for Operations in it").fill("3")
    page.get_by_label("number input for Operations in it").press("Tab")
    box = page.get_by_label("Your word problem")
    box.fill("")
    page.get_by_role("button", name="New problem").click()
    expect(box).not_to_have_value("")
    answer = answer_of(page)
    gold = page.locator(".card .gold").inner_text().removeprefix("right answer ")
    expect(page.locator(".verdict")).to_have_text("✓ right" if answer == gold else "✗ wrong")
    steps = page.locator(".gold-steps li").all_inner_texts()
    assert len(steps) == 3
    assert steps[-1].endswith(f"={gold}")
    box.press("End")
    box.press_sequentially(" Hm.")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator(".verdict")).to_have_text("? right answer not known")


@pytest.mark.parametrize("keys", ["Enter", "Control+Enter"])
def test_enter_runs(page: Page, keys: str):
    page.get_by_label("Your word problem").fill(QUESTION)
    page.get_by_label("Your word problem").press(keys)
    assert answer_of(page) != ""
    expect(page.locator(".asked")).to_contain_text(QUESTION)


def test_visitors_do_not_share_runs(page: Page, open_page: Callable[..., Page]):
    second = open_page()
    page.get_by_role("button", name="shells (1)").click()
    answer_of(page)
    expect(page.locator(".card .gold")).to_have_text("right answer 19")
    expect(second.locator(".asked")).to_contain_text(EXAMPLES["pencils"].question)
    expect(second.get_by_label("Your word problem")).to_have_value("")
    ask(second, page.get_by_label("Your word problem").input_value())
    assert answer_of(second) == answer_of(page)
    expect(second.locator(".verdict")).to_have_text("? right answer not known")


@pytest.mark.parametrize("width", [pytest.param(1280, marks=pytest.mark.slow), 390])
def test_nothing_jumps_and_the_page_does_not_scroll_sideways(open_page: Callable[..., Page], width: int):
    page = open_page("?__theme=dark", width)
    assert "dark" in page.locator("body").get_attribute("class")
    assert page.locator(".asked").bounding_box()["y"] < page.viewport_size["height"]
    page.get_by_label("Your word problem").fill(QUESTION)
    height = page.evaluate("document.documentElement.scrollHeight")
    page.get_by_role("button", name="Run", exact=True).click()
    answer_of(page)
    expect(page.locator("#map-plot .annotation", has_text="halts")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollHeight") == height
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.get_by_role("button", name="Light / dark").click()
    expect(page.locator("body.dark")).to_have_count(0)


def test_every_figure_says_how_to_read_it_and_what_it_cannot_tell(page: Page):
    unfold(page, "Look closer")
    for name in ("map", "what-if", "tokens", "control", "grid"):
        page.locator(f"#{name}").get_by_text("about this").click()
        expect(page.locator(f"#{name}").get_by_text("How to read this")).to_be_visible()
        expect(page.locator(f"#{name}").get_by_text("What it cannot tell")).to_be_visible()
        expect(page.locator("details.menu[open]")).to_have_count(1)


def test_gradios_plotly_draws_what_ours_writes(page: Page):
    drawn = page.evaluate("window.Plotly.version").split(".")
    written = plotly.offline.get_plotlyjs_version().split(".")
    assert drawn[0] == written[0] == "3"


def test_markup_that_slips_into_the_page_runs_nothing(browser: Browser, server: str):
    violations = []
    with browser.new_page() as page:
        page.on("console", lambda message: violations.append(message.text) if message.type == "error" else None)
        page.goto(server)
        expect(page.locator(".status.ready")).to_be_visible()
        page.evaluate(INJECTED)
        page.wait_for_timeout(200)
        assert page.evaluate("window.harmed") is None
        assert sum("Content Security Policy" in text for text in violations) == 2


def test_the_named_endpoints_are_those_of_the_docs(client: Client):
    endpoints = client.view_api(return_format="dict", print_info=False)["named_endpoints"]
    assert set(endpoints) == set(re.findall(r'api_name="([^"]+)"', (ROOT / "docs/page.md").read_text()))


def test_a_missing_checkpoint_folder_ends_with_code_2(tmp_path: Path):
    result = python("app.py", "--checkpoint", tmp_path / "nowhere")
    assert result.returncode == 2
    assert "nowhere: there is no such checkpoint folder" in result.stderr
    assert "Traceback" not in result.stderr
