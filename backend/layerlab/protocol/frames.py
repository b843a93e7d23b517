"""Frames: one reading of a probe, of a few kinds. Arrays travel as little-endian bytes, row-major."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from layerlab.kit.document import Document


class NodeOutput(Document):
    """What one node gives for one sample, quantised to a signed byte.

    Shape: `shape` is the sample's, (C, H, W) or (features,); value = `values[i]` / 127 * `scale`.
    """

    node: str
    shape: tuple[int, ...]
    """The sample's shape at this node; `values` holds its first 64 channels, a vector's first 1,024 features."""
    values: bytes
    """int8, the channels of `shape` in order."""
    scale: float
    """The largest magnitude; 0 when all values are 0."""


class NodeOutputsFrame(Document):
    """What every node gives for one sample: the tiles inside the nodes."""

    kind: Literal["node_outputs"] = "node_outputs"
    role: str
    sample: int
    """Index of the sample in the test set; -1 for one that the viewer drew."""
    label: int
    """The sample's class; -1 when unknown."""
    nodes: tuple[NodeOutput, ...]
    probabilities: tuple[float, ...]
    """Softmax of the network's output; empty when the output is not a vector of logits."""


class MatrixFrame(Document):
    """A matrix of counts: the confusion matrix.

    Shape: (rows, columns); rows are labels, columns predictions.
    """

    kind: Literal["matrix"] = "matrix"
    rows: int
    columns: int
    counts: bytes
    """int32, row by row."""
    total: int


Frame = Annotated[NodeOutputsFrame | MatrixFrame, Field(discriminator="kind")]
