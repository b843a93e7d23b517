"""What layers have in common that join wires value by value."""

from __future__ import annotations

from typing import ClassVar

from layerlab.kit.call import Call
from layerlab.kit.values import Value, words
from layerlab.layers.base import Family, Given, Layer, Port, ShapeError


class Joining(Layer):
    """Two or more wires of one shape become one."""

    family: ClassVar[Family] = "merge"
    inputs: ClassVar[tuple[Port, ...]] = (Port(many=True),)
    target: ClassVar[str]
    """The module of Layerlab's own."""

    def infer(self, given: Given) -> Value:
        first = given.many[0]
        for value in given.many[1:]:
            if value != first:
                raise ShapeError("shapes_differ", first=words(first.sides), second=words(value.sides))
        return first

    def call(self, given: Given) -> Call:
        return Call(self.target)
