"""Unflatten: a list becomes an image."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Argument, Call
from layerlab.kit.values import Value, words
from layerlab.layers.base import Family, Given, Layer, Port, ShapeError

Side = Annotated[int, Field(ge=1, le=1_024)]


class Unflatten(Layer):
    """Lays the values of a list out as maps: what a decoder or a generator needs to give an image.

    Shape: (N, C·H·W) -> (N, C, H, W)
    Source: Hinton and Salakhutdinov 2006 (images from a code); `torch.nn.Unflatten`.
    """

    family: ClassVar[Family] = "merge"
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("vector",)),)
    bead: ClassVar[bool] = True
    formula: ClassVar[str] = "C · H · W = features"
    worked: ClassVar[str] = "{out_c} · {out_h} · {out_w} = {in_features}"

    kind: Literal["unflatten"] = "unflatten"
    channels: Side = 1
    """Maps of the image."""
    size: tuple[Side, Side] = (28, 28)
    """Height and width of each map, in pixels."""

    def infer(self, given: Given) -> Value:
        sides = (self.channels, *self.size)
        image = Value("image", sides)
        if given.one.count() != image.count():
            raise ShapeError(
                "unflatten_mismatch",
                "size",
                given=given.one.count(),
                image=words(sides),
                needed=image.count(),
            )
        return image

    def call(self, given: Given) -> Call:
        arguments: dict[str, Argument] = {"dim": 1, "unflattened_size": (self.channels, *self.size)}
        return Call("nn.Unflatten", arguments, positional=2)
