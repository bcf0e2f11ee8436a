"""The Dataset tab in a browser: run, cancel, upload, filter, sort, open in Explore, export."""

import json
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from visits import answer_of, draws, open_tab, run_set, slide

LINES = [
    json.dumps({"question": "Tom has 3 apples and gets 4 more. How many apples?", "answer": 7, "steps": ["3+4=7"]}),
    "garbage",
    json.dumps({"question": "Mia has 9 pens and loses 2 of them. How many pens?", "answer": 7}),
    json.dumps({"question": "How many apples?"}),
]
FIGURES = ("histogram", "operations", "accuracy", "calibration", "front")


@pytest.fixture
def dataset(lasting_page: Page) -> Page:
    open_tab(lasting_page, "Dataset")
    return lasting_page


def test_a_split_runs_and_draws_everything(dataset: Page):
    run_set(dataset, 50)
    for name in FIGURES:
        draws(dataset, name)
    expect(dataset.locator("#set-summary")).to_contain_text("50 problems of the test split")
    expect(dataset.locator("#halt-groups table")).to_be_visible()
    expect(dataset.locator("#problems tbody tr")).to_have_count(20)
    published = dataset.locator("#front-plot .legendtext", has_text="authors' own counts")
    expect(published).to_have_count(0)
    dataset.get_by_label("show published results").check()
    expect(published).to_be_visible()
    dataset.get_by_label("show published results").uncheck()


def test_cancel_stops_and_keeps_what_was_done(dataset: Page):
    slide(dataset, "set-n", 2000)
    dataset.get_by_role("button", name="Run the set").click()
    expect(dataset.locator("#set-progress")).to_contain_text(re.compile(r"[1-9][\d,]* of 2,000"))
    dataset.locator("#cancel-set").click()
    expect(dataset.locator("#set-progress")).to_contain_text("cancelled, and kept")
    kept = int(re.search(r"kept: ([\d,]+) of", dataset.locator("#set-progress").inner_text()).group(1).replace(",", ""))
    assert kept < 2000
    expect(dataset.locator("#problems caption")).to_contain_text(f"of {kept:,} problems")
    draws(dataset, "histogram")
    time.sleep(2)
    expect(dataset.locator("#set-progress")).to_contain_text("cancelled, and kept")


def test_broken_lines_are_reported_by_number_and_the_rest_runs(dataset: Page, tmp_path: Path):
    path = tmp_path / "mine.jsonl"
    path.write_text("\n".join(LINES))
    with dataset.expect_file_chooser() as chooser:
        dataset.get_by_role("button", name="Upload a file and run it").click()
    chooser.value.set_files(path)
    expect(dataset.locator("#set-progress")).to_contain_text("done: 2 of 2 problems")
    alert = dataset.locator("#set-message [role=alert]")
    expect(alert).to_contain_text("line 2: the line is no JSON")
    expect(alert).to_contain_text("line 4:")
    expect(dataset.get_by_label("your file")).to_be_checked()
    expect(dataset.locator("#problems tbody tr")).to_have_count(2)
    dataset.get_by_label("test split").check()


def test_the_table_is_filtered_sorted_opened_and_exported(dataset: Page):
    run_set(dataset, 50)
    table = dataset.locator("#problems")
    table.get_by_role("button", name="P(stop)").click()
    expect(table.locator('th[aria-sort="ascending"]')).to_contain_text("P(stop)")
    table.get_by_role("button", name="Next").click()
    expect(table.locator(".pager")).to_contain_text("page 2 of 3")
    question_contains = dataset.get_by_label("Question contains")
    question_contains.fill("how")
    expect(table.locator(".pager")).to_contain_text("page 1")
    with dataset.expect_download() as download:
        dataset.locator("#save-set").click()
    assert Path(download.value.path()).read_text().startswith("number,question")
    opened = table.locator("tbody tr").first
    question = opened.locator("td").first.inner_text()
    opened.get_by_role("button").click()
    expect(dataset.get_by_role("tab", name="Explore")).to_have_attribute("aria-selected", "true")
    answer_of(dataset)
    assert dataset.get_by_label("Your word problem").input_value() == question
    expect(dataset.locator(".card .gold")).to_be_visible()
    open_tab(dataset, "Dataset")
    question_contains.fill("")
