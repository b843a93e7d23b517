"""Queries: a private question and its answer. They change nothing and are not logged."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from layerlab.kit.document import NAME_PATTERN, Document
from layerlab.protocol.frames import Frame
from layerlab.protocol.inputs import AnyInput

NEWEST = -1
"""Asked about this step, the weights as they are now answer."""

AskedRole = Annotated[str, Field(pattern=f"{NAME_PATTERN}|^$")]
"""The network that is asked; empty for the one of the algorithm's first role."""

Aspect = Literal["outputs", "gradients", "saliency"]
"""What is to be shown of an input: what every node gives for it, how its loss hangs on that, and which parts of the
input itself speak for the answer."""


class Show(Document):
    """What does the network make of this input? `gradients` are those of a loss: only a sample has one."""

    kind: Literal["show"] = "show"
    role: AskedRole = ""
    input: AnyInput
    of: tuple[Aspect, ...] = Field(("outputs",), min_length=1, max_length=3)


class ShowKernels(Document):
    """How does every convolution filter its input channels, from `channel` on?"""

    kind: Literal["show_kernels"] = "show_kernels"
    role: AskedRole = ""
    channel: int = Field(0, ge=0, le=10**9)


class ShowAugmented(Document):
    """What do the augmentations make of this training image, drawn so many times?"""

    kind: Literal["show_augmented"] = "show_augmented"
    role: AskedRole = ""
    sample: int = Field(0, ge=0, le=10**9)
    count: int = Field(7, ge=1, le=32)


class Shown(Document):
    """The answer to a query: what was asked for, in its order, as it is at `step`."""

    step: int
    frames: tuple[Frame, ...]


Query = Annotated[Show | ShowKernels | ShowAugmented, Field(discriminator="kind")]
