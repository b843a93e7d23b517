"""Running averages of weights, and of losses between evaluations. Printed into the exported script.

What a network learns in its last steps hangs on the batches that happened to come last; the average of its weights over
the steps before does not, and is often better.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import torch
from torch import Tensor, nn


def begin_average(network: nn.Module) -> list[Tensor]:
    """The weights as they are: where the average begins."""
    return [weight.detach().clone() for weight in network.parameters()]


def follow(average: Sequence[Tensor], network: nn.Module, decay: float, step: int) -> None:
    """Move the average a little towards the weights after `step`: at first far, later by the share 1 - `decay`."""
    kept = min(decay, (1 + step) / (10 + step))
    with torch.no_grad():
        for mean, weight in zip(average, network.parameters(), strict=True):
            mean.lerp_(weight, 1 - kept)


@contextmanager
def averaged(network: nn.Module, average: Sequence[Tensor]) -> Iterator[None]:
    """The network with the averages in place of its weights; afterwards it has its own again, the very same."""
    own = [weight.data for weight in network.parameters()]
    try:
        for weight, mean in zip(network.parameters(), average, strict=True):
            weight.data = mean
        yield
    finally:
        for weight, kept in zip(network.parameters(), own, strict=True):
            weight.data = kept


def with_loss(watched: Tensor, loss: Tensor) -> Tensor:
    """Sum and number of losses, with one more."""
    return watched + torch.stack([loss, torch.ones_like(loss)])
