"""Output: where the answer leaves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from layerlab.kit.call import Call
from layerlab.kit.shapes import Shape
from layerlab.layers.base import Family, Layer
from layerlab.layers.fields import vector


class Output(Layer):
    """Where the answer leaves: one score (logit) for each class, before softmax.

    Shape: (N, classes) -> (N, classes), unchanged.
    Source: Bridle 1990 (scores turned into probabilities by softmax, which belongs to the loss here).
    """

    family: ClassVar[Family] = "output"
    has_output: ClassVar[bool] = False
    formula: ClassVar[str] = "p(class) = exp(score of class) / Σ exp(scores)"

    kind: Literal["output"] = "output"

    def output_shape(self, inputs: Sequence[Shape]) -> Shape:
        return (vector(inputs),)

    def call(self, inputs: Sequence[Shape]) -> Call:
        return Call("nn.Identity")
