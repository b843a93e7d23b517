"""Queries: a private question and its answer. They change nothing and are not logged."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from layerlab.kit.document import NAME_PATTERN, Document
from layerlab.protocol.frames import Frame
from layerlab.protocol.inputs import MOST_LETTERS, AnyInput

NEWEST = -1
"""Asked about this step, the weights as they are now answer."""

AskedRole = Annotated[str, Field(pattern=f"{NAME_PATTERN}|^$")]
"""The network that is asked; empty for the one of the algorithm's first role."""

Aspect = Literal["outputs", "gradients", "saliency", "boxes", "states", "prefixes"]
"""What is to be shown of an input: what every node gives for it, how its loss hangs on that, which parts of the
input itself speak for the answer, which boxes are found in it, what recurrent layers keep of it, and what is said
after each of its steps."""


NodePath = Annotated[str, Field(min_length=1, max_length=400)]
"""A node, or the use of a block, by its path."""


class Show(Document):
    """What does the network make of this input? `gradients` are those of a loss: only a sample has one."""

    kind: Literal["show"] = "show"
    role: AskedRole = ""
    input: AnyInput
    of: tuple[Aspect, ...] = Field(("outputs",), min_length=1, max_length=6)
    nodes: tuple[NodePath, ...] = Field((), max_length=500)
    """Of these alone; where none is named, of all. One that is not there is passed over."""
    small: bool = False
    """Of each no more than its tile draws: 16 maps at most, made smaller where they are large."""

    @property
    def is_modest(self) -> bool:
        """Whether little is told, however large the network: of one node all, or of some what their tiles draw."""
        return len(self.nodes) == 1 or (self.small and bool(self.nodes))


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


class GradientByDepth(Document):
    """How does the gradient of one batch's loss get through the network?

    `without`: sums that are to take their main way alone, and outputs whose losses are to be left out.
    """

    kind: Literal["gradient_by_depth"] = "gradient_by_depth"
    role: AskedRole = ""
    batch: int = Field(8, ge=2, le=8)
    without: tuple[NodePath, ...] = Field((), max_length=2_000)


class ShowWithout(Document):
    """How much do the answers to the test set hang on these nodes, each switched off by itself?"""

    kind: Literal["show_without"] = "show_without"
    role: AskedRole = ""
    nodes: tuple[NodePath, ...] = Field(min_length=1, max_length=64)
    samples: int = Field(2_000, ge=1, le=10_000)
    """So many of the test set, evenly spaced; fewer where the network is large."""


class GradientThroughTime(Document):
    """How far back through time does the loss reach from each step of this input, in one recurrent layer?"""

    kind: Literal["seq_gradient"] = "seq_gradient"
    role: AskedRole = ""
    node: NodePath
    input: AnyInput
    back: int = Field(32, ge=1, le=64)
    """So many steps."""


class ContinueText(Document):
    """How does the network write on, with these dice?"""

    kind: Literal["continue_text"] = "continue_text"
    role: AskedRole = ""
    text: str = Field(min_length=1, max_length=MOST_LETTERS)
    seed: int = Field(0, ge=0, le=2**31)
    """Of the dice: the same gives the same, as long as the network is the same."""
    temperature: float = Field(0.8, ge=0, le=4)
    """The higher, the more often it takes what it finds unlikely; 0 takes the likeliest alone."""
    top_k: int = Field(0, ge=0, le=10**6)
    """It chooses among so many of the likeliest; 0 is all."""
    top_p: float = Field(1.0, gt=0, le=1)
    """Of those it chooses among no more than it takes for a share of this size together."""
    count: int = Field(200, ge=1, le=400)
    """How many characters it writes."""


class Shown(Document):
    """The answer to a query: what was asked for, in its order, as it is at `step`."""

    step: int
    frames: tuple[Frame, ...]


Query = Annotated[
    Show | ShowKernels | ShowAugmented | GradientByDepth | ShowWithout | GradientThroughTime | ContinueText,
    Field(discriminator="kind"),
]
