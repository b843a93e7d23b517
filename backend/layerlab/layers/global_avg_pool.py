"""Global mean pooling."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.kit.call import Call
from layerlab.kit.values import Value
from layerlab.layers.base import Family, Given, Layer, Port
from layerlab.layers.reach import Reaches


class GlobalAvgPool(Layer):
    """Takes the mean of each map: of an image stays one number a channel, and the head needs few weights.

    Shape: (N, C, H, W) -> (N, C)
    Source: Lin, Chen and Yan 2014 (network in network); `torch.mean`.
    Raises: expects_image.
    """

    family: ClassVar[Family] = "pool"
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("image",)),)
    formula: ClassVar[str] = "y = Σ x / (H · W), for each channel"
    worked: ClassVar[str] = "the mean of {in_h} · {in_w} values, {in_c} times"

    kind: Literal["global_avg_pool"] = "global_avg_pool"

    def infer(self, given: Given) -> Value:
        return Value("vector", (given.one.shape[0],))

    def reach(self, given: Given) -> Reaches:
        return None

    def call(self, given: Given) -> Call:
        return Call("GlobalAvgPool")
