"""What the server does when something breaks: a kill, a visitor who leaves, no memory, other files, a clock."""

import asyncio
import errno
import json
import logging
import shutil
import time
from pathlib import Path

import gradio as gr
import httpx
import pytest
import torch
from gradio.state_holder import StateHolder
from gradio_client import Client
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from benchmarks.fuzz import fuzz
from benchmarks.hostile import GOOD
from benchmarks.served import serving
from latentviz.analysis.tracer import Tracer
from latentviz.model.checkpoint import save_checkpoint
from latentviz.records.links import RunLink
from latentviz.records.summaries import trace_summary
from latentviz.runs.folders import find_runs
from latentviz.serving.blocks import FAILURE, UNUSABLE, Page
from latentviz.serving.catalog import CheckpointCatalog
from latentviz.serving.checkpoint_folder import CheckpointFolder
from latentviz.serving.engine import NO_MEMORY, Engine, ModelUnavailable
from latentviz.serving.host_policy import HostPolicy
from latentviz.serving.middleware import MAX_JSON_BYTES, Gate
from latentviz.ui.explore import handlers
from latentviz.ui.explore.render import Display
from latentviz.ui.training import handlers as training_handlers
from latentviz.utils.checkpoint_files import CAUSES, EVAL, METRICS, REFERENCE_SETTINGS, WEIGHTS
from latentviz.utils.logging import EventFormatter
from latentviz.utils.refusal import Refusal
from latentviz.utils.shipped import SHIPPED

N_INPUTS = 60


@pytest.mark.slow
def test_a_server_lives_through_hostile_inputs_visitors_who_leave_and_a_kill(random_checkpoint, tmp_path):
    """One server for all three, since a start is dear."""
    arguments = ("--device", "cpu", "--checkpoint", str(random_checkpoint))
    log = tmp_path / "log"
    with log.open("w") as stderr, serving(*arguments, stderr=stderr) as server:
        client = Client(server.url, verbose=False)
        first = client.predict(GOOD, api_name="/trace")
        report = fuzz(server.url, N_INPUTS, seed=1)
        assert report.failures == [], str(report)
        assert sum(counts.total() for counts in report.counts.values()) == N_INPUTS
        assert set(report.counts) == {"/trace", "/what_if_stopped", "/nearest_tokens", "/place_on_map"}
        call = f"{server.url}/gradio_api/call/what_if_stopped"
        for _ in range(3):
            event = httpx.post(call, json={"data": [GOOD]}).json()["event_id"]
            with httpx.stream("GET", f"{call}/{event}", timeout=60):
                pass
        assert client.predict(GOOD, api_name="/trace") == first
        httpx.post(call, json={"data": [GOOD]})
        server.process.kill()
    assert "Traceback" not in log.read_text()
    with serving(*arguments) as again:
        assert Client(again.url, verbose=False).predict(GOOD, api_name="/trace") == first


def test_a_visitor_who_leaves_in_the_middle_keeps_nobody_waiting(engine):
    thought = engine.stream(GOOD)
    next(thought)
    thought.close()
    assert engine.trace(GOOD).finished


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        RuntimeError("[enforce fail at alloc_cpu.cpp] DefaultCPUAllocator: can't allocate memory"),
        torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB"),
    ],
)
def test_without_memory_a_thought_ends_in_words_and_the_next_one_is_answered(engine, monkeypatch, error):
    right = trace_summary(engine.trace(GOOD))

    def full(*_):
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(Tracer, "_grown", full)
        *_, last = handlers.run(engine, RunLink(GOOD, None), [], Display())
        assert NO_MEMORY in last["message"]
        with pytest.raises(ModelUnavailable, match="not enough memory"):
            engine.use(full)
    assert trace_summary(engine.trace(GOOD)) == right


def test_another_fault_of_the_model_is_not_called_a_lack_of_memory(engine, monkeypatch):
    def broken(*_):
        raise RuntimeError("shapes do not match")

    monkeypatch.setattr(Tracer, "_grown", broken)
    with pytest.raises(RuntimeError, match="shapes"):
        engine.trace(GOOD)


