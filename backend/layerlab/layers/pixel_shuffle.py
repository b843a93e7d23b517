"""Pixel shuffle."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Call
from layerlab.kit.values import Value
from layerlab.layers.base import Family, Given, Layer, Port, ShapeError
from layerlab.layers.reach import Reaches, enlarging


class PixelShuffle(Layer):
    """Lays channels out as pixels: of 4 small maps comes one of twice the height and width.

    Shape: (N, C · factor², H, W) -> (N, C, factor · H, factor · W)
    Source: Shi et al. 2016; `torch.nn.PixelShuffle`.
    Raises: expects_image, shuffle_channels.
    """

    family: ClassVar[Family] = "merge"
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("image",)),)
    formula: ClassVar[str] = "C′ = C / factor², H′ = factor · H"
    worked: ClassVar[str] = "{in_c} / {factor}² = {out_c} channels of {out_h}×{out_w}"

    kind: Literal["pixel_shuffle"] = "pixel_shuffle"
    factor: Annotated[int, Field(ge=1, le=64)] = 2
    """How many times as high and wide the map becomes."""

    def infer(self, given: Given) -> Value:
        channels, height, width = given.one.shape
        square = self.factor**2
        if channels % square:
            raise ShapeError(
                "shuffle_channels", "factor", factor=self.factor, channels=channels, square=square
            )
        return Value("image", (channels // square, self.factor * height, self.factor * width))

    def reach(self, given: Given) -> Reaches:
        return (enlarging(self.factor),) * 2

    def call(self, given: Given) -> Call:
        return Call("nn.PixelShuffle", {"upscale_factor": self.factor}, positional=1)
