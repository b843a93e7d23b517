"""Steps and evaluations that are told what a sample of each class counts, which all of the training data decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from types import ModuleType
from typing import Any

from torch import Tensor

from layerlab.algorithms.supervised.weighted import balanced_weights
from layerlab.training.contract import Evaluation, State
from layerlab.training.data import Batch, Data
from layerlab.training.places import clip_norm_of

WEIGHTS = "class_weights"
"""Where they stand in the state's memory."""


@dataclass(frozen=True)
class Weighing:
    """What a loss with weights, or one at every step, does: its functions are those of `own`."""

    own: ModuleType
    asked: Any
    """Asks the test set, given what asks the network."""
    weighs: bool

    def prepare(self, state: State, data: Data) -> None:
        """Count the classes."""
        if self.weighs:
            target = data.train["target"]
            weights = balanced_weights(target.stored, target.field.value.categories)
            state.memory[WEIGHTS] = weights.to(target.stored.device)

    def step(self, state: State, batch: Batch) -> dict[str, Tensor]:
        """Learn from one batch."""
        loss, accuracy = self.own.train_step(
            state.networks["classifier"],
            state.optimizers["classifier"],
            batch["input"],
            batch["target"],
            *self._weights(state),
            label_smoothing=state.settings["algorithm.loss.label_smoothing"],
            clip_norm=state.settings[clip_norm_of("classifier")],
        )
        return {"loss": loss, "accuracy": accuracy}

    def evaluate(self, state: State, batches: Iterable[Batch]) -> Evaluation:
        """Ask the classifier about the test set."""
        ask = partial(self._ask, weights=self._weights(state))
        evaluation: Evaluation = self.asked(state, batches, ask=ask)
        return evaluation

    def _ask(self, network: Any, batches: Any, weights: tuple[Tensor, ...]) -> Any:
        return self.own.evaluate_classifier(network, batches, *weights)

    def _weights(self, state: State) -> tuple[Tensor, ...]:
        return (state.memory[WEIGHTS],) if self.weighs else ()