def test_a_checkpoint_that_is_replaced_while_it_is_served_changes_nothing(folder, lively):
    engine = Engine(folder, device="cpu")
    before = trace_summary(engine.trace(GOOD))
    save_checkpoint(folder, *lively)
    assert trace_summary(engine.trace(GOOD)) == before
    with (folder / WEIGHTS).open("r+b") as weights:
        weights.truncate(100)
    assert trace_summary(engine.trace(GOOD)) == before


@pytest.mark.parametrize("jump_s", [-1e8, 1e8])
def test_a_clock_that_jumps_changes_no_measure_and_no_answer(engine, monkeypatch, tmp_path, jump_s):
    (tmp_path / "runs" / "a").mkdir(parents=True)
    (tmp_path / "runs" / "a" / METRICS).write_text('{"step": 1, "loss": 2.0}\n')
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + jump_s)
    trace = engine.trace(GOOD)
    assert 0 < trace.elapsed_s < 60
    assert (trace.thinking_s >= 0).all()
    shown = training_handlers.choose_run(tmp_path, "runs/a")
    assert not any("-" in word and "s ago" in word for word in map(str, shown.values()))


def test_a_run_folder_that_goes_while_it_is_looked_at_is_left_out(tmp_path, monkeypatch):
    for name in ("a", "b"):
        (tmp_path / "runs" / name).mkdir(parents=True)
        (tmp_path / "runs" / name / METRICS).write_text("")
    real, seen = Path.stat, []

    def gone(path, **named):
        if path.parent.name == "a" and path.name == METRICS:
            seen.append(path)
            if len(seen) > 1:
                raise FileNotFoundError(errno.ENOENT, "gone", str(path))
        return real(path, **named)

    monkeypatch.setattr(Path, "stat", gone)
    assert list(find_runs(tmp_path)) == ["runs/b"]
    assert len(seen) == 2


@pytest.mark.parametrize("name", ["../x", "/etc", "..", ".", "", "a/b"])
def test_no_engine_is_made_of_a_folder_elsewhere(engine, name):
    with pytest.raises(ValueError, match="There is no checkpoint of the name"):
        CheckpointCatalog(engine).open(name)


def called(function, inputs: list, component: type = gr.Slider, **limits):
    """What a page of one function of one component answers to inputs."""

    async def call():
        with Page(analytics_enabled=False) as page:
            given = component(**limits)
            event = given.input(function, given, gr.Textbox())
        return await page.process_api(page.fns[event["id"]], inputs)

    return asyncio.run(call())


def test_an_input_that_no_component_takes_is_refused_without_a_traceback(capfd):
    for inputs in ([], ["x"], [[]], [{"a": 1}]):
        with pytest.raises(gr.Error) as refusal:
            called(str, inputs)
        assert refusal.value.message == UNUSABLE
        assert not refusal.value.print_exception
    assert "Traceback" not in "".join(capfd.readouterr())


def test_a_component_tells_what_it_does_not_take_in_its_own_words(capfd):
    with pytest.raises(gr.Error, match="greater than maximum value 999"):
        called(str, [5000], gr.Number, maximum=999)
    assert "Traceback" not in "".join(capfd.readouterr())


def test_a_fault_of_the_page_goes_to_the_log_and_words_to_the_visitor(caplog):
    def broken(_):
        raise KeyError("secret of the server")

    with pytest.raises(gr.Error) as refusal:
        called(broken, [0.5])
    assert (refusal.value.message, refusal.value.print_exception) == (FAILURE, False)
    assert "secret of the server" in caplog.text


def test_a_call_without_a_session_leaves_none_behind():
    async def sessions() -> set[str]:
        with Page(analytics_enabled=False) as page:
            slider = gr.Slider(0, 1)
            event = slider.input(str, slider, gr.Textbox())
        holder = StateHolder()
        holder.set_blocks(page)
        for session, call in (("visitor", "first"), ("second", "second")):
            of_call = {"state": holder[session], "session_hash": session, "event_id": call}
            await page.process_api(page.fns[event["id"]], [0.5], **of_call)
        return set(holder.session_data)

    assert asyncio.run(sessions()) == {"visitor"}


