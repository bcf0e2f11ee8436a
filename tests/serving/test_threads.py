"""Threads of the processor: few where more pay little, all where they pay."""

import pytest
import torch

from latentviz.serving import threads
from latentviz.serving.engine import Engine
from latentviz.serving.host_policy import HostPolicy
from latentviz.serving.model_cache import load_tracer


@pytest.fixture
def eight_threads(monkeypatch):
    monkeypatch.setattr(threads, "ALL", 8)
    before = torch.get_num_threads()
    torch.set_num_threads(6)
    yield
    torch.set_num_threads(before)


@pytest.mark.parametrize(
    ("seconds", "fewest"),
    [
        ({8: 1.0, 4: 1.0, 2: 1.0, 1: 1.0}, 1),
        ({8: 1.0, 4: 1.9, 2: 3.8, 1: 7.6}, 8),
        ({8: 5.0, 4: 2.0, 2: 2.5, 1: 4.0}, 2),
        ({8: 1.0, 4: 1.4, 2: 1.4, 1: 1.6}, 2),
    ],
)
def test_one_more_thread_must_pay(seconds, fewest, eight_threads, monkeypatch):
    monkeypatch.setattr(threads, "shortest_s", lambda work, n: seconds[n])
    assert threads.calibrate_num_threads(lambda: None) == fewest


def test_a_number_holds_inside_and_the_one_before_afterwards(eight_threads):
    seen = []
    assert threads.shortest_s(lambda: seen.append(torch.get_num_threads()), 3) >= 0
    assert set(seen) == {3}
    with pytest.raises(ValueError, match="no"), threads.threads(2):
        raise ValueError("no")
    assert torch.get_num_threads() == 6
    with threads.threads(None):
        assert torch.get_num_threads() == 8
    assert torch.get_num_threads() == 6


def test_thoughts_take_the_number_that_was_measured(random_checkpoint, eight_threads, monkeypatch):
    monkeypatch.setattr(threads, "calibrate_num_threads", lambda work: work() and 2)
    assert load_tracer(random_checkpoint, "cpu", None, HostPolicy()).n_threads == 2
    engine, seen = Engine(random_checkpoint, "cpu"), []
    engine.wait()
    forward = engine.use(lambda checkpoint: checkpoint.model.extend)

    def spied(*values, **named):
        seen.append(torch.get_num_threads())
        return forward(*values, **named)

    engine.use(lambda checkpoint: monkeypatch.setattr(checkpoint.model, "extend", spied))
    engine.trace("Tom has 2 apples and buys 3 more. How many now?")
    assert set(seen) == {2}
    seen.clear()
    list(engine.answer(engine.split_problems("test", 2), threshold=0.5))
    assert set(seen) == {8}
    assert engine.use(lambda checkpoint: torch.get_num_threads()) == 8
    assert torch.get_num_threads() == 6
