"""Input: where the sample enters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from layerlab.kit.call import Call
from layerlab.kit.shapes import Shape
from layerlab.layers.base import Family, Layer


class Input(Layer):
    """Where the data enters: one sample of the dataset.

    Shape: the sample shape of the dataset, (N, C, H, W) for images.
    Source: Rosenblatt 1958 (the sensory units of the perceptron).
    """

    family: ClassVar[Family] = "input"
    has_input: ClassVar[bool] = False
    formula: ClassVar[str] = "x = (pixels − mean) / deviation"

    kind: Literal["input"] = "input"

    def output_shape(self, inputs: Sequence[Shape]) -> Shape:
        (shape,) = inputs
        return shape

    def call(self, inputs: Sequence[Shape]) -> Call:
        return Call("nn.Identity")
