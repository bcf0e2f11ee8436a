"""Records that tests of figures, files and pages share, made by hand."""

import dataclasses

import numpy as np

from latentviz.records.answered import AnsweredProblem
from latentviz.records.flops import ChainOfThought, DecoderShape
from latentviz.records.halting import RuleChanges
from latentviz.records.lens import Controls, LensGrid, Reading
from latentviz.records.map import Cloud, Placement, ReferenceLabels
from latentviz.records.number_probe import NumberProbe, magnitude_of
from latentviz.records.number_use import NumberUse
from latentviz.records.trace import ThoughtTrace, stop_probability
from latentviz.runs.snapshots import ProbeHistory

STOP_LOGITS = np.array([[7, 0], [1.1, 0], [0, 1.1], [0, 2.2], [0, 7]], dtype=np.float32)


def made_trace(**changes) -> ThoughtTrace:
    """START and four latent steps, halted by the stop head at z2, right there and at no other step."""
    values = {
        "question": "How much is 3 + 4?",
        "checkpoint": "tiny",
        "threshold": 0.5,
        "cap": 4,
        "fixed_k": None,
        "stop_logits": STOP_LOGITS,
        "p_stop": stop_probability(STOP_LOGITS, 1.0),
        "hidden": np.array([[1, 0], [0, 1], [1, 1], [1, 1], [-1, -1]], dtype=np.float32),
        "nearest_tokens": (("3", "the"), (" 4", "<i>x"), ("<b>", "7"), ("7", "&amp;"), ("\n", " ")),
        "p_nearest": np.array([[0.5, 0.1], [0.6, 0.2], [0.7, 0.3], [0.8, 0.1], [0.9, 0.0]], dtype=np.float32),
        "n_latent_steps": 2,
        "stopped": True,
        "answers": ("3", "4", "7", "<b>8</b>", "9"),
        "p_answers": np.array([0.1, 0.2, 0.95, 0.4, 0.5], dtype=np.float32),
        "n_forward_passes": 6,
        "elapsed_s": 0.05,
        "gold_answer": 7.0,
        "gold_steps": ("3+4=7",),
        "n_answer_tokens": np.array([2, 2, 2, 4, 2]),
        "thinking_s": np.array([0.01, 0.02, 0.03, 0.04, 0.05]),
        "answer_s": 0.02,
        "measured_k": 2,
        "n_question_tokens": 9,
        "n_prefix_tokens": 4,
        "decoder": DecoderShape(2, 8, 50, 8, 1000, 100),
    }
    return ThoughtTrace(**values | changes)


def explained_trace(**changes) -> ThoughtTrace:
    """The same thought with everything that explains it."""
    words = (("3", "x"), ("4", "x"), ("7", "x"), ("8", "x"), ("9", "x"))
    other = (("1", "y"), ("2", "y"), ("5", "y"), ("7", "y"), ("6", "y"))
    falling = np.tile([0.6, 0.2], (5, 1)).astype(np.float32)
    grid = np.linspace(0, 1, 15, dtype=np.float32).reshape(3, 5)
    values = {
        "fed": np.ones((5, 2), dtype=np.float32),
        "cosine_reading": Reading(words, falling),
        "fed_reading": Reading(words, -falling),
        "lens": LensGrid(
            tokens=(words, words, words), p=np.stack([grid, grid / 2], axis=2), entropy=2 * grid, kl=1 - grid
        ),
        "rules": RuleChanges(
            ("kl", "answer"), (0.3, 0.0), np.array([[1, 0.9, 0.2, 0.1], [1, 1, 1, 1]], dtype=np.float32), "tiny"
        ),
        "controls": Controls(
            Reading(other, falling), Reading(other, falling), ("7",), np.array([0.01], np.float32), 80
        ),
        "chain": ChainOfThought("<<3+4=7>>", "7", 5, 8, 0.2, 400_000),
    }
    return made_trace(**values | changes)


def thinking_trace(n_rows: int, whole: ThoughtTrace | None = None) -> ThoughtTrace:
    """A trace while the model was still thinking, after so many rows."""
    whole = whole or made_trace()
    return dataclasses.replace(
        whole,
        p_stop=whole.p_stop[:n_rows],
        stop_logits=whole.stop_logits[:n_rows],
        hidden=whole.hidden[:n_rows],
        nearest_tokens=whole.nearest_tokens[:n_rows],
        p_nearest=whole.p_nearest[:n_rows],
        n_latent_steps=None,
        stopped=False,
        answers=(),
        p_answers=np.zeros(0, dtype=np.float32),
        n_answer_tokens=np.zeros(0, dtype=np.int64),
        thinking_s=np.zeros(0),
        measured_k=None,
    )


