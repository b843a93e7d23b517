"""What a user sets for the kernels. No torch here."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.probes.availability import Needs
from layerlab.probes.base import Probe


class Kernels(Probe):
    """The filters of every convolution, as they are now."""

    needs: ClassVar[Needs] = Needs(layers=("conv2d",))

    kind: Literal["kernels"] = "kernels"
    every_ms: Annotated[int, Field(ge=20, le=3_600_000)] = 2_000
    """At most one reading in this time while training runs; the time budget may thin it further."""
