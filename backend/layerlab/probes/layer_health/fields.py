"""What a user sets for the health of layers. No torch here."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.probes.base import Probe


class LayerHealth(Probe):
    """Gradient, step size and silent units of every layer with weights, and what is wrong with them."""

    compares: ClassVar[bool] = True

    kind: Literal["layer_health"] = "layer_health"