def made_cloud(n: int = 30) -> Cloud:
    """References of n / 5 problems, five states each."""
    coordinates = np.random.default_rng(0).uniform(-1, 1, size=(n, 3)).astype(np.float32)
    n_problems = -(-n // 5)
    labels = ReferenceLabels(
        step=np.arange(n) % 5,
        reading=10 * (np.arange(n) % 3),
        right=np.arange(n) % 2 == 0,
        problem=np.arange(n) // 5,
        questions=tuple(f"How much is {i} + 1 <b>?" for i in range(n_problems)),
        gold_steps=tuple(f"<<{i}+1={i + 1}>>" for i in range(n_problems)),
    )
    return Cloud(
        xy=coordinates[:, :2].copy(),
        xyz=coordinates,
        pca=2 * coordinates,
        magnitude=magnitude_of(labels.reading).astype(np.float32),
        labels=labels,
        probe=NumberProbe(np.ones(2, dtype=np.float32), 0.0, r2=0.9, r2_shuffled=-0.01, n_held_out=120),
    )


def made_placement(n_rows: int = 5) -> Placement:
    """Where the rows of `made_trace` lie on `made_cloud`."""
    steps = np.arange(5, dtype=np.float32)
    whole = Placement(
        xy=np.stack([steps / 10, steps / 5], axis=1),
        xyz=np.stack([steps / 10, steps / 5, -steps], axis=1),
        pca=np.stack([steps, 2 * steps, -steps], axis=1),
        magnitude=steps / 2,
        neighbors=np.array([[0, 1, 6], [1, 2, 7], [12, 2, 13], [3, 4, 5], [4, 9, 14]]),
        distance_percentile=np.array([10.0, 20, 43.4, 99, 100]),
        neighbors_kept=np.tile([0.8, 0.9, 0.4, 0.6], (5, 1)),
    )
    return first_rows(whole, n_rows)


def first_rows(placement: Placement, n_rows: int) -> Placement:
    """The placement of the first rows."""
    names = [field.name for field in dataclasses.fields(placement)]
    return Placement(**{name: getattr(placement, name)[:n_rows] for name in names})


def made_use(**changes) -> NumberUse:
    """Two numbers, of which each step looks at one or none."""
    values = {
        "text": "12 and 7",
        "starts": np.array([0, 7]),
        "ends": np.array([2, 8]),
        "change": np.array([[0.9, 0.6], [0.4, 0.8]], dtype=np.float32),
        "control": np.array([0.1, 0.85], dtype=np.float32),
        "n_control_words": 1,
    }
    return NumberUse(**values | changes)


def made_row(number: int = 1, halts: int = 1, answers=("0", "7", "7"), gold: float | None = 7.0, **changes):
    """A problem that was answered, right from its first latent step on, where the thought is sure to stop with .6."""
    values = {
        "question": f"Question {number}: 3 and 4?",
        "gold_steps": ("3+4=7",),
        "n_operations": 1,
        "p_answers": (0.2, 0.8, 0.9, 0.9)[: len(answers)],
        "p_stop": (0.1, 0.6, 0.9, 0.95)[: len(answers)],
        "stopped": True,
    }
    return AnsweredProblem(number, gold_answer=gold, answers=answers, n_latent_steps=halts, **values | changes)


def made_history(*steps: int, **changes) -> ProbeHistory:
    """Thoughts on two probe problems at these optimiser steps: the first is right after z1, the second is hostile."""
    rng, shape = np.random.default_rng(steps), (len(steps), 2)
    values = {
        "questions": ("a?", "b?"),
        "gold_answers": (7.0, 8.0),
        "threshold": 0.5,
        "steps": np.array(steps, dtype=np.int64),
        "hidden": rng.normal(size=(*shape, 3, 4)).astype(np.float16),
        "p_stop": rng.uniform(size=(*shape, 3)).astype(np.float32),
        "n_latent_steps": np.ones(shape, dtype=np.int64),
        "answers": tuple((("1", "7", "<b>7"), ("<img src=x>", "<img src=x>", str(step))) for step in steps),
    }
    return ProbeHistory(**values | changes)
