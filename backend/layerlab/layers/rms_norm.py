"""RMS normalisation."""

from __future__ import annotations

from math import prod
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Call
from layerlab.kit.values import Shape, Value
from layerlab.layers.base import Cost, Family, Given, Layer
from layerlab.layers.fields import added, normed_sides
from layerlab.layers.learning import LEARNS, RateFactor
from layerlab.layers.reach import Reaches


class RmsNorm(Layer):
    """Brings the size of each sample's values to 1 and leaves their mean alone: layer norm at half the price.

    Shape: any -> the same; of a sequence each step for itself
    Source: Zhang and Sennrich 2019; `torch.nn.RMSNorm`.
    """

    family: ClassVar[Family] = "norm"
    live_fields: ClassVar[dict[str, str]] = LEARNS
    formula: ClassVar[str] = "y = γ · x / √(mean of x² + eps), over one sample"

    kind: Literal["rms_norm"] = "rms_norm"
    eps: Annotated[float, Field(gt=0, le=1)] = 1e-5
    """Added to the mean square, so that nothing is divided by 0."""
    affine: bool = True
    """Learns a scale γ for each value."""
    rate: RateFactor = added(1.0)
    """What its learning rate is multiplied by; 0 freezes the layer, with the statistics that it keeps."""

    def infer(self, given: Given) -> Value:
        return given.one

    def cost(self, given: Given, output: Value) -> Cost:
        return Cost(parameters=prod(normed_sides(given.one)) * self.affine)

    def weights(self, given: Given) -> dict[str, Shape]:
        return {"weight": normed_sides(given.one)} if self.affine else {}

    def reach(self, given: Given) -> Reaches:
        return None if given.one.kind == "image" else super().reach(given)

    def call(self, given: Given) -> Call:
        return Call(
            "nn.RMSNorm",
            {
                "normalized_shape": normed_sides(given.one),
                "eps": self.eps,
                "elementwise_affine": self.affine,
            },
            positional=1,
            defaults={"elementwise_affine": True},
        )
