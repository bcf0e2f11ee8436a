"""Problems of files, of sets that the `datasets` library loads, and of mixes."""

import json
import random
import re
from collections import Counter
from dataclasses import replace
from itertools import islice

import pytest
import torch
from backbones import GSM8K, GSM8K_AUG
from places import ROOT
from small_runs import SMALL_SFT

from latentviz.data.problems import Problem, read_problems
from latentviz.data.problems.renumbering import is_held_out
from train.config import GrpoOptions, SftOptions
from train.data import batches_ahead, batches_of_pool, pool_batches, sft_batches, training_pools
from train.grpo import GrpoRun
from train.sources import (
    SHIPPED,
    hash_of,
    load,
    paths_of,
    read_source,
    rows_of_stages,
    rows_report,
    shuffled_rows,
    sources_of,
    templates_of,
    validation_problems,
)

SMALL = SftOptions(**SMALL_SFT)


def stage_rows(options: SftOptions) -> list[list[Problem]]:
    """Rows of all sources for fine-tuning, for GRPO and for validation."""
    return [[row for rows in stage.values() for row in rows] for stage in rows_of_stages(options).values()]


@pytest.fixture
def hub_set(tmp_path):
    """A folder as the hub holds GSM8K-Aug: a training split in columns."""
    rows = [
        {
            "question": problem.question,
            "steps": [f"<<{step}>>" for step in problem.steps],
            "answer": str(problem.answer),
        }
        for problem in read_problems(GSM8K_AUG)[0]
    ]
    rows += [{"question": "Take 2 from 1.", "steps": ["<<1-2=-1>>"], "answer": "-1"}]
    rows += [{"question": "How much?", "steps": ["<<1+1=2>>"], "answer": "infinity"}]
    folder = tmp_path / "gsm8k-aug"
    folder.mkdir()
    (folder / "train.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (folder / "test.jsonl").write_text(json.dumps({"question": "Test?", "steps": [], "answer": "1"}) + "\n")
    return folder


def test_rows_of_a_set_are_those_of_its_training_split(hub_set, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("datasets.config.HF_DATASETS_CACHE", tmp_path / "cache")
    assert list(read_source(str(hub_set))[0]) == read_problems(GSM8K_AUG)[0]
    assert "line 14 left out: the answer 'infinity' is not a number" in capsys.readouterr().err


def test_a_set_on_the_hub_is_asked_for_by_name_and_configuration(monkeypatch):
    asked = []
    rows = [json.loads(line) for line in GSM8K.read_text().splitlines()]

    def load_dataset(*arguments, **named):
        asked.append((*arguments, named["split"]))
        return rows

    monkeypatch.setattr("datasets.load_dataset", load_dataset)
    read_source.cache_clear()
    problems, _ = read_source("openai/gsm8k")
    assert [problem.question for problem in problems] == [
        problem.question for problem in read_problems(GSM8K)[0] if problem.answer >= 0
    ]
    assert load("whyNLP/gsm8k-aug") == rows
    assert asked == [("openai/gsm8k", "main", "train"), ("whyNLP/gsm8k-aug", None, "train")]


def test_a_set_that_cannot_be_loaded_is_named(tmp_path):
    with pytest.raises(ValueError, match=r"data '.*nothing-here': it is no file .* and as a set"):
        load(str(tmp_path / "nothing-here"))
    with pytest.raises(FileNotFoundError, match=r"missing\.jsonl"):
        read_source("missing.jsonl")


def test_a_mix_holds_half_generated_and_half_read_problems():
    options = replace(SMALL, data=f"generated, {GSM8K},{GSM8K_AUG}", n_validation=10)
    assert sources_of(options.data) == {"generated": None, str(GSM8K): None, str(GSM8K_AUG): None}
    sft, grpo, validation = stage_rows(options)
    known = {problem.question for path in (GSM8K, GSM8K_AUG) for problem in read_source(str(path))[0]}
    assert len(known) == 23
    assert {problem.question for problem in [*sft, *grpo, *validation]} == known
    assert (len(sft), len(grpo), len(validation)) == (7 + 8, 1 + 1, 3 + 3)
    held_out = validation_problems(options)
    assert len(held_out) == 10
    assert Counter(problem.family == "" for problem in held_out) == {True: 6, False: 4}
    pool = next(training_pools(replace(options, batch_size=1)))
    assert Counter(problem.family == "" for problem in pool) == {True: 15, False: 32}
    assert not {problem.question for problem in pool} & {problem.question for problem in validation}


def test_a_question_of_two_sources_is_in_one_stage_only(tmp_path):
    lines = GSM8K.read_text().splitlines(keepends=True)
    (tmp_path / "again.jsonl").write_text("".join(lines[:4]) + lines[0].replace("Nora", "Vera"))
    sft, grpo, validation = stage_rows(replace(SMALL, data=f"{GSM8K},{tmp_path / 'again.jsonl'}", n_validation=0))
    questions = [problem.question for problem in [*sft, *grpo, *validation]]
    assert len(questions) == len(set(questions)) == 12


def test_generated_pools_are_what_they_were():
    again = next(training_pools(replace(SMALL, batch_size=1)))
    rng = random.Random(f"{SMALL.seed}/0")
    rng.getrandbits(48)
    counts = rng.choices(range(1, 3), [1.0, 1.0], k=64)
    assert [len(problem.steps) for problem in again] == counts


def test_a_file_is_cut_into_stages_without_overlap(tmp_path):
    path = tmp_path / "rows.txt"
    lines = [f"Add {n} and 1.||<<{n}+1={n + 1}>> #### {n + 1}" for n in range(100)]
    path.write_text("\n".join([*lines, "Take 2 from 1.||<<1-2=-1>> #### -1"]) + "\n")
    sft, grpo, validation = stage_rows(replace(SMALL, data=str(path), n_validation=20))
    assert (len(sft), len(grpo), len(validation)) == (68, 12, 20)
    assert len({problem.question for problem in [*sft, *grpo, *validation]}) == 100
    assert [problem.answer for problem in validation] == list(range(81, 101))
    assert [problem.answer for problem in sft] != sorted(problem.answer for problem in sft)


def test_validation_must_leave_something():
    with pytest.raises(ValueError, match="it has 11 problems, n_validation takes 11 of them"):
        stage_rows(replace(SMALL, data=str(GSM8K), n_validation=11))


def test_something_must_be_held_out(tmp_path):
    with pytest.raises(ValueError, match="n_validation is 0, and 'generated' holds out no text"):
        validation_problems(replace(SMALL, n_validation=0))
    questions = [f"{name} has 3 figs and buys 4. How many?" for name in ("Ann", "Bo", "Cleo", "Dan", "Eve", "Finn")]
    seen = [text for text in questions if not is_held_out(Problem(text, ("3+4=7",), 7, 1))]
    (tmp_path / "seen.txt").write_text("".join(f"{text}||<<3+4=7>> #### 7\n" for text in seen))
    with pytest.raises(ValueError, match=r"n_validation is 16, and '.*seen\.txt' holds out no text"):
        validation_problems(replace(SMALL, data=str(tmp_path / "seen.txt"), p_renumber=1.0))


def test_a_source_without_a_text_for_training_is_named(tmp_path):
    path = tmp_path / "halves.txt"
    path.write_text("".join(f"Halve {n}.||<<{n}/2={n / 2}>> #### {n / 2}\n" for n in range(1, 41, 2)))
    with pytest.raises(ValueError, match=r"no text for training that fits numbers up to 200; python .*halves"):
        rows_of_stages(replace(SMALL, data=f"generated:0.5,{path}:0.5", p_renumber=1.0))


def test_a_batch_of_grpo_must_find_enough_problems(small_run, tmp_path):
    options = GrpoOptions(
        checkpoint=str(small_run), data=str(GSM8K), n_validation=4, batch_size=8, precision="no", output=str(tmp_path)
    )
    with pytest.raises(ValueError, match=r"batch_size 8 takes 8 different problems of .*, which holds 1 for GRPO"):
        GrpoRun(options)
    mixed = GrpoRun(replace(options, data=f"generated,{GSM8K}", batch_size=2))
    assert [problem.family == "" for problem in mixed.problems_of(1)] == [True, False]


def test_the_hash_of_the_data_is_that_of_every_source(tmp_path):
    generator = [GSM8K_AUG]
    both = hash_of(f"generated,{GSM8K}", generator)
    assert both != hash_of("generated", generator) != hash_of(str(GSM8K), generator) != both
    assert hash_of("generated", [GSM8K]) == hash_of(str(GSM8K), generator)


class OneTokenAWord:
    """Stands for a tokenizer where lengths alone count."""

    def __call__(self, texts: list[str]) -> dict:
        return {"input_ids": [text.split() for text in texts]}


def rows_of_all_lengths(n: int) -> list[Problem]:
    """Rows with chains of 0 to 9 steps, rare at both ends as in GSM8K, and questions the longer the more steps."""
    counts = random.Random(0).choices(range(10), [1, 30, 280, 300, 200, 110, 50, 20, 6, 2], k=n)
    return [Problem(f"row {i} " + "word " * count, ("1+1=2",) * count, 2, count) for i, count in enumerate(counts)]


@pytest.mark.parametrize("batch_size", [8, 96])
@pytest.mark.parametrize("n_rows", [7473, 50])
def test_every_row_is_drawn_in_every_pass(batch_size: int, n_rows: int):
    rows, n_passes = rows_of_all_lengths(n_rows), 6
    draws, rest, first = Counter(), [], 0
    n = min(64 * batch_size, n_rows)
    while first < n_passes * n_rows:
        taken = min(n, n_passes * n_rows - first)
        pool = rest + shuffled_rows(rows, 0, first, taken)
        batches, rest = batches_of_pool(pool, batch_size, OneTokenAWord(), random.Random(first))
        assert {len(batch) for batch in batches} <= {batch_size}
        draws.update(problem.question for batch in batches for problem in batch)
        first += taken
    assert len(rest) < batch_size
    if n_rows > 50 * batch_size:
        assert min(draws[row.question] for row in rows) >= n_passes - 1, "a row waits again and again"
    draws.update(problem.question for problem in rest)
    assert {draws[row.question] for row in rows} == {n_passes}


def test_a_pool_of_full_groups_leaves_no_rest_and_mixes_none():
    pool = [problem for count in (1, 3) for problem in [Problem("a b", ("1+1=2",) * count, 2, count)] * 8]
    batches, rest = batches_of_pool(pool, 4, OneTokenAWord(), random.Random(0))
    assert rest == []
    assert sorted(len({problem.n_operations for problem in batch}) for batch in batches) == [1, 1, 1, 1]


def test_passes_differ_and_depend_on_the_seed_and_their_place_alone():
    rows = rows_of_all_lengths(10)
    straight = shuffled_rows(rows, 0, 0, 25)
    assert shuffled_rows(rows, 0, 7, 18) == straight[7:]
    assert sorted(row.question for row in straight[10:20]) == sorted(row.question for row in rows)
    assert straight[:10] != straight[10:20]
    assert shuffled_rows(rows, 1, 0, 25) != straight


def test_shares_are_those_of_the_problems():
    data = f"generated:0.25,{GSM8K}:0.5,{GSM8K_AUG}:0.25"
    assert list(sources_of(data).values()) == [0.25, 0.5, 0.25]
    pool = next(training_pools(replace(SMALL, data=data, batch_size=1, n_validation=3)))
    assert Counter(problem.family == "" for problem in pool) == {False: 16, True: 8 + 9}


@pytest.mark.parametrize("data", ["generated:0.5,rows.jsonl", "generated:0.5,rows.jsonl:0.6"])
def test_shares_that_do_not_add_up_are_refused(data: str):
    with pytest.raises(ValueError, match="give every source a share, and shares that add up to 1, or none a share"):
        sources_of(data)


@pytest.mark.parametrize("data", ["rows.jsonl,rows.jsonl", "rows.jsonl:0.5, generated:0.1,rows.jsonl:0.4"])
def test_a_source_that_is_named_twice_is_refused(data: str):
    with pytest.raises(ValueError, match=r"rows\.jsonl stands there twice"):
        sources_of(data)


def test_two_sources_of_one_name_are_refused_where_texts_go_by_it(tmp_path):
    (tmp_path / GSM8K.name).write_text(GSM8K_AUG.read_text())
    options = replace(SMALL, data=f"{GSM8K},{tmp_path / GSM8K.name}", n_validation=0)
    assert len(rows_of_stages(options)["sft"]) == 2
    with pytest.raises(ValueError, match="two sources are called gsm8k_form, by which their texts are told apart"):
        rows_of_stages(replace(options, p_renumber=1.0))


def test_a_file_is_found_in_the_folder_of_the_data():
    options = replace(SMALL, data=f"generated,{GSM8K.name}", data_folder=str(GSM8K.parent), n_validation=3)
    assert stage_rows(options)[0] == stage_rows(replace(options, data=f"generated,{GSM8K}"))[0]
    with pytest.raises(FileNotFoundError, match=GSM8K.name):
        stage_rows(replace(options, data_folder="elsewhere"))


def word_runs(text: str) -> set[str]:
    """All runs of 13 words of a text."""
    words = re.findall("[a-z]+", text.lower())
    return {" ".join(words[first : first + 13]) for first in range(len(words) - 12)}


def test_no_story_is_a_problem_that_measures_us():
    trained = {run for problem in read_source(SHIPPED / "stories.jsonl")[0] for run in word_runs(problem.question)}
    for path in (ROOT / "tests" / "data").glob("*.jsonl"):
        for problem in read_problems(path)[0]:
            assert not word_runs(problem.question) & trained


def test_the_stories_come_with_the_trainers():
    problems, left_out = read_source(paths_of("stories.jsonl", "elsewhere")["stories.jsonl"])
    assert not left_out
    n_held_out = sum(is_held_out(problem) for problem in problems)
    assert 0.08 < n_held_out / len(problems) < 0.12
    templates, reasons = templates_of(paths_of("stories.jsonl", "")["stories.jsonl"], 999)
    assert len(templates) == len(problems) - n_held_out, reasons
    assert all(template.slots for template in templates), "a story keeps its numbers"


@pytest.mark.parametrize(("first_step", "n_workers"), [(0, 1), (0, 2), (3, 2)])
def test_batches_made_ahead_are_those_of_the_workers_in_turn(first_step: int, n_workers: int, model, tokenizer):
    options, config = replace(SMALL, n_workers=n_workers), model.config
    streams = [sft_batches(options, config, tokenizer, 0, worker, n_workers) for worker in range(n_workers)]
    in_turn = [next(streams[step % n_workers]) for step in range(first_step + 5)]
    ahead = batches_ahead(options, config, tokenizer, first_step)
    for expected, batch in zip(in_turn[first_step:], islice(ahead, 5), strict=True):
        assert torch.equal(batch.question_ids, expected.question_ids)
        assert batch.n_latent_steps == expected.n_latent_steps
    if n_workers == 1:
        plain = next(sft_batches(options, config, tokenizer, first_step))
        assert torch.equal(plain.question_ids, in_turn[0].question_ids)


def test_a_pool_of_large_batches_holds_fewer_of_them():
    assert [pool_batches(size) for size in (8, 64, 128, 256, 512, 4096)] == [64, 64, 64, 32, 16, 16]


def test_hidden_words_are_words_and_as_many_as_asked_for(model, tokenizer):
    options, config = replace(SMALL, batch_size=64, p_word_dropout=0.3), model.config
    n_hidden = n_words = 0
    for plain, hidden in zip(
        islice(sft_batches(replace(options, p_word_dropout=0.0), config, tokenizer), 8),
        islice(sft_batches(options, config, tokenizer), 8),
        strict=True,
    ):
        changed = plain.question_ids != hidden.question_ids
        words = (plain.question_ids >= config.n_written_tokens) & plain.question_mask.bool()
        assert not (changed & ~words).any()
        assert (hidden.question_ids[changed] == tokenizer.pad_token_id).all()
        n_hidden, n_words = n_hidden + int(changed.sum()), n_words + int(words.sum())
    assert abs(n_hidden / n_words - 0.3) < 0.03


def test_the_record_counts_what_was_read_and_why_the_rest_was_left_out(tmp_path):
    path = tmp_path / "rows.txt"
    # A tenth of the texts, whatever their numbers: those that begin with "Add" are held out.
    lines = [f"{'Add' if n % 2 else 'Sum'} {n} and 1.||<<{n}+1={n + 1}>> #### {n + 1}" for n in range(20)]
    lines += [
        "Take 2 from 1.||<<1-2=-1>> #### -1",
        "Add 1 and 2.||<<1+2=4>> #### 4",
        "Add 5 and 6.||<<5+6=12>> #### 12",
        "Add 3 and 9.||3 and 9 are 12. #### 12",
    ]
    path.write_text("\n".join(lines))
    report = rows_report(replace(SMALL, data=f"generated,{path}", n_validation=8))
    assert report == {
        str(path): {
            "n_rows": 24,
            "n_sft": 14,
            "n_grpo": 2,
            "n_validation": 4,
            "left_out": {"step .. does not hold": 2, "negative answer": 1, "it has no steps": 1},
        }
    }
    renumbered = rows_report(replace(SMALL, data=f"generated:0.5,{path}:0.5", p_renumber=1.0, n_validation=8))
    counts = renumbered[str(path)]
    assert counts["n_sft"] == counts["n_grpo"]
    assert counts["n_rows"] == 24 == counts["n_sft"] + counts["n_validation"] + sum(counts["left_out"].values())
    (tmp_path / "again.txt").write_text("\n".join([*lines[:5], "Add 30 and 1.||<<30+1=31>> #### 31"]))
    _, again = rows_report(replace(SMALL, data=f"{path},{tmp_path / 'again.txt'}", n_validation=0)).values()
    assert (again["n_rows"], again["left_out"]) == (6, {"a question of an earlier source": 5})
    few = rows_report(replace(SMALL, data=str(path), p_renumber=1.0, n_validation=0))[str(path)]
    assert few["left_out"]["for evaluation alone"] == counts["n_validation"] + counts["left_out"].get(
        "for evaluation alone", 0
    )
    assert rows_report(SMALL) == {}
