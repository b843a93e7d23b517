"""The test set in batches: converted once where that takes little memory, and the same numbers each time."""

from __future__ import annotations

import pytest
import torch

from layerlab.training import data as run_data
from layerlab.training.data import Data


@pytest.fixture
def data() -> Data:
    images = torch.arange(600 * 4, dtype=torch.int64).remainder(256).to(torch.uint8).reshape(600, 1, 2, 2)
    labels = torch.arange(600).remainder(10).to(torch.uint8)
    return Data(images, labels, images, labels, mean=0.1, std=0.3)


def test_a_small_set_is_converted_once(data: Data) -> None:
    first, again = list(data.test_batches()), list(data.test_batches())
    assert [len(batch.targets) for batch in first] == [250, 250, 100]
    assert all(one.inputs is other.inputs for one, other in zip(first, again, strict=True))


def test_a_large_one_each_time_with_the_same_numbers(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = list(data.test_batches())
    monkeypatch.setattr(run_data, "MOST_KEPT_BYTES", 600 * 4 * 4 - 1)
    fresh = Data(data.train_images, data.train_labels, data.test_images, data.test_labels, 0.1, 0.3)
    first, again = list(fresh.test_batches()), list(fresh.test_batches())
    assert first[0].inputs is not again[0].inputs
    for one, other in zip(first, kept, strict=True):
        assert torch.equal(one.inputs, other.inputs)
        assert torch.equal(one.targets, other.targets)
