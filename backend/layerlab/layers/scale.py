"""Learned scale."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Call
from layerlab.kit.values import Value
from layerlab.layers.base import Cost, Family, Given, Layer, Port


class Scale(Layer):
    """Multiplies each channel or feature by a number of its own, which is learned; small at first, a branch fades in.

    Shape: (N, C, H, W) -> (N, C, H, W); (N, features) -> (N, features)
    Source: Touvron et al. 2021 (LayerScale).
    """

    family: ClassVar[Family] = "linear"
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("image", "vector")),)
    formula: ClassVar[str] = "y = γ · x, a γ for each channel"

    kind: Literal["scale"] = "scale"
    init: Annotated[float, Field(ge=-1_000, le=1_000)] = 1.0
    """What each is multiplied by at first."""

    def infer(self, given: Given) -> Value:
        return given.one

    def cost(self, given: Given, output: Value) -> Cost:
        return Cost(parameters=given.one.shape[0])

    def call(self, given: Given) -> Call:
        return Call(
            "Scale",
            {"channels": given.one.shape[0], "init": self.init},
            positional=1,
            defaults={"init": 1.0},
        )
