"""What the generator writes, in figures."""

import re
from collections import Counter
from itertools import combinations

from latentviz.data.problems import nouns, people, realize
from latentviz.data.problems.generator import SPLITS, ProblemGenerator, held_out
from latentviz.data.problems.numbers import number_words
from latentviz.data.problems.phrases import PHRASES
from latentviz.data.problems.scenarios import families

_WORD = re.compile(r"[a-z]+")
_SIGN = re.compile(r"(?<=\d)[-+*/]")


def vocabulary_words() -> list[str]:
    """List every word that the generator can write, in lower case and sorted; pseudo-words and digits aside."""
    texts = [re.sub(r"\{[^{}]*\}", " ", pattern) for patterns in PHRASES.values() for pattern in patterns]
    texts += [*number_words(), *people.mentions(), *nouns.all_words(), *families.all_words(), *realize.WORDS, "am"]
    return sorted({word for text in texts for word in _WORD.findall(text.lower())})


def summarise(seed: int, n: int) -> dict:
    """Draw `n` problems of each split and describe them.

    Returns
    -------
    dict
        `n_families`, `n_templates` (train), `operation_shares` (number of operations -> share), `sign_shares`,
        `overlap` (pairs of splits -> shared questions), `p_unseen_pair` (share of test problems whose name x template
        pair is not among the training problems drawn), `p_held_out_pair` (share whose pair training refuses).
    """
    drawn = {split: ProblemGenerator(seed, split).sample_many(n) for split in SPLITS}
    train, test = drawn["train"], drawn["test"]
    questions = {split: {_normalised(problem.question) for problem in problems} for split, problems in drawn.items()}
    seen = {(problem.protagonist, problem.template) for problem in train}
    signs = Counter(sign for problem in train for step in problem.steps for sign in _SIGN.findall(step))
    return {
        "n_families": len({problem.family for problem in train}),
        "n_templates": len({problem.template for problem in train}),
        "operation_shares": _shares(Counter(problem.n_operations for problem in train)),
        "sign_shares": _shares(signs),
        "overlap": {
            f"{first}/{second}": len(questions[first] & questions[second]) for first, second in combinations(SPLITS, 2)
        },
        "p_unseen_pair": sum((problem.protagonist, problem.template) not in seen for problem in test) / n,
        "p_held_out_pair": sum(held_out(problem.protagonist, problem.template) for problem in test) / n,
    }


def _normalised(question: str) -> str:
    return " ".join(question.lower().split())


def _shares(counts: Counter) -> dict:
    total = sum(counts.values())
    return {key: count / total for key, count in sorted(counts.items())}
