"""The same problem with another number in it, and twins for patching.

The text keeps every word, and the gold steps are computed again: an operand that was the number is replaced, one that
was an earlier result follows that result. Where it cannot be told which of the two an operand is, there is no twin.
"""

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice

from latentviz.data.problems import GeneratorOptions, Problem, ProblemGenerator
from latentviz.data.problems.numbers import in_letters
from latentviz.data.problems.problem import evaluate
from latentviz.utils.refusal import Refusal

# What is patched, and where it is taken from.
WHOLE_STEP, NEXT_INPUT = "the whole step", "the input of the step after it"
TWIN, RANDOM, NOISE = "twin", "random problem", "noise of the same size"
# Numbers that may stand in a chain without standing in the text: halves and fourths, days, dozens, minutes, cents.
IMPLIED = frozenset((2, 3, 4, 5, 7, 8, 10, 12, 24, 30, 52, 60, 100))
_NUMBER = re.compile(r"\d+(?:\.\d+)?|\.\d+")
# A number in digits by itself.
IN_TEXT = r"(?<![\w.,/])(?<!\b[aA] )(?<!\b[aA]n ){}(?![\w%/]|[.,]\d)"
_N_ATTEMPTS = 200


@dataclass(frozen=True)
class Twin:
    """Two problems that differ in one number.

    Attributes
    ----------
    problem, twin : Problem
        The twin has the same text but for the number, the same signs and as many steps.
    number, replacement : int
        The number of the problem, and what stands there in the twin.
    step : int
        The gold step, from 1, that uses the number. Its result is an intermediate one, and the number is used nowhere
        else: with the twin's result in place of its own, the rest of the problem's own steps ends in the twin's answer.
    """

    problem: Problem
    twin: Problem
    number: int
    replacement: int
    step: int

    @property
    def predicted_answer(self) -> int | float:
        """What arithmetic gives for the problem, where the result of `step` is the twin's."""
        return self.twin.answer


def numbers_that_can_vary(problem: Problem) -> tuple[int, ...]:
    """Numbers of the text that `with_number` can replace, in the order of the text."""
    found = dict.fromkeys(int(text) for text in re.findall(r"\d+", problem.question))
    return tuple(number for number in found if _only_step(problem, number) is not None)


def question_with(question: str, number: int, value: int) -> str:
    """The same text with another number.

    Raises
    ------
    ValueError
        If the number does not stand in the text exactly once, in digits and by itself.
    """
    text, n_found = re.subn(IN_TEXT.format(number), str(value), question)
    if n_found != 1:
        raise Refusal(f"the number {number} stands {n_found} times in the question by itself, not exactly once")
    return text


def with_number(problem: Problem, number: int, value: int) -> Problem:
    """The same problem with another number.

    Parameters
    ----------
    number : int
        Stands exactly once in the text, in digits, and exactly once in the gold steps.
    value : int
        What is put there.

    Raises
    ------
    ValueError
        If the number cannot be replaced, or the steps then have a result that is negative or no whole number.
    """
    _step_of(problem, number)
    renewed = replace(problem, steps=_computed_again(problem, number, value))
    return replace(renewed, question=question_with(problem.question, number, value), answer=renewed.results[-1])


def twin_with(problem: Problem, number: int, value: int) -> Twin:
    """The twin with a given value in place of a given number.

    Raises
    ------
    ValueError
        If the number cannot be replaced, enters the last step only, or the twin has the same answer or the same result
        of that step.
    """
    twin, step = with_number(problem, number, value), _step_of(problem, number)
    if step == len(problem.steps):
        raise Refusal(f"the number {number} enters the last step only, so that no intermediate result holds it")
    if twin.results[step - 1] == problem.results[step - 1] or twin.answer == problem.answer:
        raise Refusal(f"with {value} in place of {number} the result or the answer stays the same")
    return Twin(problem, twin, number, value, step)


def twin_of(problem: Problem, rng: random.Random, max_number: int) -> Twin | None:
    """Draw a twin whose changed number enters an intermediate step.

    Parameters
    ----------
    max_number : int
        Largest number that is put in, and largest result.

    Returns
    -------
    twin : Twin or None
        None where no number of the problem allows one.
    """
    numbers = [
        number
        for number in numbers_that_can_vary(problem)
        if number not in IMPLIED and _step_of(problem, number) < len(problem.steps)
    ]
    rng.shuffle(numbers)
    for number in numbers:
        values = [value for value in range(2, 2 * number + 10) if value <= max_number and value not in IMPLIED]
        rng.shuffle(values)
        twin = next(twins_with(problem, number, values, max_number), None)
        if twin is not None:
            return twin
    return None


