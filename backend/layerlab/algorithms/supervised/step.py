"""Supervised learning, one step of it: each loss has its own functions, which are printed into the exported script."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from torch import Tensor

from layerlab.algorithms.supervised import binary, classification, every_step, hinge, regression, weighted
from layerlab.algorithms.supervised.fields import Supervised
from layerlab.algorithms.supervised.losses import (
    BinaryCrossEntropy,
    CrossEntropy,
    Hinge,
    Huber,
    Loss,
    MeanAbsoluteError,
    MeanSquaredError,
)
from layerlab.algorithms.supervised.weighing import Weighing
from layerlab.training.contract import Evaluation, State
from layerlab.training.data import Batch, Data


def _nothing(state: State, data: Data) -> None:
    """Most losses need to know nothing of all the data."""


@dataclass(frozen=True)
class Supervising:
    """What a loss does at a step and at an evaluation."""

    step: Callable[[State, Batch], dict[str, Tensor]]
    evaluate: Callable[[State, Iterable[Batch]], Evaluation]
    prepare: Callable[[State, Data], None] = _nothing


def algorithm(fields: Supervised) -> Supervising:
    """Supervised learning as these fields have it."""
    return LOSSES[type(fields.loss)](fields.loss)


def _of_numbers(error: regression.Error) -> Supervising:
    return Supervising(partial(regression.step, error=error), partial(regression.evaluate, error=error))


def _of_classes(loss: CrossEntropy) -> Supervising:
    evaluate = partial(classification.evaluate, top=loss.top, balanced=loss.balanced_accuracy)
    if loss.class_weights == "none" and not loss.every_step:
        return Supervising(classification.step, evaluate)
    own = Weighing(every_step if loss.every_step else weighted, evaluate, weighs=loss.class_weights != "none")
    return Supervising(own.step, own.evaluate, own.prepare)


LOSSES: dict[type[Loss], Callable[[Any], Supervising]] = {
    CrossEntropy: _of_classes,
    BinaryCrossEntropy: lambda _: Supervising(binary.step, binary.evaluate),
    Hinge: lambda loss: Supervising(
        partial(hinge.step, margin=loss.margin, power=loss.power),
        partial(hinge.evaluate, margin=loss.margin, power=loss.power),
    ),
    MeanSquaredError: lambda _: _of_numbers(regression.squared_error),
    MeanAbsoluteError: lambda _: _of_numbers(regression.absolute_error),
    Huber: lambda loss: _of_numbers(partial(regression.huber_error, delta=loss.delta)),
}
"""The torch half of each loss."""
