"""What a host allows: the policy, rates, who a visitor is, the limiter, and logs without texts."""

import asyncio
import json
import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from unittest.mock import Mock

import gradio as gr
import pytest
from gradio.context import LocalContext

import app
from latentviz.data.uploads import numbered
from latentviz.serving.admission import SESSIONS_AN_ADDRESS, RequestLimiter, Visitor, visitor
from latentviz.serving.catalog import CheckpointCatalog
from latentviz.serving.engine import Engine
from latentviz.serving.host_policy import MAX_KEYS, HostPolicy, PolicyError, TokenBuckets
from latentviz.ui import build
from latentviz.ui.compare import handlers as compare_handlers
from latentviz.ui.compare.handlers import Side
from latentviz.utils.logging import EventFormatter
from latentviz.utils.records import QuestionLimits

SECRET = "Zorblina has 12 apples and buys 5 more. How many apples does she have now?"


def test_the_default_policy_limits_nothing():
    policy, limits = HostPolicy(), QuestionLimits()
    assert policy.limits(limits) == limits
    assert policy.latent_cap(64) == 64
    assert policy.allows("/anywhere")
    assert policy.allows("owner/name")


def test_the_lesser_limit_counts():
    policy = HostPolicy(max_characters=500, max_latent_steps=4)
    assert policy.limits(QuestionLimits(max_characters=1000)).max_characters == 500
    assert policy.limits(QuestionLimits(max_characters=80)).max_characters == 80
    assert (policy.latent_cap(8), policy.latent_cap(3)) == (4, 3)


def test_only_folders_inside_the_root_may_be_loaded(tmp_path: Path):
    root, outside = tmp_path / "checkpoints", tmp_path / "other"
    for folder in (root / "mine", root / "far" / "away", outside):
        folder.mkdir(parents=True)
    (root / "file").write_text("")
    (root / "link").symlink_to(outside)
    policy = HostPolicy.public(root)
    assert policy.allows(root / "mine")
    assert policy.allows(root / "far" / "away")
    refused = [root, outside, root / "link", root / "file", root / "mine" / ".." / ".." / "other", root / "none"]
    for source in (*refused, "owner/name", "/etc", "~", "", "a\0b", "x" * 5000):
        assert not policy.allows(source)
        with pytest.raises(PolicyError, match="only the checkpoints that its host offers"):
            policy.check_source(source)


def test_a_bucket_empties_and_fills_again(monkeypatch):
    now = 0.0
    monkeypatch.setattr("latentviz.serving.host_policy.monotonic", lambda: now)
    buckets = TokenBuckets(rate=0.5, burst=3)
    assert [buckets.take("a") for _ in range(4)] == [0, 0, 0, 2.0]
    assert buckets.take("b") == 0
    now = 1.0
    assert buckets.take("a") == 1.0
    now = 2.0
    assert [buckets.take("a"), buckets.take("a")] == [0, 2.0]
    now = 1000.0
    assert buckets.take("a", 50) == 0
    assert buckets.take("a", 0.5) == 1.0


def test_buckets_do_not_grow_without_end():
    buckets = TokenBuckets(rate=1, burst=1)
    for key in range(MAX_KEYS + 5):
        buckets.take(str(key))
    assert len(buckets._buckets) == MAX_KEYS


@pytest.fixture
def ask_as():
    """Makes what follows the work of a visitor."""
    tokens = []

    def asking(session: str, address: str = "10.0.0.1", forwarded: str = "") -> None:
        headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
        scope = {"type": "http", "method": "POST", "path": "/", "headers": headers, "client": (address, 1)}
        request = gr.Request(request=gr.routes.fastapi.Request(scope), session_hash=session)
        tokens.append(LocalContext.request.set(request))

    yield asking
    for token in reversed(tokens):
        LocalContext.request.reset(token)


def test_only_trusted_proxies_say_where_a_visitor_is(ask_as):
    assert visitor(1) == Visitor("", "")
    ask_as("s", "10.0.0.1", "6.6.6.6, 1.2.3.4")
    assert visitor(0) == Visitor("s", "10.0.0.1")
    assert visitor(1) == Visitor("s", "1.2.3.4")
    assert visitor(9) == Visitor("s", "6.6.6.6")


def n_admitted(limiter: RequestLimiter, n: int, n_problems: int = 1) -> int:
    """How many of n pieces of work are let in."""
    admitted = 0
    for _ in range(n):
        with suppress(PolicyError), limiter.work("work", n_problems):
            admitted += 1
    return admitted


