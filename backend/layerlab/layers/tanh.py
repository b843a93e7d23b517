"""Tanh."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.kit.call import Call
from layerlab.kit.values import Value
from layerlab.layers.base import Family, Given, Layer


class Tanh(Layer):
    """Bends every value into the range from −1 to 1.

    Shape: any -> the same
    Source: LeCun et al. 1998 (LeNet-5); `torch.nn.Tanh`.
    """

    family: ClassVar[Family] = "act"
    bead: ClassVar[bool] = True
    formula: ClassVar[str] = "y = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)"

    kind: Literal["tanh"] = "tanh"

    def infer(self, given: Given) -> Value:
        return given.one

    def call(self, given: Given) -> Call:
        return Call("nn.Tanh")
