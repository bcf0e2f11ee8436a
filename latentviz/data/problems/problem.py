"""`Problem`: one word problem with its gold steps, and the split that it belongs to."""

import hashlib
import operator
import re
import reprlib
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from latentviz.utils.refusal import Refusal

_OPERATORS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
_NUMBER = r"\d+(?:\.\d+)?|\.\d+"
_TOKEN = re.compile(rf"{_NUMBER}|[-+*/()]")
_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}
_STEP_TOLERANCE = Fraction(1, 50)
# Of a power of ten no more than two digits are read: 1e999999999 would fill the memory.
_NUMERAL = re.compile(rf"[-+]?(?:\d+\.|{_NUMBER})(?:[eE][-+]?\d{{1,2}}|/\d+)?")
MAX_NUMERAL, MAX_EXPRESSION = 60, 200
_WRITTEN = re.compile(r"([-+]?) ?\$? ?([^ $%]+) ?[$%]?")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
ANSWER_TOLERANCE, RELATIVE_TOLERANCE = 0.005, 0.02
Node: TypeAlias = "Fraction | tuple[Node | None, str, Node]"


@dataclass(frozen=True)
class Problem:
    """A word problem.

    Attributes
    ----------
    question : str
        The text, as a person would type it.
    steps : tuple of str
        Gold steps such as "48/2=24", in the order in which they are to be computed.
    answer : int or float
        The number asked for.
    n_operations : int
        Number of binary operations; `len(steps)` for a generated problem.
    family : str
        Kind of scenario, "" for a problem that was read from a file.
    template : str
        Identifies the surface form, without names and numbers; of a problem that was read, the story that its question
        is asked about, "" where the row does not give it apart.
    protagonist : str
        Name of the person that the scenario is about, "" where nobody is named.
    """

    question: str
    steps: tuple[str, ...]
    answer: int | float
    n_operations: int
    family: str = ""
    template: str = ""
    protagonist: str = ""

    @property
    def chain(self) -> str:
        """The steps as one text: "<<48/2=24>><<24+48=72>>"."""
        return "".join(f"<<{step}>>" for step in self.steps)

    @property
    def results(self) -> tuple[int | float, ...]:
        """The number after "=" of every step."""
        return tuple(parse_number(step.rpartition("=")[2]) for step in self.steps)


def parse_number(text: str) -> int | float:
    """Read "1,000", "-$5", "18$", "20%", ".5", "1/2" or "\u22123"; an integer where the value is whole.

    A percentage is read as its number: "20%" is 20.

    Raises
    ------
    ValueError
        If `text` is not one number.
    """
    plain = " ".join(text.replace("\u2212", "-").split())
    written = _WRITTEN.fullmatch(plain)
    value = exact_number(_THOUSANDS.sub("", "".join(written.groups()) if written else plain))
    return int(value) if value.denominator == 1 else float(value)


def number_of(text: str | None) -> float | None:
    """Read a written answer as `parse_number` does, a full stop after it left out; None where it is no number."""
    try:
        return None if text is None else float(parse_number(text.strip().removesuffix(".")))
    except ValueError:
        return None


def is_same_number(found: float | None, gold: float | None) -> bool:
    """Whether an answer is the gold one: they differ by at most 0.005, and by at most 2 % of it.

    So 0.33 is 1/3 and 5.1 is not 5; without an answer, or without a gold one, it is not.
    """
    if found is None or gold is None:
        return False
    return abs(found - gold) <= min(ANSWER_TOLERANCE, RELATIVE_TOLERANCE * abs(gold))


def matches_gold(text: str | None, gold: float | None) -> bool:
    """Whether a written answer is the gold one."""
    return is_same_number(number_of(text), gold)


def exact_number(text: str) -> Fraction:
    """Read "12", "-3.5", "1e6" or "3/4".

    Raises
    ------
    ValueError
        If `text` is not one number, or has more than `MAX_NUMERAL` characters.
    """
    if len(text) > MAX_NUMERAL or not _NUMERAL.fullmatch(text):
        raise ValueError(f"{reprlib.repr(text)} is not a number of at most {MAX_NUMERAL} characters")
    try:
        return Fraction(text)
    except ZeroDivisionError as error:
        raise ValueError(f"{text!r} divides by zero") from error


