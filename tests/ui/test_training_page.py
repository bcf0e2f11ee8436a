"""The Training tab in a browser: choose a run, follow it live, walk through its probes, play with the reward."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from places import ROOT
from playwright.sync_api import Page, expect
from sample_records import made_history
from visits import answer_of, draws, open_tab, slide

from latentviz.ui.training.layout import POLL_EVERY_S

SHIPPED = "checkpoints/tiny-sft"


@pytest.fixture(scope="module")
def live_run() -> Iterator[Path]:
    """A run folder that nobody writes to but the test."""
    folder = ROOT / "runs" / "written-by-a-test"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "run.json").write_text(json.dumps({"stage": "grpo", "options": {"n_steps": 9}}))
    (folder / "metrics.jsonl").write_text(json.dumps({"step": 2, "loss": 3.0, "kl": 0.1}) + "\n")
    history = made_history(0, 2, questions=("What is 3 and 4?", "b?"), n_latent_steps=np.array([[2, 1], [1, 1]]))
    history.save(folder / "probes.safetensors")
    yield folder
    shutil.rmtree(folder)


def choose_run(page: Page, name: str) -> None:
    """Choose a run folder, once the tab shows one."""
    expect(page.locator("#run-summary")).to_contain_text("optimiser step")
    page.locator("#run-choice input").click()
    page.get_by_role("option", name=name).click()
    expect(page.locator("#run-summary")).to_contain_text(name)


@pytest.fixture
def training(live_run: Path, lasting_page: Page) -> Page:
    """The tab with that run; it opens with another where somebody trains meanwhile."""
    open_tab(lasting_page, "Training")
    choose_run(lasting_page, f"runs/{live_run.name}")
    return lasting_page


def test_a_probe_problem_is_thought_about_in_explore(training: Page):
    expect(training.locator("#probe-words")).to_contain_text("✓ right")
    training.locator("#probe-in-explore").click()
    expect(training.get_by_role("tab", name="Explore")).to_have_attribute("aria-selected", "true")
    expect(training.get_by_label("Your word problem")).to_have_value("What is 3 and 4?")
    answer_of(training)
    expect(training.locator(".card .gold")).to_contain_text("7")


def test_the_slider_walks_through_the_training(training: Page):
    expect(training.locator("#probe-words")).to_contain_text("optimiser step 2")
    expect(training.locator("#probe-words")).to_contain_text("✓ right")
    # No hand is as fast as this: gradio loses an input that falls between the parts of an answer.
    while "optimiser step 0:" not in training.locator("#probe-words").inner_text():
        slide(training, "probe-point", 0)
        training.wait_for_timeout(1000)
    expect(training.locator("#probe-words")).to_contain_text("optimiser step 0: it halts after 2 latent steps")


def test_the_sandbox_shows_why_the_model_learns_to_stop(training: Page):
    draws(training, "advantages")
    slide(training, "sandbox-temperature", 5)
    words = training.locator("#sandbox-words")
    bars = "JSON.stringify(Array.from(document.querySelector('#advantages-plot .js-plotly-plot')._fullData[0].y))"
    before = training.evaluate(bars)
    slide(training, "sandbox-requirement", 0)
    slide(training, "sandbox-penalty", 0.1)
    training.wait_for_function(f"(before) => {bars} !== before", arg=before)
    expect(words).to_contain_text("rollouts are right")


def test_a_run_is_followed_while_it_goes_on(training: Page, live_run: Path):
    expect(training.locator("#run-summary")).to_contain_text("optimiser step 2 of 9, not finished")
    with (live_run / "metrics.jsonl").open("a") as log:
        log.write(json.dumps({"step": 4, "loss": 2.0, "kl": 0.2}) + "\n")
    expect(training.locator("#run-summary")).to_contain_text("optimiser step 4 of 9")
    open_tab(training, "Explore")
    ticks = []
    training.on("request", lambda request: ticks.append(request.url))
    training.wait_for_timeout(1000 * (POLL_EVERY_S + 0.5))
    assert [url for url in ticks if "/run/" in url or "/queue/" in url] == []


def test_a_shipped_run_is_drawn(training: Page):
    choose_run(training, SHIPPED)
    expect(training.locator("#run-summary")).to_contain_text("finished")
    for name in ("losses", "training-accuracy", "mean-steps"):
        draws(training, name)
