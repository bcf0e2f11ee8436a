"""Pages of other checkpoints on one server: picker, endpoints and figures, for folders in the reference's format."""

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
import pytest
from gradio_client import Client
from places import GOLDEN, needs_golden
from playwright.sync_api import Page, expect
from reference_format import ATOL, ATOL_DEEP, FOLDERS, SHALLOW, golden, in_reference_format
from visits import QUESTION, answer_of, arrive, serious_violations

from latentviz.analysis.tracer import Tracer
from latentviz.model.checkpoint import load_checkpoint
from latentviz.model.reference_format import LATENT_CAP
from latentviz.serving.checkpoint_pages import place_of

PATIENCE_S = 60
STOP_BARS = "[...document.querySelectorAll('#strip .p i')].map((bar) => parseFloat(bar.style.height) / 100)"


@pytest.fixture(scope="module")
def folder(random_checkpoint: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stand-in for a folder of the reference, which is not part of this repository."""
    return in_reference_format(random_checkpoint, tmp_path_factory.mktemp("pages") / "stand-in")


def load(page: Page, source: str) -> None:
    """Name a checkpoint in the picker and press Load."""
    page.locator("#picker-source").get_by_role("textbox").fill(source)
    page.get_by_role("button", name="Load", exact=True).click()


def test_a_visitor_loads_another_model_and_keeps_the_own_page(lasting_page: Page, folder: Path):
    lasting_page.get_by_label("Your word problem").fill(QUESTION)
    lasting_page.get_by_role("button", name="Change model").click()
    expect(lasting_page.locator("#picker-list")).to_contain_text("This page: tiny-grpo")
    assert serious_violations(lasting_page) == []
    for source, cause in ((str(folder / "x"), "no such checkpoint folder"), (str(folder.parent), "cannot be read")):
        load(lasting_page, source)
        expect(lasting_page.locator("#picker-state .error")).to_contain_text(cause)
    load(lasting_page, str(folder))
    expect(lasting_page.locator("#picker-state")).to_contain_text("stand-in is ready")
    with lasting_page.context.expect_page() as opened:
        lasting_page.get_by_role("link", name="Open its page").click()
    other = opened.value
    expect(other.locator(".status.ready")).to_contain_text("stand-in")
    expect(other.get_by_label("Your word problem")).to_have_value(QUESTION)
    assert answer_of(other)
    expect(other.locator("#force-k label")).to_have_count(LATENT_CAP + 2)
    other.get_by_role("button", name="Change model").click()
    assert other.get_by_role("link", name="tiny-grpo").get_attribute("href").startswith("../tiny-grpo/?q=Mia")
    other.close()
    expect(lasting_page.locator(".status.ready")).to_contain_text("tiny-grpo")
    expect(lasting_page.get_by_label("Your word problem")).to_have_value(QUESTION)
    lasting_page.get_by_role("button", name="Close", exact=True).click()
    expect(lasting_page.locator("#picker-source")).to_be_hidden()


def test_an_address_without_a_checkpoint_says_so(server: str, browser):
    with browser.new_page() as page:
        assert page.goto(f"{server}/model/nothing/").status == 404
        expect(page.locator("body")).to_contain_text("nothing: there is no such checkpoint folder")


def through_the_app(server: str, page: Page, folder: Path, cases: Iterable[tuple[str, np.ndarray]]) -> None:
    """Compare what `/trace` and the bars of P(stop) say with P(stop) up to the halt, for each question."""
    page_of = f"model/{place_of(str(folder))}/"
    client = Client(f"{server}/{page_of}", verbose=False, httpx_kwargs={"timeout": PATIENCE_S})
    for question, p_stop in cases:
        atol = ATOL if len(p_stop) <= SHALLOW + 1 else ATOL_DEEP
        thought = client.predict(question, api_name="/trace")
        assert thought["checkpoint"] == folder.name
        assert thought["n_latent_steps"] == len(p_stop) - 1
        np.testing.assert_allclose(thought["p_stop"], p_stop, atol=atol, rtol=0)
        arrive(page, f"{server}/{page_of}?{urlencode({'q': question})}")
        expect(page.locator("#strip .step:not(.pending)")).to_have_count(LATENT_CAP + 1)
        drawn = page.evaluate(STOP_BARS)
        np.testing.assert_allclose(drawn[: len(p_stop)], p_stop, atol=atol, rtol=0)


def test_a_folder_of_the_reference_thinks_and_draws_through_the_app(server: str, lasting_page: Page, folder: Path):
    trace = Tracer(load_checkpoint(folder, "cpu")).trace(QUESTION)
    p_stop = trace.p_stop[: trace.n_latent_steps + 1]
    through_the_app(server, lasting_page, folder, [(QUESTION, p_stop)])


@needs_golden
@pytest.mark.parametrize("name", [FOLDERS[0], *(pytest.param(name, marks=pytest.mark.slow) for name in FOLDERS[1:])])
def test_what_the_reference_computed_is_shown_by_the_app(server: str, lasting_page: Page, name: str):
    cases, arrays = golden(name)
    shown = [
        (case["prompt"], arrays[f"{index}.p_stop"])
        for index, case in enumerate(cases)
        if case["n_latent_steps"] < LATENT_CAP
    ]
    through_the_app(server, lasting_page, GOLDEN / name, shown[:2])
