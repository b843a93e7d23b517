"""What pooling to a wished size has in common."""

from __future__ import annotations

from typing import ClassVar

from layerlab.kit.call import Call
from layerlab.kit.values import Value
from layerlab.layers.base import Family, Given, Layer, Port
from layerlab.layers.fields import Pair
from layerlab.layers.reach import Reaches, evened


class Adaptive(Layer):
    """Windows as large as it takes to give a map of the wished size, whatever comes in."""

    family: ClassVar[Family] = "pool"
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("image",)),)
    formula: ClassVar[str] = "row i: from ⌊i·H / H′⌋ to ⌈(i + 1)·H / H′⌉"
    worked: ClassVar[str] = "{in_h}×{in_w} in windows of their own → {out_h}×{out_w}"
    target: ClassVar[str]
    """The module of PyTorch."""

    output_size: Pair = (1, 1)
    """Height and width of the map that comes out, in pixels."""

    def infer(self, given: Given) -> Value:
        return Value("image", (given.one.shape[0], *self.output_size))

    def reach(self, given: Given) -> Reaches:
        return tuple(
            evened(side, into) for side, into in zip(given.one.shape[1:], self.output_size, strict=True)
        )

    def call(self, given: Given) -> Call:
        return Call(self.target, {"output_size": self.output_size}, positional=1)
