"""What the server must answer to a question, worked out without it, in batches."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from latentviz.analysis.logit_lens import logit_lens
from latentviz.model.checkpoint import LoadedCheckpoint
from latentviz.model.generation import StopRule, answers_at_every_stop, encode_questions, run_latent_steps, strip_prefix

BATCH_SIZE = 32
TOLERANCE = 0.02


@dataclass(frozen=True)
class Expected:
    """What is known of one question.

    Attributes
    ----------
    question : str
    answers : tuple of str
        After k = 0 .. cap latent steps.
    p_stop : (cap + 1,) float32
    tokens : tuple of str
        The nearest one of each state.
    pca : (cap + 1, 3) float32
        Where the states lie on the map's principal components; empty where the checkpoint has no map.
    """

    question: str
    answers: tuple[str, ...]
    p_stop: np.ndarray
    tokens: tuple[str, ...]
    pca: np.ndarray

    def agrees(self, action: str, found: dict) -> bool:
        """Whether an answer of the server to an action is the one to this question, and no other's."""
        if found["question"] != self.question:
            return False
        match action:
            case "/trace":
                n = len(found["p_stop"])
                return close(found["p_stop"], self.p_stop[:n]) and found["answer_text"] == self.answers[n - 1]
            case "/what_if_stopped":
                p_stop = [stop["p_stop"] for stop in found["stops"]]
                return close(p_stop, self.p_stop) and self.said([stop["answer_text"] for stop in found["stops"]])
            case "/nearest_tokens":
                return found["logit_lens"][0]["token"] == self.tokens[found["step"]]
            case "/place_on_map":
                return close([step["pca"] for step in found["steps"]], self.pca)
        raise ValueError(f"action is {action!r}")

    def said(self, answers: list[str]) -> bool:
        """Whether these are the answers, all but one at most: rounding may decide between two equally likely tokens."""
        return sum(own != other for own, other in zip(self.answers, answers, strict=True)) <= 1


def close(found: Sequence, expected: np.ndarray) -> bool:
    """Whether numbers agree up to the rounding of another batch size."""
    return np.allclose(found, expected, atol=TOLERANCE, rtol=TOLERANCE)


@torch.inference_mode()
def expected_of(checkpoint: LoadedCheckpoint, questions: Sequence[str]) -> list[Expected]:
    """What is known of each question."""
    model, tokenizer, states_map = checkpoint.model, checkpoint.tokenizer, checkpoint.hidden_state_map
    known = []
    for start in range(0, len(questions), BATCH_SIZE):
        asked = list(questions[start : start + BATCH_SIZE])
        state, hidden = run_latent_steps(
            model, model.begin(*encode_questions(model, tokenizer, asked)), model.config.latent_cap
        )
        texts = answers_at_every_stop(model, tokenizer, state, hidden).texts
        p_stop = StopRule().p_stop(model.stop_logits(hidden)).cpu().numpy()
        n_states = hidden.shape[1]
        for row, question in enumerate(asked):
            nearest = logit_lens(model, tokenizer, hidden[row], 1).tokens
            states = hidden[row].float().cpu().numpy()
            known.append(
                Expected(
                    question=question,
                    answers=tuple(strip_prefix(model, text) for text in texts[row * n_states : (row + 1) * n_states]),
                    p_stop=p_stop[row],
                    tokens=tuple(tokens[0] for tokens in nearest),
                    pca=np.zeros((0, 3)) if states_map is None else states_map.place(states).pca,
                )
            )
    return known
