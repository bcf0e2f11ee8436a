"""From a question to a `ThoughtTrace`, step by step."""

import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import torch

from latentviz.checkpoints import LoadedCheckpoint
from latentviz.config import QuestionLimits
from latentviz.decoding import StopRule, answers_at_every_stop, encode_questions, strip_prefix, write_answer
from latentviz.lens import logit_lens
from latentviz.model import ThoughtState
from latentviz.problems import Problem
from latentviz.questions import check_question
from latentviz.tokens import broken_words
from latentviz.trace import ThoughtTrace

N_NEAREST = 10


class Tracer:
    """Records thoughts of one checkpoint.

    Parameters
    ----------
    checkpoint : LoadedCheckpoint
    """

    def __init__(self, checkpoint: LoadedCheckpoint):
        self.checkpoint = checkpoint
        self.model = checkpoint.model
        self.tokenizer = checkpoint.tokenizer
        self.limits = QuestionLimits.from_dict(checkpoint.model.config.limits)

    def trace(self, question: str, **options) -> ThoughtTrace:
        """Think to the end; options as in `stream`."""
        *_, finished = self.stream(question, **options)
        return finished

    def stream(
        self,
        question: str,
        *,
        threshold: float | None = None,
        fixed_k: int | None = None,
        problem: Problem | None = None,
    ) -> Iterator[ThoughtTrace]:
        """Think, and yield the record as it grows: after START, after each latent step, and when it is answered.

        Parameters
        ----------
        threshold : float, optional
            P(stop) at which the thought halts; the checkpoint's own where None.
        fixed_k : int, optional
            Halt after exactly k latent steps, at most the checkpoint's cap.
        problem : Problem, optional
            Gold answer and steps of this question.

        Raises
        ------
        QuestionError
            If the question cannot be asked.
        ValueError
            If `threshold` or `fixed_k` is out of range.
        """
        notices = check_question(question, self.limits, lambda text: broken_words(self.tokenizer, text))
        cap = self.model.config.latent_cap
        threshold = self.model.config.stop_threshold if threshold is None else threshold
        rule = StopRule(threshold, fixed_k=fixed_k)
        if fixed_k is not None and fixed_k > cap:
            raise ValueError(f"k is {fixed_k}; this checkpoint thinks at most {cap} latent steps")
        return self._stream(question, notices, rule, cap, problem)

    @torch.inference_mode()
    def _stream(self, question, notices, rule: StopRule, cap: int, problem: Problem | None) -> Iterator[ThoughtTrace]:
        empty = ThoughtTrace(
            question=question,
            checkpoint=self.checkpoint.name,
            threshold=rule.threshold,
            cap=cap,
            fixed_k=rule.fixed_k,
            p_stop=np.zeros(0, dtype=np.float32),
            hidden=np.zeros((0, self.model.hidden_size), dtype=np.float32),
            nearest_tokens=(),
            p_nearest=np.zeros((0, N_NEAREST), dtype=np.float32),
            gold_answer=None if problem is None else problem.answer,
            gold_steps=() if problem is None else problem.steps,
            notices=notices,
        )
        started = time.perf_counter()
        state = self.model.begin_thought(self.model.prefill(*encode_questions(self.model, self.tokenizer, [question])))
        spent_s = time.perf_counter() - started
        states, trace, halted = [state], empty, None
        for step in range(cap + 1):
            trace = self._grown(trace, states[-1], rule)
            reached = step == rule.fixed_k if rule.fixed_k is not None else trace.p_stop[-1] >= rule.threshold
            if halted is None and (reached or step == cap):
                halted = step
                stopped = rule.fixed_k is None and bool(reached)
                trace = replace(trace, n_latent_steps=step, stopped=stopped)
            yield trace
            if step < cap:
                started = time.perf_counter()
                states.append(self.model.think_step(states[-1]))
                spent_s += (time.perf_counter() - started) if halted is None else 0.0
        yield self._answered(trace, states, spent_s)

    def _grown(self, trace: ThoughtTrace, state: ThoughtState, rule: StopRule) -> ThoughtTrace:
        p_stop = rule.p_stop(self.model.stop_logits(state.hidden)).cpu().numpy()
        nearest = logit_lens(self.model, self.tokenizer, state.hidden, N_NEAREST)
        return replace(
            trace,
            p_stop=np.concatenate([trace.p_stop, p_stop]),
            hidden=np.concatenate([trace.hidden, state.hidden.float().cpu().numpy()]),
            nearest_tokens=trace.nearest_tokens + nearest.tokens,
            p_nearest=np.concatenate([trace.p_nearest, nearest.p]),
        )

    def _answered(self, trace: ThoughtTrace, states: list[ThoughtState], spent_s: float) -> ThoughtTrace:
        started = time.perf_counter()
        written = write_answer(self.model, self.tokenizer, states[trace.n_latent_steps])
        spent_s += time.perf_counter() - started
        thoughts = torch.stack([state.hidden for state in states], 1)
        every = answers_at_every_stop(self.model, self.tokenizer, states[-1], thoughts)
        return replace(
            trace,
            answers=tuple(strip_prefix(self.model, text) for text in every.texts),
            p_answers=every.p.cpu().numpy(),
            n_forward_passes=2 + trace.n_latent_steps + int(written.mask.sum()),
            elapsed_s=spent_s,
        )


def trace_summary(trace: ThoughtTrace, n_nearest: int = 5) -> dict:
    """The public JSON form of a finished trace.

    Parameters
    ----------
    n_nearest : int
        Tokens listed for START and each latent step up to the halt.
    """
    rows = slice(0, trace.n_latent_steps + 1)
    answer = trace.answer
    return {
        "question": trace.question,
        "answer": int(answer) if answer is not None and answer.is_integer() else answer,
        "answer_text": trace.answer_text,
        "n_latent_steps": trace.n_latent_steps,
        "n_counted_tokens": trace.n_counted_tokens,
        "stopped": trace.stopped,
        "p_stop": [round(float(p), 6) for p in trace.p_stop[rows]],
        "nearest_tokens": [
            [
                {"token": token, "p": round(float(p), 6)}
                for token, p in zip(tokens[:n_nearest], ps[:n_nearest], strict=True)
            ]
            for tokens, ps in zip(trace.nearest_tokens[rows], trace.p_nearest[rows], strict=True)
        ],
        "checkpoint": trace.checkpoint,
        "notices": list(trace.notices),
    }
