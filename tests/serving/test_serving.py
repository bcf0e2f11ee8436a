"""What a host sees of the server: health, headers, limits, files, logs, and the way it ends."""

import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPMessage
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError
from places import ROOT

from benchmarks.served import serving
from latentviz.records.run_file import MAX_BYTES
from latentviz.serving.engine import Engine
from latentviz.serving.server import health_of
from latentviz.utils.shipped import default_checkpoint

SECRET = "Zorblina has 12 apples and buys 5 more. How many apples does she have now?"
QUESTION = SECRET.replace("Zorblina", "Mia")
N_BURST = 20
# In place of the package that lends a Space's GPU.
SPACES = """
import json, os, sys

assert "torch" not in sys.modules, "spaces must be imported before torch"

def GPU(task, duration):
    def lent(*arguments):
        seconds = duration(*arguments)
        with open(os.environ["LENT_LOG"], "a") as log:
            log.write(json.dumps([task.__name__, seconds]) + "\\n")
        yield from task(*arguments)
    return lent
"""


class Answer(NamedTuple):
    """An HTTP response."""

    status: int
    headers: HTTPMessage
    text: str


def fetch(url: str, data: bytes | None = None, **headers: str) -> Answer:
    request = urllib.request.Request(url, data, {name.replace("_", "-"): value for name, value in headers.items()})
    try:
        response = urllib.request.urlopen(request, timeout=60)
    except urllib.error.HTTPError as error:
        response = error
    with response:
        return Answer(response.status, response.headers, response.read().decode("utf-8", "replace"))


def health(url: str) -> dict:
    return json.loads(fetch(f"{url}/health").text)


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """A page that anybody can reach, as a Space serves it; one server for all tests, since a start is dear."""
    folder = tmp_path_factory.mktemp("space")
    (folder / "spaces.py").write_text(SPACES)
    arguments = ("--device", "cpu", "--public", "--frame-ancestors", "https://huggingface.co")
    with pytest.MonkeyPatch.context() as environment, (folder / "log").open("w") as log:
        environment.setenv("PYTHONPATH", str(folder))
        environment.setenv("LENT_LOG", str(folder / "lent"))
        with serving(*arguments, stderr=log) as server:
            environment.undo()
            yield SimpleNamespace(url=server.url, process=server.process, folder=folder)


def test_health_says_what_a_monitor_wants_to_know(public):
    values = health(public.url)
    assert values["status"] == "ok"
    assert values["cause"] is None
    assert values["checkpoint"] == default_checkpoint().name
    assert values["uptime_s"] > 0
    assert (values["n_running"], values["n_queued"]) == (0, 0)
    assert set(values) == {"status", "cause", "checkpoint", "uptime_s", "n_running", "n_queued"}


def test_a_space_lends_its_gpu_for_a_trace(public):
    assert Client(public.url, verbose=False).predict(QUESTION, api_name="/trace")["answer"] == 17
    name, seconds = json.loads((public.folder / "lent").read_text().splitlines()[0])
    assert name == "_think"
    assert isinstance(seconds, int)
    assert 3 < seconds < 10


def test_every_response_carries_the_policy(public):
    for path in ("/", "/health", "/config", "/theme.css", "/no-such-page"):
        headers = fetch(public.url + path).headers
        policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
        assert policy["default-src"] == policy["connect-src"] == policy["base-uri"] == "'self'"
        assert policy["object-src"] == policy["frame-src"] == "'none'"
        assert policy["frame-ancestors"] == "'self' https://huggingface.co"
        assert "unsafe-inline" not in policy["script-src"]
        assert not re.search(r"https?:|\*", policy["script-src"] + policy["style-src"] + policy["img-src"])
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_each_page_has_a_nonce_of_its_own_and_every_script_bears_it(public):
    nonces = set()
    for encoding in ("identity", "br"):
        page = fetch(f"{public.url}/", accept_encoding="identity")
        (nonce,) = re.findall(r"'nonce-([\w-]+)'", page.headers["content-security-policy"])
        assert set(re.findall(r"<script\b[^>]*?>", page.text)) > set()
        assert all(f'nonce="{nonce}"' in tag for tag in re.findall(r"<script\b[^>]*>", page.text))
        assert fetch(f"{public.url}/", accept_encoding=encoding).status == 200
        nonces.add(nonce)
    assert len(nonces) == 2


def test_a_posted_link_shows_a_picture_of_this_server(public):
    head = fetch(f"{public.url}/", accept_encoding="identity").text.partition("<script")[0]
    pictures = re.findall(r'<meta property="og:image" content="([^"]+)">', head)
    assert [picture.rpartition("/")[2] for picture in pictures] == ["picture.png"]
    assert "gradio" not in head.lower().replace("gradio_api", "")
    picture = fetch(f"{public.url}/picture.png")
    assert (picture.status, picture.headers["content-type"]) == (200, "image/png")