def twins_with(problem: Problem, number: int, values: Iterable[int], max_number: int) -> Iterator[Twin]:
    """Make the twins among values of a number, whose results stay at most `max_number`."""
    for value in values:
        try:
            twin = twin_with(problem, number, value)
        except ValueError:
            continue
        if max(twin.twin.results) <= max_number:
            yield twin


def draw_twins(limits: dict, split: str, n: int, seed: int) -> list[Twin]:
    """Twins of generated problems with 2, 3, .. operations in turn, no question twice.

    Parameters
    ----------
    limits : dict
        Fields of `QuestionLimits`, as a checkpoint's configuration holds them.
    split : {"train", "validation", "test"}
        Of the problems; their twins may fall into any split.

    Raises
    ------
    ValueError
        If the checkpoint knows problems of one operation only, which have no intermediate step.
    """
    dial, largest = limits["trained_max_operations"], limits["trained_max_number"]
    if dial < 2:
        raise Refusal("this checkpoint was trained on one operation; a problem then has no intermediate step")
    generator = ProblemGenerator(seed, split, GeneratorOptions(max_number=largest, max_operations=dial))
    rng = random.Random(seed)
    twins: dict[str, Twin] = {}
    while len(twins) < n:
        n_operations = 2 + len(twins) % (dial - 1)
        for _ in range(_N_ATTEMPTS):
            twin = twin_of(generator.sample(n_operations), rng, largest)
            if twin is not None and twin.problem.question not in twins:
                twins[twin.problem.question] = twin
                break
        else:
            raise Refusal(f"{_N_ATTEMPTS} problems of {n_operations} operations up to {largest} have no twin")
    return list(twins.values())


def twins_of(problems: Sequence[Problem], n: int, seed: int, max_number: int) -> list[Twin]:
    """Twins of `n` problems, or of as many as have one, in an order that the seed gives.

    Parameters
    ----------
    max_number : int
        Largest number that is put in, and largest result.

    Raises
    ------
    ValueError
        If fewer than two have a twin: the control of a pair is another pair.
    """
    rng = random.Random(seed)
    longer = [problem for problem in problems if len(problem.steps) > 1]
    drawn = (twin_of(problem, rng, max_number) for problem in rng.sample(longer, len(longer)))
    twins = list(islice((twin for twin in drawn if twin is not None), n))
    if len(twins) < 2:
        raise Refusal(
            f"{len(twins)} of {len(problems)} problems have a twin: a number that stands once in the question and is "
            "used before the last step"
        )
    return twins


def _only_step(problem: Problem, number: int) -> int | None:
    """The only gold step, from 1, with this number of the text; None where it is not clear that there is one."""
    in_text = re.findall(IN_TEXT.format(number), problem.question)
    anywhere = re.findall(rf"(?<!\d){number}(?!\d)", problem.question)
    in_words = number < 1000 and re.search(rf"\b{in_letters(number)}\b", problem.question.lower())
    uses = [i for i, step in enumerate(problem.steps, 1) for operand in _operands(step) if operand == number]
    is_clear = number > 1 and len(in_text) == len(anywhere) == len(uses) == 1 and not in_words
    if not is_clear or number in problem.results[: uses[0] - 1] or problem.results[-1] != problem.answer:
        return None
    return uses[0]


def _step_of(problem: Problem, number: int) -> int:
    """As `_only_step`; raises ValueError where that is None."""
    step = _only_step(problem, number)
    if step is None:
        raise Refusal(f"the number {number} does not stand exactly once in the question and once in its steps")
    return step


def _operands(step: str) -> list[Fraction]:
    return [Fraction(text) for text in _NUMBER.findall(step.rpartition("=")[0])]


def _computed_again(problem: Problem, number: int, value: int) -> tuple[str, ...]:
    """The gold steps with another number; raises ValueError where an operand may be two things."""
    of_its_own = (IMPLIED | {Fraction(text) for text in re.findall(r"\d+", problem.question)}) - {number}
    renewed, twofold = {Fraction(number): Fraction(value)}, set()

    def operand(match: re.Match) -> str:
        old = Fraction(match.group())
        new = renewed.get(old, old)
        if old in twofold or (new != old and old in of_its_own):
            raise Refusal(f"{old} may be an earlier result or a number of its own")
        return match.group() if new == old else str(new)

    steps = []
    for step in problem.steps:
        expression, _, result = step.rpartition("=")
        expression = _NUMBER.sub(operand, expression)
        outcome = evaluate(expression)
        if outcome.denominator != 1 or outcome < 0:
            raise Refusal(f"{expression} is {outcome}: negative or no whole number")
        steps.append(f"{expression}={outcome}")
        if renewed.setdefault(Fraction(result), outcome) != outcome:
            twofold.add(Fraction(result))
    return tuple(steps)
