"""GELU."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.kit.call import Call
from layerlab.kit.values import Value
from layerlab.layers.base import Family, Given, Layer


class Gelu(Layer):
    """Lets a value through the more the larger it is: a ReLU without the corner, which leaks a little below 0.

    Shape: any -> the same
    Source: Hendrycks and Gimpel 2016; `torch.nn.GELU`.
    """

    family: ClassVar[Family] = "act"
    bead: ClassVar[bool] = True
    formula: ClassVar[str] = "y = x·Φ(x), where Φ is the normal distribution"

    kind: Literal["gelu"] = "gelu"
    approximate: Literal["none", "tanh"] = "none"
    """Whether Φ is computed exactly, or by a tanh as in GPT-2."""

    def infer(self, given: Given) -> Value:
        return given.one

    def call(self, given: Given) -> Call:
        return Call("nn.GELU", {"approximate": self.approximate}, defaults={"approximate": "none"})
