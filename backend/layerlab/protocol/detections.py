"""The frame of found boxes. Arrays travel as little-endian bytes, row-major."""

from __future__ import annotations

from typing import Literal

from layerlab.kit.document import Document


class DetectionsFrame(Document):
    """The boxes that a network finds in a few pictures, where of those that lie on each other only the surest is left.

    Shape: of the found boxes, picture by picture and the surest first, one entry each.
    """

    kind: Literal["detections"] = "detections"
    role: str
    sample: int
    """Index of the first picture in the test set, or in the split that was asked about, which the others follow; -1 for
    an input from outside."""
    grid: tuple[int, int]
    """Rows and columns of cells in each picture."""
    counts: bytes
    """uint8: how many boxes were found in each picture."""
    boxes: bytes
    """float32: left, upper, right and lower side, in pixels of the picture."""
    labels: bytes
    """uint16: the class of each."""
    confidences: bytes
    """uint8: 255 * how sure the network is that something lies there, and of this class."""
    objectness: bytes
    """uint8: 255 * p that something lies there, of each cell, picture by picture and row by row."""
