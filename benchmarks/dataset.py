"""Many problems through the Dataset tab, as a visitor runs them: time, peak memory of the server, and a second run.

`python -m benchmarks.dataset --n 1000`
"""

import argparse
import json
import time
from pathlib import Path

from playwright.sync_api import Page, expect

from benchmarks.bench import Bench
from benchmarks.served import Server, browsing, serving
from latentviz.utils.shipped import TINY

PATIENCE_MS = 600_000


def run_set(page: Page, n: int) -> float:
    """Seconds from the click on Run until everything of the set is shown."""
    started = time.perf_counter()
    page.get_by_role("button", name="Run the set").click()
    expect(page.locator("#set-progress")).to_contain_text("running")
    expect(page.locator("#set-progress")).to_contain_text(f"done: {n:,} of {n:,} problems", timeout=PATIENCE_MS)
    expect(page.locator("#problems caption")).to_contain_text(f"of {n:,} problems")
    return time.perf_counter() - started


def measure(page: Page, server: Server, n: int, n_runs: int) -> dict:
    """The runs one after the other, with the server's memory in MB before the first and at its peak in each.

    Parameters
    ----------
    page : Page
        The page of `server`, just opened.
    n : int
        Problems of the test split, a multiple of 50.
    """
    page.locator(".status.ready").wait_for()
    page.get_by_role("tab", name="Dataset").click()
    page.locator("#set-n input[type=number]").fill(str(n))
    page.locator("#set-n input[type=number]").press("Enter")
    before, runs = server.resident_mb(), []
    for _ in range(n_runs):
        server.forget_peak()
        elapsed_s = run_set(page, n)
        runs.append({"elapsed_s": round(elapsed_s, 1), "peak_mb": server.peak_mb(), "after_mb": server.resident_mb()})
    return {"n": n, "before_mb": before, "runs": runs}


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dataset", description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", default=TINY, metavar="DIR")
    parser.add_argument("--n", type=int, default=1000)
    parser.add_argument("--n-runs", type=int, default=2)
    arguments = parser.parse_args(argv)
    with serving(*Bench(Path(arguments.checkpoint)).served_with) as server, browsing() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(server.url)
        results = measure(page, server, arguments.n, arguments.n_runs)
    print(json.dumps(results, indent=2))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
