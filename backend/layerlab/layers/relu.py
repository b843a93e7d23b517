"""ReLU."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.kit.call import Call
from layerlab.kit.values import Value
from layerlab.layers.base import Family, Given, Layer


class Relu(Layer):
    """Lets positive values through and sets negative ones to 0.

    Shape: any -> the same
    Source: Fukushima 1969; Nair and Hinton 2010; `torch.nn.ReLU`.
    """

    family: ClassVar[Family] = "act"
    bead: ClassVar[bool] = True
    formula: ClassVar[str] = "y = max(0, x)"

    kind: Literal["relu"] = "relu"

    def infer(self, given: Given) -> Value:
        return given.one

    def call(self, given: Given) -> Call:
        return Call("nn.ReLU")
