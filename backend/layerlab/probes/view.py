"""What a probe sees: the state of learning and the data, never a dataset's file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import torch
from torch import Tensor

from layerlab.network.ends import Ends
from layerlab.probes.memory import ProbeMemory
from layerlab.protocol.frames import Frame
from layerlab.training.contract import Evaluation, State
from layerlab.training.data import Column, Data

NOISES = 64
"""So many are known by their number."""


@dataclass(frozen=True)
class View:
    """One moment of a run. `evaluation` is the last pass over the test set, if there was one."""

    state: State
    data: Data
    ends: Mapping[str, Ends]
    """What enters and leaves each network, by role."""
    evaluation: Evaluation | None = None
    memory: ProbeMemory = field(default_factory=ProbeMemory)

    def samples(self, role: str) -> Column:
        """What the test set has for the network of this role to see."""
        return self.data.test[self.ends[role].first.part]

    def shown(self, role: str, first: int, count: int) -> Tensor:
        """So many entries as the network of this role takes them: of the test set, or of noise that is always the same.

        What is past the end starts over. Shape: (n, *sides), n at most `count`.
        """
        slot = self.ends[role].first
        if slot.part:
            samples = self.samples(role)
            start = first % len(samples)
            return samples[start : start + count]
        device = next(self.state.networks[role].parameters()).device
        # A generator of its own: the run's is left alone.
        noise = torch.randn(NOISES, *slot.value.shape, generator=torch.Generator().manual_seed(0))
        start = first % NOISES
        return noise[start : start + count].to(device)


class Reader(Protocol):
    """The `read.py` of a probe: one module, one function. It changes nothing of the run and draws no random number."""

    def read(self, fields: Any, view: View, role: str) -> Frame | None:
        """One reading of the network of this role; None where there is nothing to say."""
