"""What flows along a wire: one sample of a kind, with its sides, without the batch dimension."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from math import prod
from typing import Literal

ValueKind = Literal["image", "vector", "sequence", "tokens", "label", "boxes", "labels"]

Split = Literal["train", "validation", "test"]
"""The part of a data set that a sample stands in."""

Shape = tuple[int, ...]
"""The sides of a value whose sides are all known numbers."""


@dataclass(frozen=True)
class Length:
    """A side that differs from sample to sample. Two lengths are equal where their names are."""

    name: str
    """What the interface writes in place of a number: `T`."""
    usual: int = field(compare=False)
    """The number that costs and tiles are told for."""
    least: int = field(default=0, compare=False)
    """The shortest that there is; 0 where nobody knows."""
    most: int = field(default=0, compare=False)
    """The longest that there is; 0 where nobody knows."""


Side = int | Length


@dataclass(frozen=True)
class Value:
    """One sample.

    Shape: image (C, H, W) · vector (features,) · sequence (T, features) · tokens (T,) · label () ·
    boxes (things, 4): left, upper, right and lower side of each, in pixels of its image · labels (things,): the class
    of each, -1 where there is none.
    In torch the batch comes first, and the features of a sequence last.
    """

    kind: ValueKind
    sides: tuple[Side, ...] = ()
    categories: int = 0
    """How many there are to choose from, for tokens, a label and labels."""

    @cached_property
    def shape(self) -> Shape:
        """The sides as numbers, a length as its usual one."""
        return tuple(side.usual if isinstance(side, Length) else side for side in self.sides)

    @property
    def room(self) -> Shape:
        """The sides of the room that every sample fits into: what is shorter is filled up there."""
        return tuple(side.most if isinstance(side, Length) else side for side in self.sides)

    @property
    def length(self) -> Length | None:
        """The side that differs from sample to sample; None where all are known numbers."""
        return next((side for side in self.sides if isinstance(side, Length)), None)

    def count(self) -> int:
        """How many numbers one sample holds, at the usual length."""
        return self._count

    @cached_property
    def _count(self) -> int:
        return prod(self.shape)


def words(sides: tuple[Side, ...]) -> str:
    """`16×10×10` or `T×64`, as the interface writes it."""
    return "×".join(side.name if isinstance(side, Length) else str(side) for side in sides)
