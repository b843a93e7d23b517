"""Add: several wires become their sum."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from layerlab.kit.call import Call
from layerlab.kit.shapes import Shape, words
from layerlab.layers.base import Family, Layer, ShapeError


class Add(Layer):
    """Adds its inputs value by value; with a wire around some layers it makes a residual connection.

    Shape: two or more of one shape -> the same
    Source: He et al. 2016 (residual connections).
    Raises: shapes_differ.
    """

    family: ClassVar[Family] = "merge"
    many_inputs: ClassVar[bool] = True
    formula: ClassVar[str] = "y = x₁ + x₂ + …"

    kind: Literal["add"] = "add"

    def output_shape(self, inputs: Sequence[Shape]) -> Shape:
        first = inputs[0]
        for shape in inputs[1:]:
            if shape != first:
                raise ShapeError("shapes_differ", first=words(first), second=words(shape))
        return first

    def call(self, inputs: Sequence[Shape]) -> Call:
        return Call("Add")
