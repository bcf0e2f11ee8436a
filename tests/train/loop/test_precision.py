"""The precision that a device is fast in."""

import pytest
import torch

from train.config import RunOptions
from train.loop import precision
from train.loop.precision import with_precision

CPU = torch.device("cpu")


@pytest.mark.parametrize(("times", "expected"), [((6.0, 2.0), "bf16"), ((3.0, 2.0), "no"), ((1.0, 2.0), "no")])
def test_a_cpu_computes_in_bfloat16_where_its_products_are_much_faster(times, expected, monkeypatch):
    seconds = dict(zip((torch.float32, torch.bfloat16), times, strict=True))
    monkeypatch.setattr(precision, "product_s", seconds.get)
    monkeypatch.setattr(precision, "bfloat16_gain", precision.bfloat16_gain.__wrapped__)
    assert precision.fast_precision(CPU) == expected
    assert with_precision(RunOptions(), CPU).precision == expected
    assert with_precision(RunOptions(precision="no"), CPU).precision == "no"
    assert with_precision(RunOptions(precision="bf16"), CPU).precision == "bf16"


def test_products_of_this_machine_are_measured_once(monkeypatch):
    gain = precision.bfloat16_gain()
    assert gain > 0
    monkeypatch.setattr(precision, "product_s", None)
    assert precision.bfloat16_gain() == gain
