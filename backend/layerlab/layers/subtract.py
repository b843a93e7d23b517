"""Subtract: how far wires are apart."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.layers.joining import Joining


class Subtract(Joining):
    """Takes the others from the first, value by value: how far two branches are apart.

    Shape: two or more of one shape -> the same
    Source: Bromley et al. 1993 (two branches compared); `torch.sub`.
    Raises: shapes_differ.
    """

    target: ClassVar[str] = "Subtract"
    formula: ClassVar[str] = "y = x₁ − x₂ − …"

    kind: Literal["subtract"] = "subtract"
