"""Split: one wire becomes two."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Call
from layerlab.kit.values import Value
from layerlab.layers.base import Family, Given, Layer, Port, ShapeError


class Split(Layer):
    """Sends the first channels or features one way and the rest another.

    Shape: (N, C, H, W) -> (N, first, H, W), (N, C − first, H, W); (N, F) -> (N, first), (N, F − first)
    Source: Ma et al. 2018 (ShuffleNet V2); `torch.split`.
    Raises: split_of_all.
    """

    family: ClassVar[Family] = "merge"
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("image", "vector")),)
    outputs: ClassVar[tuple[str, ...]] = ("first", "rest")
    formula: ClassVar[str] = "C = first + rest"

    kind: Literal["split"] = "split"
    first: Annotated[int, Field(ge=1, le=65_536)] = 8
    """How many channels or features go the first way."""

    def infer(self, given: Given) -> dict[str, Value]:
        value = given.one
        others = value.sides[1:]
        rest = value.shape[0] - self.first
        if rest < 1:
            raise ShapeError("split_of_all", "first", first=self.first, channels=value.shape[0])
        return {
            "first": Value(value.kind, (self.first, *others)),
            "rest": Value(value.kind, (rest, *others)),
        }

    def call(self, given: Given) -> Call:
        return Call("Split", {"first": self.first}, positional=1)
