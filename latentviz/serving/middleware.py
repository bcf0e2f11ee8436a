"""`Shield` and `Gate`: the headers of every response, and what is refused before gradio sees it."""

import logging
import re
import secrets
from collections.abc import Iterable

import orjson
from starlette.datastructures import URL, Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from latentviz.serving.admission import STOPPING, RequestLimiter
from latentviz.serving.preview import Preview, preview_tags

LOG = logging.getLogger(__name__)
MAX_JSON_BYTES = 2**20
API = "/gradio_api/"
CALLS = ("run/", "api/", "call/", "queue/join", "component_server")
DIRECT_CALLS = CALLS[:2]
NO_SUCH_CALL = "it names no function of this page, or inputs that the function does not take"
SCRIPT_TAG, APP_TAG = re.compile(rb"<script\b"), b"<gradio-app"
# Gradio's own tags for link previews name gradio and a picture on another server.
PREVIEW_TAG = re.compile(rb'<meta\s+(?:property|name)="(?:og|twitter):[^>]*>\s*')
UPLOADS_OFF = "This page takes no files."
# gradio compiles the page's own scripts, and plotly its shaders' setters, from text: that needs 'unsafe-eval'. Inline
# scripts need the nonce of their response, so that markup that slips into the page runs nothing.
POLICY = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-eval' 'nonce-{nonce}'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "frame-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}


class Shield:
    """ASGI middleware.

    Parameters
    ----------
    app : ASGI application
    limiter : RequestLimiter
        Knows the host's policy, and whether the server is being stopped.
    preview : Preview
        Knows what a page shows until its script has built it.
    """

    def __init__(self, app: ASGIApp, limiter: RequestLimiter, preview: Preview):
        self.app = app
        self.limiter = limiter
        self.preview = preview

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request, or let it through and complete its response."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        policy = self.limiter.policy
        response = PageResponse(send, public_url(scope, policy.n_proxies), policy.frame_ancestors, self.preview)
        app, is_post = self.app, scope["method"] == "POST"
        if is_post and self.limiter.closed:
            app = JSONResponse({"detail": STOPPING}, 503)
        elif is_post and not policy.uploads and "upload" in scope["path"].split("/"):
            app = JSONResponse({"detail": UPLOADS_OFF}, 403)
        await app(scope, receive, response.send)


class PageResponse:
    """Completes the headers of one response, and gives the scripts of a page its nonce.

    Parameters
    ----------
    send : ASGI send
    url : URL
        Address of the page, as the visitor knows it.
    frame_ancestors : iterable of str
        Origins that may frame the page, beside its own.
    preview : Preview
        As in `Shield`.
    """

    def __init__(self, send: Send, url: URL, frame_ancestors: Iterable[str], preview: Preview):
        self._send = send
        self._url = url
        self._preview = preview
        self._nonce = secrets.token_urlsafe(16)
        self._ancestors = " ".join(("'self'", *frame_ancestors))
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        """Pass a message on; a page is held back until it is whole."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            directives = [f"{name} {value.format(nonce=self._nonce)}" for name, value in POLICY.items()]
            headers["Content-Security-Policy"] = "; ".join([*directives, f"frame-ancestors {self._ancestors}"])
            headers["X-Content-Type-Options"] = "nosniff"
            headers["Referrer-Policy"] = "same-origin"
            if headers.get("content-type", "").startswith("text/html"):
                self._start = message
                return
        elif message["type"] == "http.response.body" and self._start is not None:
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            await self._send_page(self._start)
            return
        await self._send(message)

    async def _send_page(self, start: Message) -> None:
        head, script, rest = self._body.partition(b"<script")
        head = PREVIEW_TAG.sub(b"", head).replace(b"<head>", b"<head>" + preview_tags(self._url).encode(), 1)
        rest = rest.replace(APP_TAG, self._preview.first_look(self._url).encode() + APP_TAG, 1)
        body = SCRIPT_TAG.sub(f'<script nonce="{self._nonce}"'.encode(), head + script + rest)
        MutableHeaders(scope=start)["content-length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def public_url(scope: Scope, n_proxies: int) -> URL:
    """The address as the visitor knows it; of proxies in front only those that the host trusts are believed."""
    if not n_proxies:
        return URL(scope=scope)
    headers = Headers(scope=scope)
    scheme = headers.get("x-forwarded-proto", scope["scheme"]).split(",")[-1].strip()
    host = headers.get("x-forwarded-host", headers.get("host", "")).split(",")[-1].strip()
    told = {"scheme": "https" if scheme == "https" else "http", "headers": [(b"host", host.encode("latin-1"))]}
    return URL(scope={**scope, **told})


class Gate:
    """ASGI middleware before gradio's calls, of every page.

    Their body must be strict JSON, an object with a list of inputs: no NaN, no number past float64, no lone surrogate,
    no deep nesting, at most `MAX_JSON_BYTES`. What a function refuses in words is answered as a bad request, where
    gradio would say that the server has failed.

    Parameters
    ----------
    app : ASGI application
    """

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        call = scope.get("path", "").partition(API)[2]
        if scope["type"] != "http" or scope["method"] != "POST" or not call.startswith(CALLS):
            await self.app(scope, receive, send)
            return
        begun = False

        async def send_checked(message: Message) -> None:
            nonlocal begun
            begun = True
            if call.startswith(DIRECT_CALLS) and message.get("status") == 500:
                message = {**message, "status": 400}
            await send(message)

        try:
            await self.app(scope, replayed(await read_call(receive), receive), send_checked)
        except Exception as error:
            if begun:
                raise
            status, reason = 400, NO_SUCH_CALL
            if isinstance(error, HTTPException):
                status, reason = error.status_code, error.detail
            else:
                # Faults of the page's own functions end in `Page`: here gradio looked for what the body names.
                LOG.info("a call that gradio could not take", extra={"values": {"error": type(error).__name__}})
            await JSONResponse({"error": f"The request cannot be used: {reason}."}, status)(scope, receive, send)


async def read_call(receive: Receive) -> bytes:
    """The body of a request; raises `HTTPException` where it cannot be used."""
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MAX_JSON_BYTES:
            raise HTTPException(413, "the body is too long")
        more = message.get("more_body", False)
    try:
        values = orjson.loads(body)
    except ValueError as error:
        raise HTTPException(400, f"the body is no strict JSON: {error}") from error
    if not isinstance(values, dict):
        raise HTTPException(400, "the body is no JSON object")
    if not isinstance(values.get("data", []), list):
        raise HTTPException(400, "data is no list")
    return body


def replayed(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives the body once more, and then what comes after it."""
    messages = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return messages.pop() if messages else await receive()

    return again
