"""In which order samples are shown."""

from __future__ import annotations

import torch

from layerlab.training.order import epoch_order, order_by_length

LENGTHS = torch.randint(6, 93, (1_003,), generator=torch.Generator().manual_seed(1))


def padding(order: torch.Tensor) -> float:
    """Share of the steps of all batches that are padding."""
    batches = LENGTHS[order].split(16)
    room = sum(int(batch.max()) * len(batch) for batch in batches)
    return 1 - int(LENGTHS.sum()) / room


def test_sequences_of_like_length_stand_together_each_of_them_once() -> None:
    order = order_by_length(LENGTHS, 16, 7, 0)
    assert order.sort().values.tolist() == list(range(1_003))
    assert padding(order) < 0.1 < 0.4 < padding(epoch_order(1_003, 7, 0))


def test_it_comes_from_seed_and_epoch_alone_and_batches_change() -> None:
    assert torch.equal(order_by_length(LENGTHS, 16, 7, 3), order_by_length(LENGTHS, 16, 7, 3))
    first, later = order_by_length(LENGTHS, 16, 7, 0), order_by_length(LENGTHS, 16, 7, 1)
    batches = {frozenset(batch.tolist()) for batch in first.split(16)}
    assert batches.isdisjoint(frozenset(batch.tolist()) for batch in later.split(16)[:-1])
    means = [float(LENGTHS[batch].float().mean()) for batch in first.split(16)]
    assert means != sorted(means)