@pytest.fixture
def gated() -> TestClient:
    """A gate before an application that repeats its body, and breaks where that names a fault."""

    async def repeat(request):
        values = await request.json()
        if "fault" in values:
            raise KeyError("no such function")
        return JSONResponse(values, status_code=values.get("status", 200))

    paths = ("/gradio_api/call/trace", "/model/a/gradio_api/call/trace", "/gradio_api/run/predict", "/x")
    routes = [Route(path, repeat, methods=["POST"]) for path in paths]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(Gate)]))


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"data": ["x"]}', 200),
        (b'{"data": ["\\ud800"]}', 400),
        (b'{"data": [NaN]}', 400),
        (b'{"data": [1e400]}', 400),
        (b'{"data": [1' + b"0" * 5000 + b"]}", 400),
        (b"[" * 100_000, 400),
        (b"[]", 400),
        (b'{"data": 5}', 400),
        (b"\xff", 400),
        (b"", 400),
        (b'{"fault": 1}', 400),
        (b'{"data": ["' + b"x" * MAX_JSON_BYTES + b'"]}', 413),
    ],
)
def test_what_is_no_call_is_refused_before_gradio_sees_it(gated, body, status):
    for page in ("", "/model/a"):
        answer = gated.post(f"{page}/gradio_api/call/trace", content=body)
        assert answer.status_code == status
        assert (status == 200) == ("error" not in answer.json())


def test_the_log_names_what_kept_gradio_from_a_call(gated, caplog):
    with caplog.at_level(logging.INFO, "latentviz"):
        gated.post("/gradio_api/call/trace", json={"fault": 1})
    (event,) = (json.loads(EventFormatter().format(record)) for record in caplog.records)
    assert (event["event"], event["error"]) == ("a call that gradio could not take", "KeyError")


def test_the_gate_calls_a_refusal_a_bad_request_and_leaves_the_rest_alone(gated):
    assert gated.post("/gradio_api/run/predict", json={"status": 500, "error": "words"}).status_code == 400
    assert gated.post("/gradio_api/call/trace", json={"status": 500}).status_code == 500
    assert len(gated.post("/x", json={"a": "x" * MAX_JSON_BYTES}).content) > MAX_JSON_BYTES


@pytest.mark.parametrize(
    ("causes", "evaluation"),
    [
        ([1], [1]),
        ({"patch": {}}, {"results": {"k = 1": {}}}),
        ({"patch": {"n": 1, "results": [{}]}}, {"results": {}, "real": {"texts": {"results": []}}}),
        ({"patch": {"n": "1", "results": []}}, {"stop_rules": {"rules": {}}}),
        ({"patch": {"n": 1, "results": {}}}, {"n": "many"}),
    ],
)
def test_a_file_of_a_folder_that_holds_no_such_object_is_as_good_as_none(folder, causes, evaluation):
    (folder / CAUSES).write_text(json.dumps(causes))
    (folder / EVAL).write_text(json.dumps(evaluation))
    opened = CheckpointFolder(folder, HostPolicy())
    assert (opened.evaluation, opened.recorded_patches) == ({}, None)
    (folder / "config.json").write_text("[]")
    with pytest.raises(ValueError, match="no JSON object"):
        CheckpointFolder(folder, HostPolicy())


def test_the_files_of_the_shipped_folders_have_the_shape_that_is_read():
    for folder in SHIPPED.iterdir():
        opened = CheckpointFolder(folder, HostPolicy())
        assert opened.recorded_patches["n"] > 0
        assert opened.evaluation["n"] > 0


@pytest.mark.parametrize(
    "changes",
    [
        {"latent_cap": None},
        {"latent_cap": float("inf")},
        {"limits": []},
        {"limits": {"max_number": "x"}},
        {"stop_threshold": None},
        {"sure_threshold": {}},
        {REFERENCE_SETTINGS: {f"{name}_token_id": i for i, name in enumerate(("start", "end", "continue", "stop"))}},
    ],
)
def test_a_neighbour_whose_settings_do_not_fit_is_refused_in_words(folder, changes):
    path = shutil.copytree(folder, folder.with_name("other")) / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))
    catalog = CheckpointCatalog(Engine(folder, device="cpu"))
    assert "other" in catalog.names
    with pytest.raises(Refusal, match="The checkpoint other cannot be read"):
        catalog.open("other")
    assert catalog.threshold_of("other") is None
    catalog.engine.wait()
