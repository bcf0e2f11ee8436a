"""Running many problems in batches, with progress."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transformers import PreTrainedTokenizerBase

from latentviz.analysis.early_exit import FullThought, record_thoughts
from latentviz.data.problems import Row
from latentviz.model.generation import StopRule
from latentviz.model.modeling import AdaptiveLatentModel
from latentviz.records.answered import AnsweredProblem

ROWS_AT_ONCE = 96


@dataclass(frozen=True)
class RunProgress:
    """How far a run is.

    Attributes
    ----------
    rows : tuple of AnsweredProblem
        What is done so far, by number.
    n_total : int
        Problems of the whole run.
    elapsed_s : float
    """

    rows: tuple[AnsweredProblem, ...]
    n_total: int
    elapsed_s: float

    @property
    def n_done(self) -> int:
        """Problems that are done."""
        return len(self.rows)

    @property
    def finished(self) -> bool:
        """Whether every problem is done."""
        return self.n_done == self.n_total


def run_problems(
    model: AdaptiveLatentModel,
    tokenizer: PreTrainedTokenizerBase,
    problems: Sequence[Row],
    threshold: float | None = None,
    fixed_k: int | None = None,
) -> Iterator[RunProgress]:
    """Think about each problem to the cap and answer at every stop; yield at once and after each batch.

    A batch writes about `ROWS_AT_ONCE` answers, so that a run that is given up, by closing the generator, ends soon.

    Parameters
    ----------
    threshold : float, optional
        P(stop) at which the thoughts halt; the checkpoint's own where None.
    fixed_k : int, optional
        Halt after exactly k latent steps.

    Raises
    ------
    ValueError
        If the threshold or `fixed_k` is out of range.
    """
    rule = StopRule.of(model.config, threshold, fixed_k=fixed_k)
    return _run(model, tokenizer, sorted(problems, key=lambda row: len(row.problem.question)), rule)


def _run(
    model: AdaptiveLatentModel,
    tokenizer: PreTrainedTokenizerBase,
    problems: list[Row],
    rule: StopRule,
) -> Iterator[RunProgress]:
    started, rows = time.perf_counter(), []
    batch_size = max(1, ROWS_AT_ONCE // (model.config.latent_cap + 1))
    yield RunProgress((), len(problems), 0.0)
    for start in range(0, len(problems), batch_size):
        batch = problems[start : start + batch_size]
        thoughts = record_thoughts(model, tokenizer, [row.problem.question for row in batch])
        rows += [answered(*pair).halted(rule.threshold, rule.fixed_k) for pair in zip(batch, thoughts, strict=True)]
        done = tuple(sorted(rows, key=lambda row: row.number))
        yield RunProgress(done, len(problems), time.perf_counter() - started)


def answered(row: Row, thought: FullThought) -> AnsweredProblem:
    """The record of a problem and its thought, at the cap; probabilities keep all digits of a float32."""
    problem = row.problem
    return AnsweredProblem(
        number=row.number,
        question=problem.question,
        gold_answer=problem.answer if row.is_known else None,
        gold_steps=problem.steps,
        n_operations=problem.n_operations,
        answers=thought.answers,
        p_answers=tuple(float(str(p)) for p in thought.p_answers),
        p_stop=tuple(float(str(p)) for p in thought.p_stop),
        n_latent_steps=thought.cap,
        stopped=False,
        cut=tuple(thought.was_cut.tolist()),
    )