def test_a_session_is_held_to_its_rate_and_new_sessions_to_their_address(ask_as):
    limiter = RequestLimiter(HostPolicy(runs_per_minute=0.1, burst=2))
    ask_as("first")
    assert n_admitted(limiter, 5) == 2
    total = 2
    for session in range(20):
        ask_as(f"new {session}")
        total += n_admitted(limiter, 1)
    assert total <= 2 * SESSIONS_AN_ADDRESS
    ask_as("elsewhere", "10.0.0.2")
    assert n_admitted(limiter, 5) == 2


@pytest.mark.parametrize(("n_problems", "n_sets"), [(1, 4), (2, 4), (50, 4), (100, 2), (10_000, 1)])
def test_a_set_costs_what_its_batches_do_and_no_less_than_a_thought(ask_as, n_problems: int, n_sets: int):
    ask_as("visitor")
    assert n_admitted(RequestLimiter(HostPolicy(runs_per_minute=0.1, burst=4)), 9, n_problems) == n_sets


def test_an_impatient_visitor_does_not_use_up_what_the_neighbours_have(ask_as):
    limiter = RequestLimiter(HostPolicy(runs_per_minute=0.1, burst=1))
    ask_as("impatient")
    n_admitted(limiter, 10 * SESSIONS_AN_ADDRESS)
    ask_as("neighbour")
    assert n_admitted(limiter, 1) == 1


def test_pictures_which_have_no_session_are_counted_by_address(ask_as):
    ask_as("", "10.0.0.1")
    assert visitor(0) == Visitor("10.0.0.1", "10.0.0.1")


def test_a_closed_door_breaks_off_what_goes_on(ask_as):
    limiter = RequestLimiter(HostPolicy())
    with limiter.work("set", 100):
        limiter.check_not_breaking()
        assert not limiter.close(grace_s=0.01, break_s=0.01)
        with pytest.raises(PolicyError, match="being stopped"):
            limiter.check_not_breaking()
        with pytest.raises(PolicyError, match="being stopped"), limiter.work("thought"):
            pass
    assert limiter.n_running == 0
    assert limiter.close(grace_s=0.01, break_s=0.01)


def test_work_that_ends_in_its_own_time_is_not_broken_off():
    limiter, inside = RequestLimiter(HostPolicy()), threading.Event()

    def work() -> None:
        with limiter.work("thought"):
            inside.set()
            time.sleep(0.1)
            limiter.check_not_breaking()

    with ThreadPoolExecutor() as pool:
        running = pool.submit(work)
        inside.wait()
        assert limiter.close(grace_s=30, break_s=0)
        assert running.exception() is None


@pytest.fixture(scope="module")
def limited(random_checkpoint: Path) -> Engine:
    policy = HostPolicy.public(random_checkpoint.parent, max_characters=90, max_latent_steps=3, max_problems=4)
    return Engine(random_checkpoint, device="cpu", limiter=RequestLimiter(policy))


def test_the_engine_keeps_to_the_policy(limited: Engine):
    trace = limited.trace(SECRET)
    assert trace.cap == limited.latent_cap == 3
    assert trace.n_recorded == 3
    with pytest.raises(ValueError, match="at most 90"):
        limited.trace(SECRET + " She counts them twice.")
    with pytest.raises(ValueError, match="at most 3 latent steps"):
        limited.trace(SECRET, fixed_k=4)
    problems = numbered([limited.new_problem(1)] * 5)
    with pytest.raises(PolicyError, match="must be between 1 and 4"):
        next(limited.answer(problems, 0.5))
    *_, done = limited.answer(problems[:4], 0.5)
    assert done.n_done == 4


@pytest.mark.parametrize(("policy", "n_taking_files"), [(HostPolicy(), 2), (HostPolicy(uploads=False), 0)])
def test_no_event_takes_a_file_where_uploads_are_off(policy: HostPolicy, n_taking_files: int):
    async def built() -> gr.Blocks:
        return build(CheckpointCatalog(Engine(None, limiter=RequestLimiter(policy))))

    events = asyncio.run(built()).fns.values()
    assert sum(any(isinstance(block, gr.UploadButton) for block in event.inputs) for event in events) == n_taking_files


