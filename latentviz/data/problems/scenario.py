"""`Scenario`: the clauses and steps of one problem while it is being told."""

import random
from collections.abc import Iterable
from typing import Any, NamedTuple

from latentviz.data.problems import nouns, people
from latentviz.data.problems.numbers import OPERATIONS, PARTS, divisors, in_letters
from latentviz.data.problems.options import GeneratorOptions
from latentviz.data.problems.people import Person
from latentviz.data.problems.phrases import conjugate, expansions, inflect

_KIND_NAMES = tuple(nouns.KINDS)
_SYLLABLES = "bli zar plo vek mu tri glo fen dax wob kir nu sna pel vo grim la zee quo ter dro mim fli gob yul".split()


class Retry(Exception):
    """The numbers drawn so far leave no problem within the limits."""


class Clause(NamedTuple):
    """One clause: a phrase, the text of it that was chosen, and what fills the slots.

    `kind` is "predicate" (a verb phrase whose subject is the protagonist), "sentence" or "question".
    """

    kind: str
    key: str
    text: str
    slots: dict
    person: Person
    is_event: bool

    @property
    def names_other(self) -> bool:
        """Whether somebody else is mentioned, so that a pronoun after it could be misread."""
        return any(slot in self.text for slot in ("{Q", "{R", "{Z"))


