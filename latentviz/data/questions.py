"""What a person may ask: refusals and notices, in words, before the model sees the text."""

import re
import unicodedata
from collections.abc import Callable

from latentviz.utils.records import QuestionLimits
from latentviz.utils.refusal import Refusal

NUMBER = re.compile(r"\d+(?:,\d{3})+(?!\d)|\d+")
# "$5.00" is a whole number.
DECIMAL = re.compile(r"\d+(?:,\d{3})*\.(?!00(?!\d))\d+|(?<![\w.])\.\d+|\d+ \d+/\d+")
NEGATIVE = re.compile(r"(?<![\w-])[-\u2212]\$?\d+")
# "1,5", "1,0000", "12 000" and "12'000".
TORN = re.compile(r"\d+,(?!\d{3}(?!\d))\d+|(?<![\d,.])\d{1,3}[ \u00a0\u202f'\u2019_]\d{3}(?!\d)")
# Times of day, scores and ranges: "3:45", "5-7".
JOINED = re.compile(r"(?<![\w:.-])\d+[:\u2013-]\d+(?![\w:-])")
MARKUP = re.compile(r"<[a-zA-Z/!?][^<>]*>?|&#?\w+;")
NUMBER_WORDS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds dozen dozens half halves "
    "twice thrice double triple quadruple third thirds quarter quarters pair pairs couple both".split()
)
# Right answers that uploads and links may name.
GOLD_ANSWERS = (-1e9, 1e9)
# Control, invisible and direction characters, and such as stand for nothing.
UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
# More marks than this on one letter cover the lines around it.
MAX_MARKS = 3
LARGE_NUMBER_WORDS = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


class QuestionError(Refusal):
    """A question that the model cannot be asked; the message says why and what to change."""


def check_question(
    question: str, limits: QuestionLimits, unknown_words: Callable[[str], list[str]] = lambda text: []
) -> tuple[str, ...]:
    """Refuse what the model cannot be asked, and say what it was not trained on.

    Parameters
    ----------
    unknown_words : callable
        Words of a text that never occurred in training.

    Returns
    -------
    notices : tuple of str
        One sentence each; empty where nothing is unusual.

    Raises
    ------
    QuestionError
        If the question is empty, too long, with markup, or with a number past `limits.max_number`; of a model that
        reads whole numbers only also if it holds none, no word, a decimal, a negative number or "thousand".
    """
    text = question.strip()
    if not text:
        raise QuestionError("The question is empty. Type a short word problem with numbers in it.")
    if len(text) > limits.max_characters:
        raise QuestionError(
            f"The question has {len(text):,} characters; this model reads at most {limits.max_characters:,}. "
            "Shorten it."
        )
    if MARKUP.search(text):
        raise QuestionError("The question holds HTML or other markup. Type it as plain text, without < > tags.")
    check_characters(text)
    words = re.findall(r"[^\W\d_]+", text)
    if not words and not NUMBER.search(text):
        raise QuestionError("The question holds neither words nor numbers. Type a short word problem.")
    numbers = [int(match.replace(",", "")) for match in NUMBER.findall(text)]
    lowered = [word.lower() for word in words]
    if limits.whole_numbers_only:
        has_numbers = bool(numbers or NUMBER_WORDS.intersection(lowered))
        check_whole_numbers(text, has_numbers, bool(words), limits.max_number)
    large = [word for word in lowered if word.removesuffix("s") in LARGE_NUMBER_WORDS and limits.whole_numbers_only]
    if large and LARGE_NUMBER_WORDS[large[0].removesuffix("s")] <= limits.max_number:
        raise QuestionError(f"This model cannot read the word “{large[0]}”. Write the number in digits.")
    if large or max(numbers, default=0) > limits.max_number:
        number = max(numbers, default=0)
        value = large[0] if large else f"{number:,}" if number < 10**15 else f"of {len(str(number))} digits"
        raise QuestionError(f"The number {value} is too large: this model knows numbers up to {limits.max_number}.")
    joined = JOINED.findall(text) if limits.whole_numbers_only else []
    return notices(numbers, joined, limits, unknown_words(text))


def check_whole_numbers(text: str, has_numbers: bool, has_words: bool, max_number: int) -> None:
    """Refuse what a model that was taught arithmetic on whole numbers alone would answer, and answer wrong.

    Raises
    ------
    QuestionError
        Naming the number, and what to change.
    """
    other = next((c for c in text if unicodedata.category(c).startswith("N") and c not in "0123456789"), None)
    if other:
        raise QuestionError(f"This model reads the digits 0 to 9 only, not {other}. Write a whole number with them.")
    if not has_numbers:
        raise QuestionError("The question holds no number. This model only solves arithmetic word problems.")
    if not has_words:
        raise QuestionError("The question holds no words. Put the numbers into a sentence.")
    decimal, negative, torn = DECIMAL.search(text), NEGATIVE.search(text), TORN.search(text)
    if decimal:
        is_large = "/" not in decimal.group() and 100 * float(decimal.group().replace(",", "")) > max_number
        smaller = "" if is_large else ", or count in a smaller unit, such as cents"
        raise QuestionError(
            f"This model reads whole numbers only, not {decimal.group()}. Change it to a whole number{smaller}."
        )
    if negative:
        raise QuestionError(
            f"This model reads numbers from 0 on, not {negative.group()}. Say it in words, such as a loss or a fall."
        )
    if torn:
        raise QuestionError(
            f"This model reads {torn.group()} as two numbers. Write it as one whole number, or put a word between them."
        )


def check_characters(text: str) -> None:
    """Refuse what a reader could not see, or what would hide something else.

    Raises
    ------
    QuestionError
        Naming the character.
    """
    n_marks = 0
    for character in text:
        category = unicodedata.category(character)
        if category in UNSEEN and character not in "\n\r\t":
            raise QuestionError(
                f"The question holds the control or invisible character U+{ord(character):04X}. Type it as plain text."
            )
        n_marks = n_marks + 1 if category in ("Mn", "Me") else 0
        if n_marks > MAX_MARKS:
            raise QuestionError(f"The question holds a letter with more than {MAX_MARKS} marks on it. Leave them out.")


def notices(numbers: list[int], joined: list[str], limits: QuestionLimits, unknown: list[str]) -> tuple[str, ...]:
    """Sentences on what lies outside the training data of the checkpoint."""
    found = [f"The model reads {text} as two whole numbers, not as a time, a score or a range." for text in joined[:1]]
    readable = list({word.casefold(): word for word in unknown if any(c.isalpha() for c in word)}.values())
    if readable:
        listed = ", ".join(f"“{word}”" for word in readable[:8]) + (" and more" if len(readable) > 8 else "")
        found.append(f"The model never saw these words in training: {listed}. It may misread the question.")
    if max(numbers, default=0) > limits.trained_max_number:
        found.append(
            f"The number {max(numbers)} is past {limits.trained_max_number}, the largest that it was trained on."
        )
    return tuple(found)
