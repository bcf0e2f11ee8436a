"""What the model picker shows and does, without a browser."""

import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from reference_format import in_reference_format
from shown import last
from starlette.applications import Starlette
from starlette.testclient import TestClient

from latentviz.data.examples import EXAMPLES
from latentviz.model.reference_format import LATENT_CAP
from latentviz.records.links import RunLink
from latentviz.serving.catalog import CheckpointCatalog
from latentviz.serving.checkpoint_folder import read_config
from latentviz.serving.checkpoint_pages import Pages, place_of, source_at
from latentviz.serving.engine import Engine
from latentviz.serving.host_policy import HostPolicy
from latentviz.serving.model_cache import LOADING
from latentviz.ui import picker

MARBLES = EXAMPLES["marbles"]


@pytest.fixture
def catalog(random_checkpoint: Path, tmp_path: Path) -> Iterator[CheckpointCatalog]:
    """A page's checkpoint, another beside it, and one elsewhere."""
    for name in ("home/first", "home/other", "elsewhere"):
        shutil.copytree(random_checkpoint, tmp_path / name)
    catalog = CheckpointCatalog(Engine(tmp_path / "home" / "first", device="cpu"))
    yield catalog
    catalog.engine.wait()


def test_the_others_on_the_catalog_are_links_that_take_the_question_along(catalog: CheckpointCatalog):
    panel, listed = picker.show(catalog, "model/", MARBLES.question, MARBLES)
    assert panel["visible"]
    assert "This page: <b>first</b>" in listed
    assert listed.count("<a ") == 1
    address = listed.split('href="')[1].split('"')[0].replace("&amp;", "&")
    place, query = address.split("?")
    assert place == "model/other/"
    assert RunLink.read(query, 0.37) == RunLink(MARBLES.question, 0.37, problem=MARBLES)
    _, listed = picker.show(catalog, "../", "Another question, <b>2</b>?", MARBLES)
    assert 'href="../other/?q=Another+question%2C+%3Cb%3E2' in listed
    assert "gold" not in listed
    assert 'href="model/other/"' in picker.show(catalog, "model/", " ", None)[1]
    shutil.rmtree(catalog.engine.folder.parent / "other")
    assert "No other checkpoint" in picker.show(catalog, "model/", "", None)[1]


def test_a_folder_is_loaded_and_then_linked(catalog: CheckpointCatalog, tmp_path: Path):
    source = str(tmp_path / "elsewhere")
    shown = list(picker.fetch(catalog, "model/", f" {source} ", MARBLES.question, None))
    assert "loading its weights" in shown[0]
    assert "<b>elsewhere</b> is ready" in shown[-1]
    assert f'href="model/{place_of(source)}/?q=' in shown[-1]
    assert catalog.find(source) is catalog.find(source)
    assert catalog.find("other").folder.name == "other"
    assert catalog.find(source).trace(MARBLES.question).checkpoint == "elsewhere"
    assert catalog.engine.name == "first"


class SlowDownload:
    """Stands in for `find`: a download that has 2 of 5 MB, and goes on when it is told to."""

    def __init__(self, folder: Path):
        self.folder, self.given_up = folder, False
        self.begun, self.go_on, self.ended = threading.Event(), threading.Event(), threading.Event()

    def __call__(self, source, on_bytes, download) -> Path:
        on_bytes(2_000_000, 5_000_000)
        self.begun.set()
        self.go_on.wait(20)
        try:
            on_bytes(5_000_000, 5_000_000)
        except picker.GivenUp:
            self.given_up = True
            raise
        finally:
            self.ended.set()
        return self.folder


@pytest.fixture
def slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SlowDownload:
    """Comes in place of every download."""
    slow = SlowDownload(tmp_path / "elsewhere")
    monkeypatch.setattr("latentviz.serving.catalog.find", slow)
    return slow


def test_a_download_shows_how_far_it_is(catalog: CheckpointCatalog, slow: SlowDownload):
    fetching = picker.fetch(catalog, "model/", "owner/name", "", None)
    shown = next(shown for shown in fetching if "progress" in shown)
    assert "downloading: 2 of 5 MB" in shown
    slow.go_on.set()
    assert 'href="model/owner~2Fname/"' in last(fetching)


def test_the_address_of_a_model_on_the_hub_names_it(catalog: CheckpointCatalog, slow: SlowDownload):
    slow.go_on.set()
    assert 'href="model/o~2Fn/"' in last(picker.fetch(catalog, "model/", "https://huggingface.co/o/n", "", None))


def test_a_visitor_who_waits_no_more_ends_the_download(catalog: CheckpointCatalog, slow: SlowDownload):
    fetching = picker.fetch(catalog, "model/", "owner/name", "", None)
    next(fetching)
    assert slow.begun.wait(20)
    fetching.close()
    slow.go_on.set()
    assert slow.ended.wait(20)
    assert slow.given_up


