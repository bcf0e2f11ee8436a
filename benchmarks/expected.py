"""What the server must answer to a question, as the library answers it."""

from collections.abc import Sequence

import numpy as np

from latentviz.analysis.tracer import Tracer
from latentviz.model.checkpoint import LoadedCheckpoint
from latentviz.records.run_file import Run

TOLERANCE = 0.02


def expected_of(checkpoint: LoadedCheckpoint, questions: Sequence[str]) -> list[Run]:
    """What is known of each question."""
    tracer = Tracer(checkpoint)
    return [Run.placed(tracer.trace(question), checkpoint.hidden_state_map) for question in questions]


def agrees(known: Run, action: str, found: dict) -> bool:
    """Whether an answer of the server to an action is the one to this question, and no other's."""
    trace = known.trace
    if found["question"] != trace.question:
        return False
    match action:
        case "/trace":
            n = len(found["p_stop"])
            return close(found["p_stop"], trace.p_stop[:n]) and found["answer_text"] == trace.answers[n - 1]
        case "/what_if_stopped":
            p_stop, answers = zip(*((stop["p_stop"], stop["answer_text"]) for stop in found["stops"]), strict=True)
            return close(p_stop, trace.p_stop) and said(answers, trace.answers)
        case "/nearest_tokens":
            return found["logit_lens"][0]["token"] == trace.nearest_tokens[found["step"]][0]
        case "/place_on_map":
            return close([step["pca"] for step in found["steps"]], known.placement.pca)
    raise ValueError(f"action is {action!r}")


def said(found: Sequence[str], expected: Sequence[str]) -> bool:
    """Whether answers agree, all but one at most: rounding may decide between two equally likely tokens."""
    return sum(own != other for own, other in zip(found, expected, strict=True)) <= 1


def close(found: Sequence, expected: np.ndarray) -> bool:
    """Whether numbers agree up to the rounding of another number of threads."""
    return np.allclose(found, expected, atol=TOLERANCE, rtol=TOLERANCE)
