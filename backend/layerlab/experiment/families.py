"""The families of which an experiment is made: in each, the union is the registry."""

from __future__ import annotations

from typing import Any

from layerlab.algorithms import AnyAlgorithm
from layerlab.algorithms.gan.losses import AnyAdversarialLoss
from layerlab.algorithms.supervised.losses import AnyLoss
from layerlab.datasets import AnyDataset
from layerlab.layers import AnyLayer
from layerlab.probes import AnyProbe
from layerlab.training.augmentations import AnyAugmentation
from layerlab.training.optimizers import AnyOptimizer
from layerlab.training.pace import AnyEvaluations, AnyLength
from layerlab.training.schedules import AnySchedule

FAMILIES: dict[str, Any] = {
    "layers": AnyLayer,
    "optimizers": AnyOptimizer,
    "schedules": AnySchedule,
    "datasets": AnyDataset,
    "augmentations": AnyAugmentation,
    "algorithms": AnyAlgorithm,
    "losses": AnyLoss,
    "games": AnyAdversarialLoss,
    "lengths": AnyLength,
    "evaluations": AnyEvaluations,
    "probes": AnyProbe,
}
"""The union of each family. What a user chooses from, in the browser's catalogue, the schema and in messages."""
