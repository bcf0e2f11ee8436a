"""From a question to a `ThoughtTrace`, step by step."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from latentviz.analysis.attention_knockout import number_use
from latentviz.analysis.cost import decoder_shape, measure_chain
from latentviz.analysis.early_exit import QUANTITIES, changes_of
from latentviz.analysis.lens_controls import ControlBank
from latentviz.analysis.logit_lens import N_NEAREST, cosine_lens, lens_grid, logit_lens
from latentviz.data.problems import Problem
from latentviz.data.questions import check_question
from latentviz.model.checkpoint import EVAL, CheckpointError, LoadedCheckpoint
from latentviz.model.generation import (
    StopRule,
    answers_at_every_stop,
    broken_words,
    encode_questions,
    fed_prefix_ids,
    strip_prefix,
    write_answer,
)
from latentviz.model.state import Step, ThoughtState
from latentviz.records.halting import RuleChanges, halt_of
from latentviz.records.trace import ThoughtTrace, stop_probability
from latentviz.utils.records import QuestionLimits


@torch.inference_mode()
def explained(
    checkpoint: LoadedCheckpoint, trace: ThoughtTrace, steps: list[Step], bank: ControlBank, problem: Problem | None
) -> ThoughtTrace:
    """A finished trace with what explains it.

    Parameters
    ----------
    steps : list of Step
        START and each latent step.
    problem : Problem or None
        Whose gold results the controls look for.
    """
    model, tokenizer = checkpoint.model, checkpoint.tokenizer
    layers = torch.cat([step.layers for step in steps])
    hidden = layers[:, -1]
    fed = model.latent_embedding(hidden)
    return replace(
        trace,
        fed=fed.float().cpu().numpy(),
        cosine_reading=cosine_lens(model, tokenizer, hidden),
        fed_reading=cosine_lens(model, tokenizer, fed),
        lens=lens_grid(model, tokenizer, layers),
        rules=rule_changes(checkpoint, hidden, trace.answers),
        controls=bank.controls(trace.question, problem),
        number_use=number_use(checkpoint, trace.question, steps),
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
    changes = changes_of(checkpoint.model, hidden[None], np.array([answers], dtype=object))
    names = tuple(name for name in QUANTITIES if name in chosen)
    return RuleChanges(
        names=names,
        thresholds=tuple(chosen[name] for name in names),
        changes=np.concatenate([changes[name] for name in names]),
        chosen_on=chosen_on,
    )


def chosen_thresholds(folder: Path) -> tuple[dict[str, float], str]:
    """Thresholds of the training-free rules, and the checkpoint for which `train.evaluate` chose them.

    The rule "answer" has nothing to choose, so it is always there.
    """
    path = folder / EVAL
    try:
        stored = json.loads(path.read_text(encoding="utf-8")).get("stop_rules") if path.exists() else None
        if not stored:
            return {"answer": 0.0}, ""
        chosen = {name: float(rule["threshold"]) for name, rule in stored["rules"].items()}
        return {"answer": 0.0} | chosen, stored["checkpoint"]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        hint = f"python -m train.evaluate --checkpoint {folder} makes a new one"
        raise CheckpointError(f"{path}: its stop rules cannot be read ({error!r}); {hint}") from error


def clock(device: torch.device) -> float:
    """Seconds at which a device has done what it was asked for: a GPU computes while its caller goes on."""
    if device.type != "cpu":
        torch.accelerator.synchronize(device)
    return time.perf_counter()


class Tracer:
    """Records thoughts of one checkpoint.

    Parameters
    ----------
    checkpoint : LoadedCheckpoint

    Attributes
    ----------
    n_threads : int or None
        Threads of the processor that a server should give to a thought; None for as many as torch takes.
    """

    def __init__(self, checkpoint: LoadedCheckpoint):
        self.checkpoint = checkpoint
        self.n_threads: int | None = None
        self.model = checkpoint.model
        self.tokenizer = checkpoint.tokenizer
        self.limits = QuestionLimits.from_dict(checkpoint.model.config.limits)

    @cached_property
    def controls(self) -> ControlBank:
        """Made at the first explained thought."""
        return ControlBank(self.model, self.tokenizer)

    def trace(self, question: str, **options) -> ThoughtTrace:
        """Think to the end; options as in `stream`."""
        *_, finished = self.stream(question, **options)
        return finished

    def stream(
        self,
        question: str,
        *,
        threshold: float | None = None,
        temperature: float = 1.0,
        fixed_k: int | None = None,
        problem: Problem | None = None,
        explain: bool = False,
        compares_chain: bool = True,
    ) -> Iterator[ThoughtTrace]:
        """Think, and yield the record as it grows: after START, after each latent step, and when it is answered.

        Parameters
        ----------
        threshold : float, optional
            P(stop) at which the thought halts; the checkpoint's own where None.
        temperature : float
            Divides the stop head's logits, within `latentviz.records.halting.TEMPERATURES`.
        fixed_k : int, optional
            Halt after exactly k latent steps, at most the checkpoint's cap.
        problem : Problem, optional
            Gold answer and steps of this question.
        explain : bool
            Whether a record with lens, stop rules and controls follows.
        compares_chain : bool
            Whether after that one more follows, with the model's chain of thought on the same question.

        Raises
        ------
        QuestionError
            If the question cannot be asked.
        ValueError
            If `threshold`, `temperature` or `fixed_k` is out of range.
        """
        notices = check_question(question, self.limits, lambda text: broken_words(self.tokenizer, text))
        rule = StopRule.of(self.model.config, threshold, temperature, fixed_k)
        return self._stream(question, notices, rule, problem, explain, compares_chain)

    @torch.inference_mode()
    def _stream(self, question, notices, rule: StopRule, problem: Problem | None, explain: bool, compares_chain: bool):
        cap = self.model.config.latent_cap
        encoded = encode_questions(self.model, self.tokenizer, [question])
        trace = self._empty(question, notices, rule, problem, n_question_tokens=encoded[0].shape[1])
        device = self.model.device
        steps: list[Step] = []
        thinking_s = []
        elapsed_s, started = 0.0, clock(device)
        state = self.model.prefill(*encoded)
        inputs = self.model.start_input(state)
        for step in range(cap + 1):
            if step:
                started = clock(device)
                inputs = self.model.latent_embedding(state.hidden).unsqueeze(1)
            before = state
            state, _, layers = self.model.extend(before, inputs, output_hidden_states=True)
            assert layers is not None
            steps.append(Step(before, inputs, state, torch.stack([layer[:, -1] for layer in layers], 1)))
            elapsed_s += clock(device) - started
            thinking_s.append(elapsed_s)
            trace = self._grown(trace, state, rule)
            _, stopped = halt_of(trace.p_stop, rule.threshold, rule.fixed_k)
            if trace.n_latent_steps is None and (stopped or step in (cap, rule.fixed_k)):
                trace = replace(trace, n_latent_steps=step, stopped=stopped)
            yield trace
        trace = self._answered(trace, [step.after for step in steps], np.array(thinking_s))
        yield trace
        if explain:
            trace = explained(self.checkpoint, trace, steps, self.controls, problem)
            yield trace
            if compares_chain:
                yield replace(trace, chain=measure_chain(self.checkpoint, question))

    def _empty(
        self, question: str, notices: tuple[str, ...], rule: StopRule, problem: Problem | None, n_question_tokens: int
    ) -> ThoughtTrace:
        return ThoughtTrace(
            question=question,
            checkpoint=self.checkpoint.name,
            threshold=rule.threshold,
            temperature=rule.temperature,
            cap=self.model.config.latent_cap,
            fixed_k=rule.fixed_k,
            p_stop=np.zeros(0, dtype=np.float32),
            hidden=np.zeros((0, self.model.hidden_size), dtype=np.float32),
            nearest_tokens=(),
            p_nearest=np.zeros((0, N_NEAREST), dtype=np.float32),
            gold_answer=None if problem is None else problem.answer,
            gold_steps=() if problem is None else problem.steps,
            notices=notices,
            n_question_tokens=n_question_tokens,
            n_prefix_tokens=len(fed_prefix_ids(self.model, self.tokenizer)),
            decoder=decoder_shape(self.model),
        )

    def _grown(self, trace: ThoughtTrace, state: ThoughtState, rule: StopRule) -> ThoughtTrace:
        logits = np.concatenate([trace.stop_logits, self.model.stop_logits(state.hidden).float().cpu().numpy()])
        nearest = logit_lens(self.model, self.tokenizer, state.hidden)
        return replace(
            trace,
            stop_logits=logits,
            p_stop=stop_probability(logits, rule.temperature),
            hidden=np.concatenate([trace.hidden, state.hidden.float().cpu().numpy()]),
            nearest_tokens=trace.nearest_tokens + nearest.tokens,
            p_nearest=np.concatenate([trace.p_nearest, nearest.values]),
        )

    def _answered(self, trace: ThoughtTrace, states: list[ThoughtState], thinking_s: np.ndarray) -> ThoughtTrace:
        k = trace.halt
        started = time.perf_counter()
        written = write_answer(self.model, self.tokenizer, states[k])
        answer_s = time.perf_counter() - started
        thoughts = torch.stack([state.hidden for state in states], 1)
        every = answers_at_every_stop(self.model, self.tokenizer, states[-1], thoughts)
        return replace(
            trace,
            answers=tuple(strip_prefix(self.model, text) for text in every.texts),
            p_answers=every.p.cpu().numpy(),
            n_answer_tokens=every.mask.sum(1).cpu().numpy(),
            n_forward_passes=2 + k + int(written.mask.sum()),
            elapsed_s=float(thinking_s[k]) + answer_s,
            thinking_s=thinking_s,
            answer_s=answer_s,
            measured_k=k,
        )
