"""Word problems: a seeded generator with a difficulty dial, and readers of files in the GSM8K forms."""

from latentviz.data.problems.generator import ProblemGenerator, held_out
from latentviz.data.problems.options import GeneratorOptions
from latentviz.data.problems.problem import Problem, check_steps, split_of
from latentviz.data.problems.readers import BadRow, Row, count_reasons, no_row, read_problems, read_rows
from latentviz.data.problems.summary import summarise, vocabulary_words

__all__ = [
    "BadRow",
    "GeneratorOptions",
    "Problem",
    "ProblemGenerator",
    "Row",
    "check_steps",
    "count_reasons",
    "held_out",
    "no_row",
    "read_problems",
    "read_rows",
    "split_of",
    "summarise",
    "vocabulary_words",
]
