"""What every optimizer says of itself, and the fields that several of them have."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from layerlab.kit.call import Call
from layerlab.kit.document import Document

LearningRate = Annotated[float, Field(gt=0, le=100)]
WeightDecay = Annotated[float, Field(ge=0, le=10)]
Beta = Annotated[float, Field(ge=0, lt=1)]
Epsilon = Annotated[float, Field(gt=0, le=1)]


class Optimizer(Document):
    """What every optimizer says of itself."""

    live_fields: ClassVar[dict[str, str]]
    """Fields that can change in mid-run."""

    @property
    def numbers_per_weight(self) -> int:
        """How many numbers it keeps for each weight: its momentum, running means."""
        return 2

    def call(self) -> Call:
        """The optimizer in PyTorch, with its arguments."""
        raise NotImplementedError
