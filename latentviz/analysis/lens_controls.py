"""Controls for what a latent reads like: latents of other problems, and an untrained twin of the model."""

import numpy as np
import torch
from transformers import PreTrainedTokenizerBase

from latentviz.analysis.evaluation import dial_problems
from latentviz.analysis.interventions import plain_thoughts
from latentviz.analysis.logit_lens import logit_lens
from latentviz.data.problems import Problem
from latentviz.model.modeling import BUILDING, AdaptiveLatentModel
from latentviz.records.lens import Controls, Reading

N_OTHER_PROBLEMS = 32
SEED = 0
MAX_TWIN_PARAMETERS = 100_000_000


class ControlBank:
    """Latents of validation problems, and the untrained twin, made once for a model."""

    def __init__(self, model: AdaptiveLatentModel, tokenizer: PreTrainedTokenizerBase):
        self.tokenizer = tokenizer
        self.twin = untrained_twin(model) if model.num_parameters() <= MAX_TWIN_PARAMETERS else None
        problems = dial_problems(model.config.limits, "validation", N_OTHER_PROBLEMS, SEED)
        questions = [problem.question for problem in problems]
        states = plain_thoughts(model, tokenizer, questions, model.config.latent_cap).hidden
        self.reading = logit_lens(model, tokenizer, states.flatten(0, 1))
        self.n_rows = states.shape[1]
        rng = np.random.default_rng(SEED)
        drawn = rng.choice(N_OTHER_PROBLEMS, self.n_rows, replace=self.n_rows > N_OTHER_PROBLEMS)
        rows = drawn * self.n_rows + rng.permutation(self.n_rows)
        self.shuffled = Reading(tuple(self.reading.tokens[row] for row in rows), self.reading.values[rows])

    def controls(self, question: str, problem: Problem | None) -> Controls:
        """The controls of one thought.

        The shuffled latents are the same for every question: their problems and their steps are drawn once.
        """
        twin_reading = None
        if self.twin is not None:
            thought = plain_thoughts(self.twin, self.tokenizer, [question], self.n_rows - 1)
            twin_reading = logit_lens(self.twin, self.tokenizer, thought.hidden[0])
        steps = () if problem is None else problem.results
        results = tuple(dict.fromkeys(f"{value:.10g}" for value in steps))
        latents = [row for row in range(len(self.reading.tokens)) if row % self.n_rows]
        read = [[self.reading.rank_of(row, result) is not None for row in latents] for result in results]
        return Controls(
            shuffled=self.shuffled,
            untrained=twin_reading,
            results=results,
            p_by_chance=np.array(read, dtype=np.float32).reshape(len(results), len(latents)).mean(1),
            n_other_latents=len(latents),
        )


def untrained_twin(model: AdaptiveLatentModel, seed: int = SEED) -> AdaptiveLatentModel:
    """A model of the same shape with random weights, the same ones for the same seed."""
    devices = [model.device] if model.device.type == "cuda" else []
    with BUILDING, torch.inference_mode(False), torch.random.fork_rng(devices):
        torch.manual_seed(seed)
        twin = AdaptiveLatentModel(model.config)
    # What has not learned reads nothing: the projection of a reader starts at 0.
    twin.reader = None
    return twin.to(model.device, model.dtype).eval()  # type: ignore[arg-type]  # to() is wrapped: mypy sees no method
