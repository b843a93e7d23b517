"""Use of a block: a network of the document stands in for a layer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.document import QUIET, BlockName, ParameterName, ParameterValue
from layerlab.layers.base import Family, Layer, Ports
from layerlab.layers.fields import added
from layerlab.layers.learning import LEARNS, RateFactor

MAX_REPEAT = 100
MAX_PARAMETERS = 32
MAX_SEEDS = 500

PathInside = Annotated[str, Field(pattern=r"^[0-9]{1,2}(/[a-z0-9_]{1,40}){0,16}$")]
"""Something inside of a use, behind the number of its copy, which is 0 where it stands once: `0/conv2d_1`."""
FormerPath = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}(/[a-z0-9_]{1,40}){0,16}$")]
"""Where something stood before it was in a block, in the network in which the use stands: `conv2d_2`."""


class UseBlock(Layer):
    """Puts a network of the document here: a block, which may stand at several places and several times in a row.

    Shape: what enters and leaves the network inside
    Source: He et al. 2016 (residual blocks); Szegedy et al. 2015 (Inception modules); `torch.nn.Sequential`.
    """

    family: ClassVar[Family] = "block"
    live_fields: ClassVar[dict[str, str]] = LEARNS
    formula: ClassVar[str] = "y = block(… block(x))"

    kind: Literal["block"] = "block"
    block: BlockName = "block"
    """Which block of the document stands here."""
    arguments: Annotated[dict[ParameterName, ParameterValue], Field(max_length=MAX_PARAMETERS)] = {}
    """What its parameters are here; those that are left out are as the block has them."""
    repeat: Annotated[int, Field(ge=1, le=MAX_REPEAT)] = 1
    """How many times it stands here in a row, each time with weights of its own."""
    seeds: Annotated[dict[PathInside, FormerPath], Field(max_length=MAX_SEEDS)] = Field(
        {}, exclude_if={}.__eq__, json_schema_extra=QUIET
    )
    """By which names the first weights inside are drawn: those of the layers that were put together into the block."""
    rate: RateFactor = added(1.0)
    """What the learning rates of all layers inside are multiplied by; 0 freezes them, with the statistics they keep."""

    def ports(self, inside: Callable[[str], Ports]) -> Ports:
        return inside(self.block)
