"""Add: several wires become their sum."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.kit.call import Call
from layerlab.kit.values import Value, words
from layerlab.layers.base import Family, Given, Layer, Port, ShapeError


class Add(Layer):
    """Adds its inputs value by value; with a wire around some layers it makes a residual connection.

    Shape: two or more of one shape -> the same
    Source: He et al. 2016 (residual connections).
    Raises: shapes_differ.
    """

    family: ClassVar[Family] = "merge"
    inputs: ClassVar[tuple[Port, ...]] = (Port(many=True),)
    formula: ClassVar[str] = "y = x₁ + x₂ + …"

    kind: Literal["add"] = "add"

    def infer(self, given: Given) -> Value:
        first = given.many[0]
        for value in given.many[1:]:
            if value != first:
                raise ShapeError("shapes_differ", first=words(first.sides), second=words(value.sides))
        return first

    def call(self, given: Given) -> Call:
        return Call("Add")
