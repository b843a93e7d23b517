"""The test set in batches: converted once where that takes little memory, and the same numbers each time."""

from __future__ import annotations

import pytest
import torch

from layerlab.kit.values import Value
from layerlab.training import data as run_data
from layerlab.training.data import Column, Data
from layerlab.training.fields import DataField


def data() -> Data:
    images = torch.arange(600 * 4, dtype=torch.int64).remainder(256).to(torch.uint8).reshape(600, 1, 2, 2)
    labels = torch.arange(600).remainder(10).to(torch.uint8)
    image = DataField("image", Value("image", (1, 2, 2)), mean=0.1, std=0.3)
    label = DataField("label", Value("label", categories=10))
    return Data({"test": {"input": Column(image, images), "target": Column(label, labels)}})


def test_a_small_set_is_converted_once() -> None:
    small = data()
    first, again = list(small.test_batches()), list(small.test_batches())
    assert [len(batch["target"]) for batch in first] == [250, 250, 100]
    assert all(one["input"] is other["input"] for one, other in zip(first, again, strict=True))


def test_a_large_one_each_time_with_the_same_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = list(data().test_batches())
    monkeypatch.setattr(run_data, "MOST_KEPT_BYTES", 600 * (4 + 1) * 4 - 1)
    fresh = data()
    first, again = list(fresh.test_batches()), list(fresh.test_batches())
    assert first[0]["input"] is not again[0]["input"]
    for one, other in zip(first, kept, strict=True):
        assert torch.equal(one["input"], other["input"])
        assert torch.equal(one["target"], other["target"])
