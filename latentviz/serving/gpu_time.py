"""`GpuTime`: for how many seconds a Space must lend its GPU for a piece of work."""

import math
from collections.abc import Callable, Sequence

import numpy as np

from latentviz.data.problems import Problem, Row
from latentviz.records.trace import ThoughtTrace

# A process that gets the GPU first moves the weights there.
START_S = 3.0
# Seconds of one pass over one thought before any was measured: a model of a billion weights, one kernel at a time.
DECLARED_PASS_S = 0.05
# What a pass may take longer than it lately did.
SLACK = 2.0
CHARACTERS_A_PASS = 2000
ANSWER_PASSES = 8
CHAIN_PASSES = 96
PROBLEMS_A_BATCH = 16
EXPERIMENT_THOUGHTS = 4


class GpuTime:
    """Bounds on passes through the model, times what a pass takes.

    Parameters
    ----------
    latent_cap : int
        Largest number of latent steps.

    Attributes
    ----------
    pass_s : float
        Seconds of one pass: declared at first, then measured.
    """

    def __init__(self, latent_cap: int):
        self.latent_cap = latent_cap
        self.pass_s = DECLARED_PASS_S

    def observe(self, trace: ThoughtTrace) -> None:
        """Learn from the latent steps of a finished thought; what was slow is forgotten bit by bit."""
        if trace.finished and len(trace.thinking_s) > 1:
            self.pass_s = max(float(np.diff(trace.thinking_s).max()), 0.8 * self.pass_s)

    def thought(self, question: str, problem: Problem | None, options: dict) -> int:
        """Seconds for one thought with the answers at every stop; explained, also for its controls and its chain.

        The parameters are those of the function that thinks, since `spaces` asks with its arguments.
        """
        explain = options.get("explain", False)
        n_passes = self._passes(len(question), explain)
        return self._seconds(n_passes + CHAIN_PASSES * (explain and options.get("compares_chain", True)))

    def experiment(self, work: Callable, n_threads: int | None = None) -> int:
        """Seconds for an experiment of the Lab: a few explained thoughts, each with its rows as one batch."""
        return self._seconds(EXPERIMENT_THOUGHTS * self._passes(CHARACTERS_A_PASS, True))

    def set(self, problems: Sequence[Row], threshold: float, fixed_k: int | None) -> int:
        """Seconds for the answers to many problems, in batches."""
        longest = max((len(row.problem.question) for row in problems), default=0)
        n_batches = math.ceil(len(problems) / PROBLEMS_A_BATCH)
        return self._seconds(n_batches * self._passes(longest, False))

    def _passes(self, n_characters: int, explain: bool) -> int:
        """Question and START, the latent steps, the answer once for itself and once for all stops together.

        Explained, the question is thought again by the untrained twin and beside the other problems of the controls.
        """
        read = 2 + n_characters // CHARACTERS_A_PASS
        walk = read + self.latent_cap
        explained = 2 * walk + ANSWER_PASSES + read if explain else 0
        return walk + 2 * ANSWER_PASSES + explained

    def _seconds(self, n_passes: int) -> int:
        return math.ceil(START_S + SLACK * self.pass_s * n_passes)
