"""Hostile inputs to every named endpoint of the real server: `python -m benchmarks.fuzz --n 2000`.

Prints a line an endpoint: inputs, how many were answered, refused in words, or failed. An input fails where the server
answers with 5xx, without words, with a traceback or not at all. The exit code is 1 where any failed, the log holds a
traceback, the memory grew past a limit, or a good question is not answered as before.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

import httpx
from gradio_client import Client

from benchmarks.hostile import GOOD, bodies
from benchmarks.served import serving

FAILURE = "Something went wrong on the server"
PATIENCE_S = 60.0
CLIENT_SHARE = 10
MAX_GROWTH_MB = 400.0
ANSWERED, REFUSED, FAILED = "answered", "refused", "failed"


@dataclass
class Report:
    """What came of the inputs.

    Attributes
    ----------
    counts : dict of Counter
        By endpoint.
    failures : list of str
        Endpoint, input and answer of each input that failed, and other faults of the server.
    growth_mb : float
        By how much the server's memory grew.
    elapsed_s : float
    """

    counts: dict[str, Counter] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    growth_mb: float = 0.0
    elapsed_s: float = 0.0

    def add(self, name: str, body: bytes, outcome: str, words: str) -> None:
        """Count an input."""
        self.counts.setdefault(name, Counter())[outcome] += 1
        if outcome == FAILED:
            self.failures.append(f"{name} {body[:200]!r}: {words[:300]}")

    def __str__(self) -> str:
        rows = [("endpoint", "inputs", ANSWERED, REFUSED, FAILED)]
        total = sum(self.counts.values(), Counter())
        for name, counts in (*self.counts.items(), ("all", total)):
            rows.append((name, counts.total(), *(counts[outcome] for outcome in (ANSWERED, REFUSED, FAILED))))
        lines = [f"{name:34}{''.join(f'{value:>10}' for value in values)}" for name, *values in rows]
        lines.append(f"memory grew by {self.growth_mb:.0f} MB, {self.elapsed_s:.0f} s, {len(self.failures)} faults")
        return "\n".join([*lines, *self.failures])


def endpoints_of(url: str) -> dict[str, list[tuple[str, str]]]:
    """JSON type of each input of every named endpoint, and a good value as JSON."""
    named = httpx.get(f"{url}/gradio_api/info", timeout=PATIENCE_S).json()["named_endpoints"]
    return {
        name: [
            (
                parameter["type"].get("type", "number"),
                json.dumps(parameter["parameter_default"] if parameter["parameter_has_default"] else GOOD),
            )
            for parameter in endpoint["parameters"]
        ]
        for name, endpoint in named.items()
    }


def call(http: httpx.Client, path: str, body: bytes) -> tuple[str, str]:
    """Post a body and read the result of the call that it makes: the outcome, and what the server said."""
    try:
        posted = http.post(path, content=body, headers={"content-type": "application/json"})
        if posted.status_code != 200 or "event_id" not in posted.json():
            return outcome_of(posted.status_code, posted.text), f"{posted.status_code} {posted.text}"
        result = http.get(f"{path}/{posted.json()['event_id']}")
    except (httpx.HTTPError, ValueError) as error:
        return FAILED, repr(error)
    kind, _, data = result.text.strip().rpartition("\ndata: ")
    if "Traceback" in result.text or FAILURE in result.text:
        return FAILED, result.text
    if kind.endswith("event: complete"):
        return ANSWERED, data
    words = (json.loads(data) or {}).get("error") if kind.endswith("event: error") else None
    return (REFUSED, words) if words else (FAILED, result.text)


def outcome_of(status: int, text: str) -> str:
    """The outcome of a call that was answered at once."""
    if status >= 500 or "Traceback" in text or FAILURE in text or not text:
        return FAILED
    return ANSWERED if status == 200 else REFUSED


def call_by_client(client: Client, name: str, body: bytes) -> tuple[str, str]:
    """The same through `gradio_client`, which raises where the server refuses."""
    try:
        return ANSWERED, str(client.predict(*json.loads(body)["data"], api_name=name))
    except Exception as error:
        return (FAILED if "Traceback" in str(error) or FAILURE in str(error) else REFUSED), str(error)


def fuzz(url: str, n: int, seed: int) -> Report:
    """Send n inputs, in equal shares to the endpoints, in turns by the routes that take a call."""
    report, started = Report(), time.perf_counter()
    client = Client(url, verbose=False)
    endpoints = endpoints_of(url)
    with httpx.Client(base_url=f"{url}/gradio_api", timeout=PATIENCE_S) as http:
        good = json.dumps({"question": GOOD}).encode()
        right = call(http, "/call/v2/trace", good)
        if right[0] != ANSWERED:
            report.failures.append(f"a good question is not answered: {right[1]}")
        for place, (name, inputs) in enumerate(endpoints.items()):
            share = n // len(endpoints) + (place < n % len(endpoints))
            for index, body in enumerate(islice(bodies(random.Random(f"{seed} {name}"), inputs), share)):
                if index % CLIENT_SHARE == 1 and is_call(body):
                    report.add(name, body, *call_by_client(client, name, body))
                else:
                    route = ("call", "call", "call", "call/v2", "run", "queue/join")[index % 6]
                    path = f"/{route}" if route == "queue/join" else f"/{route}{name}"
                    report.add(name, body, *call(http, path, body))
            again = call(http, "/call/v2/trace", good)
            if again != right:
                report.failures.append(f"after {name}, a good question is answered otherwise: {again[1]}")
    report.elapsed_s = time.perf_counter() - started
    return report


def is_call(body: bytes) -> bool:
    """Whether a client can send a body: strict JSON with a list of inputs."""
    try:
        return isinstance(json.loads(body, parse_constant=float).get("data"), list)
    except (ValueError, AttributeError, RecursionError):
        return False


def run(n: int, seed: int, arguments: Sequence[str]) -> Report:
    """Start a server with these arguments and fuzz it."""
    with tempfile.TemporaryFile("w+") as log, serving(*arguments, stderr=log) as server:
        Client(server.url, verbose=False).predict(GOOD, api_name="/place_on_map")
        before = server.resident_mb()
        report = fuzz(server.url, n, seed)
        report.growth_mb = server.resident_mb() - before
        log.seek(0)
        lines = log.read()
        if report.growth_mb > MAX_GROWTH_MB:
            grown = f"the memory grew by {report.growth_mb:.0f} MB"
            report.failures.append(f"{grown}; at most {MAX_GROWTH_MB:.0f} are allowed")
        if "Traceback" in lines:
            report.failures.append(f"the log holds {lines.count('Traceback')} tracebacks, the last: {lines[-2000:]}")
    return report


def main(argv: list[str] | None = None) -> int:
    """Command line; what is no flag of this command goes to `app.py`."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__.splitlines()[0])
    parser.add_argument("--n", type=int, default=2000, help="inputs in all")
    parser.add_argument("--seed", type=int, default=0)
    arguments, rest = parser.parse_known_args(argv)
    report = run(arguments.n, arguments.seed, ["--device", "cpu", *rest])
    print(report)
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())
