"""The contract between an algorithm and the loop: what it is given, what it carries, what it answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from layerlab.training.data import Batch
from layerlab.training.places import Place


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
    memory: dict[str, Tensor] = field(default_factory=dict)
    """What else a step leaves for the next: a hidden state, a pool of images, running averages."""
    step: int = 0
    """SGD steps taken."""
    settings: dict[str, float] = field(default_factory=dict)
    """The hyperparameters in force, by name: what a user can change in mid-run."""

    def adjust(self, settings: dict[str, float], places: dict[str, Place]) -> None:
        """Put the hyperparameters of the next step in force; `learning_rate` is the one that the schedule gives.

        One without a place is the algorithm's own, which reads it from `settings`.
        """
        self.settings = settings
        groups = [group for optimizer in self.optimizers.values() for group in optimizer.param_groups]
        for name, place in places.items():
            if place.node:
                setattr(getattr(self.networks[place.role], place.node), place.attribute, settings[name])
            else:
                for group in groups:
                    group[place.attribute] = settings[name]


@dataclass(frozen=True)
class Evaluation:
    """One pass over the test set after `step`."""

    step: int
    metrics: dict[str, float]
    columns: dict[str, Tensor]
    """What is known of each sample, in the test set's order, by the names that the algorithm declares. Shape: (n,)."""


class Algorithm(Protocol):
    """The `step.py` of an algorithm: one module, three functions."""

    def prepare(self, context: Context) -> State:
        """Optimizers, and whatever else the algorithm carries from step to step."""

    def step(self, state: State, batch: Batch) -> dict[str, Tensor]:
        """Learn from one batch; named numbers, left on the device."""

    def evaluate(self, state: State, batches: Iterable[Batch]) -> Evaluation:
        """Ask the networks about data that they have not learnt from."""
