"""Whole written problems: every formula can be drawn, and every text holds what its formula needs."""

import random
import re
from collections import Counter

import pytest

from latentviz.data.problems import GeneratorOptions, Problem, ProblemGenerator, check_steps
from latentviz.data.problems.options import LARGE_FACTOR
from latentviz.data.problems.phrases import ENTRIES, PHRASES, Entry
from latentviz.data.problems.realize import realize
from latentviz.data.problems.scenario import Retry, Scenario
from latentviz.data.problems.templates import TEMPLATES, parse_template
from latentviz.data.problems.unfamiliar import rare_stems, with_unfamiliar_words

SLOTS = re.compile(
    r"(digits_|times_|part_)?[a-h]|S|he|him|his|himself|[BCD]('s)?|items?2?|box(es)?|fruits?|bakes?|sweets?|toys?|animals?"
    r"|clothes|garment|tools?"
)


def _realized(template, seed: int = 0, **options) -> tuple[Scenario, str]:
    rng = random.Random(seed)
    for _ in range(2000):
        plain = {"p_sloppy": 0, "p_unfamiliar": 0, "p_number_word": 0, "p_distractor": 0, "p_large": 0}
        scenario = Scenario(rng, GeneratorOptions(**(plain | options)))
        try:
            template.realize(scenario, template.n_operations)
        except Retry:
            continue
        return scenario, realize(scenario)
    raise AssertionError(f"no numbers fit {template}")


def _template(formula: str, text: str):
    return parse_template(Entry("family", ENTRIES[0].key, formula, (text,)))


def test_every_text_holds_the_letters_of_its_formula_and_known_slots():
    wrong = []
    for entry in ENTRIES:
        letters = set(re.findall(r"\b[a-h]\b", entry.formula.partition(" where ")[0]))
        for text in entry.texts:
            slots = re.findall(r"{([^{}]*)}", text)
            held = {slot.rpartition("_")[2] for slot in slots}
            if not (all(SLOTS.fullmatch(slot) for slot in slots) and letters <= held and text.isascii()):
                wrong.append((entry.key, text))
    assert wrong == []


def test_every_template_can_be_realized_and_computes():
    wrong = []
    for template in TEMPLATES:
        scenario, question = _realized(template, max_number=999)
        check_steps(Problem(question, tuple(scenario.steps), scenario.value, template.n_operations))
        numbers = [int(n) for step in scenario.steps for n in re.findall(r"\d+", step)]
        if re.search(r"[{}<>\[\]|]", question) or max(numbers) > 999:
            wrong.append((template.key, question))
    assert wrong == []


def test_no_result_of_a_template_is_idle():
    idle = []
    for template in TEMPLATES:
        used = {
            int(operand[1:]) if operand[1:] else i
            for i, (left, _, right) in enumerate(template.steps)
            for operand in (left, right)
            if operand.startswith("_")
        }
        if used != set(range(1, template.n_operations)):
            idle.append(template.key)
    assert idle == []


def test_keys_are_places_in_a_family_and_families_stand_together_in_order():
    families = [entry.family for entry in ENTRIES]
    assert families == sorted(families)
    assert len({entry.key for entry in ENTRIES}) == len(ENTRIES) > 700
    assert ENTRIES[0].key == f"{families[0]}.0"


def test_numbers_stay_in_their_ranges_and_keep_the_formula():
    template = _template("a*b; c+_; _2/2 where a 3..4, b 5..7, c 2..9", "{a} {b} {c}")
    for seed in range(40):
        scenario, _ = _realized(template, seed)
        (a, b, product), (c, _, total), (_, two, half) = (map(int, re.findall(r"\d+", step)) for step in scenario.steps)
        assert a in (3, 4)
        assert b in (5, 6, 7)
        assert c in range(2, 10)
        assert (product, total, two) == (a * b, c + product, 2)
        assert half * 2 == total == scenario.value * 2


def test_a_formula_that_cannot_be_read_is_named():
    with pytest.raises(ValueError, match=r"'a\*\*b' cannot be read"):
        _template("a**b", "{a} {b}")


def test_the_dial_decides_between_templates_and_scenarios():
    families = {entry.family for entry in ENTRIES}
    shares = {}
    for p in (0.0, 0.5, 1.0):
        drawn = ProblemGenerator(1, options=GeneratorOptions(max_operations=4, p_template=p)).sample_many(400)
        shares[p] = sum(problem.family in families for problem in drawn) / 400
    assert (shares[0.0], shares[1.0]) == (0, 1)
    assert shares[0.5] == pytest.approx(0.5, abs=0.1)


def test_words_that_a_formula_depends_on_are_not_replaced():
    assert not {"withdrew", "nickel", "stole", "shrunk", "slower", "half", "decade"} & rare_stems()
    scenario = Scenario(random.Random(0), GeneratorOptions())
    question = "Every deck of cards holds thirteen."
    assert all(with_unfamiliar_words(scenario, question).startswith("Every ") for _ in range(200))


def test_unfamiliar_words_replace_rare_ones_alone_and_alike():
    stem = next(stem for stem in sorted(rare_stems()) if len(stem) > 4 and stem[-1] != "s")
    scenario = Scenario(random.Random(0), GeneratorOptions())
    question = f"How many times was one {stem} more than 12 {stem}s left?"
    texts = {with_unfamiliar_words(scenario, question) for _ in range(200)}
    assert question in texts
    assert len(texts) > 20
    for text in texts:
        new = re.fullmatch(r"How many times was one (\w+) more than 12 (\w+)s left\?", text)
        assert new.group(1) == new.group(2)


def test_some_amounts_are_larger_than_their_text_suggests():
    template = _template("a+b; _*c where a 2..9, b 2..9, c 2..3", "{a} {b} {c}")
    steps = [_realized(template, seed, p_large=1.0, max_number=999)[0].steps for seed in range(60)]
    first, second = (
        [list(map(int, re.findall(r"\d+", step))) for step in column] for column in zip(*steps, strict=True)
    )
    assert 9 < max(a for a, _, _ in first) <= 9 * LARGE_FACTOR
    assert {c for _, c, _ in second} == {2, 3}


def test_a_sentence_that_does_not_matter_stands_before_another_one(monkeypatch):
    text = "One bag holds 5. Another holds 7. How many is that?"
    monkeypatch.setitem(PHRASES, "aside.key", (text.replace("5", "{a}").replace("7", "{b}"),))
    template = parse_template(Entry("family", "aside.key", "a+b where a 5..5, b 7..7", PHRASES["aside.key"]))
    places = Counter()
    for seed in range(60):
        scenario, written = _realized(template, seed, p_distractor=1.0)
        assert scenario.steps == ["5+7=12"]
        assert written.replace(f"{scenario.aside} ", "") == text
        places[written.index(scenario.aside)] += 1
    assert set(places) == {0, len("One bag holds 5. "), len("One bag holds 5. Another holds 7. ")}


def test_a_text_with_a_number_to_ignore_gets_no_second_one():
    template = _template("a+b where c 2..9", "{a} {b} {c}. How many?")
    assert template.ignored == {"c"}
    assert not any(_realized(template, seed, p_distractor=1.0)[0].aside for seed in range(20))
