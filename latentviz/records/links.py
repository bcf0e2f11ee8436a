"""A run as the query of a link: what it takes to think the same thought again."""

import reprlib
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from latentviz.data.problems import Problem, check_steps
from latentviz.data.problems.problem import count_operations
from latentviz.data.questions import GOLD_ANSWERS
from latentviz.records.answered import AnsweredProblem
from latentviz.records.halting import TEMPERATURES
from latentviz.records.trace import ThoughtTrace
from latentviz.utils.refusal import Refusal

MAX_QUERY = 20_000
MAX_FIELDS = 50


class LinkError(Refusal):
    """A link that rebuilds no run; the message names the parameter and its range."""


@dataclass(frozen=True)
class RunLink:
    """The parameters of a link.

    Attributes
    ----------
    problem : Problem or None
        The question with gold answer and steps; None where only the text is known.
    question : str
    threshold : float or None
        P(stop) at which the thought halts, in (0, 1]; None, in a link that is written, for the checkpoint's own. A link
        that is read may say 0, which the stop rule then refuses.
    temperature : float
        Of the stop head, above 0.
    fixed_k : int or None
        Forced number of latent steps.
    selected : int or None
        Row that is shown in detail; None where the thought halts.
    """

    question: str
    threshold: float | None
    temperature: float = 1.0
    fixed_k: int | None = None
    selected: int | None = None
    problem: Problem | None = None

    @classmethod
    def of(cls, trace: ThoughtTrace, selected: int | None = None) -> "RunLink":
        """The link of a trace."""
        known = _known_problem(trace)
        return cls(trace.question, trace.threshold, trace.temperature, trace.fixed_k, selected, known)

    @classmethod
    def of_answered(cls, row: AnsweredProblem, threshold: float, fixed_k: int | None = None) -> "RunLink":
        """The link of an answered problem, under the rule that halted it."""
        return cls(row.question, threshold, fixed_k=fixed_k, problem=_known_problem(row))

    @property
    def query(self) -> str:
        """The link's query, from the question mark on."""
        values = {"q": self.question, "threshold": self.threshold, "temperature": self.temperature}
        values |= {"k": self.fixed_k, "step": self.selected}
        if self.problem is not None:
            values |= {"gold": self.problem.answer, "steps": ";".join(self.problem.steps)}
        return "?" + urlencode({name: value for name, value in values.items() if value is not None})

    @classmethod
    def read(cls, query: str, threshold: float) -> "RunLink | None":
        """Read a query; None where it names no question.

        Parameters
        ----------
        threshold : float
            Where the query names none: the checkpoint's own.

        Raises
        ------
        LinkError
            If a parameter cannot be used.
        """
        if len(query) > MAX_QUERY:
            raise LinkError(f"The link has {len(query):,} characters; at most {MAX_QUERY:,} are read.")
        try:
            fields = parse_qs(query.removeprefix("?"), max_num_fields=MAX_FIELDS)
        except ValueError as error:
            raise LinkError(f"The link has more than {MAX_FIELDS} parameters.") from error
        values = {name: texts[-1] for name, texts in fields.items()}
        if "q" not in values:
            return None
        return cls(
            question=values["q"],
            threshold=_number(values, "threshold", threshold, 0.0, 1.0),
            temperature=_number(values, "temperature", 1.0, *TEMPERATURES),
            fixed_k=_count(values, "k"),
            selected=_count(values, "step"),
            problem=_problem(values),
        )


def problem_of(question: str, steps: tuple[str, ...], answer: float) -> Problem:
    """A problem from its gold steps and answer."""
    answer = int(answer) if float(answer).is_integer() else answer
    n_operations = sum(count_operations(step.partition("=")[0]) for step in steps)
    return Problem(question, steps, answer, n_operations)


def _known_problem(thought: ThoughtTrace | AnsweredProblem) -> Problem | None:
    if thought.gold_answer is None:
        return None
    return problem_of(thought.question, thought.gold_steps, thought.gold_answer)


def _number(values: dict[str, str], name: str, otherwise: float, low: float, high: float) -> float:
    text = values.get(name)
    if text is None:
        return otherwise
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not low <= value <= high:
        raise LinkError(f"The link says {name} = {reprlib.repr(text)}; it must be a number from {low} to {high}.")
    return value


def _count(values: dict[str, str], name: str) -> int | None:
    text = values.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= 4):
        raise LinkError(f"The link says {name} = {reprlib.repr(text)}; it must be a whole number of latent steps.")
    return int(text)


def _problem(values: dict[str, str]) -> Problem | None:
    if "gold" not in values:
        return None
    answer = _number(values, "gold", 0.0, *GOLD_ANSWERS)
    steps = tuple(values["steps"].split(";")) if "steps" in values else ()
    try:
        problem = problem_of(values["q"], steps, answer)
        check_steps(problem)
    except ValueError as error:
        raise LinkError(f"The link's gold steps do not hold: {error}") from error
    return problem
