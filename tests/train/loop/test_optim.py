"""Our Muon against torch's, and its schedule."""

import math

import pytest
import torch
from torch import nn

from train.config import RunOptions
from train.loop.optim import SharedMuon, build_optimizers, build_schedulers, orthogonalized

COEFFICIENTS = torch.optim.Muon([nn.Parameter(torch.ones(1, 1))]).defaults["ns_coefficients"]


@pytest.mark.parametrize("shape", [(16, 16), (48, 16), (16, 48)])
def test_steps_are_those_of_torch_up_to_its_rounding(shape):
    torch.manual_seed(0)
    ours, theirs = nn.Parameter(torch.randn(shape)), nn.Parameter(torch.zeros(shape))
    theirs.data.copy_(ours.data)
    start = ours.detach().clone()
    mine = SharedMuon([ours], lr=0.02, weight_decay=0.1)
    torchs = torch.optim.Muon([theirs], lr=0.02, weight_decay=0.1, adjust_lr_fn="match_rms_adamw")
    for _ in range(5):
        ours.grad = torch.randn(shape)
        theirs.grad = ours.grad.clone()
        mine.step()
        torchs.step()
    assert (ours - theirs).norm() < 0.02 * (ours - start).norm()
    assert mine.state[ours].keys() == torchs.state[theirs].keys()
    torch.testing.assert_close(mine.state[ours]["momentum_buffer"], torchs.state[theirs]["momentum_buffer"])


def test_the_iteration_pulls_singular_values_towards_one():
    torch.manual_seed(0)
    left, _, right = torch.linalg.svd(torch.randn(24, 8), full_matrices=False)
    skewed = left @ torch.diag(torch.linspace(0.1, 5, 8)) @ right
    values = torch.linalg.svdvals(orthogonalized(skewed, COEFFICIENTS, 5, 1e-7))
    assert 0.6 < values.min() <= values.max() < 1.3


@pytest.mark.parametrize(("precision", "dtype"), [("bf16", torch.bfloat16), ("no", torch.float32)])
def test_without_bfloat16_the_optimizer_uses_none(precision, dtype):
    model = nn.Sequential(nn.Linear(4, 4), nn.Linear(4, 4))
    assert build_optimizers(model, RunOptions(precision=precision))[0].dtype is dtype


def test_the_rate_rises_stays_and_falls():
    options = RunOptions(n_steps=110, n_warmup_steps=10, decay_share=0.4)
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    (scheduler,) = build_schedulers([optimizer], options)
    rates = []
    for _ in range(110):
        rates.append(scheduler.get_last_lr()[0])
        optimizer.step()
        scheduler.step()
    assert rates[5] == pytest.approx(0.5)
    assert set(rates[10:71]) == {1.0}
    assert rates[90] == pytest.approx(0.5)
    assert rates[100] == pytest.approx((1 + math.cos(math.pi * 0.75)) / 2)
