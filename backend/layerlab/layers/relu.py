"""ReLU."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from layerlab.kit.call import Call
from layerlab.kit.shapes import Shape
from layerlab.layers.base import Family, Layer


class Relu(Layer):
    """Lets positive values through and sets negative ones to 0.

    Shape: any -> the same
    Source: Fukushima 1969; Nair and Hinton 2010; `torch.nn.ReLU`.
    """

    family: ClassVar[Family] = "act"
    bead: ClassVar[bool] = True
    formula: ClassVar[str] = "y = max(0, x)"

    kind: Literal["relu"] = "relu"

    def output_shape(self, inputs: Sequence[Shape]) -> Shape:
        (shape,) = inputs
        return shape

    def call(self, inputs: Sequence[Shape]) -> Call:
        return Call("nn.ReLU")
