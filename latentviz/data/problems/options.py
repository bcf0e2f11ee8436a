"""The dials of the generator."""

from dataclasses import dataclass

from latentviz.utils.records import JsonRecord

LARGE_FACTOR = 5


@dataclass(frozen=True)
class GeneratorOptions(JsonRecord):
    """What the generated problems look like.

    Attributes
    ----------
    max_number : int
        Largest operand and largest result, at least 50.
    min_operations, max_operations : int
        Range of the number of operations, 1 to 6.
    p_template : float
        Probability of a whole written problem in place of a composed scenario, for the numbers of operations that have
        both.
    p_distractor : float
        Probability that a problem holds a sentence with a number that must be ignored.
    p_large : float
        Probability that what is added or taken away in a whole written problem may be `LARGE_FACTOR` times as large as
        its text suggests.
    p_number_word : float
        Probability that a problem spells some of its numbers in letters.
    p_pseudo_word : float
        Probability that the name or the item is an invented word.
    p_unfamiliar : float
        Probability that some words that hardly matter are invented ones.
    p_sloppy : float
        Probability of missing capitals, commas, apostrophes or question mark, or of abbreviations.
    p_unnamed : float
        Probability that the protagonist has no name: "I", "you", "a farmer", "my brother".
    """

    max_number: int = 200
    min_operations: int = 1
    max_operations: int = 6
    p_template: float = 0.5
    p_distractor: float = 0.12
    p_large: float = 0.15
    p_number_word: float = 0.15
    p_pseudo_word: float = 0.08
    p_unfamiliar: float = 0.08
    p_sloppy: float = 0.2
    p_unnamed: float = 0.3

    def __post_init__(self):
        if self.max_number < 50:
            raise ValueError(f"max_number is {self.max_number}; the scenarios need at least 50")
        if not 1 <= self.min_operations <= self.max_operations <= 6:
            raise ValueError(
                f"the number of operations must lie in 1..6, not {self.min_operations}..{self.max_operations}"
            )
        for name, value in self.to_dict().items():
            if name.startswith("p_") and not 0 <= value <= 1:
                raise ValueError(f"{name} is {value}; it must be between 0 and 1")
