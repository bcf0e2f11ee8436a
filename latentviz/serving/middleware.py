"""`Shield`: the headers of every response, and the requests that are refused before gradio sees them."""

import json
import logging
import re
import secrets
from collections.abc import Callable, Iterable
from functools import partial

import orjson
from starlette.datastructures import URL, Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from latentviz.serving.admission import STOPPING, RequestLimiter

SCRIPT_TAG = re.compile(rb"<script\b")
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
    preview_tags : callable
        What the head of a page at an address says to those who post a link to it, as HTML.
    """

    def __init__(self, app: ASGIApp, limiter: RequestLimiter, preview_tags: Callable[[URL], str]):
        self.app = app
        self.limiter = limiter
        self.preview_tags = preview_tags

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request, or let it through and complete its response."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        policy = self.limiter.policy
        head = partial(self.preview_tags, public_url(scope, policy.n_proxies))
        response = PageResponse(send, policy.frame_ancestors, head)
        refusal = self._refusal(scope)
        if refusal is None:
            await self.app(scope, receive, response.send)
            return
        status, words = refusal
        headers = [(b"content-type", b"application/json")]
        await response.send({"type": "http.response.start", "status": status, "headers": headers})
        await response.send({"type": "http.response.body", "body": json.dumps({"detail": words}).encode()})

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        if scope["method"] != "POST":
            return None
        if self.limiter.closed:
            return 503, STOPPING
        if not self.limiter.policy.uploads and "upload" in scope["path"].split("/"):
            return 403, UPLOADS_OFF
        return None


class PageResponse:
    """Completes the headers of one response, and gives the scripts of a page its nonce.

    Parameters
    ----------
    send : ASGI send
    frame_ancestors : iterable of str
        Origins that may frame the page, beside its own.
    head : callable
        Gives the tags for the head of a page, in place of gradio's for link previews.
    """

    def __init__(self, send: Send, frame_ancestors: Iterable[str], head: Callable[[], str]):
        self._send = send
        self._head = head
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
        head = PREVIEW_TAG.sub(b"", head).replace(b"<head>", b"<head>" + self._head().encode(), 1)
        body = SCRIPT_TAG.sub(f'<script nonce="{self._nonce}"'.encode(), head + script + rest)
        MutableHeaders(scope=start)["content-length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def public_url(scope: Scope, n_proxies: int) -> URL:
    """The address as the visitor knows it; of proxies in front only those that the host trusts are believed."""
    url = URL(scope=scope)
    if not n_proxies:
        return url
    headers = Headers(scope=scope)
    scheme = headers.get("x-forwarded-proto", url.scheme).split(",")[-1].strip()
    host = headers.get("x-forwarded-host", url.netloc).split(",")[-1].strip()
    return url.replace(scheme="https" if scheme == "https" else "http", netloc=host)


LOG = logging.getLogger(__name__)
MAX_JSON_BYTES = 2**20
API = "/gradio_api/"
CALLS = ("run/", "api/", "call/", "queue/join", "component_server")
DIRECT_CALLS = CALLS[:2]


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
        body = await read_body(receive)
        if body is None:
            await answer(send, 413, "the body is too long")
            return
        reason = fault_of(body)
        if reason is not None:
            await answer(send, 400, reason)
            return
        response = CheckedResponse(send, is_direct=call.startswith(DIRECT_CALLS))
        try:
            await self.app(scope, replayed(body, receive), response.send)
        except Exception as error:
            if response.begun:
                raise
            # Faults of the page's own functions end in `Page`: here gradio looked for what the body names.
            LOG.info("a call that gradio could not take: %s", type(error).__name__)
            await answer(send, 400, "it names no function of this page, or inputs that the function does not take")


class CheckedResponse:
    """One response, in which a refusal of a direct call is a bad request.

    Attributes
    ----------
    begun : bool
        Whether its status has been sent.
    """

    def __init__(self, send: Send, is_direct: bool):
        self._send = send
        self._is_direct = is_direct
        self.begun = False

    async def send(self, message: Message) -> None:
        """Pass a message on."""
        if message["type"] == "http.response.start":
            self.begun = True
            if self._is_direct and message["status"] == 500:
                message = {**message, "status": 400}
        await self._send(message)


async def read_body(receive: Receive) -> bytes | None:
    """The body of a request, None where it is longer than `MAX_JSON_BYTES`."""
    parts, size, more = [], 0, True
    while more:
        message = await receive()
        part = message.get("body", b"")
        size += len(part)
        if size > MAX_JSON_BYTES:
            return None
        parts.append(part)
        more = message.get("more_body", False)
    return b"".join(parts)


def fault_of(body: bytes) -> str | None:
    """Why a body cannot be used; None where it can."""
    try:
        values = orjson.loads(body)
    except ValueError as error:
        return f"the body is no strict JSON: {error}"
    if not isinstance(values, dict):
        return "the body is no JSON object"
    return None if isinstance(values.get("data", []), list) else "data is no list"


def replayed(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives the body once more, and then what comes after it."""
    messages = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return messages.pop() if messages else await receive()

    return again


async def answer(send: Send, status: int, reason: str) -> None:
    """Answer with a JSON object that holds the reason."""
    content = json.dumps({"error": f"The request cannot be used: {reason}."}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(content)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})
