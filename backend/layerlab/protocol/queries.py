"""Queries: a private question and its answer. They change nothing and are not logged."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from layerlab.kit.document import Document
from layerlab.protocol.frames import NodeOutputsFrame


class ShowSample(Document):
    """What does every node make of this sample of the test set?"""

    kind: Literal["show_sample"] = "show_sample"
    role: str = "classifier"
    sample: int = Field(ge=0, le=10**9)


class ShowDrawing(Document):
    """What does the network say to this drawing?

    Shape: `pixels` uint8 of the dataset's sample shape (C, H, W), as stored in the data set (for MNIST: ink is 255).
    """

    kind: Literal["show_drawing"] = "show_drawing"
    role: str = "classifier"
    pixels: bytes = Field(max_length=3 * 512 * 512)


class NodeOutputsShown(Document):
    """The answer to both: the tiles, and the probabilities, at `step`."""

    kind: Literal["node_outputs_shown"] = "node_outputs_shown"
    step: int
    frame: NodeOutputsFrame


Query = Annotated[ShowSample | ShowDrawing, Field(discriminator="kind")]
Answer = Annotated[NodeOutputsShown, Field(discriminator="kind")]
