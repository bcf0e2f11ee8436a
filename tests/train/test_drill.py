"""Bare arithmetic: true equations in range, their loss and score, alone and beside word problems."""

import math
import random
import re
from collections import Counter
from dataclasses import replace

import pytest
import torch
from small_runs import SMALL_SFT

from train.config import SftOptions
from train.drill import RESULT_TOKEN, SIGNS, DrillBatch, computed, drill, equation
from train.drill import main as drill_main
from train.loop.optim import shard
from train.sft import SftRun, shares

SMALL = SftOptions(**SMALL_SFT)


def test_drilled_equations_are_true_and_in_range():
    rng = random.Random(0)
    signs = Counter()
    for _ in range(4000):
        left, _, result = equation(rng, 200).partition("=")
        numbers = [int(number) for number in re.findall(r"\d+", left)]
        sign = left.strip("0123456789")
        assert {"+": sum(numbers), "-": 2 * numbers[0] - sum(numbers), "*": math.prod(numbers)}.get(
            sign, numbers[0] / numbers[1]
        ) == int(result)
        assert all(1 <= number <= 200 for number in [*numbers, int(result)])
        signs[sign] += 1
    assert all(900 < signs[sign] < 1100 for sign in "+-*/")


def test_a_drill_is_scored_at_its_results(objective, tokenizer):
    batch = drill(random.Random(1), 8, SMALL.max_number, tokenizer)
    text = tokenizer.decode(batch.ids[0])
    assert tokenizer.convert_ids_to_tokens(batch.results[0].tolist()) == re.findall(r"=(\d+)>>", text)
    changed = batch.ids.clone()
    changed[:, -1] = 7
    loss = objective.drill(batch).item()
    assert loss == objective.drill(DrillBatch(changed)).item()
    changed[:, RESULT_TOKEN] = 7
    assert loss != objective.drill(DrillBatch(changed)).item()


def test_arithmetic_stands_beside_word_problems(tmp_path):
    run = SftRun(replace(SMALL, n_drill_rows=2, n_drill_steps=0, output=str(tmp_path / "beside")))
    run.start_from(1)
    batch = run.word_problems(step=1)
    assert torch.equal(batch.drill_ids, run.arithmetic(1, 2).ids)
    losses = run.objective(batch, shares(batch, batch, 1))
    alone = run.objective(batch._replace(drill_ids=None), shares(batch, batch, 1))
    assert losses["loss"].item() == pytest.approx(alone["loss"].item() + losses["loss_drill"].item(), rel=1e-5)
    parts = [shard(batch, i, 2) for i in range(2)]
    halves = [run.objective(part, shares(part, batch, 1))["loss_drill"].item() for part in parts]
    assert sum(halves) == pytest.approx(losses["loss_drill"].item(), rel=1e-5)


def test_arithmetic_is_scored_by_the_results_that_are_most_probable(model, tokenizer):
    batch = drill(random.Random(0), 8, SMALL.max_number, tokenizer)
    is_right = torch.arange(batch.results.numel()).view_as(batch.results) % 4 > 0
    written = torch.where(is_right, batch.results, (batch.results + 1) % len(tokenizer))
    logits = torch.nn.functional.one_hot(written, len(tokenizer)).float()
    model.token_logits = lambda hidden: logits
    assert torch.equal(computed(model, batch), is_right)


def test_a_command_counts_the_equations_that_a_checkpoint_computes(random_checkpoint, capsys):
    assert drill_main(["--checkpoint", str(random_checkpoint), "--n", "20"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line[0] for line in lines] == list(SIGNS)
    assert all("% of 24 (95 % interval" in line and line.endswith("numbers to 200") for line in lines)
    assert drill_main(["--checkpoint", str(random_checkpoint), "--max-number", "100000"]) == 2
    assert "--max-number is 100000" in capsys.readouterr().err
    assert drill_main(["--checkpoint", str(random_checkpoint), "--max-number", "0"]) == 2
    assert "--max-number is 0; it must be 4 or more" in capsys.readouterr().err
    assert drill_main(["--checkpoint", str(random_checkpoint), "--n", "0"]) == 2
    assert "--n is 0; it must be 1 or more" in capsys.readouterr().err
