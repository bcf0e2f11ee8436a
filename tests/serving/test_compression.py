"""What is text goes over the wire as gzip, and a stream stays one."""

import asyncio
import zlib
from collections.abc import Iterable

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from latentviz.serving.server import COMPRESSION

GZIP = 31
LONG = "a number of apples, " * 1000


def app_of(response: Response) -> ASGIApp:
    return COMPRESSION.cls(Starlette(routes=[Route("/", lambda request: response)]), **COMPRESSION.kwargs)


def bodies_of(app: ASGIApp) -> list[bytes]:
    """The parts of the body, as they are sent one after the other."""
    sent = []

    async def receive() -> dict:
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    async def send(message: dict) -> None:
        sent.append(message)

    headers = [(b"accept-encoding", b"gzip, deflate")]
    scope = {"type": "http", "method": "GET", "path": "/", "headers": headers, "query_string": b""}
    asyncio.run(app(scope, receive, send))
    return [message["body"] for message in sent if message["type"] == "http.response.body"]


@pytest.mark.parametrize("media_type", ["text/html", "application/json"])
def test_a_text_is_compressed_for_who_takes_it(media_type: str):
    compressed, plain = (
        TestClient(app_of(Response(LONG, media_type=media_type))).get("/", headers={"Accept-Encoding": name})
        for name in ("gzip", "identity")
    )
    assert compressed.text == plain.text == LONG
    assert compressed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert compressed.headers["vary"] == "Accept-Encoding"
    assert int(compressed.headers["content-length"]) < len(LONG) / 10


@pytest.mark.parametrize(
    "response",
    [
        PlainTextResponse("short"),
        Response(LONG, media_type="image/png"),
        Response(LONG, media_type="text/javascript"),
        Response(LONG, media_type="text/plain", headers={"content-encoding": "br"}),
        Response(LONG, 206, media_type="text/plain"),
    ],
    ids=["short", "no text", "gradio's", "compressed", "a part"],
)
def test_what_gains_nothing_is_passed_on_as_it_is(response: Response):
    assert bodies_of(app_of(response)) == [response.body]


def test_each_event_of_a_stream_can_be_read_when_it_is_sent():
    events = [f"data: {number}\n\n".encode() for number in range(3)]

    async def stream() -> Iterable[bytes]:
        for event in events:
            yield event

    reader, read = zlib.decompressobj(GZIP), []
    for body in bodies_of(app_of(StreamingResponse(stream(), media_type="text/event-stream"))):
        read.append(reader.decompress(body))
    assert read == [*events, b""]
    assert reader.eof
