"""Concat: several wires become one, side by side."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.kit.call import Call
from layerlab.kit.values import Value, words
from layerlab.layers.base import Family, Given, Layer, Port, ShapeError


class Concat(Layer):
    """Stacks its inputs: the channels of images, the features of vectors, in the order of the wires.

    Shape: (N, C₁, H, W), (N, C₂, H, W), … -> (N, C₁ + C₂ + …, H, W); (N, F₁), (N, F₂), … -> (N, F₁ + F₂ + …)
    Source: Szegedy et al. 2015 (Inception); Huang et al. 2017 (DenseNet); `torch.cat`.
    Raises: kinds_differ, sizes_differ.
    """

    family: ClassVar[Family] = "merge"
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("image", "vector"), many=True),)
    formula: ClassVar[str] = "channels = C₁ + C₂ + …"

    kind: Literal["concat"] = "concat"

    def infer(self, given: Given) -> Value:
        first = given.many[0]
        for value in given.many[1:]:
            if value.kind != first.kind:
                raise ShapeError("kinds_differ", first=words(first.sides), second=words(value.sides))
            if value.sides[1:] != first.sides[1:]:
                raise ShapeError("sizes_differ", first=words(first.sides[1:]), second=words(value.sides[1:]))
        return Value(first.kind, (sum(value.shape[0] for value in given.many), *first.sides[1:]))

    def call(self, given: Given) -> Call:
        return Call("Concat")
