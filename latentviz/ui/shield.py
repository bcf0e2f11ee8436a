"""`Shield`: the headers of every response, and the requests that are refused before gradio sees them."""

import json
import re
import secrets
from collections.abc import Iterable

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from latentviz.ui.door import STOPPING, Door

SCRIPT_TAG = re.compile(rb"<script\b")
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
    door : Door
        Knows the host's policy, and whether the server is being stopped.
    """

    def __init__(self, app: ASGIApp, door: Door):
        self.app = app
        self.door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request, or let it through and complete its response."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        response = Response(send, self.door.policy.frame_ancestors)
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
        if self.door.closed:
            return 503, STOPPING
        if not self.door.policy.uploads and "upload" in scope["path"].split("/"):
            return 403, UPLOADS_OFF
        return None


class Response:
    """Completes the headers of one response, and gives the scripts of a page its nonce.

    Parameters
    ----------
    send : ASGI send
    frame_ancestors : iterable of str
        Origins that may frame the page, beside its own.
    """

    def __init__(self, send: Send, frame_ancestors: Iterable[str]):
        self._send = send
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
            await self._send_page()
            return
        await self._send(message)

    async def _send_page(self) -> None:
        body = SCRIPT_TAG.sub(f'<script nonce="{self._nonce}"'.encode(), self._body)
        MutableHeaders(scope=self._start)["content-length"] = str(len(body))
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})
