"""Softmax."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.kit.call import Call
from layerlab.kit.values import Value
from layerlab.layers.base import Family, Given, Layer, Port


class Softmax(Layer):
    """Turns scores into shares that add up to 1, over the channels or features.

    Shape: (N, features) -> the same; (N, C, H, W) -> the same, over C
    Source: Bridle 1990; `torch.nn.Softmax`.
    """

    family: ClassVar[Family] = "act"
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("image", "vector")),)
    bead: ClassVar[bool] = True
    formula: ClassVar[str] = "yᵢ = exp(xᵢ) / Σⱼ exp(xⱼ)"

    kind: Literal["softmax"] = "softmax"

    def infer(self, given: Given) -> Value:
        return given.one

    def call(self, given: Given) -> Call:
        return Call("nn.Softmax", {"dim": 1})
