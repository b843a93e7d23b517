"""What goes along with an algorithm where an experiment asks for it: averages of weights, means of losses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import replace

import torch
from torch import Tensor

from layerlab.training.averaging import averaged, begin_average, follow, with_loss
from layerlab.training.contract import Algorithm, Evaluation, State
from layerlab.training.data import Batch


class Averaging:
    """An algorithm whose networks are evaluated with the averages of their weights, which stand in the memory."""

    def __init__(self, inner: Algorithm, decays: Mapping[str, float], state: State) -> None:
        """`decays`: by role; what is not named has no average."""
        self._inner, self._decays = inner, decays
        for role in decays:
            means = begin_average(state.networks[role])
            state.memory |= dict(zip(_names(state, role), means, strict=True))

    def step(self, state: State, batch: Batch) -> dict[str, Tensor]:
        """Learn from one batch; the averages follow."""
        told = self._inner.step(state, batch)
        for role, decay in self._decays.items():
            follow(_average(state, role), state.networks[role], decay, state.step + 1)
        return told

    def evaluate(self, state: State, batches: Iterable[Batch]) -> Evaluation:
        """Ask the networks as their averages are."""
        with ExitStack() as swapped:
            for role in self._decays:
                swapped.enter_context(averaged(state.networks[role], _average(state, role)))
            return self._inner.evaluate(state, batches)


def _average(state: State, role: str) -> list[Tensor]:
    return [state.memory[name] for name in _names(state, role)]


def _names(state: State, role: str) -> list[str]:
    """What the averages are called in the memory, in the order of the weights."""
    return [f"average.{role}.{name}" for name, _ in state.networks[role].named_parameters()]


class Watching:
    """An algorithm whose evaluations tell the mean loss of the steps since the one before, too."""

    def __init__(self, inner: Algorithm, metric: str, state: State, device: torch.device) -> None:
        self._inner, self._metric = inner, metric
        state.memory["watched"] = torch.zeros(2, device=device)

    def step(self, state: State, batch: Batch) -> dict[str, Tensor]:
        """Learn from one batch, and add its loss."""
        told = self._inner.step(state, batch)
        state.memory["watched"] = with_loss(state.memory["watched"], told[self._metric])
        return told

    def evaluate(self, state: State, batches: Iterable[Batch]) -> Evaluation:
        """Ask the networks, and begin a new mean."""
        evaluation = self._inner.evaluate(state, batches)
        losses, count = state.memory["watched"].unbind()
        state.memory["watched"] = torch.zeros_like(state.memory["watched"])
        return replace(evaluation, train_mean=(losses / count).item())
