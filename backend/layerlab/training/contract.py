"""The contract between an algorithm and the loop: what it is given, what it carries, what it answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from torch import Tensor, nn
from torch.optim import Optimizer

from layerlab.network.build import layer_at
from layerlab.training.data import Batch
from layerlab.training.places import Place


@dataclass
class State:
    """Everything that training changes; this is what a checkpoint holds."""

    networks: dict[str, nn.Module]
    optimizers: dict[str, Optimizer]
    memory: dict[str, Tensor] = field(default_factory=dict)
    """What else a step leaves for the next: a hidden state, a pool of images, running averages."""
    step: int = 0
    """SGD steps taken."""
    settings: dict[str, float] = field(default_factory=dict)
    """The settings in force, by path: what a user can change in mid-run."""

    def adjust(self, settings: dict[str, float], places: dict[str, Place]) -> None:
        """Put the settings of the next step in force; learning rates are those that the schedules give.

        One without a place is read from `settings` by the algorithm's step.
        """
        self.settings = settings
        for path, place in places.items():
            if place.node:
                setattr(layer_at(self.networks[place.role], place.node), place.attribute, settings[path])
            else:
                for group in self.optimizers[place.role].param_groups:
                    group[place.attribute] = settings[path]


@dataclass(frozen=True)
class Evaluation:
    """One pass over the test set after `step`."""

    step: int
    metrics: dict[str, float]
    columns: dict[str, Tensor]
    """What is known of each sample, in the test set's order, by the names that the algorithm declares. Shape: (n,)."""
    train_mean: float | None = None
    """Mean of what the steps since the last evaluation lowered, where a schedule goes by it."""


class Algorithm(Protocol):
    """What the `step.py` of an algorithm gives for its fields."""

    def step(self, state: State, batch: Batch) -> dict[str, Tensor]:
        """Learn from one batch; named numbers, left on the device."""

    def evaluate(self, state: State, batches: Iterable[Batch]) -> Evaluation:
        """Ask the networks about data that they have not learnt from."""
