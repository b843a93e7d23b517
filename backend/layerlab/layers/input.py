"""Input: where the sample enters."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.kit.call import Call
from layerlab.kit.values import Value
from layerlab.layers.base import Family, Given, Layer, Port


class Input(Layer):
    """Where the data enters: one sample of the dataset.

    Shape: the sample shape of the dataset, (N, C, H, W) for images.
    Source: Rosenblatt 1958 (the sensory units of the perceptron).
    """

    family: ClassVar[Family] = "input"
    inputs: ClassVar[tuple[Port, ...]] = ()
    formula: ClassVar[str] = "x = (pixels − mean) / deviation"

    kind: Literal["input"] = "input"

    def infer(self, given: Given) -> Value:
        return given.one

    def call(self, given: Given) -> Call:
        return Call("nn.Identity")
