"""What a visitor does, for tests in a browser."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

PATIENCE_MS = 120_000
QUESTION = "Mia has 12 apples and buys 5 more. How many apples does she have now?"

expect.set_options(timeout=PATIENCE_MS)


def arrive(page: Page, address: str, status: str = "ready") -> None:
    """Go to an address and wait until the model is there, and everything is drawn."""
    page.goto(address)
    expect(page.locator(f".status.{status}")).to_be_visible()
    expect(page.locator("#map-plot svg.main-svg").first).to_be_visible()
    if page.locator("#strip .halt").count():
        expect(page.locator("#what-if-plot .bars .point").first).to_be_visible()
        forget_answer(page)


def forget_answer(page: Page) -> None:
    """Mark the answer that stands on the page: `answer_of` waits for the next one."""
    page.evaluate("document.querySelector('#card .card').dataset.before = ''")


def ask(page: Page, question: str) -> None:
    """Type a question and press Run."""
    page.get_by_label("Your word problem").fill(question)
    forget_answer(page)
    page.get_by_role("button", name="Run", exact=True).click()


def answer_of(page: Page) -> str:
    """The answer to the question in the box, once it is there: one that was asked before may still be in the making."""
    expect(page.locator("#card .card[data-before]")).to_have_count(0)
    question = page.get_by_label("Your word problem").input_value()
    if question:
        expect(page.locator(".asked")).to_contain_text(question)
    expect(page.locator(".measures")).to_be_visible()
    return page.locator(".card output").inner_text()


def measure_of(page: Page, name: str) -> str:
    """One of the figures below the answer."""
    return page.locator(".measures div", has_text=name).locator("dd").inner_text()


def run_to_the_end(page: Page, question: str) -> None:
    """Run a question and wait until its run stands in the history: then nothing changes by itself any more."""
    runs = page.locator("#past-runs label")
    n_before = runs.count()
    ask(page, question)
    expect(runs).to_have_count(n_before + 1)
    expect(page.locator("#detail h3").first).to_be_visible()
    # Gradio's clock lies there, unseen, until it is done.
    expect(page.locator("#strip .progress-text")).to_have_count(0)


def choose_step(page: Page, step: int) -> None:
    """Click a step of the strip and wait until every view shows it."""
    page.locator(f'#strip button[data-step="{step}"]').click()
    expect(page.locator("#detail h3").first).to_have_text(re.compile(rf"^{f'z{step}' if step else 'START'} "))


def halting_step(page: Page) -> int:
    """The step that the strip marks as the halt."""
    return int(page.locator(".strip .halt").get_attribute("data-step"))


def open_tab(page: Page, name: str) -> None:
    """Select a tab of the page."""
    page.get_by_role("tab", name=name).click()
    expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")


def unfold(page: Page, *names: str) -> None:
    """Open the parts of a tab that are folded, by how their headings begin."""
    for name in names:
        heading = page.get_by_role("button", name=re.compile(f"^{name}"))
        if "open" not in heading.get_attribute("class").split():
            heading.click()


def slide(page: Page, name: str, value: float) -> None:
    """Move a slider by its number input."""
    box = page.locator(f"#{name} input[type=number]")
    box.fill(str(value))
    box.press("Enter")


def run_set(page: Page, n: int) -> None:
    """Run so many problems of the test split to the end."""
    slide(page, "set-n", n)
    # As many problems of the set before may be done.
    page.evaluate("document.querySelector('#set-progress progress').dataset.before = ''")
    page.get_by_role("button", name="Run the set").click()
    expect(page.locator("#set-progress progress[data-before]")).to_have_count(0)
    expect(page.locator("#set-progress")).to_contain_text(f"done: {n} of {n} problems")


def takes(page: Page, name: str, condition: str) -> None:
    """Wait until the figure `#{name}-plot` is as a JavaScript function of it says."""
    page.wait_for_function(
        f"""(name) => {{
          const figure = document.querySelector(`#${{name}}-plot .js-plotly-plot`);
          return figure?.data && ({condition})(figure);
        }}""",
        arg=name,
    )


def draws(page: Page, name: str) -> None:
    """Wait until a figure shows anything."""
    takes(page, name, "(figure) => figure.data.length > 0")


def serious_violations(page: Page) -> list[tuple[str, str]]:
    """What axe finds that bars somebody from the page: rule and element."""
    return [
        (violation["id"], node["html"][:200])
        for violation in Axe().run(page).response["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]
