"""Layer normalisation."""

from __future__ import annotations

from math import prod
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Call
from layerlab.kit.values import Shape, Value
from layerlab.layers.base import Cost, Family, Given, Layer
from layerlab.layers.fields import added, normed_sides
from layerlab.layers.learning import LEARNS, RateFactor, scale_and_shift
from layerlab.layers.reach import Reaches


class LayerNorm(Layer):
    """Brings the values of each sample to mean 0 and deviation 1: nothing depends on who else is in the batch.

    Shape: any -> the same; of a sequence each step for itself
    Source: Ba, Kiros and Hinton 2016; `torch.nn.LayerNorm`.
    """

    family: ClassVar[Family] = "norm"
    live_fields: ClassVar[dict[str, str]] = LEARNS
    formula: ClassVar[str] = "y = γ · (x − mean) / √(variance + eps) + β, over one sample"

    kind: Literal["layer_norm"] = "layer_norm"
    eps: Annotated[float, Field(gt=0, le=1)] = 1e-5
    """Added to the variance, so that what does not vary is not divided by 0."""
    affine: bool = True
    """Learns a scale γ and a shift β for each value."""
    rate: RateFactor = added(1.0)
    """What its learning rate is multiplied by; 0 freezes the layer, with the statistics that it keeps."""

    def infer(self, given: Given) -> Value:
        return given.one

    def cost(self, given: Given, output: Value) -> Cost:
        return Cost(parameters=2 * prod(normed_sides(given.one)) * self.affine)

    def weights(self, given: Given) -> dict[str, Shape]:
        return scale_and_shift(normed_sides(given.one), self.affine)

    def reach(self, given: Given) -> Reaches:
        return None if given.one.kind == "image" else super().reach(given)

    def call(self, given: Given) -> Call:
        return Call(
            "nn.LayerNorm",
            {
                "normalized_shape": normed_sides(given.one),
                "eps": self.eps,
                "elementwise_affine": self.affine,
            },
            positional=1,
            defaults={"eps": 1e-5, "elementwise_affine": True},
        )
