"""What a link looks like where it is posted: its picture and its tags."""

import re
from html import escape
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from sample_records import explained_trace
from starlette.applications import Starlette
from starlette.datastructures import URL
from starlette.testclient import TestClient

from latentviz.data.questions import QuestionError
from latentviz.serving import preview
from latentviz.serving.admission import RequestLimiter
from latentviz.serving.host_policy import HostPolicy
from latentviz.serving.middleware import PREVIEW_TAG, public_url
from latentviz.serving.preview import OPENING, Preview, preview_tags

RECORDED = explained_trace()


class Engine:
    """An engine that counts what it is asked to think about."""

    stop_threshold = 0.5

    def __init__(self, examples: dict):
        self.examples = examples
        self.limiter = RequestLimiter(HostPolicy())
        self.asked = []

    def trace(self, question: str, problem, **options):
        if question == "hello":
            raise QuestionError("The question holds no number.")
        self.asked.append((question, options["threshold"]))
        return RECORDED


@pytest.fixture
def engine() -> Engine:
    return Engine({OPENING: SimpleNamespace(trace=RECORDED)})


@pytest.fixture
def client(engine: Engine) -> TestClient:
    return TestClient(Starlette(routes=[Preview(engine).route]))


def test_the_page_itself_shows_the_recorded_example_without_a_model(client: TestClient, engine: Engine):
    response = client.get("/picture.png")
    assert response.status_code == 200
    assert response.headers["content-type"] == "image/png"
    assert response.content.startswith(b"\x89PNG")
    assert engine.asked == []


def test_a_recorded_question_is_decided_again_without_a_model(client: TestClient, engine: Engine):
    pictures = [client.get(f"/picture.png?{urlencode({'q': RECORDED.question, 'k': k})}").content for k in (0, 2)]
    assert pictures[0] != pictures[1]
    assert engine.asked == []


def test_another_question_is_thought_about_once(client: TestClient, engine: Engine):
    query = urlencode({"q": "Tom has 3 apples and buys 4. How many?", "threshold": 0.8})
    first, second = (client.get(f"/picture.png?{query}") for _ in range(2))
    assert first.content == second.content
    assert engine.asked == [("Tom has 3 apples and buys 4. How many?", 0.8)]


def test_the_last_pictures_are_kept(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(preview, "MAX_KEPT", 2)
    client = TestClient(Starlette(routes=[Preview(engine).route]))
    for k, n_drawn in ((0, 1), (1, 2), (2, 3), (2, 3), (0, 4)):
        client.get(f"/picture.png?q=apples+{k}")
        assert len(engine.asked) == n_drawn


def test_pictures_are_drawn_at_the_rate_that_the_host_allows(engine: Engine):
    engine.limiter = RequestLimiter(HostPolicy(runs_per_minute=0.1, burst=2))
    client = TestClient(Starlette(routes=[Preview(engine).route]))
    codes = [client.get(f"/picture.png?x={x}").status_code for x in (1, 2, 3, 1, 2)]
    assert codes == [200, 200, 400, 200, 200]


@pytest.mark.parametrize(("query", "reason"), [("q=hello", "holds no number"), ("q=2+apples&threshold=7", "threshold")])
def test_what_cannot_be_drawn_says_why(client: TestClient, query: str, reason: str):
    response = client.get(f"/picture.png?{query}")
    assert response.status_code == 400
    assert reason in response.json()["error"]


def test_without_an_example_the_page_has_no_picture():
    client = TestClient(Starlette(routes=[Preview(Engine({})).route]))
    assert client.get("/picture.png").status_code == 400


def test_the_first_page_shows_a_recorded_thought_until_it_is_built(engine: Engine):
    look = Preview(engine).first_look
    opening = look(URL("https://example.org/"))
    assert look(URL("https://example.org/?__theme=dark")) == opening
    assert escape(RECORDED.question) in opening
    assert "<svg" in opening
    forced = look(URL(f"https://example.org/?{urlencode({'q': RECORDED.question, 'k': 0})}"))
    assert "<svg" in forced
    assert forced != opening
    assert engine.asked == []


@pytest.mark.parametrize(
    "address", ["/?q=Tom+has+3+apples", "/?q=hello", "/?q=2+apples&threshold=7", "/?embed=1", "/model/tiny-sft/"]
)
def test_what_takes_a_model_or_is_another_page_has_no_first_look(engine: Engine, address: str):
    assert Preview(engine).first_look(URL(f"https://example.org{address}")) == ""
    assert engine.asked == []


def test_a_checkpoint_without_an_example_has_no_first_look():
    assert Preview(Engine({})).first_look(URL("https://example.org/")) == ""


def tag(html: str, name: str) -> str:
    return re.search(rf'<meta (?:property|name)="{name}" content="([^"]*)">', html).group(1)


def test_tags_name_the_picture_of_the_same_question():
    tags = preview_tags(URL("https://example.org/?q=2+apples&k=1"))
    assert tag(tags, "og:image") == "https://example.org/picture.png?q=2+apples&amp;k=1"
    assert tag(tags, "og:url") == "https://example.org/?q=2+apples&amp;k=1"
    assert tag(tags, "twitter:card") == "summary_large_image"
    assert tag(preview_tags(URL("https://example.org/?__theme=dark")), "og:image") == "https://example.org/picture.png"
    assert tag(preview_tags(URL("https://example.org/?seq=1")), "og:image") == "https://example.org/picture.png"
    other = preview_tags(URL("https://example.org/model/tiny-sft/?q=2+apples"))
    assert tag(other, "og:image") == "https://example.org/picture.png"


def test_an_address_cannot_break_out_of_its_tag():
    tags = preview_tags(URL('https://example.org/?q="><script>alert(1)</script>'))
    assert "<script" not in tags


def test_only_trusted_proxies_say_which_address_the_visitor_sees():
    headers = [(b"host", b"10.0.0.7:7860"), (b"x-forwarded-proto", b"https"), (b"x-forwarded-host", b"example.org")]
    scope = {"type": "http", "scheme": "http", "path": "/", "query_string": b"q=1", "headers": headers}
    assert str(public_url(scope, 0)) == "http://10.0.0.7:7860/?q=1"
    assert str(public_url(scope, 1)) == "https://example.org/?q=1"
    del scope["headers"][2]
    assert str(public_url(scope, 1)) == "https://10.0.0.7:7860/?q=1"


@pytest.mark.parametrize("host", ["[", "a/b", ""])
def test_a_host_that_is_none_is_not_believed(host: str):
    headers = [(b"host", b"10.0.0.7:7860"), (b"x-forwarded-host", host.encode())]
    scope = {"type": "http", "scheme": "http", "path": "/", "query_string": b"", "headers": headers}
    url = public_url(scope | {"server": ("127.0.0.1", 7860)}, 1)
    assert (url.netloc, url.path) == ("127.0.0.1:7860", "/")


def test_tags_of_gradio_are_taken_out():
    head = b'<meta property="og:image"\n\tcontent="https://elsewhere/x.jpg" />\n<meta name="viewport" content="w">'
    assert PREVIEW_TAG.sub(b"", head) == b'<meta name="viewport" content="w">'
