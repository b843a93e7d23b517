"""Concat: several wires become one, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from layerlab.kit.call import Call
from layerlab.kit.shapes import Shape, words
from layerlab.layers.base import Family, Layer, ShapeError


class Concat(Layer):
    """Stacks its inputs: the channels of images, the features of vectors, in the order of the wires.

    Shape: (N, C₁, H, W), (N, C₂, H, W), … -> (N, C₁ + C₂ + …, H, W); (N, F₁), (N, F₂), … -> (N, F₁ + F₂ + …)
    Source: Szegedy et al. 2015 (Inception); Huang et al. 2017 (DenseNet); `torch.cat`.
    Raises: kinds_differ, sizes_differ.
    """

    family: ClassVar[Family] = "merge"
    many_inputs: ClassVar[bool] = True
    formula: ClassVar[str] = "channels = C₁ + C₂ + …"

    kind: Literal["concat"] = "concat"

    def output_shape(self, inputs: Sequence[Shape]) -> Shape:
        first = inputs[0]
        for shape in inputs[1:]:
            if len(shape) != len(first):
                raise ShapeError("kinds_differ", first=words(first), second=words(shape))
            if shape[1:] != first[1:]:
                raise ShapeError("sizes_differ", first=words(first[1:]), second=words(shape[1:]))
        return (sum(shape[0] for shape in inputs), *first[1:])

    def call(self, inputs: Sequence[Shape]) -> Call:
        return Call("Concat")
