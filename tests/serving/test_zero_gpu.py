"""A Space that lends its GPU for each call, with a package that stands in for `spaces`.

As the real one does, it runs a function apart from the server: what goes in and what comes out is pickled, and outside
of the call there is no GPU, so that the model must not run there.
"""

import math
import pickle
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from latentviz.data.examples import EXAMPLES
from latentviz.data.problems import GeneratorOptions, ProblemGenerator
from latentviz.data.uploads import numbered
from latentviz.model.modeling import AdaptiveLatentModel
from latentviz.records.links import RunLink
from latentviz.serving.engine import Engine
from latentviz.serving.gpu_time import DECLARED_PASS_S, SLACK, START_S, GpuTime
from latentviz.ui.explore import handlers
from latentviz.ui.explore.render import Display
from latentviz.ui.lab import handlers as lab_handlers
from latentviz.ui.lab.handlers import Asked

QUESTION = "Mia has 12 apples and buys 5 more. How many apples does she have now?"


def sent(values):
    """What arrives in the other process, to which `spaces` sends arguments and results."""
    return pickle.loads(pickle.dumps(values))


class Lender:
    """Stands in for `spaces.GPU`."""

    def __init__(self):
        self.lent = False
        self.durations: list[tuple[str, int]] = []

    def lend(self, work: Callable, *arguments):
        self.lent = True
        try:
            return sent(work(*arguments))
        finally:
            self.lent = False

    def __call__(self, task: Callable, duration: Callable[..., int]) -> Callable:
        def asked(arguments) -> tuple:
            self.durations.append((task.__name__, duration(*sent(arguments))))
            return sent(arguments)

        def in_turn(*arguments) -> Iterator:
            results = task(*asked(arguments))
            while (result := self.lend(next, results, None)) is not None:
                yield result

        def at_once(*arguments):
            return self.lend(task, *asked(arguments))

        return at_once if task.__name__ == "_work" else in_turn


@pytest.fixture
def lender(monkeypatch: pytest.MonkeyPatch) -> Lender:
    lender, prefill = Lender(), AdaptiveLatentModel.prefill
    # The pace is the declared one, on a busy machine too.
    monkeypatch.setattr(GpuTime, "observe", lambda *_: None)

    def prefill_when_lent(*arguments, **options):
        assert lender.lent, "the model runs without a GPU"
        return prefill(*arguments, **options)

    monkeypatch.setattr(AdaptiveLatentModel, "prefill", prefill_when_lent)
    return lender


def test_every_use_of_the_model_borrows_the_gpu_and_says_for_how_long(random_checkpoint: Path, lender: Lender):
    engine = Engine(random_checkpoint, device="cpu", lend_gpu=lender)
    *_, shown = handlers.run(engine, RunLink(QUESTION, None), [], Display())
    assert shown["history"][0].trace.chain is None
    *_, compared = handlers.compare_chain(engine, shown["history"][0], Display(closer=True))
    assert compared["chained"].chain is not None
    problem = EXAMPLES["pencils"]
    asked = Asked(question=problem.question, problem=problem, threshold=0.5, forced=4, step=2)
    assert engine.trace(QUESTION).finished
    *_, edited = lab_handlers.edit(engine, asked, "umap2d")
    assert edited["edited"].edit.step == 2
    *_, patched = lab_handlers.patch(engine, asked, None, None)
    assert "error" not in patched["patch"]
    *_, controls = lab_handlers.try_controls(engine, asked)
    assert "20" in controls["controls"]
    *_, done = engine.answer(numbered([problem] * 30), 0.5)
    assert done.n_done == 30
    names = [name for name, _ in lender.durations]
    assert names == ["_think", "_work", "_think", "_work", "_work", "_work", "_answer_set"]
    (_, explained), _, (_, plain), *_ = lender.durations
    assert 3 < plain < explained


def test_a_thought_needs_longer_with_each_thing_that_it_is_asked_for():
    time = GpuTime(latent_cap=8)
    plain = time.thought("q" * 100, None, {})
    assert plain == math.ceil(START_S + SLACK * DECLARED_PASS_S * (2 + 8 + 16))
    assert time.thought("q" * 100_000, None, {}) > plain
    assert GpuTime(latent_cap=40).thought("q" * 100, None, {}) > plain
    explained = time.thought("q" * 100, None, {"explain": True})
    assert plain < explained < time.experiment(print)
    problems = numbered([ProblemGenerator(0, "test", GeneratorOptions()).sample(1)] * 64)
    assert time.set(problems[:16], 0.5, None) == plain
    assert time.set(problems, 0.5, None) == math.ceil(START_S + 4 * SLACK * DECLARED_PASS_S * (2 + 8 + 16))


def test_the_pace_is_measured(random_checkpoint: Path):
    trace = Engine(random_checkpoint, device="cpu").trace(QUESTION)
    time = GpuTime(latent_cap=8)
    before = time.thought(QUESTION, None, {"explain": True})
    steps = np.arange(len(trace.thinking_s))
    time.observe(replace(trace, thinking_s=0.2 * steps))
    assert time.pass_s == pytest.approx(0.2)
    assert time.thought(QUESTION, None, {"explain": True}) > before
    for _ in range(40):
        time.observe(replace(trace, thinking_s=0.02 * steps))
    assert time.pass_s == pytest.approx(0.02)
    assert time.thought(QUESTION, None, {"explain": True}) < before
