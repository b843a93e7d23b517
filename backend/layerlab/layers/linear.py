"""Linear: every output sees every input."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Call
from layerlab.kit.shapes import Shape
from layerlab.layers.base import Cost, Family, Layer
from layerlab.layers.fields import vector


class Linear(Layer):
    """Each unit adds up all inputs, every one times a weight of its own.

    Shape: (N, features) -> (N, out_features)
    Source: Rosenblatt 1958; `torch.nn.Linear`.
    Raises: expects_vector.
    """

    family: ClassVar[Family] = "linear"
    formula: ClassVar[str] = "y = W · x + b,  W: out_features × features"
    worked: ClassVar[str] = "W: {out_features} × {in_features}"

    kind: Literal["linear"] = "linear"
    out_features: Annotated[int, Field(ge=1, le=1_000_000)] = 64
    """How many units, and so how many numbers come out."""
    bias: bool = True
    """Adds one learned number to each unit."""

    def output_shape(self, inputs: Sequence[Shape]) -> Shape:
        vector(inputs)
        return (self.out_features,)

    def cost(self, inputs: Sequence[Shape], output: Shape) -> Cost:
        features = inputs[0][0]
        return Cost(
            parameters=self.out_features * (features + self.bias),
            flops=2 * features * self.out_features,
        )

    def call(self, inputs: Sequence[Shape]) -> Call:
        return Call(
            "nn.Linear",
            {"in_features": inputs[0][0], "out_features": self.out_features, "bias": self.bias},
        )
