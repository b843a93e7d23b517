"""Queries: a private question and its answer. They change nothing and are not logged."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from layerlab.kit.document import Document
from layerlab.protocol.frames import KernelsFrame, NodeGradientsFrame, NodeOutput, NodeOutputsFrame

NEWEST = -1
"""Asked about this step, the weights as they are now answer."""


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
    """The answer to ShowSample and ShowDrawing: the tiles, and the probabilities, at `step`."""

    kind: Literal["node_outputs_shown"] = "node_outputs_shown"
    step: int
    frame: NodeOutputsFrame


class ShowGradients(Document):
    """How would the loss of this sample of the test set change with what every node gives?"""

    kind: Literal["show_gradients"] = "show_gradients"
    role: str = "classifier"
    sample: int = Field(ge=0, le=10**9)


class NodeGradientsShown(Document):
    """The answer to ShowGradients, at `step`."""

    kind: Literal["node_gradients_shown"] = "node_gradients_shown"
    step: int
    frame: NodeGradientsFrame


class ShowSaliency(Document):
    """Which pixels speak for the class that the network takes this input for?

    Shape: `pixels` as in ShowDrawing.
    """

    kind: Literal["show_saliency"] = "show_saliency"
    role: str = "classifier"
    sample: int = Field(-1, ge=-1, le=10**9)
    """Of the test set; -1 asks about `pixels`."""
    pixels: bytes = Field(b"", max_length=3 * 512 * 512)


class SaliencyShown(Document):
    """The gradient of the highest logit with respect to the input, at `step`."""

    kind: Literal["saliency_shown"] = "saliency_shown"
    step: int
    top: int
    """The class of the highest logit."""
    frame: NodeOutput
    """Signed, of the sample's shape (C, H, W); `node` is the input's."""


class ShowKernels(Document):
    """How does every convolution filter its input channels, from `channel` on?"""

    kind: Literal["show_kernels"] = "show_kernels"
    role: str = "classifier"
    channel: int = Field(0, ge=0, le=10**9)


class KernelsShown(Document):
    """The answer to ShowKernels, at `step`."""

    kind: Literal["kernels_shown"] = "kernels_shown"
    step: int
    channel: int
    """The first input channel that the frame holds; where a frame is recorded it is 0."""
    frame: KernelsFrame
    """Of the convolutions that have this channel; of each it and the three after it, as far as there are any."""


Query = Annotated[
    ShowSample | ShowDrawing | ShowGradients | ShowSaliency | ShowKernels, Field(discriminator="kind")
]
Answer = Annotated[
    NodeOutputsShown | NodeGradientsShown | SaliencyShown | KernelsShown, Field(discriminator="kind")
]
