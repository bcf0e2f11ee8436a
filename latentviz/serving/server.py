"""Serve the page until it is told to stop: routes, headers, health, and an orderly end."""

import ctypes
import logging
import signal
import threading
import time
from collections.abc import Callable

import gradio as gr
from starlette.middleware import Middleware
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from latentviz.records.run_file import MAX_BYTES
from latentviz.serving import assets
from latentviz.serving.catalog import CheckpointCatalog
from latentviz.serving.checkpoint_pages import MAX_SESSIONS, Pages
from latentviz.serving.engine import Engine, ModelUnavailable
from latentviz.serving.middleware import Gate, Shield
from latentviz.serving.preview import Preview

LOG = logging.getLogger(__name__)
# Work that is under way may end in its own time for so long; then it is broken off at its next step or batch.
GRACE_S, BREAK_S = 5.0, 5.0
TRIM_EVERY_S = 10.0
# Scripts and styles go as Brotli, which is better. Each part of a stream is flushed, so that no event waits.
LEFT_AS_IT_IS = {*DEFAULT_EXCLUDED_CONTENT_TYPES, "text/javascript", "application/javascript", "text/css"}
COMPRESSION = Middleware(
    GZipMiddleware, compresslevel=4, exclude_content_types=tuple(LEFT_AS_IT_IS - {"text/event-stream"})
)


def serve(build: Callable[..., gr.Blocks], catalog: CheckpointCatalog, theme: gr.Theme, css: str, **settings) -> None:
    """Serve until SIGTERM or Ctrl-C, then end what runs, and return.

    Parameters
    ----------
    build : callable
        Lays out a page, `latentviz.ui.build`.
    catalog : CheckpointCatalog
        The checkpoints; the first page is that of its engine.
    theme, css
        Of all pages.
    settings
        Further arguments of `Blocks.launch`, such as its port.
    """
    engine, started, stop = catalog.engine, time.monotonic(), threading.Event()
    served = {
        "footer_links": ["api"],
        "run_history": False,
        "enable_monitoring": False,
        "ssr_mode": False,
        "max_file_size": MAX_BYTES,
        "theme": theme,
        "css": css,
    }
    queue = {"max_size": engine.policy.queue_size, "api_open": False}
    page, preview = build(catalog), Preview(engine)
    shield = Middleware(Shield, limiter=engine.limiter, preview=preview)

    def health(_: Request) -> JSONResponse:
        return JSONResponse(*health_of(page, engine, time.monotonic() - started))

    threading.Thread(target=assets.prepare, daemon=True).start()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    page.queue(**queue).launch(
        state_session_capacity=MAX_SESSIONS,
        prevent_thread_lock=True,
        app_kwargs={
            "middleware": [COMPRESSION, shield, Middleware(Gate)],
            "routes": [
                Route("/health", health),
                assets.route,
                preview.route,
                Pages(catalog, build, queue, **served).route,
            ],
            "docs_url": None,
            "redoc_url": None,
        },
        **served,
        **settings,
    )
    wait_for(stop)
    all_ended = engine.limiter.close(GRACE_S, BREAK_S)
    page.close(verbose=False)
    LOG.info("stopped", extra={"values": {"all_ended": all_ended, "uptime_s": round(time.monotonic() - started, 1)}})


def wait_for(stop: threading.Event) -> None:
    """Wait, and from time to time give back the memory that the visits have left free."""
    while not stop.wait(TRIM_EVERY_S):
        trim_memory()


def trim_memory() -> bool:
    """Let the C library give the memory that it keeps for later back to the system, where it can (glibc).

    Of a page that answers many visitors it keeps more and more in pieces between what is used, so that the process
    seems to grow though nothing more is in use.

    Returns
    -------
    given : bool
        Whether there was any to give.
    """
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (OSError, TypeError, AttributeError):
        return False
    return bool(trim(0))


def health_of(page: gr.Blocks, engine: Engine, uptime_s: float) -> tuple[dict, int]:
    """What a monitor wants to know, and the status code: 503 where the server cannot answer questions.

    Returns
    -------
    values : dict
        "status" is "ok", "loading", "failed" or "stopping".
    code : int
    """
    status, cause = "ok", None
    if engine.limiter.closed:
        status = "stopping"
    elif not engine.ready:
        status = "loading"
    elif engine.has_model:
        try:
            engine.wait()
        except ModelUnavailable as error:
            status, cause = "failed", str(error)
    values = {
        "status": status,
        "cause": cause,
        "checkpoint": engine.name,
        "uptime_s": round(uptime_s, 1),
        "n_running": engine.limiter.n_running,
        "n_queued": len(page._queue),
    }
    return values, 503 if status in ("failed", "stopping") else 200
