"""What a user sets for the decision surface. No torch here."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.probes.availability import Needs
from layerlab.probes.base import Probe


class Surface(Probe):
    """What the network answers at every place of the plane that its points lie in."""

    needs: ClassVar[Needs] = Needs(samples=True, features=2)

    kind: Literal["surface"] = "surface"
    side: Annotated[int, Field(ge=16, le=96)] = 48
    """Places along each side of the grid."""
