"""Learned scale."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Call
from layerlab.kit.values import Shape, Value
from layerlab.layers.base import Cost, Family, Given, Layer, Port
from layerlab.layers.fields import added
from layerlab.layers.learning import LEARNS, RateFactor


class Scale(Layer):
    """Multiplies each channel or feature by a number of its own, which is learned; small at first, a branch fades in.

    Shape: (N, C, H, W) -> (N, C, H, W); (N, features) -> (N, features)
    Source: Touvron et al. 2021 (LayerScale).
    """

    family: ClassVar[Family] = "linear"
    live_fields: ClassVar[dict[str, str]] = LEARNS
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("image", "vector")),)
    formula: ClassVar[str] = "y = γ · x, a γ for each channel"

    kind: Literal["scale"] = "scale"
    init: Annotated[float, Field(ge=-1_000, le=1_000)] = 1.0
    """What each is multiplied by at first."""
    rate: RateFactor = added(1.0)
    """What its learning rate is multiplied by; 0 freezes the layer, with the statistics that it keeps."""

    def infer(self, given: Given) -> Value:
        return given.one

    def cost(self, given: Given, output: Value) -> Cost:
        return Cost(parameters=given.one.shape[0])

    def weights(self, given: Given) -> dict[str, Shape]:
        return {"weight": (given.one.shape[0],)}

    def call(self, given: Given) -> Call:
        return Call(
            "Scale",
            {"channels": given.one.shape[0], "init": self.init},
            positional=1,
            defaults={"init": 1.0},
        )
