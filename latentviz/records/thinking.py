"""Whether a thought took as many steps as it needed."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["just enough", "over", "under", "lost", "never", "settled", "unsettled"]


@dataclass(frozen=True)
class ThinkingVerdict:
    """How the halting step k compares with the best one.

    Attributes
    ----------
    kind : str
        With a known gold answer: "just enough" (right, and no shorter thought would have been), "over" (right, but a
        shorter thought would have been too), "under" (wrong, but a longer thought would have been right), "lost"
        (wrong, but a shorter one was right), "never" (no number of steps gives the right answer). Without one:
        "settled" (no further step changes the answer) or "unsettled".
    best_k : int or None
        With a gold answer the smallest k whose answer is right; for "under" the smallest one past the halt, for "lost"
        the last one before it, None for "never". Without, the smallest k from which the answer no longer changes.
    """

    kind: Kind
    best_k: int | None


def thinking_verdict(answers: tuple[str, ...], k: int, right_at: tuple[bool, ...] | None) -> ThinkingVerdict:
    """Judge a halting step against all others.

    Parameters
    ----------
    answers : (m + 1,) tuple of str
        Answers after k = 0 .. m latent steps, m >= 0.
    k : int
        Where the thought halted, 0 <= k <= m.
    right_at : (m + 1,) tuple of bool, optional
        Whether each answer is right; None where the gold answer is not known.

    Raises
    ------
    ValueError
        If k lies outside the answers.
    """
    if not 0 <= k < len(answers):
        raise ValueError(f"k = {k} lies outside the {len(answers)} answers")
    if right_at is None:
        settled = len(answers) - 1
        while settled > 0 and answers[settled - 1] == answers[-1]:
            settled -= 1
        return ThinkingVerdict("settled" if k >= settled else "unsettled", settled)
    good = [step for step, right in enumerate(right_at) if right]
    if not good:
        return ThinkingVerdict("never", None)
    if right_at[k]:
        return ThinkingVerdict("just enough" if good[0] == k else "over", good[0])
    later = [step for step in good if step > k]
    return ThinkingVerdict("under", later[0]) if later else ThinkingVerdict("lost", good[-1])