def test_compare_keeps_to_the_policy(limited: Engine):
    sides = (Side(limited.name, 0.5), Side(limited.name, 0.9))
    (refusal,) = compare_handlers.compare_over_set(CheckpointCatalog(limited), sides, 10**9)
    assert "must be between 1 and 4" in refusal["progress"]


def test_the_catalog_offers_and_opens_what_the_host_allows_alone(random_checkpoint: Path, tmp_path: Path):
    for name in ("mine", "beside"):
        (tmp_path / name).symlink_to(random_checkpoint)
    limiter = RequestLimiter(HostPolicy(checkpoint_root=tmp_path / "mine"))
    engine = Engine(tmp_path / "mine", device="cpu", limiter=limiter)
    catalog = CheckpointCatalog(engine)
    engine.wait()
    assert len(catalog.names) == 1
    with pytest.raises(PolicyError):
        engine.beside("beside")


def test_logs_are_json_and_hold_no_text_of_a_visitor(limited: Engine, ask_as, monkeypatch, caplog):
    monkeypatch.setattr(limited, "limiter", RequestLimiter(HostPolicy()))
    ask_as("session-of-hers", "203.0.113.7")
    with caplog.at_level(logging.INFO, "latentviz"):
        limited.trace(SECRET)
        with pytest.raises(ValueError, match="too large"):
            limited.trace(SECRET.replace("12", "12000"))
        limited.stream(SECRET).close()
        running = limited.stream(SECRET)
        next(running)
        running.close()
        try:
            raise RuntimeError(SECRET)
        except RuntimeError:
            logging.getLogger("latentviz.ui.shared.refusals").exception("a handler broke off")
    lines = [EventFormatter().format(record) for record in caplog.records]
    events = [json.loads(line) for line in lines]
    assert [event.get("outcome") for event in events] == ["done", "QuestionError", "left", None]
    assert events[0]["kind"] == "thought"
    assert events[0]["duration_s"] > 0
    assert len({event["client"] for event in events[:3]}) == 1
    assert events[3]["error"] == "RuntimeError"
    assert "test_hosting.py" in events[3]["at"][-1]
    for line in lines:
        assert not any(private in line for private in ("Zorblina", "203.0.113.7", "session-of-hers"))


@pytest.mark.parametrize("checkpoint", ["owner/name", str(app.SHIPPED / "tiny-sft")])
def test_a_public_page_offers_the_neighbours_of_its_checkpoint_or_the_shipped_ones(checkpoint):
    policy = app.policy_of(app.build_parser().parse_args(["--public", "--checkpoint", checkpoint]))
    assert policy.checkpoint_root == app.SHIPPED
    assert policy.allows(app.SHIPPED / "tiny-grpo")
    assert not policy.allows(app.SHIPPED.parent)


@pytest.mark.parametrize(
    ("flag", "reason"),
    [
        ("--port=0", "0 is no port; choose 1 to 65535"),
        ("--port=65536", "65536 is no port"),
        ("--n-proxies=-1", "it must be 0 or more"),
        ("--checkpoint-root=no-such", "there is no folder no-such"),
    ],
)
def test_a_flag_that_cannot_be_used_ends_in_words(flag, reason, capsys):
    with pytest.raises(SystemExit) as ended:
        app.main([flag])
    assert ended.value.code == 2
    assert reason in capsys.readouterr().err


@pytest.mark.parametrize("flag", ["--device=tpu", "--dtype=float8"])
def test_hardware_that_is_not_there_ends_in_words(flag, capsys):
    assert app.main(["--no-model", flag]) == 2
    assert flag.partition("=")[2] in capsys.readouterr().err


def test_a_folder_without_its_files_ends_in_words(tmp_path, capsys):
    assert app.main(["--checkpoint", str(tmp_path)]) == 2
    assert f"error: {tmp_path / 'config.json'}: no such file or directory" in capsys.readouterr().err
    assert app.main(["--checkpoint", "~nosuch/x"]) == 2
    assert "~nosuch/x: there is no such checkpoint folder" in capsys.readouterr().err


def test_a_port_that_is_taken_ends_in_words(monkeypatch, capsys):
    monkeypatch.setattr("latentviz.serving.server.serve", Mock(side_effect=OSError("Cannot find empty port")))
    assert app.main(["--no-model", "--port", "7860"]) == 2
    assert "no page can be served there (Cannot find empty port); choose another --port" in capsys.readouterr().err