def expression_tokens(expression: str) -> list[str]:
    """Split an expression into numbers, signs and brackets.

    Raises
    ------
    ValueError
        If it holds anything else, or has more than `MAX_EXPRESSION` characters.
    """
    if len(expression) > MAX_EXPRESSION:
        raise ValueError(f"{reprlib.repr(expression)} has more than {MAX_EXPRESSION} characters")
    tokens = _TOKEN.findall(expression)
    if "".join(tokens) != "".join(expression.split()):
        raise ValueError(f"{expression!r} holds something that is not arithmetic")
    return tokens


def parse(expression: str) -> Node:
    """Read an expression of numbers, + - * / and brackets.

    Returns
    -------
    node : Fraction or tuple
        A number, or (left, sign, right); `left` is None where the sign stands before an operand.

    Raises
    ------
    ValueError
        If the expression is none, or has more than `MAX_EXPRESSION` characters.
    """
    tokens = expression_tokens(expression)

    def chain(least: int) -> Node:
        head = tokens.pop(0) if tokens else ""
        if head in ("+", "-"):
            node: Node = (None, head, chain(3))
        elif head == "(":
            node = chain(1)
            if tokens[:1] != [")"]:
                raise ValueError(f"{expression!r} has no ')' for a '('")
            tokens.pop(0)
        elif head in ("", "*", "/", ")"):
            raise ValueError(f"{expression!r} lacks a number {f'before {head!r}' if head else 'at its end'}")
        else:
            node = Fraction(head)
        while tokens and _PRECEDENCE.get(tokens[0], 0) >= least:
            sign = tokens.pop(0)
            node = (node, sign, chain(_PRECEDENCE[sign] + 1))
        return node

    node = chain(1)
    if tokens:
        raise ValueError(f"{expression!r} has {' '.join(tokens)!r} left over")
    return node


def evaluate(expression: str) -> Fraction:
    """Compute an expression exactly.

    Raises
    ------
    ValueError
        If `parse` cannot read it, or it divides by zero.
    """
    try:
        return _value(parse(expression))
    except ZeroDivisionError as error:
        raise Refusal(f"{expression!r} cannot be computed: {error}") from error


def _value(node: Node) -> Fraction:
    if isinstance(node, Fraction):
        return node
    left, sign, right = node
    return _OPERATORS[sign](Fraction(0) if left is None else _value(left), _value(right))


def count_operations(expression: str) -> int:
    """Count the binary operations of an expression; a leading minus is none."""
    return len(re.findall(r"(?<=[\d).%])\s*[-+*/]", expression))


def check_steps(problem: Problem) -> None:
    """Compute every step and the answer.

    A result may be rounded, as in files written by people: it may differ by 0.02, or by 1 % of its size.

    Raises
    ------
    ValueError
        Naming the step that does not hold, or the answer that is not the last result.
    """
    for step in problem.steps:
        expression, equals, result = step.rpartition("=")
        if not equals:
            raise ValueError(f"step {reprlib.repr(step)} has no '='")
        try:
            found, stated = evaluate(expression), exact_number(result.strip())
        except ValueError as error:
            raise ValueError(f"step {reprlib.repr(step)} cannot be computed: {error}") from error
        if abs(found - stated) > max(_STEP_TOLERANCE, abs(stated) / 100):
            raise ValueError(f"step {reprlib.repr(step)} does not hold")
    if problem.steps and abs(problem.results[-1] - problem.answer) > 1e-6:
        raise ValueError(f"step {reprlib.repr(problem.steps[-1])} does not end in the answer {problem.answer}")


def split_of(question: str) -> str:
    """Name the split of a question: "train" (90 %), "validation" (5 %) or "test" (5 %).

    The question is hashed in lower case, without punctuation and with white space collapsed, so that a sloppily
    typed twin falls into the same split.
    """
    text = " ".join(re.sub(r"[.,?!']", "", question.lower()).split())
    share = stable_share(text)
    return "test" if share < 0.05 else "validation" if share < 0.1 else "train"


def stable_share(text: str) -> float:
    """Hash a text to a number in [0, 1) that is the same in every process."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") / 2**64
