"""Shapes of one sample, without the batch dimension: (C, H, W), (features,)."""

from __future__ import annotations

from math import prod

Shape = tuple[int, ...]


def size(shape: Shape) -> int:
    """How many numbers a sample of this shape holds."""
    return prod(shape)


def words(shape: Shape) -> str:
    """`16×10×10`, as the interface writes it."""
    return "×".join(str(n) for n in shape)
