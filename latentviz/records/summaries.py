"""The public JSON forms of a thought: what the command line prints and the page's endpoints return."""

from latentviz.data.problems.problem import number_of
from latentviz.records.lens import Reading
from latentviz.records.run_file import Run
from latentviz.records.trace import ThoughtTrace
from latentviz.utils.refusal import Refusal

N_NEAREST, N_NEIGHBORS = 5, 5
MAX_EXACT = 2**53


def trace_summary(trace: ThoughtTrace) -> dict:
    """The public JSON form of a finished trace, with the nearest tokens of START and each step up to the halt."""
    return {
        "question": trace.question,
        "answer": json_number(trace.answer),
        "answer_text": trace.answer_text,
        "n_latent_steps": trace.n_latent_steps,
        "n_counted_tokens": trace.n_counted_tokens,
        "stopped": trace.stopped,
        "p_stop": [round(float(p), 6) for p in trace.p_stop[: trace.halt + 1]],
        "nearest_tokens": [nearest(trace.nearest, row, N_NEAREST, "p") for row in range(trace.halt + 1)],
        "checkpoint": trace.checkpoint,
        "notices": list(trace.notices),
    }


def what_if_summary(trace: ThoughtTrace) -> dict:
    """What the model would have answered after every number of latent steps, and where it halted."""
    right = trace.right_at or (None,) * len(trace.answers)
    return {
        "question": trace.question,
        "n_latent_steps": trace.n_latent_steps,
        "stops": [
            {
                "k": k,
                "answer": json_number(number_of(answer)),
                "answer_text": answer,
                "p_answer": round(float(p_answer), 6),
                "p_stop": round(float(p_stop), 6),
                "right": is_right,
            }
            for k, (answer, p_answer, p_stop, is_right) in enumerate(
                zip(trace.answers, trace.p_answers, trace.p_stop, right, strict=True)
            )
        ],
        "rules": {} if trace.rules is None else trace.rules.halts(),
        "checkpoint": trace.checkpoint,
    }


def nearest_summary(trace: ThoughtTrace, step: int, n_nearest: int) -> dict:
    """The tokens that one state is nearest to, with the same lens on a latent of another problem as the control.

    Raises
    ------
    ValueError
        If the thought has no such step, or `n_nearest` lies outside what was recorded.
    """
    n_recorded = trace.p_nearest.shape[1]
    if not 0 <= step <= trace.n_recorded:
        raise Refusal(f"step is {step}; this thought was recorded from step 0 (START) to {trace.n_recorded}")
    if not 1 <= n_nearest <= n_recorded:
        raise Refusal(f"n is {n_nearest}; it must be a number from 1 to {n_recorded}")
    readings = {
        "logit_lens": (trace.nearest, "p"),
        "cosine_before_filter": (trace.cosine_reading, "cosine"),
        "cosine_after_filter": (trace.fed_reading, "cosine"),
        "control_other_problem": (None if trace.controls is None else trace.controls.shuffled, "p"),
        "control_untrained": (None if trace.controls is None else trace.controls.untrained, "p"),
    }
    return {
        "question": trace.question,
        "step": step,
        **{
            name: nearest(reading, step, n_nearest, measure)
            for name, (reading, measure) in readings.items()
            if reading is not None
        },
        "checkpoint": trace.checkpoint,
    }


def nearest(reading: Reading, row: int, n: int, measure: str) -> list[dict]:
    """The first tokens of a row of a reading, with their values under the name of their measure."""
    pairs = zip(reading.tokens[row][:n], reading.values[row][:n], strict=True)
    return [{"token": token, measure: round(float(value), 6)} for token, value in pairs]


def place_summary(run: Run) -> dict:
    """Where each state lies on the map, how far that can be trusted, and the nearest known states.

    Raises
    ------
    ValueError
        If the run has no map.
    """
    if run.placement is None or run.cloud is None:
        raise Refusal("this checkpoint brings no map of hidden states")
    placement, labels = run.placement, run.cloud.labels
    return {
        "question": run.trace.question,
        "steps": [
            {
                "step": row,
                "umap2d": rounded(placement.xy[row]),
                "umap3d": rounded(placement.xyz[row]),
                "pca": rounded(placement.pca[row]),
                "probe_magnitude": round(float(placement.magnitude[row]), 4),
                "distance_percentile": round(float(placement.distance_percentile[row]), 2),
                "neighbors_kept": round(float(placement.neighbors_kept[row, 0]), 4),
                "neighbors": [
                    {
                        "question": labels.questions[labels.problem[state]],
                        "gold_steps": labels.gold_steps[labels.problem[state]],
                        "step": int(labels.step[state]),
                    }
                    for state in placement.neighbors[row, :N_NEIGHBORS]
                ],
            }
            for row in range(len(placement.xy))
        ],
        "checkpoint": run.trace.checkpoint,
    }


def json_number(value: float | None) -> int | float | None:
    """A whole number as an integer, up to where a float tells whole numbers apart."""
    return int(value) if value is not None and value.is_integer() and abs(value) <= MAX_EXACT else value


def rounded(values) -> list[float]:
    """Coordinates with five decimals."""
    return [round(float(value), 5) for value in values]
