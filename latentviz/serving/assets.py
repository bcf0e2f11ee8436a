"""Gradio's own scripts and styles, compressed well once rather than quickly for every visitor.

Their names hold a hash of what they contain, so that a browser need never ask for one again.
"""

from functools import cache
from pathlib import Path

import brotli
from gradio.routes import BUILD_PATH_LIB
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

FOLDER = Path(BUILD_PATH_LIB)
# Qualities above it take many times as long for little less.
QUALITY = 9
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
# By far the largest one.
FIGURES = "PlotlyPlot-*.js"


@cache
def compressed(path: Path) -> bytes:
    """A file as Brotli."""
    return brotli.compress(path.read_bytes(), mode=brotli.MODE_TEXT, quality=QUALITY)


@cache
def files() -> dict[str, Path]:
    """What can be asked for, by name."""
    return {path.relative_to(FOLDER).as_posix(): path for path in FOLDER.rglob("*") if path.is_file()}


def prepare() -> None:
    """Compress the script of the figures, so that no visitor waits for it."""
    for path in FOLDER.glob(FIGURES):
        compressed(path)


async def asset(request: Request) -> Response:
    """Answer with a file, as Brotli where it is text and the browser takes it."""
    path = files().get(request.path_params["name"])
    if path is None:
        raise HTTPException(404)
    plain = FileResponse(path, headers=FOREVER)
    if path.suffix not in (".js", ".css") or "br" not in request.headers.get("accept-encoding", ""):
        return plain
    body = await run_in_threadpool(compressed, path)
    return Response(body, media_type=plain.media_type, headers=FOREVER | {"Content-Encoding": "br"})


route = Route("/assets/{name:path}", asset)
