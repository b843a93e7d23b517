"""Flatten: an image becomes a list."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.kit.call import Call
from layerlab.kit.values import Value
from layerlab.layers.base import Family, Given, Layer, Port
from layerlab.layers.reach import Reaches


class Flatten(Layer):
    """Writes all values of the sample in one row, ready for a linear layer.

    Shape: (N, C, H, W) -> (N, C·H·W)
    Source: LeCun et al. 1989 (between the last maps and the first full layer); `torch.nn.Flatten`.
    """

    family: ClassVar[Family] = "merge"
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("image", "vector")),)
    bead: ClassVar[bool] = True
    formula: ClassVar[str] = "features = C · H · W"
    worked: ClassVar[str] = "{in_c} · {in_h} · {in_w} = {out_features}"

    kind: Literal["flatten"] = "flatten"

    def infer(self, given: Given) -> Value:
        return Value("vector", (given.one.count(),))

    def reach(self, given: Given) -> Reaches:
        return None

    def call(self, given: Given) -> Call:
        return Call("nn.Flatten")