class Scenario:
    """A scenario that is being told: draws numbers, keeps the steps, and writes the text at the end.

    Attributes
    ----------
    value : int
        The running quantity.
    steps : list of str
        Steps so far.
    clauses : list of Clause
        Clauses so far.
    marks : list of str
        Phrases, and how they were joined, so far: they make the template.
    aside : str
        A sentence that does not matter, which stands between others.
    slots : dict
        Texts by slot, and verbs as tuples of their forms.
    taken : set of str
        Names and nouns that are used, so that no other person or thing gets them.
    n_others : int
        How many people besides the protagonist were introduced.
    divisor : int
        What the next piece divides the running quantity by, so that it is to be a multiple; 0 where it does not divide.
    gained, lost : bool
        Whether something was added to the quantity, and whether something was taken away since.
    narrowed : bool
        Whether a part of the whole was narrowed to those with a trait.
    compared : bool
        Whether the protagonist's quantity was told by that of somebody else.
    ending : str
        What the scenario is to ask for, where its domain asks for different things.
    human : bool
        Whether the crowd is of people.
    large : bool
        Whether numbers may pass the ranges of a whole written problem.
    """

    def __init__(self, rng: random.Random, options: GeneratorOptions):
        self.random = rng.random
        self.options = options
        self.limit = options.max_number
        self.steps: list[str] = []
        self.clauses: list[Clause] = []
        self.marks: list[str] = []
        self.aside = ""
        self.value = 0
        self.n_others = 0
        self.divisor = 0
        self.ending = ""
        self.human = True
        self.gained = self.lost = self.narrowed = self.compared = False
        self.past = self.random() < 0.55
        self.in_letters = self.random() < options.p_number_word
        self.pseudo = self.random() < options.p_pseudo_word
        self.large = self.random() < options.p_large
        self.money = self.pick(("$", "$", "$", "$", "$", "$", "dollars", "dollars", "bucks", "cents", "euros"))
        self.slots: dict[str, Any] = {}
        self.taken: set[str] = set()
        self.kind_name = "fruit"
        self.kind = nouns.KINDS["fruit"]
        self.hero = people.NOBODY
        self.set_person(people.NOBODY)

    def pick(self, options):
        """Choose one of a sequence; raises `Retry` where it is empty."""
        if not options:
            raise Retry
        return options[int(self.random() * len(options))]

    def between(self, low: int, high: int) -> int:
        """Draw a number in low..high, small ones somewhat more often."""
        if high < low:
            raise Retry
        if high > 24 and self.random() < 0.5:
            high = min(high, max(low, 12) + 14)
        return low + int(self.random() * (high - low + 1))

    def op(self, left: int, sign: str, right: int) -> int:
        """Append a step and return its result; raises `Retry` where the result or an operand is out of bounds."""
        if sign == "/" and left % right:
            raise Retry
        result = OPERATIONS[sign](left, right)
        if not 0 <= result <= self.limit or max(left, right) > self.limit or right < (1 if sign in "+-" else 2):
            raise Retry
        if (sign == "*" and left < 2) or (sign in "+/" and left < 1):
            raise Retry
        self.steps.append(f"{left}{sign}{right}={result}")
        return result

    def then(self, sign: str, right: int) -> None:
        """Append a step on the running quantity."""
        self.value = self.op(self.value, sign, right)

    def accumulate(self, sign: str, numbers: Iterable[int]) -> None:
        """Let the running quantity be the first number, and append a step for each of the others."""
        self.value, *others = numbers
        for number in others:
            self.then(sign, number)

    def quantity(self) -> int:
        """Draw a first quantity."""
        return self.between(2, self.limit * 3 // 4)

    def small(self) -> int:
        """Draw a number of groups, days or things in a group."""
        return self.between(2, 12)

    def addend(self) -> int:
        """Draw what is added to the running quantity."""
        return self._near(self.between(2, min(self.limit - self.value, 90)), 1)

    def subtrahend(self) -> int:
        """Draw what is taken from the running quantity; now and then nothing is left."""
        if self.random() < 0.01 and 2 <= self.value <= 20 and not self.divisor:
            return self.value
        return self._near(self.between(2, self.value - 1), -1)

    def near(self, amount: int) -> int:
        """Round a first quantity down to a multiple of the divisor that comes next, where there is one."""
        amount -= amount % (self.divisor or 1)
        if amount < 2:
            raise Retry
        return amount

    def _near(self, amount: int, sign: int) -> int:
        if not self.divisor:
            return amount
        target = self.value + sign * amount
        target -= target % self.divisor
        amount = sign * (target - self.value)
        if amount < 2 or target < 2 * self.divisor:
            raise Retry
        return amount

    def factor(self, value: int, high: int = 12) -> int:
        """Draw a factor >= 2 that keeps the product of `value` within the limit."""
        if value < 2:
            raise Retry
        return self.between(2, min(high, self.limit // value))

    def part(self, value: int, high: int = 12) -> int:
        """Draw a divisor of `value` in 2..high with a quotient of at least 2."""
        if self.divisor and value % self.divisor == 0 and self.random() < 0.7 and self.divisor <= high:
            return self.divisor
        return self.pick(divisors(value, 2, high, 2))

    def fraction(self, value: int) -> int:
        """Draw a divisor of `value` in 3..5; a half has other words."""
        d = self.part(value, 5)
        if d == 2:
            raise Retry
        return d

    def cast(self, *pools: tuple[Person, ...], mix: bool = True) -> Person:
        """Choose the protagonist: a name, or with `p_unnamed` one of `pools` or a speaker or relative."""
        if mix and self.random() < self.options.p_unnamed:
            pools = (*pools, people.SPEAKERS, people.SPEAKERS, people.RELATIVES)
            self.protagonist = self.pick(self.pick(pools))
        else:
            self.protagonist = self._named()
        self.set_person(self.protagonist)
        self.hero = self.protagonist
        return self.protagonist

    def _named(self) -> Person:
        if self.pseudo and self.random() < 0.4:
            return people.named(self.pick(("he", "she")), self.pseudo_word().capitalize())
        while (someone := self.pick(people.NAMED)).name in self.taken:
            pass
        self.taken.add(someone.name)
        return someone

    def other(self, slot: str = "Q") -> Person:
        """Introduce another person, by name or as "her brother", and fill the slots Q, Q's."""
        draw = self.random()
        if draw < 0.25 and slot == "Q" and self.protagonist.he not in ("it", "they"):
            noun = self.pick(people.KIN)
            gender = {"brother": "he", "sister": "she"}.get(noun) or self.pick(("he", "she"))
            someone = people.person(f"{self.protagonist.his} {noun}", gender)
        else:
            someone = self._named()
        self.n_others += 1
        self.slots[slot] = someone.first
        self.slots[f"{slot}'s"] = someone.possessive
        return someone

    def set_person(self, someone: Person) -> None:
        """Let the slots P's, he, him, his, himself and me stand for `someone`."""
        self.protagonist = someone
        self.slots |= {
            "P's": someone.possessive,
            "he": someone.he,
            "him": someone.him,
            "his": someone.his,
            "himself": someone.himself,
            "me": someone.him if someone.he in ("I", "you") else someone.again,
        }

    def item(self, *kinds: str) -> None:
        """Choose what is counted, with a container that fits, and fill their slots."""
        self.kind_name = self.pick(kinds or _KIND_NAMES)
        self.kind = nouns.KINDS[self.kind_name]
        self.slots["item"], self.slots["items"] = self.thing(self.kind)
        if self.pseudo and self.random() < 0.7:
            word = self.pseudo_word()
            self.slots["item"], self.slots["items"] = word, nouns.plural_of(word)
        while self.slots.get("box") in (None, self.slots["item"]):
            self.slots["box"], self.slots["boxes"] = self.pick(self.kind.containers)
        self.slots["a_item"] = nouns.with_article(self.slots["item"])

    def thing(self, kind: nouns.Kind | None = None) -> tuple[str, str]:
        """Choose a noun that this scenario does not use yet, as (singular, plural)."""
        for _ in range(8):
            singular, plural = self.pick((kind or nouns.KINDS[self.pick(_KIND_NAMES)]).things)
            if singular not in self.taken:
                self.taken.add(singular)
                return singular, plural
        raise Retry

    def pseudo_word(self) -> str:
        """Invent a word of two or three syllables."""
        return "".join(self.pick(_SYLLABLES) for _ in range(2 + (self.random() < 0.4)))

    def number(self, value: int) -> str:
        """Write a number in digits, or in letters where this problem does so."""
        return in_letters(value) if self.in_letters and value <= 100 and self.random() < 0.6 else str(value)

    def part_words(self, divisor: int, as_many: bool = False) -> str:
        """Write 1 / divisor as "a third"; a form that fits before "as many" where wanted."""
        return self.pick(PARTS[divisor][: 2 if as_many else None])

    def price(self, value: int) -> str:
        """Write an amount of money."""
        return f"${value}" if self.money == "$" else f"{self.number(value)} {self.money}"

    @property
    def currency(self) -> str:
        """The plural word for the money of this problem."""
        return "dollars" if self.money == "$" else self.money

    def say(self, key: str, is_event: bool = True, /, **slots) -> None:
        """Add a verb phrase of the protagonist."""
        self._add("predicate", key, slots, is_event)

    def realize(self, key: str, is_event: bool = False, /, **slots) -> None:
        """Add a sentence."""
        self._add("sentence", key, slots, is_event)

    def ask(self, key: str, **slots) -> None:
        """Add the question."""
        self._add("question", key, slots, False)

    def fragment(self, key: str, **slots) -> str:
        """Write a phrase without a subject at once, as a part of a longer text."""
        return self._text(key).format_map(self._written(slots))

    def distract(self) -> None:
        """Let somebody else, or something nearby, have a number that must be ignored."""
        self.other("Z")
        others = self.thing()[1]
        self.aside = self.fragment("distract.aside", x=self.between(2, 99), Z=self.slots["Z"], others=others)

    def _add(self, kind: str, key: str, slots: dict, is_event: bool) -> None:
        text = self._text(key)
        filled = self.slots | self._written(slots)
        self.clauses.append(Clause(kind, key, text, filled, self.protagonist, is_event))

    def _text(self, key: str) -> str:
        texts = expansions(key)
        pattern = int(self.random() * len(texts))
        choice = int(self.random() * len(texts[pattern]))
        self.marks.append(f"{key}.{pattern}.{choice}")
        return texts[pattern][choice]

    def _written(self, slots: dict) -> dict:
        return {name: self.number(value) if type(value) is int else value for name, value in slots.items()}

    def write(self, clause: Clause, mention: str, past: bool) -> str:
        """Write a clause whose subject is mentioned as "first", "again" or "he"."""
        someone = clause.person
        agreement = someone.pronoun_agreement if mention == "he" else someone.agreement
        past = past or "yesterday" in clause.text
        text = inflect(clause.text, past, agreement, someone.pronoun_agreement)
        slots = {
            name: self._conjugated(name, value, past, agreement, someone) if type(value) is tuple else value
            for name, value in clause.slots.items()
        }
        slots["S"] = getattr(someone, mention)
        return text.format_map(slots)

    @staticmethod
    def _conjugated(name: str, verb: tuple, past: bool, agreement: str, someone: Person) -> str:
        if name.startswith("q_"):
            return conjugate(verb, past, "sg")
        if name.startswith("he_"):
            return conjugate(verb, False, someone.pronoun_agreement)
        return conjugate(verb, past, agreement)

    @property
    def template(self) -> str:
        """The surface form: phrases, and how they were joined."""
        return " ".join(self.marks)
