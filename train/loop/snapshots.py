"""Thoughts on a fixed set of problems, recorded while a run goes on."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from transformers import PreTrainedTokenizerBase

from latentviz.data.problems import Problem
from latentviz.model.generation import StopRule, answers_at_every_stop, encode_questions, run_latent_steps, strip_prefix
from latentviz.model.modeling import AdaptiveLatentModel
from latentviz.records.halting import first_true
from latentviz.runs.snapshots import ProbeHistory


@torch.no_grad()
def probe_thoughts(
    model: AdaptiveLatentModel, tokenizer: PreTrainedTokenizerBase, problems: Sequence[Problem], step: int
) -> ProbeHistory:
    """The thoughts of a model in evaluation mode on the probe problems, as a history of one point.

    Parameters
    ----------
    step : int
        Optimiser steps that the model has taken.
    """
    questions = tuple(problem.question for problem in problems)
    cap, threshold = model.config.latent_cap, model.config.stop_threshold
    state, thoughts = run_latent_steps(model, model.begin(*encode_questions(model, tokenizer, list(questions))), cap)
    texts = answers_at_every_stop(model, tokenizer, state, thoughts).texts
    p_stop = StopRule(threshold).p_stop(model.stop_logits(thoughts)).cpu().numpy()
    n_stops = cap + 1
    answers = tuple(
        tuple(strip_prefix(model, text) for text in texts[row * n_stops : (row + 1) * n_stops])
        for row in range(len(questions))
    )
    return ProbeHistory(
        questions=questions,
        gold_answers=tuple(float(problem.answer) for problem in problems),
        threshold=threshold,
        steps=np.array([step], dtype=np.int64),
        hidden=thoughts.half().cpu().numpy()[np.newaxis],
        p_stop=p_stop[np.newaxis],
        n_latent_steps=first_true(p_stop >= threshold, cap)[np.newaxis],
        answers=(answers,),
    )


def record_probes(
    path: Path, model: AdaptiveLatentModel, tokenizer: PreTrainedTokenizerBase, problems: Sequence[Problem], step: int
) -> None:
    """Add a point to the history in a file; what lies at or past `step` there was undone by the run and goes."""
    now = probe_thoughts(model, tokenizer, problems, step)
    history = ProbeHistory.load(path).followed_by(now) if step and path.exists() else now
    history.save(path)
