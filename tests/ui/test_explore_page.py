"""The Explore page in a browser: select, decide again, replay, overlay, take home, open, link, tour."""

import importlib.util
import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from gradio_client import Client
from places import ROOT
from playwright.sync_api import Browser, Page, Route, expect
from visits import QUESTION, arrive, choose_step, draws, halting_step, run_to_the_end, slide, takes, unfold

import app
from benchmarks.served import serving
from latentviz.__main__ import main
from latentviz.records.run_file import load_runs
from latentviz.ui.explore.step_strip import REVEAL_MS
from latentviz.utils.shipped import TINY

AS_OPENED = ("2D", "map", "number read")
SECOND = "Tom has 20 apples and gives 8 to Mia. How many apples does he have now?"
FIGURES = ("map", "what-if", "tokens", "control", "grid")
# True once the run was cancelled, false where it ended before the cancel reached the server.
RUN_AND_CANCEL = """(said) => new Promise((resolve) => {
  const runs = () => document.querySelectorAll("#past-runs label").length;
  const before = runs();
  let cancelled = false;
  document.querySelector("#run").click();
  const look = () => {
    if (!cancelled && document.querySelector(".card .busy")) {
      document.querySelector("#cancel").click();
      cancelled = true;
    }
    if (cancelled && document.body.textContent.includes(said)) resolve(true);
    else if (runs() > before) resolve(false);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""


def data_of(page: Page, name: str) -> str:
    """Data and shapes of a figure as its plotly holds them, as text that can be compared."""
    return page.evaluate(
        """(name) => {
          const figure = document.querySelector(`#${name}-plot .js-plotly-plot`);
          const plain = figure._fullData.map((trace) => ({
            name: trace.name, text: trace.text, hover: trace.hovertext, x: Array.from(trace.x ?? []),
          }));
          return JSON.stringify([plain, figure.layout.shapes, figure.layout.annotations]);
        }""",
        name,
    )


def upload(page: Page, path: Path) -> None:
    """Choose a file for "Open a run file"."""
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open a run file").click()
    chooser.value.set_files(path)


@pytest.fixture(scope="module")
def seen(lasting_page: Page) -> Page:
    """The page after a run, for tests that leave it as it is but for the selected step and the history."""
    run_to_the_end(lasting_page, QUESTION)
    unfold(lasting_page, "Look closer")
    return lasting_page


def test_a_clicked_step_changes_the_other_views(seen: Page):
    shown = {}
    for step in (0, 3):
        choose_step(seen, step)
        expect(seen.locator(f'#strip button[data-step="{step}"]')).to_have_attribute("aria-pressed", "true")
        expect(seen.locator('#strip button[aria-pressed="true"]')).to_have_count(1)
        seen.wait_for_function(
            """(step) => ["map", "grid", "tokens", "what-if"].every((name) => {
              const { shapes = [] } = document.querySelector(`#${name}-plot .js-plotly-plot`).layout;
              const seen = shapes.filter((shape) => shape.name && shape.opacity).map((shape) => shape.name);
              return seen.length > 0 && seen.every((shown) => shown === `step ${step}`);
            })""",
            arg=step,
        )
        shown[step] = (seen.locator("#detail").inner_text(), data_of(seen, "map"), data_of(seen, "what-if"))
        assert f"step={step}" in seen.locator("#link a").get_attribute("href")
    assert all(first != second for first, second in zip(shown[0], shown[3], strict=True))


def test_the_strip_is_walked_with_the_keyboard(seen: Page):
    choose_step(seen, 0)
    # No hand is as fast as this: gradio loses an event that falls between the end of an answer and its closing.
    seen.wait_for_timeout(300)
    seen.locator('#strip button[data-step="0"]').press("ArrowRight")
    expect(seen.locator("#detail h3").first).to_have_text(re.compile("^z1 "))
    expect(seen.locator('#strip button[data-step="1"]')).to_be_focused()
    seen.keyboard.press("End")
    last = seen.locator("#strip button[data-step]").count() - 1
    expect(seen.locator("#detail h3").first).to_have_text(re.compile(f"^z{last} "))


def test_the_numbers_that_a_step_looks_at_are_lit_and_joined_to_it(seen: Page):
    choose_step(seen, 0)
    numbers = seen.locator("#strip .asked mark")
    expect(numbers).to_have_text(["12", "5"])
    changes = [
        [float(text) for text in mark.split()] for mark in numbers.evaluate_all("all => all.map(m => m.dataset.change)")
    ]
    for step in (0, 1):
        choose_step(seen, step)
        lit = numbers.evaluate_all("all => all.map(mark => Number(mark.style.getPropertyValue('--change')))")
        assert lit == [of_number[step] for of_number in changes]
    n_curves = sum(change >= 0.1 for of_number in changes for change in of_number[: halting_step(seen) + 1])
    assert seen.locator("#strip .curves path").count() == n_curves > 0
    assert max(of_number[0] for of_number in changes) > 0.5


def test_a_thought_stands_on_the_page_before_its_scripts(browser: Browser, server: str):
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/assets/*.js", lambda route: route.abort())
        page.goto(server)
        expect(page.locator(".first-look svg")).to_be_visible()
        page.unroute_all()
        arrive(page, server)
        expect(page.locator(".first-look")).to_have_count(0)


def test_an_embedded_link_shows_the_thought_alone(seen: Page, open_page: Callable):
    query = seen.locator("#link a").get_attribute("href")
    framed = open_page(f"{query}&embed=1", framed=True)
    expect(framed.locator("#strip .asked mark")).to_have_count(2)
    expect(framed.locator("#strip .curves path").first).to_be_attached()
    for elsewhere in ("#header", "#question", "#map-plot", ".fold >> nth=0", "#save-run"):
        expect(framed.locator(elsewhere)).to_be_hidden()


@pytest.mark.parametrize(("kind", "signature"), [("png", b"\x89PNG"), ("svg", b"<svg"), ("gif", b"GIF89a")])
def test_the_thought_is_saved_as_one_picture(seen: Page, kind: str, signature: bytes):
    with seen.expect_download() as download:
        seen.locator(f"#save-{kind}").click()
    assert download.value.suggested_filename == f"latentviz-thought.{kind}"
    assert download.value.path().read_bytes().startswith(signature)


def decide_as_saved(page: Page) -> None:
    """Let the stop head decide at the threshold that the checkpoint was saved with."""
    slide(page, "temperature", 1)
    slide(page, "threshold", json.loads((ROOT / "checkpoints/tiny-grpo/config.json").read_text())["stop_threshold"])
    page.locator("#force-k label", has_text="stop head").click()
    expect(page.locator(".strip .mark")).to_have_text("halts")


def test_threshold_and_temperature_decide_again_at_once(seen: Page, client: Client):
    stops = client.predict(QUESTION, api_name="/what_if_stopped")["stops"]
    for threshold in (0.01, 1.0):
        slide(seen, "threshold", threshold)
        reached = [stop["k"] for stop in stops if stop["p_stop"] >= threshold]
        expected = reached[0] if reached else stops[-1]["k"]
        expect(seen.locator(f'.strip .halt[data-step="{expected}"]')).to_be_visible()
        expect(seen.locator(".card output")).to_have_text(stops[expected]["answer_text"])
    before = seen.locator(".strip .p b").first.inner_text()
    slide(seen, "temperature", 5)
    expect(seen.locator(".strip .p b").first).not_to_have_text(before)
    decide_as_saved(seen)


def test_a_forced_length_gives_the_answer_that_was_promised(seen: Page, client: Client):
    stops = client.predict(QUESTION, api_name="/what_if_stopped")["stops"]
    for k in (0, 2):
        seen.locator("#force-k label", has_text=re.compile(rf"^\s*{k}\s*$")).click()
        expect(seen.locator(".strip .mark")).to_have_text("forced")
        expect(seen.locator(f'.strip .halt[data-step="{k}"]')).to_be_visible()
        expect(seen.locator(".card output")).to_have_text(stops[k]["answer_text"])
        assert client.predict(QUESTION, fixed_k=k, api_name="/trace")["answer_text"] == stops[k]["answer_text"]
    decide_as_saved(seen)


def test_play_draws_the_path_from_start_to_halt_and_leaves_the_map_as_it_was(seen: Page):
    takes(seen, "map", "(figure) => figure.querySelector('.scatterlayer .trace path.js-line')")
    before = data_of(seen, "map")
    # Watched from before the click on: on a busy machine all may be over when the click returns.
    seen.evaluate("""() => {
      const moving = () => document.getAnimations().filter(
        (animation) => animation.effect.target.closest("#map-plot") && animation.effect.target.closest("svg"));
      window.moved = 0;
      const look = () => {
        window.moving = moving().length;
        window.moved = Math.max(window.moved, window.moving);
        requestAnimationFrame(look);
      };
      look();
    }""")
    seen.get_by_role("button", name="Play", exact=True).click()
    seen.wait_for_function("window.moved > 3")
    seen.wait_for_function("window.moving === 0")
    assert data_of(seen, "map") == before


def test_a_box_on_the_map_lists_the_states_in_it(seen: Page):
    seen.get_by_label("list states in a box").check()
    takes(seen, "map", "(figure) => figure.layout.dragmode === 'select'")
    seen.locator("#map-plot").scroll_into_view_if_needed()
    place = seen.locator("#map-plot .nsewdrag").bounding_box()
    left, top = place["x"] + place["width"] / 4, place["y"] + place["height"] / 4
    seen.mouse.move(left, top)
    seen.mouse.down()
    seen.mouse.move(left + place["width"] / 4, top + place["height"] / 4, steps=4)
    seen.mouse.move(left + place["width"] / 2, top + place["height"] / 2, steps=4)
    seen.mouse.up()
    listed = seen.locator("#region caption")
    expect(listed).to_contain_text(re.compile(r"^[\d,]+ states of [\d,]+ problems"))
    takes(seen, "map", "(figure) => figure.layout.shapes.filter((shape) => shape.name === 'region').length === 1")
    seen.get_by_label("list states in a box").uncheck()
    takes(seen, "map", "(figure) => figure.layout.dragmode === 'pan'")


def test_states_that_read_like_a_number_are_listed_and_open(seen: Page):
    number = seen.get_by_label("List states that read like")
    number.fill("20")
    number.press("Enter")
    expect(seen.locator("#region caption")).to_contain_text("they read most like 20 (")
    question = seen.locator("#region tbody tr td:nth-of-type(3)").first.inner_text()
    seen.locator("#region button[data-open]").first.click()
    expect(seen.locator(".asked")).to_contain_text(question)
    expect(seen.locator(".verdict")).to_have_text(re.compile("right|wrong"))
    run_to_the_end(seen, QUESTION)


def test_the_map_turns_and_takes_colours(seen: Page):
    seen.get_by_label("3D").check()
    takes(seen, "map", "(figure) => figure.data[0].type === 'scatter3d'")
    seen.get_by_label("PCA", exact=True).check()
    seen.get_by_label("right or wrong").check()
    seen.get_by_label("similar problems", exact=True).check()
    for name in ("wrong", "similar problems"):
        takes(seen, "map", f"(figure) => figure.data.some((trace) => trace.name === '{name}')")
    for setting in (*AS_OPENED, "similar problems"):
        seen.get_by_label(setting, exact=True).set_checked(setting in AS_OPENED)
    takes(seen, "map", "(figure) => !figure.data.some((trace) => trace.name === 'similar problems')")


def test_the_whole_map_is_one_click_away(seen: Page):
    width = """() => { const [low, high] = document.querySelector("#map-plot .js-plotly-plot").layout.yaxis.range;
        return high - low; }"""
    close_up = seen.evaluate(width)
    seen.get_by_label("whole map").check()
    seen.wait_for_function(f"(before) => ({width})() > 1.3 * before", arg=close_up)
    seen.get_by_label("whole map").uncheck()


def test_a_changed_figure_is_drawn_once(seen: Page):
    last = seen.evaluate_handle(
        "() => ['map', 'what-if'].map((name) => document.querySelector(`#${name}-plot .js-plotly-plot`))"
        ".map((place) => ({ place, data: place.data }))"
    )
    run_to_the_end(seen, SECOND)
    # Gradio makes a new place for it; what is drawn into the old one before that, nobody sees.
    assert last.evaluate("(last) => last.map(({ place, data }) => [place.isConnected, place.data === data])") == [
        [False, True],
        [False, True],
    ]
    run_to_the_end(seen, QUESTION)


def test_two_thoughts_are_overlaid_and_listed(seen: Page):
    n_before = seen.locator("#past-runs label").count()
    run_to_the_end(seen, SECOND)
    seen.locator("#overlays label").first.click()
    takes(seen, "map", "(figure) => figure.data.some((trace) => trace.name.startsWith('1. '))")
    expect(seen.locator("#map-plot .legendtext", has_text="1. Mia has 12")).to_be_visible()
    seen.locator("#overlays label").first.click()
    expect(seen.locator("#past-runs label")).to_have_count(n_before + 1)
    seen.locator("#past-runs label").first.click()
    expect(seen.locator("#link a")).to_have_attribute("href", re.compile("q=Mia"))


def test_a_run_file_opens_without_the_checkpoint(seen: Page, open_page: Callable, tmp_path: Path):
    choose_step(seen, 0)
    with seen.expect_download() as download:
        seen.get_by_role("button", name="Save run").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert load_runs(path)["run"].trace.question == QUESTION
    with seen.expect_download() as table:
        seen.get_by_role("button", name="Save CSV").click()
    assert Path(table.value.path()).read_text().startswith("step,p_stop")
    figures = {name: data_of(seen, name) for name in FIGURES}
    answer, detail = seen.locator(".card").inner_text(), seen.locator("#detail").inner_text()
    with serving("--no-model") as bare:
        viewer = open_page(address=bare.url, status="absent")
        unfold(viewer, "Look closer")
        upload(viewer, path)
        expect(viewer.locator("#past-runs label")).to_have_count(1)
        expect(viewer.locator(".card")).to_have_text(re.compile(r"\d"))
        assert viewer.locator(".card").inner_text() == answer
        assert viewer.locator("#detail").inner_text() == detail
        for name, data in figures.items():
            draws(viewer, name)
            assert data_of(viewer, name) == data
        slide(viewer, "threshold", 0.01)
        expect(viewer.locator('.strip .halt[data-step="0"]')).to_be_visible()
        viewer.close()


def test_a_link_gives_the_same_run(seen: Page, open_page: Callable):
    slide(seen, "threshold", 0.9)
    expect(seen.locator("#link a")).to_have_attribute("href", re.compile("threshold=0.9"))
    query = seen.locator("#link a").get_attribute("href")
    assert seen.evaluate("window.location.search") == "", "plotly's gradients hang on the address at drawing time"
    other = open_page(query)
    expect(other.locator("#past-runs label")).to_have_count(1)
    assert other.get_by_label("Your word problem").input_value() == QUESTION
    assert other.locator("#strip").inner_text() == seen.locator("#strip").inner_text()
    assert other.locator(".card output").inner_text() == seen.locator(".card output").inner_text()
    decide_as_saved(seen)


CLIPBOARD = """(works) => {
  const value = works ? { writeText: async (text) => { window.copied = text; } } : undefined;
  Object.defineProperty(navigator, "clipboard", { value, configurable: true });
  window.prompt = (words, text) => { window.shown = text; };
}"""


def test_a_link_is_copied_or_shown_to_be_copied_by_hand(seen: Page):
    copy = seen.locator("#copy-link")
    seen.evaluate(CLIPBOARD, True)
    copy.click()
    expect(copy).to_have_text("Copied")
    assert seen.evaluate("window.copied").endswith(seen.locator("#link a").get_attribute("href"))
    expect(copy).to_have_text("Copy link")
    seen.evaluate(CLIPBOARD, False)
    seen.locator("#copy-embed").click()
    seen.wait_for_function("window.shown?.startsWith('<iframe')")


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_figure_is_saved(seen: Page, kind: str):
    seen.locator("#what-if details").evaluate("(menu) => menu.open = true")
    with seen.expect_download() as download:
        seen.locator(f'button[data-export="what-if"][data-format="{kind}"]').click()
    content = Path(download.value.path()).read_bytes()
    assert content.startswith({"svg": b"<svg", "png": b"\x89PNG"}[kind])


def test_the_same_question_gives_the_same_trace_everywhere(seen: Page, client: Client, capsys):
    summary = client.predict(QUESTION, api_name="/trace")
    assert summary == client.predict(QUESTION, api_name="/trace")
    assert main(["trace", QUESTION, "--device", "cpu", "--checkpoint", str(TINY)]) == 0
    assert json.loads(capsys.readouterr().out) == summary
    assert halting_step(seen) == summary["n_latent_steps"]
    assert seen.locator(".card output").inner_text() == summary["answer_text"]
    first = seen.locator("#strip").inner_text()
    run_to_the_end(seen, QUESTION)
    assert seen.locator("#strip").inner_text() == first


def test_endpoints_answer_and_refuse_in_words(client: Client):
    nearest = client.predict(QUESTION, step=2, n=3, api_name="/nearest_tokens")
    assert len(nearest["logit_lens"]) == len(nearest["control_other_problem"]) == 3
    placed = client.predict(QUESTION, api_name="/place_on_map")
    assert len(placed["steps"]) == len(client.predict(QUESTION, api_name="/what_if_stopped")["stops"])
    assert len(placed["steps"][0]["umap2d"]) == 2
    with pytest.raises(Exception, match="it must be a number from 1 to 10"):
        client.predict(QUESTION, step=2, n=99, api_name="/nearest_tokens")
    with pytest.raises(Exception, match="this thought was recorded from step 0"):
        client.predict(QUESTION, step=99, api_name="/nearest_tokens")
    for endpoint in client.view_api(return_format="dict", print_info=False)["named_endpoints"].values():
        assert endpoint["description"]


def test_a_link_that_cannot_be_followed_says_why(server: str, lasting_page: Page):
    arrive(lasting_page, f"{server}/?q=2+apples+and+3&threshold=7")
    expect(lasting_page.get_by_role("alert")).to_contain_text("threshold = '7'")


def test_the_tour_needs_no_model_and_starts_at_once(lasting_page: Page):
    lasting_page.get_by_label("Your word problem").fill(QUESTION)
    lasting_page.get_by_role("button", name="Tour, 90 s").click()
    expect(lasting_page.locator("#tour h2")).to_have_text("A thought without words")
    expect(lasting_page.locator(".measures")).to_be_visible()
    seen = set()
    while lasting_page.locator("#tour").is_visible():
        title = lasting_page.locator("#tour h2").inner_text()
        seen.add(title)
        lasting_page.locator("#tour-next").click()
        lasting_page.wait_for_function(
            """(title) => { const now = document.querySelector("#tour h2"); return !now || now.offsetParent === null ||
            now.textContent !== title; }""",
            arg=title,
        )
    assert len(seen) == 6
    expect(lasting_page.get_by_label("Your word problem")).to_have_value(QUESTION)


def cancel_a_run(page: Page, question: str) -> int:
    """Run a question and cancel it while it thinks; tell how many runs were faster than the cancel."""
    for n_missed in range(10):
        page.get_by_label("Your word problem").fill(question)
        if page.evaluate(RUN_AND_CANCEL, "Nothing is running now"):
            return n_missed
    raise AssertionError("ten runs ended before they could be cancelled")


def test_cancel_gives_the_page_back(lasting_page: Page):
    n_runs = lasting_page.locator("#past-runs label").count() + cancel_a_run(lasting_page, QUESTION)
    expect(lasting_page.locator(".notices")).to_contain_text("Nothing is running now")
    lasting_page.wait_for_timeout(1000)
    expect(lasting_page.get_by_role("alert")).to_have_count(0)
    expect(lasting_page.locator("#past-runs label")).to_have_count(n_runs)
    run_to_the_end(lasting_page, QUESTION)
    n_runs += 1 + cancel_a_run(lasting_page, SECOND)
    expect(lasting_page.locator(".notices")).to_contain_text("Nothing is running now")
    expect(lasting_page.locator(".card output")).to_be_visible()
    run_to_the_end(lasting_page, SECOND)
    expect(lasting_page.locator("#past-runs label")).to_have_count(n_runs + 1)


# Notes how the hero is marked each time that it changes.
NOTE_HEROES = """() => {
  window.heroes = [];
  new MutationObserver(() => window.heroes.push(document.querySelector("#strip .hero").className)).observe(
    document.querySelector("#strip"), { childList: true, subtree: true });
}"""
ANIMATION_OF_A_STEP = "getComputedStyle(document.querySelector('#strip .arriving .step')).animationName"


def test_a_thought_that_is_there_at_once_is_shown_step_by_step(lasting_page: Page):
    lasting_page.evaluate(NOTE_HEROES)
    lasting_page.locator("#past-runs label", has_text=QUESTION[:12]).first.click()
    expect(lasting_page.locator(".asked")).to_contain_text(QUESTION)
    assert "hero arriving" in lasting_page.evaluate("heroes")
    lasting_page.wait_for_timeout(REVEAL_MS)
    slide(lasting_page, "threshold", 0.9)
    expect(lasting_page.locator("#strip .strip")).to_have_attribute("style", "--threshold: 0.900")
    assert lasting_page.locator("#strip .arriving").count() == 0


def test_whoever_wants_less_motion_sees_the_thought_at_once(lasting_page: Page):
    for motion, animation in (("no-preference", "arrive"), ("reduce", "none")):
        lasting_page.emulate_media(reduced_motion=motion)
        lasting_page.evaluate("document.querySelector('#strip .hero').classList.add('arriving')")
        assert lasting_page.evaluate(ANIMATION_OF_A_STEP) == animation
    lasting_page.emulate_media(reduced_motion="no-preference")


def test_the_figures_of_a_link_come_where_the_browser_is_slower_than_the_model(server: str, lasting_page: Page):
    def join_late(route: Route) -> None:
        if "?q=" not in (route.request.post_data or ""):
            route.continue_()
            return
        joined = route.fetch()
        # By then all that the thought sends has come over the stream that the page's other events opened.
        time.sleep(4)
        route.fulfill(response=joined)

    lasting_page.route("**/queue/join*", join_late)
    lasting_page.goto(f"{server}/?{urlencode({'q': QUESTION})}")
    expect(lasting_page.locator("#past-runs label")).to_have_count(1)
    takes(lasting_page, "what-if", "(figure) => figure.data.some((trace) => trace.name === 'answers')")
    takes(lasting_page, "map", "(figure) => figure.data.length > 1")


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 390])
def test_selecting_and_deciding_moves_nothing(open_page: Callable, width: int):
    page = open_page("", width)
    run_to_the_end(page, QUESTION)
    height = page.evaluate("document.documentElement.scrollHeight")
    choose_step(page, 1)
    slide(page, "threshold", 0.01)
    expect(page.locator('.strip .halt[data-step="0"]')).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight") == height
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_mcp_is_an_option_that_says_what_it_needs(capsys):
    if importlib.util.find_spec("mcp"):
        pytest.skip("the package mcp is there")
    assert app.main(["--mcp", "--no-model"]) == 2
    assert "gradio[mcp]" in capsys.readouterr().err
