"""The model picker: the checkpoints of the catalog, a folder, or a name on the hub; each opens as a page of its own."""

import math
import posixpath
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial
from html import escape
from typing import Any

import gradio as gr

from latentviz.data.problems import Problem
from latentviz.records.links import RunLink
from latentviz.serving.catalog import CheckpointCatalog
from latentviz.serving.checkpoint_pages import place_of
from latentviz.serving.engine import Engine, ModelUnavailable
from latentviz.ui.shared import components
from latentviz.ui.shared.controls import headline
from latentviz.ui.shared.events import AT_ONCE, QUIET, cancellable, listener
from latentviz.ui.shared.questions import known_problem
from latentviz.ui.shared.refusals import reason_of

TELL_EVERY_S = 0.3
FEW_AT_A_TIME: dict[str, Any] = {"concurrency_id": "fetch", "concurrency_limit": 2}
BESIDE = (
    "Each model has a page of its own, which opens beside this one: your question comes along, your runs stay here."
)
HUB_ADDRESS = "https://huggingface.co/"
NOTHING_NAMED = "Name a folder or a model first."
CANCELLED = "Cancelled. What was downloaded is kept, and goes on from there the next time."


class GivenUp(Exception):
    """The visitor waits no more."""


def build_picker(opener: gr.Button, catalog: CheckpointCatalog) -> dict[str, Any]:
    """Lay out the panel, hidden until it is opened, and return its components by name.

    Without `source` and what belongs to it where only the catalog is offered.
    """
    picker: dict[str, Any] = {"opener": opener}
    with gr.Column(visible=False, elem_id="picker") as picker["panel"]:
        headline("Another model", BESIDE)
        picker["listed"] = gr.HTML("", elem_id="picker-list")
        words = source_words(catalog)
        with gr.Row(elem_classes="controls"):
            if words:
                picker["source"] = gr.Textbox(
                    label=words, lines=1, max_lines=1, scale=8, min_width=320, elem_id="picker-source"
                )
                picker["load"] = gr.Button("Load", variant="primary", scale=1, min_width=90, elem_id="picker-load")
                picker["cancel"] = gr.Button("Cancel", scale=1, min_width=80, elem_id="picker-cancel")
            picker["closer"] = gr.Button("Close", scale=1, min_width=80, elem_id="picker-close")
        if words:
            picker["state"] = gr.HTML("", elem_id="picker-state", elem_classes="progress-slot")
    return picker


def source_words(catalog: CheckpointCatalog) -> str:
    """What may be loaded beside the catalog, in words; nothing where the server allows nothing else."""
    words = "A folder on the server, or a model on the Hugging Face hub, as owner/name or owner/name@revision"
    return words if catalog.engine.policy.checkpoint_root is None else ""


def wire_picker(picker: dict[str, Any], explore: dict[str, Any], catalog: CheckpointCatalog, base: str) -> None:
    """Connect the components.

    Parameters
    ----------
    explore : dict
        Components of Explore.
    base : str
        Where the pages of other checkpoints lie, seen from this page.
    """
    box, panel = [explore["question"], explore["problem"]], picker["panel"]
    picker["opener"].click(partial(show, catalog, base), box, [panel, picker["listed"]], **AT_ONCE)
    picker["closer"].click(lambda: gr.update(visible=False), None, panel, **AT_ONCE)
    if "source" not in picker:
        return
    state, asking = picker["state"], [picker["load"].click, picker["source"].submit]
    fetched = listener(state, partial(fetch, catalog, base), picker["source"], *box)
    running = gr.on(asking, **fetched, **FEW_AT_A_TIME, **QUIET)
    cancellable(picker["cancel"], running, listener(state, lambda: components.quiet(CANCELLED)))


def show(catalog: CheckpointCatalog, base: str, question: str, problem: Problem | None) -> tuple[dict, str]:
    """Open the panel, with the checkpoints that stand in the catalog now."""
    own, *others = catalog.names
    query = query_of(question, problem)
    items = "".join(f"<li>{link(base, name, query, name)}</li>" for name in others)
    none = "" if others else components.quiet("No other checkpoint stands beside this one.")
    return gr.update(visible=True), f'<p>This page: <b>{escape(own)}</b></p><ul class="models">{items}</ul>{none}'


def fetch(catalog: CheckpointCatalog, base: str, source: str, question: str, problem: Problem | None) -> Iterator[str]:
    """Download and load a checkpoint, and say how far that is; at last a link to its page, or why there is none."""
    source = (source or "").strip()
    if not source:
        yield components.error_card(NOTHING_NAMED)
        return
    source = posixpath.normpath(source.removeprefix(HUB_ADDRESS))
    try:
        for told in loaded(catalog, source):
            if isinstance(told, Engine):
                opened = link(base, source, query_of(question, problem), "Open its page")
                yield f'<p role="status"><b>{escape(told.name)}</b> is ready. {opened}</p>'
            elif told is None:
                yield components.busy(f"{source}: looking it up, and loading its weights")
            else:
                n, total = told
                yield components.progress("downloading", round(n / 1e6), math.ceil(total / 1e6), "MB")
    except OSError as error:
        yield components.error_card(str(error))
    except Exception as error:
        yield components.error_card(reason_of(error))


def loaded(catalog: CheckpointCatalog, source: str) -> Iterator[tuple[int, int] | Engine | None]:
    """Bytes that are here and all bytes while it is downloaded, None where there is nothing to count, then the engine.

    Raises
    ------
    ValueError, OSError, ModelUnavailable
        If the checkpoint cannot be had or loaded.
    """
    told: list[tuple[int, int]] = []
    given_up = threading.Event()

    def tell(n: int, total: int) -> None:
        if given_up.is_set():
            raise GivenUp
        told.append((n, total))

    def work() -> Engine:
        engine = catalog.find(source, tell)
        try:
            engine.wait()
        except ModelUnavailable:
            catalog.forget(engine)
            raise
        return engine

    future = ThreadPoolExecutor(1).submit(work)
    try:
        while not future.done():
            yield told[-1] if told and told[-1][0] < told[-1][1] else None
            wait([future], TELL_EVERY_S)
        yield future.result()
    finally:
        given_up.set()


def query_of(question: str, problem: Problem | None) -> str:
    """The query that asks another page the question in the box."""
    if not question.strip():
        return ""
    return RunLink(question, None, problem=known_problem(question, problem)).query


def link(base: str, source: str, query: str, words: str) -> str:
    """A link to the page of a checkpoint."""
    address = escape(f"{base}{place_of(source)}/{query}")
    return f'<a href="{address}" target="_blank" rel="noopener">{escape(words)}</a>'
