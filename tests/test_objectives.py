"""Losses against values worked out by hand and against the reference implementation."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
import torch

from train.objectives import codi_loss, masked_mean, step_loss, stop_loss, token_loss

GOLDEN = Path(__file__).resolve().parents[2] / "shared" / "official_parity"


def test_token_loss_counts_unmasked_targets_only():
    logits = torch.log(torch.tensor([[[0.5, 0.5], [0.25, 0.75], [0.1, 0.9]]]))
    loss = token_loss(logits, torch.tensor([[0, 0, 1]]), torch.tensor([[1, 1, 0]]))
    assert loss.item() == pytest.approx((math.log(2) + math.log(4)) / 2)


def test_stop_loss_wants_continue_until_the_last_decision():
    p_continue = torch.tensor([0.8, 0.6, 0.3])
    logits = torch.stack([p_continue, 1 - p_continue], -1).log().unsqueeze(0)
    expected = -(math.log(0.8) + math.log(0.6) + math.log(0.7)) / 3
    assert stop_loss(logits).item() == pytest.approx(expected, rel=1e-5)


def test_codi_loss_by_hand():
    teacher = torch.tensor([[[1.0, -1.0]], [[2.0, -2.0]]])
    student = teacher + torch.tensor([[[0.5, 0.5]], [[3.0, 3.0]]])
    std = (math.sqrt(2.0), math.sqrt(8.0))
    expected = (0.5 * 0.5**2 / std[0] + (3.0 - 0.5) / std[1]) / 2
    assert codi_loss(student, teacher).item() == pytest.approx(expected, rel=1e-5)


def test_codi_loss_leaves_the_teacher_alone():
    teacher = torch.randn(2, 3, 4, requires_grad=True)
    student = torch.randn(2, 3, 4, requires_grad=True)
    codi_loss(student, teacher).backward()
    assert teacher.grad is None
    assert student.grad.abs().sum() > 0


@pytest.mark.skipif(not GOLDEN.exists(), reason="the reference implementation's golden data is not beside the checkout")
def test_codi_loss_equals_the_reference_implementation():
    arrays = {name: torch.from_numpy(value) for name, value in np.load(GOLDEN / "losses_inputs.npz").items()}
    cases = json.loads((GOLDEN / "losses.json").read_text())["cases"]
    (case,) = [c for c in cases if (c["distance"], c["norm"], c["block_range"]) == ("smooth_l1", "layerwise_std", None)]
    student = arrays["student"][1:, arrays["student_target_mask"]]
    teacher = arrays["teacher"][1:, arrays["teacher_target_mask"]]
    assert case["weight"] * codi_loss(student, teacher).item() == pytest.approx(case["codi_loss"], abs=1e-4)


def test_step_loss_is_zero_where_no_result_is_one_token():
    logits = torch.randn(2, 3, 5)
    assert step_loss(logits, torch.zeros(2, 3, dtype=torch.long), torch.zeros(2, 3)).item() == 0


def test_masked_mean_by_hand():
    assert masked_mean(torch.tensor([1.0, 5.0, 9.0]), torch.tensor([1, 1, 0])).item() == 3.0
