"""The ready experiments: each opens valid, laid out, and trains at one press. The tuple is the registry."""

from __future__ import annotations

from layerlab.experiment.presets import lenet5_mnist
from layerlab.experiment.presets.base import Preset

PRESETS: dict[str, Preset] = {preset.id: preset for preset in (lenet5_mnist.PRESET,)}
"""Every ready experiment by its id, in the order of the library."""
