"""What enters a network and what must leave it: an algorithm says so of each of its roles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from layerlab.kit.values import Value
from layerlab.layers.base import Layer, require_kind

Meaning = Literal["logits", "scores", "log_odds", "cells", "next_token", "numbers"]
"""What an answer's numbers are: scores of categories before softmax; scores of which the highest wins, and which say
nothing of probability; the one score before a sigmoid; of each cell of a grid whether something lies there, where its
sides are and scores of its class; at each step scores of what comes next; or simply numbers."""


BESIDE_CLASSES = 5
"""What a cell tells before its classes: whether something lies there, and four sides."""


@dataclass(frozen=True)
class Slot:
    """What enters at one place."""

    value: Value
    """One sample of it."""
    part: str = ""
    """The part of the data that fills it; empty where the algorithm itself does, as with noise for a generator."""


@dataclass(frozen=True)
class Cells:
    """How boxes are read from the answers in the cells of a grid."""

    side: int
    """Of a cell, in pixels."""
    most_shared: float
    """Of boxes that share more than this, only the surest is left."""


@dataclass(frozen=True)
class Ends:
    """Of one network, for one sample."""

    slots: Mapping[str, Slot]
    """What enters, by name; an input node that names no slot is fed from the first."""
    answer: Value | None = None
    """What must leave; None where anything may."""
    meaning: Meaning = "numbers"
    heads: bool = False
    """Whether several answers may leave, whose losses are added."""
    cells: Cells | None = None
    """How boxes are read from the answer, where it is one in cells."""
    reads_on: bool = False
    """Whether it must read from left to right alone, for it is asked at each step what comes next."""

    @property
    def sample(self) -> Value:
        """What enters at the first slot."""
        return self.first.value

    @property
    def first(self) -> Slot:
        """The first slot."""
        return next(iter(self.slots.values()))

    def require_kind(self, layer: Layer, value: Value) -> None:
        """Raises ShapeError where `layer` hands the answer on and `value` is of another kind than the answer's."""
        if self.answer is not None and not layer.outputs:
            require_kind((self.answer.kind,), value)
