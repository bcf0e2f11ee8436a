"""`Pages`: a page of its own for each checkpoint that visitors choose."""

import asyncio
import posixpath
import threading
from collections.abc import Callable
from html import escape
from urllib.parse import quote, unquote

import gradio as gr
from fastapi import FastAPI
from starlette.responses import HTMLResponse
from starlette.routing import Mount, Route, get_route_path
from starlette.types import ASGIApp, Receive, Scope, Send

from latentviz.serving import assets
from latentviz.serving.catalog import CheckpointCatalog
from latentviz.utils.refusal import Refusal

ROOT = "/model"
# Of each page; a session holds a copy of the page's configuration, some 300 kB, and the oldest goes first.
MAX_SESSIONS = 1000
# Where other pages lie, seen from the first page and from each of them.
FROM_FIRST, FROM_OTHER = f"{ROOT[1:]}/", "../"
# gradio collects the components of a page in one place of the process, so that two pages must not be laid out at once.
_LAYING_OUT = threading.Lock()


class Pages:
    """An application that answers below `ROOT`, where `/model/NAME/` is the page of a checkpoint.

    A page is laid out when it is first asked for, and from then on shared like the first one: sliders, limits, map and
    published figures are those of its checkpoint, so that no choice of one visitor shows on the page of another. What
    is not in the hub's cache is fetched by the picker alone, never because an address is opened.

    Parameters
    ----------
    catalog : CheckpointCatalog
    build : callable
        Lays out the page of a catalog's engine, `latentviz.ui.build`.
    queue : dict
        Arguments of `Blocks.queue`.
    served : dict
        How pages are served, as for `gradio.mount_gradio_app`.
    """

    def __init__(self, catalog: CheckpointCatalog, build: Callable[..., gr.Blocks], queue: dict, **served):
        self._catalog, self._build, self._queue, self._served = catalog, build, queue, served
        self._pages: dict[str, asyncio.Task[FastAPI]] = {}
        self._alive: list[asyncio.Task] = []

    @property
    def route(self) -> Mount:
        """The route, for the application of the first page: `launch(app_kwargs={"routes": [pages.route]})`."""
        return Mount(ROOT, self)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        place = get_route_path(scope).strip("/").partition("/")[0]
        if place not in self._pages:
            self._pages[place] = asyncio.create_task(self._open(place))
        try:
            page: ASGIApp = await asyncio.shield(self._pages[place])
        except Exception as error:
            self._pages.pop(place, None)
            if not isinstance(error, Refusal):
                raise
            page = HTMLResponse(not_there(str(error)), status_code=404)
        await page(scope, receive, send)

    async def _open(self, place: str) -> FastAPI:
        page = await asyncio.to_thread(self._lay_out, place)
        started = asyncio.Event()
        self._alive.append(asyncio.create_task(keep_alive(page, started)))
        await started.wait()
        return page

    def _lay_out(self, place: str) -> FastAPI:
        source = source_at(place)
        # Each page stays, so that none may be had again under another spelling of its address.
        if place != place_of(posixpath.normpath(source)):
            raise Refusal(f"{source}: a page has one address; name the checkpoint as {posixpath.normpath(source)}")
        engine = self._catalog.find(source, download=False)
        with _LAYING_OUT:
            page = self._build(self._catalog.seen_from(engine), FROM_OTHER).queue(**self._queue)
        page.state_session_capacity = MAX_SESSIONS
        own = FastAPI(routes=[Route(f"/{place}/assets/{{name:path}}", assets.asset)])
        return gr.mount_gradio_app(own, page, f"/{place}", **self._served)


def place_of(source: str) -> str:
    """The part of an address that names a checkpoint: percent-encoded, with a sign that no server decodes."""
    return quote(source, safe="").replace("~", "%7E").replace("%", "~")


def source_at(place: str) -> str:
    """What `place_of` made a part of an address of."""
    return unquote(place.replace("~", "%"))


def not_there(cause: str) -> str:
    """What an address shows that has no page."""
    return (
        f'<!doctype html><html lang="en"><title>latentviz</title><p>{escape(cause)}</p><p>If it is a model on the hub, '
        'load it by its name under “Change model” on <a href="../../">the first page</a>.</p></html>'
    )


async def keep_alive(page: FastAPI, started: asyncio.Event) -> None:
    """Let a page live until the server ends; a mounted application is not started with the server."""
    async with page.router.lifespan_context(page):
        started.set()
        await asyncio.Event().wait()
