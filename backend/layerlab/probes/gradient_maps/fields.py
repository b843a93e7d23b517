"""What a user sets for the gradient maps. No torch here."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.probes.availability import Needs
from layerlab.probes.base import SampleProbe


class GradientMaps(SampleProbe):
    """How one sample's loss would change with what every node gives, a block as a whole."""

    needs: ClassVar[Needs] = Needs(meaning=("logits",), samples=True, parts=("target",))

    kind: Literal["gradient_maps"] = "gradient_maps"
    every_ms: Annotated[int, Field(ge=20, le=3_600_000)] = 1_000
    """At most one reading in this time while training runs; the time budget may thin it further."""
