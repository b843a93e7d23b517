"""What layers have in common that make one vector of a whole sequence."""

from __future__ import annotations

from typing import ClassVar

from layerlab.kit.call import Call
from layerlab.kit.values import Value
from layerlab.layers.base import Family, Given, Layer, Port
from layerlab.layers.reach import Reaches


class OverTime(Layer):
    """One value of each feature for all steps together, however many there are."""

    family: ClassVar[Family] = "pool"
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("sequence",)),)
    told_lengths: ClassVar[bool] = True
    target: ClassVar[str]
    """The module of Layerlab's own."""

    def infer(self, given: Given) -> Value:
        return Value("vector", given.one.sides[1:])

    def reach(self, given: Given) -> Reaches:
        return None

    def call(self, given: Given) -> Call:
        return Call(self.target)
