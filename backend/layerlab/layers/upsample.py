"""Upsampling of images."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Call
from layerlab.kit.values import Value
from layerlab.layers.base import Family, Given, Layer, Port
from layerlab.layers.reach import Reaches, enlarging

TAPS = {"nearest": 1, "bilinear": 2, "bicubic": 4}
"""How many pixels a new one is made of, along each side."""


class Upsample(Layer):
    """Makes maps larger without weights: pixels again and again, or what lies between them.

    Shape: (N, C, H, W) -> (N, C, factor · H, factor · W)
    Source: Odena, Dumoulin and Olah 2016 (enlarge, then convolve); `torch.nn.Upsample`.
    Raises: expects_image.
    """

    family: ClassVar[Family] = "merge"
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("image",)),)
    formula: ClassVar[str] = "H′ = factor · H"
    worked: ClassVar[str] = "{factor} · {in_h} = {out_h}"

    kind: Literal["upsample"] = "upsample"
    factor: Annotated[int, Field(ge=1, le=64)] = 2
    """How many times as high and wide the map becomes."""
    mode: Literal["nearest", "bilinear", "bicubic"] = "nearest"
    """Where the new pixels come from: the nearest one, or a blend of 4 or of 16 around them."""

    def infer(self, given: Given) -> Value:
        channels, height, width = given.one.shape
        return Value("image", (channels, self.factor * height, self.factor * width))

    def reach(self, given: Given) -> Reaches:
        return (enlarging(self.factor, TAPS[self.mode]),) * 2

    def call(self, given: Given) -> Call:
        return Call(
            "nn.Upsample",
            {"scale_factor": self.factor, "mode": self.mode},
            defaults={"mode": "nearest"},
        )
