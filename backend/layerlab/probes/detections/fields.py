"""What a user sets for found boxes. No torch here."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.probes.availability import Needs
from layerlab.probes.base import SampleProbe


class Detections(SampleProbe):
    """The boxes that the network finds in a few pictures of the test set, and how sure each cell is."""

    needs: ClassVar[Needs] = Needs(meaning=("cells",), samples=True)

    kind: Literal["detections"] = "detections"
    pictures: Annotated[int, Field(ge=1, le=24)] = 12
    """How many pictures are watched, from that sample on."""
