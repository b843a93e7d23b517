"""What probes keep in mind from one reading to the next. Nothing of it is part of the run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import torch
from torch import Tensor, nn

from layerlab.network.build import layers_of
from layerlab.protocol.inputs import AnyInput
from layerlab.training.contract import State


@dataclass(frozen=True)
class UnitActivity:
    """What a fixed batch of the test set did in a network after `step`."""

    step: int
    fired: dict[str, Tensor]
    """Of each ReLU: for every unit, whether it gave more than 0 for any of the samples. Shape: bool (units,)."""


@dataclass
class ProbeMemory:
    """The memory of a run's probes."""

    pinned: Mapping[str, AnyInput] = field(default_factory=dict)
    """The pinned input, by role of the networks that it fits."""
    first: Mapping[str, list[Tensor]] = field(default_factory=dict)
    """By role, the weights that the run began with, where they are kept."""
    full_rate: float = 0.0
    """The learning rate as it was set; the schedule's share of it is in the state's settings."""
    at_rest: bool = False
    """The step is looked at standing still: nothing may be older than it."""
    unit_activity: dict[str, UnitActivity] = field(default_factory=dict)
    """The newest of each role."""
    since: dict[tuple[str, str, str], int] = field(default_factory=dict)
    """By role, layer and fault: the step from which on every reading found it."""
    simple: Mapping[str, Tensor] = field(default_factory=dict)
    """What simple forecasts tell, by name, once it was reckoned."""
    _before: dict[str, list[Tensor]] = field(default_factory=dict)
    _before_step: int = -1

    def keep_weights(self, state: State) -> None:
        """Keep a copy of all weights as they are now, before the next step."""
        self._before = {
            role: [weight.detach().clone() for weight in network.parameters()]
            for role, network in state.networks.items()
        }
        self._before_step = state.step

    def weights_before(self, state: State, role: str) -> list[Tensor]:
        """All weights as they were before the state's last step, in their own order; empty where none were kept."""
        return self._before[role] if role in self._before and self._before_step == state.step - 1 else []


def lengths(tensors: list[Tensor]) -> Tensor:
    """The Euclidean length of each. Left on the device: one transfer serves many."""
    return torch.stack([torch.linalg.vector_norm(tensor.detach()) for tensor in tensors])


def weighted_layers(network: nn.Module) -> dict[str, list[nn.Parameter]]:
    """The layers that have weights, by path, in the order of the plan, each with all of its own."""
    found = {name: list(child.parameters()) for name, child in layers_of(network).items()}
    return {name: weights for name, weights in found.items() if weights}
