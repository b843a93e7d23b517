"""Instance normalisation."""

from __future__ import annotations

from math import prod
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Call
from layerlab.kit.values import Shape, Value
from layerlab.layers.base import Cost, Family, Given, Layer, Port
from layerlab.layers.fields import added, several_values
from layerlab.layers.learning import LEARNS, RateFactor, scale_and_shift
from layerlab.layers.reach import Reaches


class InstanceNorm(Layer):
    """Brings each map of each sample to mean 0 and deviation 1, which wipes out contrast: the trick of style transfer.

    Shape: (N, C, H, W) -> (N, C, H, W)
    Source: Ulyanov, Vedaldi and Lempitsky 2016; `torch.nn.InstanceNorm2d`.
    Raises: expects_image, one_value.
    """

    family: ClassVar[Family] = "norm"
    live_fields: ClassVar[dict[str, str]] = LEARNS
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("image",)),)
    formula: ClassVar[str] = "y = (x − mean) / √(variance + eps), over one map of one sample"
    worked: ClassVar[str] = "mean and variance of {in_h} · {in_w} values, for each of {in_c} maps"

    kind: Literal["instance_norm"] = "instance_norm"
    eps: Annotated[float, Field(gt=0, le=1)] = 1e-5
    """Added to the variance, so that a flat map is not divided by 0."""
    affine: bool = False
    """Learns a scale γ and a shift β for each map."""
    rate: RateFactor = added(1.0)
    """What its learning rate is multiplied by; 0 freezes the layer, with the statistics that it keeps."""

    def infer(self, given: Given) -> Value:
        several_values(prod(given.one.shape[1:]))
        return given.one

    def cost(self, given: Given, output: Value) -> Cost:
        return Cost(parameters=2 * given.one.shape[0] * self.affine)

    def weights(self, given: Given) -> dict[str, Shape]:
        return scale_and_shift((given.one.shape[0],), self.affine)

    def reach(self, given: Given) -> Reaches:
        return None

    def call(self, given: Given) -> Call:
        return Call(
            "nn.InstanceNorm2d",
            {"num_features": given.one.shape[0], "eps": self.eps, "affine": self.affine},
            positional=1,
            defaults={"eps": 1e-5, "affine": False},
        )
