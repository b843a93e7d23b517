"""The data of a run on its device, and what one step sees of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import torch
from torch import Tensor

from layerlab.training.inputs import to_inputs, to_targets

EVALUATION_BATCH = 250
"""Samples of the test set that are asked at once. Fixed: another size gives other last bits."""

MOST_KEPT_BYTES = 64 * 2**20
"""A test set of so many bytes as numbers is converted once: doing it anew takes a fifteenth of an evaluation."""


class Batch(NamedTuple):
    """What one step sees: inputs float32 (N, C, H, W), targets int64 (N,)."""

    inputs: Tensor
    targets: Tensor


@dataclass(frozen=True)
class Data:
    """A dataset on the device, as bytes; batches are converted when they are asked for.

    Shape: images uint8 (n, C, H, W); labels uint8 (n,).
    """

    train_images: Tensor
    train_labels: Tensor
    test_images: Tensor
    test_labels: Tensor
    mean: float
    std: float
    _kept: dict[int, Batch] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Converted batches of the test set, by their first sample."""

    def batch(self, rows: Tensor) -> Batch:
        """These samples of the training set."""
        inputs = to_inputs(self.train_images[rows], self.mean, self.std)
        return Batch(inputs, to_targets(self.train_labels[rows]))

    def test_batches(self) -> Iterator[Batch]:
        """The whole test set in its own order."""
        keeps = self.test_images.numel() * torch.float32.itemsize <= MOST_KEPT_BYTES
        for first in range(0, len(self.test_images), EVALUATION_BATCH):
            batch = self._kept.get(first)
            if batch is None:
                rows = slice(first, first + EVALUATION_BATCH)
                inputs = to_inputs(self.test_images[rows], self.mean, self.std)
                batch = Batch(inputs, to_targets(self.test_labels[rows]))
            if keeps:
                self._kept[first] = batch
            yield batch

    def as_input(self, pixels: Tensor) -> Tensor:
        """Stored pixels, uint8 (C, H, W), as a batch of one."""
        device = self.test_images.device
        return to_inputs(pixels.to(device).unsqueeze(0), self.mean, self.std)
