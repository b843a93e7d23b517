"""Which rows of the data each step sees: in closed form, so that a run can begin again at any step."""

from __future__ import annotations

from typing import Protocol

import torch
from torch import Tensor

from layerlab.training.order import epoch_order, order_by_length
from layerlab.training.pace import steps_in_epoch
from layerlab.training.streams import stream_rows

Rows = dict[str, Tensor]
"""By part of the algorithm: the rows of its column. Shape: int64 (batch,)."""


class Sampler(Protocol):
    """Chooses what a step sees."""

    steps_per_pass: int
    """Steps in which all of the data is seen once."""

    def rows(self, step: int) -> Rows:
        """What step `step` sees (the first is 1), whichever steps were asked for before."""


class Shuffled:
    """Every sample once in each pass, in an order of that pass; the last batch may be smaller.

    `lengths`: of sequences that are to stand in batches of like length.
    """

    def __init__(
        self,
        parts: tuple[str, ...],
        samples: int,
        batch_size: int,
        seed: int,
        device: torch.device,
        lengths: Tensor | None = None,
    ) -> None:
        self.steps_per_pass = steps_in_epoch(samples, batch_size)
        self._parts, self._samples, self._batch_size, self._lengths = parts, samples, batch_size, lengths
        self._seed, self._device = seed, device
        self._order: tuple[int, Tensor] | None = None
        """The order of the newest pass: drawing it takes longer than a step of a small network."""

    def rows(self, step: int) -> Rows:
        epoch, place = divmod(step - 1, self.steps_per_pass)
        if self._order is None or self._order[0] != epoch:
            self._order = (epoch, self._drawn(epoch).to(self._device))
        chosen = self._order[1][place * self._batch_size : (place + 1) * self._batch_size]
        return dict.fromkeys(self._parts, chosen)

    def _drawn(self, epoch: int) -> Tensor:
        if self._lengths is None:
            return epoch_order(self._samples, self._seed, epoch)
        return order_by_length(self._lengths, self._batch_size, self._seed, epoch)


class Streams:
    """As many samples as a batch has room for, each of which goes on from the one that stood in its place before."""

    def __init__(self, parts: tuple[str, ...], samples: int, batch_size: int, device: torch.device) -> None:
        self.steps_per_pass = steps_in_epoch(samples, batch_size)
        self._parts, self._samples, self._batch_size, self._device = parts, samples, batch_size, device

    def rows(self, step: int) -> Rows:
        chosen = stream_rows(self._samples, self._batch_size, step).to(self._device)
        return dict.fromkeys(self._parts, chosen)
