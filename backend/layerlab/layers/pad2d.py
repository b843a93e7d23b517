"""Padding of images."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.kit.call import Call
from layerlab.kit.values import Value
from layerlab.layers.base import Given, ShapeError
from layerlab.layers.borders import Borders
from layerlab.layers.reach import Reach, Reaches

MODULES = {
    "zeros": "nn.ZeroPad2d",
    "reflect": "nn.ReflectionPad2d",
    "replicate": "nn.ReplicationPad2d",
    "circular": "nn.CircularPad2d",
}


class Pad2d(Borders):
    """Adds rows and columns around the map: zeros, or what the map itself has at its edge.

    Shape: (N, C, H, W) -> (N, C, H + top + bottom, W + left + right)
    Source: LeCun et al. 1989 (zeros around the digit); `torch.nn.ZeroPad2d`, `torch.nn.ReflectionPad2d`.
    Raises: expects_image, reflection_too_large.
    """

    formula: ClassVar[str] = "H′ = H + top + bottom"
    worked: ClassVar[str] = "{in_h} + {top} + {bottom} = {out_h}"

    kind: Literal["pad2d"] = "pad2d"
    mode: Literal["zeros", "reflect", "replicate", "circular"] = "zeros"
    """What stands there: zeros, the map mirrored, its edge again and again, or its other end."""

    def infer(self, given: Given) -> Value:
        channels, height, width = given.one.shape
        # A mirror shows all but the edge itself, a circle the whole map, once.
        most = {"reflect": -1, "circular": 0}.get(self.mode)
        sides = (("top", height), ("bottom", height), ("left", width), ("right", width))
        for field, side in sides:
            if most is not None and getattr(self, field) > side + most:
                largest = side + most
                raise ShapeError("reflection_too_large", field, asked=getattr(self, field), largest=largest)
        return Value("image", (channels, height + self.top + self.bottom, width + self.left + self.right))

    def reach(self, given: Given) -> Reaches:
        return Reach(-self.top, -self.top), Reach(-self.left, -self.left)

    def call(self, given: Given) -> Call:
        padding = (self.left, self.right, self.top, self.bottom)
        return Call(MODULES[self.mode], {"padding": padding}, positional=1)
