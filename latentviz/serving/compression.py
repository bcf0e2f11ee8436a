"""`Compression`: what is text goes over the wire as gzip."""

import zlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TEXT = ("text/", "application/json")
SMALLEST, LEVEL, GZIP = 1000, 4, 31


class Compression:
    """ASGI middleware that compresses pages, JSON and streams of events, which gradio leaves as they are.

    An event of a stream reaches the browser when it is sent: each part is flushed by itself.

    Parameters
    ----------
    app : ASGI application
    """

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request, compressed where the client takes it."""
        takes_gzip = scope["type"] == "http" and "gzip" in Headers(scope=scope).get("accept-encoding", "")
        await self.app(scope, receive, CompressedResponse(send).send if takes_gzip else send)


class CompressedResponse:
    """Compresses the body of one response, if it is a text that is not compressed yet and not short.

    Parameters
    ----------
    send : ASGI send
    """

    def __init__(self, send: Send):
        self._send = send
        self._start: Message | None = None
        self._compressor: zlib._Compress | None = None

    async def send(self, message: Message) -> None:
        """Pass a message on; the start is held back until the first part of the body tells what to do."""
        if message["type"] == "http.response.start":
            self._start = message
            return
        body, more = message.get("body", b""), message.get("more_body", False)
        if self._start is not None:
            start, self._start = self._start, None
            if start["status"] == 200 and (more or len(body) >= SMALLEST):
                self._compress(MutableHeaders(scope=start))
            await self._send(start)
        if self._compressor is not None:
            flush = zlib.Z_SYNC_FLUSH if more else zlib.Z_FINISH
            message = {**message, "body": self._compressor.compress(body) + self._compressor.flush(flush)}
        await self._send(message)

    def _compress(self, headers: MutableHeaders) -> None:
        if headers.get("content-type", "").startswith(TEXT) and "content-encoding" not in headers:
            self._compressor = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP)
            headers["Content-Encoding"] = "gzip"
            headers.add_vary_header("Accept-Encoding")
            del headers["content-length"]
