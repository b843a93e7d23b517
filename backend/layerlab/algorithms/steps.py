"""What each algorithm does: the torch half beside the union of fields, joined by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from layerlab.algorithms.detection import step as detection
from layerlab.algorithms.forecasting import step as forecasting
from layerlab.algorithms.gan import step as gan
from layerlab.algorithms.language_model import step as language_model
from layerlab.algorithms.supervised import step as supervised
from layerlab.training.contract import Algorithm

STEPS: dict[str, Callable[[Any], Algorithm]] = {
    "supervised": supervised.algorithm,
    "gan": gan.algorithm,
    "detection": detection.algorithm,
    "language_model": language_model.algorithm,
    "forecasting": forecasting.algorithm,
}
"""By kind: from its fields to what it does."""
