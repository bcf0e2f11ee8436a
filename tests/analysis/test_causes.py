"""The patch experiment and the lens shares, by hand on a stand-in and as a command on a checkpoint."""

import json
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from places import ROOT

from latentviz.__main__ import main
from latentviz.analysis import activation_patching
from latentviz.analysis.activation_patching import (
    batches_of_one_length,
    intermediate_ranks,
    lens_shares,
    patch_experiment,
    shuffled_results,
    trials_of,
)
from latentviz.analysis.interventions import Outcomes, edit_question, plain_thoughts
from latentviz.data.counterfactuals import NEXT_INPUT, NOISE, RANDOM, TWIN, WHOLE_STEP, Twin, draw_twins, twins_of
from latentviz.data.problems import Problem
from latentviz.model.checkpoint import verify_sums
from latentviz.model.generation import StopRule
from latentviz.model.modeling import AdaptiveLatentConfig

HANDWRITTEN = ROOT / "tests" / "data" / "handwritten.jsonl"
LIMITS = {"trained_max_operations": 4, "trained_max_number": 200}
STAND_IN = SimpleNamespace(config=AdaptiveLatentConfig())


def pair(first: int, second: int) -> Twin:
    """A twin of two steps: first + 1, then * 2."""
    problems = [
        Problem(f"Start with {n}, add 1, double it.", (f"{n}+1={n + 1}", f"{n + 1}*2={2 * n + 2}"), 2 * n + 2, 2)
        for n in (first, second)
    ]
    return Twin(*problems, number=first, replacement=second, step=1)


PAIRS = [pair(13, 15), pair(21, 26)]


def test_trials_run_every_patch_with_its_controls():
    trials = trials_of(PAIRS, AdaptiveLatentConfig())
    assert [trial.question for *_, trial in trials[:4]] == [0, 1, 2, 3]
    assert all(trial.edit is None for *_, trial in trials[:4])
    found = [(patch, donor, trial.question, trial.donor, trial.placebo) for patch, donor, trial in trials[4:10]]
    assert found == [
        (WHOLE_STEP, TWIN, 0, 2, False),
        (WHOLE_STEP, RANDOM, 0, 1, False),
        (WHOLE_STEP, NOISE, 0, 2, True),
        (NEXT_INPUT, TWIN, 0, 2, False),
        (NEXT_INPUT, RANDOM, 0, 1, False),
        (NEXT_INPUT, NOISE, 0, 2, True),
    ]
    edits = [(trial.edit.kind, trial.edit.step) for *_, trial in (trials[4], trials[7])]
    assert edits == [("transplant", 1), ("copy", 2)]
    assert not any(donor == RANDOM for _, donor, _ in trials_of([pair(13, 15)], AdaptiveLatentConfig()))


def test_a_result_at_start_is_patched_there():
    trials = trials_of([pair(13, 15)], AdaptiveLatentConfig(first_result_at=0))
    found = [(patch, donor, trial.edit.kind, trial.edit.step) for patch, donor, trial in trials[2:]]
    assert found == [
        (WHOLE_STEP, TWIN, "transplant", 0),
        (WHOLE_STEP, NOISE, "transplant", 0),
        (NEXT_INPUT, TWIN, "copy", 1),
        (NEXT_INPUT, NOISE, "copy", 1),
    ]


@pytest.fixture
def counted(monkeypatch):
    """Runs the experiment on two pairs after k steps, where a function answers each trial."""

    def count(k, answer):
        def stand_in(model, tokenizer, questions, trials, rule):
            n, answers = len(trials), tuple(str(answer(trial)) for trial in trials)
            return Outcomes(np.zeros((n, 3)), np.zeros((n, 3, 1)), np.full(n, k), answers, np.ones(n))

        monkeypatch.setattr(activation_patching, "run_trials", stand_in)
        monkeypatch.setattr(activation_patching, "batches_of_one_length", lambda model, tokenizer, twins, size: [twins])
        return patch_experiment(STAND_IN, None, PAIRS, StopRule(fixed_k=k))

    return count


