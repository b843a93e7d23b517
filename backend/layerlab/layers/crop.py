"""Cropping of images."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.kit.call import Call
from layerlab.kit.values import Value, words
from layerlab.layers.base import Given, ShapeError
from layerlab.layers.borders import Borders
from layerlab.layers.reach import Reach, Reaches


class Crop(Borders):
    """Cuts rows and columns off the edges, so that two branches fit together again.

    Shape: (N, C, H, W) -> (N, C, H − top − bottom, W − left − right)
    Source: Ronneberger, Fischer and Brox 2015 (U-Net).
    Raises: expects_image, cropped_to_nothing.
    """

    formula: ClassVar[str] = "H′ = H − top − bottom"
    worked: ClassVar[str] = "{in_h} − {top} − {bottom} = {out_h}"

    kind: Literal["crop"] = "crop"

    def infer(self, given: Given) -> Value:
        channels, height, width = given.one.shape
        left = (height - self.top - self.bottom, width - self.left - self.right)
        if min(left) < 1:
            field = "top" if left[0] < 1 else "left"
            raise ShapeError("cropped_to_nothing", field, input=words((height, width)))
        return Value("image", (channels, *left))

    def reach(self, given: Given) -> Reaches:
        return Reach(self.top, self.top), Reach(self.left, self.left)

    def call(self, given: Given) -> Call:
        arguments = {"top": self.top, "bottom": self.bottom, "left": self.left, "right": self.right}
        return Call("Crop", dict(arguments), positional=4)
