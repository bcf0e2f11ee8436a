"""A thought as a picture: what a link looks like where it is posted, and what a page shows until it is built."""

import asyncio
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.context import LocalContext
from starlette.datastructures import URL, QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from latentviz.data.examples import OPENING
from latentviz.figures.thought_picture import thought_png, thought_svg
from latentviz.figures.wording import story_sentence
from latentviz.records.links import LinkError, RunLink
from latentviz.records.trace import ThoughtTrace
from latentviz.serving.engine import Engine, ModelUnavailable
from latentviz.utils.refusal import Refusal

PICTURE = "picture.png"
MAX_KEPT = 64
TITLE = "latentviz: watch a small model think in hidden states"
DESCRIPTION = "Where a small language model stops thinking, and what each of its latent steps looks at and reads like."
NOT_RECORDED = "This checkpoint brings no recorded example; ask for a question with ?q=."


class Preview:
    """Draws the thought of a link as a PNG, and keeps the last ones.

    Parameters
    ----------
    engine : Engine
        Of the first page.
    """

    def __init__(self, engine: Engine):
        self._engine = engine
        self._draw = lru_cache(MAX_KEPT)(self.draw)
        self._draw_first = lru_cache(MAX_KEPT)(self.draw_first)

    @property
    def route(self) -> Route:
        """The route, for the application of the first page."""
        return Route(f"/{PICTURE}", self.answer)

    async def answer(self, request: Request) -> Response:
        """The picture of the link with the same query; of the opening example where it names no question."""
        LocalContext.request.set(gr.Request(request=request))
        try:
            content = await asyncio.to_thread(self._draw, request.url.query)
        except (ModelUnavailable, Refusal) as error:
            return JSONResponse({"error": str(error)}, 400)
        return Response(content, media_type="image/png", headers={"Cache-Control": "public, max-age=3600"})

    def draw(self, query: str) -> bytes:
        """Draw the thought of a query as a PNG.

        Raises
        ------
        ValueError
            If the query cannot be read or the question not be asked, or too much was asked for in a short time.
        ModelUnavailable
            If it takes the model, and the model could not be loaded.
        """
        # Of a recorded thought too: each other query is drawn anew, even where it asks for the same.
        with self._engine.limiter.work("picture"):
            return thought_png(self.thought(RunLink.read(query, self._engine.stop_threshold)))

    def thought(self, link: RunLink | None) -> ThoughtTrace:
        """The thought of a link; a recorded one takes no model."""
        trace = self.recorded(link)
        if trace is not None:
            return trace
        if link is None:
            raise LinkError(NOT_RECORDED)
        return self._engine.trace(link.question, link.problem, explain=True, compares_chain=False, **rule_of(link))

    def recorded(self, link: RunLink | None) -> ThoughtTrace | None:
        """The thought of a link, or the opening one without a link, where the checkpoint brings it."""
        examples = self._engine.examples
        if link is None:
            return examples[OPENING].trace if OPENING in examples else None
        traces = (run.trace for run in examples.values() if run.trace.question == link.question)
        trace = next(traces, None)
        return None if trace is None else trace.decided(**rule_of(link))

    def first_look(self, url: URL) -> str:
        """What the first page shows until its script has built it, as HTML: its thought, if that is a recorded one."""
        is_first = url.path in ("", "/") and "embed" not in QueryParams(url.query)
        return self._draw_first(url.query) if is_first else ""

    def draw_first(self, query: str) -> str:
        """The thought of a query as HTML; empty where it takes a model or the query cannot be read."""
        try:
            trace = self.recorded(RunLink.read(query, self._engine.stop_threshold))
        except Refusal:
            return ""
        if trace is None:
            return ""
        words = f"<p>“{escape(trace.question)}”</p><p>{escape(story_sentence(trace))}</p>"
        return f'<div class="first-look"><style>{first_look_style()}</style>{words}{thought_svg(trace)}</div>'


def rule_of(link: RunLink) -> dict[str, Any]:
    """When the thought of a link halts."""
    return {"threshold": link.threshold, "temperature": link.temperature, "fixed_k": link.fixed_k}


@cache
def first_look_style() -> str:
    """The style sheet of what a page shows until it is built."""
    return Path(__file__).with_name("first_look.css").read_text(encoding="utf-8")


def preview_tags(url: URL) -> str:
    """Tags of the Open Graph protocol (ogp.me) for the head of a page; only the first page draws what its links ask."""
    is_drawn = url.path in ("", "/") and "q" in QueryParams(url.query)
    query = f"?{url.query}" if is_drawn else ""
    picture = f"{url.scheme}://{url.netloc}/{PICTURE}{query}"
    tags = {
        "og:type": "website",
        "og:title": TITLE,
        "og:description": DESCRIPTION,
        "og:url": str(url),
        "og:image": picture,
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "A thought step by step, with the numbers of the question that each step looks at",
    }
    written = "".join(f'<meta property="{name}" content="{escape(value)}">' for name, value in tags.items())
    return f'{written}<meta name="twitter:card" content="summary_large_image">'
