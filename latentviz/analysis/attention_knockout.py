"""Which numbers of a question each step uses, by hiding them from it one at a time (arXiv 2304.14767)."""

import re
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import pad

from latentviz.data.questions import NUMBER, NUMBER_WORDS
from latentviz.model.checkpoint import LoadedCheckpoint
from latentviz.model.generation import prompts_of
from latentviz.model.modeling import AdaptiveLatentModel
from latentviz.model.state import Step
from latentviz.records.number_use import NumberUse

N_CONTROL_WORDS = 8
# Each number takes a copy of the question's keys and values, for each step of a pass.
MAX_NUMBERS = 24
SLOTS_AT_ONCE = 4096
WORD = re.compile(rf"{NUMBER.pattern}|[^\W\d_]+")

Span = tuple[int, int]


@torch.inference_mode()
def number_use(checkpoint: LoadedCheckpoint, question: str, steps: list[Step]) -> NumberUse | None:
    """Hide each number of the question from each step of a thought, and see what the step reads like then.

    The number stays in the question, and the states before the step stay what they were: the step alone cannot attend
    to it.

    Parameters
    ----------
    question : str
    steps : list of Step
        START and each latent step.

    Returns
    -------
    number_use : NumberUse or None
        None where the question holds no number or more than `MAX_NUMBERS`, or the tokenizer cannot tell which
        characters a token stands for.
    """
    model, tokenizer = checkpoint.model, checkpoint.tokenizer
    if not tokenizer.is_fast:
        return None
    (prompt,) = prompts_of(model.config, [question])
    before, after = model.config.question_template.split("{question}")
    text = prompt[len(before) : len(prompt) - len(after)]
    numbers, others = number_spans(text)
    if not 0 < len(numbers) <= MAX_NUMBERS:
        return None
    controls = spread(others, N_CONTROL_WORDS)
    offsets = tokenizer(prompt, split_special_tokens=True, return_offsets_mapping=True)["offset_mapping"]
    hidden_slots = torch.stack([slots_of(span, offsets, len(before), model.device) for span in (*numbers, *controls)])
    n_at_once = max(1, SLOTS_AT_ONCE // hidden_slots.numel())
    passes = [steps[start : start + n_at_once] for start in range(0, len(steps), n_at_once)]
    changes = np.concatenate([lens_changes(model, of_pass, hidden_slots) for of_pass in passes])
    return NumberUse(
        text=text,
        starts=np.array([start for start, _ in numbers], dtype=np.int64),
        ends=np.array([end for _, end in numbers], dtype=np.int64),
        change=changes[:, : len(numbers)],
        control=changes[:, len(numbers) :].max(1, initial=0.0),
        n_control_words=len(controls),
    )


def number_spans(text: str) -> tuple[list[Span], list[Span]]:
    """Characters of the numbers of a text, in digits or words, and of its other words."""
    numbers: list[Span] = []
    others: list[Span] = []
    for match in WORD.finditer(text):
        is_number = match.group()[0].isdigit() or match.group().lower() in NUMBER_WORDS
        (numbers if is_number else others).append(match.span())
    return numbers, others


def spread(spans: list[Span], n: int) -> list[Span]:
    """At most `n` of them, evenly spread."""
    return [spans[i] for i in np.unique(np.linspace(0, len(spans) - 1, n).round().astype(int))] if spans else []


def slots_of(span: Span, offsets: list[Span], shift: int, device: torch.device) -> Tensor:
    """Whether each token, (n_tokens,) bool, overlaps a span of the question, which begins at character `shift`."""
    start, end = span[0] + shift, span[1] + shift
    return torch.tensor([first < end and last > start for first, last in offsets], device=device)


def lens_changes(model: AdaptiveLatentModel, steps: list[Step], hidden_slots: Tensor) -> np.ndarray:
    """Total variation distance, (m, n) float32, of the lens of m steps where slots, (n, n_tokens), are hidden.

    One pass for all: each step sees those slots of the last one's past that were there before it.
    """
    (n, n_tokens), past = hidden_slots.shape, steps[-1].before
    seen = [pad(step.before.attention_mask, (0, past.n_slots - step.before.n_slots)) for step in steps]
    mask = torch.cat(seen).repeat_interleave(n, 0)
    mask[:, :n_tokens] *= ~hidden_slots.repeat(len(steps), 1)
    positions = torch.cat([step.before.next_position for step in steps]).repeat_interleave(n)
    copies = past.select(torch.zeros_like(positions))
    inputs = torch.cat([step.inputs for step in steps]).repeat_interleave(n, 0)
    blind = model.extend(replace(copies, attention_mask=mask, next_position=positions), inputs)[0].hidden
    hidden = torch.cat([step.hidden for step in steps])
    p, p_blind = (model.token_logits(states).float().softmax(-1) for states in (hidden, blind))
    distance = 0.5 * (p_blind.unflatten(0, (len(steps), n)) - p.unsqueeze(1)).abs().sum(-1)
    return distance.clamp(0, 1).cpu().numpy()
