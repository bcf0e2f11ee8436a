"""Writing the clauses of a scenario as text: mentions, joined sentences, connectives, sloppy typing."""

import re

from latentviz.data.problems.scenario import Clause, Scenario
from latentviz.data.problems.unfamiliar import with_unfamiliar_words

_LINKS = ("Then ", "After that, ", "Later, ", "Next, ", "The next day, ", "Later that day, ", "Afterwards, ", "Then, ")
_MIDDLES = (" and ", " and then ", ", then ", " and later ")
_STATIVE = (".have", ".there", ".groups", ".colors", ".loose", ".dozen", ".two_groups", ".groups_told", ".relative")
_ABBREVIATED = {
    "minutes": "min",
    "minute": "min",
    "hours": "hrs",
    "hour": "hr",
    "because": "cuz",
    "pounds": "lbs",
    "kilometers": "km",
    "miles": "mi",
    "and": "&",
    "you": "u",
    "are": "r",
    "with": "w/",
    "plus": "+",
    "altogether": "total",
}
_CONTRACTION = re.compile(r"'(?=(?:t|m|ve|ll|re|d)\b)|(?:(?<=what)|(?<=that)|(?<=it)|(?<=there)|(?<=how))'(?=s\b)")
_CONTRACTED = (
    "dont cant didnt doesnt isnt arent wasnt werent wont havent hasnt hadnt couldnt wouldnt im ive ill id weve well "
    "wed youve youll youre youd theyre theyve theyll whats thats its theres hows hell shell itll whos"
)
WORDS = (*_LINKS, *_MIDDLES, "if", *_ABBREVIATED.values(), *_CONTRACTED.split())
_WRONG_ARTICLE = re.compile(r"\b([Aa]) (?=\$?(?:8\d{0,2}\b|11\b|18\b)|eight|eleven)")
_SENTENCE_END = r"(?<!Mr)(?<!Mrs)(?<!Ms)[.?!] "
_NEW_SENTENCE = re.compile(_SENTENCE_END + "(?=[A-Z])")
_SENTENCE_START = re.compile(f"({_SENTENCE_END})([a-z])")


def realize(scenario: Scenario) -> str:
    """Write the question; how it was put together is added to the marks of the scenario."""
    question = _question_first(scenario) or _in_order(scenario)
    if scenario.aside:
        question = _with_aside(scenario, question)
    question = _WRONG_ARTICLE.sub(r"\1n ", question)
    question = _SENTENCE_START.sub(lambda match: match.group(1) + match.group(2).upper(), question)
    if scenario.random() < scenario.options.p_unfamiliar:
        question = with_unfamiliar_words(scenario, question)
    if scenario.random() < scenario.options.p_sloppy:
        question = _sloppy(scenario, question)
    return question


def _question_first(scenario: Scenario) -> str | None:
    *facts, question = scenario.clauses
    protagonist = question.person
    suited = (
        question.key.endswith((".now", ".left", ".total"))
        and 1 <= len(facts) <= 4
        and all(fact.kind == "predicate" and fact.person is protagonist for fact in facts)
        and protagonist.first == protagonist.again
    )
    if not suited or scenario.random() > 0.25:
        return None
    asked = scenario.write(question, "again", past=False)
    predicates = [scenario.write(fact, "he", past=False) for fact in facts]
    if not asked.endswith("?") or protagonist.again not in asked or any(". " in text for text in predicates):
        return None
    scenario.marks.append("asked-first")
    return f"{_capital(asked[:-1])} if {protagonist.he} {_listed(predicates)}?"


def _listed(texts: list[str]) -> str:
    if len(texts) < 3:
        return " and ".join(texts)
    return ", ".join(texts[:-1]) + f", and {texts[-1]}"


def _in_order(scenario: Scenario) -> str:
    sentences, known, subject = [], set(), None
    clauses, i = scenario.clauses, 0
    while i < len(clauses):
        clause = clauses[i]
        if clause.person.again not in known:
            mention = "first"
        elif clause.person is subject and not clause.names_other and scenario.random() < 0.78:
            mention = "he"
        else:
            mention = "again"
        past = _past(scenario, clause)
        n_joined = _n_joined(scenario, clauses, i) if clause.kind == "predicate" else 1
        if n_joined > 1:
            past = scenario.past
        texts = [scenario.write(c, mention, past) for c in clauses[i : i + n_joined]]
        if clause.kind == "predicate":
            middle = scenario.pick(_MIDDLES) if n_joined == 2 else None
            joined = middle.join(texts) if middle else _listed(texts)
            text = f"{getattr(clause.person, mention)} {joined}."
            scenario.marks.append(f"{mention}{n_joined}{middle or ''}")
        else:
            text = texts[0]
        if clause.is_event and i > 0 and scenario.random() < 0.35:
            link = scenario.pick(_LINKS)
            scenario.marks.append(link)
            text = link + text
        sentences.append(_capital(text))
        if "{S}" in clause.text or clause.kind == "predicate":
            known.add(clause.person.again)
            subject = clause.person
        if clause.names_other:
            subject = None
        i += n_joined
    return " ".join(sentences)


def _past(scenario: Scenario, clause: Clause) -> bool:
    if clause.kind == "question":
        return scenario.past and scenario.random() < 0.8
    if not clause.is_event and any(mark in clause.key for mark in _STATIVE):
        return scenario.past and scenario.random() < 0.5
    return scenario.past


def _n_joined(scenario: Scenario, clauses: list[Clause], start: int) -> int:
    end = start + 1
    while (
        end < len(clauses)
        and clauses[end].kind == "predicate"
        and clauses[end].person is clauses[start].person
        and end - start < 3
        and ". " not in clauses[end - 1].text
        and ". " not in clauses[end].text
        and scenario.random() < 0.4
    ):
        end += 1
    return end - start


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _with_aside(scenario: Scenario, question: str) -> str:
    """Put the sentence that does not matter before one of the sentences."""
    starts = [0, *(match.end() for match in _NEW_SENTENCE.finditer(question))]
    start = scenario.pick(starts)
    scenario.marks.append(f"aside{starts.index(start)}")
    return f"{question[:start]}{scenario.aside} {_capital(question[start:])}"


def _sloppy(scenario: Scenario, question: str) -> str:
    draw = scenario.random()
    scenario.marks.append(f"sloppy{int(draw * 7)}")
    if draw < 1 / 7:
        return question.lower()
    if draw < 2 / 7:
        return question.removesuffix("?").removesuffix(".")
    if draw < 3 / 7:
        return question.lower().removesuffix("?").removesuffix(".")
    if draw < 4 / 7:
        return question.replace(", ", " ")
    if draw < 5 / 7:
        return question[0].lower() + question[1:].removesuffix("?")
    if draw < 6 / 7:
        return _CONTRACTION.sub("", question.lower()).replace(",", "")
    words = [_ABBREVIATED.get(word, word) for word in question.lower().split(" ")]
    return " ".join(words).removesuffix("?").removesuffix(".")
