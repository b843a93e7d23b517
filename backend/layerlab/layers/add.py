"""Add: several wires become their sum."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.layers.joining import Joining


class Add(Joining):
    """Adds its inputs value by value; with a wire around some layers it makes a residual connection.

    Shape: two or more of one shape -> the same
    Source: He et al. 2016 (residual connections); `torch.add`.
    Raises: shapes_differ.
    """

    target: ClassVar[str] = "Add"
    formula: ClassVar[str] = "y = x₁ + x₂ + …"
    sums: ClassVar[bool] = True

    kind: Literal["add"] = "add"
