"""Word problems: a seeded generator with a difficulty dial, and readers of files in the GSM8K forms."""

from latentviz.data.problems.generator import ProblemGenerator, held_out
from latentviz.data.problems.options import GeneratorOptions
from latentviz.data.problems.problem import Problem, check_steps, split_of
from latentviz.data.problems.readers import BadRow, read_gsm8k, read_gsm8k_aug
from latentviz.data.problems.summary import summarise, vocabulary_words

__all__ = [
    "BadRow",
    "GeneratorOptions",
    "Problem",
    "ProblemGenerator",
    "check_steps",
    "held_out",
    "read_gsm8k",
    "read_gsm8k_aug",
    "split_of",
    "summarise",
    "vocabulary_words",
]
