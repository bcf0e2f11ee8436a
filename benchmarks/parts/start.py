"""What it takes to start: imports, memory, and the time until the page is served and has answered."""

import statistics
import subprocess
import sys
import time

from gradio_client import Client

from benchmarks.bench import Bench
from benchmarks.paired import Line, line_of
from benchmarks.served import ROOT, serving

N_REPEATS = 3
PAGE = "import latentviz.ui, latentviz.serving.engine"
EAGER = f"{PAGE}, latentviz.model.checkpoint, latentviz.analysis.tracer"
GRADIO = "import gradio"
LIBRARIES = "import gradio, plotly.graph_objects, torch, transformers.modeling_utils"
REPORT = """
import time
started = time.perf_counter()
{imports}
elapsed_s = time.perf_counter() - started
(peak,) = (line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(elapsed_s, peak)
"""


def measure(bench: Bench) -> list[Line]:
    """Imports in processes of their own, in turns; then `app.py` from its start to its first answer."""
    n_repeats = bench.repeats(N_REPEATS)
    imported("import gradio, torch")
    rounds = [[imported(imports) for imports in (PAGE, EAGER, GRADIO, LIBRARIES)] for _ in range(n_repeats)]
    (page_s, page_mb), (eager_s, eager_mb), (gradio_s, _), (_, libraries_mb) = (
        zip(*column, strict=True) for column in zip(*rounds, strict=True)
    )
    starts = [start(bench) for _ in range(n_repeats)]
    served_s, answered_s, served_mb = zip(*starts, strict=True)
    alone_mb = [statistics.median(libraries_mb)] * n_repeats
    return [
        line_of("import of the page, against the model's libraries with it", "s", page_s, eager_s),
        line_of("import of the page, against gradio alone", "s", page_s, gradio_s),
        line_of("memory after that import, against the model's libraries with it", "MB", page_mb, eager_mb),
        line_of("start until the page is served, against the first answer", "s", served_s, answered_s),
        line_of("memory of the app after its first answer, against its libraries alone", "MB", served_mb, alone_mb),
    ]


def imported(imports: str) -> tuple[float, float]:
    """Seconds and peak memory in MB of imports in a fresh process."""
    command = [sys.executable, "-c", REPORT.format(imports=imports)]
    seconds, kilobytes = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), int(kilobytes) * 1024 / 1e6


def start(bench: Bench) -> tuple[float, float, float]:
    """Cold start of `app.py`: seconds until the page is served and until it has answered, and its memory then in MB."""
    started = time.perf_counter()
    with serving(*bench.served_with) as server:
        served_s = time.perf_counter() - started
        Client(server.url, verbose=False).predict(bench.dial_problems(1)[0].question, api_name="/trace")
        return served_s, time.perf_counter() - started, server.resident_mb()
