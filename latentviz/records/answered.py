"""`AnsweredProblem`: one problem with what the model would answer after every number of latent steps."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np

from latentviz.data.problems.problem import matches_gold
from latentviz.records.halting import halt_of


@dataclass(frozen=True)
class AnsweredProblem:
    """One problem, one thought to the cap of m latent steps; entry k of each tuple belongs to a halt after k steps.

    Attributes
    ----------
    number : int
        Line of the file, or place in the split, from 1.
    question : str
    gold_answer : float or None
        None where the right answer is unknown.
    gold_steps : tuple of str
    n_operations : int
        0 where it is unknown.
    answers : tuple of str, length m + 1
    p_answers : tuple of float, length m + 1
        Probability of each: product of the probabilities of its greedy tokens.
    p_stop : tuple of float, length m + 1
        P(stop) at START and after each latent step.
    n_latent_steps : int
        k, where the thought halted.
    stopped : bool
        Whether the stop head halted it.
    cut : tuple of bool, length m + 1
        Whether the largest number of tokens ended each answer; empty where a file does not tell.
    """

    number: int
    question: str
    gold_answer: float | None
    gold_steps: tuple[str, ...]
    n_operations: int
    answers: tuple[str, ...]
    p_answers: tuple[float, ...]
    p_stop: tuple[float, ...]
    n_latent_steps: int
    stopped: bool
    cut: tuple[bool, ...] = ()

    def __post_init__(self):
        if not len(self.answers) == len(self.p_answers) == len(self.p_stop):
            raise ValueError(
                f"problem {self.number} has {len(self.answers)} answers, {len(self.p_answers)} probabilities of them "
                f"and {len(self.p_stop)} of stopping"
            )
        if len(self.cut) not in (0, len(self.answers)):
            raise ValueError(f"problem {self.number} has {len(self.answers)} answers, and cuts of {len(self.cut)}")
        if not 0 <= self.n_latent_steps <= self.cap:
            raise ValueError(f"problem {self.number} halts at {self.n_latent_steps}, outside 0..{self.cap}")

    @property
    def cap(self) -> int:
        """Largest number of latent steps, m."""
        return len(self.p_stop) - 1

    @property
    def answer_text(self) -> str:
        """What the model answers where it halts."""
        return self.answers[self.n_latent_steps]

    @property
    def was_cut(self) -> bool:
        """Whether the largest number of tokens ended that answer, as far as it is known."""
        return bool(self.cut) and self.cut[self.n_latent_steps]

    @property
    def p_answer(self) -> float:
        """Probability of that answer."""
        return self.p_answers[self.n_latent_steps]

    @property
    def p_stop_at_halt(self) -> float:
        """P(stop) where the thought halts."""
        return self.p_stop[self.n_latent_steps]

    @property
    def n_counted_tokens(self) -> int:
        """Counted reasoning tokens, k + 2."""
        return self.n_latent_steps + 2

    @property
    def right(self) -> bool | None:
        """Whether the answer is the gold answer, as a number; None where that is unknown."""
        return None if self.gold_answer is None else matches_gold(self.answer_text, self.gold_answer)

    @property
    def first_right_step(self) -> int | None:
        """Fewest latent steps after which the answer is right; None where it never is, or gold is unknown."""
        return next((k for k, answer in enumerate(self.answers) if matches_gold(answer, self.gold_answer)), None)

    def halted(self, threshold: float, fixed_k: int | None = None) -> Self:
        """The same thought halted by another threshold in (0, 1], or after `fixed_k` steps, at most the cap."""
        k, stopped = halt_of(self.p_stop, threshold, fixed_k)
        return replace(self, n_latent_steps=k, stopped=stopped)

    def table_row(self) -> dict[str, Any]:
        """What the table and its export show of the problem, by column."""
        return {
            "number": self.number,
            "question": self.question,
            "operations": self.n_operations or None,
            "right answer": self.gold_answer,
            "answer": self.answer_text,
            "right": self.right,
            "latent steps": self.n_latent_steps,
            "counted tokens": self.n_counted_tokens,
            "P(stop)": round(self.p_stop_at_halt, 4),
            "P(answer)": round(self.p_answer, 4),
            "first right step": self.first_right_step,
        }


def steps_and_operations(rows: Sequence[AnsweredProblem]) -> tuple[np.ndarray, np.ndarray]:
    """Latent steps and operations, both (n,), of all problems; 0 operations where they are unknown."""
    pairs = np.array([(row.n_latent_steps, row.n_operations) for row in rows], dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


@dataclass(frozen=True)
class AnsweredSet:
    """Problems that were answered in one go, one or more.

    Attributes
    ----------
    name : str
        What they are, such as "the test split".
    rows : tuple of AnsweredProblem
    threshold : float
        P(stop) at which their thoughts halt.
    is_dial : bool
        Whether they were generated over the checkpoint's dial, as the problems of `eval.json` are.
    """

    name: str
    rows: tuple[AnsweredProblem, ...]
    threshold: float
    is_dial: bool

    @property
    def cap(self) -> int:
        """Largest number of latent steps of any of them."""
        return max(row.cap for row in self.rows)

    def halted(self, threshold: float) -> Self:
        """The same thoughts halted by another threshold in (0, 1]."""
        return replace(self, rows=tuple(row.halted(threshold) for row in self.rows), threshold=threshold)


@dataclass(frozen=True)
class AnsweredArrays:
    """Columns of answered problems whose right answer is known; all arrays are (n,).

    Attributes
    ----------
    right : bool
    n_latent_steps, n_operations : int
    p_stop, p_answer : float64
        P(stop) at the halt, and the probability of the answer.
    """

    right: np.ndarray
    n_latent_steps: np.ndarray
    n_operations: np.ndarray
    p_stop: np.ndarray
    p_answer: np.ndarray

    @classmethod
    def of(cls, rows: Sequence[AnsweredProblem]) -> Self:
        """Collect the columns; rows without a known answer are left out."""
        known = [row for row in rows if row.right is not None]
        return cls(
            right=np.array([row.right for row in known], dtype=bool),
            n_latent_steps=np.array([row.n_latent_steps for row in known], dtype=np.int64),
            n_operations=np.array([row.n_operations for row in known], dtype=np.int64),
            p_stop=np.array([row.p_stop_at_halt for row in known], dtype=np.float64),
            p_answer=np.array([row.p_answer for row in known], dtype=np.float64),
        )
