"""Channel shuffle."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Call
from layerlab.kit.values import Value
from layerlab.layers.base import Family, Given, Layer, Port
from layerlab.layers.fields import even_groups


class ChannelShuffle(Layer):
    """Deals the channels out like cards, so that groups of a convolution hear of one another.

    Shape: (N, C, H, W) -> (N, C, H, W)
    Source: Zhang et al. 2018 (ShuffleNet); `torch.nn.ChannelShuffle`.
    Raises: expects_image, groups_in_channels.
    """

    family: ClassVar[Family] = "merge"
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("image",)),)
    formula: ClassVar[str] = "1 2 3 4 5 6 in 2 groups → 1 4 2 5 3 6"

    kind: Literal["channel_shuffle"] = "channel_shuffle"
    groups: Annotated[int, Field(ge=1, le=65_536)] = 2
    """Between how many groups they are dealt out."""

    def infer(self, given: Given) -> Value:
        even_groups(self.groups, given.one.shape[0])
        return given.one

    def call(self, given: Given) -> Call:
        return Call("nn.ChannelShuffle", {"groups": self.groups}, positional=1)
