"""Batch normalisation of images."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Call
from layerlab.kit.values import Value
from layerlab.layers.base import Cost, Family, Given, Layer, Port


class BatchNorm2d(Layer):
    """Brings each map to mean 0 and deviation 1 over the batch, then scales and shifts it as learned.

    Shape: (N, C, H, W) -> (N, C, H, W)
    Source: Ioffe and Szegedy 2015; `torch.nn.BatchNorm2d`.
    Raises: expects_image.
    """

    family: ClassVar[Family] = "norm"
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("image",)),)
    least_values: ClassVar[int] = 2
    formula: ClassVar[str] = "y = γ · (x − mean) / √(variance + eps) + β"
    worked: ClassVar[str] = "{in_c} maps, each with its γ, β, mean and variance; eps = {eps}"

    kind: Literal["batch_norm2d"] = "batch_norm2d"
    momentum: Annotated[float, Field(gt=0, le=1)] = 0.1
    """Share of the newest batch in the running mean and variance that are used in tests."""
    eps: Annotated[float, Field(gt=0, le=1)] = 1e-5
    """Added to the variance, so that a flat map is not divided by 0."""
    affine: bool = True
    """Learns a scale γ and a shift β for each map."""

    def infer(self, given: Given) -> Value:
        return given.one

    def cost(self, given: Given, output: Value) -> Cost:
        channels = given.one.shape[0]
        # Running mean and variance of each map, and the count of batches seen.
        return Cost(parameters=2 * channels * self.affine, buffers=2 * channels + 1)

    def call(self, given: Given) -> Call:
        return Call(
            "nn.BatchNorm2d",
            {
                "num_features": given.one.shape[0],
                "eps": self.eps,
                "momentum": self.momentum,
                "affine": self.affine,
            },
            positional=1,
            defaults={"eps": 1e-5, "momentum": 0.1, "affine": True},
        )
