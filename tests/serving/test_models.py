"""The models that a server keeps, with anything in place of a model, and the threads that one takes."""

import threading
from pathlib import Path

import pytest
import torch

from latentviz.model import threads
from latentviz.serving.engine import Engine
from latentviz.serving.host_policy import HostPolicy
from latentviz.serving.model_cache import MAX_KEPT, ModelCache, load_tracer


class Loads:
    """Counts what is loaded; fails for folders in `broken`."""

    def __init__(self):
        self.folders, self.broken = [], set()

    def __call__(self, folder: Path) -> object:
        self.folders.append(folder.name)
        if folder.name in self.broken:
            raise ValueError(folder.name)
        return object()


def test_a_model_is_loaded_once():
    loads = Loads()
    models = ModelCache(loads)
    assert models.get(Path("a")).result() is models.get(Path("a")).result()
    assert loads.folders == ["a"]


def test_the_first_stays_and_of_the_others_those_used_last():
    loads = Loads()
    models = ModelCache(loads)
    others = [Path(str(number)) for number in range(MAX_KEPT + 1)]
    first, *kept = (models.get(folder).result() for folder in (Path("first"), *others[:MAX_KEPT]))
    assert models.get(others[0]).result() is kept[0]
    models.get(others[-1]).result()
    assert not models.is_settled(others[1])
    assert models.get(Path("first")).result() is first
    assert models.get(others[0]).result() is kept[0]
    assert models.get(others[1]).result() is not kept[1]
    assert loads.folders == ["first", "0", "1", "2", "3", "1"]


def test_a_model_that_could_not_be_loaded_is_tried_again_when_it_is_begun_again():
    loads = Loads()
    loads.broken = {"a"}
    models = ModelCache(loads)
    models.begin(Path("a"))
    for _ in range(2):
        with pytest.raises(ValueError, match="a"):
            models.get(Path("a")).result()
    assert models.is_settled(Path("a"))
    loads.broken = set()
    models.begin(Path("a"))
    models.get(Path("a")).result()
    models.begin(Path("a"))
    assert loads.folders == ["a", "a"]


def test_many_who_ask_at_once_load_it_once():
    gate, loads = threading.Event(), []

    def load(folder: Path) -> object:
        gate.wait(5)
        loads.append(folder)
        return object()

    models = ModelCache(load)
    futures = [models.get(Path("a")) for _ in range(8)]
    assert not models.is_settled(Path("a"))
    gate.set()
    assert len({id(future.result()) for future in futures}) == len(loads) == 1


def test_thoughts_take_the_number_that_was_measured(random_checkpoint, monkeypatch):
    before = torch.get_num_threads()
    monkeypatch.setattr(threads, "ALL", 8)
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
    assert torch.get_num_threads() == before
