"""More visitors than the server takes: who waits sees the place in the queue, and one too many is told so."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from gradio_client import Client
from gradio_client.utils import Status
from playwright.sync_api import Browser, Page, expect
from visits import PATIENCE_MS, QUESTION, ask

from benchmarks.served import serving

QUEUE_SIZE = 6
HELD_SERVER = f"""
import sys, threading
from latentviz.ui import build
from latentviz.serving.catalog import CheckpointCatalog
from latentviz.serving.engine import Engine
from latentviz.ui.shared.theme import css

engine = Engine(sys.argv[4], device="cpu")
engine.wait()
threading.Thread(target=engine.use, args=(lambda _: threading.Event().wait(),), daemon=True).start()
page = build(CheckpointCatalog(engine)).queue(max_size={QUEUE_SIZE})
page.launch(server_port=int(sys.argv[2]), css=css(), ssr_mode=False)
"""
CAN_BE_SEEN = """() => {
  const place = document.querySelector("#message .progress-text").getBoundingClientRect();
  const wrap = document.querySelector("#message .wrap");
  return place.width > 0 && getComputedStyle(wrap).overflow === "visible";
}"""


@pytest.fixture
def crowded(browser: Browser, random_checkpoint: Path) -> Iterator[tuple[Page, Page]]:
    """Two visitors of a server whose model is held, and in whose queue one place is left."""
    with serving("--checkpoint", str(random_checkpoint), script=("-c", HELD_SERVER)) as server:
        pages = [browser.new_context().new_page() for _ in range(2)]
        for page in pages:
            page.set_default_timeout(PATIENCE_MS)
            page.goto(server.url)
            expect(page.locator(".status.ready")).to_be_visible()
        client = Client(server.url, verbose=False)
        jobs = [client.submit(QUESTION, api_name="/trace") for _ in range(QUEUE_SIZE)]
        while not all(job.status().code in (Status.IN_QUEUE, Status.PROCESSING) for job in jobs):
            time.sleep(0.1)
        yield tuple(pages)
        for page in pages:
            page.context.close()


def test_who_waits_sees_the_place_and_one_too_many_is_told(crowded: tuple[Page, Page]):
    waiting, refused = crowded
    ask(waiting, QUESTION)
    expect(waiting.locator("#message .progress-text")).to_contain_text(f"queue: {QUEUE_SIZE}/{QUEUE_SIZE}")
    assert waiting.evaluate(CAN_BE_SEEN)
    ask(refused, QUESTION)
    expect(refused.locator(".toast-body")).to_contain_text("currently busy")
    expect(refused.locator("#card")).to_contain_text("The question is still in the box")
    assert refused.get_by_label("Your word problem").input_value() == QUESTION
