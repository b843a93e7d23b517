"""What a probe sees: the state of learning and the data, never a dataset's file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from layerlab.probes.memory import ProbeMemory
from layerlab.protocol.frames import Frame
from layerlab.training.contract import Evaluation, State
from layerlab.training.data import Data


@dataclass(frozen=True)
class View:
    """One moment of a run. `evaluation` is the last pass over the test set, if there was one."""

    state: State
    data: Data
    evaluation: Evaluation | None = None
    memory: ProbeMemory = field(default_factory=ProbeMemory)


class Reader(Protocol):
    """The `read.py` of a probe: one module, one function. It changes nothing of the run and draws no random number."""

    def read(self, fields: Any, view: View) -> Frame | None:
        """One reading; None where there is nothing to say."""
