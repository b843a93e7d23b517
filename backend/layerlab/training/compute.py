"""How the machine is used: with how many threads, and in which order the numbers of images lie in memory.

Both change the speed, and the last bits: sums are added up in another order. So both belong to a run. No torch here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from layerlab.kit.document import Document

MemoryFormat = Literal["contiguous", "channels_last"]
"""Image by image and channel by channel; or the channels of each pixel side by side."""


class Compute(Document):
    """What a run computes with, once that is settled."""

    threads: Annotated[int, Field(ge=1, le=256)] = 1
    """Threads of one operation on the processor."""
    memory_format: MemoryFormat = "contiguous"
    """How images and the kernels that slide over them lie in memory."""

    @classmethod
    def recorded(cls, environment: Mapping[str, str]) -> Compute:
        """What a run computes with, as its environment tells; a run of older days had no choice."""
        return cls.model_validate(
            {
                "threads": int(environment.get("threads", "1")),
                "memory_format": environment.get("memory_format", "contiguous"),
            }
        )


USUAL = Compute()
"""What a run computes with where nothing was tried."""
