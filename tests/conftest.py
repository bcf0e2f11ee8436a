"""Fixtures that several test files share; they import late, so that a test of pure NumPy does not wait for torch."""

import asyncio
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

# Two workers share the machine: threads of one that wait for those of the other would slow both down. Numba's count is
# torch's too, from the first UMAP on.
if "PYTEST_XDIST_WORKER" in os.environ:
    for name in ("OMP_NUM_THREADS", "NUMBA_NUM_THREADS"):
        os.environ.setdefault(name, "1")

N_REFERENCES, N_NEIGHBORS, HIDDEN_SIZE = 300, 10, 32


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a server or a browser, so that `.ci/lowest` can leave it out, and begin with what is long."""
    for item in items:
        if {"server", "browser", "public"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("served")
    items.sort(key=lambda item: ("served" not in item.keywords, "tests/train/" not in item.nodeid))


@pytest.fixture(scope="session")
def random_checkpoint(tmp_path_factory: pytest.TempPathFactory, quick_umap: SimpleNamespace) -> Path:
    """A checkpoint folder with the tiny recipe's tokenizer, untrained weights and a map of random states."""
    from latentviz.data.problems import vocabulary_words
    from latentviz.model.checkpoint import MAP, save_checkpoint
    from train.config import SftOptions
    from train.start.tiny import build_model, build_tokenizer

    folder = tmp_path_factory.mktemp("checkpoints") / "random"
    options = SftOptions(hidden_size=HIDDEN_SIZE, intermediate_size=64, n_layers=2, n_heads=2, max_operations=4)
    tokenizer = build_tokenizer(vocabulary_words(), options.tokenizer_size)
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(sys.modules, "umap", quick_umap)
        random_map(np.random.default_rng(0)).save(folder / MAP)
    save_checkpoint(folder, build_model(options, tokenizer), tokenizer)
    return folder


@pytest.fixture
def folder(random_checkpoint: Path, tmp_path: Path) -> Path:
    """A copy of that checkpoint, for a test that changes it."""
    return shutil.copytree(random_checkpoint, tmp_path / "copy")


@pytest.fixture(scope="session")
def checkpoint(random_checkpoint: Path):
    """That checkpoint, loaded in float32."""
    from latentviz.model.checkpoint import load_checkpoint

    return load_checkpoint(random_checkpoint, device="cpu", dtype="float32")


@pytest.fixture(scope="session")
def engine(random_checkpoint: Path):
    """The engine of that checkpoint, once its model is there."""
    from latentviz.serving.engine import Engine

    loaded = Engine(random_checkpoint, device="cpu")
    loaded.wait()
    return loaded


@pytest.fixture(scope="session")
def small_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The checkpoint folder of a finished run of supervised fine-tuning, far too short to be right."""
    from small_runs import SMALL_SFT

    from train.config import SftOptions
    from train.sft import SftRun

    return SftRun(SftOptions(**SMALL_SFT, output=str(tmp_path_factory.mktemp("sft") / "small")), preset="small").train()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Address of `app.py` with the shipped checkpoint, once its model is there."""
    import httpx

    from benchmarks.served import serving
    from latentviz.utils.shipped import TINY

    with serving("--device", "cpu", "--checkpoint", str(TINY)) as server:
        while httpx.get(f"{server.url}/health", timeout=60).json()["status"] == "loading":
            time.sleep(0.2)
        yield server.url


@pytest.fixture(scope="module")
def browser() -> Iterator:
    """Chromium."""
    from benchmarks.served import browsing

    with browsing() as launched:
        yield launched


@contextmanager
def visitors(browser, server: str) -> Iterator[Callable]:
    """Opens the page as a new visitor; afterwards, no visitor saw an error or a request to another server."""
    from visits import PATIENCE_MS, arrive

    contexts, complaints, elsewhere = [], [], []

    def complain(message) -> None:
        if message.type == "error":
            complaints.append(f"{message.text} {message.location['url']}")

    def opened(query: str = "", width: int = 1280, address: str = server, status: str = "ready", framed: bool = False):
        def check_origin(request) -> None:
            if not request.url.startswith((f"{address}/", "data:", "blob:")):
                elsewhere.append(request.url)

        context = browser.new_context(viewport={"width": width, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", complain)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", check_origin)
        if framed:
            page.goto(f"{address}/{query}")
        else:
            arrive(page, f"{address}/{query}", status)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
    assert elsewhere == []


@pytest.fixture
def open_page(browser, server: str) -> Iterator[Callable]:
    """Opens the page as a new visitor."""
    with visitors(browser, server) as opened:
        yield opened


@pytest.fixture(scope="module")
def lasting_page(browser, server: str) -> Iterator:
    """A page that the tests of a file use one after another, each as the one before it left it."""
    with visitors(browser, server) as opened:
        yield opened()


@pytest.fixture
def lay_out() -> Callable:
    """Calls the builder of a tab on a page of its own; in a running event loop, or gradio leaves one open."""
    import gradio as gr

    async def laid_out(build: Callable, *arguments):
        with gr.Blocks(analytics_enabled=False):
            return build(*arguments)

    return lambda *arguments: asyncio.run(laid_out(*arguments))


@pytest.fixture(scope="session")
def client(server: str):
    """A client of the endpoints."""
    from gradio_client import Client

    return Client(server, verbose=False)


class FirstComponents:
    """Stands in for UMAP, which takes half a minute to compile itself."""

    def __init__(self, n_components: int, **_):
        self.n_components = n_components

    def fit_transform(self, states: np.ndarray) -> np.ndarray:
        return states[:, : self.n_components].copy()


@pytest.fixture(scope="session")
def quick_umap() -> SimpleNamespace:
    """What stands in for the library."""
    return SimpleNamespace(UMAP=FirstComponents, __version__="none")


def random_map(rng: np.random.Generator):
    """A map of states, numbers and answers that mean nothing."""
    from latentviz.records.map_fit import HiddenStateMap, ReferenceLabels
    from latentviz.records.number_probe import NumberProbe

    states = rng.normal(size=(N_REFERENCES, HIDDEN_SIZE)).astype(np.float32)
    labels = ReferenceLabels(
        step=rng.integers(0, 9, N_REFERENCES),
        reading=rng.integers(0, 100, N_REFERENCES),
        right=rng.uniform(size=N_REFERENCES) < 0.5,
        problem=np.zeros(N_REFERENCES, dtype=int),
        questions=("What is 2 plus 3?",),
        gold_steps=("<<2+3=5>>",),
    )
    probe = NumberProbe(rng.normal(size=HIDDEN_SIZE).astype(np.float32) / HIDDEN_SIZE, 1.0, 0.5, 0.0, 10)
    return HiddenStateMap.fit(states, labels, probe, seed=0, n_neighbors=N_NEIGHBORS)


@pytest.fixture(scope="session")
def lively(random_checkpoint: Path):
    """Model and tokenizer with random weights so far from zero that thoughts differ and halt at different steps."""
    from lively import enliven

    from latentviz.model.checkpoint import load_checkpoint

    checkpoint = load_checkpoint(random_checkpoint, dtype="float32")
    enliven(checkpoint.model, 0.2)
    return checkpoint.model, checkpoint.tokenizer
