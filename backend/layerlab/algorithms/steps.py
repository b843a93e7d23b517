"""What each algorithm does: the torch half beside the union of fields, joined by hand."""

from __future__ import annotations

from layerlab.algorithms.supervised import step as supervised
from layerlab.training.contract import Algorithm

STEPS: dict[str, Algorithm] = {"supervised": supervised}
