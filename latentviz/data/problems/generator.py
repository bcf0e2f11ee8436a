"""`ProblemGenerator`: a seeded stream of word problems of one split."""

import random

from latentviz.data.problems.options import GeneratorOptions
from latentviz.data.problems.problem import Problem, split_of, stable_share
from latentviz.data.problems.realize import realize
from latentviz.data.problems.scenario import Retry, Scenario
from latentviz.data.problems.scenarios.families import FAMILIES
from latentviz.data.problems.templates import TEMPLATES

SPLITS = ("train", "validation", "test")
_P_HELD_OUT = 0.1
_N_ATTEMPTS = 500


def held_out(protagonist: str, template: str) -> bool:
    """Whether a name with a template is kept for the test split: 10 % of the pairs, none without a name."""
    return bool(protagonist) and stable_share(f"{protagonist}|{template}") < _P_HELD_OUT


class ProblemGenerator:
    """A stream of problems that depends on nothing but the seed, the split and the options.

    Parameters
    ----------
    seed : int
        Seed of the one random stream.
    split : str
        "train", "validation" or "test". The splits share no question; train and validation hold no `held_out` pair.
    options : GeneratorOptions, optional
        Dials; those of `GeneratorOptions()` by default.

    Raises
    ------
    ValueError
        If `split` is unknown, or `sample` is asked for a number of operations outside the options' range.
    """

    def __init__(self, seed: int, split: str = "train", options: GeneratorOptions | None = None):
        if split not in SPLITS:
            raise ValueError(f"split is {split!r}; it must be one of {SPLITS}")
        self.split = split
        self.options = options or GeneratorOptions()
        self._rng = random.Random(seed)
        counts = range(self.options.min_operations, self.options.max_operations + 1)
        self._families = {n: [family for family in FAMILIES if family.least <= n <= family.most] for n in counts}
        self._templates = {n: [template for template in TEMPLATES if template.n_operations == n] for n in counts}

    def sample(self, n_operations: int | None = None) -> Problem:
        """Draw one problem; the number of operations is uniform over the options' range where it is None."""
        if n_operations is None:
            n_operations = self._rng.randint(self.options.min_operations, self.options.max_operations)
        elif n_operations not in self._families:
            raise ValueError(f"n_operations is {n_operations}; the options allow {list(self._families)}")
        while True:
            from_template = self._templates[n_operations] and self._rng.random() < self.options.p_template
            pool: list = (self._templates if from_template else self._families)[n_operations]
            family = self._rng.choice(pool)
            problem = self._realize(family, n_operations)
            if problem is None:
                pool.remove(family)
            elif self._belongs(problem):
                return problem

    def sample_many(self, n: int) -> list[Problem]:
        """Draw `n` problems."""
        return [self.sample() for _ in range(n)]

    def _realize(self, family, n_operations: int) -> Problem | None:
        """Realize a problem; None where no numbers fit, as under a low limit, so that it need not be tried again."""
        for _ in range(_N_ATTEMPTS):
            scenario = Scenario(self._rng, self.options)
            try:
                family.realize(scenario, n_operations)
            except Retry:
                continue
            question = realize(scenario)
            return Problem(
                question,
                tuple(scenario.steps),
                scenario.value,
                n_operations,
                family.name,
                scenario.template,
                scenario.hero.name,
            )
        return None

    def _belongs(self, problem: Problem) -> bool:
        if split_of(problem.question) != self.split:
            return False
        return self.split == "test" or not held_out(problem.protagonist, problem.template)
