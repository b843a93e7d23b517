"""Log-softmax."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.kit.call import Call
from layerlab.layers.activation import Activation
from layerlab.layers.base import Given, Port


class LogSoftmax(Activation):
    """The logarithm of softmax, computed so that tiny shares do not become 0.

    Shape: (N, features) -> the same; (N, C, H, W) -> the same, over C
    Source: Bridle 1990; `torch.nn.LogSoftmax`.
    """

    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("image", "vector")),)
    formula: ClassVar[str] = "yᵢ = xᵢ − ln Σⱼ exp(xⱼ)"

    kind: Literal["log_softmax"] = "log_softmax"

    def call(self, given: Given) -> Call:
        return Call("nn.LogSoftmax", {"dim": 1})
