"""Gradio's scripts go over the wire in few bytes, and stay what they are."""

from unittest.mock import MagicMock

import brotli
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from latentviz.serving import assets
from latentviz.serving.checkpoint_pages import Pages

CLIENT = TestClient(Starlette(routes=[assets.route]))


def test_a_script_is_the_file_in_fewer_bytes_for_who_takes_it():
    path = min(assets.FOLDER.glob("embed-*.js"))
    with CLIENT.stream("GET", f"/assets/{path.name}", headers={"Accept-Encoding": "gzip, br"}) as sent:
        body = b"".join(sent.iter_raw())
    plain = CLIENT.get(f"/assets/{path.name}", headers={"Accept-Encoding": "identity"})
    assert brotli.decompress(body) == plain.content == path.read_bytes()
    assert len(body) < len(brotli.compress(plain.content, quality=4))
    assert sent.headers["content-encoding"] == "br"
    assert "content-encoding" not in plain.headers
    for response in (sent, plain):
        assert "javascript" in response.headers["content-type"]
        assert response.headers["vary"] == "Accept-Encoding"
        assert "immutable" in response.headers["cache-control"]


def test_the_page_of_another_checkpoint_has_them_too(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("gradio.mount_gradio_app", lambda app, *_: app)
    pages, path = Pages(MagicMock(), MagicMock(), {}), min(assets.FOLDER.glob("embed-*.js"))
    with TestClient(Starlette(routes=[pages.route])) as client:
        sent = client.get(f"/model/owner~2Fname/assets/{path.name}")
    assert sent.content == path.read_bytes()
    assert "immutable" in sent.headers["cache-control"]


def test_the_script_of_the_figures_is_prepared():
    (figures,) = assets.FOLDER.glob(assets.FIGURES)
    assert figures.name in assets.files()


@pytest.mark.parametrize("name", ["none.js", "../index.html", "%2e%2e/index.html", ""])
def test_nothing_else_is_served(name: str):
    assert CLIENT.get(f"/assets/{name}").status_code == 404
