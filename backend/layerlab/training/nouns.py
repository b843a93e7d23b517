"""The shared nouns of learning: what an algorithm, a probe and the loop talk about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

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


@dataclass(frozen=True)
class Context:
    """What an algorithm is given at the start. `fields` is its own document."""

    fields: Any
    networks: dict[str, nn.Module]
    """Built and initialised, by role, on the device."""
    seed: int
    device: torch.device


@dataclass
class State:
    """Everything that training changes; this is what a checkpoint holds."""

    networks: dict[str, nn.Module]
    optimizers: dict[str, Optimizer]
    step: int = 0
    """SGD steps taken."""
    settings: dict[str, float] = field(default_factory=dict)
    """The hyperparameters in force, by name: what a user can change in mid-run."""

    def adjust(self, settings: dict[str, float]) -> None:
        """Put the hyperparameters of the next step in force; `learning_rate` is the one that the schedule gives."""
        self.settings = settings
        groups = [group for optimizer in self.optimizers.values() for group in optimizer.param_groups]
        for group in groups:
            group["lr"] = settings["learning_rate"]
            group.update({name: settings[name] for name in ("momentum", "weight_decay") if name in settings})
        for name, value in settings.items():
            _, _, node = name.partition(":")
            if node:
                self._dropout(node).p = value

    def _dropout(self, node: str) -> nn.Dropout:
        found = (getattr(network, node, None) for network in self.networks.values())
        return next(module for module in found if isinstance(module, nn.Dropout))


@dataclass(frozen=True)
class Evaluation:
    """One pass over the test set after `step`."""

    step: int
    metrics: dict[str, float]
    predictions: Tensor
    """int64 (n,), in the test set's order."""
    surprise: Tensor
    """float32 (n,): -log p of the true class."""
    probability: Tensor
    """float32 (n,): p of the predicted class."""


class Algorithm(Protocol):
    """The `step.py` of an algorithm: one module, three functions."""

    def prepare(self, context: Context) -> State:
        """Optimizers, and whatever else the algorithm carries from step to step."""

    def step(self, state: State, batch: Batch) -> dict[str, Tensor]:
        """Learn from one batch; named numbers, left on the device."""

    def evaluate(self, state: State, batches: Iterable[Batch]) -> Evaluation:
        """Ask the networks about data that they have not learnt from."""