def test_the_experiment_counts_by_hand(counted):
    """A stand-in that answers right, follows the twin's whole step always, its next input once, and else stays."""

    def answer(trial):
        own = PAIRS[trial.question % 2]
        if trial.edit is not None and not trial.placebo and trial.donor == trial.question + 2:
            follows = trial.edit.kind == "transplant" or trial.question == 0
            return own.predicted_answer if follows else 7
        return (own.problem if trial.question < 2 else own.twin).answer

    experiment = counted(2, answer)
    assert (experiment.n, experiment.fixed_k, experiment.n_reached) == (2, 2, 2)
    assert (experiment.solved.n_hits, experiment.solved.n) == (2, 2)
    counts = {
        (row.patch, row.donor): (row.changed.n_hits, row.predicted.n_hits, row.predicted_where_solved.n_hits)
        for row in experiment.results
    }
    assert counts == {
        (WHOLE_STEP, TWIN): (2, 2, 2),
        (WHOLE_STEP, RANDOM): (0, 0, 0),
        (WHOLE_STEP, NOISE): (0, 0, 0),
        (NEXT_INPUT, TWIN): (2, 1, 1),
        (NEXT_INPUT, RANDOM): (0, 0, 0),
        (NEXT_INPUT, NOISE): (0, 0, 0),
    }
    assert [(test.patch, test.predicted.n_first_only, test.predicted.n_second_only) for test in experiment.tests] == [
        (WHOLE_STEP, 2, 0),
        (NEXT_INPUT, 1, 0),
    ]
    json.dumps(experiment.to_dict(), allow_nan=False)


def test_pairs_that_are_not_solved_are_counted_apart(counted):
    experiment = counted(1, lambda trial: {0: "28", 2: "32"}.get(trial.question, "no number"))
    assert (experiment.solved.n_hits, experiment.n_reached) == (1, 0)
    assert {row.predicted_where_solved.n for row in experiment.results} == {1}
    assert {row.predicted.n for row in experiment.results} == {2}


def test_batches_hold_questions_of_one_length(lively):
    model, tokenizer = lively
    twins = draw_twins(LIMITS, "test", 24, seed=1)
    batches = batches_of_one_length(model, tokenizer, twins, 3)
    assert sum(map(len, batches)) == 24
    assert max(map(len, batches)) <= 3
    for batch in batches:
        texts = [problem.question for twin in batch for problem in (twin.problem, twin.twin)]
        assert len({len(ids) for ids in tokenizer([f"Question: {text}" for text in texts])["input_ids"]}) == 1
    with pytest.raises(ValueError, match="as many tokens as each other"):
        batches_of_one_length(model, tokenizer, [], 3)


def test_lengths_are_those_that_the_model_is_given(lively):
    model, tokenizer = lively
    price, plain = (
        Twin(*(Problem(text.format(n), ("1+1=2",), 2, 1) for n in (13, 15)), number=13, replacement=15, step=1)
        for text in ("A pen costs ${}.00 now.", "A pen costs ${} now.")
    )
    assert batches_of_one_length(model, tokenizer, [price, plain], 3) == [[price, plain]]


def test_the_experiment_agrees_with_one_pair_at_a_time(lively):
    twins = draw_twins(LIMITS, "test", 6, seed=5)
    rule = StopRule(fixed_k=5)
    experiment = patch_experiment(*lively, twins, rule, batch_size=4)
    changed = 0
    for twin in twins:
        edit = trials_of([twin], lively[0].config)[2][2].edit
        before, after = edit_question(*lively, twin.problem.question, [edit], rule, donor=twin.twin.question).answers
        changed += before != after
    found = [row for row in experiment.results if (row.patch, row.donor) == (WHOLE_STEP, TWIN)]
    assert [row.changed.n_hits for row in found] == [changed]
    assert experiment.n == 6


@pytest.mark.parametrize("first_result_at", [0, 1])
@torch.inference_mode()
def test_ranks_are_those_of_the_lens(lively, monkeypatch, first_result_at):
    model, tokenizer = lively
    monkeypatch.setattr(model.config, "first_result_at", first_result_at)
    problems = [twin.problem for twin in draw_twins(LIMITS, "test", 5, seed=2)]
    wanted = [problem.results[:-1] for problem in problems]
    ranks, steps = intermediate_ranks(model, tokenizer, problems, wanted, batch_size=2)
    assert steps.tolist() == [step for results in wanted for step in range(1, len(results) + 1)]
    slow = []
    for problem, results in zip(problems, wanted, strict=True):
        hidden = plain_thoughts(model, tokenizer, [problem.question], len(results)).hidden[0]
        for step, number in enumerate(results, 1):
            order = model.token_logits(hidden[step - 1 + first_result_at]).argsort(descending=True)
            token = tokenizer.convert_tokens_to_ids(str(number))
            slow.append(int((order == token).nonzero()))
    assert np.abs(ranks - np.array(slow)).max() <= 1  # a tie of two logits may be broken either way


