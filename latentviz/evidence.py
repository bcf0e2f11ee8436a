"""What explains a finished thought: the lens at every layer, before and after the filter, stop rules and controls."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from latentviz.checkpoints import EVAL, LoadedCheckpoint
from latentviz.controls import ControlBank
from latentviz.lens import cosine_lens, lens_grid
from latentviz.problems import Problem
from latentviz.rules import RuleChanges
from latentviz.stop_rules import QUANTITIES, latent_changes
from latentviz.trace import ThoughtTrace


@torch.inference_mode()
def explained(
    checkpoint: LoadedCheckpoint, trace: ThoughtTrace, layers: Tensor, bank: ControlBank, problem: Problem | None
) -> ThoughtTrace:
    """A finished trace with what explains it.

    Parameters
    ----------
    layers : (m + 1, n_layers + 1, hidden_size)
        Embeddings and the output of every layer at START and at each latent step, the last after the final norm.
    problem : Problem or None
        Whose gold results the controls look for.
    """
    model, tokenizer = checkpoint.model, checkpoint.tokenizer
    hidden = layers[:, -1]
    fed = model.latent_embedding(hidden)
    n_nearest = trace.p_nearest.shape[1]
    return replace(
        trace,
        fed=fed.float().cpu().numpy(),
        cosine_reading=cosine_lens(model, tokenizer, hidden, n_nearest),
        fed_reading=cosine_lens(model, tokenizer, fed, n_nearest),
        lens=lens_grid(model, tokenizer, layers),
        rules=rule_changes(checkpoint, hidden, trace.answers),
        controls=bank.controls(trace.question, problem),
    )


def rule_changes(checkpoint: LoadedCheckpoint, hidden: Tensor, answers: tuple[str, ...]) -> RuleChanges:
    """What the training-free rules see; only those whose threshold was chosen for this checkpoint.

    Parameters
    ----------
    hidden : (m + 1, hidden_size)
        Hidden states after the final norm.
    answers : tuple of str, length m + 1
    """
    chosen, chosen_on = chosen_thresholds(checkpoint.folder)
    changes = {name: values[0].cpu().numpy() for name, values in latent_changes(checkpoint.model, hidden[None]).items()}
    texts = np.array(answers, dtype=object)
    changes["answer"] = (texts[1:] != texts[:-1]).astype(np.float32)
    names = tuple(name for name in QUANTITIES if name in chosen)
    return RuleChanges(
        names=names,
        thresholds=tuple(chosen[name] for name in names),
        changes=np.stack([changes[name] for name in names]),
        chosen_on=chosen_on,
    )


def chosen_thresholds(folder: Path) -> tuple[dict[str, float], str]:
    """Thresholds of the training-free rules, and the checkpoint for which `train.evaluate` chose them.

    The rule "answer" has nothing to choose, so it is always there.
    """
    path = folder / EVAL
    stored = json.loads(path.read_text(encoding="utf-8")).get("stop_rules") if path.exists() else None
    if not stored:
        return {"answer": 0.0}, ""
    chosen = {name: float(rule["threshold"]) for name, rule in stored["rules"].items()}
    return {"answer": 0.0} | chosen, stored["checkpoint"]
