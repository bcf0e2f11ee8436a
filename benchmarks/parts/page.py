"""What the page sends to a browser, and how fast a step is selected, in Chromium."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

from benchmarks.bench import Bench
from benchmarks.paired import Line, line_of
from benchmarks.served import BARE_PAGE, browsing, serving

N_VISITS, N_THOUGHTS, N_SELECTIONS = 3, 4, 8
QUIET_MS = 1000
PATIENCE_MS = 60_000
# Looks at each picture that the browser is about to paint: Playwright's own waiting soon looks twice a second only.
TIMED = """(asked) => new Promise((resolve, reject) => {{
  const figure = (name) => document.querySelector(`#${{name}}-plot .js-plotly-plot`);
  const figures = ["map", "what-if"];
  {condition}
  const started = performance.now();
  const look = () => {{
    if (shown()) requestAnimationFrame(() => resolve(performance.now() - started));
    else if (performance.now() - started > 20000) reject(new Error(`${{asked}} was not shown`));
    else requestAnimationFrame(look);
  }};
  document.querySelector({button}).click();
  look();
}})"""
ASK = TIMED.format(
    condition="""const before = figures.map(figure);
  const drawn = (name, place) => figure(name)?.data && figure(name) !== before[place];
  const shown = () => document.querySelectorAll("#past-runs label").length === asked && figures.every(drawn);""",
    button='"#run"',
)
SELECT = TIMED.format(
    condition="""const outlined = (name) => {
    const shapes = figure(name)?.layout?.shapes ?? [];
    const seen = shapes.filter((shape) => shape.name && shape.opacity).map((shape) => shape.name);
    return seen.length > 0 && seen.every((shown) => shown === `step ${asked}`);
  };
  const shown = () => {
    const pressed = document.querySelector(`#strip button[data-step="${asked}"][aria-pressed="true"]`);
    const detail = document.querySelector("#detail h3")?.textContent ?? "";
    const said = detail.startsWith(asked ? `z${asked} ` : "START ");
    return pressed && said && figures.every(outlined);
  };""",
    button='`#strip button[data-step="${asked}"]`',
)


class Traffic:
    """Bytes that a page received, as they went over the wire."""

    def __init__(self):
        self.of_request: dict[str, int] = {}
        self.taken = 0

    @property
    def n_bytes(self) -> int:
        """Of all requests so far."""
        return sum(self.of_request.values())

    def take(self, page: Page) -> int:
        """What came since the last time, once nothing more comes."""
        seen = -1
        while seen != self.n_bytes:
            seen = self.n_bytes
            page.wait_for_timeout(QUIET_MS)
        new, self.taken = seen - self.taken, seen
        return new

    def add(self, event: dict) -> None:
        """Count a part of a response that goes on, such as a stream of events."""
        request = event["requestId"]
        self.of_request[request] = self.of_request.get(request, 0) + int(event["encodedDataLength"])

    def finish(self, event: dict) -> None:
        """Count a response that has ended: only then is everything known that it took."""
        request = event["requestId"]
        self.of_request[request] = max(self.of_request.get(request, 0), int(event["encodedDataLength"]))


@contextmanager
def visiting(browser: Browser, url: str) -> Iterator[tuple[Page, Traffic]]:
    """The page, opened by a new visitor whose browser has nothing stored."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page, traffic = context.new_page(), Traffic()
        page.set_default_timeout(PATIENCE_MS)
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.dataReceived", traffic.add)
        session.on("Network.loadingFinished", traffic.finish)
        page.goto(url)
        page.locator("footer").wait_for()
        yield page, traffic


def measure(bench: Bench) -> list[Line]:
    """Bytes of the first visit, of a thought and of a selected step; and the time of selecting and of asking."""
    # The same question twice would leave the figures as they are.
    questions = [problem.question for problem in bench.problems_of(3, bench.repeats(N_THOUGHTS))]
    with serving(*bench.served_with) as server, serving(script=BARE_PAGE) as bare, browsing() as browser:
        visits = [[first_visit(browser, url) for url in (server.url, bare.url)] for _ in range(bench.repeats(N_VISITS))]
        with visiting(browser, server.url) as (page, traffic):
            page.locator(".status.ready").wait_for()
            traffic.take(page)
            asked = [ask(page, traffic, question, n) for n, question in enumerate(questions, 1)]
            n_steps = page.locator("#strip button[data-step]").count()
            selected = [select(page, traffic, 1 + i % (n_steps - 1)) for i in range(bench.repeats(N_SELECTIONS))]
    ours, twin = zip(*visits, strict=True)
    n = min(len(asked), len(selected))
    of_trace, of_step = ([entry[1] for entry in entries[:n]] for entries in (asked, selected))
    ms_of_trace, ms_of_step = ([entry[0] for entry in entries[:n]] for entries in (asked, selected))
    return [
        line_of("first visit, against an empty page of gradio", "kB", ours, twin),
        line_of("a thought, all that is unfolded, against the first visit", "kB", of_trace, [min(ours)] * n),
        line_of("selecting a step, against a thought", "kB", of_step, of_trace),
        line_of("selecting a step, until it is shown, against a thought", "ms", ms_of_step, ms_of_trace),
    ]


def first_visit(browser: Browser, url: str) -> float:
    """Kilobytes until the page stands and no more comes."""
    with visiting(browser, url) as (page, traffic):
        return traffic.take(page) / 1000


def ask(page: Page, traffic: Traffic, question: str, n_runs: int) -> tuple[float, float]:
    """Milliseconds from the click on Run until figures and history, the n-th run in it, show it, and kilobytes."""
    page.get_by_label("Your word problem").fill(question)
    return page.evaluate(ASK, n_runs), traffic.take(page) / 1000


def select(page: Page, traffic: Traffic, step: int) -> tuple[float, float]:
    """Milliseconds from the click on a step until strip, map, answers at each stop and words show it, and kilobytes."""
    return page.evaluate(SELECT, step), traffic.take(page) / 1000
