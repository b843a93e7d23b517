"""Multiply: wires gate each other."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.layers.joining import Joining


class Multiply(Joining):
    """Multiplies its inputs value by value: what one says lets the other through, like a gate.

    Shape: two or more of one shape -> the same
    Source: Hochreiter and Schmidhuber 1997 (gates); `torch.mul`.
    Raises: shapes_differ.
    """

    target: ClassVar[str] = "Multiply"
    formula: ClassVar[str] = "y = x₁ · x₂ · …"

    kind: Literal["multiply"] = "multiply"
