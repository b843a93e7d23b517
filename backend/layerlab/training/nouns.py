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

    def batch(self, rows: Tensor) -> Batch:
        """These samples of the training set."""
        inputs = to_inputs(self.train_images[rows], self.mean, self.std)
        return Batch(inputs, to_targets(self.train_labels[rows]))

    def test_batches(self, size: int = EVALUATION_BATCH) -> Iterator[Batch]:
        """The whole test set in its own order."""
        for first in range(0, len(self.test_images), size):
            inputs = to_inputs(self.test_images[first : first + size], self.mean, self.std)
            yield Batch(inputs, to_targets(self.test_labels[first : first + size]))

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
