"""`app.py` in a process of its own, as a visitor gets it, and the visitor's browser."""

import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = "/usr/bin/chromium"
FLAGS = "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync".split()
PATIENCE_S = 180.0
APP = ("app.py",)
BARE_PAGE = (
    "-c",
    "import sys, gradio\nwith gradio.Blocks(analytics_enabled=False) as page: pass\n"
    "page.launch(server_port=int(sys.argv[2]), ssr_mode=False)",
)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass(frozen=True)
class Server:
    """`app.py` as it runs; its memory is read from Linux's `/proc`.

    Attributes
    ----------
    url : str
    process : Popen
    """

    url: str
    process: subprocess.Popen

    def resident_mb(self) -> float:
        """Memory that it holds now, in MB."""
        return self._memory("VmRSS")

    def peak_mb(self) -> float:
        """The most that it held at once since the start, or since `forget_peak`, in MB."""
        return self._memory("VmHWM")

    def forget_peak(self) -> None:
        """Measure the peak from now on."""
        Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")

    def _memory(self, name: str) -> float:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        kilobytes = int(status.partition(f"{name}:")[2].split()[0])
        return round(kilobytes * 1024 / 1e6, 1)


@contextmanager
def serving(*arguments: str, script: Sequence[str] = APP, stderr: int | IO = subprocess.STDOUT) -> Iterator[Server]:
    """`app.py` with these arguments, once it answers; or another script, which takes `--port` first.

    Parameters
    ----------
    stderr : int or file
        Where its standard error goes, as in `subprocess.Popen`; into the log where it is not given.

    Raises
    ------
    RuntimeError
        If it does not come up; the message is its log.
    """
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryFile("w+") as log:
        command = [sys.executable, *script, "--port", str(port), *arguments]
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=stderr)
        try:
            if not answers(url, process):
                log.seek(0)
                raise RuntimeError(f"the server did not come up:\n{log.read()}")
            yield Server(url, process)
        finally:
            if process.poll() is not None:
                log.seek(0)
                print(f"the server had ended, with code {process.returncode}:\n{log.read()}", file=sys.stderr)
            process.terminate()
            process.wait(timeout=60)


def answers(url: str, process: subprocess.Popen) -> bool:
    """Wait for the first answer of a server; False where it ends or takes too long."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=30):
                return True
        except OSError:
            time.sleep(0.05)
    return False


@contextmanager
def browsing(*flags: str) -> Iterator:
    """Chromium, a `playwright.sync_api.Browser`, with more of its flags."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *flags])
        yield browser
        browser.close()
