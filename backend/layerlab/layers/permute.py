"""Permute: the sides of a sample change places."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Call
from layerlab.kit.values import Value
from layerlab.layers.base import Family, Given, Layer, Port, ShapeError
from layerlab.layers.fields import require_fixed
from layerlab.layers.reach import Reaches


class Permute(Layer):
    """Lets the sides of a sample change places: rows become columns, or channels the last side.

    Shape: (N, C, H, W) -> the same sides in the order that is set; (N, T, features) -> likewise
    Source: Iverson 1962 (the transpose of APL); `torch.permute`.
    Raises: no_order, kind_not_taken.
    """

    family: ClassVar[Family] = "merge"
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("image", "sequence")),)
    formula: ClassVar[str] = "1, 3, 2: rows and columns change places"

    kind: Literal["permute"] = "permute"
    order: Annotated[tuple[Annotated[int, Field(ge=1, le=3)], ...], Field(min_length=2, max_length=3)] = (
        1,
        3,
        2,
    )
    """Which side stands first, second, third: 1 are the channels of an image or the steps of a sequence."""

    def infer(self, given: Given) -> Value:
        value = given.one
        require_fixed(value)
        sides = range(1, len(value.sides) + 1)
        if sorted(self.order) != list(sides):
            raise ShapeError("no_order", "order", order=", ".join(map(str, self.order)), sides=len(sides))
        return Value(value.kind, tuple(value.sides[at - 1] for at in self.order))

    def reach(self, given: Given) -> Reaches:
        return None

    def call(self, given: Given) -> Call:
        return Call("Permute", {"order": self.order}, positional=1)
