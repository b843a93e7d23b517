"""Concat: several wires become one, side by side."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.kit.call import Call
from layerlab.kit.values import Value, words
from layerlab.layers.base import Family, Given, Layer, Port, ShapeError
from layerlab.layers.fields import added

Axis = Literal["channels", "height", "width"]
AXES: dict[str, int] = {"channels": 0, "height": 1, "width": 2}


class Concat(Layer):
    """Stacks its inputs: the channels of images, the features of vectors, in the order of the wires.

    Shape: (N, C₁, H, W), (N, C₂, H, W), … -> (N, C₁ + C₂ + …, H, W); (N, F₁), (N, F₂), … -> (N, F₁ + F₂ + …)
    Source: Szegedy et al. 2015 (Inception); Huang et al. 2017 (DenseNet); `torch.cat`.
    Raises: kinds_differ, sizes_differ, expects_image.
    """

    family: ClassVar[Family] = "merge"
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("image", "vector"), many=True),)
    formula: ClassVar[str] = "channels = C₁ + C₂ + …"

    kind: Literal["concat"] = "concat"
    axis: Axis = added("channels")
    """Along which side they are stacked: one behind the other, one below the other, or side by side."""

    def infer(self, given: Given) -> Value:
        first, at = given.many[0], AXES[self.axis]
        if at >= len(first.sides):
            error = ShapeError("expects_image", "axis")
            error.at = (self.inputs[0].name, 0)
            raise error
        for value in given.many[1:]:
            if value.kind != first.kind:
                raise ShapeError("kinds_differ", first=words(first.sides), second=words(value.sides))
            rest, others = ([*each.sides[:at], *each.sides[at + 1 :]] for each in (first, value))
            if rest != others:
                raise ShapeError("sizes_differ", first=words(tuple(rest)), second=words(tuple(others)))
        sides = list(first.sides)
        sides[at] = sum(value.shape[at] for value in given.many)
        return Value(first.kind, tuple(sides))

    def call(self, given: Given) -> Call:
        if self.axis == "channels":
            return Call("Concat")
        return Call("ConcatAlong", {"dim": AXES[self.axis] + 1})
