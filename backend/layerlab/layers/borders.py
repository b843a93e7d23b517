"""What layers have in common that change an image at its edges."""

from __future__ import annotations

from typing import ClassVar

from layerlab.layers.base import Family, Layer, Port
from layerlab.layers.fields import PaddingSide


class Borders(Layer):
    """So many rows and columns on each side, in pixels."""

    family: ClassVar[Family] = "merge"
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("image",)),)

    top: PaddingSide = 1
    """Rows above."""
    bottom: PaddingSide = 1
    """Rows below."""
    left: PaddingSide = 1
    """Columns at the left."""
    right: PaddingSide = 1
    """Columns at the right."""
