"""Medians of the Explore page on this machine: start, trace, placing on the map, and selecting a step in a browser.

`python -m benchmarks.explore`
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from gradio_client import Client
from playwright.sync_api import sync_playwright

from benchmarks.served import CHROMIUM, FLAGS, served
from latentviz.checkpoints import load_checkpoint
from latentviz.examples import EXAMPLES
from latentviz.projection import HiddenStateMap
from latentviz.trace import ThoughtTrace
from latentviz.tracer import Tracer

QUESTION = EXAMPLES["pencils"].question
SELECT = """(step) => new Promise((resolve, reject) => {
  const started = performance.now();
  const outlined = (name) => {
    const shapes = document.querySelector(`#${name}-plot .js-plotly-plot`)?.layout?.shapes ?? [];
    const seen = shapes.filter((shape) => shape.name && shape.opacity).map((shape) => shape.name);
    return seen.length > 0 && seen.every((shown) => shown === `step ${step}`);
  };
  const figures = ["map", "tokens", "what-if", "grid"];
  const shown = () => {
    const pressed = document.querySelector(`#strip button[data-step="${step}"][aria-pressed="true"]`);
    const detail = document.querySelector("#detail h3")?.textContent ?? "";
    const said = detail.startsWith(step ? `z${step} ` : "START ");
    return pressed && said && figures.every(outlined);
  };
  const look = () => {
    if (shown()) requestAnimationFrame(() => resolve(performance.now() - started));
    else if (performance.now() - started > 20000) reject(new Error(`step ${step} was not shown`));
    else requestAnimationFrame(look);
  };
  document.querySelector(`#strip button[data-step="${step}"]`).click();
  look();
})"""


def seconds(work: Callable[[], object], n_repeats: int) -> list[float]:
    """Wall time of each repetition, in seconds."""
    times = []
    for _ in range(n_repeats):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return times


def figures(values: Sequence[float], scale: float) -> dict:
    """Median and range."""
    ordered = sorted(value * scale for value in values)
    return {
        "median": round(statistics.median(ordered), 2),
        "range": [round(ordered[0], 2), round(ordered[-1], 2)],
        "n": len(ordered),
    }


def measure_start(arguments: Sequence[str], n_repeats: int) -> dict:
    """Cold start of `app.py`: until the page is served, and until it has answered a first question."""
    page_s, answer_s = [], []
    for _ in range(n_repeats):
        started = time.perf_counter()
        with served(*arguments) as url:
            page_s.append(time.perf_counter() - started)
            Client(url, verbose=False).predict(QUESTION, api_name="/trace")
            answer_s.append(time.perf_counter() - started)
    return {"page is served, s": figures(page_s, 1), "first question is answered, s": figures(answer_s, 1)}


def measure_traces(tracer: Tracer, n_repeats: int) -> tuple[dict, ThoughtTrace]:
    """A full trace with all counterfactual answers, and the same with everything that explains it."""
    questions = [problem.question for problem in EXAMPLES.values()]
    trace = tracer.trace(questions[0], explain=True)
    times = {True: [], False: []}
    for index in range(n_repeats):
        for explain in times:
            question = questions[index % len(questions)]
            times[explain] += seconds(partial(tracer.trace, question, explain=explain), 1)
    results = {
        "full trace, ms": figures(times[False], 1000),
        "explained trace with chain of thought, ms": figures(times[True], 1000),
    }
    return results, trace


def measure_placing(states_map: HiddenStateMap, trace: ThoughtTrace, n_repeats: int) -> dict:
    """A trajectory on the map, the first time included; and whether numba was loaded for it."""
    times = seconds(lambda: states_map.place(trace.hidden), n_repeats)
    return {
        "place a trajectory, ms": figures(times, 1000),
        "first placing, ms": round(1000 * times[0], 2),
        "numba was loaded": "numba" in sys.modules,
    }


def measure_select(arguments: Sequence[str], n_repeats: int) -> dict:
    """From a click on a step until strip, map, lens grid and words show it, in Chromium."""
    with served(*arguments) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(60_000)
        page.goto(url)
        page.locator(".status.ready").wait_for()
        page.get_by_label("Your word problem").fill(QUESTION)
        page.get_by_role("button", name="Run", exact=True).click()
        page.locator("#past-runs input").first.wait_for()
        n_steps = page.locator("#strip button[data-step]").count()
        times = [page.evaluate(SELECT, index % n_steps) for index in range(n_repeats + 1)][1:]
        browser.close()
    return {"select a step, ms": figures(times, 1)}


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.explore", description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", default="checkpoints/tiny-sft", metavar="DIR")
    parser.add_argument("--n-repeats", type=int, default=31)
    parser.add_argument("--n-starts", type=int, default=3)
    arguments = parser.parse_args(argv)
    served_with = ("--checkpoint", str(Path(arguments.checkpoint).resolve()), "--device", "cpu")
    checkpoint = load_checkpoint(arguments.checkpoint, device="cpu")
    results, trace = measure_traces(Tracer(checkpoint), arguments.n_repeats)
    if checkpoint.hidden_state_map is not None:
        results |= measure_placing(checkpoint.hidden_state_map, trace, arguments.n_repeats)
    results |= measure_start(served_with, arguments.n_starts)
    results |= measure_select(served_with, arguments.n_repeats)
    print(json.dumps(results, indent=2))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
