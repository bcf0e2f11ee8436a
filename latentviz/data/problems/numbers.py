"""Operations on whole numbers, numbers in letters, and tables of divisors."""

import operator
from functools import cache

OPERATIONS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.floordiv}

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
# 1 / divisor in the ways that fit before "of"; the first two fit before "as many" too.
PARTS = {
    2: ("half", "half", "half", "50%"),
    3: ("a third", "one third", "1/3"),
    4: ("a quarter", "one quarter", "a fourth", "25%", "1/4"),
    5: ("a fifth", "one fifth", "20%", "1/5"),
    10: ("a tenth", "10%"),
}
_TIMES = {2: ("twice", "twice", "two times", "2 times"), 3: ("three times", "3 times")}


def number_words() -> list[str]:
    """List every word that the functions of this module can write."""
    return [*_UNITS, *_TENS, "hundred", *" ".join(sum(PARTS.values(), ())).replace("%", "").split(), "twice", "times"]


def in_letters(number: int) -> str:
    """Spell a number from 0 to 999."""
    if number < 20:
        return _UNITS[number]
    if number < 100:
        tens, units = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_UNITS[units]}" if units else "")
    hundreds, rest = divmod(number, 100)
    return f"{_UNITS[hundreds]} hundred" + (f" {in_letters(rest)}" if rest else "")


def times_words(factor: int) -> tuple[str, ...]:
    """Spell a factor in the ways that fit before "as many as"; factor >= 2."""
    return _TIMES.get(factor) or (f"{in_letters(factor)} times", f"{factor} times", f"{factor} times")


@cache
def divisors(number: int, lowest: int, highest: int, lowest_quotient: int) -> tuple[int, ...]:
    """Divisors of `number` in lowest..highest whose quotient is at least `lowest_quotient`."""
    return tuple(d for d in range(lowest, highest + 1) if number % d == 0 and number // d >= lowest_quotient)
