"""Softmax."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from layerlab.kit.call import Call
from layerlab.kit.shapes import Shape
from layerlab.layers.base import Family, Layer


class Softmax(Layer):
    """Turns scores into shares that add up to 1, over the channels or features.

    Shape: (N, features) -> the same; (N, C, H, W) -> the same, over C
    Source: Bridle 1990; `torch.nn.Softmax`.
    """

    family: ClassVar[Family] = "act"
    bead: ClassVar[bool] = True
    formula: ClassVar[str] = "yᵢ = exp(xᵢ) / Σⱼ exp(xⱼ)"

    kind: Literal["softmax"] = "softmax"

    def output_shape(self, inputs: Sequence[Shape]) -> Shape:
        (shape,) = inputs
        return shape

    def call(self, inputs: Sequence[Shape]) -> Call:
        return Call("nn.Softmax", {"dim": 1})
