"""Reshape: the same values in other rows."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Call
from layerlab.kit.values import Value, ValueKind, words
from layerlab.layers.base import Family, Given, Layer, ShapeError
from layerlab.layers.fields import require_fixed
from layerlab.layers.reach import Reaches

KINDS: dict[int, ValueKind] = {1: "vector", 2: "sequence", 3: "image"}


class Reshape(Layer):
    """Writes the same values in rows of another length: as a vector, a sequence of vectors, or an image.

    Shape: any -> (N, features), (N, T, features) or (N, C, H, W), by how many sizes there are
    Source: Iverson 1962 (the reshape of APL); `torch.reshape`.
    Raises: unflatten_mismatch, kind_not_taken.
    """

    family: ClassVar[Family] = "merge"
    bead: ClassVar[bool] = True
    formula: ClassVar[str] = "the product of the sizes stays what it was"

    kind: Literal["reshape"] = "reshape"
    sizes: Annotated[
        tuple[Annotated[int, Field(ge=1, le=1_000_000)], ...], Field(min_length=1, max_length=3)
    ] = (8, 8)
    """One size makes a vector, two a sequence (steps, features), three an image (channels, height, width)."""

    def infer(self, given: Given) -> Value:
        require_fixed(given.one)
        value = Value(KINDS[len(self.sizes)], self.sizes)
        if given.one.count() != value.count():
            raise ShapeError(
                "unflatten_mismatch",
                "sizes",
                given=given.one.count(),
                image=words(self.sizes),
                needed=value.count(),
            )
        return value

    def reach(self, given: Given) -> Reaches:
        return None

    def call(self, given: Given) -> Call:
        named = zip(("first", "second", "third"), self.sizes, strict=False)
        return Call("Reshape", dict(named), positional=3)
