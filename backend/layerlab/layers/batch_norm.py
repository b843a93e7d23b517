"""What batch normalisations have in common."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from layerlab.kit.call import Call
from layerlab.kit.values import Shape, Value
from layerlab.layers.base import Cost, Family, Given, Layer
from layerlab.layers.fields import added
from layerlab.layers.learning import LEARNS, RateFactor, scale_and_shift


class BatchNorm(Layer):
    """Mean 0 and deviation 1 over the batch, for each map or feature."""

    family: ClassVar[Family] = "norm"
    live_fields: ClassVar[dict[str, str]] = LEARNS
    least_values: ClassVar[int] = 2
    formula: ClassVar[str] = "y = γ · (x − mean) / √(variance + eps) + β"
    target: ClassVar[str]
    """The module of PyTorch."""

    momentum: Annotated[float, Field(gt=0, le=1)] = 0.1
    """Share of the newest batch in the running mean and variance that are used in tests."""
    eps: Annotated[float, Field(gt=0, le=1)] = 1e-5
    """Added to the variance, so that what does not vary is not divided by 0."""
    affine: bool = True
    """Learns a scale γ and a shift β for each map or feature."""
    rate: RateFactor = added(1.0)
    """What its learning rate is multiplied by; 0 freezes the layer, with the statistics that it keeps."""

    def infer(self, given: Given) -> Value:
        return given.one

    def cost(self, given: Given, output: Value) -> Cost:
        channels = given.one.shape[0]
        # Running mean and variance of each, and the count of batches seen.
        return Cost(parameters=2 * channels * self.affine, buffers=2 * channels + 1)

    def weights(self, given: Given) -> dict[str, Shape]:
        channels = (given.one.shape[0],)
        kept: dict[str, Shape] = {
            "running_mean": channels,
            "running_var": channels,
            "num_batches_tracked": (),
        }
        return scale_and_shift(channels, self.affine) | kept

    def call(self, given: Given) -> Call:
        return Call(
            self.target,
            {
                "num_features": given.one.shape[0],
                "eps": self.eps,
                "momentum": self.momentum,
                "affine": self.affine,
            },
            positional=1,
            defaults={"eps": 1e-5, "momentum": 0.1, "affine": True},
        )