def test_a_lens_that_reads_everything_scores_one_and_its_controls_do_not(lively, monkeypatch):
    model, tokenizer = lively
    problems = [twin.problem for twin in draw_twins(LIMITS, "test", 12, seed=4)]

    def ranks_of(model_now, tokenizer, problems, results):
        own = [problem.results[:-1] for problem in problems]
        is_trained = model_now is model
        ranks = [
            0 if is_trained and number == truth else 3 if is_trained else 50
            for numbers, truths in zip(results, own, strict=True)
            for number, truth in zip(numbers, truths, strict=True)
        ]
        steps = [step for numbers in results for step in range(1, len(numbers) + 1)]
        return np.array(ranks), np.array(steps)

    monkeypatch.setattr(activation_patching, "intermediate_ranks", ranks_of)
    first, fifth = lens_shares(model, tokenizer, problems)
    assert (first.rank, first.gold.share, first.untrained.share) == (1, 1.0, 0.0)
    assert first.shuffled.share < 0.5
    assert (fifth.rank, fifth.shuffled.share, fifth.untrained.share) == (5, 1.0, 0.0)
    assert sum(shares.n for shares in first.by_step) == first.gold.n


def test_shuffled_results_are_those_of_another_problem_of_the_same_length():
    problems = [pair(n, n + 1).problem for n in range(10, 20)]
    problems += [Problem("x", ("1+2=3", "3+4=7", "7+1=8"), 8, 3)]
    others = shuffled_results(problems, seed=0)
    own = [problem.results[:-1] for problem in problems]
    assert sorted(others[:10]) == sorted(own[:10])
    assert all(other != ours for other, ours in zip(others[:10], own[:10], strict=True))
    assert others[10] == (3, 7)


def test_the_command_prints_and_keeps_both_experiments(folder, tmp_path, capsys):
    command = ["causes", "--checkpoint", str(folder), "--n", "6", "--k", "5", "--batch-size", "4", "--save"]
    assert main([*command, "--json", str(tmp_path / "causes.json")]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == json.loads((tmp_path / "causes.json").read_text())
    assert printed == json.loads((folder / "causes.json").read_text())
    verify_sums(folder)
    assert "causes.json" in (folder / "SHA256SUMS").read_text()
    assert (printed["patch"]["n"], printed["patch"]["fixed_k"], printed["split"]) == (6, 5, "test")
    assert {(row["patch"], row["donor"]) for row in printed["patch"]["results"]} >= {
        (patch, donor) for patch in (WHOLE_STEP, NEXT_INPUT) for donor in (TWIN, NOISE)
    }
    assert [row["rank"] for row in printed["lens"]] == [1, 5]
    assert printed["lens"][0]["gold"]["n"] >= 6


def test_the_command_tests_the_texts_of_files(random_checkpoint, capsys):
    command = ["causes", "--checkpoint", str(random_checkpoint), "--n", "3", "--k", "5", "--batch-size", "4"]
    assert main([*command, "--input", str(HANDWRITTEN)]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert (printed["split"], printed["input"], printed["held_out"]) == (None, [HANDWRITTEN.name], False)
    assert printed["patch"]["n"] == 3


def test_twins_are_drawn_of_problems_that_have_one():
    problems = [
        Problem("Ann has 15 pens, buys 13 and loses 6. How many?", ("15+13=28", "28-6=22"), 22, 2),
        Problem("Bob has 19 cups, buys 14 and breaks 6. How many?", ("19+14=33", "33-6=27"), 27, 2),
        Problem("Eva has 15 pens and buys 13. How many?", ("15+13=28",), 28, 1),
    ]
    twins = twins_of(problems, 10, seed=0, max_number=99)
    assert {twin.problem.question for twin in twins} == {problem.question for problem in problems[:2]}
    assert len(twins_of(problems, 10, seed=0, max_number=99)) == 2
    assert twins_of(problems, 10, 1, 99) == twins_of(problems, 10, 1, 99)
    with pytest.raises(ValueError, match="0 of 1 problems have a twin"):
        twins_of(problems[2:], 10, 0, 99)
