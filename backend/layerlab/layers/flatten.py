"""Flatten: an image becomes a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from layerlab.kit.call import Call
from layerlab.kit.shapes import Shape, size
from layerlab.layers.base import Family, Layer


class Flatten(Layer):
    """Writes all values of the sample in one row, ready for a linear layer.

    Shape: (N, C, H, W) -> (N, C·H·W)
    Source: LeCun et al. 1989 (between the last maps and the first full layer); `torch.nn.Flatten`.
    """

    family: ClassVar[Family] = "merge"
    bead: ClassVar[bool] = True
    formula: ClassVar[str] = "features = C · H · W"
    worked: ClassVar[str] = "{in_c} · {in_h} · {in_w} = {out_features}"

    kind: Literal["flatten"] = "flatten"

    def output_shape(self, inputs: Sequence[Shape]) -> Shape:
        (shape,) = inputs
        return (size(shape),)

    def call(self, inputs: Sequence[Shape]) -> Call:
        return Call("nn.Flatten")