def test_no_file_of_the_machine_can_be_read(public):
    checkpoint = ROOT / "checkpoints" / "tiny-grpo"
    files = [ROOT / "app.py", ROOT / "README.md", "/etc/passwd", checkpoint / "config.json", "/proc/self/environ"]
    paths = [str(path) for path in files]
    paths += [path.lstrip("/") for path in paths]
    paths += ["app.py", "./app.py", "checkpoints/tiny-grpo/config.json", "../etc/passwd", "../../../../../etc/passwd"]
    paths += ["%2Fetc%2Fpasswd", "..%2F..%2F..%2Fetc%2Fpasswd", "%2e%2e/%2e%2e/etc/passwd", "%252Fetc%252Fpasswd"]
    paths += ["....//....//etc/passwd", "/etc/passwd%00.png", "file:///etc/passwd", "http://127.0.0.1:1/", "~/.bashrc"]
    paths += ["\\..\\..\\etc\\passwd".replace("\\", "%5C"), str(checkpoint), str(ROOT), "/tmp", "/"]
    assert fetch(f"{public.url}/gradio_api/proxy=https://huggingface.co/").status in (400, 403, 404)
    for prefix in ("/gradio_api/file=", "/file=", "/gradio_api/file/", "/static/", "/assets/", "/svelte/"):
        for path in paths:
            answer = fetch(public.url + prefix + path)
            assert answer.status in (400, 403, 404), (prefix, path, answer.status)
            assert not any(part in answer.text for part in ("root:x:", "import argparse", "latent_cap", "PATH="))


@pytest.mark.parametrize("path", ["/gradio_api/upload", "/upload", "/gradio_api/upload/", "//gradio_api/upload"])
def test_uploads_are_off_on_a_public_page(public, path: str):
    body = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.jsonl"\r\n\r\n{}\r\n--b--\r\n'
    answer = fetch(public.url + path, body, content_type="multipart/form-data; boundary=b")
    assert (answer.status, json.loads(answer.text)["detail"]) == (403, "This page takes no files.")


def test_an_upload_past_the_limit_is_refused_elsewhere(server: str):
    assert json.loads(fetch(f"{server}/config").text)["max_file_size"] == MAX_BYTES
    body = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.jsonl"\r\n\r\n'
    body += b" " * (MAX_BYTES + 2**20) + b"\r\n--b--\r\n"
    try:
        status = fetch(f"{server}/gradio_api/upload", body, content_type="multipart/form-data; boundary=b").status
    except urllib.error.URLError as error:
        # The server may answer and hang up while the body is still on its way.
        status = error.reason
    assert status == 413 or isinstance(status, ConnectionError)
    assert health(server)["status"] == "ok"


def test_a_public_page_refuses_what_is_too_long(public):
    with pytest.raises(AppError, match="this model reads at most 500"):
        Client(public.url, verbose=False).predict(SECRET + " apples" * 80, api_name="/trace")


def test_a_visitor_who_asks_too_fast_is_told_to_wait_and_others_are_served(public):
    quick, other = (Client(public.url, verbose=False) for _ in range(2))
    refusals: list[str] = []
    while not (refusals and "wait" in refusals[-1]) and len(refusals) < 10 * N_BURST:
        with pytest.raises(AppError) as refusal:
            quick.predict("", api_name="/trace")
        refusals.append(str(refusal.value))
    assert len(refusals) > N_BURST
    assert all("question is empty" in text for text in refusals[:-1])
    assert re.fullmatch(r"You asked for a lot in a short time. Please wait \d+ s, then ask again\.", refusals[-1])
    assert other.predict(QUESTION, api_name="/trace")["answer"] == 17


def test_a_stopped_server_ends_what_runs_with_code_0_and_logs_no_text(public):
    """The last of those that use this server."""
    log = public.folder / "log"
    n_before = len(log.read_text().splitlines())
    client = Client(public.url, verbose=False)
    client.predict(SECRET, api_name="/trace")
    with pytest.raises(AppError, match="too large"):
        client.predict(SECRET.replace("12", "12000"), api_name="/trace")
    with ThreadPoolExecutor() as pool:
        running = [pool.submit(client.predict, SECRET, api_name="/what_if_stopped") for _ in range(3)]
        while not health(public.url)["n_running"]:
            time.sleep(0.005)
        stopped = time.monotonic()
        public.process.terminate()
        code = public.process.wait(timeout=60)
        took_s = time.monotonic() - stopped
    lines = log.read_text().splitlines()[n_before:]
    assert code == 0
    assert took_s < 40
    assert all(future.done() for future in running)
    events = [json.loads(line) for line in lines if line.startswith("{")]
    runs = [event for event in events if event["event"] == "run"]
    assert [event["outcome"] for event in runs[:2]] == ["done", "QuestionError"]
    assert {event["outcome"] for event in runs[2:]} <= {"done", "PolicyError"}
    assert events[-1]["event"] == "stopped"
    assert not any(private in line for private in ("Zorblina", "12000", "12,000") for line in lines)


def test_a_model_that_cannot_be_loaded_is_named_by_health(tmp_path: Path):
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "config.json").write_text("{}")
    engine = Engine(folder, device="cpu")
    engine.settle()
    values, code = health_of(SimpleNamespace(_queue=[]), engine, 1.0)
    assert code == 503
    assert values["status"] == "failed"
    assert "model.safetensors" in values["cause"]
