"""Losses against values worked out by hand and against the reference implementation."""

import json
import math

import numpy as np
import pytest
import torch
from places import GOLDEN, needs_golden

from train.loop.losses import codi_loss, mean_over_positions, mean_reasoning_loss, stop_loss, token_loss


def test_token_loss_counts_unmasked_targets_only():
    logits = torch.log(torch.tensor([[[0.5, 0.5], [0.25, 0.75], [0.1, 0.9]]]))
    loss = token_loss(logits, torch.tensor([[0, 0, 1]]), torch.tensor([[1, 1, 0]]))
    assert loss.item() == pytest.approx((math.log(2) + math.log(4)) / 2)


def test_stop_loss_wants_continue_until_the_last_decision():
    p_continue = torch.tensor([0.8, 0.6, 0.3])
    logits = torch.stack([p_continue, 1 - p_continue], -1).log().unsqueeze(0)
    expected = -(math.log(0.8) + math.log(0.6) + math.log(0.7)) / 3
    assert stop_loss(logits).item() == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize(
    ("distance", "norm", "block_range", "expected"),
    [
        # Differences (3, 4) and (0, 1): smooth L1 (2.5 + 3.5) / 2 and (0 + 0.5) / 2, Euclidean 5 and 1.
        ("smooth_l1", "none", None, (3.0 + 0.25) / 2),
        ("smooth_l1", "layerwise_std", None, (3.0 / math.sqrt(24.5) + 0.25 / math.sqrt(2.0)) / 2),
        ("mean_l2", "none", None, (5.0 + 1.0) / 2),
        ("mean_l2", "none", (0, 0), 5.0),
        ("mean_l2", "none", (1, 1), 1.0),
        # The teacher (3, -4) and (6, 8): norms 5 and 10, standard deviations sqrt(24.5) and sqrt(2).
        ("mean_l2", "layerwise_avg_l2", None, (5.0 / 5 + 1.0 / 10) / 2),
        ("mean_l2", "avg_l2", None, (5.0 + 1.0) / 2 / 7.5),
        ("mean_l2", "avg_l2", (1, 1), 1.0 / 10),
        ("mean_l2", "layerwise_std", None, (5.0 / math.sqrt(24.5) + 1.0 / math.sqrt(2.0)) / 2),
        # Of all four values: mean 3.25, squared deviations 0.0625 + 52.5625 + 7.5625 + 22.5625.
        ("mean_l2", "std", None, 3.0 / math.sqrt(82.75 / 3)),
    ],
)
def test_distances_and_norms_by_hand(distance, norm, block_range, expected):
    teacher = torch.tensor([[[3.0, -4.0]], [[6.0, 8.0]]])
    student = teacher + torch.tensor([[[3.0, 4.0]], [[0.0, 1.0]]])
    assert codi_loss(student, teacher, distance, norm, block_range).item() == pytest.approx(expected, rel=1e-5)


def test_layers_out_of_the_block_range_learn_nothing():
    student = torch.randn(4, 3, 5, requires_grad=True)
    codi_loss(student, torch.randn(4, 3, 5), block_range=(1, 2)).backward()
    assert [bool(layer.any()) for layer in student.grad] == [False, True, True, False]


def test_mean_reasoning_loss_by_hand():
    teacher = torch.tensor([[[[1.0, 9.0], [3.0, 3.0], [50.0, 50.0]]]])
    student, mask = torch.tensor([[[5.0, 10.0]]]), torch.tensor([[True, True, False]])
    # Means (5, 10) and (2, 6): Euclidean distance 5, smooth L1 (2.5 + 3.5) / 2.
    assert mean_reasoning_loss(student, teacher, mask, distance="mean_l2", norm="none").item() == pytest.approx(5)
    assert mean_reasoning_loss(student, teacher, mask, norm="none").item() == pytest.approx(3)


def test_problems_without_a_chain_do_not_count_and_the_teacher_learns_nothing():
    student, teacher = torch.randn(2, 3, 4, requires_grad=True), torch.randn(2, 3, 3, 4, requires_grad=True)
    mask = torch.tensor([[True, True, False], [False, False, False], [True, False, False]])
    loss = mean_reasoning_loss(student, teacher, mask)
    kept = [0, 2]
    assert loss.item() == pytest.approx(mean_reasoning_loss(student[:, kept], teacher[:, kept], mask[kept]).item())
    assert mean_reasoning_loss(student, teacher, torch.zeros_like(mask)).item() == 0
    loss.backward()
    assert teacher.grad is None
    assert [bool(row.any()) for row in student.grad[0]] == [True, False, True]


@needs_golden
def test_distillation_losses_equal_the_reference_implementation():
    arrays = {name: torch.from_numpy(value) for name, value in np.load(GOLDEN / "losses_inputs.npz").items()}
    student, teacher = arrays["student"][1:], arrays["teacher"][1:]
    student_target = student[:, arrays["student_target_mask"]]
    teacher_target = teacher[:, arrays["teacher_target_mask"]]
    means, mask = mean_over_positions(student, arrays["student_continue_mask"]), arrays["teacher_reasoning_mask"]
    cases = json.loads((GOLDEN / "losses.json").read_text())["cases"]
    assert len(cases) == 20
    for case in cases:
        settings = {name: case[name] for name in ("distance", "norm", "block_range")}
        codi = case["weight"] * codi_loss(student_target, teacher_target, **settings).item()
        reasoning = case["weight"] * mean_reasoning_loss(means, teacher, mask, **settings).item()
        assert codi == pytest.approx(case["codi_loss"], abs=1e-4), settings
        assert reasoning == pytest.approx(case["mean_reasoning_loss"], abs=1e-4), settings


def test_token_loss_is_zero_where_no_result_is_one_token():
    logits = torch.randn(2, 3, 5)
    assert token_loss(logits, torch.zeros(2, 3, dtype=torch.long), torch.zeros(2, 3)).item() == 0
