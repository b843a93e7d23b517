"""What a user sets for what a network writes. No torch here."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.probes.availability import Needs
from layerlab.probes.base import Probe


class Writing(Probe):
    """What the network writes by itself, bold and careful, always with the same dice."""

    needs: ClassVar[Needs] = Needs(meaning=("next_token",), samples=True)

    kind: Literal["writing"] = "writing"
    every_ms: Annotated[int, Field(ge=20, le=3_600_000)] = 2_000
    """At most one reading in this time while training runs; the time budget may thin it further.
    When stepping, each step is read."""
    length: Annotated[int, Field(ge=8, le=1_000)] = 180
    """How many characters are written at each temperature."""
