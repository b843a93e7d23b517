"""The contract between an algorithm and the loop: what it is given, what it carries, what it answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from torch import Tensor, nn
from torch.optim import Optimizer

from layerlab.network.build import PlannedNetwork, layer_at, switch_off
from layerlab.training.data import Batch, Data
from layerlab.training.factors import factor_of
from layerlab.training.layer_rates import freeze, regroup
from layerlab.training.places import SettingPlace

Factors = Mapping[str, Mapping[str, float]]
"""By role and layer, as PyTorch names it: what its learning rate is multiplied by, where that is not 1."""


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
    factors: Factors = field(default_factory=dict)
    """The factors in force: which layers learn at another rate than the rest."""
    off: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By role: the nodes and uses of blocks that are switched off, by path, where any are."""
    rated: set[str] = field(default_factory=set)
    """The roles whose optimizers have a group for each layer, since some of them did once."""

    def adjust(self, settings: dict[str, float], places: dict[str, SettingPlace]) -> None:
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
        for role in self.rated:
            factors = self.factors.get(role, {})
            for group in self.optimizers[role].param_groups:
                group["lr"] *= factor_of(group["layer"], factors)

    def rate_layers(self, factors: Factors) -> None:
        """Let each layer learn at its own rate from the next time on that settings are put in force."""
        for role in factors:
            self._rate(role)
        for role in self.rated:
            freeze(self.networks[role], factors.get(role, {}))
        self.factors = factors

    def switch(self, off: Mapping[str, frozenset[str]]) -> None:
        """Switch off these nodes, by role, and on all others."""
        for role, network in self.networks.items():
            nodes = off.get(role, frozenset())
            if isinstance(network, PlannedNetwork):
                switch_off(network, nodes)
            if nodes and role in self.optimizers:
                # What was off has learnt nothing, where others have: PyTorch begins a group's momentum all at once.
                self._rate(role)
        self.off = off

    def _rate(self, role: str) -> None:
        """Give the layers of a network groups of their own in its optimizer, from now on."""
        if role not in self.rated:
            regroup(self.optimizers[role], self.networks[role])
            self.rated.add(role)


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


@runtime_checkable
class Preparing(Protocol):
    """An algorithm that must know something of all the data before its first step."""

    def prepare(self, state: State, data: Data) -> None:
        """Put it into the state's memory."""


@runtime_checkable
class Referring(Protocol):
    """An algorithm that knows what something simpler would come to on the same data."""

    def references(self, data: Data) -> Mapping[str, Mapping[str, float]]:
        """By metric of the evaluations: names and values, the simplest first."""
