"""Threads of the processor: few where more pay little, all where they pay."""

import pytest
import torch

from latentviz.model import threads


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
