"""Tanh."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from layerlab.kit.call import Call
from layerlab.kit.shapes import Shape
from layerlab.layers.base import Family, Layer


class Tanh(Layer):
    """Bends every value into the range from −1 to 1.

    Shape: any -> the same
    Source: LeCun et al. 1998 (LeNet-5); `torch.nn.Tanh`.
    """

    family: ClassVar[Family] = "act"
    bead: ClassVar[bool] = True
    formula: ClassVar[str] = "y = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)"

    kind: Literal["tanh"] = "tanh"

    def output_shape(self, inputs: Sequence[Shape]) -> Shape:
        (shape,) = inputs
        return shape

    def call(self, inputs: Sequence[Shape]) -> Call:
        return Call("nn.Tanh")