def test_what_cannot_be_had_says_why_and_is_tried_again(catalog: CheckpointCatalog, tmp_path: Path):
    assert "Name a folder or a model first" in last(picker.fetch(catalog, "", "  ", "", None))
    assert "no such checkpoint folder" in last(picker.fetch(catalog, "", str(tmp_path / "x"), "", None))
    (tmp_path / "empty").mkdir()
    assert "cannot be read" in last(picker.fetch(catalog, "", str(tmp_path / "empty"), "", None))
    broken = tmp_path / "elsewhere"
    weights = broken / "model.safetensors"
    whole = weights.read_bytes()
    weights.write_bytes(whole[:1000])
    assert "its SHA-256 is not the one" in last(picker.fetch(catalog, "", str(broken), "", None))
    weights.write_bytes(whole)
    assert "is ready" in last(picker.fetch(catalog, "", str(broken), "", None))
    config = json.loads((broken / "config.json").read_text())
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "config.json").write_text(json.dumps(config | {"filter_mode": "<b>"}))
    assert "<b>" not in last(picker.fetch(catalog, "", str(tmp_path / "plain"), "", None))


def test_a_host_s_limits_hold_for_pages_too(catalog: CheckpointCatalog, tmp_path: Path, monkeypatch):
    assert picker.source_words(catalog).startswith("A folder on the server, or a model on the Hugging Face hub")
    monkeypatch.setattr(catalog.engine, "policy", HostPolicy(checkpoint_root=catalog.engine.folder.parent))
    monkeypatch.setattr("latentviz.serving.catalog.find", lambda *_: pytest.fail("it was looked for"))
    assert catalog.find("other").name == "other"
    for forbidden in (str(tmp_path / "elsewhere"), "../elsewhere", "owner/name"):
        with pytest.raises(ValueError, match="only the checkpoints that its host offers"):
            catalog.find(forbidden)
    assert picker.source_words(catalog) == ""


def test_one_engine_serves_all_pages_of_a_checkpoint(catalog: CheckpointCatalog):
    other = catalog.find("other")
    there = catalog.seen_from(other)
    assert there.names == ["other", "first"]
    assert catalog.names == ["first", "other"]
    assert there.open("first") is catalog.engine
    assert there.open("other") is other


def test_those_of_one_family_stand_beside_each_other(catalog: CheckpointCatalog, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(CheckpointCatalog, "_standing", lambda self: {"a", "first", "first-grpo", "firs-sft"})
    assert catalog.names == ["first", "first-grpo", "a", "firs-sft"]


def test_a_page_that_could_not_be_laid_out_is_tried_again(catalog: CheckpointCatalog):
    tries = []

    def build(*_) -> None:
        tries.append(1)
        raise ImportError

    app = Starlette(routes=[Pages(catalog, build, {}).route])
    client = TestClient(app, raise_server_exceptions=False)
    for _ in range(2):
        assert client.get("/model/other/").status_code == 500
    assert len(tries) == 2


@pytest.mark.parametrize("place", ["~6Fther", "other~2F", "checkpoints~2F.~2Fother"])
def test_a_page_has_one_address(catalog: CheckpointCatalog, place: str):
    pages = Pages(catalog, lambda *_: pytest.fail("laid out"), {})
    answer = TestClient(Starlette(routes=[pages.route])).get(f"/model/{place}/")
    assert answer.status_code == 404
    assert "a page has one address" in answer.text


@pytest.mark.parametrize("source", ["~foo", "x" * 300, "a\0b"])
def test_an_address_of_no_checkpoint_has_no_page(catalog: CheckpointCatalog, source: str):
    pages = Pages(catalog, lambda *_: pytest.fail("laid out"), {})
    answer = TestClient(Starlette(routes=[pages.route])).get(f"/model/{place_of(source)}/")
    assert answer.status_code == 404
    assert "no such checkpoint folder" in answer.text


def test_a_folder_of_the_reference_is_read_once_no_model_loads(random_checkpoint: Path, tmp_path: Path):
    folder = in_reference_format(random_checkpoint, tmp_path / "theirs")
    read = []
    with LOADING:
        reader = threading.Thread(target=lambda: read.append(read_config(folder)))
        reader.start()
        reader.join(0.5)
        assert reader.is_alive()
    reader.join()
    assert read[0]["latent_cap"] == LATENT_CAP


@pytest.mark.parametrize("source", ["tiny-sft", "owner/name@main", "/data/a b/~c", "C:\\x%20", "ü?#&/"])
def test_a_source_is_one_part_of_an_address(source: str):
    place = place_of(source)
    assert source_at(place) == source
    assert set(place) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~")
